"""A lesson being walked: one step at a time, its question in view, and everything that is typed kept."""

from collections.abc import Callable
from typing import Any

from textual import on
from textual.content import Content

from coach.last_time import last_time
from coach.lessons.index import Head
from coach.lessons.kinds import Refused, Step
from coach.lessons.lesson import Lesson
from coach.lessons.survival import named
from coach.store.files import NotSaved
from coach.walk import Outcome
from coach.words import marked, said

from .base import Desk
from .dialogs import Ask, Choose, Offer, anything
from .drafting import Drafting
from .drawing import QUIET, all_said, plain
from .groundwork import Groundwork
from .lesson_page import LessonPage
from .lesson_parts import Rail
from .step_pane import StepPane
from .steps import StepView

ROOMY = 32  # lines of a window in which an example stands there without being asked for
LEAVE_OUT = marked("It can be done later at any time. Why leave it out today? One line is enough, or none.")


class LessonScreen(LessonPage):
    """What happens in a lesson: answers, refusals, drafts, and the way from step to step."""

    def __init__(self, desk: Desk, lesson: Lesson, at: str = "") -> None:
        super().__init__(desk, lesson)
        self._at = at  # the step to begin with, for whoever was sent here because of it
        self.drafts = Drafting(desk, lesson.id, self, self.say_state)
        self.ground = Groundwork(self, lesson.id, self._open, self._jotted)
        self._looking = False  # through a lesson that is done: moving about is not recorded
        self._busy = True  # until a step stands there
        self._recording = False
        self._advised = False  # the advice was read; going on keeps the answer as it is
        self._told = False  # what there is to say of the kept answer is shown; going on leaves the step
        self._stands: dict[str, Any] = {}  # in the field, as far as we were told
        self._view: StepView[Any] | None = None
        self._unwatch: Callable[[], None] = lambda: None

    # --- beginning and leaving -----------------------------------------------------

    async def on_mount(self) -> None:
        self.watch_field()
        self.desk.look = self._look
        self._unwatch = self.workspace.watch(self._changed)
        if self.walk.finished:
            self._looking = True
            await self._show(self._named(self._at) or (self.walk.path or self.lesson.steps)[0])
            if not self._at:
                self.ask(Choose(said("You have done this lesson"), _again()), self._again)
            return
        await self._begin()

    async def _begin(self) -> None:
        """Shows where somebody is. A lesson that builds on others which were not begun says so first, once."""
        if not self.ground.look():
            self._open()
        await self._show(self._named(self._at) or self.walk.current)
        self.ground.ask()

    def _open(self) -> None:
        if outcome := self.walk.open():
            self._record(outcome)

    def _jotted(self, head: Head, text: str) -> None:
        self._record(self.walk.jot(said("{lesson}, in short", lesson=head.title), head.light.strip(), text))

    async def come_back(self, _: None) -> None:
        """From another lesson, which was opened from this one."""
        if not self.is_current:
            return
        self.desk.look = self._look
        self.walk = self.fresh_walk()
        if self.lesson.id not in self.workspace.plan.progress:
            await self._begin()
        elif not self.at_end:
            await self._show(self.step if self.step in self.walk.path else self.walk.current)

    def on_unmount(self) -> None:
        self._unwatch()

    async def _again(self, answer: str | None) -> None:
        if answer is None:
            self.leave()
        elif answer == "again" and (outcome := self.walk.open()) and self._record(outcome):
            self._looking = False
            await self._show(self.walk.current)

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.leave()

    def leave(self) -> None:
        """Keeps the draft, and closes."""
        self.drafts.keep()
        self.desk.look = lambda: None
        super().leave()

    def _look(self) -> None:
        """Takes in what stands in the field, when the program ends before the field has said so."""
        view = None if self._busy or self.at_end else self._view
        if view is not None and (raw := view.raw()) != self._stands:
            self.desk.half_typed[self.lesson.id, self.step.id] = raw

    def _changed(self) -> None:
        if not self._recording:
            self.call_later(self._follow)

    async def _follow(self) -> None:
        """Another window, an undo or an editor changed the plan: goes along when the place in the lesson moved."""
        before, self.walk = self.walk.progress, self.fresh_walk()
        if self._busy:
            return
        if self.walk.progress.step != before.step or self.step not in self.walk.path:
            await self._show(self.walk.current)
        elif not self.at_end:
            self.tell_place()

    # --- one step --------------------------------------------------------------------

    async def _show(self, step: Step) -> None:
        self._look()  # the last keys may not have been told yet, and from now on nobody listens
        self._busy = True
        self.drafts.keep()
        self.step, self.at_end, self._advised, self._told = step, False, False, False
        typed = self.drafts.of(step, self.lesson.steps)
        self.example_shown = typed is None and not self.walk.answered(step) and self.size.height >= ROOMY
        with self.app.batch_update():
            view = await self.query_one(StepPane).show(step, self.walk, self.walk.raw(step) if typed is None else typed)
            self._view, self._stands = view, view.raw()
            self._busy = False
            self.say_state(
                said("your draft") if typed is not None else said("saved") if self.walk.answered(step) else ""
            )
            self.tell_place()
            self.query_one(StepPane).show_last(last_time(self.walk, step, self._stands))
            await all_said()

    # --- what stands there ---------------------------------------------------------

    @on(StepView.Changed)
    def _typed(self, message: StepView.Changed) -> None:
        """Keeps every change in memory at once, and on disk within a second."""
        if message.view is not self.query_one(StepPane).view or self._busy:
            return
        if message.raw == self._stands:
            return  # fields announce themselves when they appear
        self._stands = message.raw
        self.query_one(StepPane).show_last(last_time(self.walk, self.step, message.raw))
        self.drafts.typed(self.step.id, message.raw)
        self.say_state("")  # what was saved or kept is not what stands there now
        self._advised = self._told = False
        self.say_under(Content(""))
        if self.example_shown:
            self.example_shown = False
            self.tell_example()

    # --- going on ------------------------------------------------------------------

    @on(StepView.Done)
    async def _done(self, message: StepView.Done) -> None:
        if message.view is self.query_one(StepPane).view:
            await self.action_next()

    async def action_next(self) -> None:
        """Keeps the answer and goes on; says in words what is missing."""
        view = self.query_one(StepPane).view
        if self.at_end:
            self.leave()
        elif view is None or self._busy:
            return  # a key that came while the next step was being put there
        elif self._told:
            await self._go_on()
        else:
            await self._answer(view)

    async def _answer(self, view: StepView[Any]) -> None:
        self.walk = self.fresh_walk()
        outcome = self.walk.answer(self.step, view.raw())
        if isinstance(outcome, Refused):
            self.say_under(Content.assemble(("! ", "$text-error bold"), plain(outcome.why, "$text-error")))
        elif outcome.advice and not self._advised:
            self._advised = True
            self.say_under(Content.assemble(plain(outcome.advice), (said(" ctrl+n keeps it as it is."), QUIET)))
        elif self._is_kept(outcome) or self._record(outcome):
            self._stands = view.raw()
            self.drafts.forget(self.step, self.lesson.steps)
            await self._after(view, outcome)

    def _is_kept(self, outcome: Outcome) -> bool:
        """Whether this very answer stands there already, so that looking through a lesson writes nothing."""
        if outcome.left:
            return self._looking or self._record(outcome)
        answer = self.walk.answers.get(self.step.id)
        same = answer is not None and not answer.skipped and answer.value == outcome.value
        return same and self.walk.answered(self.step) and (self._looking or self._record(self._gone_on(outcome)))

    def _gone_on(self, outcome: Outcome) -> Outcome:
        """The move to the next step, without the answer that is there already."""
        moves = tuple(change for change in outcome.changes if change.table == "progress")
        return Outcome("went", outcome.title, outcome.source, moves)

    async def _after(self, view: StepView[Any], outcome: Outcome) -> None:
        """A word on the answer where the step has one, else the next step."""
        feedback = [] if outcome.left else self.step.feedback(outcome.value or {})
        shown = getattr(view, "show_feedback", None)
        if feedback and shown is not None:
            shown(feedback)
            self._told = True
            self.say_state(said("saved"))
            self.tell_place()
        else:
            await self._go_on()

    async def _go_on(self) -> None:
        following = self.walk.after(self.step)
        if following is None:
            await self.tell_end()
        else:
            await self._show(following)
            self.say_state(said("saved"))

    def _record(self, outcome: Outcome) -> bool:
        """Puts an outcome on disk; when that fails, says so and leaves the text where it is."""
        self._recording = True
        try:
            self.workspace.record(outcome.what, outcome.changes, outcome.title, outcome.source)
        except NotSaved as error:
            self.drafts.keep()
            self.say_state(said("not saved: {why}; your text is still here", why=error.why), lost=True)
            self.warn(said("Not saved: {why}. Your text is still here; ctrl+n tries again.", why=error.why))
            return False
        finally:
            self._recording = False
        self.walk = self.fresh_walk()
        return True

    # --- other ways ----------------------------------------------------------------

    async def action_back(self) -> None:
        """To the step before; what was typed here stays as a draft."""
        before = self.step if self.at_end else self.walk.before(self.step)
        if before is None:
            self.say(said("This is the first step. esc goes back to where you came from."))
        elif not self._busy:
            await self._go_to(before)

    async def _go_to(self, step: Step) -> None:
        if not self._looking and not self.walk.finished:
            self._record(self.walk.go(step))
        await self._show(step)

    def _named(self, id: str) -> Step | None:
        return named(self.walk.path, id)

    async def show_step(self, id: str) -> None:
        """Shows a step, for a look; where the person is in the lesson stays as it was."""
        if (step := self._named(id)) is not None and not self._busy:
            await self._show(step)

    @on(Rail.Picked)
    async def _picked(self, message: Rail.Picked) -> None:
        step = self._named(message.step)
        if step is not None and not self._busy:
            await self._go_to(step)

    async def action_skip(self) -> None:
        """Leaves the step out; asks why, unless it may be left out without a word."""
        if self.at_end or self._busy:
            return
        if not self.step.asks:
            await self.action_next()
        elif self.walk.may_pass(self.step):
            await self._skip("")
        else:
            example, verb = said("it does not fit my work"), said("leave it out")
            self.ask(Ask(self.step.title, said(LEAVE_OUT), "", example, anything, verb), self._skip)

    async def _skip(self, reason: str | None) -> None:
        if reason is not None and self._record(self.walk.skip(self.step, reason)):
            self.drafts.forget(self.step, self.lesson.steps)
            await self._go_on()


def _again() -> list[Offer]:
    """What can be done with a lesson that is finished."""
    look, again = (
        said("Your answers stand where you gave them. You may change them."),
        said("Your new answers stand beside the earlier ones."),
    )
    return [Offer("look", said("Look through it"), look), Offer("again", said("Do it again"), again)]
