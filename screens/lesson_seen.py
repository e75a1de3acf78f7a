"""Asks who may see an answer, with the offers that there are for a record; and about what the answer wrote."""

from collections.abc import Callable, Sequence

from coach.display import shorten
from coach.lessons.kinds import Step
from coach.outcome import Outcome
from coach.plan.answers import Answer
from coach.plan.records import Record, Visibility
from coach.plan.seen import LEVELS, OFFERS, level_words, otherwise_words, seen, stands_otherwise
from coach.plan.words import SEEN_BY
from coach.seen import named, shown
from coach.walk import Walk
from coach.words import said

from .base import CoachScreen
from .dialogs import Choose, Offer


def ask_who_sees(
    screen: CoachScreen, walk: Callable[[], Walk], step: Step, answer: Answer, keep: Callable[[Outcome], None]
) -> None:
    """Asks who may see an answer, and keeps what was said. `walk` is the lesson as the plan stands when it is said."""

    def choose(mark: str | None) -> None:
        chosen = next((level for level in LEVELS if level == mark), None)
        if chosen is None or chosen == seen(answer):
            return
        if others := stands_otherwise(walk().plan, answer, chosen):
            _ask_along(screen, others, answer, chosen, act)
        else:
            act(chosen, ())

    def act(chosen: Visibility, along: Sequence[Record]) -> None:
        keep(shown(walk(), step, chosen, along))

    title = said("Who may see it: {name}", name=shorten(step.title, 40))
    offers = [Offer(mark, said(label), said(help)) for mark, (label, help) in OFFERS.items()]
    screen.ask(Choose(title, offers, said("Now: {who}.", who=level_words(answer)), seen(answer)), choose)


def _ask_along(
    screen: CoachScreen,
    others: list[Record],
    answer: Answer,
    chosen: Visibility,
    act: Callable[[Visibility, Sequence[Record]], None],
) -> None:
    """Asks about records of the answer that are seen by others than it is to be; escape leaves everything as it is."""
    wrote = said("It wrote into your plan: {names}.", names=shorten(named(others), 200))
    offers = [
        Offer("along", said("The same for that"), said("Seen by {who}.", who=said(SEEN_BY[chosen]))),
        Offer("leave", said("Leave that as it is"), otherwise_words(answer, chosen)),
    ]

    def answered(words: str | None) -> None:
        if words is not None:
            act(chosen, others if words == "along" else ())

    screen.ask(Choose(said("And what it wrote?"), offers, wrote, "along"), answered)
