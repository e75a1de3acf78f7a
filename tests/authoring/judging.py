"""What a schema says of a file: the places where it finds something, to be held against those of `check`."""

import functools
import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from coach.authoring.schemas import text_of
from coach.lessons.checks.known import kind_of
from coach.lessons.checks.sheet import FileKind
from coach.lessons.kinds import KINDS
from coach.lessons.positions import Places

Path = tuple[Any, ...]


@functools.cache
def whole(what: FileKind) -> dict[str, Any]:
    """The schema as an editor gets it."""
    return dict(json.loads(text_of(what)))


@functools.cache
def validator(what: FileKind) -> Draft202012Validator:
    """A validator for one kind of file. Of a lesson's steps it looks at nothing: that is done kind by kind, below."""
    bare = {**whole(what)}
    if what == "lesson":
        items = {"type": "object", "required": ["kind"]}
        steps = {**bare["properties"]["steps"], "items": items}
        bare["properties"] = {**bare["properties"], "steps": steps}
    return Draft202012Validator(bare)


@functools.cache
def validator_of(kind: str) -> Draft202012Validator:
    """A validator for one kind of step: the branch of the union that has this kind. All 25 would be tried else."""
    parts = whole("lesson")["$defs"]
    return Draft202012Validator({"$ref": f"#/$defs/{KINDS[kind].__name__}", "$defs": parts})


def errors(data: dict[str, Any], what: FileKind) -> Iterator[tuple[Path, ValidationError]]:
    """Everything that the schema finds, each with the path of the table or value."""
    for error in validator(what).iter_errors(data):
        yield tuple(error.absolute_path), error
    steps = data.get("steps") if what == "lesson" else None
    for n, step in enumerate(steps if isinstance(steps, list) else ()):
        kind = step.get("kind") if isinstance(step, dict) else None
        if kind in KINDS:
            yield from ((("steps", n, *error.absolute_path), error) for error in validator_of(kind).iter_errors(step))
        elif kind is not None:
            yield ("steps", n, "kind"), ValidationError("no kind of step")


def found_by_schema(name: str, text: str, data: dict[str, Any]) -> dict[str, bool]:
    """The places, as line:column, at which the schema finds something, and whether it is only that a key is missing."""
    places = Places(text)
    found: dict[str, bool] = {}
    for path, error in errors(data, kind_of(name, data)):
        value: Any = error.instance
        if error.validator == "additionalProperties":
            found |= {_place(*places.key((*path, key))): False for key in _extra(value, error.schema)}
        elif "propertyNames" in error.relative_schema_path:
            found[_place(*places.key((*path, value)))] = False
        else:
            found[_place(*places.value(path))] = error.validator in ("required", "oneOf", "anyOf")
    return found


def _place(line: int, column: int) -> str:
    return f"{line}:{column}"


def _extra(table: dict[str, Any], known: Any) -> list[str]:
    forms = known.get("patternProperties", {})
    keys = known.get("properties", {})
    return [key for key in table if key not in keys and not any(re.search(form, key) for form in forms)]
