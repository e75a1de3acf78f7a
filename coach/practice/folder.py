"""The coach's own file about one client: `practice/<id>/practice.toml`, with its journal beside it.

It is kept by the Workspace that keeps plans: the journal is the commit point, undo and hand edits work, two windows and
two machines share it. A Workspace carries tables that are not a plan's as plain rows, whole and untouched; here they
become the practice's records.
"""

import datetime as dt
from typing import Any, TypeVar

import msgspec

from ..plan.plan import parse
from ..plan.records.base import Record
from ..store.opening import PlanFolder
from ..words import marked, said
from ..workspace import Workspace
from .records import PRACTICE

R = TypeVar("R", bound=Record)

HEADER = marked("""\
# What a coach keeps about one client: private, and no part of the client's plan. Kept by coach.
# What you change here is taken over the next time coach looks. The last table, [saved], belongs to coach.
""")


class _Layout(PlanFolder):
    readable, header = "practice.toml", HEADER


class PracticeFile(Workspace):
    """What the coach keeps about one client, open."""

    layout = _Layout

    def all(self, kind: type[R]) -> list[R]:
        """The records of a type in the order they were made, without rows that an editor made unfit."""
        rows = self.plan.unknown.get(kind.table, {})
        return [row for id, fields in rows.items() if isinstance(row := _built(kind, id, fields), kind)]

    def get(self, kind: type[R], id: str | None = None) -> R | None:
        """One record; without an id, the one of a type that there is once."""
        return next((row for row in self.all(kind) if row.id == (id or kind.table)), None)

    def only(self, kind: type[R]) -> R:
        """The record of a type that there is once, empty when nothing was said yet."""
        return self.get(kind) or kind(id=kind.table)

    def write(self, what: str, kind: type[Record], id: str | None = None, /, **fields: Any) -> str:
        """Sets fields of a record, and makes it when it is new. Gives its id.

        Raises:
            NotSaved: nothing was changed.
        """
        id = kind.table if kind.one else id or self.new_id()
        self.put(what, kind.table, id, {name: _plain(value) for name, value in fields.items()}, kind.title)
        return id

    def faults(self) -> list[str]:
        """The rows that fit no record of this version, each as a sentence; they are kept as they are."""
        rows = ((kind, id, row) for kind in PRACTICE for id, row in self.plan.unknown.get(kind.table, {}).items())
        unfit = ((kind.table, id) for kind, id, row in rows if _built(kind, id, row) is None)
        return [said("[[{table}]] {id} does not fit, and is left as it is.", table=table, id=id) for table, id in unfit]


def _built(kind: type[Record], id: str, fields: dict[str, Any]) -> object:
    try:
        return parse(kind, id, fields)
    except msgspec.ValidationError:
        return None


def _plain(value: Any) -> Any:
    """A value as a journal can hold it; an empty one unsets its field."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return msgspec.to_builtins(value) if value not in ("", [], {}) else None
