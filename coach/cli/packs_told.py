"""Packs in words: what is in one, where it came from, and what it would replace."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display_line
from ..packs.news import content_of
from ..packs.rules import Files
from ..packs.versions import order
from ..words import marked, said, said_of

if TYPE_CHECKING:
    from ..lessons.library import Library
    from ..packs.incoming import Incoming
    from ..packs.shelf import Kept, Record

OURS = "coach"  # where the lessons are from that come with the program


def _within(words: str) -> str:
    """A line about a pack, below its name."""
    return f"  {display_line(words)}"


def _number_of(n: int, what: str) -> str:
    """A number of things, as a figure: `1 lesson`, `12 lessons`."""
    if what == "role-play":
        return said_of(n, "{n} role-play", "{n} role-plays")
    if what == "track":
        return said_of(n, "{n} track", "{n} tracks")
    return said_of(n, "{n} route", "{n} routes") if what == "route" else said_of(n, "{n} lesson", "{n} lessons")


def lines(pack: "Kept", library: "Library") -> Iterator[str]:
    """A pack of the list."""
    head, record = library.index.packs.get(pack.id), pack.record
    version = head.version if head else ""
    yield display_line(f"{pack.id} {version}: {head.words if head else ''}")
    if record:
        words = said("from {source}, added on {day}", source=record.source, day=record.added_on)
        yield _within(words + (said(", updated on {day}", day=record.updated_on) if record.updated_on else ""))
    else:
        yield _within(said("put by hand into {folder}", folder=pack.folder))
    words = _number_of(_lessons(pack, library), "lesson")
    yield _within(words + (said("; licence {name}", name=head.license) if head and head.license else ""))
    if replaced := replaces(pack.id, library):
        lessons = ", ".join(f"{id} ({of})" for id, of in replaced.items())
        yield _within(said("in place of: {lessons}", lessons=lessons))


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
    by = said(", by {authors}", authors=", ".join(pack.authors)) if pack.authors else ""
    yield display_line(f"{pack.title} {pack.version}{by}")
    counts = [_number_of(len(inside.lessons), "lesson")]
    counts += [_number_of(len(ids), kind) for kind, ids in inside.others.items() if ids]
    licence = said("; licence {name}", name=pack.license) if pack.license else said("; no licence is named")
    yield _within(", ".join(counts) + said("; language {tag}", tag=pack.language) + licence)
    yield _within(said("from {source}", source=incoming.source))
    for head in incoming.replaced():
        of = said("the pack {id}", id=head.pack) if head.pack in incoming.others.index.packs else OURS
        yield _within(said("in place of a lesson of {whose}: {lesson}", whose=of, lesson=f"{head.id} ({head.title})"))
    for words in incoming.also_replaced():
        yield _within(said("in place of: {lessons}", lessons=words))


def since(record: "Record") -> str:
    """The version a pack has now, and the one it took the place of."""
    if record.version == record.before:
        return said("{version}, changed under the same version", version=record.version)
    return said("{version}, since {before}", version=record.version, before=said(record.before))


def doubts(pack: "Kept", incoming: "Incoming", old: Files, library: "Library") -> list[str]:
    """Why somebody is asked before an update: each reason in a sentence."""
    found = []
    if pack.record and content_of(old) != pack.record.content:
        found.append(said("Its files in {folder} were changed by hand; that is lost.", folder=pack.folder))
    if pack.record and order(incoming.pack.version) < order(pack.record.version):
        older = marked("{version} is older than {yours}, which you have.")
        found.append(said(older, version=incoming.pack.version, yours=pack.record.version))
    new = [head.id for head in incoming.replaced() if head.id not in replaces(pack.id, library)]
    if new:
        found.append(said("It comes in place of lessons that it left alone before: {lessons}.", lessons=", ".join(new)))
    return found
