"""How an answer becomes records: `fills = "table"` or `fills = "table.field"`, the same way for every kind."""

from typing import Any

from ..plan.events import Change, with_old
from ..plan.records import RECORDS, Record
from .given import Given


def split(path: str) -> tuple[str, str]:
    """`profile.energy` -> (`profile`, `energy`); `tasks` -> (`tasks`, ``)."""
    table, _, field = path.partition(".")
    return table, field


def target(given: Given, table: str, step: str) -> str:
    """The id of the one record that `table.field` means.

    That is the record a plan has once; else the newest that is still open and that this lesson made, else the newest
    open one, else a new one.
    """
    kind = RECORDS[table]
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


def fill_list_field(given: Given, step: str, path: str, rows: list[dict[str, Any]]) -> list[Change]:
    """Sets a field that holds a list of groups (`agreements.goals`), rows as given."""
    return fill_field(given, step, path, rows) if rows else []


def put(given: Given, step: str, table: str, id: str, fields: dict[str, Any]) -> Change:
    """A change that writes fields; a new record also learns where it came from and when."""
    kind = RECORDS[table]
    new = dict(fields)
    if given.plan.fields(table, id) is None:
        new.setdefault("source", given.source(step))
        if "created" in Record.__struct_fields__ and not kind.one:
            new.setdefault("created", given.today.isoformat())
    return with_old(given.plan, table, id, new)
