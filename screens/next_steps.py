"""What Today and Plan do with a next step: the keys, the dialogs, and the words that say what happened."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from coach import deeds
from coach.dates import near, parse_date
from coach.display import shorten
from coach.plan.records import NextStep

from .base import CoachScreen, Command, Place

if TYPE_CHECKING:
    from coach.plan.events import Event

NO_STEP = "choose a step first"


class StepPlace(Place):
    """A place where next steps are lying about. Subclasses say which one is selected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "pin", "Pin, or put back into the order", show=False, id="step.pin"),
        Binding("w", "wait", "Wait for somebody", show=False, id="step.wait"),
    ]

    def chosen_step(self) -> NextStep | None:
        """The selected next step."""
        return None

    def step_commands(self) -> list[Command]:
        """The palette's commands for the selected step, with the reason when there is none."""
        why = "" if self.chosen_step() else NO_STEP
        return [
            self.command("Add a next step", "add"),
            self.command("Mark the step as done, or take it up again", "done", why),
            self.command("Move the step to another date", "move", why),
            self.command("Edit the step", "edit", why),
            self.command("Pin the step, or put it back into the order", "pin", why),
            self.command("Wait for somebody with the step, or no longer", "wait", why),
            self.command("Let the step go, with a reason", "drop", why),
        ]

    def _with_step(self, deed: Callable[[NextStep], None]) -> None:
        step = self.chosen_step()
        if step is None:
            self.say(f"{NO_STEP.capitalize()}.")
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
            self.say(f"Added: {shorten(text, 60)}")

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
            self.say(f"Done: {shorten(step.text, 60)}.{self._next_one(done[0])} u takes it back.")
        else:
            alone = " It stands alone: the next one is open already." if deeds.left_its_series(done[0]) else ""
            self.say(f"Taken up again: {shorten(step.text, 60)}.{alone} u takes it back.")

    def _next_one(self, event: "Event") -> str:
        """What comes of a step that repeats."""
        step = self.workspace.plan.get(NextStep, deeds.next_instance(event))
        return f" The next one is due {near(step.due, self.workspace.today)}." if step and step.due else ""

    def action_move(self) -> None:
        """Asks for another date."""
        self._with_step(self._move)

    def _move(self, step: NextStep) -> None:
        from .checks import dated
        from .dialogs import Ask
        from .rethink import move_step

        if not step.open:
            self.say("Only a step that is open can be moved.")
            return
        today = self.workspace.today
        due = "was" if step.due and step.due < today else "is"
        now = f"It {due} due {near(step.due, today)}." if step.due else "It has no date yet."

        def keep(answer: str | None) -> None:
            if day := parse_date(answer or "", today):
                move_step(self, step, day)

        example = "fri, next week, in 3 months, 12 dec"
        self.ask(Ask(shorten(step.text, 60), f"{now} When will you do it?", "", example, dated(today), "move"), keep)

    def action_pin(self) -> None:
        """Puts the selected step first, or back into the order."""
        self._with_step(self._pin)

    def _pin(self, step: NextStep) -> None:
        if not step.open:
            self.say("Only a step that is open can be pinned.")
        elif self.attempt(lambda: deeds.pin_step(self.workspace, step, not step.pinned)):
            said = "Back in the order" if step.pinned else "Pinned first"
            self.say(f"{said}: {shorten(step.text, 60)}. u takes it back.")

    def action_wait(self) -> None:
        """Notes for whom the selected step waits, or that the waiting is over."""
        self._with_step(self._wait)

    def _wait(self, step: NextStep) -> None:
        from .waiting import wait_with

        if step.open:
            wait_with(self, step)
        else:
            self.say("Only a step that is open can wait.")

    def action_drop(self) -> None:
        """Asks why, and lets the step go."""
        self._with_step(self._drop)

    def _drop(self, step: NextStep) -> None:
        from .rethink import let_go

        if step.open:
            let_go(self, step)
        else:
            self.say("Only a step that is open can be let go. d takes this one up again.")


def edit_step(screen: CoachScreen, step: NextStep) -> None:
    """Opens a step, to look at it in full and to change it."""
    from .plan.step_form import StepForm
    from .rethink import change

    def keep(fields: dict[str, Any] | None) -> None:
        if fields:
            change(screen, step, fields)

    screen.ask(StepForm(screen.workspace.plan, screen.workspace.today, step), keep)
