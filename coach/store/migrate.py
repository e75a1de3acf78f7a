"""Older formats: each is brought to the next in memory, whenever it is read, one step after the other.

On disk nothing changes by reading. Before the first change of a plan of an older format all of its files are kept, byte
for byte, in a backup; then each file is written anew, whole or not at all. So a stop at any moment leaves files of the
old or of the new format, or some of both, and each of them can be read.

A new format: FORMAT += 1, a Migration from the one before, and a folder of files as the earlier version wrote them in
tests/store/formats/. Migrations stay for ever.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from ..plan.events import Change, Event

FORMAT = 1
Doc = dict[str, Any]  # what a file says, but for `format` and `saved`


class Migration(NamedTuple):
    """How what was written in one format is said in the next. Each function gives a new value."""

    plan: Callable[[Doc], Doc]  # of plan.toml
    answers: Callable[[Doc], Doc]  # of a file of answers
    change: Callable[[Change], Change]  # of an event in the journal


MIGRATIONS: dict[int, Migration] = {}  # by the format that they start from


def steps(version: int) -> list[Migration]:
    """The migrations from a format to this one."""
    return [MIGRATIONS[n] for n in range(version, FORMAT) if n in MIGRATIONS] if version < FORMAT else []


def plan_up(doc: Doc) -> Doc:
    """What a plan.toml of any earlier format says, in this one."""
    for step in steps(version_of(doc)):
        doc = {**step.plan(_inner(doc)), **_outer(doc)}
    return doc


def answers_up(doc: Doc) -> Doc:
    """What a file of answers of any earlier format says, in this one."""
    for step in steps(version_of(doc)):
        doc = {**step.answers(_inner(doc)), **_outer(doc)}
    return doc


def event_up(event: Event) -> Event:
    """An event of any earlier format, in this one."""
    for step in steps(event.format):
        event = msgspec.structs.replace(event, changes=tuple(map(step.change, event.changes)))
    return event


def version_of(doc: Doc) -> int:
    """The format that a file says it has; what says nothing was written by hand, for this one."""
    version = doc.get("format", FORMAT)
    return version if isinstance(version, int) else FORMAT


def _outer(doc: Doc) -> Doc:
    return {key: doc[key] for key in ("format", "saved") if key in doc}


def _inner(doc: Doc) -> Doc:
    return {key: value for key, value in doc.items() if key not in ("format", "saved")}
