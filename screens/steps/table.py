"""The view of `table`: its rows as a list, and one row at a time as a form in its place."""

from typing import Any, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.structure import Table

from .base import StepView
from .drawn import Drawn, DrawnList
from .fields import Fields
from .onward import Onward, Press
from .rows import RowList


class RowTitle(Drawn):
    """Which row is being edited."""

    DEFAULT_CSS = "RowTitle { margin: 0 0 1 0; color: $text-muted; }"

    words = ""

    def draw(self, width: int) -> list[Content]:
        return [Content(self.words)]


class TableView(StepView[Table]):
    """A list of rows. Enter opens one, typing on the last line begins another; Enter in the last field comes back."""

    DEFAULT_CSS = """
    TableView .row { display: none; }
    TableView.-open .row { display: block; }
    TableView.-open RowList { display: none; }
    """
    hint = "enter opens, a adds, delete takes out, alt+↑↓ moves · in a row: enter next, esc back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back to the rows", show=False, id="table.close"),
    ]

    def __init__(self, step: Table, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.rows: list[Value] = [dict(row) for row in raw.get("rows") or () if isinstance(row, dict)]
        self.list = RowList(step, self.rows)
        self.title = RowTitle(classes="row")
        self.fields = Fields(step.columns, given.today)
        self.fields.add_class("row")
        self.back = Press("Back to the rows")
        self.back.add_class("row")
        self.open: int | None = None  # the row that is being edited

    def compose(self) -> ComposeResult:
        yield self.list
        yield self.title
        yield self.fields
        yield self.back

    def focus_field(self) -> None:
        if self.open is None:
            self.screen.set_focus(self.list)
        else:
            self.fields.focus_field()

    def raw(self) -> Value:
        return {**self.first, "rows": [dict(row) for row in self.rows if self._says(row)]}

    def _says(self, row: Value) -> bool:
        return any(row.get(spec.id) not in (None, "") for spec in self.step.columns)

    # --- a row -----------------------------------------------------------------------

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        if event.row == len(self.rows):
            self.rows.append({})
        self.open = event.row
        row = self.rows[event.row]
        self.title.words = f"{self.step.row_name.capitalize()} {event.row + 1} of {len(self.rows)}"
        self.title.redraw()
        self.fields.load(row)
        self.set_class(True, "-open")
        self.fields.focus_field()
        if event.typed:
            self.fields.type(event.typed)

    @on(Fields.Changed)
    def _edited(self) -> None:
        if self.open is not None:
            ids = {spec.id for spec in self.step.columns}
            kept = {name: value for name, value in self.rows[self.open].items() if name not in ids}
            self.rows[self.open] = {**kept, **self.fields.values()}
            self.changed()

    @on(Fields.Finished)
    @on(Onward.Pressed)
    def _close(self) -> None:
        if self.open is None:
            return
        row, self.open = self.open, None
        new = row == len(self.rows) - 1
        if not self._says(self.rows[row]):
            del self.rows[row]
        self.list.cursor = min(row + new, self.list.ends)
        self.list.redraw()
        self.set_class(False, "-open")
        self.screen.set_focus(self.list)

    def action_close(self) -> None:
        """Back to the rows, with the row as it stands; not ours while no row is open."""
        if self.open is None:
            raise SkipAction
        self._close()

    # --- the list --------------------------------------------------------------------

    @on(DrawnList.Acted)
    def _acted(self) -> None:
        self.changed()

    @on(DrawnList.Entered)
    def _entered(self) -> None:
        self.done()


def empty(row: dict[str, Any]) -> bool:
    """Whether a row says nothing."""
    return not any(value for name, value in row.items() if name != "id")
