"""How an answer becomes records: `fills = "table"` or `fills = "table.field"`, the same way for every kind."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from ..plan.events import Change, with_old
from ..plan.plan import Plan
from ..plan.records import RECORDS, Assessment, Record, Review
from ..review.held import review_id
from ..words import said
from .given import Given


def split(path: str) -> tuple[str, str]:
    """`profile.energy` -> (`profile`, `energy`); `tasks` -> (`tasks`, ``)."""
    table, _, field = path.partition(".")
    return table, field


def target(given: Given, table: str, step: str) -> str:
    """The id of the one record that `table.field` means.

    That is the record a plan has once; of reviews, the one that this run of the lesson is; else the newest that is
    still open and that this lesson made, else the newest open one, else a new one.
    """
    kind = RECORDS[table]
    if table == Review.table:
        return review_id(given.lesson, given.run)
    if kind.one:
        return table
    open_rows = [row for row in given.plan.rows(table) if row.open]
    own = [row for row in open_rows if (row.source or "").startswith(f"{given.lesson}/")]
    best = (own or open_rows)[-1:]
    return best[0].id if best else given.new_id()


def fill_field(given: Given, step: str, path: str, value: Any) -> list[Change]:
    """Sets one field of the record that `path` means."""
    table, field = split(path)
    return [put(given, step, table, target(given, table, step), {field: value})]


def fill_record(given: Given, step: str, table: str, id: str, fields: dict[str, Any]) -> list[Change]:
    """Writes one record."""
    return [put(given, step, table, id, fields)]


def standing(given: Given, path: str) -> list[dict[str, Any]]:
    """The groups that a list of the plan holds now (`workplace.processes`), as plain data."""
    table, field = split(path)
    known = given.plan.fields(table, target(given, table, "")) or {}
    return list(known.get(field) or ())


def fill_list_field(given: Given, step: str, path: str, rows: list[dict[str, Any]], key: str) -> list[Change]:
    """Sets a field that holds a list of groups (`agreements.goals`) to these rows.

    A group that stands there already (by its `key`) keeps what these rows have no column for: several lessons write
    into the same list, each a part of it.
    """
    before = {part[key]: part for part in standing(given, path) if part.get(key)}
    merged = [{k: v for k, v in {**before.get(row.get(key), {}), **row}.items() if v is not None} for row in rows]
    return fill_field(given, step, path, merged) if merged else []


def instrument_of(given: Given, step: str, was: Iterable[str]) -> str:
    """What the sittings of a step are kept as when it names no instrument: its id, or the one it had at the first."""
    taken = {row.instrument for row in given.plan.all(Assessment)}
    return next((id for id in (step, *was) if id in taken), step)


def put(given: Given, step: str, table: str, id: str, fields: dict[str, Any]) -> Change:
    """A change that writes fields; a new record also learns where it came from and when."""
    kind = RECORDS[table]
    new = dict(fields)
    if given.plan.fields(table, id) is None:
        new.setdefault("source", given.source(step))
        if "created" in Record.__struct_fields__ and not kind.one:
            new.setdefault("created", given.today.isoformat())
        if given.review and table == Review.table:
            new.setdefault("kind", given.review)
        elif given.review and "on" in kind.__struct_fields__:  # what a review tells of belongs to the time it looks at
            new.setdefault("on", given.today.isoformat())
    return with_old(given.plan, table, id, new)


def taken_out(
    plan: Plan, sources: Collection[str], written: Iterable[str], still: Iterable[str], today: dt.date
) -> list[Change]:
    """Records that an answer had made and no longer holds: dropped where a status can say so, else gone."""
    kept = set(still)
    gone = [path.partition("/")[::2] for path in written if path not in kept]
    return [change for table, id in gone if (change := _drop(plan, sources, table, id, today))]


def _drop(plan: Plan, sources: Collection[str], table: str, id: str, today: dt.date) -> Change | None:
    record = plan.record(table, id)
    several = RECORDS[table].one or table == Review.table  # steps write into it
    if record is None or several or record.source not in sources:
        return None
    if "dropped" not in record.closed:
        return with_old(plan, table, id, None)
    told = {"dropped_reason": said("taken out of the list"), "dropped_on": today.isoformat()}
    told = {name: words for name, words in told.items() if name in record.__struct_fields__}
    return with_old(plan, table, id, {"status": "dropped", **told})
