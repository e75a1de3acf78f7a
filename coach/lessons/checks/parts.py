"""The parts of a plan, as lessons name them: tables, their fields, and the fields of groups inside them."""

import functools
import typing
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from ...plan.plan import build
from ...plan.records import RECORDS, Part, Record

_OF_EVERY_RECORD = frozenset(Record.__struct_fields__)


@functools.cache
def fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The fields of a record or group that a lesson may name, with their types."""
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in kind.__struct_fields__ if name not in _OF_EVERY_RECORD}


def group_of(annotation: Any) -> type[Part] | None:
    """The group that a field holds, alone or in a list."""
    return next((kind for kind in _leaves(annotation) if isinstance(kind, type) and issubclass(kind, Part)), None)


def values_of(annotation: Any) -> list[str]:
    """The values of a field that has only a few."""
    few = (part for part in _leaves(annotation) if typing.get_origin(part) is Literal)
    return [value for literal in few for value in typing.get_args(literal) if isinstance(value, str)]


def _leaves(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in typing.get_args(annotation):
        yield from _leaves(part)


def is_list(annotation: Any) -> bool:
    """Whether a field holds a list."""
    return any(typing.get_origin(part) is list for part in _leaves(annotation))


def fits(table: str, given: dict[str, Any]) -> bool:
    """Whether a record of that table can hold these fields."""
    return build(table, "a", given) is not None


def unknown_part(path: str) -> tuple[str, list[str]] | None:
    """What is wrong with a path such as `profile.current_role.title`: the part that is not there, and what there is.

    None when the plan has it. `assessments.wheel` names an instrument, which any lesson may have.
    """
    table, *names = path.split(".")
    if table not in RECORDS:
        return table, list(RECORDS)
    if table == "assessments":
        return None
    kind: type[msgspec.Struct] | None = RECORDS[table]
    for name in names:
        if kind is None or name not in fields(kind):
            return name, list(fields(kind)) if kind else []
        kind = group_of(fields(kind)[name])
    return None
