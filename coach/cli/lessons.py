"""`coach lessons`: all lessons, and how far somebody is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display_line
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM
from .streams import show, show_json, tell

if TYPE_CHECKING:
    import datetime as dt
    from argparse import ArgumentParser

    from ..lessons.index import Head
    from ..lessons.library import Library
    from ..plan.answers import Progress

HELP = """\
Examples
  coach lessons
  coach lessons --json         for programs: coach help json
  coach learn start-here       go to one of them

coach lessons [--json]

All lessons by track: [x] done, [>] under way, [ ] not begun."""

MARKS = {"finished": "[x]", "started": "[>]", "": "[ ]"}


def _lessons(context: Context, given: Arguments) -> int:
    workspace = context.reading()
    library, progress = context.library, workspace.plan.progress
    if given.json:
        show_json({"lessons": [as_data(head, progress.get(head.id)) for head in library.heads()]})
    else:
        show(_lines(library, dict(progress), workspace.today))
    tell(*(f"Not readable: {fault}" for fault in library.index.unreadable))
    return FINE if library.heads() else PROBLEM


def _lines(library: "Library", progress: dict[str, "Progress"], today: "dt.date") -> Iterator[str]:
    heads = library.heads()
    width = max((len(display_line(head.id)) for head in heads), default=0)
    for n, track in enumerate(dict.fromkeys(head.track for head in heads)):
        named = library.index.tracks.get(track)
        yield from ([""] if n else [])
        yield display_line(named.title if named else track)
        for head in (h for h in heads if h.track == track):
            yield _line(head, progress.get(head.id), today, width)


def _line(head: "Head", progress: "Progress | None", today: "dt.date", width: int) -> str:
    from ..course import standing

    mark = MARKS[progress.status if progress else ""]
    how_far = standing(progress, today) if progress else f"{head.minutes} minutes"
    return f"  {mark} {display_line(head.id):{width}}  {display_line(head.title)} ({how_far})"


def as_data(head: "Head", progress: "Progress | None") -> dict[str, Any]:
    """A lesson as other programs read it."""
    return {
        "id": head.id,
        "title": head.title,
        "track": head.track,
        "module": head.module,
        "pack": head.pack,
        "minutes": head.minutes,
        "audience": head.audience,
        "requires": head.requires,
        "status": progress.status if progress else "new",
        "step": progress.n if progress else None,
        "steps": progress.of if progress else head.steps,
        "minutes_left": progress.minutes_left if progress else head.minutes,
        "finished_on": progress.finished_on.isoformat() if progress and progress.finished_on else None,
    }


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--json", action="store_true")


COMMANDS = {"lessons": Command(_lessons, HELP, _arguments)}
