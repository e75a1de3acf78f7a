"""The course as somebody walks it: how far a lesson is, which comes next, which one fills a part of the plan."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from .dates import short_date
from .plan.answers import Progress
from .plan.plan import Plan
from .plan.records import Settings
from .words import said

if TYPE_CHECKING:
    from .lessons.index import Head, Route
    from .lessons.library import Library


def standing(progress: Progress | None, today: dt.date) -> str:
    """How far a lesson is: `not begun`, `step 4 of 9`, `done on 3 May`."""
    if progress is None:
        return said("not begun")
    if progress.status != "finished" or progress.finished_on is None:
        return said("step {n} of {total}", n=progress.n, total=progress.of)
    day = progress.finished_on
    year = f" {day.year}" if day.year != today.year else ""
    return said("done on {day}", day=short_date(day) + year)


def is_done(plan: Plan, lesson: str) -> bool:
    """Whether a lesson was ever finished."""
    progress = plan.progress.get(lesson)
    return progress is not None and progress.finished_on is not None


def next_lesson(heads: "Sequence[Head]", plan: Plan, after: str = "", chosen: bool = False) -> "Head | None":
    """The lesson to offer next: it fits what the person is, is not done, and stands after `after`, if any does.

    Lessons that were `chosen`, as those of a route, fit in any case. One whose groundwork is done comes before one
    that still builds on something; nothing is ever closed to anybody.
    """
    place = next((n for n, head in enumerate(heads) if head.id == after), -1)
    in_order = [*heads[place + 1 :], *heads[: max(0, place)]]
    known = {head.id for head in heads}
    fresh = [head for head in in_order if not is_done(plan, head.id) and (chosen or _offers(head, plan))]
    ready = (head for head in fresh if all(is_done(plan, id) for id in head.requires if id in known))
    return next(ready, fresh[0] if fresh else None)


def groundwork(library: "Library", plan: Plan, lesson: str) -> "list[Head]":
    """The lessons that one builds on and that were not even begun, as long as the lesson itself is not begun either.

    Whoever opens such a lesson is asked once what to do about them; however they answer, the lesson is open to them.
    """
    head = library.head(lesson)
    if head is None or lesson in plan.progress:
        return []
    wanted = (library.head(id) for id in head.requires)
    return [one for one in wanted if one is not None and one.id not in plan.progress]


class Way(msgspec.Struct, frozen=True):
    """A route through the course as somebody walks it: its lessons in order, and how many of them are done."""

    id: str
    title: str
    promise: str
    heads: "tuple[Head, ...]"
    done: int

    @property
    def words(self) -> str:
        """How far somebody is on it."""
        return said("{n} of {total} done", n=self.done, total=len(self.heads))


def ways(library: "Library", plan: Plan) -> list[Way]:
    """Every route there is."""
    return [_walked(library, plan, route) for route in library.index.routes.values()]


def way(library: "Library", plan: Plan) -> Way | None:
    """The person's route: the one that was chosen, else the one that is meant for what they said they are."""
    settings = plan.get(Settings)
    if settings is None:
        return None
    routes = library.index.routes
    chosen = routes.get(settings.course or "") or next(
        (route for route in routes.values() if settings.route and route.meant_for == settings.route), None
    )
    return _walked(library, plan, chosen) if chosen else None


def _walked(library: "Library", plan: Plan, route: "Route") -> Way:
    heads = tuple(head for id in route.lessons if (head := library.head(id)))
    return Way(route.id, route.title, route.promise, heads, sum(is_done(plan, head.id) for head in heads))


def choosing(library: "Library", route: str) -> dict[str, str | None]:
    """What is written into the settings when somebody chooses a route; with an empty name, when they choose none."""
    chosen = library.index.routes.get(route)
    if chosen is None:
        return {"route": None, "course": None}
    fields: dict[str, str | None] = {"course": chosen.id}
    return fields | ({"route": chosen.meant_for} if chosen.meant_for else {})


def in_route(library: "Library", plan: Plan) -> "list[Head]":
    """All lessons: those of the person's route in its order, then the rest in the order of the course."""
    mine = way(library, plan)
    first = list(mine.heads) if mine else []
    return first + [head for head in library.heads() if head not in first]


class Offered(msgspec.Struct, frozen=True):
    """A lesson that is offered, and in a few words why this one."""

    head: "Head"
    why: str


def offered(library: "Library", plan: Plan, after: str = "") -> Offered | None:
    """The lesson to offer next: on the person's route as long as one is left there, then in the whole course."""
    mine = way(library, plan)
    on_route = next_lesson(mine.heads, plan, after, chosen=True) if mine else None
    if mine and on_route:
        return Offered(on_route, said("next on your route “{route}”", route=mine.title))
    head = next_lesson(library.heads(), plan, after)
    if head is None:
        return None
    done = mine is not None and mine.done == len(mine.heads) > 0
    first = not plan.progress and head.id == library.heads()[0].id
    why = said("your route is done; next in the course") if done else "" if first else said("next in the course")
    return Offered(head, why)


def fits(head: "Head", plan: Plan) -> bool:
    """Whether a lesson is meant for the route somebody chose; without a route, every lesson is."""
    settings = plan.get(Settings)
    route = settings.route if settings else None
    return route is None or not head.audience or "all" in head.audience or route in head.audience


def _offers(head: "Head", plan: Plan) -> bool:
    """Reviews that come again have their dates; they are not offered as something to go on with."""
    return fits(head, plan) and not head.comes_again


def review_lesson(library: "Library", rhythm: str | None) -> "Head | None":
    """The lesson that a review of this rhythm is walked with."""
    return next((head for head in library.heads() if rhythm and head.review == rhythm), None)


def filled_by(heads: "Sequence[Head]", table: str) -> "Head | None":
    """The first lesson that writes into a part of the plan."""
    return next((head for head in heads if any(path.partition(".")[0] == table for path in head.fills)), None)
