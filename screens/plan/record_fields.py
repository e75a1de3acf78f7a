"""The editors of a record's form: a line, several lines, one of a few on a line, and a record that is pointed at."""

from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from coach.plan.forms import FormField
from coach.words import marked, said

from ..dialogs import LONGEST_LINE, LineInput
from ..drawing import QUIET
from ..steps.entry import Writing
from ..text import one_line
from .step_form import Cycle

NOT_SAID = marked("not said")
ROW_OF_NUMBERS = 11  # a range with more steps than this is typed
SEVERAL = frozenset({"long", "list", "dates", "pairs", "texts", "grid", "parts"})  # types that take more than a line


class Lines(Writing):
    """Several lines in a form. The arrows leave it at its first and last line."""

    DEFAULT_CSS = """
    Lines, Lines:focus { border: none; padding: 0 1; max-width: 100%; min-height: 2; }
    """

    async def _on_key(self, event: events.Key) -> None:
        edge = {"up": self.row == 0, "down": self.row >= self.wrapped_document.height - 1}
        if edge.get(event.key):
            event.prevent_default()
            event.stop()
            self.screen.focus_previous() if event.key == "up" else self.screen.focus_next()
            return
        await super()._on_key(event)


class Pointer(Widget, can_focus=True):
    """The record that a field points at. Enter asks for one, backspace points at none."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Pointer { height: 1; width: 1fr; padding: 0 1; }
    Pointer:focus { background: $row-chosen; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", marked("Choose"), id="pointer.choose"),
        Binding("backspace,delete", "clear", marked("None"), id="pointer.clear"),
    ]

    class Asked(Message):
        """Which one it is to be is asked for."""

        def __init__(self, pointer: "Pointer") -> None:
            super().__init__()
            self.pointer = pointer

    class Changed(Message):
        """It points at another one, or at none."""

    def __init__(self, field: FormField, value: str, label: str) -> None:
        super().__init__()
        self.field = field
        self.value = value
        self.label = label

    def render(self) -> RenderResult:
        name = one_line(self.label) if self.value else one_line(said("none"), QUIET)
        return Content.assemble(name, (f"  {said('enter chooses')}", "$accent") if self.has_focus else "")

    def put(self, value: str, label: str) -> None:
        """Points at another record."""
        self.value, self.label = value, label
        self.refresh()
        self.post_message(self.Changed())

    def action_choose(self) -> None:
        """Asks for a record."""
        self.post_message(self.Asked(self))

    def action_clear(self) -> None:
        """Points at none."""
        self.put("", "")

    def on_click(self) -> None:
        self.action_choose()


Editor = LineInput | Lines | Cycle | Pointer


def editor(field: FormField, shown: str, label: str) -> Editor:
    """The editor for a field. `shown` is what stands in it, `label` what the record is called that it points at."""
    if field.type == "ref":
        return Pointer(field, shown, label)
    if values := _few(field, shown):
        return Cycle(values, shown, id=_id(field))
    if field.type in SEVERAL or "\n" in shown or len(shown) > LONGEST_LINE:
        lines = Lines(shown)
        lines.placeholder = said(field.example or NOT_SAID)
        return lines
    return LineInput(shown, placeholder=said(field.example or NOT_SAID), id=_id(field))


def _id(field: FormField) -> str:
    return f"field-{field.path.replace('.', '-')}"


def _few(field: FormField, shown: str) -> dict[str, str]:
    """The values of a field that has only a few, with their words; what stands there already is always one."""
    steps = range(field.low or 0, (field.high or 0) + 1)
    if field.type == "choice":
        values = {mark: said(words) for mark, words in field.choices}
    elif field.type == "yesno":
        values = {"yes": said("yes"), "no": said("no")}
    elif field.type == "number" and field.high is not None and field.whole and len(steps) <= ROW_OF_NUMBERS:
        values = {str(n): said("{n} of {of}", n=n, of=field.high) for n in steps}
    else:
        return {}
    odd = {} if shown in values or not shown else {shown: shown}
    return ({"": said(NOT_SAID)} if field.empty or not shown else {}) | values | odd


def typed_in(editor: Editor) -> str:
    """What stands in an editor."""
    if isinstance(editor, TextArea):
        return editor.text
    return str(editor.value or "")
