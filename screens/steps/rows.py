"""Rows: the rows of a table as a list, a line each, to move through, open, add to, take from and put in order."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.display import shorten
from coach.lessons.kinds import Value
from coach.lessons.kinds.base import line
from coach.lessons.kinds.structure import FieldSpec, Table
from coach.words import marked, said
from screens.text import cut, one_line

from .drawn import ACCENT, DIM, DrawnList
from .lines import unbulleted

BETWEEN = 2  # cells between columns
HEAD = 12  # cells that a column's name may take where what stands in it is shorter
NUMBERS = ("number", "scale")


def shown(spec: FieldSpec, value: Any) -> str:
    """A value as it stands in a row; also one that is half typed."""
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value in (None, "") else spec.shown(value)


def columns(specs: tuple[FieldSpec, ...], rows: list[Value], width: int) -> list[int] | None:
    """How wide each column has to be for every value to be whole; None where they do not fit beside one another.

    Names of columns are cut only where there is no room for them.
    """
    values = [max((Content(shown(spec, row.get(spec.id))).cell_length for row in rows), default=0) for spec in specs]
    for most in (80, HEAD):
        widths = [
            max(value, min(most, one_line(spec.label).cell_length)) for spec, value in zip(specs, values, strict=True)
        ]
        if sum(widths) + BETWEEN * (len(widths) - 1) <= width:
            return widths
    return None


class RowList(DrawnList):
    """The rows, then a line that adds one, then one that goes on."""

    DEFAULT_CSS = "RowList { max-width: 76; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "take_out", marked("Take the row out"), show=False, id="table.take_out"),
        Binding("ctrl+z", "bring_back", marked("Bring it back"), show=False, id="table.bring_back"),
        Binding("alt+up,ctrl+up", "carry(-1)", marked("Move the row up"), show=False, id="table.up"),
        Binding("alt+down,ctrl+down", "carry(1)", marked("Move the row down"), show=False, id="table.down"),
    ]

    def __init__(self, step: Table, rows: list[Value], opens: Callable[[int, str], None]) -> None:
        super().__init__()
        self._opens = opens  # edits a row, or the one after the last; and what the person began it with
        self.step = step
        self.rows = rows
        self.out: list[tuple[int, Value]] = []  # rows that were taken out, to be brought back
        self.cursor = self.adds if not rows else 0

    @property
    def adds(self) -> int:
        """The line that adds a row; -1 where there is no room for one."""
        return len(self.rows) if len(self.rows) < self.step.max_rows else -1

    @property
    def ends(self) -> int:
        """The line that goes on."""
        return self.count() - 1

    # --- drawing -------------------------------------------------------------------

    def count(self) -> int:
        return len(self.rows) + (self.adds >= 0) + 1

    def label(self, row: int) -> str:
        return shown(self.step.columns[0], self.rows[row].get(self.step.columns[0].id)) if row < len(self.rows) else ""

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        if row < len(self.rows):
            return [self.pointer(here) + self._row(self.rows[row], width - 2, here)]
        words = self._adding() if row == self.adds else said("Go on")
        return [self.pointer(here) + cut(words, width - 2, ACCENT if here else DIM)]

    def _adding(self) -> str:
        name = said(self.step.row_name)
        return said("+ add another {row}", row=name) if self.rows else said("+ add the first {row}", row=name)

    def above(self, row: int, width: int) -> list[Content]:
        if row == self.ends and row > 0:
            return [Content("")]
        if row >= self.count():
            below = self._below(width)
            return [Content(""), *below] if below else []
        widths = columns(self.step.columns, self.rows, width - 2) if row == 0 and self.rows else None
        if widths is None or len(self.step.columns) < 2:
            return []
        cells = [_cell(spec, shorten(spec.label, n), n) for spec, n in zip(self.step.columns, widths, strict=True)]
        return [Content("  ") + Content(" " * BETWEEN).join(cells).stylize(DIM)]

    def _row(self, row: Value, width: int, here: bool) -> Content:
        specs, style = self.step.columns, ACCENT if here else ""
        widths = columns(specs, self.rows, width)
        if widths is not None:
            cells = [_cell(spec, shown(spec, row.get(spec.id)), n) for spec, n in zip(specs, widths, strict=True)]
            return Content(" " * BETWEEN).join([cells[0].stylize(style) if style else cells[0], *cells[1:]])
        room = min(width // 2, max(len(self.label(n)) for n in range(len(self.rows))))
        first = cut(shown(specs[0], row.get(specs[0].id)) or "…", max(8, room), style)
        rest = " · ".join(text for spec in specs[1:] if (text := _brief(spec, row.get(spec.id))))
        if not rest:
            return first
        first = first.pad_right(max(0, room - first.cell_length))
        return first + Content("   ") + cut(rest, max(1, width - first.cell_length - 3), DIM)

    def _below(self, width: int) -> list[Content]:
        if self.out:
            gone = self.out[-1][1].get(self.step.columns[0].id)
            name = shown(self.step.columns[0], gone) or said(self.step.row_name)
            around = len(said("taken out: {name} (ctrl+z brings it back)", name="")) + 3
            words = said("taken out: {name} (ctrl+z brings it back)", name=shorten(name, width - around))
            return [Content("  ") + cut(words, width - 2, DIM)]
        few = self.step.min_rows - len(self.rows)
        if few > 0 and self.step.min_rows > 1:
            words = said("{count} so far, at least {n}", count=len(self.rows), n=self.step.min_rows)
        elif self.adds < 0:
            words = said("{n}, and no more fit here", n=len(self.rows))
        else:
            return []
        return [Content.styled(f"  {words}", DIM)]

    # --- keys ------------------------------------------------------------------------

    def mark(self, row: int) -> None:
        self.enter(row)

    def enter(self, row: int) -> None:
        if row == self.ends:
            super().enter(row)
        else:
            self._opens(row, "")

    def digit(self, number: int) -> bool:
        return self.letter(str(number))

    def letter(self, character: str) -> bool:
        """On the line that adds, typing begins a row; on a row, `a` adds one and other letters jump."""
        if self.cursor == self.adds:
            self._opens(self.adds, character)
            return True
        if character == "a" and self.adds >= 0:
            self.go(self.adds)
            self._opens(self.adds, "")
            return True
        return super().letter(character)

    def on_paste(self, event: events.Paste) -> None:
        """Each pasted line begins a row, where the first column is a text."""
        if self.step.columns[0].type == "text":
            event.stop()
            room = self.step.max_rows - len(self.rows)
            lines = unbulleted(event.text).splitlines()[:room]
            self.rows.extend({self.step.columns[0].id: line(text)} for text in lines)
            self.cursor = max(0, self.ends if self.adds < 0 else self.adds)
            self.acted()

    def action_take_out(self) -> None:
        """Takes the row under the cursor out."""
        if self.cursor < len(self.rows):
            self.out.append((self.cursor, self.rows.pop(self.cursor)))
            self.acted()

    def action_bring_back(self) -> None:
        """Brings back the row that was taken out last."""
        if self.out and self.adds >= 0:
            at, row = self.out.pop()
            self.cursor = min(at, len(self.rows))
            self.rows.insert(self.cursor, row)
            self.acted()

    def action_carry(self, way: int) -> None:
        """Moves the row under the cursor up or down."""
        to = self.cursor + way
        if self.cursor < len(self.rows) and 0 <= to < len(self.rows):
            self.rows.insert(to, self.rows.pop(self.cursor))
            self.cursor = to
            self.acted()


def _cell(spec: FieldSpec, text: str, width: int) -> Content:
    """A text as wide as its column; numbers stand at the right of theirs."""
    content = one_line(text)
    gap = " " * max(0, width - content.cell_length)
    return gap + content if spec.type in NUMBERS else content + gap


def _brief(spec: FieldSpec, value: Any) -> str:
    """A value in a line of several: of an option that explains itself its name. A bare number or yes needs its name."""
    text = shown(spec, value)
    if spec.type == "choice":
        return text.partition(": ")[0]
    name = spec.label.partition(" (")[0].lower()
    return f"{name} {text}" if text and spec.type in (*NUMBERS, "yesno") else text
