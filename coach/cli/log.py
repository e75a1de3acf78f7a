"""`coach log`: what changed, newest first."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..dates import in_words, parse_date
from ..display import shorten
from ..plan.today import event_words
from .command import Arguments, Command, text
from .context import Context
from .stop import FINE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.events import Event

HELP = """\
Examples
  coach log
  coach log --since "2 weeks ago"
  coach log --since 2026-09-01 --json

coach log [--since DATE] [--json]

What changed in the plan, newest first.

--since DATE   yesterday, monday, "3 weeks ago", "last month", 2026-09-01
--json         for programs: coach help json"""

DATES = "Some that are: yesterday, monday, 3 weeks ago, last month, 2026-09-01."
UNITS = ("day", "week", "month", "year")


def _log(context: Context, given: Arguments) -> int:
    workspace = context.reading()
    since = _since(given.since, workspace.today) if given.since else dt.date.min
    events = [event for event in reversed(workspace.history()) if event_words(event) and _local(event).date() >= since]
    if given.json:
        show_json({"events": [as_data(event) for event in events]})
        return FINE
    show(_lines(events))
    if not events:
        tell(f"Nothing changed since {in_words(since)}." if given.since else "Nothing has changed yet.")
    return FINE


def _since(typed: str, today: dt.date) -> dt.date:
    day = past_date(typed, today)
    if day is None:
        raise Stop(f"“{shorten(typed, 40)}” is not understood as a date. {DATES}")
    return day


def past_date(typed: str, today: dt.date) -> dt.date | None:
    """The day that a text means, seen from today; days without a year lie behind."""
    words = typed.lower().removesuffix(" ago").replace("last ", "next ").strip()
    if words == "yesterday":
        return today - dt.timedelta(days=1)
    day = parse_date(words, today)
    if day is None or day <= today:
        return day
    if words.split()[-1].rstrip("s") in UNITS:
        return today - (day - today)
    if not any(letter.isdigit() for letter in words):
        back = day - dt.timedelta(days=7)  # the name of a weekday: today at the latest, but "last" is never today
        return back - dt.timedelta(days=7) if back == today and words.startswith("next ") else back
    return _a_year_before(day) if str(day.year) not in words else day


def _a_year_before(day: dt.date) -> dt.date:
    from ..dates import add_months

    return add_months(day, -12)


def _lines(events: list["Event"]) -> Iterator[str]:
    last: dt.date | None = None
    for event in events:
        at = _local(event)
        if at.date() != last:
            yield from ([""] if last else [])
            yield in_words(at.date())
            last = at.date()
        yield f"  {at:%H:%M}  {shorten(event_words(event), 200)}"


def _local(event: "Event") -> dt.datetime:
    return event.at.astimezone()


def as_data(event: "Event") -> dict[str, Any]:
    """An event as other programs read it."""
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "what": event.what,
        "title": event.title,
        "source": event.source,
        "records": list(dict.fromkeys(f"{change.table}/{change.id}" for change in event.changes)),
    }


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--since", type=text, metavar="DATE")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"log": Command(_log, HELP, _arguments)}
