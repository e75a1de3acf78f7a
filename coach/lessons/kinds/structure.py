"""Steps with fields: form (one record) and table (rows with typed columns)."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from ...plan.events import Change
from ...plan.plan import as_fields
from ...plan.records import RECORDS
from ...words import marked, said
from ..writes import fill_field, fill_list_field, fill_record, split, standing, target
from .base import LONGEST, Accepted, Data, Given, Item, Refused, Step, Value, Verdict, line
from .choose import From

FieldType = Literal["text", "long", "number", "scale", "choice", "date", "yesno", "list"]
FieldId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class FieldSpec(Data):
    """One field of a form or column of a table. Its id is the name of the plan's field that it fills."""

    id: FieldId
    label: Annotated[str, Field(min_length=1, max_length=80)]
    type: FieldType = "text"
    hint: str = ""
    required: bool = False
    options: tuple[Item, ...] = ()  # for `choice`
    min: float | None = None  # for `number` and `scale`
    max: float | None = None
    was: tuple[FieldId, ...] = ()  # earlier ids of the same field

    def read(self, raw: object) -> tuple[Any, str]:
        """The value in its kept form and "", or None and why it cannot be kept."""
        if raw is None or raw == "" or raw == []:
            return None, said("{field}: this one is needed.", field=self.label) if self.required else ""
        return READERS[self.type](self, raw)

    def shown(self, value: Any) -> str:
        """A kept value as words."""
        if self.type == "choice":
            return next((option.label for option in self.options if option.id == value), str(value))
        if self.type == "yesno":
            return said("yes") if value else said("no")
        return ", ".join(value) if isinstance(value, list) else str(value)

    def names(self, value: Any) -> dict[str, str]:
        """What the field is called, and the option that was chosen in it."""
        chosen = {f"{self.id}/{option.id}": option.label for option in self.options if option.id == value}
        return {self.id: self.label, **chosen}

    def meaning(self) -> list[Any]:
        """What an answer in this field depends on."""
        return [self.id, self.type, self.min, self.max, sorted(option.id for option in self.options)]


def _text(spec: FieldSpec, raw: Any) -> tuple[Any, str]:
    return line(raw), ""


def _long(spec: FieldSpec, raw: Any) -> tuple[Any, str]:
    return str(raw)[:LONGEST], ""


def _number(spec: FieldSpec, raw: Any) -> tuple[Any, str]:
    try:
        number = float(str(raw).replace(",", "."))
        int(number)
    except (ValueError, OverflowError):
        return None, said("{field}: a number, please.", field=spec.label)
    low = spec.min if spec.min is not None else (1 if spec.type == "scale" else None)
    high = spec.max if spec.max is not None else (5 if spec.type == "scale" else None)
    if spec.type == "scale" and number != int(number):
        return None, said("{field}: a whole number.", field=spec.label)
    if (low is not None and number < low) or (high is not None and number > high):
        if low is None or high is None:
            return None, said("{field}: out of range.", field=spec.label)
        limits = {"low": f"{low:g}", "high": f"{high:g}"}
        return None, said("{field}: a number from {low} to {high}.", field=spec.label, **limits)
    return (int(number) if number == int(number) else number), ""


def _choice(spec: FieldSpec, raw: Any) -> tuple[Any, str]:
    if raw in [option.id for option in spec.options]:
        return raw, ""
    options = ", ".join(option.label for option in spec.options)
    return None, said("{field}: choose one of {options}.", field=spec.label, options=options)


def _date(spec: FieldSpec, raw: Any) -> tuple[Any, str]:
    try:
        return dt.date.fromisoformat(str(raw)).isoformat(), ""
    except ValueError:
        return None, said("{field}: a date such as 2027-03-01.", field=spec.label)


def _yesno(spec: FieldSpec, raw: Any) -> tuple[Any, str]:
    return bool(raw), ""


def _list(spec: FieldSpec, raw: Any) -> tuple[Any, str]:
    parts = raw if isinstance(raw, list) else str(raw).split(",")
    return [line(part) for part in parts if line(part)], ""


READERS = {"text": _text, "long": _long, "number": _number, "scale": _number, "choice": _choice, "date": _date,
           "yesno": _yesno, "list": _list}  # fmt: skip


def read_fields(specs: tuple[FieldSpec, ...], raw: Value) -> tuple[Value, str]:
    """All fields in their kept form, and the first reason why they cannot be kept."""
    kept: Value = {}
    for spec in specs:
        value, why = spec.read(raw.get(spec.id))
        if why:
            return kept, why
        if value is not None:
            kept[spec.id] = value
    return kept, ""


def names_in(specs: Iterable[FieldSpec], rows: Iterable[Value]) -> dict[str, str]:
    """What the fields that were filled in are called, and the options that were chosen in them."""
    filled = [(spec, row[spec.id]) for row in rows for spec in specs if spec.id in row]
    return {id: label for spec, value in filled for id, label in spec.names(value).items()}


