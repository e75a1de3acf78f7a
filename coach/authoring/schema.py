"""A JSON Schema of each kind of file, for editors: made from the models that read the files, so that it cannot differ.

It says what pydantic's own schema does not (exactly one form of a condition, which parts a plan has) and leaves out
what editors stumble over. tombi and taplo follow `oneOf` when they complete keys, and do not follow `if` and `then`:
the kinds of step are therefore a plain `oneOf`, told apart by the constant in `kind`.
"""

import copy
import functools
import importlib.resources
import typing
from collections.abc import Iterator
from typing import Any

import tomli
from pydantic import BaseModel

from ..lessons.checks.fills import ONLY
from ..lessons.checks.form import MODELS
from ..lessons.checks.parts import fields
from ..lessons.checks.sheet import FileKind
from ..lessons.kinds import KINDS
from ..lessons.lesson import FORMAT
from ..plan.records import RECORDS
from .shape import Schema, closed, portable, reachable, without_null, without_titles

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WHAT: tuple[FileKind, ...] = tuple(MODELS)
TITLES = {"lesson": "A lesson", "scenario": "A role-play", "pack": "A pack of lessons",
          "tracks": "The tracks of a pack", "routes": "Ways through the course"}  # fmt: skip
_IN_FILES_OF_THEIR_OWN = {"ScenarioStep": "story"}  # keys that the library puts in, and a file cannot have
_ADDED: dict[str, Schema] = {
    "Condition": {"oneOf": [{"required": [key]} for key in ("all", "any", "not", "answer", "plan")]},
    "Test": {
        "oneOf": [{"required": [key]} for key in ("flag", "meter")],
        "anyOf": [{"required": [key]} for key in ("flag", "at_least", "at_most")],
        "dependentRequired": {"at_least": ["meter"], "at_most": ["meter"]},
    },
}


def id_of(what: FileKind) -> str:
    """The name of a schema. A URN, as nothing needs to be fetched to know it."""
    return f"urn:career-coach:schema:{what}:{FORMAT}"


def schema(what: FileKind) -> Schema:
    """The JSON Schema (2020-12) of one kind of file."""
    made = MODELS[what].model_json_schema(by_alias=True)
    models = {model.__name__: model for model in _models(MODELS[what])}
    own = {key: value for key, value in made.items() if key != "$defs"}
    parts = {MODELS[what].__name__: own, **made.get("$defs", {})}
    for name, part in parts.items():
        _finish(part, models[name])
    top = {"title": "", "description": ""} | parts.pop(MODELS[what].__name__) | {"title": TITLES.get(what, what)}
    whole = reachable(portable(closed(_named_parts({**top, "$defs": parts}))))
    return {"$schema": DIALECT, "$id": id_of(what), **whole}


def _finish(part: Schema, model: type[BaseModel]) -> None:
    """What one table of a file may have: its keys with words for each, and what only code says of them."""
    without_null(part)
    without_titles(part)
    properties, name = part["properties"], model.__name__
    part["title"] = name
    properties.pop(_IN_FILES_OF_THEIR_OWN.get(name, ""), None)
    for kind, step in KINDS.items():
        if step is model:
            part["title"] = f"{kind} step"
            properties["kind"]["description"] = part["description"].split("\n\n")[0]  # stands beside what is offered
            _fills(properties, kind)
    for key, words in described(model).items():
        if key in properties:
            properties[key].setdefault("description", words)
    part |= copy.deepcopy(_ADDED.get(name, {}))
    _as_the_code_says(properties, name)


def _fills(properties: Schema, kind: str) -> None:
    """What a kind of step may write: nothing, one part of the plan, or what its author says."""
    if not KINDS[kind].may_fill:
        del properties["fills"]
    elif kind in ONLY:
        properties["fills"] = {"const": ONLY[kind]}


def _as_the_code_says(properties: Schema, name: str) -> None:
    """What validators of the models and the check do, which pydantic cannot know."""
    if name == "Condition":
        for key in ("all", "any"):
            properties[key]["minItems"] = 1
    if name == "IfThenStep":
        properties["about"]["pattern"] = _TABLE
    if name == "Facts":
        several = properties["checks"]
        words, default = several.pop("description"), several.pop("default")
        properties["checks"] = {"anyOf": [several["items"], several], "description": words, "default": default}


def described(model: type[BaseModel]) -> dict[str, str]:
    """The words for each key of a table, as it is written in files. What a model says itself comes first."""
    words = _words()
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        found |= words.get(base.__name__, {})
    own = {field.alias or name: field.description for name, field in model.model_fields.items()}
    return found | {key: value for key, value in own.items() if value}


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    file = importlib.resources.files(__package__) / "words.toml"
    return tomli.loads(file.read_text(encoding="utf-8"))


def _models(model: type[BaseModel], known: set[type[BaseModel]] | None = None) -> Iterator[type[BaseModel]]:
    """A model and all that its fields hold, each once."""
    known = set() if known is None else known
    if model in known:
        return
    known.add(model)
    yield model
    for field in model.model_fields.values():
        for part in _leaves(field.annotation):
            yield from _models(part, known)


def _leaves(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _leaves(part)


# --- the parts of a plan, by name, so that an editor can offer them ------------------


_PART, _PART_OR_INSTRUMENT = r"^[a-z_]+(\.[a-z_]+)?$", r"^[a-z_]+(\.[a-z_-]+)?$"
_TABLE, _FROM = r"^[a-z_]+$", r"^(plan\.[a-z_]+|[a-z0-9]+(-[a-z0-9]+)*)$"
_STEP = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _named_parts(whole: Schema) -> Schema:
    """The same with the parts of the plan listed wherever a pattern stood for them."""
    tables = list(RECORDS)
    parts = [part for table, kind in RECORDS.items() for part in (table, *(f"{table}.{name}" for name in fields(kind)))]
    listed = {
        "PlanTable": {"title": "A table of the plan", "enum": tables},
        "PlanPart": {"title": "A table of the plan, or one of its fields",
                     "anyOf": [{"enum": parts}, {"type": "string", "pattern": r"^assessments\.[a-z_-]+$"}]},
        "From": {"title": "An earlier step, or a table of the plan",
                 "anyOf": [{"enum": [f"plan.{table}" for table in tables]}, {"type": "string", "pattern": _STEP}]},
    }  # fmt: skip
    named = {_PART: "PlanPart", _PART_OR_INSTRUMENT: "PlanPart", _TABLE: "PlanTable", _FROM: "From"}
    whole["$defs"] = {name: _referring(part, named) for name, part in whole["$defs"].items()} | listed
    return whole


def _referring(node: Any, named: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_referring(part, named) for part in node]
    if not isinstance(node, dict):
        return node
    name = named.get(node.get("pattern", "")) if isinstance(node.get("pattern"), str) else None
    if name:
        kept = {key: value for key, value in node.items() if key not in ("pattern", "type", "maxLength")}
        return {**kept, "$ref": f"#/$defs/{name}"}
    return {key: _referring(part, named) for key, part in node.items()}
