"""What Today and Plan do with a next step: the keys, the dialogs, and the words that say what happened."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from coach import deeds
from coach.dates import in_words, near, parse_date
from coach.display import shorten
from coach.plan.records import NextStep

from .base import CoachScreen, Command, Place

if TYPE_CHECKING:
    from .dialogs import Checked

NO_STEP = "choose a step first"


class StepPlace(Place):
    """A place where next steps are lying about. Subclasses say which one is selected."""

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

        self.ask(StepForm(self.workspace.today), self._add)

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
        again = not step.open
        deed = deeds.reopen_step if again else deeds.finish_step
        if self.attempt(lambda: deed(self.workspace, step)):
            self.say(f"{'Taken up again' if again else 'Done'}: {shorten(step.text, 60)}. u takes it back.")

    def action_move(self) -> None:
        """Asks for another date."""
        self._with_step(self._move)

    def _move(self, step: NextStep) -> None:
        from .dialogs import Ask

        today = self.workspace.today
        due = "was" if step.due and step.due < today else "is"
        now = f"It {due} due {near(step.due, today)}." if step.due else "It has no date yet."

        def keep(answer: str | None) -> None:
            day = parse_date(answer or "", today)
            if day and self.attempt(lambda: deeds.change_step(self.workspace, step, due=day)):
                self.say(f"Moved to {in_words(day)}. u takes it back.")

        example = "fri, next week, in 3 months, 12 dec"
        self.ask(Ask(shorten(step.text, 60), f"{now} When will you do it?", "", example, dated(today), "move"), keep)

    def action_drop(self) -> None:
        """Asks why, and lets the step go."""
        self._with_step(self._drop)

    def _drop(self, step: NextStep) -> None:
        from .dialogs import Ask, anything

        def keep(reason: str | None) -> None:
            if reason is not None and self.attempt(lambda: deeds.drop_step(self.workspace, step, reason)):
                self.say(f"Let go: {shorten(step.text, 60)}. u takes it back.")

        text = "Letting a step go is fine. Why? One line, or nothing; it stays in your history."
        self.ask(Ask(shorten(step.text, 60), text, "", "it is not mine to do", anything, "let it go"), keep)


def edit_step(screen: CoachScreen, step: NextStep) -> None:
    """Opens a step, to look at it in full and to change it."""
    from .plan.step_form import StepForm

    def keep(fields: dict[str, Any] | None) -> None:
        if fields and screen.attempt(lambda: deeds.change_step(screen.workspace, step, **fields)):
            screen.say("Changed. u takes it back.")

    screen.ask(StepForm(screen.workspace.today, step), keep)


def dated(today: dt.date) -> Callable[[str], "Checked"]:
    """Shows a date back in words while it is typed."""
    from .dialogs import Checked

    def check(text: str) -> Checked:
        day = parse_date(text, today)
        if day is None:
            return Checked("That is no date I know. Try fri, in 2 weeks, 12 dec or 2027-03-01.")
        return Checked(means=in_words(day))

    return check
