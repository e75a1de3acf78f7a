"""Records as words, for the `plan` command and for documents. A new record type needs nothing here."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..dates import in_words
from ..plan.plan import Plan
from ..plan.records import RECORDS, Assessment, Part, Record
from ..plan.words import EVERY, SIZES


class Told(NamedTuple):
    """A field of a record in words. `listed` when the lines are several things rather than one text."""

    name: str
    lines: list[str]
    listed: bool = False


HOUSEKEEPING = frozenset({"id", "visibility", "source", "created", "extra"})  # of every record; not what it says
OF_RATINGS = frozenset({"ratings", "second", "names", "first_name", "second_name", "scale", "instrument_version"})
NAMES = {
    "done_looks_like": "Done when", "on": "Date", "due": "By", "next_on": "Next", "taken_on": "Date", "done_on": "Done",
    "with_whom": "With", "used_for": "Good for", "dropped_reason": "Why it was let go", "moved": "Times moved",
    "i_learned": "What I learned", "current_role": "Work now", "life_statement": "In life", "every": "Rhythm",
    "next_statement": "From now to next", "horizon_months": "Looking ahead (months)", "length_min": "Minutes",
    "next_level": "Work of the next level", "help_level": "Highest rung of help", "minutes_per_week": "Minutes a week",
    "mentoring_hours": "Hours of mentoring a month", "share": "Share of a week (%)", "goal": "For the goal",
}  # fmt: skip
SHORT = 40  # characters; longer things of a list get a line each
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def title_of(table: str) -> str:
    """What a table is called; one of a newer version goes by its name."""
    return RECORDS[table].title if table in RECORDS else field_words(table)


def field_words(field: str) -> str:
    """What a field is called."""
    return NAMES.get(field) or field.replace("_", " ").capitalize()


def described(record: Record, plan: Plan, leave_out: frozenset[str] = frozenset()) -> list[Told]:
    """What a record says, field by field, without what was never said and without the field that names it."""
    skipped = HOUSEKEEPING | leave_out | {record.label_field}
    told = [Told("Ratings", rating_lines(record), True)] if isinstance(record, Assessment) else []
    if isinstance(record, Assessment):
        skipped |= OF_RATINGS
    told += [_told(name, getattr(record, name), plan) for name in record.__struct_fields__ if name not in skipped]
    return [one for one in told if one.lines]


def rating_lines(assessment: Assessment) -> list[str]:
    """What was rated and how, a line each."""
    lines = []
    for id, rating in assessment.ratings.items():
        second = assessment.second.get(id)
        beside = "" if second is None else f", {assessment.second_name or 'second'} {second:g}"
        lines.append(f"{assessment.names.get(id, id)}: {rating:g}{beside}")
    return lines


def _told(field: str, value: Any, plan: Plan) -> Told:
    name = field_words(field)
    if isinstance(value, str):
        words = _text_words(field, value, plan)
        return Told(name, [line for line in words.splitlines() if line.strip()])
    if isinstance(value, list | dict):
        lines = list(_things(value, plan))
        together = all(len(line) <= SHORT and ";" not in line for line in lines)
        return Told(name, [", ".join(lines)] if lines and together else lines, not together)
    words = _words(value, plan)
    return Told(name, [words] if words and not (field == "moved" and value == 0) else [])


def _things(value: "list[Any] | dict[str, Any]", plan: Plan) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{name}: {_words(one, plan)}" for name, one in value.items())
    else:
        yield from (words for one in value if (words := _words(one, plan)))


def _words(value: Any, plan: Plan) -> str:
    """A value on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | dict):
        return ", ".join(_things(value, plan))
    if isinstance(value, Part):
        return _part_words(value, plan)
    return str(value)


def _part_words(part: Part, plan: Plan) -> str:
    """A group of fields; the text that names it, its first, goes without a name of its own."""
    said = [(name, getattr(part, name)) for name in part.__struct_fields__]
    words = [(name, value, " ".join(_told(name, value, plan).lines)) for name, value in said]
    first = part.__struct_fields__[0]
    return "; ".join(
        shown if name == first and isinstance(value, str) else f"{field_words(name).lower()}: {shown}"
        for name, value, shown in words
        if shown
    )


def _text_words(field: str, value: str, plan: Plan) -> str:
    """A text; a mark of ours in words, and what refers to another record as that record's name."""
    if field == "size":
        return SIZES.get(value, value)
    if field == "every":
        return rhythm(value)
    table, slash, id = value.partition("/")
    found = plan.record(table, id) if slash else plan.record("goals", value) if field == "goal" else None
    return found.label if found else value


def day_words(day: dt.date) -> str:
    """`27 November 2026`."""
    return in_words(day).partition(" ")[2]


def rhythm(every: str) -> str:
    """`P2W` as `every two weeks`; what is no rhythm stays as it is."""
    if every in EVERY:
        return EVERY[every]
    number, unit = every[1:-1], _UNITS.get(every[-1:])
    if not (every.startswith("P") and number.isdigit() and unit):
        return every
    return f"every {unit}" if number == "1" else f"every {int(number)} {unit}s"
