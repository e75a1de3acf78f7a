"""Waiting for somebody: whom, and when to ask again."""

from coach import deeds
from coach.dates import near, parse_date
from coach.display import shorten
from coach.plan.records import NextStep

from .base import CoachScreen
from .checks import dated_or_nothing
from .dialogs import Ask, Choose, Offer, something


def wait_with(screen: CoachScreen, step: NextStep) -> None:
    """Asks for whom a step waits; of one that waits already, whether the waiting is over."""
    if step.status != "waiting":
        ask = Ask(shorten(step.text, 60), "Whom does it wait for?", step.waiting_on or "", "a name", something, "go on")
        screen.ask(ask, lambda who: _ask_day(screen, step, who) if who else None)
        return
    who = step.waiting_on or "somebody"
    offers = [
        Offer("over", "The waiting is over", "The step takes its place among the others again."),
        Offer("day", f"Another day to ask {shorten(who, 40)}", "You choose the date."),
    ]

    def act(answer: str | None) -> None:
        if answer == "day":
            _ask_day(screen, step, who)
        elif answer == "over" and screen.attempt(lambda: deeds.wait_for(screen.workspace, step, "")):
            screen.say("No longer waiting. u takes it back.")

    screen.ask(Choose(shorten(step.text, 60), offers), act)


def _ask_day(screen: CoachScreen, step: NextStep, who: str) -> None:
    today = screen.workspace.today

    def keep(answer: str | None) -> None:
        if answer is None:
            return
        day = parse_date(answer, today)
        if screen.attempt(lambda: deeds.wait_for(screen.workspace, step, who, day)):
            again = f", to ask again {near(day, today)}" if day else ""
            screen.say(f"Waits for {shorten(who, 40)}{again}. u takes it back.")

    text = f"When will you ask {shorten(who, 40)} again? A day, or nothing."
    screen.ask(Ask(shorten(step.text, 60), text, "", "next week", dated_or_nothing(today), "wait"), keep)
