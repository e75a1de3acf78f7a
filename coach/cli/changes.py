"""`coach changes`: what is different in the plan between two days, taken together."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates import add_months, in_words
from ..display import shorten
from ..words import marked, said
from .command import Arguments, Command, text
from .context import Context
from .log import LONGEST, date_given
from .stop import FINE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.difference import Difference
    from ..workspace import Workspace

HELP = marked("""\
Examples
  coach changes                          since the last review
  coach changes --since "3 months ago"
  coach changes --since 2026-03-01 --until 2026-06-30
  coach changes --since beginning --json

coach changes [--since DATE|review|beginning] [--until DATE] [--json]

What is different in the plan: what is new, what says something else now, what
came to its end and why, and how you rated and ranked things then and now.
Without --since, since your last review; without a review, for a month. Every
single change, one after the other: coach log

--since DATE   from the start of that day: yesterday, "last month", 2026-09-01;
               or review, or beginning
--until DATE   up to the end of that day; up to now, unless you say so
--json         for programs: coach help json""")

WORDS = ("review", "beginning")


class Span(NamedTuple):
    """Two moments, and the day of the first as it is said."""

    since: dt.datetime
    until: dt.datetime
    day: dt.date
    words: str


def _changes(context: Context, given: Arguments) -> int:
    from ..plan.difference import between
    from ..plan.then import as_it_was

    workspace = context.reading()
    history = workspace.history()
    span = _span(workspace, given)
    then = as_it_was(workspace.plan, history, span.since)
    found = between(then, as_it_was(workspace.plan, history, span.until))
    if given.json:
        show_json(_as_data(span, workspace, found))
        return FINE
    show(_lines(found, span, workspace.today))
    tell(*_notes(found, span, workspace))
    return FINE


def _span(workspace: "Workspace", given: Arguments) -> Span:
    """The time that is meant.

    Raises:
        Stop: a date is not understood, or there was no review.
    """
    from ..plan.then import beginning, ending

    today = workspace.today
    until = date_given(given.until, today) if given.until else today
    end = ending(until) if given.until else workspace.clock() + dt.timedelta(days=1)
    since, words = _since(workspace, given.since)
    day = since if isinstance(since, dt.date) and not isinstance(since, dt.datetime) else since.astimezone().date()
    start = since if isinstance(since, dt.datetime) else beginning(since)
    if start >= end:
        raise Stop(said("{day} is not before {until}.", day=in_words(day), until=in_words(until)))
    return Span(start, end, day, words)


def _since(workspace: "Workspace", typed: str | None) -> tuple[dt.date | dt.datetime, str]:
    from ..plan.then import last_review, reaches_back

    history, today = workspace.history(), workspace.today
    review = last_review(history) if typed in (None, "review") else None
    if review is not None:
        day = review.at.astimezone().date()
        return review.at + dt.timedelta(microseconds=1), said("since your last review, {day}", day=in_words(day))
    if typed == "review":
        raise Stop(said("there was no review yet. A day will do: coach changes --since “last month”"))
    if typed == "beginning":
        began = (reaches_back(history) or workspace.clock()).astimezone().date()
        return began, said("since the beginning, {day}", day=in_words(began))
    day = date_given(typed, today) if typed else add_months(today, -1)
    return day, said("since {day}", day=in_words(day))


def _notes(found: list["Difference"], span: Span, workspace: "Workspace") -> Iterator[str]:
    from ..plan.then import reaches_back

    if not found:
        yield said("Nothing is different {since}.", since=span.words)
    began = reaches_back(workspace.history())
    if began is not None and span.since < began and began.astimezone().date() > span.day:
        first = in_words(began.astimezone().date())
        yield said("What is known goes back to {day}; the plan was new then.", day=first)


def _lines(found: list["Difference"], span: Span, today: dt.date) -> Iterator[str]:
    from ..plain.today import wrapped
    from ..plan.telling import details, headline, on_day, parts

    then = on_day(span.day, today)
    if found:
        yield said("What is different {since}", since=span.words)
    for part in parts(found):
        yield from ("", said(part.title))
        for different in part.differences:
            yield from wrapped(shorten(headline(different), LONGEST), "  ", "    ")
            for line in details(different, then):
                yield from wrapped(shorten(line, 3 * LONGEST), "      ", "        ")


def _as_data(span: Span, workspace: "Workspace", found: list["Difference"]) -> dict[str, Any]:
    from ..plan.then import reaches_back

    began = reaches_back(workspace.history())
    return {
        "since": span.since.isoformat(),
        "until": min(span.until, workspace.clock()).isoformat(),
        "known_since": began and began.isoformat(),
        "changes": [
            {
                "table": one.table,
                "id": one.id,
                "label": one.label,
                "kind": one.kind,
                "status": one.status,
                "why": one.why,
                "fields": [{"name": c.name, "before": list(c.before), "after": list(c.after)} for c in one.changes],
            }
            for one in found
        ],
    }


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--since", type=text, metavar="DATE")
    parser.add_argument("--until", type=text, metavar="DATE")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"changes": Command(_changes, HELP, _arguments)}
