"""Totals: what the scores come to, as bars, and what it would take for another option to win."""

from textual.content import Content

from coach.lessons.given import Accepted, Refused
from coach.lessons.kinds import Value
from coach.lessons.kinds.weigh import Matrix
from coach.words import marked, said

from ..text import one_line
from .drawn import ACCENT, DIM, Drawn, beside, hanging
from .matrix_sheet import BEST, Layout, Sheet, spread

BAR = "▇"
NUMBER = 6  # cells for a total
NOTES = 20  # and for what is said of it
HIDDEN = marked("How they come out shows once this is answered.")
FIRM = marked("No change of a single weight would make another one win.")


def top(totals: Value) -> list[str]:
    """The options with the highest total; more than one where they are level."""
    best = max(totals.values(), default=0)
    return [id for id, n in totals.items() if n == best and best > 0]


class Sums(Drawn):
    """The totals as one line under their columns, in view while scores are changed."""

    DEFAULT_CSS = """
    Sums { max-width: 76; }
    """

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet
        self.verdict: Accepted | Refused | None = None

    def draw(self, width: int) -> list[Content]:
        if not isinstance(self.verdict, Accepted) or not self.sheet.options:
            return []
        totals, layout = self.verdict.value["totals"], Layout(self.sheet, width)
        line = Content.styled(f"  {said('Overall')}".ljust(layout.left), DIM)
        for column in layout.columns:
            id = self.sheet.options[column][0]
            style = "bold" if id in top(totals) else DIM
            line += spread(Content.styled(f"{totals[id]:.2f}", style), layout.cell)
        return [line]


class Totals(Drawn):
    """A bar for each option, the winner marked, and the weights at which another one would win."""

    DEFAULT_CSS = """
    Totals { margin: 1 0 0 0; max-width: 72; }
    """

    def __init__(self, step: Matrix, sheet: Sheet) -> None:
        super().__init__()
        self.step = step
        self.sheet = sheet
        self.verdict: Accepted | Refused | None = None  # None: they are not to be seen yet

    def draw(self, width: int) -> list[Content]:
        if self.verdict is None:
            return hanging(Content("  "), Content.styled(said(HIDDEN), DIM), width)
        if isinstance(self.verdict, Refused):
            return hanging(Content("  "), one_line(self.verdict.why, DIM), width)
        value = self.verdict.value
        lines = [line for id, label in self.sheet.options for line in self._bar(id, label, value, width)]
        words = self.step.flip_words(value) or ([said(FIRM)] if len(self.sheet.options) > 1 else [])
        told = [line for text in words for line in hanging(Content("  "), one_line(text), width)]
        return [*lines, Content(""), *told]

    def _bar(self, id: str, label: str, value: Value, width: int) -> list[Content]:
        """One option. The bar is as long as the total is of the most that there could be."""
        best, number = top(value["totals"]), value["totals"][id]
        wins = id in best
        name = one_line(label, "bold" if wins else "")
        place = said("highest") if wins and len(best) == 1 else said("level") if wins else ""
        notes = Content.styled(f"  {place}" if place else "", "bold")
        unknown = sum(1 for c, weight in value["weights"].items() if weight and c not in value["scores"][id])
        notes += Content.styled("  " + said("{n} unknown", n=unknown) if unknown else "", DIM)
        room = min(26, width // 3)
        bar = max(4, width - room - NUMBER - NOTES - 1)
        filled = round(bar * number / BEST)
        drawn = Content.styled(BAR * filled, ACCENT if wins else DIM) + Content(" " * (bar - filled))
        right = drawn + Content.styled(f"{number:{NUMBER}.2f}", "bold" if wins else "") + notes
        return beside(hanging(Content("  "), name, room), right.pad_right(max(0, NOTES - notes.cell_length)), width)
