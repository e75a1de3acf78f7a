"""Last time: what was answered when a lesson was done before, for whoever does it again months later."""

import datetime as dt

from .dates import MONTH_NAMES
from .lessons.fitting import NO_SOURCE
from .lessons.kinds import Accepted, Step, Value
from .lessons.kinds.shapes import shaped
from .lessons.survival import Marked, line
from .walk import Walk
from .words import said

COMPARED = ("choice", "scale", "allocate", "sort", "rank")  # views of things; lists that are kept up show themselves


def last_time(walk: Walk, step: Step, raw: Value) -> str:
    """`Last time (12 March): Learning: 4; Pay: 5`; empty where there is no other time, or telling it is no help.

    What is rated afresh is rated without last time's numbers in sight: they are told once everything is rated. Where a
    part of the answer has no place in the step any more, that part is told, and why.
    """
    if edited := _since_edited(walk, step):
        return edited
    answer, value = walk.answers.get(step.id), walk.given.values.get(step.id)
    if value is None or answer is None or answer.run >= walk.progress.run or not _compares(step):
        return ""
    afresh = not step.again(value, walk.given)
    if afresh and not (raw and isinstance(step.accept(shaped(step.kind, raw), walk.given), Accepted)):
        return ""
    words = "; ".join(step.words(value, walk.given)) + _why(walk, step)
    day = answer.at.astimezone().date() if answer.at else None
    when = f" ({_day(day, walk.given.today)})" if day else ""
    if not words:
        return ""
    return said("Last time{when}: {words}", when=when, words=words)


def _why(walk: Walk, step: Step) -> str:
    """Why part of it cannot be chosen again; nothing where what it is chosen from was just written anew."""
    found = walk.standings.get(step.id)
    if not isinstance(found, Marked) or (found.why == NO_SOURCE and _anew(walk, getattr(step, "from_", None))):
        return ""
    return f". {said(found.why)}"


def _anew(walk: Walk, source: str | None) -> bool:
    """Whether a step of this lesson was answered in this run."""
    answer = walk.answers.get(source or "")
    return answer is not None and not answer.skipped and answer.run == walk.progress.run


def _since_edited(walk: Walk, step: Step) -> str:
    """`Last time: Alone. That choice is no longer here.`, when this run's answer was given to another wording."""
    answer, found = walk.answers.get(step.id), walk.standings.get(step.id)
    if answer is None or found is None or answer.run < walk.progress.run:
        return ""
    return line(found)


def _compares(step: Step) -> bool:
    quiz, anew = getattr(step, "quiz", False), getattr(step, "anew", False)
    return step.kind in COMPARED and not quiz and not anew


def _day(day: dt.date, today: dt.date) -> str:
    """`12 March`, with the year where it is another one."""
    year = f" {day.year}" if day.year != today.year else ""
    return said("{day} {month}", day=day.day, month=said(MONTH_NAMES[day.month - 1])) + year
