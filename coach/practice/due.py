"""What is due for the coach: sessions, promises, a word at the mid-point, agreements, things kept too long."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from ..dates import near
from ..words import marked, said
from .facts import Facts
from .practice import Practice
from .remembered import all_facts


class DueForCoach(NamedTuple):
    """Something with a day that concerns a client."""

    on: dt.date
    kind: str  # "session", "promise", "mid-point", "agreement", "retention"
    id: str  # the client's
    text: str
    reason: str


def due_for_coach(practice: Practice, today: dt.date, days: int) -> list[DueForCoach]:
    """What has come, or comes within so many days, by its day."""
    found = [item for facts in all_facts(practice) for item in _of(facts, today)]
    return sorted(item for item in found if (item.on - today).days <= days)


def _of(facts: Facts, today: dt.date) -> Iterable[DueForCoach]:
    def item(on: dt.date, kind: str, text: str, why: str = "") -> DueForCoach:
        return DueForCoach(on, kind, facts.id, f"{facts.alias}: {text}", why or _when(on, today))

    if facts.keep_until is not None and facts.keep_until <= today:
        yield item(facts.keep_until, "retention", said("the time for which this is kept is over"))
    if facts.status != "active":
        return
    if facts.next_on is not None:
        yield item(facts.next_on, "session", said("session"))
    for day in facts.own_promises:
        if day is not None:
            yield item(day, "promise", said("something you promised"))
    if facts.follow_up_on is not None:
        yield item(facts.follow_up_on, "mid-point", said("a word half way to the next session"))
    if facts.agreement_review is not None:
        yield item(facts.agreement_review, "agreement", said("look at the agreement together"))


def _when(on: dt.date, today: dt.date) -> str:
    return said(marked("due {day}") if on >= today else marked("its day was {day}"), day=near(on, today))
