"""Records as words, for the `plan` command and for documents. A new record type needs nothing here."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..dates import date_words
from ..plan.forms import coded
from ..plan.plan import Plan
from ..plan.records import RECORDS, Assessment, Finding, NextStep, Part, Record, Revision
from ..plan.words import PINNED_WORDS, mark_words
from ..plan.words import field_words as field_words
from ..plan.words import rhythm as rhythm
from ..review.revisions import CARRIED, MADE
from ..review.revisions import WORDS as MADE_OF_IT
from ..words import lowered, marked, said, said_of


class Told(NamedTuple):
    """A field of a record in words. `listed` when the lines are several things rather than one text."""

    name: str
    lines: list[str]
    listed: bool = False


HOUSEKEEPING = frozenset({"id", "visibility", "source", "created", "extra"})  # of every record; not what it says
OF_RATINGS = frozenset({"ratings", "second", "names", "first_name", "second_name", "scale", "instrument_version"})
OF_SERIES = frozenset({"series", "counted_from"})  # how repeating steps are counted, not what anybody said
UNSAID = frozenset({"moved", "pinned"})  # say something only when they are more than nothing
PINNED = "pinned"
WAITING = frozenset({"waiting_on", "waits_for", "follow_up", "not_before"})  # of a next step, while it is open
BY_ID = {"goal": "goals", "stop": "stops", "waits_for": "next_steps"}  # fields that hold an id, and of which table
FEW = 5  # of more days on which something was done only their number is said, and the last
SHORT = 40  # characters; longer things of a list get a line each


def title_of(table: str) -> str:
    """What a table is called; one of a newer version goes by its name."""
    return said(RECORDS[table].title) if table in RECORDS else field_words(table)


def described(record: Record, plan: Plan, leave_out: frozenset[str] = frozenset()) -> list[Told]:
    """What a record says, field by field, without what was never said and without the field that names it."""
    skipped = HOUSEKEEPING | OF_SERIES | leave_out | record.in_label
    told = [Told(said("Ratings"), rating_lines(record), True)] if isinstance(record, Assessment) else []
    if isinstance(record, Assessment):
        skipped |= OF_RATINGS
    told += [_field(record, name, plan) for name in record.__struct_fields__ if name not in skipped]
    return [one for one in told if one.lines]


def over(record: Record) -> frozenset[str]:
    """The fields that tell nothing any more, now that a record is closed: whom a step waited for."""
    return frozenset() if record.open else WAITING


def rating_lines(assessment: Assessment) -> list[str]:
    """What was rated and how, a line each."""
    lines = []
    for id, rating in assessment.ratings.items():
        second = assessment.second.get(id)
        beside = "" if second is None else f", {assessment.second_name or said('second')} {second:g}"
        lines.append(f"{assessment.names.get(id, id)}: {rating:g}{beside}")
    return lines


def _field(record: Record | Part, field: str, plan: Plan) -> Told:
    """A field of a record or a group; one of our own marks as the words that stand for it."""
    value = getattr(record, field)
    if field == PINNED and value is True:
        return Told(field_words(field), [said(PINNED_WORDS)])
    if isinstance(value, str) and coded(type(record), field):
        value = mark_words(value)
    return _told(field, value, plan, getattr(record, "table", ""))


def _told(field: str, value: Any, plan: Plan, table: str) -> Told:
    name = field_words(field, table)
    if isinstance(value, str):
        words = _text_words(field, value, plan)
        return Told(name, [line for line in words.splitlines() if line.strip()])
    if field == "done" and isinstance(value, list) and len(value) > FEW:
        return Told(name, [said("{n} times, last on {day}", n=len(value), day=day_words(max(value)))])
    if isinstance(value, list | dict):
        revisions = [one for one in value if isinstance(one, Revision)]
        lines = list(_revised(revisions, plan) if revisions else _things(value, plan))
        groups = isinstance(value, list) and any(isinstance(one, Part) for one in value)
        together = not groups and all(len(line) <= SHORT and not {",", ";"} & set(line) for line in lines)
        return Told(name, [", ".join(lines)] if lines and together else lines, not together)
    words = _words(value, plan)
    return Told(name, [words] if words and (value or field not in UNSAID) else [])


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
        return said("yes") if value else said("no")
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | dict):
        return ", ".join(_things(value, plan))
    if isinstance(value, Part):
        return _part_words(value, plan)
    return _text_words("", value, plan) if isinstance(value, str) else str(value)


def _part_words(part: Part, plan: Plan) -> str:
    """A group of fields; the text that names it, its first, goes without a name of its own."""
    if isinstance(part, Finding):
        readings = [said(text, reading=reading) for text, reading in _readings(part) if reading]
        return "; ".join([part.fact.removesuffix(".") if readings else part.fact, *readings])
    values = [(name, getattr(part, name)) for name in part.__struct_fields__]
    told = [(name, value, _field(part, name, plan)) for name, value in values]
    words = [(name, value, (", " if one.listed else " ").join(one.lines)) for name, value, one in told]
    first = part.__struct_fields__[0]
    return "; ".join(
        shown if name == first and isinstance(value, str) else f"{_within(field_words(name))}: {shown}"
        for name, value, shown in words
        if shown
    )


def _readings(finding: Finding) -> list[tuple[str, str | None]]:
    """What a fact could mean, each with the text it stands in."""
    also = marked("it could also mean: {reading}")
    return [(marked("it could mean: {reading}"), finding.means), (also, finding.could_also_mean)]


def _revised(revisions: list[Revision], plan: Plan) -> Iterator[str]:
    """What a review made of the records it went through; of those left as they were only the number."""
    left = [one for one in revisions if one.action == "keep" and not one.reason]
    for one in (one for one in revisions if one not in left and one.action != CARRIED):
        record = plan.record(one.entity, one.id)
        label = record.label if record else ""
        told = [label, _made_of_it(one, record), "" if one.said == label else one.said, one.reason]
        yield "; ".join(text for text in told if text)
    if left:
        yield said_of(len(left), "{n} left as it was", "{n} left as they were")


def _made_of_it(one: Revision, record: Record | None) -> str:
    """What became of a record, in a word or two."""
    if one.action == MADE and isinstance(record, NextStep) and record.series and record.due:
        return said("comes again on {day}", day=day_words(record.due))
    return said(MADE_OF_IT.get(one.action, one.action))


def _within(name: str) -> str:
    """The name of a field as it stands within a line: `what I keep to myself`."""
    return name if name.startswith("I ") else lowered(name)


def _text_words(field: str, value: str, plan: Plan) -> str:
    """A text; a mark of ours in words, and what refers to another record as that record's name."""
    if field in ("every", "after"):
        return rhythm(value)
    table, _, id = value.partition("/") if "/" in value else (BY_ID.get(field, ""), "", value)
    found = plan.record(table, id)
    return found.label if found else value


def day_words(day: dt.date) -> str:
    """`27 November 2026`."""
    return date_words(day)
