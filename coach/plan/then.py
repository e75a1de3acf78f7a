"""The plan as it was on another day, from the events of the journal.

First everything is taken back, which leaves what the journal does not know the making of; then the events are done
again, up to the day. With a whole journal that is a replay; with one whose beginning is lost, what came from there is
simply as it was when the journal begins, and `reaches_back` says when that is.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from .answers import Progress
from .events import Change, Event, stacks
from .plan import Plan, build
from .records import Record

Fields = dict[str, Any]
Touched = dict[tuple[str, str], Fields | None]  # rows by table and id; None where there is no such row
LEFT_ALONE = frozenset({"answers"})  # they lie in files of their own, and what counts of them is in records


def beginning(day: dt.date) -> dt.datetime:
    """The moment a day begins, where the person is."""
    return dt.datetime.combine(day, dt.time.min).astimezone(dt.UTC)


def ending(day: dt.date) -> dt.datetime:
    """The moment a day is over."""
    return beginning(day + dt.timedelta(days=1))


def reaches_back(history: Sequence[Event]) -> dt.datetime | None:
    """When the journal begins; None when it is empty."""
    return history[0].at if history else None


def last_review(history: Sequence[Event]) -> Event | None:
    """The last time the plan was looked over: a review was written down, or noted as held, and not taken back."""
    done, _ = stacks(history)
    return next((event for event in reversed(done) if any(map(_is_review, event.changes))), None)


def _is_review(change: Change) -> bool:
    if change.new is None:
        return False
    held = change.table == "review_schedule" and bool(change.new.get("done"))
    return held or (change.table == "reviews" and change.old is None)


def as_it_was(plan: Plan, history: Sequence[Event], at: dt.datetime) -> Plan:
    """The plan as it stood at a moment. `plan` is how it stands now, `history` every event, oldest first."""
    if not history or history[-1].at < at:
        return plan
    rows = rewound(plan, history)
    for event in history:
        if event.at >= at:
            break
        for change in event.changes:
            redo(rows, change)
    return _with_rows(plan, rows)


def rewound(plan: Plan, history: Sequence[Event]) -> Touched:
    """The rows that these events changed, as they were before the first of them."""
    rows: Touched = {}
    for event in reversed(history):
        for change in reversed(event.changes):
            if change.table not in LEFT_ALONE:
                where = change.table, change.id
                if where not in rows:
                    rows[where] = plan.fields(*where)
                rows[where] = _set(rows[where], change.old)
    return rows


def redo(rows: Touched, change: Change) -> None:
    """Makes a change to one of the rows."""
    if change.table not in LEFT_ALONE:
        where = change.table, change.id
        rows[where] = _set(rows.get(where), change.new)


def _set(fields: Fields | None, new: Fields | None) -> Fields | None:
    """A row after a change; as in a plan, None for a field unsets it, and None for all takes the row away."""
    if new is None:
        return None
    return {name: value for name, value in {**(fields or {}), **new}.items() if value is not None}


def _with_rows(plan: Plan, rows: Touched) -> Plan:
    """The plan with these rows in place of its own."""
    tables: dict[str, dict[str, Record]] = {table: dict(by_id) for table, by_id in plan.tables.items()}
    progress = dict(plan.progress)
    for (table, id), fields in rows.items():
        row = None if fields is None else build(table, id, fields)
        tables.get(table, {}).pop(id, None)
        if table == "progress":
            progress.pop(id, None)
        if isinstance(row, Progress):
            progress[id] = row
        elif isinstance(row, Record):
            tables.setdefault(table, {})[id] = row
    return msgspec.structs.replace(plan, tables={t: rows for t, rows in tables.items() if rows}, progress=progress)


def about(history: Iterable[Event], table: str, id: str) -> list[Event]:
    """The events that touched one record, oldest first."""
    return [event for event in history if any(c.table == table and c.id == id for c in event.changes)]
