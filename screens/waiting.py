"""Waiting for somebody: whom, and when to ask again."""

from coach import deeds
from coach.dates import near, parse_date
from coach.display import shorten
from coach.plan.records import NextStep
from coach.words import marked, said

from .base import CoachScreen
from .checks import dated_or_nothing
from .dialogs import Ask, Choose, Offer, something


def wait_with(screen: CoachScreen, step: NextStep) -> None:
    """Asks for whom a step waits; of one that waits already, whether the waiting is over."""
    if step.status != "waiting":
        text, example, verb = said("Whom does it wait for?"), said("a name"), said("go on")
        ask = Ask(shorten(step.text, 60), text, step.waiting_on or "", example, something, verb)
        screen.ask(ask, lambda who: _ask_day(screen, step, who) if who else None)
        return
    who = step.waiting_on or said("somebody")
    offers = [
        Offer("over", said("The waiting is over"), said("The step takes its place among the others again.")),
        Offer("day", said("Another day to ask {name}", name=shorten(who, 40)), said("You choose the date.")),
    ]

    def act(answer: str | None) -> None:
        if answer == "day":
            _ask_day(screen, step, who)
        elif answer == "over" and screen.attempt(lambda: deeds.wait_for(screen.workspace, step, "")):
            screen.say(said("No longer waiting. u takes it back."))

    screen.ask(Choose(shorten(step.text, 60), offers), act)


def _ask_day(screen: CoachScreen, step: NextStep, who: str) -> None:
    today = screen.workspace.today

    def keep(answer: str | None) -> None:
        if answer is None:
            return
        day = parse_date(answer, today)
        if screen.attempt(lambda: deeds.wait_for(screen.workspace, step, who, day)):
            asking = marked("Waits for {name}, to ask again {day}. u takes it back.")
            told = asking if day else marked("Waits for {name}. u takes it back.")
            screen.say(said(told, name=shorten(who, 40), day=near(day, today) if day else ""))

    text = said("When will you ask {name} again? A day, or nothing.", name=shorten(who, 40))
    example, check = said("next week"), dated_or_nothing(today)
    screen.ask(Ask(shorten(step.text, 60), text, "", example, check, said("wait")), keep)
