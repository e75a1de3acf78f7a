"""Walks a lesson line by line: the same Walk and the same Workspace as the screens."""

from typing import TextIO

from ..lessons.given import Refused
from ..lessons.kinds import Step
from ..lessons.library import Library
from ..store.files import NotSaved
from ..walk import Outcome, Walk
from ..workspace import Workspace
from .askers import ask
from .askers.show import prose
from .talk import COMMANDS, LITERAL, Back, Leave, Stop, Talk


def run(workspace: Workspace, library: Library, lesson: str, inward: TextIO, outward: TextIO) -> int:
    """Walks a lesson until it is finished or the person stops; gives the exit code.

    Raises:
        NoLesson: there is no such lesson, or it has faults.
    """
    return PlainWalk(workspace, library, lesson, Talk(inward, outward)).run()


class PlainWalk:
    """One lesson in one conversation."""

    def __init__(self, workspace: Workspace, library: Library, lesson: str, talk: Talk) -> None:
        self.workspace = workspace
        self.lesson = library.lesson(lesson)
        self.library = library
        self.talk = talk

    @property
    def walk(self) -> Walk:
        """The walk as the plan stands now."""
        return Walk(self.lesson, self.workspace.plan, self.workspace.clock(), self.workspace.new_id)

    def run(self) -> int:
        """The conversation, to its end."""
        try:
            self._begin()
            while not self.walk.finished:
                self._step(self.walk.current)
            self._end()
        except Stop:
            self._stopped()
        except NotSaved as error:
            self.talk.say(f"Not saved: {error}. What was said to be saved before is safe.")
            return 1
        finally:
            self.workspace.close()
        return 0

    def _begin(self) -> None:
        opening = self.walk.open()
        if opening:
            self._record(opening)
        self.talk.say(self.lesson.title)
        self.talk.say(f"About {self.walk.place.minutes_left} minutes. {COMMANDS}")
        self.talk.say(LITERAL)
        if self.lesson.privacy:
            self.talk.say(self.lesson.privacy)

    def _step(self, step: Step) -> None:
        """One step: asked until it is kept, left out, or the person goes back."""
        self._head(step)
        drafts = self.workspace.drafts.of(self.lesson.id)
        raw = dict(self.walk.opened(step, drafts.get(step.id)))
        try:
            self._asked(step, raw)
        except Back:
            self._keep_draft(step, raw)
            before = self.walk.before(step)
            if before is None:
                self.talk.say("This is the first step.")
            else:
                self._record(self.walk.go(before))
        except Leave:
            self._leave_out(step)
        except Stop:
            self._keep_draft(step, raw)
            raise

    def _head(self, step: Step) -> None:
        place = self.walk.place
        self.talk.say()
        self.talk.say(
            f"Step {place.n} of {place.of}, about {place.minutes_left} minutes left: {self.walk.worded(step.title)}"
        )
        for text in (step.prompt, step.help, f"For example: {step.example}" if step.example else ""):
            if text:
                self.talk.say(prose(text, self.walk.given))

    def _asked(self, step: Step, raw: dict[str, object]) -> None:
        while True:
            ask(step, self.walk.given, self.talk, raw)
            outcome = self.walk.answer(step, raw)
            if isinstance(outcome, Refused):
                self.talk.say(outcome.why)
                continue
            if outcome.advice:
                self.talk.say(outcome.advice)
                if self.talk.ask("Enter keeps it; c changes it:").strip().lower() == "c":
                    continue
            self._record(outcome)
            self.workspace.drafts.drop(self.lesson.id, step.id)
            self._after(step, outcome)
            return

    def _after(self, step: Step, outcome: Outcome) -> None:
        for word in step.feedback(outcome.value or {}):
            sign = {True: "Right", False: "Not quite", None: "On this"}[word.right] if word.chosen else "Also"
            self.talk.say(f"{sign}: {word.label}. {self.walk.worded(word.text)}")
        if step.asks:
            self.talk.say("Saved.")

    def _leave_out(self, step: Step) -> None:
        reason = (
            "" if step.optional or not step.asks else self.talk.ask("Why leave it out? (one line, or Enter)").strip()
        )
        self._record(self.walk.skip(step, reason))
        self.talk.say("Left out. You can come back to it.")

    def _keep_draft(self, step: Step, raw: dict[str, object]) -> None:
        if step.asks and raw and raw != self.walk.raw(step):
            self.workspace.drafts.keep(self.lesson.id, step.id, raw)

    def _record(self, outcome: Outcome) -> None:
        self.workspace.record(outcome.what, outcome.changes, outcome.title, outcome.source)

    def _end(self) -> None:
        self.talk.say()
        self.talk.say(f"That was “{self.lesson.title}”. What you wrote is in your plan: coach plan")

    def _stopped(self) -> None:
        place = self.walk.place
        self.talk.say(
            f"Stopped at step {place.n} of {place.of}; everything is kept. "
            f"Go on with: coach learn {self.lesson.id} --plain"
        )
