"""Rows of a plan that go into a packet, and those that come out of one: what may leave, and what may come in."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ..exports.visible import ANSWERS, Copy, lessons_answered, visible
from ..plan.answers import Answer
from ..plan.events import Event
from ..plan.plan import Plan, as_fields, build
from ..plan.records import RECORDS, NextStep, Settings
from ..words import said
from .form import Refused, Row

Fields = dict[str, Any]
Where = tuple[str, str]  # table and id

_TABLE = re.compile(r"[a-z][a-z_]{0,39}")
ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
ANSWER_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}/[a-z0-9][a-z0-9@_-]{0,119}")
LESSON_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
MOST_ROWS = 100_000
OF_THE_DAY = frozenset({"prompt"})  # the question as it stood may quote other answers


def plain(fields: Mapping[str, Any]) -> Fields:
    """Fields as JSON has them: days and times as text."""
    found: Fields = msgspec.to_builtins(dict(fields))
    return found


def touched(history: Iterable[Event]) -> dict[Where, dt.datetime]:
    """When each row was last changed."""
    return {(change.table, change.id): event.at for event in history for change in event.changes}


# --- going out -----------------------------------------------------------------------------


def whole(plan: Plan, history: Sequence[Event]) -> list[Row]:
    """All that a plan holds."""
    when = touched(history)
    found = [(table, row.id, as_fields(row)) for table in plan.tables for row in plan.rows(table)]
    found += [(table, id, fields) for table, rows in plan.unknown.items() for id, fields in rows.items()]
    found += [("progress", id, as_fields(one)) for id, one in plan.progress.items()]
    for lesson in lessons_answered(plan):
        found += [("answers", f"{lesson}/{id}", as_fields(one)) for id, one in plan.answers.of(lesson).items()]
    return [Row(table, id, plain(fields), when.get((table, id))) for table, id, fields in found]


def shared(plan: Plan, lessons: Collection[str], chosen: Collection[str]) -> Copy:
    """The plan as the coach may see it, with these answers (`lesson/step`) shown as well because somebody chose to. Of
    what an answer wrote into the plan, or names there, nothing goes along with it."""
    copy = visible(plan, "coach")
    shown = copy.plan
    for where in chosen:
        lesson, _, step = where.partition("/")
        answer = plan.answers.of(lesson).get(step) if lesson in lessons else None
        if answer is not None:
            shown = shown.changed("answers", where, {**as_fields(answer), "visibility": "coach"})
    return Copy(shown, copy.withheld)


def of_lessons(plan: Plan, copy: Copy, lessons: Sequence[str], steps: Collection[str],
               history: Sequence[Event]) -> tuple[list[Row], dict[str, int]]:  # fmt: skip
    """What goes back of these lessons and the steps that asked for them, and how much of them stays here, by sort."""
    when = touched(history)
    found = list(_of_lessons(copy.plan, plan, lessons, steps))
    sent = {(table, id) for table, id, _ in found}
    withheld: Counter[str] = Counter()
    for lesson in lessons:
        withheld[ANSWERS] += sum(("answers", f"{lesson}/{id}") not in sent for id in plan.answers.of(lesson))
    for table, id in _written(plan, lessons):
        if (table, id) not in sent and table != Settings.table:
            withheld[RECORDS[table].title] += 1
    rows = [Row(table, id, plain(fields), when.get((table, id))) for table, id, fields in found]
    return rows, {title: n for title, n in withheld.items() if n}


def _of_lessons(shown: Plan, own: Plan, lessons: Sequence[str], steps: Collection[str]
                ) -> Iterator[tuple[str, str, Fields]]:  # fmt: skip
    for lesson in lessons:
        if (progress := own.progress.get(lesson)) is not None:
            told = ("status", "title", "run", "started_on", "finished_on", "n", "of")
            yield "progress", lesson, {name: one for name in told if (one := as_fields(progress).get(name)) is not None}
        for id, answer in shown.answers.of(lesson).items():
            fields = {name: value for name, value in as_fields(answer).items() if name not in OF_THE_DAY}
            yield "answers", f"{lesson}/{id}", fields
    wanted = {*_written(own, lessons), *((NextStep.table, id) for id in steps)}
    for table in shown.tables:
        for row in shown.rows(table):
            if (table, row.id) in wanted and table != Settings.table:
                yield table, row.id, as_fields(row)


def _written(plan: Plan, lessons: Collection[str]) -> Iterator[Where]:
    """The records that these lessons filled."""
    by_answers = {ref for lesson in lessons for one in plan.answers.of(lesson).values() for ref in one.writes}
    for table in plan.tables:
        for row in plan.rows(table):
            here, slash, _ = (row.source or "").partition("/")
            if (slash and here in lessons) or f"{table}/{row.id}" in by_answers:
                yield table, row.id


def held_back(plan: Plan, copy: Copy, lessons: Iterable[str]) -> dict[str, Answer]:
    """The answers to these lessons that the coach is not shown, by `lesson/step`."""
    return {
        f"{lesson}/{id}": answer
        for lesson in lessons
        for id, answer in plan.answers.of(lesson).items()
        if id not in copy.plan.answers.of(lesson) and not answer.skipped
    }


# --- coming in -------------------------------------------------------------------------------


def admitted(rows: Sequence[Row], lessons: Collection[str] | None = None) -> list[Row]:
    """Rows of a packet in the form that this version keeps. `lessons` are the only ones that answers may belong to.

    Raises:
        Refused: one of them cannot be kept.
    """
    if len(rows) > MOST_ROWS:
        raise Refused(said("there are more than {n} entries in this packet.", n=f"{MOST_ROWS:,}"))
    found = {(row.table, row.id): _admitted(row, lessons) for row in rows}
    if len(found) < len(rows):
        raise Refused(said("this packet says two things of one record, so it is not taken."))
    return list(found.values())


def _admitted(row: Row, lessons: Collection[str] | None) -> Row:
    if not _may_be_named(row) or (lessons is not None and not _may_come(row, lessons)):
        raise Refused(said("this packet holds an entry that has no place in a plan, so it is not taken."))
    built = build(row.table, row.id, row.fields)
    if built is None and (lessons is not None or row.table in RECORDS):
        raise Refused(said("this packet holds an entry that this version of coach cannot read, so it is not taken."))
    fields = plain(as_fields(built) if built is not None else row.fields)
    at = row.at if row.at is None or row.at.tzinfo else None
    return Row(row.table, row.id, fields, at)


def _may_be_named(row: Row) -> bool:
    """Whether its table and id are names: the id of an answer becomes the name of a file."""
    if row.table == "answers":
        return bool(ANSWER_ID.fullmatch(row.id))
    if row.table == "progress":
        return bool(LESSON_ID.fullmatch(row.id))
    one = row.table in RECORDS and RECORDS[row.table].one
    return bool(_TABLE.fullmatch(row.table) and ROW_ID.fullmatch(row.id)) and (not one or row.id == row.table)


def _may_come(row: Row, lessons: Collection[str]) -> bool:
    """Whether it can be what somebody did in these lessons."""
    if row.table in ("answers", "progress"):
        return row.id.partition("/")[0] in lessons
    return row.table in RECORDS and row.table != Settings.table
