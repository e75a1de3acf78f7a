"""One record as a row: its name, and beside it the one thing to know of it. Kinds that say more have a drawing of
their own."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from textual.content import Content

from coach.dates import near
from coach.plan.forms import coded
from coach.plan.moments import read_moment
from coach.plan.records import (
    Decision,
    IfThen,
    Option,
    Person,
    Record,
    Resource,
    Review,
    ReviewDate,
    Skill,
    Stop,
    Success,
    Task,
)  # fmt: skip
from coach.plan.today import WAITS_FOR_YOU
from coach.plan.words import mark_words, rhythm
from coach.words import said

from ..drawing import QUIET, cut, one_line, spread, wrap, wrapped
from ..widgets.roadmap import MARKS
from .bars import CELLS, share_bar, skill_bar, skill_words
from .facts import short

LATE = "not bold $text-error"
WAITING = "not bold $text-warning"
NARROW = 56  # below this only the shortest words stand beside a name
Lines = list[Content]
Rooms = tuple[int, int]


def record_lines(record: Record, today: dt.date, width: int) -> Lines:
    """A record as it stands in its part of the plan; a skill is drawn beside the others."""
    if draw := _DRAWN.get(type(record)):
        return draw(record, today, width)
    if record.one or record.label == record.id:  # nothing names it
        lines = short(record, 30 if record.one else 2) or [record.label]
        return [line for text in lines for line in _hanging(text, width)]
    return [_beside(one_line(record.label, "" if record.open else QUIET), fact(record, today), width)]


def _beside(left: Content, right: str, width: int, late: bool = False, style: str = QUIET) -> Content:
    """A name and a fact; the one that is longer gives way where there is no room for both."""
    room = max(10, width // 2, width - left.cell_length - 2)
    return spread(left, cut(right, room, LATE if late else style), width)


def _hanging(text: str, width: int) -> Lines:
    """A fact on one line or two, its label quiet."""
    label, _, rest = text.partition(": ")
    line = Content.assemble((f"{label}: ", QUIET), one_line(rest, "not bold"))
    first, *more = line.wrap(width)
    return [first, *(part.pad_left(2) for part in Content(" ").join(more).wrap(width - 2))] if more else [first]


def _below(label: str, text: object, width: int) -> Lines:
    """Something a record says below its name, one line of it."""
    if not text:
        return []
    return [cut(f"{label}: {text}", width - 2, QUIET).pad_left(2)]


# --- if-thens -----------------------------------------------------------------------


def _if_then(plan: IfThen, today: dt.date, width: int) -> Lines:
    own = {"{cue}": one_line(plan.cue), "{act}": one_line(plan.act)}
    pieces = re.split(r"(\{cue\}|\{act\})", said("If {cue}, then {act}"))
    return wrapped(Content.assemble(*(own.get(piece, (piece, QUIET)) for piece in pieces)), width)


# --- skills, tasks, stops ------------------------------------------------------------


def skill_line(skill: Skill, proofs: int, rooms: Rooms, width: int) -> Lines:
    """A skill with its bar and its words; the bars of all of them stand below one another."""
    brief = width < NARROW
    words = one_line(skill_words(skill, proofs, brief), QUIET)
    room = rooms[brief]
    return [
        spread(
            one_line(skill.label), skill_bar(skill) + Content(" ") + words.pad_right(room - words.cell_length), width
        )
    ]


def skill_rooms(skills: Iterable[Skill], proofs: Mapping[str, int]) -> Rooms:
    """How many cells the words of these skills need, in a window of the usual width and in a narrow one."""
    told = [
        [one_line(skill_words(skill, proofs.get(skill.id, 0), brief)).cell_length for skill in skills]
        for brief in (False, True)
    ]
    return max(told[0], default=0), max(told[1], default=0)


def _task(task: Task, today: dt.date, width: int) -> Lines:
    if task.share is None:
        return [one_line(task.label)] if one_line(task.label).cell_length <= width else [cut(task.label, width)]
    bar = share_bar(task.share, 100, CELLS if width < NARROW else 2 * CELLS)
    return [spread(one_line(task.label), bar + Content.styled(f"{task.share:g} %".rjust(6), QUIET), width)]


def _stop(stop: Stop, today: dt.date, width: int) -> Lines:
    mark = MARKS.get(stop.status or "", "–" if not stop.open else "○")
    left = Content.assemble((f"{mark} ", QUIET), one_line(stop.label, "" if stop.open else QUIET))
    status = mark_words(stop.status) if stop.status and stop.status != stop.when else ""
    moment = read_moment(stop.when or "", today)
    told = [moment.names[0] if moment else stop.when or said("no time yet"), mark_words(stop.lane or "role"), status]
    return [_beside(left, ", ".join(filter(None, told)), width)]


# --- people, options, decisions, dates -------------------------------------------------


def _person(person: Person, today: dt.date, width: int) -> Lines:
    roles = "".join(f", {said(role)}" for role in person.roles)
    left = Content.assemble(one_line(person.label), one_line(roles, QUIET))
    late = person.next_contact is not None and person.next_contact < today
    if person.next_contact:
        day = near(person.next_contact, today)
        words = said("contact was due {day}", day=day) if late else said("next contact {day}", day=day)
    else:
        words = said("last spoke {day}", day=near(person.last_contact, today)) if person.last_contact else ""
    return [_beside(left, words, width, late)]


def _option(option: Option, today: dt.date, width: int) -> Lines:
    name = one_line(option.label, "" if option.open else QUIET)
    late = option.open and option.test_by is not None and option.test_by < today
    lines = [_beside(name, mark_words(option.status), width)]
    if option.test:
        day = near(option.test_by, today) if option.test_by else ""
        when = said("was due {day}", day=day) if late else day
        lines += _below(said("Test"), f"{option.test} ({when})" if when else option.test, width)
    lines += _below(said("Showed"), option.learned, width)
    return lines + _below(said("Tripwire"), option.would_change, width)


def _decision(decision: Decision, today: dt.date, width: int) -> Lines:
    day, late = _decision_day(decision, today)
    lines = [_beside(one_line(decision.label), day, width, late)]
    lines += _below(said("Chosen"), decision.choice, width)
    for letter in "abz":
        lines += _below(said("Plan {letter}", letter=letter.upper()), getattr(decision, f"plan_{letter}"), width)
    return lines + _below(said("Tripwire"), decision.would_change_my_mind, width)


def _decision_day(decision: Decision, today: dt.date) -> tuple[str, bool]:
    """What is next about a decision, and whether its day has passed."""
    if decision.choice or decision.decided_on:
        day = decision.revisit_on
        again = said("look again {day}", day=near(day, today)) if day else said("decided")
        return again, bool(day and day < today)
    day = decision.decide_by
    if day is None:
        return said("open"), False
    if day < today:
        return said("was to be decided {day}", day=near(day, today)), True
    return said("decide {day}", day=near(day, today)), False


def _review_date(review: ReviewDate, today: dt.date, width: int) -> Lines:
    waits = review.next_on is not None and review.next_on < today
    often = f", {rhythm(review.every)}" if review.every and width >= NARROW else ""
    day = near(review.next_on, today) if review.next_on else _last_held(review, today)
    when = said(WAITS_FOR_YOU) if waits else day
    return [_beside(one_line(review.label), when + often, width, style=WAITING if waits else QUIET)]


def _last_held(review: ReviewDate, today: dt.date) -> str:
    """What there is to say of one without a day: what calls for it, or when it was held last."""
    if review.trigger:
        return review.trigger
    return said("looked {day}", day=near(review.done[-1], today)) if review.done else said("no day yet")


def _review(review: Review, today: dt.date, width: int) -> Lines:
    """What it was and when; below it its story in full."""
    if review.story is None or review.label == review.story:
        return [cut(review.label, width)]
    return [cut(review.label, width), *wrap(review.story, width, QUIET, 2)]


def _resource(resource: Resource, today: dt.date, width: int) -> Lines:
    return [_beside(one_line(resource.label), resource.kind or resource.where or "", width)]


def _success(success: Success, today: dt.date, width: int) -> Lines:
    noted = said("noted {day}", day=near(success.created, today)) if success.created else ""
    return [_beside(one_line(success.label), near(success.on, today) if success.on else noted, width)]


# --- the rest --------------------------------------------------------------------------


def fact(record: Record, today: dt.date) -> str:
    """The one thing to know of a record beside its name: its status, and its day."""
    day = next((v for name in ("on", "taken_on", "due") if isinstance(v := getattr(record, name, None), dt.date)), None)
    status = str(getattr(record, "status", None) or "")
    words = mark_words(status) if coded(type(record), "status") else status
    if day and words and isinstance(getattr(record, "due", None), dt.date):
        return said("{status}, due {day}", status=words, day=near(day, today))
    return " ".join(filter(None, [words, near(day, today) if day else ""]))


_DRAWN: dict[type[Record], Callable[[Any, dt.date, int], Lines]] = {
    IfThen: _if_then, Task: _task, Stop: _stop, Person: _person, Option: _option,
    Decision: _decision, ReviewDate: _review_date, Review: _review, Resource: _resource,
    Success: _success,
}  # fmt: skip
