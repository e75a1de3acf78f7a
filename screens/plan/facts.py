"""A record in full, as words: every field that says something, and where it came from."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from textual.content import Content

from coach.dates import in_words
from coach.lessons.library import Library
from coach.plan.records import RECORDS, Assessment, Part, Record, Role
from coach.plan.words import EVERY, SIZES

from ..drawing import QUIET, plain

LEFT_OUT = frozenset({"id", "extra", "source", "created", "visibility"})
RATED = frozenset({"ratings", "second", "names", "scale", "first_name", "second_name"})  # told together
NOT_SAID: tuple[Any, ...] = (None, "", [], {}, 0)
WORDS = {
    "done_looks_like": "Done when",
    "due": "By when",
    "done_on": "Done on",
    "with_whom": "With",
    "next_on": "Next on",
    "i_learned": "What I learned",
    "my_part": "My part",
    "seen_by": "Seen by",
    "taken_on": "On",
    "cue": "If",
    "act": "Then",
    "current_role": "What I do",
    "size": "How long",
    "confidence": "How sure, of 10",
    "moved": "Times moved",
    "statement": "In a sentence",
    "next_statement": "From here to next",
    "gives": "Gives energy",
    "drains": "Drains energy",
    "state": "How it is",
    "what": "What",
    "waiting_on": "Waits for",
    "agreed_with": "Promised to",
}
SEEN_BY = {
    "private": "only you",
    "coach": "you, and a coach you show it to",
    "shareable": "you, and whoever you give it to",
}

STATUSES = {"todo": "to do", "doing": "under way"}

Fact = tuple[str, list[str]]


def facts(record: Record, names: dict[str, str] | None = None) -> list[Fact]:
    """What a record says: pairs of a label and lines. `names` are labels of other records by id."""
    rated = isinstance(record, Assessment)
    ratings = _ratings(record) if isinstance(record, Assessment) else ()
    return [*ratings, *_fields(record, names or {}, RATED if rated else frozenset())]


def _fields(record: Record | Part, names: dict[str, str], skip: frozenset[str] = frozenset()) -> Iterator[Fact]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field in LEFT_OUT | skip or value in NOT_SAID:
            continue
        if isinstance(value, Part) and not isinstance(value, Role):
            yield from _fields(value, names)
        else:
            yield label(field), _lines(value, names)


def label(field: str) -> str:
    """A field's name as people say it."""
    return WORDS.get(field) or field.replace("_", " ").capitalize()


def _lines(value: Any, names: dict[str, str]) -> list[str]:
    if isinstance(value, list):
        return [line for item in value for line in _lines(item, names)]
    if isinstance(value, Role):
        return [_role(value)]
    if isinstance(value, Part):
        return ["; ".join(", ".join(lines) if n == 0 else f"{title.lower()}: {', '.join(lines)}"
                          for n, (title, lines) in enumerate(_fields(value, names)))]  # fmt: skip
    if isinstance(value, dict):
        return [f"{key}: {', '.join(_lines(item, names))}" for key, item in value.items()]
    return [in_words(value) if isinstance(value, dt.date) else names.get(str(value)) or _said(value)]


def _role(role: Role) -> str:
    since, hours = f"since {role.since}" if role.since else "", f"{role.hours:g} hours a week" if role.hours else ""
    return ", ".join(filter(None, [role.title, role.organisation, role.level, role.kind, hours, since]))


def _said(value: object) -> str:
    text = str(value)
    return (
        STATUSES.get(text) or SIZES.get(text) or EVERY.get(text) or (f"{value:g}" if isinstance(value, float) else text)
    )


def _ratings(record: Assessment) -> Iterator[Fact]:
    first, second = record.first_name or "rated", record.second_name or "and"
    lines = []
    for id, rating in record.ratings.items():
        more = f", {second} {record.second[id]:g}" if id in record.second else ""
        lines.append(f"{record.names.get(id, id)}: {first} {rating:g}{more}")
    if lines:
        scale = record.scale
        yield f"On a scale of {scale.min} to {scale.max}" if scale else "Ratings", lines


def told(record: Record, library: Library, names: dict[str, str]) -> Content:
    """A record in full: its name, what else it says, where it came from and who may see it."""
    named = label(record.label_field)
    parts: list[Content] = []
    for title, lines in facts(record, names):
        if title == named and not parts and not record.one:
            parts += [*(plain(line, "bold") for line in lines), Content("")]
        else:
            parts += [Content.styled(title, QUIET), *(plain(line) for line in lines), Content("")]
    parts += [plain(f"From {origin(record, library)}.", QUIET), plain(f"Seen by {_seen_by(record)}.", QUIET)]
    return Content("\n").join(parts)


def origin(record: Record, library: Library) -> str:
    """Where a record came from, in words."""
    day = f", {in_words(record.created)}" if record.created else ""
    if not record.source or record.source == "hand":
        return f"your own hand{day}"
    lesson = record.source.partition("/")[0]
    head = library.head(lesson)
    return f"the lesson “{head.title if head else lesson}”{day}"


def _seen_by(record: Record) -> str:
    return SEEN_BY[record.visibility or RECORDS[record.table].default_visibility]


def short(record: Record, most: int = 3) -> list[str]:
    """The first few things a record says, a line each: for records that have no name."""
    return [f"{title}: {', '.join(lines)}" for title, lines in facts(record)[:most]]
