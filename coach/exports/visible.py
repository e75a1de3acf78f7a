"""What of a plan may leave it: a copy that holds nothing the reader is not meant to see.

Exporters are given this copy and never the plan, so none of them can let something slip. Private things also hide in
what refers to them: references to a record that is left out are emptied, and an answer that names one is left out too.
Notes on people, and what a mentor holds back, stay with their owner.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from ..plan.answers import Answer, AnswerBook, Steps
from ..plan.plan import Plan
from ..plan.records import RECORDS, Agreement, Person, Record, Review, Settings, Visibility
from ..words import marked

Audience = Literal["me", "coach", "sponsor", "shareable"]

SEEN: dict[Audience, frozenset[Visibility]] = {
    "me": frozenset({"private", "coach", "sponsor", "shareable"}),
    "coach": frozenset({"coach", "sponsor", "shareable"}),
    "sponsor": frozenset({"sponsor", "shareable"}),  # whoever pays for coaching
    "shareable": frozenset({"shareable"}),
}
NOTES = marked("Notes on people")
HELD_BACK = marked("What you hold back as a mentor")
ANSWERS = marked("Answers in lessons")
NEWER = marked("Entries of a newer version")


@dataclass(frozen=True, slots=True)
class Copy:
    """What a reader may see, and how many things of which sort, in English, were left out."""

    plan: Plan
    withheld: Mapping[str, int]


def visible(plan: Plan, audience: Audience) -> Copy:
    """The plan as one audience may see it."""
    hidden = {(table, row.id) for table in plan.tables for row in plan.rows(table) if level(row) not in SEEN[audience]}
    left_out = Counter(RECORDS[table].title for table, _ in hidden if table != Settings.table)
    left_out[NEWER] += sum(len(rows) for rows in plan.unknown.values())
    names = {f"{table}/{id}" for table, id in hidden} | {id for table, id in hidden if id != table}
    kept = {table: _rows(plan.rows(table), names, audience, left_out) for table in plan.tables}
    answers = _answers(plan, names, audience, left_out)
    progress = {id: one for id, one in plan.progress.items() if audience == "me" or answers.get(id)}
    tables = {table: rows for table, rows in kept.items() if rows}
    shown = Plan(tables=tables, progress=progress, answers=AnswerBook(changed=answers))
    return Copy(shown, {title: n for title, n in left_out.items() if n})


def level(row: Record) -> Visibility:
    """Who may see a record: what it says itself, else what its type says."""
    return row.visibility or row.default_visibility


def lessons_answered(plan: Plan) -> list[str]:
    """The lessons that have answers, in the order in which they were begun."""
    return [id for id in dict.fromkeys([*plan.progress, *plan.answers.lessons()]) if plan.answers.of(id)]


def _rows(rows: Iterable[Record], hidden: set[str], audience: Audience, left_out: Counter[str]) -> dict[str, Record]:
    kept = (row for row in rows if level(row) in SEEN[audience])
    return {row.id: _without_secrets(_without_references(row, hidden), audience, left_out) for row in kept}


def _without_references(row: Record, hidden: set[str]) -> Record:
    """The record with nothing in it that points at one that is left out."""
    row = _review_without(row, hidden) if isinstance(row, Review) else row
    may_be_empty = [field.name for field in msgspec.structs.fields(row) if field.default is None]
    emptied: dict[str, Any] = {
        name: None for name in may_be_empty if isinstance(getattr(row, name), str) and getattr(row, name) in hidden
    }
    return msgspec.structs.replace(row, **emptied) if emptied else row


def _review_without(review: Review, hidden: set[str]) -> Review:
    """The review without facts that rest on what is left out: their words tell of it."""
    return msgspec.structs.replace(
        review,
        analysis=[fact for fact in review.analysis if not hidden.intersection(fact.about)],
        revisions=[one for one in review.revisions if f"{one.entity}/{one.id}" not in hidden],
        steps=[step for step in review.steps if step not in hidden],
    )


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


def _answers(plan: Plan, hidden: set[str], audience: Audience, left_out: Counter[str]) -> dict[str, Steps]:
    kept: dict[str, Steps] = {}
    for lesson in lessons_answered(plan):
        steps = plan.answers.of(lesson)
        kept[lesson] = {id: answer for id, answer in steps.items() if _may_see(answer, hidden, audience)}
        left_out[ANSWERS] += len(steps) - len(kept[lesson])
    return kept


def _may_see(answer: Answer, hidden: set[str], audience: Audience) -> bool:
    if audience == "me":
        return True
    named = {*_texts(answer.value), *answer.writes}
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
