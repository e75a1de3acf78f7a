"""Walks a lesson line by line: the same Walk and the same Workspace as the screens."""

from contextlib import suppress
from copy import deepcopy
from typing import TextIO

from ..course import groundwork
from ..last_time import last_time
from ..lessons.given import Refused
from ..lessons.kinds import Step
from ..lessons.kinds.show import Recap
from ..lessons.library import Library, NoLesson
from ..store.files import NotSaved
from ..told import untouched
from ..walk import Outcome, Walk
from ..words import said, said_of
from ..workspace import Workspace
from .askers import ask
from .askers.show import is_empty
from .drafting import Draft
from .ends import AS_IT_WAS, KEPT, again, closing, command, why_left_out
from .feedback import feedback
from .groundwork import FIRST, SHORT, jotted, wanted, way_on
from .head import begun
from .seen import ask_seen
from .talk import Talk, minutes, sentence
from .voice import Back, BackAStep, Leave, Stop, Told

REFUSALS = 20  # of one step, after which nobody is listening


def run(workspace: Workspace, library: Library, lesson: str, inward: TextIO, outward: TextIO) -> int:
    """Walks a lesson until it is finished or the person stops; gives the exit code.

    Raises:
        NoLesson: there is no such lesson, or it has faults.
    """
    return PlainWalk(workspace, library, lesson, Talk(inward, outward)).run()


