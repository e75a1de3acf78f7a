"""The course as somebody walks it: how far a lesson is, which comes next, which one fills a part of the plan."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .dates import MONTHS
from .plan.answers import Progress
from .plan.plan import Plan
from .plan.records import Settings

if TYPE_CHECKING:
    from .lessons.index import Head
    from .lessons.library import Library


def standing(progress: Progress | None, today: dt.date) -> str:
    """How far a lesson is: `not begun`, `step 4 of 9`, `done on 3 May`."""
    if progress is None:
        return "not begun"
    if progress.status != "finished" or progress.finished_on is None:
        return f"step {progress.n} of {progress.of}"
    day = progress.finished_on
    year = f" {day.year}" if day.year != today.year else ""
    return f"done on {day.day} {MONTHS[day.month - 1][:3].capitalize()}{year}"


def is_done(plan: Plan, lesson: str) -> bool:
    """Whether a lesson was ever finished."""
    progress = plan.progress.get(lesson)
    return progress is not None and progress.finished_on is not None


def next_lesson(heads: "Sequence[Head]", plan: Plan, after: str = "") -> "Head | None":
    """The lesson to offer next: it fits the person's route, is not done, and stands after `after`, if any does.

    One whose groundwork is done comes before one that still builds on something; nothing is ever closed to anybody.
    """
    place = next((n for n, head in enumerate(heads) if head.id == after), -1)
    in_order = [*heads[place + 1 :], *heads[: max(0, place)]]
    known = {head.id for head in heads}
    fresh = [head for head in in_order if not is_done(plan, head.id) and fits(head, plan)]
    ready = (head for head in fresh if all(is_done(plan, id) for id in head.requires if id in known))
    return next(ready, fresh[0] if fresh else None)


def in_route(library: "Library", plan: Plan) -> "list[Head]":
    """All lessons: those of the person's route in its order, then the rest in the order of the course."""
    settings = plan.get(Settings)
    chosen = settings.route if settings else None
    route = next((route for route in library.index.routes.values() if chosen and route.meant_for == chosen), None)
    first = [head for id in (route.lessons if route else ()) if (head := library.head(id))]
    return first + [head for head in library.heads() if head not in first]


def fits(head: "Head", plan: Plan) -> bool:
    """Whether a lesson is meant for the route somebody chose; without a route, every lesson is."""
    settings = plan.get(Settings)
    route = settings.route if settings else None
    return route is None or not head.audience or "all" in head.audience or route in head.audience


def filled_by(heads: "Sequence[Head]", table: str) -> "Head | None":
    """The first lesson that writes into a part of the plan."""
    return next((head for head in heads if any(path.partition(".")[0] == table for path in head.fills)), None)
