"""`coach lessons`: all lessons, and how far somebody is."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display_line
from ..words import marked, said, said_of
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM
from .streams import show, show_json, tell

if TYPE_CHECKING:
    import datetime as dt
    from argparse import ArgumentParser

    from ..course import Way
    from ..lessons.index import Head
    from ..lessons.library import Library
    from ..plan.plan import Plan

HELP = marked("""\
Examples
  coach lessons
  coach lessons --route manage     the lessons of a route, in its order
  coach lessons --json             for programs: coach help json
  coach learn start-here           go to one of them

coach lessons [--route ROUTE] [--json]

All lessons: [x] done, [>] under way, [ ] not begun. The lessons of your route
come first, the others by track. What a lesson builds on and you have not begun
stands behind it; it is a hint and closes nothing. To choose a route, press r
in Learn.""")

MARKS = {"finished": "[x]", "started": "[>]", "": "[ ]"}


def _lessons(context: Context, given: Arguments) -> int:
    from ..course import way
    from ..renamed import as_named_now

    workspace, library = context.reading(), context.library
    plan = as_named_now(workspace.plan, library)
    shown = _named(context, given.route) if given.route else way(library, plan)
    if given.json:
        heads = list(shown.heads) if given.route and shown else library.heads()
        show_json({"lessons": [as_data(head, library, plan) for head in heads], "route": _route_data(shown)})
    else:
        show(_lines(library, plan, workspace.today, shown, only=bool(given.route)))
    tell(*(said("Not readable: {fault}", fault=fault) for fault in library.index.unreadable))
    return FINE if library.heads() else PROBLEM


def _named(context: Context, typed: str) -> "Way":
    """The route that was named, as somebody walks it."""
    from ..course import ways
    from .ids import one_id

    routes = {way.id: way for way in ways(context.library, context.reading().plan)}
    return routes[one_id(typed, {id: way.title for id, way in routes.items()}, marked("route"))]


def _route_data(route: "Way | None") -> dict[str, Any] | None:
    if route is None:
        return None
    lessons = [head.id for head in route.heads]
    return {"id": route.id, "title": route.title, "promise": route.promise, "done": route.done, "lessons": lessons}


def _lines(library: "Library", plan: "Plan", today: "dt.date", route: "Way | None", only: bool) -> Iterator[str]:
    heads = library.heads()
    width = max((len(display_line(head.id)) for head in heads), default=0)
    on_route = list(route.heads) if route else []
    if route:
        title = route.title if only else said("Your route: {route}", route=route.title)
        yield display_line(f"{title} ({route.words})")
        yield from textwrap.wrap(display_line(route.promise), 80, break_on_hyphens=False)
        yield from (_line(head, library, plan, today, width) for head in on_route)
    rest = [] if only else [head for head in heads if head not in on_route]
    for n, track in enumerate(dict.fromkeys(head.track for head in rest)):
        named = library.index.tracks.get(track)
        yield from ([""] if n or route else [])
        yield display_line(named.title if named else track)
        yield from (_line(head, library, plan, today, width) for head in rest if head.track == track)


def _line(head: "Head", library: "Library", plan: "Plan", today: "dt.date", width: int) -> str:
    from ..course import groundwork, standing

    progress = plan.progress.get(head.id)
    mark = MARKS[progress.status if progress else ""]
    told = [standing(progress, today) if progress else said_of(head.minutes, "{n} minute", "{n} minutes")]
    if missing := ", ".join(display_line(one.id) for one in groundwork(library, plan, head.id)):
        told.append(said("builds on {lessons}", lessons=missing))
    if library.pack(head):
        told.append(said("pack {pack}", pack=display_line(head.pack)))
    return f"  {mark} {display_line(head.id):{width}}  {display_line(head.title)} ({'; '.join(told)})"


def as_data(head: "Head", library: "Library", plan: "Plan") -> dict[str, Any]:
    """A lesson as other programs read it."""
    from ..course import groundwork

    progress = plan.progress.get(head.id)
    return {
        "id": head.id,
        "title": head.title,
        "track": head.track,
        "module": head.module,
        "pack": head.pack,
        "minutes": head.minutes,
        "audience": head.audience,
        "requires": head.requires,
        "not_begun": [one.id for one in groundwork(library, plan, head.id)],
        "status": progress.status if progress else "new",
        "step": progress.n if progress else None,
        "steps": progress.of if progress else head.steps,
        "minutes_left": progress.minutes_left if progress else head.minutes,
        "finished_on": progress.finished_on.isoformat() if progress and progress.finished_on else None,
    }


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--route", metavar="ROUTE")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"lessons": Command(_lessons, HELP, _arguments)}
