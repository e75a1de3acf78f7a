"""`coach pictures`: what was rated, sitting after sitting, and what was done, month after month, as tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import shorten
from ..words import marked, said
from .command import Arguments, Command, text
from .context import Context
from .stop import FINE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..pictures.months import Months
    from ..pictures.sittings import Change, Line, Picture
    from ..plan.records import Assessment

HELP = marked("""\
Examples
  coach pictures                 everything that was rated, and twelve months
  coach pictures wheel           one of them
  coach pictures months          what was done, month by month
  coach pictures wheel --json    for programs: coach help json

coach pictures [INSTRUMENT] [--json]

How your ratings stand against last time and the first time, the two widest
gaps, and what has moved. A change no larger than two sittings usually differ
by is said to be within noise. Only sittings that asked the same on the same
scale are compared. The app draws the same as lines: Over time, on its Plan.

INSTRUMENT  what you rated, such as wheel; or months""")
MONTHS = "months"


def _pictures(context: Context, given: Arguments) -> int:
    from ..pictures.months import months
    from ..pictures.sittings import pictures

    workspace = context.reading()
    found = pictures(workspace.plan)
    counted = months(workspace.plan, workspace.today) if given.instrument in (None, MONTHS) else None
    if given.instrument is not None:
        found = _named(found, given.instrument)
    if given.json:
        show_json(as_data(found, counted))
        return FINE
    show(_lines(found, counted))
    if not found and (counted is None or counted.empty):
        tell(said("There is nothing to see yet. A lesson in which you rate something makes a beginning: coach learn"))
    return FINE


def _named(found: "list[Picture]", name: str) -> "list[Picture]":
    """The one that is meant.

    Raises:
        Stop: there is none of that name.
    """
    wanted = "-".join(name.casefold().split())
    titles = (wanted, name.casefold().strip())
    chosen = [one for one in found if one.instrument.casefold() == wanted or one.title.casefold() in titles]
    if not chosen and wanted != MONTHS:
        known = ", ".join([*(shorten(picture.instrument, 60) for picture in found), MONTHS])
        why = said("nothing was rated as “{name}” yet. There are: {known}.", name=shorten(name, 60), known=known)
        raise Stop(why)
    return chosen


def _lines(found: "list[Picture]", counted: "Months | None") -> Iterator[str]:
    from ..pictures.words import month_lines, picture_lines

    for n, picture in enumerate(found):
        yield from (*([""] if n else []), *picture_lines(picture))
    if counted is not None and not counted.empty:
        yield from (*([""] if found else []), *month_lines(counted))


# --- for programs ------------------------------------------------------------------------


def as_data(found: "list[Picture]", counted: "Months | None") -> dict[str, Any]:
    """Pictures as other programs read them."""
    told = counted and {
        "months": [f"{month:%Y-%m}" for month in counted.months],
        "counts": [{"id": c.id, "title": c.title, "numbers": list(c.numbers), "total": c.total}
                   for c in counted.counts],
    }  # fmt: skip
    return {"pictures": [_picture(picture) for picture in found], "months": told}


def _picture(picture: "Picture") -> dict[str, Any]:
    now = picture.now
    scale = now.scale
    return {
        "instrument": picture.instrument,
        "title": picture.title,
        "version": now.instrument_version,
        "scale": scale and {"min": scale.min, "max": scale.max, "low": scale.low, "high": scale.high},
        "names": {"first": now.first_name or None, "second": now.second_name or None},
        "sittings": [_sitting(sitting) for sitting in picture.sittings],
        "lines": [_line(line) for line in picture.lines],
        "gaps": [line.id for line in picture.gaps],
        "earlier": [{**_sitting(one), "version": one.instrument_version} for one in picture.earlier],
        "words": picture.words(),
    }


def _sitting(sitting: "Assessment") -> dict[str, Any]:
    from ..pictures.sittings import on_day

    day = on_day(sitting)
    return {"id": sitting.id, "on": day and day.isoformat()}


def _line(line: "Line") -> dict[str, Any]:
    return {
        "id": line.id,
        "label": line.label,
        "points": list(line.points),
        "first": line.first,
        "last": line.last,
        "now": line.now,
        "since_last": _change(line.since_last),
        "since_first": _change(line.since_first),
        "usual": line.usual.points,
        "usual_assumed": line.usual.assumed,
        "second": line.second,
        "gap": line.gap,
    }


def _change(change: "Change | None") -> dict[str, Any] | None:
    return {"points": change.points, "within_noise": change.within_noise} if change else None


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("instrument", nargs="?", type=text, metavar="INSTRUMENT")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"pictures": Command(_pictures, HELP, _arguments)}
