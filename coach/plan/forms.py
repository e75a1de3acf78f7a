"""From a record type to what a person edits of it: fields with a name in words, a type, and a way there and back.

All of it follows from the annotations of the record; only what they cannot say (ranges, references, what is long)
stands in the tables below. `shown` is a record as it is typed, `read_form` is the way back. What nobody touched is
never read: a value that its field cannot show whole survives.
"""

import datetime as dt
import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from ..words import language, marked, said
from .formats import READERS, FieldType, showing
from .records import RECORDS, Part, Record
from .words import EVERY, field_words, mark_words

Keep = Literal["id", "path", "name"]

HIDDEN = frozenset({"id", "visibility", "source", "created", "extra"})
NOT_TYPED = frozenset({
    "next_steps.moved", "next_steps.series", "next_steps.lesson", "next_steps.counted_from",
    "next_steps.earlier_wordings", "assessments.instrument_version", "assessments.names", "assessments.first_name",
    "assessments.second_name", "assessments.scale", "reviews.revisions", "reviews.steps",
})  # fmt: skip
NEEDED = frozenset({"if_thens.act"})  # besides the field that names a record
LONG = frozenset({
    "vision.statement", "life_statement", "reflections.text", "note", "narrative", "story", "sketch", "plan_a",
    "plan_b", "plan_z", "would_change_my_mind", "gut_check", "story_told", "shared_summary", "log", "my_words",
    "privacy", "profile.statement", "managers_view", "problem", "implications", "questions",
})  # fmt: skip
RANGES: dict[str, tuple[int, int]] = {
    "goals.importance": (0, 10), "goals.confidence": (0, 10), "next_steps.confidence": (0, 10),
    "versions.appeal": (0, 10), "versions.confidence": (0, 10), "versions.resources": (0, 10),
    "certainty": (1, 5), "appeal": (1, 5), "cost": (1, 5), "closeness": (1, 5), "routine": (1, 5),
    "risk_to_my_name": (1, 5), "level": (0, 5), "target_level": (0, 5), "help_level": (0, 4), "rung": (0, 4),
    "priority": (1, 3), "importance_now": (0, 100), "importance_next": (0, 100), "share": (0, 100), "hours": (0, 168),
    "horizon_months": (1, 600), "minutes_per_week": (0, 10_000), "mentoring_hours": (0, 700), "watch": (1, 100),
    "weight": (0, 100), "length_min": (0, 1_440), "time_cap_min": (0, 45_000), "minutes": (0, 1_440),
}  # fmt: skip
_PERSON: tuple[tuple[str, ...], Keep] = (("people",), "name")
REFERENCES: dict[str, tuple[tuple[str, ...], Keep]] = {
    "next_steps.goal": (("goals",), "id"), "next_steps.stop": (("stops",), "id"),
    "next_steps.waits_for": (("next_steps",), "id"), "goals.stop": (("stops",), "id"),
    "successes.skill": (("skills",), "path"), "practice_plans.skill": (("skills",), "path"),
    "stops.limit": (("constraints",), "path"), "options.limit": (("constraints",), "path"),
    "if_thens.about": (("goals", "next_steps", "agreements", "practice_plans"), "path"),
    "decisions.choice": (("options",), "name"), "next_steps.waiting_on": _PERSON, "next_steps.agreed_with": _PERSON,
    "with_whom": _PERSON, "agreements.mentor": _PERSON, "agreements.mentee": _PERSON, "introductions.who": _PERSON,
    "introductions.to_whom": _PERSON, "seen_by": _PERSON, "confirmed_by": _PERSON, "handed_to": _PERSON,
    "decider": _PERSON, "sponsor": _PERSON, "who_helps": _PERSON, "feedback_from": _PERSON, "test_who": _PERSON,
    "reports_to": _PERSON, "coaching_agreements.client": _PERSON, "coaching_sessions.client": _PERSON,
    "mentee_selections.candidate": _PERSON,
}  # fmt: skip
RHYTHMS = frozenset({"review_schedule.every", "next_steps.every", "next_steps.after"})
REASONS = {
    ("next_steps", "dropped"): "dropped_reason", ("constraints", "gone"): "test_result",
    ("constraints", "moved"): "test_result", ("options", "dropped"): "learned", ("options", "chosen"): "learned",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormField:
    """One field as it is edited. `path` is its name, or `group.name` for one that stands in a group."""

    path: str
    label: str
    type: FieldType
    needed: bool = False
    whole: bool = True  # whether a number has no decimals
    low: int | None = None
    high: int | None = None
    choices: tuple[tuple[str, str], ...] = ()  # marks and their words
    empty: bool = True  # whether it may say nothing
    of: tuple["FormField", ...] = ()  # the fields of each group, where the value is a list of groups
    refers: tuple[str, ...] = ()  # the tables of the records it may point at
    keep: Keep = "name"  # what of such a record is kept

    @property
    def linked(self) -> bool:
        """Whether what is kept points at a record, and is not just its name."""
        return bool(self.refers) and self.keep != "name"

    @property
    def example(self) -> str:
        """What one could type."""
        if self.type == "number" and self.low is not None:
            return said("{low} to {high}", low=self.low, high=self.high)
        return said(EXAMPLES.get(self.type, ""))

    def show(self, value: Any) -> str:
        """A kept value as it is typed."""
        return showing(self, value)

    def read(self, typed: str, today: dt.date) -> tuple[Any, str]:
        """What was typed in its kept form and "", or None and a sentence that says what is wrong and what would do."""
        text = typed.strip()
        if not text:
            free = self.empty and not self.needed
            return None, "" if free else said("{name}: a few words are needed here.", name=self.label)
        value, why = READERS[self.type](self, text, today)
        return value, f"{self.label}: {why}" if why else ""


EXAMPLES = {"date": marked("fri, in 2 weeks, 12 dec"), "dates": marked("a day a line"), "list": marked("one a line"),
            "pairs": marked("one a line, such as Pay: 4"), "parts": marked("one a paragraph, the name first"),
            "moment": marked("2019, 2027-06, now, next, later")}  # fmt: skip


class Typed(NamedTuple):
    """A form as it was read: what differs from before, as plain data, and what could not be read, by path."""

    fields: dict[str, Any]
    refused: dict[str, str]


def form(kind: type[Record]) -> tuple[FormField, ...]:
    """The fields of a record type that a person edits, named in their language; the one that names it stands first."""
    return _form(kind, language())


@cache
def _form(kind: type[Record], language: str) -> tuple[FormField, ...]:
    """Made once for a language, in which the fields are named."""
    found = _fields(kind, kind.table, "")
    return tuple(sorted(found, key=lambda field: field.path != kind.label_field))


def field_of(kind: type[Record], path: str) -> FormField | None:
    """One field by its path."""
    return next((field for field in form(kind) if field.path == path), None)


def coded(kind: type[Record] | type[Part], name: str) -> bool:
    """Whether a field holds one of a few fixed marks, such as `winding-down`, and not what somebody wrote."""
    return name in _marked(kind)


@cache
def _marked(kind: type[Record] | type[Part]) -> frozenset[str]:
    hints = get_type_hints(kind)
    return frozenset(name for name in kind.__struct_fields__ if get_origin(_bare(hints[name])[0]) is Literal)


def links(kind: type[Record]) -> tuple[FormField, ...]:
    """The fields that may point at another record."""
    return tuple(field for field in form(kind) if field.refers)


def statuses(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The statuses of a record type, as marks and their words; none for a type without them."""
    field = field_of(kind, "status")
    return field.choices if field else ()


def reason_field(table: str, status: str) -> FormField | None:
    """The field that says why a record got a status, where its type has one."""
    name = REASONS.get((table, status))
    return field_of(RECORDS[table], name) if name else None


# --- what the annotations say ------------------------------------------------------


def _fields(kind: type[Record] | type[Part], table: str, group: str) -> list[FormField]:
    hints = get_type_hints(kind)
    found: list[FormField] = []
    for name, default in zip(kind.__struct_fields__, _defaults(kind), strict=True):
        if name in HIDDEN or f"{table}.{name}" in NOT_TYPED:
            continue
        bare, optional = _bare(hints[name])
        if isinstance(bare, type) and issubclass(bare, Part):
            found += _fields(bare, name, f"{name}.")
        else:
            needed = f"{table}.{name}" in NEEDED or (name == getattr(kind, "label_field", None) and bare is str)
            found.append(
                _field(f"{group}{name}", name, table, bare, needed and not optional, optional or default == "")
            )
    return found


def _defaults(kind: type[Record] | type[Part]) -> tuple[Any, ...]:
    """A default for each field; required ones stand first and have none."""
    return (None,) * (len(kind.__struct_fields__) - len(kind.__struct_defaults__)) + tuple(kind.__struct_defaults__)


def _bare(hint: Any) -> tuple[Any, bool]:
    """A type without its `| None`, and whether there was one."""
    if get_origin(hint) in (Union, types.UnionType):
        rest = [one for one in get_args(hint) if one is not type(None)]
        return rest[0], len(rest) < len(get_args(hint))
    return hint, False


def _field(path: str, name: str, table: str, bare: Any, needed: bool, empty: bool) -> FormField:
    key = f"{table}.{name}"
    label = field_words(name, table)
    low, high = RANGES.get(key) or RANGES.get(name) or (None, None)
    origin, inner = get_origin(bare), get_args(bare)
    if origin is Literal:
        return FormField(path, label, "choice", empty=empty, choices=tuple((m, mark_words(m)) for m in inner))
    if key in RHYTHMS:
        return FormField(path, label, "choice", choices=tuple((every, said(words)) for every, words in EVERY.items()))
    if origin is list and isinstance(inner[0], type) and issubclass(inner[0], Part):
        inside = [replace(one, type="long") if one.type == "text" else one for one in _fields(inner[0], name, "")]
        return FormField(path, label, "parts", of=tuple(inside))
    if origin is dict:
        deep = get_origin(inner[1]) is dict
        number = not deep and inner[1] is not str
        return FormField(path, label, "grid" if deep else "pairs" if number else "texts", whole=inner[1] is not float)
    if origin is list:
        return FormField(path, label, "dates" if inner[0] is dt.date else "list")
    refers, keep = REFERENCES.get(key) or REFERENCES.get(name) or ((), "name")
    kind = _plain_type(key, name, bare)
    return FormField(path, label, "ref" if refers and keep != "name" else kind, needed, bare is not float, low, high,
                     empty=empty or bare is not str, refers=refers, keep=keep)  # fmt: skip


def _plain_type(key: str, name: str, bare: Any) -> FieldType:
    if bare is bool:
        return "yesno"
    if bare in (int, float):
        return "number"
    if bare is dt.date:
        return "date"
    if key == "stops.when":
        return "moment"
    return "long" if key in LONG or name in LONG else "text"


# --- there and back ----------------------------------------------------------------


def plain_fields(record: Record) -> dict[str, Any]:
    """All that a record says as plain data, also what it says by default; dates stay dates."""
    values = {name: getattr(record, name) for name in record.__struct_fields__ if name not in HIDDEN}
    plain: dict[str, Any] = msgspec.to_builtins(values, builtin_types=(dt.date,))
    return plain


def shown(kind: type[Record], fields: Mapping[str, Any]) -> dict[str, str]:
    """What a record's plain data looks like in its form, by path."""
    return {field.path: field.show(value_at(fields, field.path)) for field in form(kind)}


def value_at(fields: Mapping[str, Any], path: str) -> Any:
    """The value at a path of plain data."""
    group, _, name = path.rpartition(".")
    inside = fields.get(group) if group else fields
    return inside.get(name) if isinstance(inside, Mapping) else None


def read_form(kind: type[Record], record: Record | None, typed: Mapping[str, str], today: dt.date) -> Typed:
    """What was typed, compared with what stood there: only fields that differ are read and changed."""
    result = Typed({}, {})
    before = plain_fields(record or kind(id=""))
    for field in form(kind):
        text = typed.get(field.path)
        same = text is None or text == field.show(value_at(before, field.path))
        if same and not (field.needed and record is None):
            continue
        value, why = field.read(text or "", today)
        if why:
            result.refused[field.path] = why
        else:
            _set(result.fields, before, field.path, value)
    return result


def _set(fields: dict[str, Any], before: Mapping[str, Any], path: str, value: Any) -> None:
    group, _, name = path.rpartition(".")
    if not group:
        fields[name] = value
        return
    whole = {**((fields if group in fields else before).get(group) or {}), name: value}
    fields[group] = {key: one for key, one in whole.items() if one is not None} or None
