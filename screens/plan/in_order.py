"""The order in which the records of each table stand in the plan."""

import datetime as dt
from collections.abc import Callable, Sequence

from coach.plan.onward import gap
from coach.plan.plan import Plan
from coach.plan.records import (
    RECORDS,
    Assessment,
    MentoringSession,
    NextStep,
    Record,
    Reflection,
    Review,
    ReviewDate,
    Skill,
    Stop,
    Success,
    Task,
)  # fmt: skip
from coach.plan.roadmap import in_order as by_time
from coach.plan.today import pick

NEWEST_FIRST = (Reflection, Assessment, MentoringSession, Review)


def in_order(plan: Plan, table: str, today: dt.date) -> list[Record]:
    """The records of a table: next steps as on Today, skills with a gap first, stops by time, diaries newest first."""
    kind = RECORDS[table]
    if own := _OWN.get(kind):
        return [*own(plan, today)]
    records = plan.rows(table)
    return records[::-1] if kind in NEWEST_FIRST else sorted(records, key=lambda record: not record.open)


def _steps(plan: Plan, today: dt.date) -> Sequence[Record]:
    """Those that are open as Today has them; then those that came to their end, the last one first."""
    closed = [step for step in reversed(plan.all(NextStep)) if not step.open]
    closed.sort(key=lambda step: step.ended_on or dt.date.min, reverse=True)
    return [*(one.step for one in pick(plan, today)), *closed]


def _skills(plan: Plan, today: dt.date) -> Sequence[Record]:
    """What is to be learned next comes first."""
    return sorted(plan.all(Skill), key=lambda skill: (not gap(skill), skill.priority or len(RECORDS), -gap(skill)))


def _stops(plan: Plan, today: dt.date) -> Sequence[Record]:
    return sorted(by_time(plan.all(Stop), today), key=lambda stop: stop.status == "dropped")


def _tasks(plan: Plan, today: dt.date) -> Sequence[Record]:
    return sorted(plan.all(Task), key=lambda task: -(task.share or 0))


def _dates(plan: Plan, today: dt.date) -> Sequence[Record]:
    return sorted(plan.all(ReviewDate), key=lambda date: date.next_on or dt.date.max)


def _successes(plan: Plan, today: dt.date) -> Sequence[Record]:
    """The newest first; one without a day by the day on which it was noted."""
    newest = plan.all(Success)[::-1]
    newest.sort(key=lambda one: one.on or one.created or dt.date.min, reverse=True)
    return newest


_OWN: dict[type[Record], Callable[[Plan, dt.date], Sequence[Record]]] = {
    NextStep: _steps, Skill: _skills, Stop: _stops, Task: _tasks, ReviewDate: _dates, Success: _successes,
}  # fmt: skip
