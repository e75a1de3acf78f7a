"""The view of `scale`: rows with a rating each, set by digits, arrow keys or the mouse, and perhaps a second one."""

from typing import ClassVar, NamedTuple

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.choose import ScaleStep
from coach.lessons.wording import worded
from coach.words import marked

from ..text import one_line, plain
from .arranged import Arranged, mapping, whole
from .drawn import ACCENT, DIM, HERE, Drawn, DrawnList, beside, hanging
from .ratings import Ratings, block, value_at

NARROWEST = 22  # columns that a label needs beside its ratings


class Typed(NamedTuple):
    """Digits that may still go on, and whose they are: the `1` of `10`."""

    id: str
    column: int
    digits: str


class ScaleRows(DrawnList):
    """Rows with their ratings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", marked("Less"), show=False, id="scale.less"),
        Binding("right", "turn(1)", marked("More"), show=False, id="scale.more"),
        Binding("tab", "column(1)", marked("Second rating"), show=False, id="scale.second"),
        Binding("shift+tab", "column(-1)", marked("First rating"), show=False, id="scale.first"),
        Binding("delete,backspace", "clear", marked("Take the number away"), show=False, id="scale.clear"),
    ]

    def __init__(self, ratings: Ratings, rows: list[tuple[str, str]], help: dict[str, str], wants: bool) -> None:
        super().__init__()
        self.ratings = ratings
        self.rows = rows
        self.help = help
        self._typed: Typed | None = None
        self.wants = wants  # whether the last row asks for a few words, which stand below it

    def count(self) -> int:
        return len(self.rows)

    def label(self, row: int) -> str:
        return self.rows[row][1]

    # --- drawing -----------------------------------------------------------------

    def _room(self, width: int) -> int:
        """Columns for a label beside its ratings; 0 when the ratings stand below it."""
        rated = sum(block(self.ratings, n, "", False).cell_length + 3 for n in range(len(self.ratings.columns)))
        return width - rated if width - rated >= NARROWEST else 0

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        id, label = self.rows[row]
        room, columns = self._room(width), range(len(self.ratings.columns))
        lines = hanging(self.pointer(here), one_line(label, "bold" if here else ""), room or width)
        acted_on = [here and n == self.ratings.column for n in columns]
        blocks = [block(self.ratings, n, id, acted_on[n]) for n in columns]
        if room:
            lines = beside(lines, Content("   ").join(blocks), width)
        else:
            lines += [self._called(n, acted_on[n]) + blocks[n] for n in columns]
        if here and self.help.get(id):
            lines += hanging(Content("  "), plain(self.help[id], DIM), width)
        return lines

    def _called(self, column: int, here: bool) -> Content:
        """What stands before a rating that has a line of its own."""
        names = self.ratings.names
        if len(names) == 1:
            return Content("  ")
        name = one_line(names[column], ACCENT if here else DIM)
        wide = max(one_line(name).cell_length for name in names)
        return Content("  ") + self.pointer(here) + name.pad_right(wide + 2 - name.cell_length)

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click on a number or dot rates the row."""
        width = self.content_size.width
        id, room, step = self.rows[row][0], self._room(width), self.ratings.step
        self._typed = None
        one = block(self.ratings, 0, "", False).cell_length
        for column, ratings in enumerate(self.ratings.columns):
            if room:
                left, top = width - one - (len(self.ratings.columns) - 1 - column) * (one + 3), 0
            else:
                labels = len(hanging(self.pointer(False), one_line(self.rows[row][1]), width))
                left, top = self._called(0, False).cell_length, labels + column
            value = value_at(step, x - left, ratings.get(id)) if x >= left and line == top else None
            if value is not None and x < left + one:
                self.ratings.column = column
                self.ratings.put(id, value)
                self.acted()

    # --- keys --------------------------------------------------------------------

    def go(self, row: int) -> None:
        self._typed = None
        super().go(row)

    def digit(self, number: int) -> bool:
        """A digit rates the row and moves on. `1` `0` is ten: the 0 belongs to the row that the 1 was for."""
        step, typed = self.ratings.step, self._typed
        together = int(f"{typed.digits}{number}") if typed else None
        if typed and together is not None and step.min <= together <= step.max:
            self._put(Typed(typed.id, typed.column, str(together)), move=step.max > 10)
        elif number <= step.max and (number >= step.min or 0 < number * 10 <= step.max):
            here = self.rows[self.cursor][0]
            self._put(Typed(here, self.ratings.column, str(number)), move=True)
        else:
            return False
        self.acted()
        return True

    def _put(self, typed: Typed, move: bool) -> None:
        number = int(typed.digits)
        self.ratings.put(typed.id, number, typed.column)
        may_go_on = 0 < number * 10 <= self.ratings.step.max
        self._typed = typed if may_go_on else None
        if move and (not may_go_on or self.ratings.step.max <= 10):
            self._move_on()

    def _move_on(self) -> None:
        """To the next row, or to the top of the second column. A row that wants words keeps the cursor."""
        if self.cursor + 1 < self.count():
            self.cursor += 1
        elif not self.wants and self.ratings.column + 1 < len(self.ratings.columns):
            self.ratings.column += 1
            self.cursor = 0

    def action_turn(self, by: int) -> None:
        """One less or one more; beyond the end, the other column."""
        ratings, step = self.ratings, self.ratings.step
        if not self.count():
            return
        id = self.rows[self.cursor][0]
        value, beyond = ratings.get(id), ratings.column + by
        self._typed = None
        if value is None:
            ratings.put(id, (step.min + step.max) // 2)
        elif step.min <= value + by <= step.max:
            ratings.put(id, value + by)
        elif 0 <= beyond < len(ratings.columns):
            ratings.column = beyond
        self.acted()

    def action_column(self, by: int) -> None:
        """The other rating of the row; beyond it the key is left to what is around."""
        if not 0 <= self.ratings.column + by < len(self.ratings.columns):
            raise SkipAction
        self._typed = None
        self.ratings.column += by
        self.acted()

    def action_clear(self) -> None:
        """Takes the number of a row away."""
        self._typed = None
        if self.count():
            self.ratings.columns[self.ratings.column].pop(self.rows[self.cursor][0], None)
            self.acted()

    def action_mark(self) -> None:
        """Space means nothing here."""
        raise SkipAction

    def enter(self, row: int) -> None:
        """To the next row without a number; with none left, onward."""
        ids = [id for id, _ in self.rows]
        if self.wants and row == self.count() - 1:
            super().enter(row)
            return
        for column in (self.ratings.column, *range(len(self.ratings.columns))):
            others = (*range(row + 1, len(ids)), *range(row))
            rest = [n for n in others if ids[n] not in self.ratings.columns[column]]
            if rest and not (self.ratings.step.partly and row == len(ids) - 1):
                self.ratings.column = column
                self.go(rest[0])
                return
        super().enter(row)


class Ends(Drawn):
    """What the ends of the scale mean, and what the columns are called."""

    def __init__(self, ratings: Ratings) -> None:
        super().__init__()
        self.ratings = ratings

    def draw(self, width: int) -> list[Content]:
        step, two = self.ratings.step, len(self.ratings.columns) > 1
        low, high = self.ratings.ends()
        words = ", ".join(f"{n} {word}" for n, word in ((step.min, low), (step.max, high)) if word)
        lines = hanging(Content("  "), one_line(words, DIM), width) if words else []
        if len(lines) == 1 and not two:  # above the numbers, whose ends it names
            lines = [Content(" " * max(2, width - one_line(words).cell_length - 1)) + one_line(words, DIM)]
        return lines + (self._names(width) if two else [])

    def _names(self, width: int) -> list[Content]:
        """The names of the columns above them, the one that the keys act on in the accent and with a mark."""
        one = block(self.ratings, 0, "", False).cell_length
        if width - 2 * (one + 3) < NARROWEST:
            return []
        names = []
        for column, name in enumerate(self.ratings.names):
            here = column == self.ratings.column
            mark = Content.styled(HERE, ACCENT) if here else Content("  ")
            drawn = mark + one_line(name, ACCENT if here else DIM)
            names.append(drawn.truncate(one + 2, ellipsis=True, pad=True))
        return [Content(" " * max(0, width - 2 * (one + 2) - 1)) + Content(" ").join(names)]


class ScaleView(Arranged[ScaleStep]):
    """Statements or dimensions to rate."""

    DEFAULT_CSS = """
    ScaleView Entry { margin: 0 0 1 2; }
    """
    hint = marked("digits rate and move on, ← → change, enter goes on")

    def __init__(self, step: ScaleStep, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._items = step.items(given)
        columns = [self._numbers(raw, "ratings")] + ([self._numbers(raw, "second")] if step.second else [])
        self._ratings = Ratings(step, columns)
        self._wants = {row.id: row.wants for row in step.rows if row.wants}
        self._notes = {id: str(text) for id, text in mapping(raw, "notes").items()}
        self._heading = Ends(self._ratings)

    def _numbers(self, raw: Value, name: str) -> dict[str, int]:
        found = {id: whole(value) for id, value in mapping(raw, name).items()}
        return {id: n for id, n in found.items() if n is not None and self.step.min <= n <= self.step.max}

    def compose(self) -> ComposeResult:
        yield self._heading
        help = {row.id: worded(row.help, self.given) for row in self.step.rows}
        rows: list[tuple[str, str]] = []
        for id, label in self._items:
            rows.append((id, label))
            if id in self._wants:
                yield ScaleRows(self._ratings, rows, help, wants=True)
                yield self.line(id, self._notes.get(id), self._wants[id])
                rows = []
        if rows or not self._items:
            yield ScaleRows(self._ratings, rows, help, wants=False)

    def raw(self) -> Value:
        known = [id for id, _ in self._items]
        first, *second = [{id: column[id] for id in known if id in column} for column in self._ratings.columns]
        raw: Value = {"ratings": first}
        if second:
            raw["second"] = second[0]
        notes = {id: self.text(id, self._notes.get(id)) for id in self._wants}
        if any(notes.values()):
            raw["notes"] = {id: text for id, text in notes.items() if text}
        if self.first.get("record"):
            raw["record"] = self.first["record"]
        return raw

    def tell(self) -> None:
        """Also shows which column the keys act on now, in every part of the list."""
        self._heading.redraw()
        for rows in self.query(ScaleRows):
            rows.redraw()
        super().tell()
