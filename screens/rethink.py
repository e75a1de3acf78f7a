"""A step that is put off again and again, or let go: what is asked then, and what comes of the answers."""

import datetime as dt
from functools import partial
from typing import Any

import msgspec

from coach import deeds
from coach.dates import in_words
from coach.display import shorten
from coach.plan.records import NextStep
from coach.plan.repeats import repeats
from coach.words import marked, said

from .base import CoachScreen
from .dialogs import Ask, Choose, Offer, anything
from .plan.step_form import StepForm

QUESTION = marked("Smaller, other, or no longer wanted?")
REST = ("why", "done_looks_like", "size", "confidence")  # what another step does not take over


def move_step(screen: CoachScreen, step: NextStep, day: dt.date) -> None:
    """Gives a step another date; the third time it asks about the step first."""
    if deeds.asks_again(step, day):
        _rethink(screen, step, {"due": day})
    else:
        _keep(screen, step, {"due": day})


def change(screen: CoachScreen, step: NextStep, fields: dict[str, Any]) -> None:
    """Changes a step; if that moves its date for the third time and nothing else, it asks about the step first."""
    if "text" not in fields and "due" in fields and deeds.asks_again(step, fields["due"]):
        _rethink(screen, step, fields)
    else:
        _keep(screen, step, fields)


def _keep(screen: CoachScreen, step: NextStep, fields: dict[str, Any]) -> None:
    if screen.attempt(lambda: deeds.change_step(screen.workspace, step, **fields)):
        day = fields.get("due") if set(fields) == {"due"} else None
        moved = said("Moved to {day}. u takes it back.", day=in_words(day)) if day else ""
        screen.say(moved or said("Changed. u takes it back."))


def _rethink(screen: CoachScreen, step: NextStep, fields: dict[str, Any]) -> None:
    def act(answer: str | None) -> None:
        if answer == "keep":
            _keep(screen, step, fields)
        elif answer == "drop":
            let_go(screen, step)
        elif answer is not None:
            _reword(screen, step, fields, other=answer == "other")

    twice, often = (
        marked("“{step}” has been moved twice already."),
        marked("“{step}” has been moved {n} times already."),
    )
    text = said(twice if step.moved == 2 else often, step=shorten(step.text, 60), n=step.moved)
    screen.ask(Choose(said(QUESTION), _offers(), text), act)


def _offers() -> list[Offer]:
    return [
        Offer("smaller", said("Smaller"), said("A version you could do in a quarter of an hour.")),
        Offer("other", said("Other"), said("Something else that leads where this was to lead.")),
        Offer("drop", said("No longer wanted"), said("Letting it go is fine. It stays in your history.")),
        Offer("keep", said("Keep it as it is"), said("Only the date moves.")),
    ]


def _reword(screen: CoachScreen, step: NextStep, fields: dict[str, Any], other: bool) -> None:
    """Asks for the smaller version, or for the step that takes its place; the id stays, and so does what it said."""
    shown = msgspec.structs.replace(step, **{name: v for name, v in fields.items() if name in step.__struct_fields__})
    emptied: dict[str, Any] = dict.fromkeys(REST) if other else {}
    if other:
        shown = msgspec.structs.replace(shown, text="", **emptied)

    def keep(new: dict[str, Any] | None) -> None:
        if new is None:
            return
        all_of_it = {**fields, **emptied, **new}
        text = all_of_it.pop("text", step.text)
        if screen.attempt(lambda: deeds.reword_step(screen.workspace, step, text, **all_of_it)):
            screen.say(said("Changed to: {step}. u takes it back.", step=shorten(text, 60)))

    title = said("Another step in its place") if other else said("A smaller version")
    screen.ask(StepForm(screen.workspace.plan, screen.workspace.today, shown, title), keep)


# --- letting go ------------------------------------------------------------------------


def let_go(screen: CoachScreen, step: NextStep) -> None:
    """Asks why, and lets the step go; of one that repeats, first whether only this once."""
    if not (repeats(step) and step.open):
        _ask_why(screen, step, False)
        return
    offers = [
        Offer("once", said("Only this one"), said("The next one comes as usual.")),
        Offer("stop", said("Stop repeating"), said("No next one comes.")),
    ]

    def act(answer: str | None) -> None:
        if answer is not None:
            _ask_why(screen, step, answer == "stop")

    screen.ask(Choose(shorten(step.text, 60), offers, said("This step repeats. What is to go?")), act)


def _ask_why(screen: CoachScreen, step: NextStep, stop: bool) -> None:
    text = said("Letting a step go is fine. Why? One line, or nothing; it stays in your history.")
    dialog = Ask(shorten(step.text, 60), text, "", said("it is not mine to do"), anything, said("let it go"))
    screen.ask(dialog, partial(_drop, screen, step, stop))


def _drop(screen: CoachScreen, step: NextStep, stop: bool, reason: str | None) -> None:
    if reason is not None and screen.attempt(lambda: deeds.drop_step(screen.workspace, step, reason, stop)):
        screen.say(said("Let go: {step}. u takes it back.", step=shorten(step.text, 60)))
