"""Pot and Shares: a total, the rows it is shared out between, and the list in which that is done."""

from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from coach.lessons.kinds import Value
from coach.lessons.kinds.arrange import Allocate
from coach.words import marked, said

from ..text import one_line, plain
from .arranged import mapping, whole
from .drawn import ACCENT, DIM, HERE, DrawnList, beside, hanging

BAR = "━"
NUMBER = 5  # columns that a number takes


class Pot:
    """A total, what of it each row has in one or two columns, and which column the keys act on."""

    def __init__(self, step: Allocate, rows: list[tuple[str, str]], raw: Value) -> None:
        self.step = step
        self.rows = list(rows)
        names = ["points", "second"] if step.second else ["points"]
        self.columns = [self._column(mapping(raw, name)) for name in names]
        self.column = 0

    def _column(self, points: Value) -> dict[str, int]:
        """Points by row; an answer from elsewhere may name a row by its label."""
        found = {id: whole(points.get(id, points.get(label))) for id, label in self.rows}
        return {id: max(0, min(n, self.step.total)) for id, n in found.items() if n}

    @property
    def names(self) -> list[str]:
        """What the columns are called; empty where there is only one."""
        return [self.step.label or said("First"), self.step.second.label] if self.step.second else [""]

    def left(self, column: int) -> int:
        """What is still to be shared out; negative when it is too much."""
        return self.step.total - sum(self.columns[column].get(id, 0) for id, _ in self.rows)

    def get(self, id: str) -> int:
        """What a row has in the column that the keys act on."""
        return self.columns[self.column].get(id, 0)

    def put(self, id: str, points: int) -> None:
        """Gives a row so much, between nothing and all."""
        self.columns[self.column][id] = max(0, min(points, self.step.total))

    def rename(self, id: str, label: str) -> None:
        """Gives a row another name."""
        self.rows = [(i, label if i == id else old) for i, old in self.rows]

    def drop(self, id: str) -> None:
        """Takes a row out."""
        self.rows = [row for row in self.rows if row[0] != id]

    @property
    def longest(self) -> int:
        """What the longest bar stands for: half of the total, or all of it once a row has more than half."""
        most = max((points for column in self.columns for points in column.values()), default=0)
        return self.step.total if most * 2 > self.step.total else max(1, self.step.total // 2)


class Shares(DrawnList):
    """The rows with their bars and numbers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "give(-5)", marked("Less"), show=False, id="allocate.less"),
        Binding("right", "give(5)", marked("More"), show=False, id="allocate.more"),
        Binding("shift+left", "give(-1)", marked("One less"), show=False, id="allocate.one_less"),
        Binding("shift+right", "give(1)", marked("One more"), show=False, id="allocate.one_more"),
        Binding("tab", "column(1)", marked("Second column"), show=False, id="allocate.second"),
        Binding("shift+tab", "column(-1)", marked("First column"), show=False, id="allocate.first"),
        Binding("backspace", "rub_out", marked("Take a digit away"), show=False, id="allocate.rub_out"),
        Binding("delete", "remove", marked("Take the row out"), show=False, id="allocate.remove"),
    ]

    class Rename(Message):
        """The person wants to change the name of a row."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Removed(Message):
        """A row was taken out."""

    def __init__(self, pot: Pot, help: dict[str, str], fixed: set[str]) -> None:
        super().__init__()
        self.pot = pot
        self.help = help
        self.fixed = fixed  # rows that keep their name and stay
        self._typing = False  # whether the next digit goes on with the number that stands there

    def count(self) -> int:
        return len(self.pot.rows)

    def label(self, row: int) -> str:
        return self.pot.rows[row][1]

    # --- drawing -----------------------------------------------------------------

    def _bar(self, width: int) -> int:
        """Columns for a bar; 0 where there is no room for one."""
        columns = len(self.pot.columns)
        bar = (width * 55 // 100 - columns * (NUMBER + 2)) // columns
        return bar if bar >= 5 else 0

    def above(self, row: int, width: int) -> list[Content]:
        if row or len(self.pot.columns) == 1:
            return []
        one = self._bar(width) + NUMBER
        heads = []
        for n, name in enumerate(self.pot.names):
            here = n == self.pot.column
            mark = Content.styled(HERE, ACCENT) if here else Content("  ")
            head = mark + one_line(name, ACCENT if here else DIM)
            heads.append(head.truncate(one + 2, ellipsis=True, pad=True))
        return [Content(" " * max(0, width - len(heads) * (one + 2))) + Content("").join(heads)]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        id, label = self.pot.rows[row]
        drawn = Content("")
        for n in range(len(self.pot.columns)):
            drawn += "  " + self._drawn_share(n, id, self._bar(width), here and n == self.pot.column)
        room = max(10, width - drawn.cell_length)
        lines = hanging(self.pointer(here), one_line(label, "bold" if here else ""), room)
        lines = beside(lines, drawn, width)
        if here and self.help.get(id):
            lines += hanging(Content("  "), plain(self.help[id], DIM), width)
        return lines

    def _drawn_share(self, column: int, id: str, width: int, here: bool) -> Content:
        points = self.pot.columns[column].get(id, 0)
        filled = min(width, -(-points * width // self.pot.longest))  # rounded up: a little is never nothing
        number = str(points) if points or here else "–"
        style = ACCENT if here else "bold" if points else DIM
        bar = Content.styled(BAR * filled, ACCENT if here else DIM) + Content(" " * (width - filled))
        return bar + Content.styled(number.rjust(NUMBER), style)

    # --- keys --------------------------------------------------------------------

    def go(self, row: int) -> None:
        self._typing = False
        super().go(row)

    def _here(self) -> str:
        return self.pot.rows[self.cursor][0]

    def digit(self, number: int) -> bool:
        """Types a number; one that would be more than the total begins anew."""
        together = self.pot.get(self._here()) * 10 + number if self._typing else number
        self.pot.put(self._here(), together if together <= self.pot.step.total else number)
        self._typing = True
        self.acted()
        return True

    def letter(self, character: str) -> bool:
        """`r` gives the row all that is left; `e` changes its name."""
        if character == "r":
            self._typing = False
            self.pot.put(self._here(), self.pot.get(self._here()) + self.pot.left(self.pot.column))
            self.acted()
        elif character == "e" and self._here() not in self.fixed:
            self.post_message(self.Rename(self._here()))
        else:
            return False
        return True

    def action_give(self, by: int) -> None:
        """So many more or fewer; the last few that are left go as they are."""
        if not self.count():
            return
        total, points = self.pot.step.total, self.pot.get(self._here())
        if abs(by) > 1:
            by = max(1, total // 20) * (1 if by > 0 else -1)
        left = self.pot.left(self.pot.column)
        self._typing = False
        self.pot.put(self._here(), points + (min(by, left) if by > 0 and left > 0 else by))
        self.acted()

    def action_column(self, by: int) -> None:
        """The other column; beyond it the key is left to what is around."""
        if not 0 <= self.pot.column + by < len(self.pot.columns):
            raise SkipAction
        self._typing = False
        self.pot.column += by
        self.acted()

    def action_rub_out(self) -> None:
        """Takes the last digit away."""
        if self.count():
            self.pot.put(self._here(), self.pot.get(self._here()) // 10)
            self._typing = True
            self.acted()

    def action_remove(self) -> None:
        """Takes out a row of one's own; of the others, its points."""
        if not self.count():
            return
        id = self._here()
        if id in self.fixed:
            self.pot.put(id, 0)
        else:
            self.pot.drop(id)
            self.cursor = max(0, min(self.cursor, self.count() - 1))
            self.post_message(self.Removed())
        self._typing = False
        self.acted()

    def action_mark(self) -> None:
        """Space means nothing here."""
        raise SkipAction

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click on a bar gives as much as it would reach to there."""
        bar, width = self._bar(self.content_size.width), self.content_size.width
        self._typing = False
        one = bar + NUMBER + 2
        for column in range(len(self.pot.columns)):
            left = width - (len(self.pot.columns) - column) * one + 2
            if line == 0 and left <= x < left + bar + NUMBER:
                self.pot.column = column
                if x < left + bar:
                    points = round((x - left + 1) * self.pot.longest / bar)
                    self.pot.put(self.pot.rows[row][0], points)
                self.acted()
