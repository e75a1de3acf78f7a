"""The view of `schedule`: a first day, a rhythm, what would bring it forward, and with whom."""

from textual.app import ComposeResult
from textual.content import Content

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.commit import EVERY, Schedule
from coach.lessons.wording import worded
from coach.words import marked, said

from ..text import one_line
from .choice import box
from .drawn import DrawnList, hanging
from .labelled import Block, LabelledView, Subject
from .pick import Pick

BETWEEN = "; "  # between several triggers in one answer


class Triggers(DrawnList):
    """Events to tick that would bring it forward."""

    def __init__(self, events: list[str], marked: set[str]) -> None:
        super().__init__()
        self.events = events
        self.marked = marked

    def count(self) -> int:
        return len(self.events)

    def label(self, row: int) -> str:
        return self.events[row]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        event = self.events[row]
        before = self.pointer(here) + box(event in self.marked, many=True)
        return hanging(before, one_line(event, "bold" if here else ""), width)

    def mark(self, row: int) -> None:
        """Ticks an event, or takes the tick away."""
        self.marked ^= {self.events[row]}
        self.acted()


class ScheduleView(LabelledView[Schedule]):
    """When it is, how often, what brings it forward, and with whom."""

    hint = marked("enter goes to the next line, and on from the last one")

    def __init__(self, step: Schedule, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        events = [worded(trigger, given) for trigger in step.triggers]
        parts = [part.strip() for part in str(raw.get("trigger") or "").split(BETWEEN.strip()) if part.strip()]
        self._own = BETWEEN.join(part for part in parts if part not in events)
        self._triggers = Triggers(events, {event for event in events if event in parts})
        self._every = Pick([("", said("once")), *((every, said(words)) for every, words in EVERY.items())])
        self._every.put(raw.get("every") or "")

    def compose(self) -> ComposeResult:
        yield Subject(worded(self.step.what, self.given), later=False)
        ticks = bool(self._triggers.events)
        own = self.line(
            "trigger", self._own, said("or something else") if ticks else said("what would bring it forward")
        )
        rows = [
            (said("First time"), self.day("first_on", self.first.get("first_on"), said("mon, 12 dec, in 3 months"))),
            (said("How often"), self._every),
            (said("Sooner if"), self._triggers),
            ("" if ticks else said("Sooner if"), own),
            (said("With"), self.line("with", self.first.get("with"), said("may stay empty"))),
        ]
        yield Block(*(row for row in rows if ticks or row[1] is not self._triggers))

    def raw(self) -> Value:
        ticked = [event for event in self._triggers.events if event in self._triggers.marked]
        own = self.text("trigger", self._own).strip()
        raw: Value = {"first_on": self.meant("first_on", self.first.get("first_on")), "every": self._every.value or "",
                      "trigger": BETWEEN.join(ticked + ([own] if own else [])),
                      "with": self.text("with", self.first.get("with"))}  # fmt: skip
        return raw | ({"record": self.first["record"]} if self.first.get("record") else {})
