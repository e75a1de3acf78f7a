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

from .base import CoachScreen
from .dialogs import Ask, Choose, Offer, anything
from .plan.step_form import StepForm

QUESTION = "Smaller, other, or no longer wanted?"
OFFERS = [
    Offer("smaller", "Smaller", "A version you could do in a quarter of an hour."),
    Offer("other", "Other", "Something else that leads where this was to lead."),
    Offer("drop", "No longer wanted", "Letting it go is fine. It stays in your history."),
    Offer("keep", "Keep it as it is", "Only the date moves."),
]
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
        screen.say(f"Moved to {in_words(day)}. u takes it back." if day else "Changed. u takes it back.")


def _rethink(screen: CoachScreen, step: NextStep, fields: dict[str, Any]) -> None:
    def act(answer: str | None) -> None:
        if answer == "keep":
            _keep(screen, step, fields)
        elif answer == "drop":
            let_go(screen, step)
        elif answer is not None:
            _reword(screen, step, fields, other=answer == "other")

    times = "twice" if step.moved == 2 else f"{step.moved} times"
    text = f"“{shorten(step.text, 60)}” has been moved {times} already."
    screen.ask(Choose(QUESTION, OFFERS, text), act)


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
            screen.say(f"Changed to: {shorten(text, 60)}. u takes it back.")

    title = "Another step in its place" if other else "A smaller version"
    screen.ask(StepForm(screen.workspace.plan, screen.workspace.today, shown, title), keep)


# --- letting go ------------------------------------------------------------------------


def let_go(screen: CoachScreen, step: NextStep) -> None:
    """Asks why, and lets the step go; of one that repeats, first whether only this once."""
    if not (repeats(step) and step.open):
        _ask_why(screen, step, False)
        return
    offers = [
        Offer("once", "Only this one", "The next one comes as usual."),
        Offer("stop", "Stop repeating", "No next one comes."),
    ]

    def act(answer: str | None) -> None:
        if answer is not None:
            _ask_why(screen, step, answer == "stop")

    screen.ask(Choose(shorten(step.text, 60), offers, "This step repeats. What is to go?"), act)


def _ask_why(screen: CoachScreen, step: NextStep, stop: bool) -> None:
    text = "Letting a step go is fine. Why? One line, or nothing; it stays in your history."
    dialog = Ask(shorten(step.text, 60), text, "", "it is not mine to do", anything, "let it go")
    screen.ask(dialog, partial(_drop, screen, step, stop))


def _drop(screen: CoachScreen, step: NextStep, stop: bool, reason: str | None) -> None:
    if reason is not None and screen.attempt(lambda: deeds.drop_step(screen.workspace, step, reason, stop)):
        screen.say(f"Let go: {shorten(step.text, 60)}. u takes it back.")
