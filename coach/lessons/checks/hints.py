"""Words for faults of form: what a type is called, what a form looks like, and an example of what would be right."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from ..tokens import KeyPath
from .models import field_of
from .sheet import FileKind

# What authors write out of habit, and what it is called here.
BELONGS = {
    "question": "prompt", "choices": "options", "answers": "options", "name": "title", "hint": "help", "why": "help",
    "description": "help", "body": "text", "duration": "minutes", "time": "minutes", "type": "kind",
    "required": "optional", "condition": "when", "show_if": "when", "if": "when", "next": "goto", "target": "to",
    "objectives": "outcomes", "goals": "outcomes", "prerequisites": "requires", "lang": "language",
    "licence": "license", "multiple": "many", "correct": "right", "explanation": "feedback", "caption": "label",
    "source": "sources", "fill": "fills",
}  # fmt: skip
KINDS_MEANT = {
    "quiz": "“choice” with a right option", "multi": "“choice” with many = true", "rating": "“scale”",
    "multiple": "“choice” with many = true", "question": "“choice” or “text”", "input": "“text”", "free_text": "“text”",
    "roleplay": "“scenario”", "role-play": "“scenario”", "if_then": "“if-then”", "action": "“commit”",
    "review": "“schedule”", "explain": "“read”", "compare": "“matrix”", "order": "“rank”",
}  # fmt: skip

_TABLES = {
    "steps": "step", "options": "option", "rows": "row", "cards": "card", "buckets": "bucket", "items": "item",
    "groups": "group", "fields": "field", "columns": "column", "shows": "part of a recap", "meters": "meter",
    "nodes": "node", "choices": "choice", "endings": "ending", "debrief": "debrief question", "tracks": "track",
    "routes": "route",
    "modules": "module", "when": "condition", "all": "condition", "any": "condition", "not": "condition",
    "second": "second rating", "actions": "action", "x": "axis", "y": "axis",
}  # fmt: skip

# What the patterns of the models ask for. A test holds that none is missing.
_PART = "a part of the plan: a table, or a table and a field"
FORMS: dict[str, tuple[str, str]] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": ("an id: small letters, digits and single hyphens", "“my-week”"),
    r"^[a-z0-9]+([-_][a-z0-9]+)*$": ("an id: small letters, digits, single hyphens or _", "“my-option”"),
    r"^[a-z_]+(\.[a-z_]+)?$": (_PART, "“goals” or “profile.energy”"),
    r"^[a-z_]+(\.[a-z_-]+)?$": (_PART, "“tasks” or “assessments.wheel”"),
    r"^(plan\.[a-z_]+|[a-z0-9]+(-[a-z0-9]+)*)$": ("a step's id, or a table", "“my-list” or “plan.next_steps”"),
    r"^[A-Za-z][A-Za-z0-9-]*$": ("the id of a node: a letter, then letters, digits and hyphens", "“t1”"),
    r"^[a-z][a-z0-9_]*$": ("a name: small letters, digits and _", "“done_by”"),
    r"^[a-z_]+$": ("the name of a table of the plan", "“goals”"),
    r"^[a-e]$": ("one of the letters a to e", "“a”"),
    r"^(weekly|monthly|full|C([1-9]|1[0-7]))$": ("a rhythm, or the number of a check", "“weekly” or “C4”"),
    r"^P\d{1,3}[DWMY]$": ("a rhythm: P, a number, and D, W, M or Y", "“P1W” for every week"),
    r"^[0-9]{1,9}(\.[0-9]{1,9}){0,3}$": ("a version: one to four numbers with dots between them", "“1.0” or “2.3.1”"),
    r"^[SPMX]\d{1,3}$": ("the number of an idea: S, P, M or X and a number", "“S58”"),
}

_TYPES = {
    "string_type": "text in quotes", "int_type": "a whole number", "float_type": "a number",
    "bool_type": "true or false", "tuple_type": "a list in square brackets", "dict_type": "a table",
    "model_type": "a table", "model_attributes_type": "a table",
}  # fmt: skip

_EXAMPLES = {
    "format": "format = 1", "id": 'id = "my-week"', "title": 'title = "A week as it is"', "minutes": "minutes = 12",
    "track": 'track = "take-stock"', "module": 'module = "where-you-stand"', "audience": 'audience = ["all"]',
    "outcomes": 'outcomes = ["say what fills your week"]', "kind": 'kind = "text"', "tone": 'tone = "good"',
    "label": 'label = "With a colleague"', "text": 'text = "..."', "version": 'version = "1.0"', "to": 'to = "t2"',
    "key": 'key = "a"', "shows": 'shows = [{ plan = "goals" }]', "scenario": 'scenario = "the-id"',
    "when": 'when = { plan = "people", filled = true }', "second": 'second = { label = "Matters to me" }',
    "effects": "effects = { trust = 1 }", "review": 'review = "weekly"',
}  # fmt: skip


def table_word(kind: FileKind, path: KeyPath) -> str:
    """What a table at this path is called."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return {"pack": "pack file", "tracks": "tracks file", "routes": "routes file"}.get(kind, kind)
    return _TABLES.get(names[-1], names[-1])


