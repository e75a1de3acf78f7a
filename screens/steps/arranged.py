"""Arranged: what the views that arrange, choose and commit share: one-line fields, and moving between the fields."""

from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach.lessons.given import Given
from coach.lessons.kinds import Step, Value
from coach.lessons.kinds.base import line
from coach.words import marked

from .base import StepView
from .drawn import DrawnList
from .entry import Entry
from .pick import Pick

S = TypeVar("S", bound=Step)


class AddLine(Entry):
    """A line that adds items: enter adds one, a paste of several lines adds several."""

    class Added(Message):
        """New items, each on one line."""

        def __init__(self, field: "AddLine", labels: list[str]) -> None:
            super().__init__()
            self.field = field
            self.labels = labels

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line(text) for text in event.text.splitlines() if line(text)]
        if len(lines) < 2:
            return  # Entry takes it in
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        self._add([line(self.value[:start] + lines[0]), *lines[1:-1], line(lines[-1] + self.value[end:])])

    async def action_submit(self) -> None:
        """Adds what stands in the line; when it is empty, enter goes on."""
        if self.value.strip():
            self._add([line(self.value)])
        else:
            await super().action_submit()

    def _add(self, labels: list[str]) -> None:
        self.clear()
        self.post_message(self.Added(self, labels))


class Arranged(StepView[S]):
    """A view of fields below one another: up and down move between them, and each edit is told once."""

    DEFAULT_CSS = """
    Arranged { max-width: 72; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "field(-1)", marked("Up"), show=False, id="field.up"),
        Binding("down", "field(1)", marked("Down"), show=False, id="field.down"),
    ]

    def __init__(self, step: S, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._lines: dict[str, Entry] = {}
        self._told: Value | None = None

    def on_mount(self) -> None:
        self._told = self.raw()

    def tell(self) -> None:
        """Tells the screen, if the answer as it stands is another than before."""
        raw = self.raw()
        if self._told is not None and raw != self._told:
            self._told = raw
            self.changed()

    # --- one-line fields ---------------------------------------------------------

    def line(self, name: str, value: object = "", placeholder: str = "") -> Entry:
        """A one-line field, known to `text` by its name."""
        self._lines[name] = Entry(str(value or ""), placeholder=placeholder)
        return self._lines[name]

    def text(self, name: str, before: object = "") -> str:
        """What stands in a field; `before` it is there, what it will open with."""
        field = self._lines.get(name)
        return str(before or "") if field is None else field.value

    def edited(self, name: str) -> None:
        """A field was edited."""

    @on(Input.Changed)
    def _edited(self, message: Input.Changed) -> None:
        message.stop()
        for name in [name for name, field in self._lines.items() if field is message.input]:
            self.edited(name)
        self.tell()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.after(message.input)

    @on(TextArea.Changed)
    def _written(self, message: TextArea.Changed) -> None:
        message.stop()
        self.tell()

    @on(DrawnList.Acted)
    def _acted(self, message: DrawnList.Acted) -> None:
        message.stop()
        self.tell()

    @on(DrawnList.Entered)
    def _entered(self, message: DrawnList.Entered) -> None:
        message.stop()
        self.after(message.list)

    @on(Pick.Changed)
    def _picked(self, message: Pick.Changed) -> None:
        message.stop()
        self.tell()

    @on(Pick.Entered)
    def _picked_and_on(self, message: Pick.Entered) -> None:
        message.stop()
        self.after(message.pick)

    # --- moving ------------------------------------------------------------------

    def fields(self) -> list[Widget]:
        """The fields in their order."""
        return [widget for widget in self.query("*").results(Widget) if widget.focusable and widget.display]

    def focus_field(self) -> None:
        fields = self.fields()
        if fields:
            fields[0].focus()

    def neighbour(self, field: Widget | None, by: int) -> Widget | None:
        """The field before or after one, or None at either end."""
        fields = self.fields()
        at = fields.index(field) + by if field in fields else 0
        return fields[at] if 0 <= at < len(fields) else None

    def after(self, field: Widget) -> None:
        """Enter, in a field: to the next one, or on to the next step."""
        beyond = self.neighbour(field, 1)
        if beyond is None:
            self.done()
        else:
            enter_from(beyond, 1)

    def action_field(self, by: int) -> None:
        """To the field above or below; at either end the key is left to what is around."""
        beyond = self.neighbour(self.screen.focused, by)
        if beyond is None:
            raise SkipAction
        enter_from(beyond, by)


def enter_from(field: Widget, by: int) -> None:
    """Focuses a field; a list begins with the row that is next to where one comes from."""
    if isinstance(field, DrawnList):
        field.cursor = 0 if by > 0 else max(0, field.count() - 1)
    field.focus()


def mapping(raw: Value, name: str) -> dict[str, Any]:
    """A mapping in a raw answer, whatever an older version or a hand may have put there."""
    found = raw.get(name)
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def entries(raw: Value, name: str) -> list[dict[str, Any]]:
    """A list of mappings in a raw answer, leaving out whatever else stands there."""
    found = raw.get(name)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list | tuple) else []


def whole(value: object) -> int | None:
    """A whole number, or None for whatever is not one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value)
    except (ValueError, OverflowError):
        return None