class PlainWalk:
    """One lesson in one conversation."""

    closing = staticmethod(closing)

    def __init__(self, workspace: Workspace, library: Library, lesson: str, talk: Talk) -> None:
        self.workspace = workspace
        self.lesson = library.lesson(lesson)
        self.library = library
        self.talk = talk
        self.lost = ""  # why something that was said could not be kept

    @property
    def walk(self) -> Walk:
        """The walk as the plan stands now."""
        return Walk(self.lesson, (at := self.workspace).plan, at.clock(), at.new_id, at.history)

    # --- beginning and ending --------------------------------------------------------

    def run(self) -> int:
        """The conversation, to its end.

        Raises:
            KeyboardInterrupt: it was broken off; everything is kept all the same.
        """
        known = len(self.workspace.notices)
        try:
            self._whole()
        except KeyboardInterrupt:
            self.talk.say()
            self._stopped()
            raise
        finally:
            self.workspace.close()
        for notice in self.workspace.notices[known:]:
            self.talk.say(notice)
        return 1 if self.lost else 0

    def _whole(self) -> None:
        try:
            if not self._begin():
                return
            while not self.walk.finished:
                self._step(self.walk.current)
            self.closing(self.talk, self.workspace, self.library, self.walk)
        except Stop:
            self._stopped()
        except NotSaved as error:
            self.lost = error.why
            self.talk.say(said("Not saved: {why}. What was said to be saved before is safe.", why=error.why))

    def _begin(self) -> bool:
        """Says where we are; False when somebody who has done this lesson does not want to do it again."""
        walk = self.walk
        self.talk.say(sentence(self.lesson.title))
        if origin := self.library.origin(self.lesson.id):
            self.talk.say(sentence(said("From a pack that was added: {origin}", origin=origin)))
        if (walk.finished and not again(self.talk, lambda: self.walk, self._seen)) or not self._grounded():
            return False
        if opening := self.walk.open():
            self._record(opening)
        if opening or untouched(walk):
            many, time = said_of(len(walk.path), "{n} step", "{n} steps"), minutes(self.lesson.minutes)
            self.talk.say(said("A lesson of {steps} and about {minutes}.", steps=many, minutes=time))
            if self.lesson.privacy:
                self.talk.say(self.lesson.privacy)
        else:
            n, of = walk.place.n, walk.place.of
            self.talk.say(said("You are at step {n} of {of}. What you answered before is kept.", n=n, of=of))
        self.talk.explain()
        return True

    def _grounded(self) -> bool:
        """Asks once about lessons that this one builds on; False when somebody stopped in one of them."""
        for head in groundwork(self.library, self.workspace.plan, self.lesson.id):
            way = way_on(self.talk, head)
            if way == FIRST and not self._within(head.id):
                return False
            if way == SHORT and (text := jotted(self.talk, head)):
                self._record(self.walk.jot(said("{lesson}, in short", lesson=head.title), head.light.strip(), text))
                self.talk.say(said("Saved in your journal."))
        return True

    def _filled(self, lesson: str) -> bool:
        """Offers the lesson that fills what is empty here; says whether it was done."""
        if not wanted(self.talk, self.library.head(lesson) if lesson != self.lesson.id else None):
            return False
        if not self._within(lesson):
            raise Stop
        return True

    def _within(self, lesson: str) -> bool:
        """Walks another lesson before this one goes on; says whether it came to its end."""
        try:
            other = type(self)(self.workspace, self.library, lesson, self.talk)
        except NoLesson as error:
            self.talk.say(str(error))
            return True
        other._whole()
        self.lost = other.lost
        if not other.walk.finished:
            return False
        self.talk.say("\n" + said("Back to “{lesson}”.", lesson=self.lesson.title))
        return True

    def _stopped(self) -> None:
        place = self.walk.place
        if self.walk.finished:
            self.talk.say(said("Stopped. Nothing was changed."))
            return
        kept = said("The answer to this step could not be kept: {why}.", why=self.lost) if self.lost else said(KEPT)
        self.talk.say(said("Stopped at step {n} of {of}. {kept} To go on:", n=place.n, of=place.of, kept=kept))
        self.talk.spell(command(self.workspace, f"learn {self.lesson.id} --plain"))

    # --- one step --------------------------------------------------------------------

    def _step(self, step: Step) -> None:
        """One step: asked until it is kept, left out, or the person goes back."""
        self.talk.begin_step()
        begun(self.talk, self.walk, step)
        self.talk.matter = lambda: self._seen(step)
        try:
            self._asked(step)
        except (Back, BackAStep):
            self._back(step)
        except Leave:
            self._leave_out(step)
        finally:
            self.talk.before_waiting, self.talk.matter = lambda: None, None

    def _asked(self, step: Step) -> None:
        """Asks until there is an answer that can be kept, and keeps it."""
        draft = Draft(self.workspace.drafts, self.lesson.id, step, self.walk)
        if draft.found:
            self.talk.say(said("What you had begun here is still here."))
        self.talk.before_waiting = lambda: self._keep(draft)
        for _ in range(REFUSALS):
            if (outcome := self._answer(step, draft)) is not None:
                self._record(outcome)
                draft.drop()
                self.talk.before_waiting = lambda: None
                self._after(step, outcome)
                return
        self.talk.say(said("This step was asked {n} times.", n=REFUSALS))
        raise Stop

    def _answer(self, step: Step, draft: Draft) -> Outcome | None:
        """Asks all questions of a step once, some of them again when the person goes back; None to ask anew."""
        start, answers = deepcopy(draft.raw), list[str]()
        while True:
            draft.put(start)
            self.talk.begin_again(answers)
            try:
                return self._once(step, draft)
            except Back:
                if not self.talk.given:
                    raise
                answers = self.talk.given[:-1]

    def _once(self, step: Step, draft: Draft) -> Outcome | None:
        walk = self.walk
        ask(step, walk.given, self.talk, draft.raw)
        if isinstance(step, Recap) and step.offer and is_empty(step, walk.given) and self._filled(step.offer):
            return None
        outcome = self.walk.answer(step, draft.raw)  # as it stands by now: somebody may have said who sees it
        if isinstance(outcome, Refused):
            self.talk.say(outcome.why)
            if not self.talk.given:
                self.talk.ask(said("There is nothing to answer here. k leaves the step out, Enter looks again."))
            return None
        if (last := last_time(walk, step, draft.raw)) and not last_time(walk, step, {}):
            self.talk.say(last)
        if outcome.advice:
            self.talk.say(outcome.advice)
            if self.talk.ask_key(said("Enter keeps it as it is, c changes it"), "c"):
                return None
        return outcome

    def _after(self, step: Step, outcome: Outcome) -> None:
        """Says that it is saved and, where the step has one, a word on the answer."""
        self.talk.begin_again()
        if step.asks:
            self.talk.say(said(AS_IT_WAS) if outcome.left else said("Saved."))
        if outcome.left or not feedback(self.talk, step, outcome.value or {}, self.walk):
            return
        if self.walk.finished:
            with suppress(Told):
                self.talk.go_on()
            return
        try:
            once_more = self.talk.ask_key(said("Enter goes on, t tries it again"), "t")
        except (Back, BackAStep):
            once_more = "t"
        except Leave:
            once_more = ""
        if once_more:
            self._record(self.walk.go(step))

    def _back(self, step: Step) -> None:
        before = self.walk.before(step)
        if before is None:
            self.talk.say(said("This is the first step."))
        else:
            self._record(self.walk.go(before))

    def _leave_out(self, step: Step) -> None:
        """Goes on without an answer; asks why, unless the step may be left out without a word."""
        if not step.asks:
            outcome = self.walk.answer(step, {})
            self._record(outcome if isinstance(outcome, Outcome) else self.walk.skip(step))
            return
        reason = "" if self.walk.may_pass(step) else why_left_out(self.talk)
        if reason is None:
            return
        self._record(outcome := self.walk.skip(step, reason))
        self.workspace.drafts.drop(self.lesson.id, step.id)
        self.talk.say(said(AS_IT_WAS) if outcome.left else said("Left out. You can come back to it."))

    def _seen(self, step: Step) -> None:
        """Asks who may see the answer to a step, and keeps what was said."""
        if (outcome := ask_seen(self.talk, self.walk, step)) is not None:
            self._record(outcome)
            self.talk.say(said("Saved."))

    # --- keeping -----------------------------------------------------------------------

    def _record(self, outcome: Outcome) -> None:
        """Puts an outcome on disk; when that fails, says so and tries again when told to.

        Raises:
            Stop: the person gave up.
            NotSaved: this plan cannot be written at all.
        """
        while True:
            try:
                self.workspace.record(outcome.what, outcome.changes, outcome.title, outcome.source)
            except NotSaved as error:
                if self.workspace.read_only:
                    raise
                self.lost = error.why
                self.talk.say(said("Not saved: {why}. What you said is still here.", why=error.why))
                with suppress(Back, BackAStep, Leave):
                    self.talk.ask(said("Enter tries again, s stops."))
            else:
                self.lost = ""
                return

    def _keep(self, draft: Draft) -> None:
        """Keeps what was said so far as a draft; says once when that fails."""
        try:
            draft.keep()
        except NotSaved as error:
            if not self.lost:
                self.talk.say(said("A draft of this answer cannot be kept at the moment: {why}.", why=error.why))
            self.lost = error.why
        else:
            self.lost = ""
