"""What of a plan may leave it: a copy that holds nothing the reader is not meant to see.

Exporters are given this copy and never the plan, so none of them can let something slip. Private things also hide in what
refers to them, therefore: references to a record that is left out are emptied, and an answer that names one is left out too.
Notes on people, and what a mentor holds back, stay with their owner.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from ..plan.answers import Answer, AnswerBook, Steps
from ..plan.plan import Plan
from ..plan.records import RECORDS, Agreement, Person, Record, Visibility

Audience = Literal["me", "coach", "shareable"]

SEEN: dict[Audience, frozenset[Visibility]] = {
    "me": frozenset({"private", "coach", "shareable"}),
    "coach": frozenset({"coach", "shareable"}),
    "shareable": frozenset({"shareable"}),
}
NOTES = "Notes on people"
HELD_BACK = "What you hold back as a mentor"
ANSWERS = "Answers in lessons"
NEWER = "Entries of a newer version"


@dataclass(frozen=True, slots=True)
class Copy:
    """What a reader may see, and how many things of which sort were left out."""

    plan: Plan
    withheld: Mapping[str, int]


def visible(plan: Plan, audience: Audience) -> Copy:
    """The plan as one audience may see it."""
    seen = SEEN[audience]
    hidden = {row.id for table in plan.tables for row in plan.rows(table) if level(row) not in seen}
    left_out = Counter(RECORDS[t].title for t in plan.tables if t in RECORDS for row in plan.rows(t) if level(row) not in seen)
    left_out[NEWER] += sum(len(rows) for rows in plan.unknown.values())
    kept = {table: _rows(plan.rows(table), hidden, audience, left_out) for table in plan.tables}
    book = _answers(plan, hidden, audience, left_out)
    shown = Plan(tables={table: rows for table, rows in kept.items() if rows}, progress=plan.progress, answers=book)
    return Copy(shown, {title: n for title, n in left_out.items() if n})


def level(row: Record) -> Visibility:
    """Who may see a record: what it says itself, else what its type says."""
    return row.visibility or row.default_visibility


def lessons_answered(plan: Plan) -> list[str]:
    """The lessons that have answers, in the order in which they were begun."""
    return [id for id in dict.fromkeys([*plan.progress, *plan.answers.changed]) if plan.answers.of(id)]


def _rows(rows: Iterable[Record], hidden: set[str], audience: Audience, left_out: Counter[str]) -> dict[str, Record]:
    kept = (row for row in rows if level(row) in SEEN[audience])
    return {row.id: _without_secrets(_without_references(row, hidden), audience, left_out) for row in kept}


def _without_references(row: Record, hidden: set[str]) -> Record:
    """The record with nothing in it that points at one that is left out."""
    fields = {name: getattr(row, name) for name in row.__struct_fields__ if name not in ("id", "visibility")}
    emptied: dict[str, Any] = {
        name: None for name, value in fields.items() if isinstance(value, str) and _points_at(value, hidden)
    }
    return msgspec.structs.replace(row, **emptied) if emptied else row


def _points_at(value: str, hidden: set[str]) -> bool:
    return value in hidden or ("/" in value and value.partition("/")[2] in hidden)


def _without_secrets(row: Record, audience: Audience, left_out: Counter[str]) -> Record:
    if isinstance(row, Person) and row.note:
        left_out[NOTES] += 1
        row = msgspec.structs.replace(row, note=None)
    if audience == "me":
        return row
    if isinstance(row, Agreement) and any(goal.held_back for goal in row.goals):
        left_out[HELD_BACK] += sum(goal.held_back is not None for goal in row.goals)
        row = msgspec.structs.replace(row, goals=[msgspec.structs.replace(goal, held_back=None) for goal in row.goals])
    return msgspec.structs.replace(row, extra={}) if row.extra else row  # nobody can tell what it would show


def _answers(plan: Plan, hidden: set[str], audience: Audience, left_out: Counter[str]) -> AnswerBook:
    changed: dict[str, Steps] = {}
    for lesson in lessons_answered(plan):
        steps = plan.answers.of(lesson)
        changed[lesson] = {id: answer for id, answer in steps.items() if _may_see(answer, hidden, audience)}
        left_out[ANSWERS] += len(steps) - len(changed[lesson])
    return AnswerBook(changed=changed)


def _may_see(answer: Answer, hidden: set[str], audience: Audience) -> bool:
    if audience == "me":
        return True
    named = {*_texts(answer.value), *(written.partition("/")[2] for written in answer.writes)}
    return (answer.visibility or "private") in SEEN[audience] and not named & hidden


def _texts(value: Any) -> Iterable[str]:
    """Every text in an answer, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
