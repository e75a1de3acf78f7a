"""What became of single records, from the events: when a field was last set, and what stood there before."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..plan.events import Change, Event, stacks
from ..plan.records import Record


class Turn(NamedTuple):
    """A field that was given another value."""

    on: dt.date
    old: Any  # None when nothing was said before
    new: Any  # plain data: a day may be a date or its text


class Past:
    """The events by the record they changed, without those that were taken back."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self._changes: dict[tuple[str, str], list[tuple[dt.date, Change]]] = {}
        done, _ = stacks(events)
        for event in done:
            day = event.at.astimezone().date()
            for change in event.changes:
                self._changes.setdefault((change.table, change.id), []).append((day, change))

    def turns(self, record: Record, field: str) -> list[Turn]:
        """Every other value that a field was given, oldest first; its first one too."""
        found = []
        for day, change in self._changes.get((record.table, record.id), ()):
            if change.new is not None and field in change.new:
                old, new = (change.old or {}).get(field), change.new[field]
                if _plain(old) != _plain(new):
                    found.append(Turn(day, old, new))
        return found

    def said_on(self, record: Record, field: str) -> dt.date | None:
        """The day on which a field got the value that it has; None when the events do not know."""
        turns = self.turns(record, field)
        return turns[-1].on if turns else None

    def made_on(self, record: Record) -> dt.date | None:
        """The day on which a record was made, as far as that is known."""
        days = self._days(record)
        return record.created or (days[0] if days else None)

    def touched_on(self, record: Record) -> dt.date | None:
        """The day on which anything of a record was last written, as far as that is known."""
        days = self._days(record)
        return days[-1] if days else record.created

    def _days(self, record: Record) -> list[dt.date]:
        return [day for day, _ in self._changes.get((record.table, record.id), ())]


def _plain(value: Any) -> str:
    """A value for comparing: what was read back from a file holds dates where an event holds their text."""
    return "" if value is None else str(value)
