"""Plan: a frozen value that holds everything a person keeps."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from .answers import Answer, AnswerBook, Progress, Steps
from .records import RECORDS, Assessment, Record

Fields = dict[str, Any]
R = TypeVar("R", bound=Record)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Records by table and id, progress by lesson, answers by lesson and step. Every change makes a new Plan.

    `unknown` keeps, untouched, what this version cannot read: tables of a newer version and rows that do not fit.
    """

    tables: Mapping[str, Mapping[str, Record]] = {}
    progress: Mapping[str, Progress] = {}
    answers: AnswerBook = msgspec.field(default_factory=AnswerBook)
    unknown: Mapping[str, Mapping[str, Fields]] = {}

    # --- reading -------------------------------------------------------------

    def rows(self, table: str) -> list[Record]:
        """The records of a table in the order they were made."""
        return list(self.tables.get(table, {}).values())

    def all(self, kind: type[R]) -> list[R]:
        """The records of a type in the order they were made."""
        return [row for row in self.rows(kind.table) if isinstance(row, kind)]

    def get(self, kind: type[R], id: str | None = None) -> R | None:
        """One record; without an id, the one of a type that a plan has once."""
        row = self.tables.get(kind.table, {}).get(id or kind.table)
        return row if isinstance(row, kind) else None

    def record(self, table: str, id: str) -> Record | None:
        """One record by table and id."""
        return self.tables.get(table, {}).get(id)

    def fields(self, table: str, id: str) -> Fields | None:
        """A row's fields as plain data (what TOML and the journal can hold), or None if there is no such row."""
        row = self._row(table, id)
        return as_fields(row) if row is not None else self.unknown.get(table, {}).get(id)

    def sittings(self, instrument: str) -> list[Assessment]:
        """The assessments of one instrument, oldest first."""
        taken = [a for a in self.all(Assessment) if a.instrument == instrument]
        return sorted(taken, key=lambda a: a.taken_on or dt.date.min)

    def look(self, path: str) -> Any:
        """The value at `table` or `table.field`, as lessons name it; None or empty when nothing was said.

        For a table with many rows, `table.field` is the newest open row's; `assessments.wheel` is the latest wheel.
        """
        table, _, name = path.partition(".")
        if table == Assessment.table and name:
            taken = self.sittings(name)
            return taken[-1] if taken else None
        rows = self.rows(table)
        if not name or not rows:
            return rows
        return next((getattr(row, name, None) for row in reversed(rows) if row.open and getattr(row, name, None)), None)

    def _row(self, table: str, id: str) -> Record | Progress | Answer | None:
        if table == "progress":
            return self.progress.get(id)
        if table == "answers":
            lesson, _, step = id.partition("/")
            return self.answers.of(lesson).get(step)
        return self.record(table, id)

    # --- changing ------------------------------------------------------------

    def changed(self, table: str, id: str, new: Fields | None) -> "Plan":
        """The plan with fields of one row set (None unsets a field), or with the row taken away when `new` is None."""
        if new is None:
            return self._without(table, id)
        merged = {**(self.fields(table, id) or {}), **new}
        merged = {name: value for name, value in merged.items() if value is not None}
        row = build(table, id, merged)
        if row is None:
            plan = self._without(table, id)
            kept = {**plan.unknown, table: {**plan.unknown.get(table, {}), id: merged}}
            return msgspec.structs.replace(plan, unknown=kept)
        return self._with(table, id, row)

    def _with(self, table: str, id: str, row: Record | Progress | Answer) -> "Plan":
        if isinstance(row, Progress):
            return msgspec.structs.replace(self, progress={**self.progress, id: row})
        if isinstance(row, Answer):
            lesson, _, step = id.partition("/")
            return msgspec.structs.replace(self, answers=self.answers.having(lesson, step, row))
        tables = {**self.tables, table: {**self.tables.get(table, {}), id: row}}
        return msgspec.structs.replace(self, tables=tables, unknown=_drop(self.unknown, table, id))

    def _without(self, table: str, id: str) -> "Plan":
        if table == "progress":
            return msgspec.structs.replace(self, progress={k: v for k, v in self.progress.items() if k != id})
        if table == "answers":
            lesson, _, step = id.partition("/")
            return msgspec.structs.replace(self, answers=self.answers.having(lesson, step, None))
        return msgspec.structs.replace(
            self, tables=_drop(self.tables, table, id), unknown=_drop(self.unknown, table, id)
        )


V = TypeVar("V")


def _drop(tables: Mapping[str, Mapping[str, V]], table: str, id: str) -> Mapping[str, Mapping[str, V]]:
    if id not in tables.get(table, {}):
        return tables
    rest = {k: v for k, v in tables[table].items() if k != id}
    if rest:
        return {**tables, table: rest}
    return {k: v for k, v in tables.items() if k != table}


ROWS: dict[str, type[Record] | type[Progress] | type[Answer]] = {**RECORDS, "progress": Progress, "answers": Answer}


def build(table: str, id: str, fields: Fields) -> Record | Progress | Answer | None:
    """A row from plain data; keys it does not know go to `extra`. None if this version cannot hold it."""
    kind = ROWS.get(table)
    if kind is None:
        return None
    try:
        return parse(kind, id, fields)
    except msgspec.ValidationError:
        return None


def parse(kind: type[Record] | type[Progress] | type[Answer], id: str, fields: Fields) -> Record | Progress | Answer:
    """A row from plain data.

    Raises:
        msgspec.ValidationError: a value has the wrong type; the message names the field.
    """
    names = kind.__struct_fields__
    known = {name: value for name, value in fields.items() if name in names and name not in ("id", "extra")}
    extra = {name: value for name, value in fields.items() if name not in names}
    if issubclass(kind, Record):
        known["id"] = id
    if extra:
        known["extra"] = extra
    return msgspec.convert(known, kind)


BUILTIN = (dt.date, dt.datetime, dt.time)


def as_fields(row: Record | Progress | Answer) -> Fields:
    """A row as plain data, without its id and without what was never said; dates stay dates."""
    fields: Fields = msgspec.to_builtins(row, builtin_types=BUILTIN)
    fields.pop("id", None)
    fields.update(fields.pop("extra", {}))
    return fields


def steps_of(rows: Iterable[tuple[str, Fields]]) -> Steps:
    """The answers of one lesson from plain data by step id; what does not fit is left out."""
    built = ((step, build("answers", step, fields)) for step, fields in rows)
    return {step: row for step, row in built if isinstance(row, Answer)}
