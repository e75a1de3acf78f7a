"""The fields of a form and of a table's row: one editor for each type that an author may give a field."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.dates import in_words, parse_date
from coach.lessons.kinds.base import LINE, LONGEST
from coach.lessons.kinds.structure import FieldSpec
from coach.words import marked, said
from screens.text import one_line

from .drawn import DIM, Drawn, hanging
from .entry import Entry, Writing
from .pick import Pick

Editor = Entry | Writing | Pick
ROW_OF_NUMBERS = 11  # a scale with more steps than this is typed, not picked


class FieldLabel(Drawn):
    """What a field is called; beside it its hint, or what was understood of what stands in it."""

    DEFAULT_CSS = "FieldLabel { max-width: 72; }"

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec
        self.note: Content | None = None

    def draw(self, width: int) -> list[Content]:
        hint = self.spec.hint or (said("needed") if self.spec.required else "")
        note = self.note or one_line(hint, DIM)
        label = one_line(self.spec.label)
        return hanging(Content(""), label + Content("   ") + note if note else label, width)


class Field:
    """One field: its label, its editor, and the way between what is typed and what is meant."""

    def __init__(self, spec: FieldSpec, today: dt.date, value: Any = None) -> None:
        self.spec = spec
        self.today = today
        self.label = FieldLabel(spec)
        self.editor = self._editor(value)
        self._put = (self._shown(), self._kept(value))  # what was shown at first, and the value behind it
        self.read()

    def _editor(self, value: Any) -> Editor:
        match self.spec.type:
            case "long":
                return Writing(worded(value))
            case "yesno":
                return Pick([(True, said("yes")), (False, said("no"))], value)
            case "choice":
                return Pick([(option.id, option.label) for option in self.spec.options], value)
            case "scale" if len(self._steps()) <= ROW_OF_NUMBERS:
                return Pick([(n, str(n)) for n in self._steps()], value, numbers=True)
        return Entry(worded(value), longest=LONGEST if self.spec.type == "list" else LINE)

    def _steps(self) -> range:
        low = 1 if self.spec.min is None else int(self.spec.min)
        return range(low, (5 if self.spec.max is None else int(self.spec.max)) + 1)

    def put(self, value: Any) -> None:
        """Shows a value: a kept one, a draft, or nothing."""
        if isinstance(self.editor, Pick):
            self.editor.put(value)
        else:
            self.editor.put(worded(value))
        self._put = (self._shown(), self._kept(value))
        self.read()

    def _kept(self, value: Any) -> Any:
        """A value to give back untouched: as it came, but for a text that is none."""
        strange = self.spec.type in ("text", "long") and not isinstance(value, str)
        return worded(value) or None if strange else value

    def _shown(self) -> Any:
        """What stands in the editor, as it shows it."""
        if isinstance(self.editor, Pick):
            return self.editor.value
        return self.editor.text if isinstance(self.editor, Writing) else self.editor.value

    def value(self) -> Any:
        """What stands in the field, in the shape that the step takes; None for nothing.

        A value that nobody touched comes back as it was, also where its field could not show it whole.
        """
        shown = self._shown()
        if shown == self._put[0]:
            return self._put[1]
        if isinstance(self.editor, Pick):
            return shown
        if not shown.strip():
            return None
        if self.spec.type == "date":
            day = parse_date(shown, self.today)
            return day.isoformat() if day else shown
        return parted(shown) if self.spec.type == "list" else shown

    def read(self) -> None:
        """Says beside the label what was understood: a date in words, or why a number is none."""
        note = self._note(self.value())
        if note != self.label.note:
            self.label.note = note
            self.label.redraw()

    def _note(self, value: Any) -> Content | None:
        if value is None or self.spec.type not in ("date", "number", "scale", "choice"):
            return None
        kept, why = self.spec.read(value)
        if self.spec.type == "choice":
            return one_line(said("was: {value}", value=value), DIM) if why else None
        if self.spec.type == "date":
            found = in_words(dt.date.fromisoformat(kept)) if kept else said("a day such as fri, 12 dec or 2027-03-01")
            return Content.styled(found, DIM)
        return one_line(why.removeprefix(f"{self.spec.label}: "), DIM) if why else None


def worded(value: Any) -> str:
    """A value as it is typed."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # as it was typed: the plan keeps 32 as 32.0
    return "" if value is None else joined(value) if isinstance(value, list) else str(value)


