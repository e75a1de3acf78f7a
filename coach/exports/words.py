"""Records as pairs of words, for the `plan` command and for documents. A new record type needs nothing here."""

import datetime as dt
from typing import Any

from ..dates import in_words
from ..plan.plan import Plan
from ..plan.records import RECORDS, Part, Record
from ..plan.words import EVERY, SIZES

Pair = tuple[str, str]

HOUSEKEEPING = frozenset({"id", "visibility", "source", "created", "extra"})  # of every record; not what it says
NAMES = {
    "done_looks_like": "Done when", "on": "Date", "due": "By", "next_on": "Next", "taken_on": "Date", "done_on": "Done",
    "with_whom": "With", "used_for": "Good for", "dropped_reason": "Why it was let go", "moved": "Times moved",
    "i_learned": "What I learned", "current_role": "Work now", "life_statement": "In life",
    "next_statement": "From now to next", "horizon_months": "Looking ahead (months)", "length_min": "Minutes",
    "next_level": "Work of the next level", "help_level": "Highest rung of help", "minutes_per_week": "Minutes a week",
    "mentoring_hours": "Hours of mentoring a month", "share": "Share of a week (%)", "goal": "For the goal",
}  # fmt: skip
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def title_of(table: str) -> str:
    """What a table is called; one of a newer version goes by its name."""
    return RECORDS[table].title if table in RECORDS else field_words(table)


def field_words(field: str) -> str:
    """What a field is called."""
    return NAMES.get(field) or field.replace("_", " ").capitalize()


def described(record: Record, plan: Plan, leave_out: frozenset[str] = frozenset()) -> list[Pair]:
    """What a record says, field by field, without what was never said and without the field that names it."""
    skipped = HOUSEKEEPING | leave_out | {record.label_field}
    fields = [name for name in record.__struct_fields__ if name not in skipped]
    pairs = [(field_words(name), value_words(name, getattr(record, name), plan)) for name in fields]
    return [(name, words) for name, words in pairs if words]


def value_words(field: str, value: Any, plan: Plan) -> str:
    """A value as words; empty for nothing. What refers to another record becomes that record's name."""
    if value is None or value == "" or value == [] or value == {} or (field == "moved" and not value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return _list_words(value, plan)
    if isinstance(value, Part):
        return "; ".join(f"{name.lower()}: {words}" for name, words in _parts(value, plan))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {value_words('', one, plan)}" for name, one in value.items())
    if field == "size":
        return SIZES.get(value, str(value))
    return rhythm(str(value)) if field == "every" else _named(field, value, plan)


def _list_words(values: list[Any], plan: Plan) -> str:
    mark = "; " if any(isinstance(one, Part) for one in values) else ", "
    return mark.join(value_words("", one, plan) for one in values)


def _parts(part: Part, plan: Plan) -> list[Pair]:
    pairs = [(field_words(name), value_words(name, getattr(part, name), plan)) for name in part.__struct_fields__]
    return [(name, words) for name, words in pairs if words]


def _named(field: str, value: Any, plan: Plan) -> str:
    """A text, or the name of the record that it refers to by id or by table/id."""
    words = str(value)
    table, slash, id = words.partition("/")
    found = plan.record(table, id) if slash else plan.record("goals", words) if field == "goal" else None
    return found.label if found else words


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
