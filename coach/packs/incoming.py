"""A pack that is about to be added: what it is, whether it is sound, and what of the others it would replace."""

import datetime as dt
from collections.abc import Container
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import __version__
from ..lessons.check import Known, Report, check_many
from ..lessons.checks.alone import Looked
from ..lessons.checks.kept import CHECKS, remember
from ..lessons.checks.sheet import Sheet, word
from ..lessons.faults import Unreadable
from ..lessons.index import Found, Head
from ..lessons.lesson import Pack
from ..lessons.library import Library
from ..lessons.reading import read_file, read_toml
from ..places import Places
from ..words import marked, said
from .folder import read_folder
from .news import Inside, content_of, news
from .order import RESERVED
from .rules import CHECKED, Files, PackRefused
from .shelf import Kept, Record, Shelf
from .source import read_source
from .versions import at_least

PATIENCE = 1.0  # seconds after which a pack that has a fault is not looked at any further


class Incoming:
    """A pack that was read and is nowhere on this disk yet, beside the packs that are there without it."""

    def __init__(self, source: str, files: Files, pack: Pack, others: Library, later: Container[str]) -> None:
        self.source = source
        self.files = files
        self.pack = pack
        self.others = others
        self.later = later  # packs that come after it, and so replace its lessons
        self.lesson_files = sum(path.endswith(CHECKED) for path in files)

    @cached_property
    def inside(self) -> Inside:
        """What is in it, by id."""
        return Inside(self.files)

    def report(self) -> Report:
        """All that a check finds in it, with what the other packs offer taken as known."""
        named = {f"{self.source}/{path}": data for path, data in self.files.items() if path.endswith(CHECKED)}
        self._looked: list[Looked] = []
        return check_many(named, self._known(), PATIENCE, self._looked.append)

    def remember(self, places: Places, folder: Path) -> None:
        """Lets a check of the pack, which lies in this folder now, take what `report` has seen."""
        start = len(self.source) + 1
        sheets = {folder / one.name[start:]: one for one in self._looked if isinstance(one, Sheet)}
        remember(places.cache / CHECKS, sheets)

    def replaced(self) -> list[Head]:
        """The lessons of the course and of earlier packs that it would replace."""
        found = [head for id in self.inside.lessons if (head := self.others.head(id))]
        return [head for head in found if head.pack not in self.later]

    def also_replaced(self) -> list[str]:
        """The role-plays, tracks and routes that it would replace, in words."""
        index = self.others.index
        there: dict[str, Any] = {"role-play": index.scenarios, "track": index.tracks, "route": index.routes}
        words = {"role-play": marked("role-play {id}"), "track": marked("track {id}"), "route": marked("route {id}")}
        return [said(words[kind], id=id)
                for kind, ids in self.inside.others.items() for id in sorted(ids & there[kind].keys())]  # fmt: skip

    def instead_of(self, kept: Kept, today: dt.date) -> tuple[Record, Files]:
        """What is kept of it when it takes the place of an earlier version, and the files that are there now."""
        old = _files(kept)
        had = kept.record or Record(self.source, content_of(old), "", today)
        record = Record(self.source, content_of(self.files), self.pack.version, had.added_on, today,
                        had.version or marked("before"), news(Inside(old), self.inside))  # fmt: skip
        return record, old

    def _known(self) -> Known:
        """What the others offer. A role-play is read only when its id stands in this pack."""
        index = self.others.index
        whole = b"\n".join(self.files.values())
        stories = {id: found for id, found in index.scenarios.items() if id.encode() in whole}
        return Known(
            {id: tuple(head.requires) for id, head in index.heads.items()},
            {id: frozenset(module.id for module in track.modules) for id, track in index.tracks.items()},
            {id: story for id, found in stories.items() if (story := _read(found))},
        )


def _files(kept: Kept) -> Files:
    """The files of a pack that is there; none when somebody put something among them that no pack has."""
    try:
        return read_folder(kept.folder, str(kept.folder))
    except PackRefused:
        return {}


def _read(found: Found) -> dict[str, Any]:
    try:
        return read_toml(found.read())
    except (Unreadable, OSError):
        return {}


def look(source: str, places: Places) -> Incoming:
    """Reads a pack from where somebody says it lies, without writing anything.

    Raises:
        PackRefused: it cannot be read, is not sound, or needs what is not there.
    """
    shelf = Shelf(places)
    files = read_source(source, shelf.work)
    pack = _pack(source, files)
    there = shelf.packs()
    others = [kept for kept in there if kept.id != pack.id]
    _check_requirements(source, pack, others)
    cache = places.cache / "lessons.cache" if places.data.is_dir() else None
    later = [kept.id for kept in there]
    later = later[later.index(pack.id) + 1 :] if pack.id in later else []
    return Incoming(source, files, pack, Library(None, cache, [kept.folder for kept in others]), later)


def _pack(source: str, files: Files) -> Pack:
    """What pack.toml says.

    Raises:
        PackRefused: it has faults.
    """
    name = f"{source}/pack.toml"
    faults = check_many({name: files["pack.toml"]}, Known()).errors
    if faults:
        first = faults[0]
        raise PackRefused(f"{first.path}:{first.line}:{first.column}", f"{first.code} {first.sentence}", first.advice)
    pack = Pack.model_validate(read_toml(files["pack.toml"]))
    if pack.id in RESERVED:
        raise PackRefused(
            name,
            said("a pack cannot have the id “{id}”", id=pack.id),
            said("That is the course's: give it one of its own."),
        )
    return pack


def _check_requirements(source: str, pack: Pack, others: list[Kept]) -> None:
    """Refuses a pack that needs a newer program, or packs that are not there."""
    there = {kept.id: _version(kept) for kept in others} | {"coach": __version__}
    for id, least in pack.requires.items():
        place = f"{source}/pack.toml"
        if id == "coach" and not at_least(__version__, least):
            why = said("it needs version {version} of coach, and this is {ours}", version=least, ours=__version__)
            raise PackRefused(place, why, said("Update coach, or take an earlier version of the pack."))
        if id not in there:
            raise PackRefused(
                place,
                said("it needs the pack “{id}”, version {version} or later", id=id, version=least),
                said("Add that one first."),
            )
        if not at_least(there[id], least):
            why = said(
                "it needs version {version} of the pack “{id}”, and you have {yours}",
                version=least,
                id=id,
                yours=there[id] or said("one without a version"),
            )
            raise PackRefused(place, why, said("First: coach packs update {id}", id=id))


def _version(kept: Kept) -> str:
    if kept.record:
        return kept.record.version
    try:
        return word(read_toml(read_file(kept.folder / "pack.toml")), "version")
    except Unreadable:
        return ""


def needed_by(id: str, places: Places) -> list[str]:
    """The packs that say they need this one."""
    found = []
    for kept in Shelf(places).packs():
        try:
            doc = read_toml(read_file(kept.folder / "pack.toml"))
        except Unreadable:
            continue
        if isinstance(wanted := doc.get("requires"), dict) and id in wanted:
            found.append(kept.id)
    return found