def joined(items: list[Any]) -> str:
    """Items on one line, to be typed on: with commas between, or semicolons where an item has a comma."""
    texts = [str(item) for item in items]
    if not any("," in text for text in texts):
        return ", ".join(texts)
    return "; ".join(texts) + (";" if len(texts) == 1 else "")


def parted(text: str) -> list[str]:
    """The items of a line."""
    parts = text.split(";" if ";" in text else ",")
    return [part.strip() for part in parts if part.strip()]


class Fields(Widget):
    """Fields below one another. Tab, Enter and the arrows go from one to the next."""

    DEFAULT_CSS = """
    Fields { height: auto; width: 1fr; }
    Fields Writing { min-height: 3; max-width: 72; }
    Fields.-airy .editor { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", marked("Field above"), show=False, id="fields.up"),
        Binding("down", "step(1)", marked("Field below"), show=False, id="fields.down"),
    ]

    class Changed(Message):
        """What stands in a field has changed."""

        def __init__(self, fields: "Fields") -> None:
            super().__init__()
            self.fields = fields

    class Finished(Message):
        """Enter, in the last field."""

    def __init__(self, specs: tuple[FieldSpec, ...], today: dt.date, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.fields = [Field(spec, today, values.get(spec.id)) for spec in specs]
        self._told = self.values()

    def compose(self) -> ComposeResult:
        for field in self.fields:
            field.editor.add_class("editor")
            yield field.label
            yield field.editor

    def on_mount(self) -> None:
        self._breathe()

    def on_resize(self) -> None:
        self._breathe()

    def _breathe(self) -> None:
        """An empty line between fields where there is room for it."""
        self.set_class(self.app.size.height >= 3 * len(self.fields) + 14, "-airy")

    def load(self, values: Mapping[str, Any]) -> None:
        """Shows the values of a record."""
        for field in self.fields:
            field.put(values.get(field.spec.id))
        self._told = self.values()

    def values(self) -> dict[str, Any]:
        """What stands in the fields that say something."""
        found = {field.spec.id: field.value() for field in self.fields}
        return {id: value for id, value in found.items() if value is not None}

    def focus_field(self) -> None:
        """The cursor into the first field that says nothing; into the first if all do."""
        empty = next((field for field in self.fields if field.value() is None), self.fields[0])
        self.screen.set_focus(empty.editor)

    def type(self, text: str) -> None:
        """Puts what was typed before a field had the focus into the first one."""
        editor = self.fields[0].editor
        if isinstance(editor, Entry):
            editor.insert_text_at_cursor(text)
        elif isinstance(editor, Writing):
            editor.insert(text)
        else:
            editor.type(text)

    @on(Entry.Changed)
    @on(Writing.Changed)
    @on(Pick.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        for field in self.fields:
            if field.editor is event.control:
                field.read()
        values = self.values()
        if values != self._told:  # a field also says so when it is filled for the first time
            self._told = values
            self.post_message(self.Changed(self))

    @on(Entry.Submitted)
    @on(Pick.Entered)
    def _entered(self, event: Message) -> None:
        event.stop()
        if not self._go(1):
            self.post_message(self.Finished())

    def action_step(self, way: int) -> None:
        """To the field above or below."""
        if not self._go(way):
            raise SkipAction

    def _go(self, way: int) -> bool:
        editors: list[Widget] = [field.editor for field in self.fields]
        focused = self.screen.focused
        to = editors.index(focused) + way if focused in editors else -1
        if not 0 <= to < len(editors):
            return False
        self.screen.set_focus(editors[to])
        return True
