"""Where two machines have said different things about the same field since they last met, and which of them stands."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..exports.words import field_words, title_of
from ..plan.events import Event
from ..plan.plan import Plan
from ..store.handedit import same
from ..store.journal import Journal
from ..store.unsealing import seal_of
from .git import Git
from .layout import Kind, kind
from .union import Sides

# Told in other places, or nothing that anybody has said: when something happened, and where in a lesson somebody was.
NOT_SAID = frozenset({"created", "source", "moved", "answered_at", "at", "prompt"})
_Where = tuple[str, str, str]  # table, id, field; no field for the whole record
_Said = tuple[dt.datetime, Any]


class Both(NamedTuple):
    """One field that both machines have changed. What does not stand is still in the log."""

    table: str
    id: str
    field: str
    ours: object
    theirs: object
    ours_stands: bool

    def name(self, plan: Plan) -> str:
        """The record, and the field, as people call them."""
        row = plan.tables.get(self.table, {}).get(self.id)
        label = row.label if row is not None else self.id
        parts = [title_of(self.table), f"“{label}”", field_words(self.field, self.table) if self.field else ""]
        return ", ".join(part for part in parts if part)


def both_changed(git: Git, sides: Sides, folder: str) -> list[Both]:
    """The fields of one person's plan that both sides have changed."""
    place = git.home / folder
    journal = Journal(place / "journal", "looking", seal_of(place))
    ours = _last(_new(git, sides.base, sides.ours, folder, journal))
    theirs = _last(_new(git, sides.base, sides.theirs, folder, journal))
    found = []
    for where in ours.keys() & theirs.keys():
        (mine_at, mine), (other_at, other) = ours[where], theirs[where]
        if not same(mine, other):
            found.append(Both(*where, mine, other, mine_at >= other_at))
    return sorted(found, key=lambda one: (one.table, one.id, one.field))


def _new(git: Git, base: Mapping[str, Any], side: Mapping[str, Any], folder: str, journal: Journal) -> Iterable[Event]:
    """The events that one side has added since both had the same."""
    for path, entry in side.items():
        if kind(path) is not Kind.JOURNAL or not path.startswith(f"{folder}/") or base.get(path) == entry:
            continue
        before = git.content(base[path]) if path in base else b""
        data = git.content(entry)
        lines = data[len(before) :] if data.startswith(before) else data
        for line in lines.split(b"\n"):
            event = journal.decoded(line) if line else None
            if isinstance(event, Event):
                yield event


def _last(events: Iterable[Event]) -> dict[_Where, _Said]:
    """What was said last about each field."""
    found: dict[_Where, _Said] = {}
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        for change in event.changes:
            if change.table == "progress":
                continue  # a place in a lesson is no word of anybody's
            told = {"": None} if change.new is None else change.new
            for field, value in told.items():
                if field not in NOT_SAID:
                    found[change.table, change.id, field] = (event.at, value)
    return found
