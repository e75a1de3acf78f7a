"""What Today and Plan do with a next step: the keys, the dialogs, and the words that say what happened."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from coach import deeds
from coach.dates import near, parse_date
from coach.display import shorten
from coach.plan.records import NextStep
from coach.words import marked, said

from .base import CoachScreen, Command, Place

if TYPE_CHECKING:
    from coach.plan.events import Event

NO_STEP = marked("choose a step first")


class StepPlace(Place):
    """A place where next steps are lying about. Subclasses say which one is selected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "pin", marked("Pin, or put back into the order"), show=False, id="step.pin"),
        Binding("w", "wait", marked("Wait for somebody"), show=False, id="step.wait"),
    ]

    def chosen_step(self) -> NextStep | None:
        """The selected next step."""
        return None

    def step_commands(self) -> list[Command]:
        """The palette's commands for the selected step, with the reason when there is none."""
        why = "" if self.chosen_step() else said(NO_STEP)
        return [
            self.command(said("Add a next step"), "add"),
            self.command(said("Mark the step as done, or take it up again"), "done", why),
            self.command(said("Move the step to another date"), "move", why),
            self.command(said("Edit the step"), "edit", why),
            self.command(said("Pin the step, or put it back into the order"), "pin", why),
            self.command(said("Wait for somebody with the step, or no longer"), "wait", why),
            self.command(said("Let the step go, with a reason"), "drop", why),
        ]

    def _with_step(self, deed: Callable[[NextStep], None]) -> None:
        step = self.chosen_step()
        if step is None:
            self.say(said("Choose a step first."))
        else:
            deed(step)

    def action_add(self) -> None:
        """Asks for a new step."""
        from .plan.step_form import StepForm

        self.ask(StepForm(self.workspace.plan, self.workspace.today), self._add)

    def _add(self, fields: dict[str, Any] | None) -> None:
        if not fields:
            return
        text, due = fields.pop("text"), fields.pop("due", None)
        if self.attempt(lambda: deeds.add_step(self.workspace, text, due, **fields)):
            self.say(said("Added: {step}", step=shorten(text, 60)))

    def action_edit(self) -> None:
        """Opens the selected step."""
        self._with_step(partial(edit_step, self))

    def action_done(self) -> None:
        """Marks the selected step as done; one that is done is taken up again."""
        self._with_step(self._done)

    def _done(self, step: NextStep) -> None:
        done: list[Event] = []
        deed = deeds.finish_step if step.open else deeds.reopen_step
        if not self.attempt(lambda: done.append(deed(self.workspace, step))):
            return
        if step.open:
            more, name = self._next_one(done[0]), shorten(step.text, 60)
            self.say(said("Done: {step}.{more} u takes it back.", step=name, more=more))
        else:
            alone = said(" It stands alone: the next one is open already.") if deeds.left_its_series(done[0]) else ""
            self.say(said("Taken up again: {step}.{more} u takes it back.", step=shorten(step.text, 60), more=alone))

    def _next_one(self, event: "Event") -> str:
        """What comes of a step that repeats."""
        step = self.workspace.plan.get(NextStep, deeds.next_instance(event))
        day = near(step.due, self.workspace.today) if step and step.due else ""
        return said(" The next one is due {day}.", day=day) if day else ""

    def action_move(self) -> None:
        """Asks for another date."""
        self._with_step(self._move)

    def _move(self, step: NextStep) -> None:
        from .checks import dated
        from .dialogs import Ask
        from .rethink import move_step

        if not step.open:
            self.say(said("Only a step that is open can be moved."))
            return
        today = self.workspace.today
        due = marked("It was due {day}.") if step.due and step.due < today else marked("It is due {day}.")
        now = said(due, day=near(step.due, today)) if step.due else said("It has no date yet.")

        def keep(answer: str | None) -> None:
            if day := parse_date(answer or "", today):
                move_step(self, step, day)

        example = said("fri, next week, in 3 months, 12 dec")
        text = said("{now} When will you do it?", now=now)
        self.ask(Ask(shorten(step.text, 60), text, "", example, dated(today), said("move")), keep)

    def action_pin(self) -> None:
        """Puts the selected step first, or back into the order."""
        self._with_step(self._pin)

    def _pin(self, step: NextStep) -> None:
        if not step.open:
            self.say(said("Only a step that is open can be pinned."))
        elif self.attempt(lambda: deeds.pin_step(self.workspace, step, not step.pinned)):
            back, first = (
                marked("Back in the order: {step}. u takes it back."),
                marked("Pinned first: {step}. u takes it back."),
            )
            self.say(said(back if step.pinned else first, step=shorten(step.text, 60)))

    def action_wait(self) -> None:
        """Notes for whom the selected step waits, or that the waiting is over."""
        self._with_step(self._wait)

    def _wait(self, step: NextStep) -> None:
        from .waiting import wait_with

        if step.open:
            wait_with(self, step)
        else:
            self.say(said("Only a step that is open can wait."))

    def action_drop(self) -> None:
        """Asks why, and lets the step go."""
        self._with_step(self._drop)

    def _drop(self, step: NextStep) -> None:
        from .rethink import let_go

        if step.open:
            let_go(self, step)
        else:
            self.say(said("Only a step that is open can be let go. d takes this one up again."))


def edit_step(screen: CoachScreen, step: NextStep) -> None:
    """Opens a step, to look at it in full and to change it."""
    from .plan.step_form import StepForm
    from .rethink import change

    def keep(fields: dict[str, Any] | None) -> None:
        if fields:
            change(screen, step, fields)

    screen.ask(StepForm(screen.workspace.plan, screen.workspace.today, step), keep)
