"""The one kind of event: changes to named fields of named records, with what they were before.

Because each change carries the old values, undo, history and "what did I say in March" need no replay, and because
apply() only sets fields, journals of several devices can be merged in the order of their times.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from .plan import Plan
from .records import RECORDS

Fields = dict[str, Any]
QUIET = frozenset({"opened", "went", "repaired"})  # to find one's place again, or to write a file anew, is no deed


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """Fields of one record set to new values. `None` for a field unsets it; `None` for all of `new` takes the record
    away (undo does that, and taking a record out by hand); `old` is the same for what stood there before."""

    table: str
    id: str
    new: Fields | None
    old: Fields | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened to the plan, whole or not at all: one line of the journal.

    `what` is a verb in the past for logs and undo ("answered", "added", "moved", "undid"); `title` names its object in
    the words of the day it happened.
    """

    id: str
    at: dt.datetime  # UTC
    what: str
    title: str = ""
    source: str = ""
    changes: tuple[Change, ...] = ()
    undoes: str = ""  # the id of the event this one takes back (or, for a redo, the undo it takes back)
    format: int = 1  # in which its changes are written; the first one did not say


def apply(plan: Plan, event: Event) -> Plan:
    """The plan after the event. Pure and total: what this version does not know is kept as it is."""
    for change in event.changes:
        plan = plan.changed(change.table, change.id, change.new)
    return plan


def with_old(plan: Plan, table: str, id: str, new: Fields | None) -> Change:
    """A change that remembers what it replaces."""
    before = plan.fields(table, id)
    if before is None or new is None:
        return Change(table, id, new, before)
    return Change(table, id, new, {name: before.get(name) for name in new})


def its_place(table: str, id: str) -> str:
    """The id to write a record under: what a plan has only once has the id of its table, or no file could hold it."""
    return table if table in RECORDS and RECORDS[table].one else id


def in_its_place(plan: Plan, change: Change) -> Change:
    """A change of what a plan has only once, under its one id; any other change as it is."""
    id = its_place(change.table, change.id)
    return change if id == change.id else with_old(plan, change.table, id, change.new)


def inverse(event: Event) -> tuple[Change, ...]:
    """The changes that take an event back, last first."""
    return tuple(Change(c.table, c.id, c.old, c.new) for c in reversed(event.changes))


def stacks(history: Sequence[Event]) -> tuple[list[Event], list[Event]]:
    """What can be undone and what can be redone, the last one last."""
    done: list[Event] = []
    undone: list[Event] = []
    for event in history:
        if event.what == "undid":
            done = [e for e in done if e.id != event.undoes]
            undone.append(event)
        elif event.what == "redid":
            undone = [e for e in undone if e.id != event.undoes]
            done.append(event)
        elif event.what not in QUIET:
            done.append(event)
            undone = []
    return done, undone
