"""Copies that tools of synchronising make when two machines have changed one file: their names, and what they add.

A copy is merged by record and field, against what both had in common: what only the copy changed is taken over, what
only the plan changed stays, and where both did the plan's own stays and the place is named.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from ..plan.events import Change, Event
from ..plan.plan import Fields
from .handedit import edits, same
from .journal import Journal
from .seal import Seal
from .snapshot import Rows

_MARKS = (
    r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?",  # Syncthing
    r" \([^()]*(?:conflict|konflikt|conflit)[^()]*\)",  # Dropbox in several languages, Nextcloud, Seafile
    r"_conflict-\d{8}-\d{6}",  # ownCloud
    r" \(\d{1,3}\)",  # browsers, Google Drive
    r" \d{1,3}",  # iCloud
)
_COPY = re.compile(
    rf"(?P<stem>[^/]+?)(?:{'|'.join(_MARKS)})(?P<suffix>\.(?:toml|jsonl|json)(?:\.age)?|\.age)", re.IGNORECASE
)
_OURS, _BASE, _MIDDLE, _THEIRS = b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> "


class Merged(NamedTuple):
    """What a copy adds, and the places that both sides changed."""

    changes: list[Change]
    conflicts: list[tuple[str, str]]  # table/id, and the field; no field when the whole record is meant


def original(name: str) -> str:
    """The name of the file that this is a copy of; empty when it is none."""
    match = _COPY.fullmatch(name)
    return match["stem"] + match["suffix"] if match else ""


def sides(data: bytes) -> tuple[bytes, bytes] | None:
    """Both sides of a file in which `git merge` left its marks; None when there are none."""
    ours, theirs = b"", b""
    goes = "both"
    found = False
    for line in data.splitlines(keepends=True):
        mark = _turn(goes, line)
        if mark:
            goes, found = mark, True
            continue
        ours += line if goes in ("both", "ours") else b""
        theirs += line if goes in ("both", "theirs") else b""
    return (ours, theirs) if found else None


def _turn(goes: str, line: bytes) -> str:
    """To which side the lines after a mark belong; empty when a line is no mark."""
    if line.startswith(_OURS) and goes == "both":
        return "ours"
    if line.startswith(_BASE) and goes == "ours":
        return "neither"
    if line.rstrip() == _MIDDLE and goes in ("ours", "neither"):
        return "theirs"
    return "both" if line.startswith(_THEIRS) and goes == "theirs" else ""


def merged(base: Rows, copy: Rows, now: Rows, *, removals: bool) -> Merged:
    """What has to change in a plan so that it has what a copy has.

    Args:
        base: what both had in common.
        copy: what the copy says.
        now: what the plan says.
        removals: whether what the copy lacks was taken out there.
    """
    found = Merged([], [])
    for change in edits(base, copy, removals=removals):
        mine = now.get(change.table, {}).get(change.id)
        was = base.get(change.table, {}).get(change.id)
        if change.new is None:
            _without(change, mine, was, found)
        else:
            _with(change, change.new, mine, was or {}, found)
    return found


def _without(change: Change, mine: Fields | None, was: Fields | None, found: Merged) -> None:
    if mine is not None and same(mine, was):
        found.changes.append(Change(change.table, change.id, None, mine))
    elif mine is not None:
        found.conflicts.append((f"{change.table}/{change.id}", ""))


def _with(change: Change, new: Fields, mine: Fields | None, was: Fields, found: Merged) -> None:
    if mine is None:
        if was:  # taken out here, changed there: it comes back whole, as the copy has it
            new = {**was, **new}
        found.changes.append(Change(change.table, change.id, new))
        return
    told = {name: value for name, value in new.items() if not same(mine.get(name), value)}
    both = [name for name in told if not same(mine.get(name), was.get(name))]
    found.conflicts.extend((f"{change.table}/{change.id}", name) for name in both)
    told = {name: value for name, value in told.items() if name not in both}
    if told:
        found.changes.append(Change(change.table, change.id, told, {name: mine.get(name) for name in told}))


def missing(journal: Journal, copies: Iterable[bytes], seal: Seal | None = None) -> list[Event]:
    """The events of copied journal files that are in none of the journal's own, by their times.

    Args:
        journal: the journal.
        copies: the bytes of the files.
        seal: under which they were written; without, the journal's.
    """
    theirs = Journal(journal.folder, journal.device, seal or journal.seal)
    known = {_content(event) for event in journal.read().events}
    found: dict[bytes, Event] = {}
    for event in (theirs.decoded(line) for data in copies for line in data.split(b"\n")):
        if isinstance(event, Event) and (content := _content(event)) not in known:
            found.setdefault(content, event)
    return sorted(found.values(), key=lambda event: (event.at, event.id))


def add_events(journal: Journal, events: list[Event]) -> int:
    """Adds events of other files, each with its own time, and says how many. They get new names, since two machines of
    one name have given theirs twice. Callers hold the lock.

    Raises:
        NotSaved: nothing was added.
    """
    if not events:
        return 0
    path, size = journal.next_place(journal.sizes())
    names: dict[str, str] = {}
    new: list[Event] = []
    at = size
    for event in events:
        names[event.id] = f"{path.stem}:{at}"
        new.append(msgspec.structs.replace(event, id=names[event.id], undoes=names.get(event.undoes, event.undoes)))
        at += len(journal.line(new[-1]))
    journal.append(path, size, new)
    return len(new)


def _content(event: Event) -> bytes:
    """What happened, whatever the event is called."""
    return msgspec.json.encode(msgspec.structs.replace(event, id="", undoes=""))
