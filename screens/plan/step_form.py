"""A next step in full: what, why, by when, how one will see that it is done, how large, how sure."""

import datetime as dt
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from coach.dates import in_words, parse_date
from coach.display import in_line
from coach.plan.records import NextStep
from coach.plan.words import SIZES

from ..dialogs import Dialog, LineInput
from ..drawing import QUIET
from ..text import one_line

LABELS = {
    "text": "What",
    "why": "Why",
    "due": "By when",
    "done_looks_like": "Done when",
    "size": "How long",
    "confidence": "How sure",
}
EXAMPLES = {
    "text": "Begin with a verb: ask Ana for ten minutes",
    "why": "what it is good for",
    "due": "fri, in 2 weeks, 12 dec",
    "done_looks_like": "what one will see",
}
NEEDED = "What will you do? A few words are needed, beginning with a verb."
NO_DATE = "That is no date I know. Try fri, next week, in 3 months, 12 dec or 2027-03-01."


class Cycle(Widget, can_focus=True):
    """One of a few values on one line: left and right, space or a click change it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Cycle { height: 1; width: 1fr; }
    Cycle:focus { background: $row-chosen; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "turn(1)", "Change", id="cycle.next"),
        Binding("left,h", "turn(-1)", "Back", show=False, id="cycle.previous"),
        Binding("enter", "onward", "Next field", show=False, id="cycle.enter"),
    ]

    class Onward(Message):
        """Enter was pressed."""

    def __init__(self, values: dict[Any, str], value: Any, id: str) -> None:
        super().__init__(id=id)
        self.values = values
        self.value = value if value in values else None

    def render(self) -> RenderResult:
        arrows = "  ◂ ▸" if self.has_focus else ""
        return Content.assemble(one_line(self.values[self.value]), (arrows, "$accent"))

    def action_turn(self, way: int) -> None:
        """The next value or the one before."""
        keys = list(self.values)
        self.value = keys[(keys.index(self.value) + way) % len(keys)]
        self.refresh()

    def action_onward(self) -> None:
        """Leaves the field as Enter does in the others."""
        self.post_message(self.Onward())

    def on_click(self, event: events.Click) -> None:
        left = len(self.values[self.value]) + 3  # where the arrow to the left stands, with the padding
        self.action_turn(-1 if event.x == left else 1)


class StepForm(Dialog[dict[str, Any]]):
    """The form. It closes with the fields that were changed."""

    DEFAULT_CSS = """
    StepForm #fields {
        height: auto; max-height: 14;
        & > HorizontalGroup { height: auto; margin: 0 0 1 0; }
        & .label { width: 12; color: $text-muted; }
        & Cycle { padding: 0 1; }
    }
    StepForm.-low #fields { max-height: 6; }
    StepForm.-low #fields > HorizontalGroup { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", priority=True, id="form.keep"),
        Binding("down", "app.focus_next", "Next field", show=False, id="form.down"),
        Binding("up", "app.focus_previous", "Field before", show=False, id="form.up"),
    ]

    def __init__(self, today: dt.date, step: NextStep | None = None) -> None:
        super().__init__("A next step" if step is None else "This step")
        self.today = today
        self.before = step or NextStep(id="")
        self.left_once = False

    def body(self) -> ComposeResult:
        sizes: dict[Any, str] = {None: "not said", **SIZES}
        sure: dict[Any, str] = {None: "not said", **{n: f"{n} of 10" for n in range(11)}}
        with VerticalScroll(id="fields", can_focus=False):
            for name in ("text", "why", "due", "done_looks_like"):
                field = LineInput(self._was(name), placeholder=EXAMPLES[name], id=name)
                yield HorizontalGroup(Static(one_line(LABELS[name]), classes="label"), field)
            for name, values in (("size", sizes), ("confidence", sure)):
                cycle = Cycle(values, getattr(self.before, name), id=name)
                yield HorizontalGroup(Static(one_line(LABELS[name]), classes="label"), cycle)
        yield Static(id="note")

    def hints(self) -> list[tuple[str, str]]:
        return [("keep", "keep"), ("turn(1)", "change"), ("leave", "leave")]

    def _was(self, name: str) -> str:
        value = getattr(self.before, name)
        return value.isoformat() if isinstance(value, dt.date) else value or ""

    # --- what stands in it -------------------------------------------------------

    def _typed(self, name: str) -> str:
        return in_line(self.query_one(f"#{name}", LineInput).value)

    def fields(self) -> dict[str, Any]:
        """The fields that differ from before; None for one that was emptied."""
        now: dict[str, Any] = {name: self._typed(name) or None for name in ("text", "why", "done_looks_like")}
        now["due"] = parse_date(self._typed("due"), self.today) if self._typed("due") else None
        now |= {name: self.query_one(f"#{name}", Cycle).value for name in ("size", "confidence")}
        return {name: value for name, value in now.items() if value != (getattr(self.before, name) or None)}

    def refusal(self) -> str:
        """Why it cannot be kept yet."""
        if not self._typed("text"):
            return NEEDED
        if self._typed("due") and parse_date(self._typed("due"), self.today) is None:
            return NO_DATE
        return ""

    # --- keys --------------------------------------------------------------------

    @on(Input.Changed)
    def _note(self) -> None:
        self.left_once = False
        day = parse_date(self._typed("due"), self.today) if self._typed("due") else None
        self._say(one_line(f"By {in_words(day)}." if day else "", QUIET))

    def _say(self, words: Content) -> None:
        self.query_one("#note", Static).update(words)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(Cycle.Onward)
    def _enter_on_cycle(self) -> None:
        if self.focused is not None and self.focused.id == "confidence":
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Closes with what was changed, or says what is missing."""
        if why := self.refusal():
            self._say(one_line(f"! {why}", "$text-error"))
        elif self.is_current:
            self.dismiss(self.fields())

    def action_leave(self) -> None:
        """Closes without keeping; asks once more when something was typed."""
        if self.refusal() == NEEDED or not self.fields() or self.left_once:
            super().action_leave()
        else:
            self.left_once = True
            self._say(one_line("! Not kept yet. ctrl+s keeps it, esc once more leaves it.", "$text-warning"))
