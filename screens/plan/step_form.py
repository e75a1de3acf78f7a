"""A next step in full: what, why, by when, how one will see that it is done; below that what only some steps need."""

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

from coach.dates import in_words, parse_date, rhythm_words, span_words
from coach.display import in_line
from coach.plan.plan import Plan
from coach.plan.records import Goal, IfThen, NextStep
from coach.plan.today import picked
from coach.plan.words import SIZES, capital
from coach.words import marked, said

from ..dialogs import Dialog, LineInput
from ..drawing import QUIET
from ..text import one_line, plain

LABELS = {
    "text": marked("What"),
    "why": marked("Why"),
    "due": marked("By when"),
    "done_looks_like": marked("Done when"),
    "size": marked("How long"),
    "confidence": marked("How sure"),
    "cue": marked("If"),
    "repeats": marked("Again"),
    "goal": marked("Serves"),
    "waits_for": marked("First comes"),
    "not_before": marked("Not before"),
    "waiting_on": marked("Waits for"),
    "follow_up": marked("Ask again"),
}
EXAMPLES = {
    "text": marked("Begin with a verb: ask Ana for ten minutes"),
    "why": marked("what it is good for"),
    "due": marked("fri, in 2 weeks, 12 dec"),
    "done_looks_like": marked("what one will see"),
    "cue": marked("what sets you off: I have had lunch"),
    "not_before": marked("a day: it stands behind the others until then"),
    "waiting_on": marked("somebody's name"),
    "follow_up": marked("the day to ask them again"),
}
FIRST = ("text", "why", "due", "done_looks_like", "size", "confidence")
MORE = ("cue", "repeats", "goal", "waits_for", "not_before", "waiting_on", "follow_up")
LINES = frozenset(EXAMPLES)
DAYS = {
    "due": marked("by {day}"),
    "not_before": marked("not before {day}"),
    "follow_up": marked("ask again on {day}"),
}
RHYTHMS = [("every", "P1W"), ("every", "P2W"), ("every", "P1M"), ("every", "P3M"), ("every", "P1Y"), ("after", "P1W"),
           ("after", "P2W"), ("after", "P1M"), ("after", "P3M")]  # fmt: skip
UNSURE = 6  # below that a smaller step is worth a thought
NEEDED = marked("What will you do? A few words are needed, beginning with a verb.")
NO_DATE = marked("That is no date I know. Try fri, next week, in 3 months, 12 dec or 2027-03-01.")
NOBODY = marked("Whom will you ask again? Write a name beside “Waits for”.")
SMALLER = marked("You are not very sure of it. What would a smaller version be? Or ctrl+s keeps it as it is.")
NOT_KEPT = marked("Not kept yet. ctrl+s keeps it, esc once more leaves it.")


