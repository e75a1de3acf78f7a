"""What happened, what a record has been through and what is different, as rows. Only those in view are worded."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from textual.content import Content

from coach.display import shorten
from coach.lessons.library import Library
from coach.plan.difference import Difference
from coach.plan.events import Event
from coach.plan.telling import Happened, changed_by, changed_words, day_heading, deed_words, details, headline, parts
from coach.words import said
from coach.workspace import Workspace

from .drawing import FAINT, QUIET, beside, cut, heading, one_line, wrap
from .widgets.rows import Row, blank

LONGEST = 400  # characters of what somebody wrote


def event_rows(events: Iterable[Event], by_id: Mapping[str, Event], library: Library, today: dt.date) -> list[Row]:
    """Events by day. Keys: the events' ids."""
    rows: list[Row] = []
    for event, at, begins in _by_day(events):
        if begins:
            rows += _day(at.date(), today, bool(rows))
        rows.append(Row(partial(_event, event, at, by_id, library), event.id, height=1))
    return rows


def story_rows(story: Sequence[Happened], by_id: Mapping[str, Event], today: dt.date) -> list[Row]:
    """What one record has been through, each time with what it says differently. Keys: the events' ids."""
    rows: list[Row] = []
    changes = {one.event.id: one.changes for one in story}
    for event, at, begins in _by_day(one.event for one in story):
        if begins:
            rows += _day(at.date(), today, bool(rows))
        told = [changed_words(change) for change in changes[event.id]]
        rows.append(Row(partial(_with_lines, f"{at:%H:%M}  {deed_words(by_id, event)}", told, 2), event.id))
    return rows


def difference_rows(found: Iterable[Difference], then: str) -> list[Row]:
    """What is different, part by part. Keys: `table/id`."""
    rows: list[Row] = []
    for part in parts(found):
        rows += [*([blank()] if rows else []), Row(partial(_head, part.title), height=1)]
        for different in part.differences:
            key = f"{different.table}/{different.id}"
            rows.append(Row(partial(_with_lines, headline(different), details(different, then), 2), key))
    return rows


def changed_lines(workspace: Workspace, event: Event, width: int) -> list[Content]:
    """What an event changed, record by record, for the column beside the list."""
    lines: list[Content] = []
    places = dict.fromkeys((c.table, c.id) for c in event.changes if c.table not in ("answers", "progress"))
    for table, id in places:
        record = workspace.plan.record(table, id)
        name = (said(record.title) if record.one else record.label) if record else event.title or id
        lines += [Content(""), *wrap(shorten(name, LONGEST), width)]
        for change in changed_by(event, workspace.plan, workspace.history(), table, id):
            lines += wrap(shorten(changed_words(change), LONGEST), width, QUIET, indent=1)
    return lines[1:]


def _by_day(events: Iterable[Event]) -> Iterator[tuple[Event, dt.datetime, bool]]:
    """Events with the time where the person is, and whether another day begins with this one."""
    last: dt.date | None = None
    for event in events:
        at = event.at.astimezone()
        yield event, at, at.date() != last
        last = at.date()


def _day(day: dt.date, today: dt.date, apart: bool) -> list[Row]:
    head = Row(partial(_head, day_heading(day, today)), height=1)
    return [blank(), head] if apart else [head]


def _head(title: str, width: int) -> list[Content]:
    return [line.truncate(width, ellipsis=True) for line in heading(title)]


def _event(event: Event, at: dt.datetime, by_id: Mapping[str, Event], library: Library, width: int) -> list[Content]:
    lesson, _, step = event.source.partition("/")
    head = library.head(lesson) if step else None
    left = Content.assemble((f"{at:%H:%M}  ", FAINT), one_line(deed_words(by_id, event)))
    return [beside(left, cut(head.title if head else "", width // 3, QUIET), width)]


def _with_lines(first: str, lines: Sequence[str], indent: int, width: int) -> list[Content]:
    shown = [line for text in lines for line in wrap(shorten(text, LONGEST), width, QUIET, indent)]
    return [*wrap(shorten(first, LONGEST), width), *shown]
