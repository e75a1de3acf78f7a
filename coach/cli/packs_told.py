"""Packs in words: what is in one, where it came from, and what it would replace."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display_line
from ..packs.news import content_of
from ..packs.rules import Files
from ..packs.versions import order

if TYPE_CHECKING:
    from ..lessons.library import Library
    from ..packs.incoming import Incoming
    from ..packs.shelf import Kept, Record

OURS = "coach"  # where the lessons are from that come with the program


def _within(words: str) -> str:
    """A line about a pack, below its name."""
    return f"  {display_line(words)}"


def number_of(n: int, what: str) -> str:
    """A number of things, as a figure: `1 lesson`, `12 lessons`."""
    return f"{n} {what}{'' if n == 1 else 's'}"


def lines(pack: "Kept", library: "Library") -> Iterator[str]:
    """A pack of the list."""
    head, record = library.index.packs.get(pack.id), pack.record
    version = head.version if head else ""
    yield display_line(f"{pack.id} {version}: {head.words if head else ''}")
    if record:
        updated = f", updated on {record.updated_on}" if record.updated_on else ""
        yield _within(f"from {record.source}, added on {record.added_on}{updated}")
    else:
        yield _within(f"put by hand into {pack.folder}")
    words = number_of(_lessons(pack, library), "lesson")
    yield _within(f"{words}" + (f"; licence {head.license}" if head and head.license else ""))
    if replaced := replaces(pack.id, library):
        yield _within("in place of: " + ", ".join(f"{id} ({of})" for id, of in replaced.items()))


def as_data(pack: "Kept", library: "Library") -> dict[str, Any]:
    """A pack as other programs read it."""
    head, record = library.index.packs.get(pack.id), pack.record
    return {
        "id": pack.id,
        "version": head.version if head else None,
        "title": head.title if head else None,
        "authors": head.authors if head else [],
        "license": head.license if head else None,
        "language": head.language if head else None,
        "lessons": _lessons(pack, library),
        "replaces": [{"id": id, "pack": of} for id, of in replaces(pack.id, library).items()],
        "source": record.source if record else None,
        "content": record.content if record else None,
        "added_on": record.added_on.isoformat() if record else None,
        "updated_on": record.updated_on.isoformat() if record and record.updated_on else None,
        "folder": str(pack.folder),
    }


def _lessons(pack: "Kept", library: "Library") -> int:
    return sum(head.pack == pack.id for head in library.heads())


def replaces(id: str, library: "Library") -> dict[str, str]:
    """The lessons of others that this pack stands in place of, and whose they were."""
    index = library.index
    found = {lesson: packs[-1] for lesson, packs in index.replaced.items() if index.heads[lesson].pack == id}
    return {lesson: of if of in index.packs else OURS for lesson, of in found.items() if of != id}


def summary(incoming: "Incoming") -> Iterator[str]:
    """What a pack is, before it is added."""
    pack, inside = incoming.pack, incoming.inside
    by = f", by {', '.join(pack.authors)}" if pack.authors else ""
    yield display_line(f"{pack.title} {pack.version}{by}")
    counts = [number_of(len(inside.lessons), "lesson")]
    counts += [number_of(len(ids), kind) for kind, ids in inside.others.items() if ids]
    licence = f"; licence {pack.license}" if pack.license else "; no licence is named"
    yield _within(f"{', '.join(counts)}; language {pack.language}{licence}")
    yield _within(f"from {incoming.source}")
    for head in incoming.replaced():
        of = f"the pack {head.pack}" if head.pack in incoming.others.index.packs else OURS
        yield _within(f"in place of a lesson of {of}: {head.id} ({head.title})")
    for words in incoming.also_replaced():
        yield _within(f"in place of: {words}")


def since(record: "Record") -> str:
    """The version a pack has now, and the one it took the place of."""
    if record.version == record.before:
        return f"{record.version}, changed under the same version"
    return f"{record.version}, since {record.before}"


def doubts(pack: "Kept", incoming: "Incoming", old: Files, library: "Library") -> list[str]:
    """Why somebody is asked before an update: each reason in a sentence."""
    found = []
    if pack.record and content_of(old) != pack.record.content:
        found.append(f"Its files in {pack.folder} were changed by hand; that is lost.")
    if pack.record and order(incoming.pack.version) < order(pack.record.version):
        found.append(f"{incoming.pack.version} is older than {pack.record.version}, which you have.")
    new = [head.id for head in incoming.replaced() if head.id not in replaces(pack.id, library)]
    if new:
        found.append(f"It comes in place of lessons that it left alone before: {', '.join(new)}.")
    return found
