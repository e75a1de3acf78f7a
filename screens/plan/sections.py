"""A part of the plan as rows: its tables one after the other, each with its records or the lesson that fills it.

Rows are drawn when they come into view. Keys: `table/id` for a record, `lesson:id/table` where a lesson would fill an
empty table, `new:table` where nothing would, `lesson:id` for a lesson that was begun.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual.content import Content

from coach.course import filled_by, standing
from coach.plan.cues import OVER, past
from coach.plan.onward import evidence
from coach.plan.parts import PlanPart
from coach.plan.plan import Plan
from coach.plan.recap import Block, recap
from coach.plan.records import (
    RECORDS,
    Assessment,
    IfThen,
    NextStep,
    Person,
    Record,
    Skill,
)  # fmt: skip
from coach.plan.today import Pick, pick
from coach.plan.words import capital, mark_words, noun
from coach.words import said, said_of

from ..base import Desk
from ..drawing import QUIET, cut, one_line, plain, spread, wrap
from ..signs import step_line
from ..widgets.rows import Row, blank, passage
from .bars import block_lines
from .in_order import in_order
from .record_rows import record_lines, skill_line, skill_rooms

WHEEL = "wheel"
ONE_LINE = frozenset({"next_steps", "goals", "stops", "skills", "tasks", "people", "review_schedule", "resources"})
LAST = 5  # closed steps that stand below the open ones
MANY = 60  # records; from there on each is one line, so that a list of any length is measured at once
DIRECTIONS = ("up", "beside", "down", "outside", None)


def part_rows(desk: Desk, part: PlanPart, also: str = "") -> list[Row]:
    """Everything in one part of the plan; of the steps that are closed only the last, and the record `also`."""
    shown: list[Row] = []
    for table in part.tables:
        section = list(_section(desk, table, also))
        shown += [blank(), *section] if shown and section else section
        if table == "profile":
            shown += _wheel(desk)
    return [*shown, *_lessons(desk, bool(shown))] if part.id == "more" else shown


def _section(desk: Desk, table: str, also: str) -> Iterator[Row]:
    kind = RECORDS[table]
    records = in_order(desk.workspace.plan, table, desk.workspace.today)
    if kind is Assessment and (wheels := desk.workspace.plan.sittings(WHEEL)):
        records = [record for record in records if record is not wheels[-1]]  # it stands in full above
        if not records:
            return
    yield Row(partial(_head, said(kind.title), _count(records)), height=1)
    if not records:
        yield _empty_row(desk, table)
    elif kind is Person:
        yield from _people(desk, records)
    elif kind is Skill:
        yield from _skills(desk, records)
    elif kind is IfThen:
        yield from _if_thens(desk, records)
    elif kind is NextStep:
        yield from _next_steps(desk, records, also)
    else:
        yield from _record_rows(desk, records)


def _next_steps(desk: Desk, records: Sequence[Record], also: str) -> Iterator[Row]:
    """What is open; of what is closed the last few, and the one that somebody came here to see."""
    last = [record for record in records if not record.open][:LAST]
    shown = [record for record in records if record.open or record in last or f"{record.table}/{record.id}" == also]
    yield from _step_rows(desk, shown)
    if more := len(records) - len(shown):
        words = said_of(
            more,
            "{n} more that is done or let go: H shows what has changed, / finds them.",
            "{n} more that are done or let go: H shows what has changed, / finds them.",
        )
        yield passage(plain(words, QUIET))


def _if_thens(desk: Desk, records: Sequence[Record]) -> Iterator[Row]:
    """Those that hold; below them, quiet, those that have had their day."""
    ended = [record for record in records if past(record, desk.workspace.plan)]
    if live := [record for record in records if record not in ended]:
        yield from _record_rows(desk, live)
    if ended:
        yield Row(lambda width: [cut(said(OVER), width, QUIET)], height=1)
        yield from _record_rows(desk, ended, QUIET)


def _skills(desk: Desk, records: Sequence[Record]) -> Iterator[Row]:
    """Skills with their bars, and how many successes show them."""
    skills, proofs = [record for record in records if isinstance(record, Skill)], evidence(desk.workspace.plan)
    rooms = skill_rooms(skills, proofs)
    for skill in skills:
        yield Row(partial(skill_line, skill, proofs.get(skill.id, 0), rooms), f"{skill.table}/{skill.id}", 1)


def _record_rows(desk: Desk, records: Sequence[Record], style: str = "") -> Iterator[Row]:
    today = desk.workspace.today
    for record in records:
        flat = record.table in ONE_LINE and record.label != record.id
        draw: Callable[[int], list[Content]] = partial(_drawn, record, today, style)
        if not flat and len(records) >= MANY:
            draw, flat = partial(_first_line, draw), True
        yield Row(draw, f"{record.table}/{record.id}", 1 if flat else 0)


def _step_rows(desk: Desk, records: Sequence[Record]) -> Iterator[Row]:
    """Next steps, each with what only the others show of it: whether it has to wait for one of them."""
    today = desk.workspace.today
    picks = {one.step.id: one for one in pick(desk.workspace.plan, today)}
    for step in records:
        if isinstance(step, NextStep):
            yield Row(partial(_step, step, picks.get(step.id), today), f"{step.table}/{step.id}", 1)


def _step(step: NextStep, pick: Pick | None, today: dt.date, width: int) -> list[Content]:
    return [step_line(step, pick, today, width)]


def _drawn(record: Record, today: dt.date, style: str, width: int) -> list[Content]:
    lines = record_lines(record, today, width)
    return [line.stylize(style) for line in lines] if style else lines


def _first_line(draw: Callable[[int], list[Content]], width: int) -> list[Content]:
    first, *more = draw(width)
    return [spread(first, one_line("…", QUIET), width)] if more else [first]


def _empty_row(desk: Desk, table: str) -> Row:
    filler = filled_by(desk.library.heads(), table)
    if filler is None:
        nothing = said("Nothing yet. a adds {record}.", record=noun(table))
        return Row(lambda width: [cut(nothing, width, QUIET)], f"new:{table}", 1)
    words = said_of(
        filler.minutes,
        "Nothing yet. “{lesson}” fills this, about {n} minute; a adds it by hand.",
        "Nothing yet. “{lesson}” fills this, about {n} minutes; a adds it by hand.",
        lesson=filler.title,
    )
    return Row(lambda width: wrap(words, width, QUIET), f"lesson:{filler.id}/{table}")


def _count(records: Sequence[Record]) -> str:
    if len(records) < 2:
        return ""
    closed = sum(not record.open for record in records)
    if not closed:
        return str(len(records))
    return said("{n} open, {closed} closed", n=len(records) - closed, closed=closed)


def _head(title: str, right: str, width: int) -> list[Content]:
    return [Content.assemble((title, "bold"), (f"  {right}" if right else "", QUIET))]


# --- people by direction -----------------------------------------------------------


def _people(desk: Desk, records: Sequence[Record]) -> Iterator[Row]:
    """People by where they stand from here; a direction with nobody says so, for that is worth seeing."""
    people = sorted((record for record in records if isinstance(record, Person)), key=_next_contact)
    for direction in DIRECTIONS:
        here = [person for person in people if person.direction == direction]
        if direction or here:
            title = capital(mark_words(direction)) if direction else said("No direction yet")
            yield Row(partial(_direction, title, len(here)), height=1)
        if here:
            yield from _record_rows(desk, here)


def _next_contact(person: Person) -> dt.date:
    return person.next_contact or dt.date.max


def _direction(title: str, count: int, width: int) -> list[Content]:
    return [one_line(f"{title}: {count or said('nobody yet')}", QUIET)]


# --- the wheel -----------------------------------------------------------------------


def _wheel(desk: Desk) -> Iterator[Row]:
    """The latest wheel with its bars, and what has changed since the one before."""
    plan, today = desk.workspace.plan, desk.workspace.today
    sittings = plan.sittings(WHEEL)
    if not sittings:
        return
    block = recap(plan, [(f"assessments.{WHEEL}", "")], today)[0]
    yield blank()
    yield Row(partial(_head, said("Wheel"), block.when), height=1)
    yield Row(partial(_wheel_lines, block), f"assessments/{sittings[-1].id}")


def _wheel_lines(block: Block, width: int) -> list[Content]:
    moved = wrap(block.moved_words(), width, QUIET) if block.before else []
    return [*block_lines(block, width), *moved]


# --- lessons begun -------------------------------------------------------------------


def _lessons(desk: Desk, below: bool) -> Iterator[Row]:
    """The lessons begun: every answer can be looked at there, also those that wrote nothing into the plan."""
    plan, today = desk.workspace.plan, desk.workspace.today
    begun = [(head, plan.progress[head.id]) for head in desk.library.heads() if head.id in plan.progress]
    if begun:
        yield from [blank()] if below else []
        yield Row(partial(_head, said("Answers, by lesson"), ""), height=1)
    for head, progress in begun:
        yield Row(partial(_begun, head.title, standing(progress, today)), f"lesson:{head.id}", 1)


def _begun(title: str, state: str, width: int) -> list[Content]:
    return [spread(one_line(title), Content.styled(state, QUIET), width)]


def filled(plan: Plan, part: PlanPart) -> bool:
    """Whether anything stands in a part."""
    return any(plan.tables.get(table) for table in part.tables) or (part.id == "more" and bool(plan.progress))
