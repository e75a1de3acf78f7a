"""Two people changed the same plan on two machines: what came is laid over what is here, and nothing is lost.

Record by record, field by field. What only one side has changed since both last agreed is taken from that side. What
both have changed is a conflict: one of the two stands, and the other is kept in the history, in the same event. When
they last agreed is read from the journal: the last packet that touched the record.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from ..plan.answers import Answer
from ..plan.events import Change, Event, stacks
from ..plan.plan import Plan
from .form import Row
from .rows import Fields, Where, plain, touched

Side = Literal["ours", "theirs"]
FROM = "packet/"  # what the source of an event begins with that a packet made
# What an answer says. The rest of it is when and under which question it was said.
SAID = ("kind", "value", "skipped", "reason")
NOT_SAID = frozenset({"created", "source"})  # of a record: where it came from, which no two people disagree about


class Met(NamedTuple):
    """One record of a packet beside the one here.

    `ours` is None where there is no such record here. `agreed` is what stands where nobody has to choose; `both` are
    the fields that both sides have changed.
    """

    table: str
    id: str
    ours: Fields | None
    theirs: Fields
    agreed: Fields
    both: tuple[str, ...] = ()
    theirs_newer: bool = True
    known: bool = False  # they have said this before

    @property
    def newer(self) -> Side:
        """Which of the two was written later."""
        return "theirs" if self.theirs_newer else "ours"

    @property
    def conflict(self) -> bool:
        """Whether somebody, or the date, has to decide."""
        return bool(self.both) and self.table != "progress"  # a place in a lesson is no word of anybody's

    def result(self, side: Side) -> Fields:
        """What stands in the end, when this side's wording is taken."""
        chosen = self.theirs if side == "theirs" else self.ours or {}
        return {**self.agreed, **{name: chosen[name] for name in self.both if name in chosen}}


def taken_at(history: Sequence[Event], packet: str) -> dt.datetime | None:
    """When a packet was taken in, if it was and that was not undone."""
    done, _ = stacks(history)
    return next((event.at for event in done if event.source == FROM + packet), None)


def meet(plan: Plan, history: Sequence[Event], rows: Sequence[Row]) -> list[Met]:
    """Each row of a packet beside what is here. What was taken out here, and is as it was there, stays out."""
    bases, when = _last_agreed(history), touched(history)
    met = [_met(plan, row, bases.get((row.table, row.id)), when.get((row.table, row.id))) for row in rows]
    return [one for one in met if one.ours is not None or not one.known]


def _last_agreed(history: Sequence[Event]) -> dict[Where, Fields]:
    """What the other side had, as the last packet about each record told, or as it was sent to them."""
    found: dict[Where, Fields] = {}
    done, _ = stacks(history)
    for event in (event for event in done if event.source.startswith(FROM)):
        first: dict[Where, Fields] = {}
        for change in event.changes:
            if change.new is not None:
                told = {name: value for name, value in change.new.items() if value is not None}
                first.setdefault((change.table, change.id), plain(told))
        found |= first
    return found


def _met(plan: Plan, row: Row, base: Fields | None, touched_at: dt.datetime | None) -> Met:
    kept, theirs = plan.fields(row.table, row.id), row.fields
    known = base is not None and _said(row.table, base) == _said(row.table, theirs)
    if kept is None:
        return Met(row.table, row.id, None, theirs, theirs, known=known)
    ours = plain(kept)
    newer = touched_at is None or (row.at is not None and row.at > touched_at)
    if row.table in ("answers", "progress"):
        agreed, both = _as_one(row.table, ours, theirs, base)
    else:
        agreed, both = _by_field(ours, theirs, base or {})
    return Met(row.table, row.id, ours, theirs, agreed, both, newer, known)


def _by_field(ours: Fields, theirs: Fields, base: Fields) -> tuple[Fields, tuple[str, ...]]:
    agreed: Fields = {}
    both: list[str] = []
    for name in dict.fromkeys([*ours, *theirs]):
        mine, other, was = ours.get(name), theirs.get(name), base.get(name)
        if mine == other or other == was or (name in NOT_SAID and mine is not None):
            agreed[name] = mine
        elif mine == was or name in NOT_SAID:
            agreed[name] = other
        else:
            both.append(name)
    return {name: value for name, value in agreed.items() if value is not None}, tuple(both)


def _as_one(table: str, ours: Fields, theirs: Fields, base: Fields | None) -> tuple[Fields, tuple[str, ...]]:
    """Answers and places in lessons are whole or not at all: half of one answer and half of another says nothing."""
    mine, other = _said(table, ours), _said(table, theirs)
    was = None if base is None else _said(table, base)
    if mine == other or other == was:
        return ours, ()
    if mine == was:
        return theirs, ()
    return {}, tuple(dict.fromkeys([*ours, *theirs]))


def _said(table: str, fields: Mapping[str, Any]) -> Fields:
    if table != "answers":
        return dict(fields)
    blank = Answer().every_field()
    return {name: fields.get(name, blank.get(name)) for name in SAID}


# --- what is written ---------------------------------------------------------------------------


def changes(met: Sequence[Met], choose: Callable[[Met], Side]) -> list[Change]:
    """All of it as the changes of one event; empty when there is nothing new. What is not taken is in it, too.

    Where the wording here stands, theirs is written first and then ours over it: so both are in the history, and the
    next packet is compared with what they had.
    """
    found: list[Change] = []
    news = False
    for one in met:
        result = one.result(choose(one) if one.conflict else one.newer)
        same = one.ours is not None and result == one.ours and not one.both
        if not (same and one.known):
            found += _written(one, result)
        news |= not same
    return found if news else []


def _written(one: Met, result: Fields) -> list[Change]:
    if one.ours is None:
        return [Change(one.table, one.id, one.theirs, None)]
    theirs = _over(one.ours, one.theirs)
    first = Change(one.table, one.id, theirs, {name: one.ours.get(name) for name in theirs})
    then = _over(one.theirs, result)
    then = {name: value for name, value in then.items() if value != one.theirs.get(name)}
    if not then:
        return [first]
    return [first, Change(one.table, one.id, then, {name: one.theirs.get(name) for name in then})]


def _over(there: Fields, new: Fields) -> Fields:
    """The fields that make the one into the other; None for those that it does not have."""
    return {**dict.fromkeys(there), **new}
