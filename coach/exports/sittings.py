"""Assessments side by side: the latest sitting of each instrument beside the one before it, where the two compare."""

import datetime as dt
from dataclasses import dataclass

from ..plan.plan import Plan
from ..plan.records import Assessment
from ..plan.words import instrument_words
from ..words import said


@dataclass(frozen=True, slots=True)
class Line:
    """One rated thing: its number now, last time, and the second rating (how much it matters) if there was one."""

    name: str
    now: float | None
    last: float | None
    second: float | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The latest sitting of an instrument and, if there is one to compare it with, the one before it."""

    now: Assessment
    last: Assessment | None
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The instrument in words."""
        return instrument_words(self.now.instrument) or said("Assessment")


def sittings(plan: Plan) -> list[Sitting]:
    """One for each instrument, in the order in which they were first taken."""
    instruments = dict.fromkeys(a.instrument for a in plan.all(Assessment))
    return [_side_by_side(plan.sittings(instrument)) for instrument in instruments]


def _side_by_side(taken: list[Assessment]) -> Sitting:
    now = taken[-1]
    last = next((a for a in reversed(taken[:-1]) if a.asks_like(now)), None)
    before = last.ratings if last else {}
    names = {**(last.names if last else {}), **now.names}
    ids = [*now.ratings, *(id for id in before if id not in now.ratings)]
    lines = (Line(names.get(id, id), now.ratings.get(id), before.get(id), now.second.get(id)) for id in ids)
    return Sitting(now, last, tuple(lines))


def when(assessment: Assessment) -> dt.date | None:
    """The day of a sitting."""
    return assessment.taken_on or assessment.created