class Cycle(Widget, can_focus=True):
    """One of a few values on one line: left and right, space or a click change it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Cycle { height: 1; width: 1fr; }
    Cycle:focus { background: $row-chosen; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "turn(1)", marked("Change"), id="cycle.next", key_display="◂ ▸"),
        Binding("left,h", "turn(-1)", marked("Back"), show=False, id="cycle.previous"),
        Binding("enter", "onward", marked("Next field"), show=False, id="cycle.enter"),
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
        height: auto; max-height: 14; scrollbar-size-vertical: 1;
        & > HorizontalGroup { height: auto; margin: 0 0 1 0; padding: 0 1 0 0; }
        & > #more { color: $text-faint; margin: 0 0 1 0; }
        & .label { width: 12; color: $text-muted; }
        & Cycle { padding: 0 1; }
    }
    StepForm.-tall #fields { max-height: 28; }
    StepForm.-low #fields { max-height: 6; }
    StepForm.-low #fields > HorizontalGroup, StepForm.-low #fields > #more { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", marked("Keep"), priority=True, id="form.keep"),
        Binding("down", "app.focus_next", marked("Next field"), show=False, priority=True, id="form.down"),
        Binding("up", "app.focus_previous", marked("Field before"), show=False, priority=True, id="form.up"),
    ]

    def __init__(self, plan: Plan, today: dt.date, step: NextStep | None = None, title: str = "") -> None:
        super().__init__(title or (said("A next step") if step is None else said("This step")))
        self.plan = plan
        self.today = today
        self.before = step or NextStep(id="")
        self.was: dict[str, Any] = self._as_it_was()
        for name in ("size", "confidence", "goal", "waits_for"):
            if self.was[name] not in self._values(name):  # what is not there any more cannot be chosen, and stays
                self.was[name] = None
        self.left_once = False
        self.offered = False  # to make it smaller
        found = picked(plan, today, step) if step is not None and step.open else None
        self.reasons = capital(f"{found.reason}.") if found else ""

    def body(self) -> ComposeResult:
        with VerticalScroll(id="fields", can_focus=False):
            yield from (self._field(name) for name in FIRST)
            yield Static(Content(said("More, if it helps")), id="more")
            yield from (self._field(name) for name in MORE)
        yield Static(id="note")

    def _field(self, name: str) -> HorizontalGroup:
        if name in LINES:
            field: Widget = LineInput(self._shown(name), placeholder=said(EXAMPLES[name]), id=name)
        else:
            field = Cycle(self._values(name), self.was[name], id=name)
        return HorizontalGroup(Static(one_line(said(LABELS[name])), classes="label"), field)

    def _values(self, name: str) -> dict[Any, str]:
        if name == "size":
            return {None: said("not said"), **{size: said(words) for size, words in SIZES.items()}}
        if name == "confidence":
            return {None: said("not said"), **{n: said("{n} of {of}", n=n, of=10) for n in range(11)}}
        if name == "goal":
            goals = [goal for goal in self.plan.all(Goal) if goal.open or goal.id == self.before.goal]
            return {None: said("no goal in particular"), **{goal.id: goal.label for goal in goals}}
        if name == "waits_for":
            return {None: said("no other step"), **{step.id: step.label for step in self._others()}}
        own = [self.was["repeats"]] if self.was["repeats"] else []
        return {None: said("no"), **{rhythm: _rhythm_words(*rhythm) for rhythm in dict.fromkeys([*RHYTHMS, *own])}}

    def _others(self) -> list[NextStep]:
        """The open steps that this one could wait for: not itself, and none that waits for it."""
        behind = {self.before.id}
        steps = [step for step in self.plan.all(NextStep) if step.open]
        while more := {step.id for step in steps if step.waits_for in behind} - behind:
            behind |= more
        return [step for step in steps if step.id not in behind or step.id == self.before.waits_for]

    def hints(self) -> list[tuple[str, str]]:
        return [("keep", said("keep")), ("turn(1)", said("change")), ("leave", said("leave"))]

    # --- what stands in it -------------------------------------------------------

    def _as_it_was(self) -> dict[str, Any]:
        step = self.before
        was = {name: getattr(step, name) for name in (*FIRST, *MORE) if name not in ("cue", "repeats")}
        about = f"{NextStep.table}/{step.id}"
        was["cue"] = next((one.cue for one in self.plan.all(IfThen) if one.about == about), None)
        was["repeats"] = ("every", step.every) if step.every else ("after", step.after) if step.after else None
        return {name: None if isinstance(value, str) and not value else value for name, value in was.items()}

    def _shown(self, name: str) -> str:
        value = self.was[name]
        return value.isoformat() if isinstance(value, dt.date) else value or ""

    def _typed(self, name: str) -> str:
        return in_line(self.query_one(f"#{name}", LineInput).value)

    def _now(self, name: str) -> Any:
        if name in DAYS:
            return parse_date(self._typed(name), self.today) if self._typed(name) else None
        return self._typed(name) or None if name in LINES else self.query_one(f"#{name}", Cycle).value

    def fields(self) -> dict[str, Any]:
        """The fields that differ from before; None for one that was emptied."""
        now = {name: self._now(name) for name in (*FIRST, *MORE)}
        changed = {name: value for name, value in now.items() if value != self.was[name]}
        if "cue" in changed:
            changed["cue"] = changed["cue"] or ""
        if "repeats" in changed:
            way, rhythm = changed.pop("repeats") or ("every", None)
            changed |= {"every": None, "after": None, way: rhythm}
        return changed

    def refusal(self) -> str:
        """Why it cannot be kept yet, in English."""
        if not self._typed("text"):
            return NEEDED
        if any(self._typed(name) and self._now(name) is None for name in DAYS):
            return NO_DATE
        return NOBODY if self._typed("follow_up") and not self._typed("waiting_on") else ""

    # --- keys --------------------------------------------------------------------

    @on(Input.Changed)
    def _note(self) -> None:
        self.left_once = False
        if self.reasons and not self.fields():  # why it stands where it does, until something is changed
            self._say(plain(self.reasons, QUIET))
            return
        days = [said(words, day=in_words(day)) for name, words in DAYS.items() if (day := self._now(name))]
        self._say(one_line(capital("; ".join(days)) + "." if days else "", QUIET))

    def _say(self, words: Content) -> None:
        self.query_one("#note", Static).update(words)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._onward(event.input.id)

    @on(Cycle.Onward)
    def _enter_on_cycle(self) -> None:
        self._onward(self.focused.id if self.focused is not None else None)

    def _onward(self, field: str | None) -> None:
        """Enter goes on to the next field; after the last of either part it keeps the step."""
        if field in (FIRST[-1], MORE[-1]):
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Closes with what was changed, or says what is missing. Who is not very sure is asked once for less."""
        fields = self.fields()
        if why := self.refusal():
            self._say(one_line(f"! {said(why)}", "$text-error"))
        elif fields.get("confidence", UNSURE) in range(UNSURE) and not self.offered:
            self.offered = True
            self._say(Content(said(SMALLER)).stylize("$text-warning"))
        elif self.is_current:
            self.dismiss(fields)

    def action_leave(self) -> None:
        """Closes without keeping; asks once more when something was typed."""
        if self.refusal() == NEEDED or not self.fields() or self.left_once:
            super().action_leave()
        else:
            self.left_once = True
            self._say(one_line(f"! {said(NOT_KEPT)}", "$text-warning"))


def _rhythm_words(way: str, rhythm: str) -> str:
    return rhythm_words(rhythm) if way == "every" else said("{span} after it is done", span=span_words(rhythm))
