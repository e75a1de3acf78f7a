"""What somebody changed in a TOML file by hand, as changes to the plan."""

import datetime as dt
from typing import Any

from ..plan.events import Change
from ..plan.plan import ROWS, Fields, parse
from .snapshot import Rows


def edits(before: Rows, after: Rows, *, removals: bool) -> list[Change]:
    """The changes that lead from one set of rows to another.

    Args:
        before: what coach had written.
        after: what the file says now.
        removals: whether a row or field that is missing was taken out on purpose; not so in a file that was cut.
    """
    changes: list[Change] = []
    for table in [*after, *(t for t in before if t not in after)]:
        old_rows, new_rows = before.get(table, {}), after.get(table, {})
        for id, fields in new_rows.items():
            change = _row_edit(table, id, old_rows.get(id), fields, removals)
            changes += [change] if change else []
        if removals:
            changes += [Change(table, id, None, old) for id, old in old_rows.items() if id not in new_rows]
    return changes


def _row_edit(table: str, id: str, old: Fields | None, new: Fields, removals: bool) -> Change | None:
    if old is None:
        return Change(table, id, new)
    told = {name: value for name, value in new.items() if not same(value, old.get(name))}
    if removals:
        told |= {name: None for name in old if name not in new}
    return Change(table, id, told, {name: old.get(name) for name in told}) if told else None


def same(a: Any, b: Any) -> bool:
    """Whether two plain values mean the same, a date and its ISO text included."""
    return bool(_plain(a) == _plain(b))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return (value if value.tzinfo is None else value.astimezone(dt.UTC)).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(v) for key, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def first_fault(rows: Rows) -> str:
    """The first row that this version cannot hold, as a sentence; empty when all fit."""
    import msgspec

    for table, by_id in rows.items():
        kind = ROWS.get(table)
        for id, fields in by_id.items() if kind else ():
            try:
                parse(kind, id, fields)  # type: ignore[arg-type]
            except msgspec.ValidationError as error:
                return f"[[{table}]] {id}: {error}"
    return ""
