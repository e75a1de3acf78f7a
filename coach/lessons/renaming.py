"""Renamed options, rows and fields: an answer with the ids that the parts of its step have now (`was = ["old-id"]`)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from .kinds import Step, Value
from .kinds.arrange import Allocate, Checklist, Sort
from .kinds.choose import Choice, ScaleStep
from .kinds.commit import Commit, IfThenStep
from .kinds.order import Pick, Rank
from .kinds.place import Grid
from .kinds.revise import Revise
from .kinds.structure import FieldSpec, Form, Table
from .kinds.weigh import Matrix
from .kinds.write import List

Names = dict[str, str]  # earlier id -> the id now
Steps = Mapping[str, Step]


class Part(Protocol):
    """Whatever an author gives an id to."""

    @property
    def id(self) -> str:
        """What it is called."""

    @property
    def was(self) -> tuple[str, ...]:
        """What it was called before."""


def earlier(parts: Iterable[Part]) -> Names:
    """What parts were called before. A name that is in use now is nobody's earlier name."""
    parts = list(parts)
    now = {part.id for part in parts}
    return {old: part.id for part in parts for old in part.was if old not in now}


def renamed(step: Step, value: Value, steps: Steps) -> Value:
    """The answer with every id as it is now. What was not renamed stays as it is, known or not."""
    rename = _RENAME.get(type(step))
    return rename(step, value, steps) if rename else value


def names_of(step: Step | None, steps: Steps, depth: int = 0) -> Names:
    """The renamed items that a step hands on: its own, and those of the step that it takes its items from."""
    if step is None or depth > len(steps):
        return {}
    source = getattr(step, "from_", None)
    taken = names_of(steps.get(source), steps, depth + 1) if source else {}
    parts = next((getattr(step, name) for name in ("options", "rows", "cards", "items") if _has_parts(step, name)), ())
    return taken | earlier(parts)


def _has_parts(step: Step, name: str) -> bool:
    return isinstance(getattr(step, name, None), tuple) and all(hasattr(one, "was") for one in getattr(step, name))


def _keys(table: Any, names: Names) -> Any:
    """The same table under the names of today; of two that have become one, the old one keeps its old name."""
    return {key if names.get(key) in table else names.get(key, key): one for key, one in table.items()}


def _ids(ids: Iterable[str], names: Names) -> list[str]:
    return list(dict.fromkeys(names.get(id, id) for id in ids))


def _in_rows(rows: Iterable[Any], key: str, names: Names) -> list[Any]:
    return [{**row, key: names.get(row[key], row[key])} if key in row else row for row in rows]


def _tables(*tables: str, lists: tuple[str, ...] = (), rows: tuple[str, ...] = (), key: str = "id") -> Any:
    """How an answer is renamed that names its items as keys of tables, in lists, or as one key of each row."""

    def rename(step: Step, value: Value, steps: Steps) -> Value:
        names = names_of(step, steps)
        if not names:
            return value
        new = dict(value)
        new |= {name: _keys(value[name], names) for name in tables if name in value}
        new |= {name: _ids(value[name], names) for name in lists if name in value}
        return new | {name: _in_rows(value[name], key, names) for name in rows if name in value}

    return rename


def _sorted(step: Sort, value: Value, steps: Steps) -> Value:
    names, buckets = names_of(step, steps), earlier(step.buckets)
    placed = {id: buckets.get(bucket, bucket) for id, bucket in value.get("bucket_of", {}).items()}
    return {**value, "bucket_of": _keys(placed, names), "labels": _keys(value.get("labels", {}), names)}


def _listed(step: List, value: Value, steps: Steps) -> Value:
    return {**value, "items": _in_rows(value.get("items", ()), "group", earlier(step.groups))}


def _revised(step: Revise, value: Value, steps: Steps) -> Value:
    return {**value, "decisions": _in_rows(value.get("decisions", ()), "action", earlier(step.actions))}


def _fields(specs: Iterable[FieldSpec], row: Value) -> Value:
    """A row with fields and chosen options under their names of today."""
    specs = list(specs)
    row = _keys(row, earlier(specs))
    for spec in specs:
        if isinstance(row.get(spec.id), str):
            row[spec.id] = earlier(spec.options).get(row[spec.id], row[spec.id])
    return dict(row)


def _form(step: Form, value: Value, steps: Steps) -> Value:
    return {**value, "fields": _fields(step.fields, value.get("fields", {}))}


def _table(step: Table, value: Value, steps: Steps) -> Value:
    rows = _in_rows(value.get("rows", ()), "id", names_of(step, steps))
    return {**value, "rows": [_fields(step.columns, row) for row in rows]}


def _weighed(step: Matrix, value: Value, steps: Steps) -> Value:
    """The options and criteria of a matrix are the items of two other steps."""
    options, criteria = (names_of(steps.get(id), steps) for id in (step.options_from, step.criteria_from))
    if not options and not criteria:
        return value
    new = dict(value)
    new |= {name: _keys(value[name], options) for name in ("scores", "labels", "totals") if name in value}
    new |= {name: _keys(value[name], criteria) for name in ("weights", "criteria") if name in value}
    if "scores" in new:
        new["scores"] = {option: _keys(row, criteria) for option, row in new["scores"].items()}
    if "winner" in value:
        new["winner"] = options.get(value["winner"], value["winner"])
    if "flips" in value:
        new["flips"] = _in_rows(_in_rows(value["flips"], "criterion", criteria), "winner", options)
    return new


_RENAME: dict[type[Step], Callable[[Any, Value, Steps], Value]] = {
    Choice: _tables("labels", lists=("chosen",)),
    ScaleStep: _tables("ratings", "second", "names", "notes"),
    Sort: _sorted,
    Allocate: _tables("points", "second", rows=("items",)),
    Checklist: _tables("done", "labels"),
    Rank: _tables("labels", lists=("order",)),
    Pick: _tables("labels", lists=("chosen",)),
    Grid: _tables("positions", "labels"),
    Matrix: _weighed,
    Form: _form,
    Table: _table,
    List: _listed,
    Revise: _revised,
    IfThenStep: _tables(rows=("pairs",), key="for"),
    Commit: _tables(rows=("steps",)),
}
