"""Differences and events in words: what is told on screen and on the command line alike, line by line, of any width."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..dates import in_words, month_words
from ..exports.words import title_of
from ..words import marked, said
from .difference import LESSONS, Changed, Difference, said_differently, says
from .events import QUIET, Change, Event
from .plan import Plan, build
from .records import RECORDS, Record
from .then import Touched, about, redo, rewound
from .today import event_words

CLOSED = marked("Closed")
ENDS = {"done": marked("Done"), "dropped": marked("Let go"), "reached": marked("Reached"), "chosen": marked("Chosen"),
        "gone": marked("Gone"), "closed": CLOSED, "changed": marked("Became another"),
        "finished": marked("Finished")}  # fmt: skip
KINDS = {"added": marked("New"), "changed": marked("Changed"), "reopened": marked("Taken up again"),
         "removed": marked("Taken out"), "rated": marked("Rated")}  # fmt: skip
TAKEN = (marked("took back"), marked("did again"))
LISTED = 60  # characters; a thing of several lines that is longer is told by what came and what went


class Part(NamedTuple):
    """What is different in one part of the plan."""

    title: str
    differences: list[Difference]


def parts(differences: Iterable[Difference]) -> list[Part]:
    """Differences by the part of the plan they are in, in their order."""
    found: dict[str, list[Difference]] = {}
    for different in differences:
        found.setdefault(different.table, []).append(different)
    lessons = said("Lessons")
    return [Part(lessons if table == LESSONS else title_of(table), _together(rows)) for table, rows in found.items()]


def _together(differences: Iterable[Difference]) -> list[Difference]:
    """What was done or let go again and again, told once."""
    found: dict[object, Difference] = {}
    for n, different in enumerate(differences):
        same = (different.status, different.label) if different.kind == "closed" else n
        if same in found:
            earlier = found[same]
            different = replace(different, before=(*earlier.before, replace(earlier, before=())))
        found[same] = different
    return list(found.values())


def headline(different: Difference) -> str:
    """What became of a record: `Done: Ring Ada`."""
    if different.kind == "ranked":
        label = different.label
        return said("In another order: {name}", name=label) if different.id else said("In another order")
    if different.table == LESSONS and different.kind == "added":
        return said("Begun: {name}", name=different.label)
    verb = said(ENDS.get(different.status, CLOSED) if different.kind == "closed" else KINDS[different.kind])
    if different.before:
        return said("{verb} {n} times: {name}", verb=verb, n=len(different.before) + 1, name=different.label)
    if different.table in RECORDS and RECORDS[different.table].one:
        return verb  # the part of the plan is its name
    return f"{verb}: {different.label}"


def details(different: Difference, then: str) -> list[str]:
    """What else there is to say of it. `then` is the day it is compared with, as it stands after `in` or `on`."""
    lines = [one.why for one in (*different.before, different) if one.why]
    if different.kind == "ranked":
        return list(_ranked(different.changes[0], then))
    if different.kind == "rated" and not different.changes:
        return [said("for the first time")]
    unsaid = [change for change in different.changes if different.why not in change.after] if lines else None
    return lines + [changed_words(change) for change in (different.changes if unsaid is None else unsaid)]


def _ranked(change: Changed, then: str) -> Iterator[str]:
    old, new = change.before, change.after
    if old[0] != new[0]:
        yield said("{then} you ranked {old} first, now {new}.", then=then, old=old[0], new=new[0])
    yield said("then: {order}", order=", ".join(old))
    yield said("now: {order}", order=", ".join(new))


def changed_words(change: Changed) -> str:
    """One thing that is said differently: `By: 3 May 2026 → 10 May 2026`."""
    old, new = change.before, change.after
    if not old:
        return f"{change.name}: {'; '.join(new)}"
    if not new:
        return said("{name}: nothing any more (was: {old})", name=change.name, old="; ".join(old))
    if max(len(old), len(new)) > 1 and sum(map(len, (*old, *new))) > LISTED:
        return f"{change.name}: {'; '.join(_came_and_went(old, new))}"
    if new[0].startswith(f"{old[0]}, "):
        return said("{name}: now also {more}", name=change.name, more=new[0].removeprefix(f"{old[0]}, "))
    return f"{change.name}: {_side_by_side(old, new) or _turned('; '.join(old), '; '.join(new))}"


def _turned(old: str, new: str) -> str:
    return f"{old} → {new}"


def _side_by_side(old: Sequence[str], new: Sequence[str]) -> str:
    """A group of fields that stands on one line, field by field, but for those that say the same; empty when none is
    left: `Clerk; hours: 34` and `Planner; hours: 32` are `Clerk → Planner; hours: 34 → 32`.
    """
    before, after = _by_name(old), _by_name(new)
    told = []
    for name in dict.fromkeys([*before, *after]):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            turned = _turned(was or said("nothing"), now or said("nothing any more"))
            told.append(f"{name}{': ' if name else ''}{turned}")
    return "; ".join(told)


def _by_name(lines: Sequence[str]) -> dict[str, str]:
    """The parts of a line by the names before their colons; those without a name together."""
    found: dict[str, list[str]] = {}
    for part in (part for line in lines for part in line.split("; ")):
        name, colon, rest = part.partition(": ")
        found.setdefault(name if colon else "", []).append(rest if colon else part)
    return {name: "; ".join(rest) for name, rest in found.items()}


def _came_and_went(old: Sequence[str], new: Sequence[str]) -> list[str]:
    came = [said("now also {line}", line=line) for line in new if line not in old]
    went = [said("no longer {line}", line=line) for line in old if line not in new]
    return [*came, *went] or [said("in another order, {order}", order=", ".join(new))]


def on_day(day: dt.date, today: dt.date) -> str:
    """A day as a sentence begins: `In March`, `In March 2025`, `On 3 November`."""
    month = month_words(day.month)
    year = f" {day.year}" if day.year != today.year else ""
    if (today - day).days > 45:
        return said("In {month}", month=month) + year
    return said("On {day} {month}", day=day.day, month=month) + year


# --- events ------------------------------------------------------------------------


def index(history: Iterable[Event]) -> Mapping[str, Event]:
    """Events by id."""
    return {event.id: event for event in history}


def first_deed(by_id: Mapping[str, Event], event: Event) -> Event:
    """What was done in the first place, of an undo or a redo."""
    while event.undoes in by_id:
        event = by_id[event.undoes]
    return event


def first_words(history: Iterable[Event], event: Event) -> str:
    """What was done in the first place, of an undo or a redo, in a few words."""
    first = first_deed(index(history), event)
    return event_words(first) or first.title


def deed_words(by_id: Mapping[str, Event], event: Event) -> str:
    """An event in a few words; an undo names what it took back: `took back: added “Ring Ada”`."""
    first = first_deed(by_id, event)
    if first is event:
        return event_words(event)
    verb = said(TAKEN[event.what == "redid"])
    return f"{verb}: {event_words(first) or first.title}"


def told(history: Sequence[Event]) -> list[Event]:
    """The events worth telling, newest first; those that only find a place again are not."""
    return [event for event in reversed(history) if event.what not in QUIET and event_words(event)]


class Happened(NamedTuple):
    """An event, and what it changed in the record that is looked at."""

    event: Event
    changes: tuple[Changed, ...]


def story(plan: Plan, history: Sequence[Event], table: str, id: str) -> list[Happened]:
    """A record's own history, newest first."""
    states = _states(plan, history, table, id)
    return [Happened(event, _said(before, after, plan)) for event, before, after in states][::-1]


