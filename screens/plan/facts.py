"""A record in full, as words: every field that says something, and where it came from."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from textual.content import Content

from coach.by_hand import pointed_at
from coach.dates import in_words
from coach.exports.words import PINNED, over
from coach.lessons.library import Library
from coach.plan.forms import coded, field_of
from coach.plan.plan import Plan
from coach.plan.records import CAPTURED, RECORDS, Assessment, NextStep, Part, Record, Role
from coach.plan.today import picked
from coach.plan.words import PINNED_WORDS, SEEN_BY, field_words, mark_words
from coach.words import lowered, marked, said

from ..drawing import QUIET, plain

LEFT_OUT = frozenset({"id", "extra", "source", "created", "visibility", "series", "counted_from"})
RATED = frozenset({"ratings", "second", "names", "scale", "first_name", "second_name", "instrument_version"})
NOTHING_WHEN_ZERO = frozenset({"moved", "pinned"})

Fact = tuple[str, list[str]]


def facts(record: Record, plan: Plan | None = None) -> list[Fact]:
    """What a record says: pairs of a label and lines. In a `plan`, what points at another record names it."""
    rated = isinstance(record, Assessment)
    ratings = _ratings(record) if isinstance(record, Assessment) else ()
    # A field that is the name stands here first; fields that a longer name is made of are said by it.
    named = frozenset() if record.label_field in record.in_label and not rated else record.in_label
    return [*ratings, *_fields(record, record.table, plan, named | over(record) | (RATED if rated else frozenset()))]


def _fields(record: Record | Part, table: str, plan: Plan | None, skip: frozenset[str] = frozenset()) -> Iterator[Fact]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        nothing = value in (None, "", [], {}) or (not value and field in NOTHING_WHEN_ZERO)
        if nothing or field in LEFT_OUT | skip:
            continue
        if field == PINNED:
            value = said(PINNED_WORDS)
        if isinstance(value, Part) and not isinstance(value, Role):
            yield from _fields(value, field, plan)
        elif isinstance(value, str):
            yield field_words(field, table), [_text(record, field, value, plan)]
        else:
            yield field_words(field, table), _lines(value, field, plan)


def _text(record: Record | Part, field: str, value: str, plan: Plan | None) -> str:
    """A text; one of our marks in words, and what points at another record as that one's name."""
    if coded(type(record), field) or field in ("every", "after"):
        return mark_words(value)
    spec = field_of(type(record), field) if plan is not None and isinstance(record, Record) else None
    other = pointed_at(plan, spec, value) if plan is not None and spec is not None and spec.linked else None
    return other.label if other else value


def _lines(value: Any, field: str, plan: Plan | None) -> list[str]:
    if isinstance(value, list):
        return [line for item in value for line in _lines(item, field, plan)]
    if isinstance(value, Role):
        return [_role(value)]
    if isinstance(value, Part):
        return ["; ".join(", ".join(lines) if n == 0 else f"{lowered(title)}: {', '.join(lines)}"
                          for n, (title, lines) in enumerate(_fields(value, field, plan)))]  # fmt: skip
    if isinstance(value, dict):
        return [f"{key}: {', '.join(_lines(item, field, plan))}" for key, item in value.items()]
    return [in_words(value) if isinstance(value, dt.date) else _said(value)]


def _role(role: Role) -> str:
    since = said("since {time}", time=role.since) if role.since else ""
    hours = said("{n} hours a week", n=f"{role.hours:g}") if role.hours else ""
    kind = said(role.kind) if role.kind else ""
    return ", ".join(filter(None, [role.title, role.organisation, role.level, kind, hours, since]))


def _said(value: object) -> str:
    if isinstance(value, bool):
        return said("yes") if value else said("no")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _ratings(record: Assessment) -> Iterator[Fact]:
    first, second = record.first_name or said("rated"), record.second_name or said("and")
    lines = []
    for id, rating in record.ratings.items():
        more = f", {second} {record.second[id]:g}" if id in record.second else ""
        lines.append(f"{record.names.get(id, id)}: {first} {rating:g}{more}")
    if lines:
        scale = record.scale
        on = said("On a scale of {low} to {high}", low=scale.min, high=scale.max) if scale else said("Ratings")
        yield on, lines


def told(record: Record, library: Library, plan: Plan, today: dt.date | None = None) -> Content:
    """A record in full: its name, what else it says, where it came from and who may see it.

    With a day, of an open step also why it stands where it does.
    """
    named = field_words(record.label_field, record.table)
    by_itself = record.one or record.label_field in record.in_label or record.label == record.id
    parts: list[Content] = [] if by_itself else [plain(record.label, "bold"), Content("")]
    for title, lines in [*_place(record, plan, today), *facts(record, plan)]:
        if title == named and not parts and not record.one:
            parts += [*(plain(line, "bold") for line in lines), Content("")]
        else:
            parts += [Content.styled(title, QUIET), *(plain(line) for line in lines), Content("")]
    parts += [plain(origin(record, library), QUIET), plain(said("Seen by {who}.", who=seen_by(record)), QUIET)]
    return Content("\n").join(parts)


def _place(record: Record, plan: Plan, today: dt.date | None) -> Iterator[Fact]:
    found = picked(plan, today, record) if today and isinstance(record, NextStep) and record.open else None
    if found:
        yield said("Why it stands where it does"), list(found.reasons)


ELSEWHERE = {
    CAPTURED: marked("From what you caught in passing, to be sorted at your next review{day}."),
    "review": marked("From a review{day}."),
    "coach": marked("From your coach{day}."),
}


def origin(record: Record, library: Library) -> str:
    """Where a record came from, as a sentence."""
    day = f", {in_words(record.created)}" if record.created else ""
    if not record.source or record.source == "hand":
        return said("From your own hand{day}.", day=day)
    if record.source in ELSEWHERE:
        return said(ELSEWHERE[record.source], day=day)
    lesson = record.source.partition("/")[0]
    head = library.head(lesson)
    return said("From the lesson “{lesson}”{day}.", lesson=head.title if head else lesson, day=day)


def seen_by(record: Record) -> str:
    """Who may see a record, in words."""
    return said(SEEN_BY[record.visibility or RECORDS[record.table].default_visibility])


def short(record: Record, most: int = 3) -> list[str]:
    """The first few things a record says, a line each: for records that have no name."""
    return [f"{title}: {', '.join(lines)}" for title, lines in facts(record)[:most]]
