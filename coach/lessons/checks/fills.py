"""`fills`: whether the plan has that part, and whether this kind of step can write it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...plan.records import RECORDS, Record
from ...words import marked, said
from ..faults import did_you_mean, listed, quoted, with_article
from ..kinds import KINDS
from ..tokens import KeyPath
from .parts import fields, fits, group_of, is_list, unknown_part, values_of
from .sheet import Sheet, rows, word

Table = dict[str, Any]
ONLY = {"scenario": "assessments", "if-then": "if_thens", "commit": "next_steps", "schedule": "review_schedule",
        "timeline": "stops", "revise": "reviews.revisions", "facts": "reviews.analysis"}  # fmt: skip
_NEEDS_FIELD = ("choice", "sort", "checklist", "rank")
_TEXTS = ("text", "do")
_WRITES = {"matrix": ("scores", "criteria", "options", "gut_check"), "corners": ("corners", "axis_x", "axis_y")}
_CALLED = {"number": marked("a number"), "scale": marked("a number"), "date": marked("a date"),
           "yesno": marked("yes or no"), "list": marked("a list"), "text": marked("text")}  # fmt: skip
_SAMPLES: dict[str, Any] = {"text": "a", "long": "a", "number": 1, "scale": 1, "date": "2027-03-01", "yesno": True,
                            "list": ["a"]}  # fmt: skip


def check_fills(sheet: Sheet) -> None:
    """Adds what the steps of a lesson cannot write into a plan."""
    for n, step in rows(sheet.data, "steps"):
        if word(step, "fills") and word(step, "kind") in KINDS and ("steps", n, "fills") not in sheet.faulty:
            Fill(sheet, ("steps", n), step).check()


class Fill:
    """The `fills` of one step."""

    def __init__(self, sheet: Sheet, path: KeyPath, step: Table) -> None:
        self.sheet, self.path, self.step = sheet, path, step
        self.fills, self.kind = word(step, "fills"), word(step, "kind")
        self.table, _, self.field = self.fills.partition(".")

    def check(self) -> None:
        """Adds what is wrong with it."""
        if not KINDS[self.kind].may_fill:
            self._say(
                said("{kind} step has no answer that could be written", kind=with_article(self.kind)),
                said("Take “fills” out."),
            )
        elif wrong := unknown_part(self.fills):
            name, there = wrong
            why = said("the plan has no {name} in {table}", name=quoted(name), table=quoted(self.table))
            if name == self.table:
                why = said("the plan has no table {table}", table=quoted(name))
            advice = partial(did_you_mean, name, there, marked("tables") if name == self.table else marked("fields"))
            self.sheet.say("C306", (*self.path, "fills"), why, advice)
        elif not self._wrong_shape():
            self._fields()
            self._axes()
            self._values()
            self._status(RECORDS[self.table])

    def _say(self, why: str, advice: str) -> bool:
        self.sheet.say("C306", (*self.path, "fills"), why, advice)
        return True

    def _wrong_shape(self) -> bool:
        """Adds that this kind of step writes another shape: one field, or whole records."""
        only, record = ONLY.get(self.kind), RECORDS[self.table]
        if only and self.fills != only:
            return self._say(
                said(
                    "{kind} step writes “{only}”, not {fills}",
                    kind=with_article(self.kind),
                    only=only,
                    fills=quoted(self.fills),
                ),
                said('Write fills = "{only}".', only=only),
            )
        if self.kind == "allocate" and (self.field or self.table not in ("tasks", "assessments")):
            return self._say(
                said("an allocate step writes “tasks” or “assessments”"),
                said('Write fills = "tasks" or "assessments".'),
            )
        if self.kind == "scale" and not self.field and self.table != "assessments":
            return self._say(
                said("a scale step writes “assessments”, or one field"), said('Write fills = "assessments".')
            )
        writes = _WRITES.get("corners" if self.kind == "grid" and self.step.get("own_corners") else self.kind, ())
        if any(name not in fields(record) for name in writes):
            return self._say(
                said(
                    "this step writes {list}, which {table} does not have",
                    list=listed(writes),
                    table=quoted(self.table),
                ),
                said("Tables that have them: {list}.", list=listed(_having(writes))),
            )
        if not self.field and (self.kind in _NEEDS_FIELD or (self.kind in (*_TEXTS, "list", "table") and record.one)):
            there = ", ".join(f"{self.table}.{name}" for name in fields(record))
            return self._say(
                said("{kind} step writes one field, and this is a whole table", kind=with_article(self.kind)),
                said("One of: {list}.", list=there),
            )
        return False

    # --- forms and tables: each field or column is a field of the plan -------

    def _fields(self) -> None:
        name = {"form": "fields", "table": "columns"}.get(self.kind)
        if name is None:
            return
        record = RECORDS[self.table]
        group = group_of(fields(record)[self.field]) if self.field else None
        if self.field and group is None:
            self._say(
                said(
                    "{fills} is one value, and {kind} has several",
                    fills=quoted(self.fills),
                    kind=with_article(self.kind),
                ),
                said("Fill a table, or a group of fields."),
            )
            return
        about = word(self.step, "about")
        for n, spec in rows(self.step, name):
            id = word(spec, "id")
            self._spec((*self.path, name, n), spec, id, record if group is None or id == about else group)

    def _spec(self, path: KeyPath, spec: Table, id: str, kind: type) -> None:
        if not id:
            return
        if id not in fields(kind):
            advice = partial(did_you_mean, id, fields(kind), marked("fields"))
            self.sheet.say(
                "C307",
                (*path, "id"),
                said("{fills} has no field {id}", fills=quoted(self.fills), id=quoted(id)),
                advice,
            )
            return
        for place, value, shown in _sayings(path, spec):
            if not self._fits(kind, id, value):
                fitting = [name for name, sample in _SAMPLES.items() if self._fits(kind, id, sample)]
                self._unfit(
                    place,
                    id,
                    value,
                    shown,
                    values_of(fields(kind)[id]),
                    said("Types that fit: {list}.", list=listed(fitting)),
                )

    def _fits(self, kind: type, id: str, value: Any) -> bool:
        return fits(self.table, {id: value} if issubclass(kind, Record) else {self.field: self._grouped({id: value})})

    def _grouped(self, part: Table) -> Any:
        return [part] if is_list(fields(RECORDS[self.table])[self.field]) else part

    def _unfit(self, path: KeyPath, id: str, value: Any, shown: str, values: list[str], otherwise: str) -> None:
        advice = partial(did_you_mean, str(value), values, marked("values")) if values else otherwise
        self.sheet.say(
            "C307", path, said("the plan's field {id} cannot hold {value}", id=quoted(id), value=shown), advice
        )

    def _axes(self) -> None:
        """Each axis of a grid writes one field of the record that was placed."""
        for axis in ("x", "y"):
            id, path = word(self.step.get(axis), "fills"), (*self.path, axis, "fills")
            if self.kind != "grid" or not id:
                continue
            if id not in fields(RECORDS[self.table]):
                advice = partial(did_you_mean, id, _holding(self.table, 1), marked("fields that can hold a number"))
                self.sheet.say(
                    "C307", path, said("{table} has no field {id}", table=quoted(self.table), id=quoted(id)), advice
                )
            elif not fits(self.table, {id: 1}):
                self._unfit(
                    path,
                    id,
                    1,
                    said("a number"),
                    [],
                    said("Fields that can: {list}.", list=listed(_holding(self.table, 1))),
                )

    # --- steps that write one field: what they may write -----------------------

    def _values(self) -> None:
        if not self.field or self.kind in ("form", "table"):
            return
        there = values_of(fields(RECORDS[self.table])[self.field])
        for path, value, shown in self._written():
            if not fits(self.table, {self.field: value}):
                can = listed(_holding(self.table, value))
                otherwise = (
                    said("Fields of {table} that can: {list}.", table=self.table, list=can)
                    if can
                    else said('Write fills = "{table}".', table=self.table)
                )
                one = value[0] if isinstance(value, list) and value else value
                self._unfit(path, self.field, one, shown, there, otherwise)

    def _written(self) -> Iterator[tuple[KeyPath, Any, str]]:
        """What this step may write: the place that says so, the value, and what to call it."""
        whole = (*self.path, "fills")
        if self.kind == "choice":
            yield from self._options()
        elif self.kind == "pick" and "sets" in self.step:
            yield (*self.path, "sets"), self.step["sets"], quoted(self.step["sets"])
        elif self.kind == "rank" and self.step.get("from") == f"plan.{self.table}":
            yield whole, 1, said("a number")
        elif self.kind == "scale":
            yield whole, {"a": 1} if len([*rows(self.step, "rows")]) > 1 else 1, said("what is rated here")
        elif self.kind == "sort" and self.step.get("from"):
            for n, bucket in rows(self.step, "buckets"):
                yield (*self.path, "buckets", n, "id"), word(bucket, "id"), quoted(word(bucket, "id"))
        elif self.kind == "list" and self.step.get("groups"):
            yield (
                whole,
                {word(group, "id"): ["a"] for _, group in rows(self.step, "groups")},
                said("these groups of items"),
            )
        elif self.kind in ("list", "sort", "checklist", "rank") or (self.kind == "pick" and self.step.get("max") != 1):
            yield whole, ["a"], said("a list")
        elif self.kind in (*_TEXTS, "pick"):
            yield whole, "a", said("text")

    def _options(self) -> Iterator[tuple[KeyPath, Any, str]]:
        many = self.step.get("many") is True
        for n, option in rows(self.step, "options"):
            key = "fills_as" if "fills_as" in option else "id"
            value = option.get(key, "")
            shown = said("{value} in a list", value=quoted(value)) if many else quoted(value)
            yield (*self.path, "options", n, key), [value] if many else value, shown

    def _status(self, record: type[Record]) -> None:
        status, path = word(self.step, "status"), (*self.path, "status")
        if status and "status" not in fields(record):
            self.sheet.say(
                "C307", path, said("{table} has no status", table=quoted(self.table)), said("Take “status” out.")
            )
        elif status and not fits(self.table, {"status": status}):
            self._unfit(
                path, "status", status, quoted(status), values_of(fields(record)["status"]), said("Take it out.")
            )


def _having(names: tuple[str, ...]) -> list[str]:
    return [table for table, kind in RECORDS.items() if all(name in fields(kind) for name in names)]


def _holding(table: str, value: Any) -> list[str]:
    return [name for name in fields(RECORDS[table]) if fits(table, {name: value})]


def _sayings(path: KeyPath, spec: Table) -> Iterator[tuple[KeyPath, Any, str]]:
    """What a field of a form may say: the place that says so, the value, and what to call it."""
    type = word(spec, "type") or "text"
    if type == "choice":
        for n, option in rows(spec, "options"):
            yield (*path, "options", n, "id"), word(option, "id"), quoted(word(option, "id"))
    elif type in _SAMPLES:
        yield (
            (*path, "type") if "type" in spec else (*path, "id"),
            _SAMPLES[type],
            said(_CALLED.get(type, _CALLED["text"])),
        )
