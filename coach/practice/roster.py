"""The roster: who needs attention, and why, in words. An order of reasons and no score; the same facts on the same day
give the same order."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from ..dates import near
from ..words import marked, said
from .facts import Facts

QUIET = 21  # days without contact after which somebody with no session booked is named
AHEAD = 14  # days before the end of the retention, or a review of the agreement, in which it is named
NEAR = 2  # days before a session

# What comes first. Each reason has its place here; within one the longest waiting comes first.
UNCLOSED, SOON, OVERDUE, OWN, FOLLOW_UP, SILENT, AGREEMENT, RETENTION, NONE = range(9)


class Reason(msgspec.Struct, frozen=True, order=True):
    """Why somebody needs attention: which kind, for how long (the longest has the smallest number), and in words."""

    kind: int
    since: int
    words: str


class Row(msgspec.Struct, frozen=True):
    """A client in the roster."""

    facts: Facts
    reasons: tuple[Reason, ...]
    days_since: int | None  # since the last contact
    overdue: int

    @property
    def words(self) -> str:
        """The reasons as one line."""
        return "; ".join(reason.words for reason in self.reasons)


def roster(
    all_facts: Iterable[Facts], today: dt.date, group: str = "", words: str = "", ended: bool = False
) -> list[Row]:
    """The clients in the order in which they need attention.

    Args:
        all_facts: of every client.
        today: the day it is.
        group: only those of this group.
        words: only those whose alias, group or reason holds these words.
        ended: with those whose coaching has ended; without them unless there is a reason to name them.
    """
    rows = [row_of(facts, today) for facts in all_facts]
    kept = [row for row in rows if _in_group(row, group) and _fits(row, words)]
    shown = [row for row in kept if ended or row.facts.status != "ended" or row.reasons]
    return sorted(shown, key=_place)


def _place(row: Row) -> tuple[int, int, str, str]:
    first = min(row.reasons, default=Reason(NONE, 0, ""))
    return first.kind, first.since, row.facts.alias.casefold(), row.facts.id


def _in_group(row: Row, group: str) -> bool:
    return not group or group.casefold() in (one.casefold() for one in row.facts.groups)


def _fits(row: Row, words: str) -> bool:
    text = " ".join([row.facts.alias, *row.facts.groups, row.words, row.facts.status]).casefold()
    return all(word in text for word in words.casefold().split())


def row_of(facts: Facts, today: dt.date) -> Row:
    """A client as the roster shows them on a day."""
    days = (today - facts.last_contact).days if facts.last_contact else None
    overdue = sum(day is not None and day < today for day in facts.open_steps)
    active = facts.status == "active"
    found = [*(_active(facts, today, days) if active else ()), *_always(facts, today)]
    return Row(facts, tuple(sorted(found)), days, overdue)


def _active(facts: Facts, today: dt.date, days: int | None) -> Iterable[Reason]:
    booked = facts.next_on is not None and facts.next_on >= today
    if booked and facts.next_on is not None and (facts.next_on - today).days <= NEAR:
        yield Reason(SOON, (facts.next_on - today).days, said("session {day}", day=near(facts.next_on, today)))
    yield from _late(OVERDUE, facts.open_steps, today, marked("{n} overdue"))
    yield from _late(OWN, facts.own_promises, today, marked("{n} of your own promises overdue"))
    if facts.follow_up_on is not None and facts.follow_up_on <= today:
        yield Reason(
            FOLLOW_UP, _ago(facts.follow_up_on, today), said("half way to the next session: a word in between")
        )
    if not booked:
        yield from _not_booked(facts, today, days)


def _late(kind: int, days: Sequence[dt.date | None], today: dt.date, what: str) -> Iterable[Reason]:
    late = [day for day in days if day is not None and day < today]
    if late:
        yield Reason(kind, _ago(min(late), today), said(what, n=len(late)))


def _not_booked(facts: Facts, today: dt.date, days: int | None) -> Iterable[Reason]:
    since = facts.last_contact or facts.started
    if facts.next_on is not None:
        yield Reason(
            SILENT,
            _ago(facts.next_on, today),
            said("the session {day} was not held here", day=near(facts.next_on, today)),
        )
    elif days is None:
        yield Reason(SILENT, _ago(since or today, today), said("no session yet, none booked"))
    elif days >= QUIET:
        yield Reason(SILENT, -days, said("no session booked, no contact for {n} days", n=days))


def _always(facts: Facts, today: dt.date) -> Iterable[Reason]:
    if facts.open_since is not None:
        yield Reason(UNCLOSED, _ago(facts.open_since, today), said("a session is still open"))
    if facts.agreement_review is not None and facts.status != "ended" and facts.agreement_review <= _in(today, AHEAD):
        words = said("look at the agreement again {day}", day=near(facts.agreement_review, today))
        yield Reason(AGREEMENT, _ago(facts.agreement_review, today), words)
    if facts.keep_until is not None and facts.keep_until <= _in(today, AHEAD):
        past = facts.keep_until < today
        words = (
            marked("the time to keep this was over {day}") if past else marked("the time to keep this is over {day}")
        )
        words = said(words, day=near(facts.keep_until, today))
        yield Reason(RETENTION, _ago(facts.keep_until, today), words)


def _ago(day: dt.date, today: dt.date) -> int:
    """Days from today to a day: the longest past is the smallest."""
    return (day - today).days


def _in(today: dt.date, days: int) -> dt.date:
    return today + dt.timedelta(days=days)