def changed_by(event: Event, plan: Plan, history: Sequence[Event], table: str, id: str) -> tuple[Changed, ...]:
    """What one event changed in a record."""
    states = _states(plan, history, table, id)
    return next((_said(before, after, plan) for one, before, after in states if one.id == event.id), ())


def _states(
    plan: Plan, history: Sequence[Event], table: str, id: str
) -> Iterator[tuple[Event, Record | None, Record | None]]:
    """A record before and after each event that touched it, oldest first."""
    mine = about(history, table, id)
    rows = rewound(plan, mine)
    before = _row(rows, table, id)
    for event in mine:
        for change in _of(event, table, id):
            redo(rows, change)
        after = _row(rows, table, id)
        yield event, before, after
        before = after


def _of(event: Event, table: str, id: str) -> list[Change]:
    return [change for change in event.changes if change.table == table and change.id == id]


def _row(rows: Touched, table: str, id: str) -> Record | None:
    fields = rows.get((table, id))
    row = None if fields is None else build(table, id, fields)
    return row if isinstance(row, Record) else None


def _said(before: Record | None, after: Record | None, plan: Plan) -> tuple[Changed, ...]:
    if after is None:
        return () if before is None else (Changed(said("Record"), (said("there"),), (said("taken out"),)),)
    if before is None:
        unset = (said("no"),)  # of a mark that nobody has set
        return tuple(Changed(name, (), lines) for name, lines in says(after, plan).items() if lines != unset)
    return tuple(said_differently(before, after, plan, plan)) + _ended(before, after)


def _ended(before: Record, after: Record) -> tuple[Changed, ...]:
    """How a record came to its end, or was taken up again."""
    if before.open == after.open:
        return ()
    status = str(getattr(after, "status", "")) if not after.open else ""
    now = said(ENDS.get(status, CLOSED)).lower() if status else said("taken up again")
    return (Changed(said("Now"), (), (now,)),)


def day_heading(day: dt.date, today: dt.date) -> str:
    """The day above its events: `Today`, `Yesterday`, `Friday 27 November 2026`."""
    days = (today - day).days
    return said({0: marked("Today"), 1: marked("Yesterday")}[days]) if days in (0, 1) else in_words(day)
