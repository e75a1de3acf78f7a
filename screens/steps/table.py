"""The view of `table`: its rows as a list, and one row at a time as a form in its place."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.structure import Table
from coach.words import marked, said

from .base import StepView
from .drawn import Drawn, DrawnList
from .fields import Fields
from .onward import Onward, Press
from .rows import RowList

ROWS = marked("enter opens a row, a adds one, delete takes it out, alt+↑↓ moves it")
ROW = marked("enter goes to the next line, and back to the rows from the last")


class RowTitle(Drawn):
    """Which row is being edited."""

    DEFAULT_CSS = "RowTitle { margin: 0 0 1 0; color: $text-muted; }"

    words = ""

    def draw(self, width: int) -> list[Content]:
        return [Content(self.words)]


class TableView(StepView[Table]):
    """A list of rows. Enter opens one, typing on the last line begins another; Enter in the last field comes back."""

    hint = ROWS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", marked("Back to the rows"), show=False, id="table.close"),
    ]

    def __init__(self, step: Table, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.rows: list[Value] = [dict(row) for row in raw.get("rows") or () if isinstance(row, dict)]
        self.list = RowList(step, self.rows, self.open)
        self.title = RowTitle()
        self.fields = Fields(step.columns, given.today, {})
        self.back = Press(said("Back to the rows (esc)"))
        self.row: int | None = None  # the one that is being edited

    def compose(self) -> ComposeResult:
        yield self.list
        yield self.title
        yield self.fields
        yield self.back

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        """The list, or the row in its place. What gets the focus is shown before what had it goes: or it wanders."""
        row = (self.title, self.fields, self.back)
        showing, hiding = (row, (self.list,)) if self.row is not None else ((self.list,), row)
        for widget in showing:
            widget.display = True
        if self.has_focus_within:
            self.focus_field()
        for widget in hiding:
            widget.display = False
        self.say_keys(ROWS if self.row is None else ROW)
        self.refresh_bindings()

    def focus_field(self) -> None:
        if self.row is None:
            self.screen.set_focus(self.list)
        else:
            self.fields.focus_field()

    def raw(self) -> Value:
        return {**self.first, "rows": [dict(row) for row in self.rows if self._says(row)]}

    def _says(self, row: Value) -> bool:
        return any(row.get(spec.id) not in (None, "") for spec in self.step.columns)

    # --- a row -----------------------------------------------------------------------

    def open(self, at: int, typed: str = "") -> None:
        """Edits a row; the one after the last is new."""
        if at == len(self.rows):
            self.rows.append({})
        self.row = at
        name = said(self.step.row_name).capitalize()
        self.title.words = said("{row} {n} of {of}", row=name, n=at + 1, of=len(self.rows))
        self.title.redraw()
        self.fields.load(self.rows[at])
        self._show()
        if typed:
            self.fields.type(typed)

    @on(Fields.Changed)
    def _edited(self) -> None:
        if self.row is not None:
            ids = {spec.id for spec in self.step.columns}
            kept = {name: value for name, value in self.rows[self.row].items() if name not in ids}
            self.rows[self.row] = {**kept, **self.fields.values()}
            self.changed()

    @on(Fields.Finished)
    @on(Onward.Pressed)
    def _close(self) -> None:
        if self.row is None:
            return
        row, self.row = self.row, None
        if not self._says(self.rows[row]):
            del self.rows[row]
        elif row == len(self.rows) - 1:
            row += 1  # the last one is done: typing begins another
        self.list.cursor = min(row, self.list.ends)
        self.list.redraw()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that closes a row is not ours while none is open."""
        return self.row is not None if action == "close" else super().check_action(action, parameters)

    def action_close(self) -> None:
        """Back to the rows, with the row as it stands."""
        self._close()

    # --- the list --------------------------------------------------------------------

    @on(DrawnList.Acted)
    def _acted(self) -> None:
        self.changed()

    @on(DrawnList.Entered)
    def _entered(self) -> None:
        self.done()