def form_of(pattern: str) -> tuple[str, str]:
    """What a pattern asks for, in words, and an example."""
    return FORMS.get(pattern, ("of the form that is wanted here", "the ones in lessons that work"))


def slug(text: str, pattern: str) -> str:
    """The text as an id of that form, or "" when nothing is left of it or the form is another."""
    joint = {r"^[a-z0-9]+(-[a-z0-9]+)*$": "-", r"^[a-z][a-z0-9_]*$": "_"}.get(pattern)
    if joint is None:
        return ""
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    found = joint.join(re.findall(r"[a-z0-9]+", plain))[:60].strip(joint)
    return found if re.search(pattern, found) else ""


def type_word(error: str) -> str:
    """What a value should be, from the kind of error."""
    return _TYPES.get(error, "of another type")


def value_word(value: Any) -> str:
    """What a value is, in TOML's terms."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):
        return "a date or time without quotes"
    names = {str: "text", int: "a number", float: "a number with a point", list: "a list", dict: "a table"}
    return names.get(type(value), "something else")


def allowed(error: str, ctx: dict[str, Any]) -> tuple[str, list[str]]:
    """The range that a value may have, in words, and the values when it is one of a few."""
    if error == "literal_error":
        options = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        return (f"one of {', '.join(options)}" if options else str(ctx.get("expected"))), options
    bounds = {"greater_than": ("gt", "more than"), "greater_than_equal": ("ge", "at least"),
              "less_than": ("lt", "less than"), "less_than_equal": ("le", "at most")}  # fmt: skip
    if error in bounds:
        name, says = bounds[error]
        return f"{says} {ctx.get(name):g}", []
    return "something else here", []


def advice_for(model: type[BaseModel] | None, key: str) -> str:
    """An example of a key that would be right, with a value of the type that it has here."""
    field = field_of(model, key) if model else None
    kinds = set(_kinds(field.annotation)) if field else {str}
    example = _EXAMPLES.get(key, "")
    if bool in kinds and tuple not in kinds:
        return f"{key} = true"
    if kinds & {int, float} and not kinds & {str, dict}:
        return example if example[-1:].isdigit() else f"{key} = 3"
    if any(issubclass(kind, BaseModel) for kind in kinds):
        return example if example[-1:] in ("}", "]") else f"a table [[...{key}]] for each"
    if kinds & {tuple, dict}:
        return example or f'{key} = ["..."]'
    return example if example.endswith('"') else f'{key} = "..."'


def _kinds(annotation: Any) -> Iterator[type]:
    """The types that an annotation is made of."""
    if get_origin(annotation) is Literal:
        yield from (type(value) for value in get_args(annotation))
        return
    for part in (annotation, get_origin(annotation)):
        if isinstance(part, type):
            yield part
    for part in get_args(annotation):
        yield from _kinds(part)
