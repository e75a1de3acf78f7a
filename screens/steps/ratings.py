"""Ratings: numbers given to rows in one or two columns, how one of them is drawn, and which one a click means."""

from dataclasses import dataclass

from textual.content import Content

from coach.lessons.kinds.choose import ScaleStep
from coach.words import said

from .drawn import ACCENT, DIM

CELLS = 7  # up to so many values are all written out; more are drawn as a line of dots
DOTS = 10


@dataclass
class Ratings:
    """The numbers given so far, in one or two columns, and which column the keys act on."""

    step: ScaleStep
    columns: list[dict[str, int]]
    column: int = 0

    @property
    def names(self) -> list[str]:
        """What the columns are called; empty where there is only one."""
        second = self.step.second
        return [self.step.label or said("First"), second.label] if second else [""]

    def ends(self) -> tuple[str, str]:
        """What the lowest and the highest value mean in the column that the keys act on."""
        second = self.step.second
        if self.column and second:
            return second.low or self.step.low, second.high or self.step.high
        return self.step.low, self.step.high

    def put(self, id: str, value: int, column: int | None = None) -> None:
        """Rates a row, in the column that the keys act on unless another is named."""
        column = self.column if column is None else column
        self.columns[column][id] = max(self.step.min, min(self.step.max, value))

    def get(self, id: str) -> int | None:
        """The rating of a row in the column that the keys act on."""
        return self.columns[self.column].get(id)


def block(ratings: Ratings, column: int, id: str, here: bool) -> Content:
    """One rating as it is drawn: `1  2 [3] 4  5`, or `●●●●●●····  6`."""
    step, value = ratings.step, ratings.columns[column].get(id)
    if step.max - step.min < CELLS:
        return _cells(step, value, here)
    span = step.max - step.min
    filled = 0 if value is None else round((value - step.min) * DOTS / span)
    number = ("–" if value is None else str(value)).rjust(len(str(step.max)) + 1)
    style = ACCENT if here else "bold" if value is not None else DIM
    return (Content.styled("●" * filled, ACCENT if here else "")
            + Content.styled("·" * (DOTS - filled), DIM) + Content.styled(number, style))  # fmt: skip


def _cells(step: ScaleStep, value: int | None, here: bool) -> Content:
    cells = []
    for number in range(step.min, step.max + 1):
        if number == value:
            cells.append(Content.styled(f"[{number}]", ACCENT if here else "bold"))
        else:
            cells.append(Content.styled(f" {number} ", "" if here else DIM))
    return Content("").join(cells)


def value_at(step: ScaleStep, x: int, before: int | None) -> int | None:
    """Which value stands at a cell of a drawn rating. A second click on the first dot means the lowest value."""
    if step.max - step.min < CELLS:
        at = 0
        for number in range(step.min, step.max + 1):
            at += len(str(number)) + 2
            if x < at:
                return number
        return None
    if not 0 <= x < DOTS:
        return None
    value = step.min + round((x + 1) * (step.max - step.min) / DOTS)
    return step.min if x == 0 and before == value else value
