"""`coach log`: what changed, newest first; or what one record has been through."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..dates import in_words
from ..display import shorten
from ..past_dates import past_date
from ..words import marked, said
from .command import Arguments, Command, text
from .context import Context
from .stop import FINE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.events import Event
    from ..plan.telling import Happened
    from ..workspace import Workspace

HELP = marked("""\
Examples
  coach log
  coach log --since "2 weeks ago"
  coach log k3x                     what one step has been through
  coach log --since 2026-09-01 --json

coach log [ID] [--since DATE] [--json]

What was done with the plan, newest first; with the beginning of an id, only
what was done with that record, and what it says differently since. What is
different between two days, taken together: coach changes

--since DATE   yesterday, monday, "3 weeks ago", "last month", 2026-09-01
--json         for programs: coach help json""")

DATES = marked("Some that are: yesterday, monday, 3 weeks ago, last month, 2026-09-01.")
LONGEST = 200  # characters of what somebody wrote, on one line


def _log(context: Context, given: Arguments) -> int:
    workspace = context.reading()
    since = date_given(given.since, workspace.today) if given.since else dt.date.min
    if given.id is not None:
        return _record(workspace, given, since)
    from ..plan.telling import told

    events = [event for event in told(workspace.history()) if _local(event).date() >= since]
    if given.json:
        show_json({"events": [as_data(event) for event in events]})
        return FINE
    show(_lines(events, workspace))
    if not events:
        nothing = said("Nothing has changed yet.")
        tell(said("Nothing changed since {day}.", day=in_words(since)) if given.since else nothing)
    return FINE


def date_given(typed: str, today: dt.date) -> dt.date:
    """The day that a text means.

    Raises:
        Stop: it means none.
    """
    day = past_date(typed, today)
    if day is None:
        why = said("“{typed}” is not understood as a date.", typed=shorten(typed, 40))
        raise Stop(f"{why} {said(DATES)}")
    return day


def _lines(events: list["Event"], workspace: "Workspace") -> Iterator[str]:
    from ..plan.telling import deed_words, index

    by_id = index(workspace.history())
    for event, heading in _by_day(events):
        yield from heading
        yield f"  {_local(event):%H:%M}  {shorten(deed_words(by_id, event), LONGEST)}"


def _by_day(events: list["Event"]) -> Iterator[tuple["Event", list[str]]]:
    """Events, each with what stands above it when it is the first of its day."""
    last: dt.date | None = None
    for event in events:
        day = _local(event).date()
        yield event, [*([""] if last else []), in_words(day)] if day != last else []
        last = day


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


# --- one record ------------------------------------------------------------------


def _record(workspace: "Workspace", given: Arguments, since: dt.date) -> int:
    from ..plan.telling import story

    table, id = _meant(workspace, given.id)
    happened = story(workspace.plan, workspace.history(), table, id)
    happened = [one for one in happened if _local(one.event).date() >= since]
    if given.json:
        show_json({"events": [as_data(one.event) | {"changes": _changes(one)} for one in happened]})
        return FINE
    show(_record_lines(happened, workspace))
    if not happened:
        tell(said("Nothing is known of its past."))
    return FINE


def _meant(workspace: "Workspace", typed: str) -> tuple[str, str]:
    """The record that is meant, by the beginning of its id or as table/id; also one that undo took away.

    Raises:
        Stop: none is, or several are.
    """
    from .ids import one_id

    table, slash, id = typed.partition("/")
    known = {(c.table, c.id): event.title for event in workspace.history() for c in event.changes}
    known |= {(name, row.id): row.label for name, rows in workspace.plan.tables.items() for row in rows.values()}
    mine = {where: label for where, label in known.items() if where[0] not in ("answers", "progress")}
    if slash:
        mine = {where: label for where, label in mine.items() if where[0] == table.replace("-", "_")}
    found = one_id(id if slash else typed, {where[1]: label for where, label in mine.items()}, marked("record"))
    return next(where for where in mine if where[1] == found)


def _record_lines(happened: list["Happened"], workspace: "Workspace") -> Iterator[str]:
    from ..plain.today import wrapped
    from ..plan.telling import changed_words, deed_words, index

    by_id = index(workspace.history())
    changes = {one.event.id: one.changes for one in happened}
    for event, heading in _by_day([one.event for one in happened]):
        yield from heading
        yield f"  {_local(event):%H:%M}  {shorten(deed_words(by_id, event), LONGEST)}"
        for change in changes[event.id]:
            yield from wrapped(shorten(changed_words(change), 3 * LONGEST), " " * 9, " " * 11)


def _changes(one: "Happened") -> list[dict[str, Any]]:
    return [{"name": c.name, "before": list(c.before), "after": list(c.after)} for c in one.changes]


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("id", nargs="?", type=text, metavar="ID")
    parser.add_argument("--since", type=text, metavar="DATE")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"log": Command(_log, HELP, _arguments)}
