"""Words for faults of form: what a type is called, what a form looks like, and an example of what would be right."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from ...words import marked, said
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
    "quiz": marked("“choice” with a right option"), "multi": marked("“choice” with many = true"),
    "rating": "“scale”",
    "multiple": marked("“choice” with many = true"), "question": marked("“choice” or “text”"),
    "input": "“text”", "free_text": "“text”",
    "roleplay": "“scenario”", "role-play": "“scenario”", "if_then": "“if-then”", "action": "“commit”",
    "review": "“schedule”", "explain": "“read”", "compare": "“matrix”", "order": "“rank”",
}  # fmt: skip

_TABLES = {
    "steps": marked("step"), "options": marked("option"), "rows": marked("row"), "cards": marked("card"),
    "buckets": marked("bucket"), "items": marked("item"), "groups": marked("group"), "fields": marked("field"),
    "columns": marked("column"), "shows": marked("part of a recap"), "meters": marked("meter"),
    "nodes": marked("node"), "choices": marked("choice"), "endings": marked("ending"),
    "debrief": marked("debrief question"), "tracks": marked("track"), "routes": marked("route"),
    "modules": marked("module"), "when": marked("condition"), "all": marked("condition"), "any": marked("condition"),
    "not": marked("condition"), "second": marked("second rating"), "actions": marked("action"), "x": marked("axis"),
    "y": marked("axis"),
}  # fmt: skip

_KINDS = {"lesson": marked("lesson"), "scenario": marked("scenario")}

# What the patterns of the models ask for. A test holds that none is missing.
_PART = marked("a part of the plan: a table, or a table and a field")
FORMS: dict[str, tuple[str, str]] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": (marked("an id: small letters, digits and single hyphens"), "“my-week”"),
    r"^[a-z0-9]+([-_][a-z0-9]+)*$": (marked("an id: small letters, digits, single hyphens or _"), "“my-option”"),
    r"^[a-z_]+(\.[a-z_]+)?$": (_PART, marked("“goals” or “profile.energy”")),
    r"^[a-z_]+(\.[a-z_-]+)?$": (_PART, marked("“tasks” or “assessments.wheel”")),
    r"^(plan\.[a-z_]+|[a-z0-9]+(-[a-z0-9]+)*)$": (
        marked("a step's id, or a table"),
        marked("“my-list” or “plan.next_steps”"),
    ),
    r"^[A-Za-z][A-Za-z0-9-]*$": (marked("the id of a node: a letter, then letters, digits and hyphens"), "“t1”"),
    r"^[a-z][a-z0-9_]*$": (marked("a name: small letters, digits and _"), "“done_by”"),
    r"^[a-z_]+$": (marked("the name of a table of the plan"), "“goals”"),
    r"^[a-e]$": (marked("one of the letters a to e"), "“a”"),
    r"^(weekly|monthly|full|C([1-9]|1[0-7]))$": (
        marked("a rhythm, or the number of a check"),
        marked("“weekly” or “C4”"),
    ),
    r"^P\d{1,3}[DWMY]$": (marked("a rhythm: P, a number, and D, W, M or Y"), marked("“P1W” for every week")),
    r"^[0-9]{1,9}(\.[0-9]{1,9}){0,3}$": (
        marked("a version: one to four numbers with dots between them"),
        marked("“1.0” or “2.3.1”"),
    ),
    r"^[SPMX]\d{1,3}$": (marked("the number of an idea: S, P, M or X and a number"), "“S58”"),
}

_TYPES = {
    "string_type": marked("text in quotes"), "int_type": marked("a whole number"), "float_type": marked("a number"),
    "bool_type": marked("true or false"), "tuple_type": marked("a list in square brackets"),
    "dict_type": marked("a table"), "model_type": marked("a table"), "model_attributes_type": marked("a table"),
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
        return {"pack": said("pack file"), "tracks": said("tracks file"), "routes": said("routes file")}.get(
            kind, said(_KINDS.get(kind, kind))
        )
    return said(_TABLES[names[-1]]) if names[-1] in _TABLES else names[-1]


def form_of(pattern: str) -> tuple[str, str]:
    """What a pattern asks for, in words, and an example."""
    if pattern not in FORMS:
        return said("of the form that is wanted here"), said("the ones in lessons that work")
    form, example = FORMS[pattern]
    return said(form), said(example)


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
    return said(_TYPES[error]) if error in _TYPES else said("of another type")


def value_word(value: Any) -> str:
    """What a value is, in TOML's terms."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date | dt.time):
        return said("a date or time without quotes")
    names = {str: marked("text"), int: marked("a number"), float: marked("a number with a point"),
             list: marked("a list"), dict: marked("a table")}  # fmt: skip
    return said(names.get(type(value), marked("something else")))


def allowed(error: str, ctx: dict[str, Any]) -> tuple[str, list[str]]:
    """The range that a value may have, in words, and the values when it is one of a few."""
    if error == "literal_error":
        options = re.findall(r"'([^']*)'", str(ctx.get("expected", "")))
        return (said("one of {list}", list=", ".join(options)) if options else str(ctx.get("expected"))), options
    bounds = {
        "greater_than": ("gt", marked("more than {n}")),
        "greater_than_equal": ("ge", marked("at least {n}")),
        "less_than": ("lt", marked("less than {n}")),
        "less_than_equal": ("le", marked("at most {n}")),
    }
    if error in bounds:
        name, words = bounds[error]
        return said(words, n=f"{ctx.get(name):g}"), []
    return said("something else here"), []


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
        return example if example[-1:] in ("}", "]") else said("a table [[...{key}]] for each", key=key)
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
