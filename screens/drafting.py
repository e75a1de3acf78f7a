"""What is being typed in a lesson and is no answer yet: in memory at once, on disk within a second."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from coach.lessons.kinds import Step
from coach.lessons.survival import draft_of, ids_of
from coach.store.files import NotSaved
from coach.words import said

from .base import Desk

PAUSE = 0.35  # seconds without a key, after which what stands there goes to disk
LONGEST = 0.5  # seconds of typing without such a pause, after which the next keys no longer put it off


class Drafting:
    """The drafts of one lesson while it is open. `say` is told what has become of them."""

    def __init__(self, desk: Desk, lesson: str, screen: Screen[Any], say: Callable[[str, bool], None]) -> None:
        self.desk = desk
        self.lesson = lesson
        self.screen = screen
        self.say = say
        self._timer: Timer | None = None
        self._since = 0.0  # when the oldest key that is not on disk was pressed

    def of(self, step: Step, steps: Sequence[Step]) -> dict[str, Any] | None:
        """What was typed in a step and not answered, now or another day, whatever the step was called then."""
        kept: dict[str, Any] | None = draft_of(step, steps, self.desk.workspace.drafts.of(self.lesson))
        return self.desk.half_typed.get((self.lesson, step.id), kept)

    def typed(self, step: str, raw: dict[str, Any]) -> None:
        """Takes in what stands in a step now. No key waits for the disk longer than LONGEST and PAUSE together."""
        self.desk.half_typed[self.lesson, step] = raw
        if self._timer is None:
            self._since = monotonic()
            self._timer = self.screen.set_timer(PAUSE, self.keep)
        elif monotonic() - self._since < LONGEST:
            self._timer.reset()

    def keep(self) -> None:
        """Puts on disk what is only in memory."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.desk.half_typed:
            why = self.desk.keep_half_typed()
            said_so = said("not saved: {why}; your text is still here", why=why) if why else said("draft kept")
            self.say(said_so, bool(why))

    def forget(self, step: Step, steps: Sequence[Step]) -> None:
        """Drops the draft of a step that was answered. One that stays behind is only shown again."""
        self.desk.half_typed.pop((self.lesson, step.id), None)
        try:
            for id in ids_of(step, steps):
                self.desk.workspace.drafts.drop(self.lesson, id)
        except (NotSaved, OSError):
            return