class Form(Step):
    """Fill in or edit one record; it opens with what the plan already says."""

    kind: Literal["form"]
    fields: Annotated[tuple[FieldSpec, ...], Field(min_length=1, max_length=14)]
    about: FieldId | None = None  # the field whose choice is written beside the group (`profile.state`)
    status: str | None = None  # the status that a new record gets
    anew: bool = False  # done again, months later, it begins a new record and leaves the last one as it is

    usual_minutes = 3.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        kept, why = read_fields(self.fields, raw.get("fields") or {})
        if why:
            return Refused(why)
        if not kept:
            return Refused(said("Fill in at least one line, or skip this step."))
        return Accepted({"fields": kept, "record": raw.get("record") or given.new_id()})

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, field = split(self.fills)
        said = {spec.id: value["fields"].get(spec.id) for spec in self.fields}
        if field:
            beside = {self.about: said.pop(self.about)} if self.about else {}
            part = {name: v for name, v in said.items() if v is not None}
            changes = fill_field(given, self.id, self.fills, part)
            return changes + (fill_record(given, self.id, table, changes[0].id, beside) if beside else [])
        id = target(given, table, self.id) if RECORDS[table].one else value["record"]
        if self.status and given.plan.record(table, id) is None:
            said["status"] = self.status
        return fill_record(given, self.id, table, id, said)

    def prefill(self, given: Given) -> Value:
        if not self.fills:
            return {}
        table, field = split(self.fills)
        if not RECORDS[table].one:
            return {}
        record = given.plan.record(table, table)
        if record is None:
            return {}
        fields = as_fields(record)
        known = {**fields, **(fields.get(field) or {})} if field else fields
        return {"fields": {spec.id: _plain(known[spec.id]) for spec in self.fields if spec.id in known}}

    def again(self, value: Value, given: Given) -> Value:
        return self.prefill(given) if self.anew else value

    def words(self, value: Value, given: Given) -> list[str]:
        fields = value.get("fields", {})
        return [f"{spec.label}: {spec.shown(fields[spec.id])}" for spec in self.fields if spec.id in fields]

    def names(self, value: Value) -> dict[str, str]:
        return names_in(self.fields, [value.get("fields", {})])

    def meaning(self) -> object:
        return sorted((spec.meaning() for spec in self.fields), key=str)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


class Table(Step):
    """Rows with typed columns. One row is one record when `fills` names a table of the plan."""

    kind: Literal["table"]
    columns: Annotated[tuple[FieldSpec, ...], Field(min_length=1, max_length=8)]
    from_: Annotated[From | None, Field(alias="from")] = None  # begins with one row for each item of an earlier step
    min_rows: Annotated[int, Field(ge=0)] = 1
    max_rows: Annotated[int, Field(ge=1, le=60)] = 20
    row_name: str = marked("row")  # what one row is called: "person", "task"
    anew: bool = False  # done again, months later, it begins new rows and leaves the last ones as they are

    usual_minutes = 4.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        rows: list[Value] = []
        for n, row in enumerate(raw.get("rows", ()), 1):
            kept, why = read_fields(self.columns, row)
            if not kept and not any(row.get(spec.id) for spec in self.columns):
                continue
            if why:
                return Refused(said("{row} {n}. {why}", row=said(self.row_name).capitalize(), n=n, why=why))
            rows.append({"id": row.get("id") or given.new_id(), **kept})
        if len(rows) < self.min_rows:
            return Refused(
                said("At least {n} here, or skip this step; there are {count}.", n=self.min_rows, count=len(rows))
            )
        if len(rows) > self.max_rows:
            return Refused(said("At most {n}; there are {count}.", n=self.max_rows, count=len(rows)))
        return Accepted({"rows": rows})

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, field = split(self.fills)
        rows = [{name: v for name, v in row.items() if name != "id"} for row in value["rows"]]
        if field:
            every = [dict.fromkeys(spec.id for spec in self.columns) | row for row in rows]
            return fill_list_field(given, self.id, self.fills, every, self.columns[0].id)
        changes = []
        for row, fields in zip(value["rows"], rows, strict=True):
            said = {spec.id: fields.get(spec.id) for spec in self.columns}
            changes += fill_record(given, self.id, table, row["id"], said)
        return changes

    def prefill(self, given: Given) -> Value:
        """A row for each item, with what its record already says; or for each group that the plan's list holds."""
        items = given.choices_from(self.from_) if self.from_ else []
        if not items and self.fills and split(self.fills)[1]:
            return self._standing(given)
        return {"rows": [self._row(id, label, given) for id, label in items]} if items else {}

    def _standing(self, given: Given) -> Value:
        parts = standing(given, self.fills or "")
        rows = [{spec.id: _plain(part[spec.id]) for spec in self.columns if spec.id in part} for part in parts]
        return {"rows": [{"id": given.new_id(), **row} for row in rows]} if rows else {}

    def again(self, value: Value, given: Given) -> Value:
        """A list that other lessons write into, too, is shown as it is now."""
        if self.anew:
            return self.prefill(given)
        in_a_list = bool(self.fills) and bool(split(self.fills or "")[1])
        return (self.prefill(given) or value) if in_a_list else value

    def _row(self, id: str, label: str, given: Given) -> Value:
        known = (given.plan.fields(self.fills or "", id) or {}) if self.fills else {}
        said = {spec.id: _plain(known[spec.id]) for spec in self.columns if spec.id in known}
        return {"id": id, self.columns[0].id: label, **said}

    def renewed(self, value: Value, given: Given) -> Value:
        """Rows for items that came since stand below those that were filled in."""
        rows = value.get("rows", [])
        known = {row.get("id") for row in rows}
        items = given.choices_from(self.from_) if self.from_ else []
        return {**value, "rows": rows + [self._row(id, label, given) for id, label in items if id not in known]}

    def offers(self, value: Value) -> list[tuple[str, str]]:
        first = self.columns[0].id
        return [(row["id"], str(row.get(first, ""))) for row in value.get("rows", ())]

    def words(self, value: Value, given: Given) -> list[str]:
        return [
            "; ".join(f"{spec.label}: {spec.shown(row[spec.id])}" for spec in self.columns if spec.id in row)
            for row in value.get("rows", ())
        ]

    def names(self, value: Value) -> dict[str, str]:
        return names_in(self.columns, value.get("rows", ()))

    def meaning(self) -> object:
        return sorted((spec.meaning() for spec in self.columns), key=str)
