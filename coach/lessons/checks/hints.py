"""Words for faults of form: what a type is called, what a form looks like, and an example of what would be right."""

import datetime as dt
import re
import unicodedata
from typing import Any, get_args

from pydantic import BaseModel

from ..tokens import KeyPath
from .models import field_of
from .sheet import FileKind

# What authors write out of habit, and what it is called here.
BELONGS = {
    "question": "prompt", "choices": "options", "answers": "options", "name": "title", "hint": "help", "why": "help",
    "description": "help", "body": "text", "duration": "minutes", "time": "minutes", "type": "kind", "required": "optional",
    "condition": "when", "show_if": "when", "if": "when", "next": "goto", "target": "to", "objectives": "outcomes",
    "goals": "outcomes", "prerequisites": "requires", "lang": "language", "licence": "license", "multiple": "many",
    "correct": "right", "explanation": "feedback", "caption": "label", "source": "sources", "fill": "fills",
    "kind quiz": "“choice” with a right option", "kind multi": "“choice” with many = true",
    "kind multiple": "“choice” with many = true", "kind rating": "“scale”", "kind question": "“choice” or “text”",
    "kind input": "“text”", "kind free_text": "“text”", "kind roleplay": "“scenario”", "kind role-play": "“scenario”",
    "kind if_then": "“if-then”", "kind action": "“commit”", "kind review": "“schedule”", "kind explain": "“read”",
    "kind grid": "“scale” with rows", "kind do": "“checklist”", "kind pick": "“choice” with “from”",
}  # fmt: skip

_TABLES = {
    "steps": "step", "options": "option", "rows": "row", "cards": "card", "buckets": "bucket", "items": "item",
    "groups": "group", "fields": "field", "columns": "column", "shows": "part of a recap", "meters": "meter",
    "nodes": "node", "choices": "choice", "endings": "ending", "debrief": "debrief question", "tracks": "track",
    "modules": "module", "when": "condition", "all": "condition", "any": "condition", "not": "condition",
    "second": "second rating",
}  # fmt: skip

# Only what was written by the models' authors stands here; a test holds that none is missing.
FORMS: dict[str, tuple[str, str]] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": ("an id: small letters, digits and single hyphens", "“my-week”"),
    r"^[a-z_]+(\.[a-z_]+)?$": ("a part of the plan: a table, or a table and a field", "“goals” or “profile.energy”"),
    r"^[a-z_]+(\.[a-z_-]+)?$": ("a part of the plan: a table, or a table and a field", "“tasks” or “assessments.wheel”"),
    r"^(plan\.[a-z_]+|[a-z0-9]+(-[a-z0-9]+)*)$": ("the id of a step, or plan and a table", "“my-list” or “plan.next_steps”"),
    r"^[A-Za-z][A-Za-z0-9-]*$": ("the id of a node: a letter, then letters, digits and hyphens", "“t1”"),
    r"^[a-z][a-z0-9_]*$": ("a name: small letters, digits and _", "“done_by”"),
    r"^[a-e]$": ("one of the letters a to e", "“a”"),
    r"^P\d{1,3}[DWMY]$": ("a rhythm: P, a number, and D, W, M or Y", "“P1W” for every week"),
    r"^[SPMX]\d{1,3}$": ("the number of an idea: S, P, M or X and a number", "“S58”"),
}

_TYPES = {
    "string_type": "text in quotes", "int_type": "a whole number", "float_type": "a number", "bool_type": "true or false",
    "tuple_type": "a list in square brackets", "dict_type": "a table", "model_type": "a table",
    "model_attributes_type": "a table", "int_from_float": "a whole number", "finite_number": "a number",
}  # fmt: skip

_EXAMPLES = {
    "format": "format = 1", "id": 'id = "my-week"', "title": 'title = "A week as it is"', "track": 'track = "take-stock"',
    "module": 'module = "where-you-stand"', "minutes": "minutes = 12", "audience": 'audience = ["all"]',
    "outcomes": 'outcomes = ["say what fills your week"]', "kind": 'kind = "text"', "label": 'label = "With a colleague"',
    "text": 'text = """..."""', "version": 'version = "1.0"', "to": 'to = "t2"', "key": 'key = "a"', "tone": 'tone = "good"',
    "shows": 'shows = [{ plan = "goals" }]', "when": 'when = { plan = "people", filled = true }', "scenario": 'scenario = "the-id"',
    "second": 'second = { label = "Matters to me" }', "effects": "effects = { trust = 1 }", "review": 'review = "weekly"',
}  # fmt: skip


def table_word(kind: FileKind, path: KeyPath) -> str:
    """What a table at this path is called."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return {"pack": "pack file", "tracks": "tracks file"}.get(kind, kind)
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
    """An example of a key that would be right."""
    field = field_of(model, key) if model else None
    types = str(field.annotation if field else "")
    if key in ("max", "min", "minutes") or (key not in _EXAMPLES and "tuple" not in types and ("int" in types or "float" in types)):
        return f"{key} = 3"
    if "bool" in types and "tuple" not in types:
        return f"{key} = true"
    if key in _EXAMPLES:
        return _EXAMPLES[key]
    if field and "tuple" in types and any("BaseModel" in str(t.__mro__) for t in get_args(field.annotation) if isinstance(t, type)):
        return f"[[...{key}]] tables"
    return f'{key} = ["..."]' if "tuple" in types else f'{key} = "..."'
