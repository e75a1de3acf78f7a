"""The index: what lists show of the lessons, without parsing their steps.

Reading thousands of TOML files takes seconds, so what was read is remembered in a cache with each file's time and
size.
Deleting the cache is harmless.
"""

import os
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec

from ..store.files import NotSaved, write_whole
from ..words import said
from .reading import Unreadable, read_file, read_toml

VERSION = 6  # of the cache


class Head(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What lists show of a lesson."""

    id: str
    title: str
    track: str
    module: str
    minutes: int
    audience: list[str] = []
    outcomes: list[str] = []
    requires: list[str] = []
    fills: list[str] = []
    steps: int = 0
    light: str = ""
    pack: str = ""
    review: str = ""  # the rhythm of a lesson that is a review
    was: list[str] = []  # earlier ids of the lesson

    @property
    def comes_again(self) -> bool:
        """Whether it is only there to be done again and again, and teaches nothing of its own."""
        return self.review not in ("", "full")


class ModuleHead(msgspec.Struct, frozen=True):
    """A module of a track."""

    id: str
    title: str


class TrackHead(msgspec.Struct, frozen=True, kw_only=True):
    """A track as lists show it."""

    id: str
    title: str
    promise: str = ""
    audience: str = ""
    modules: list[ModuleHead] = []


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """A way through the course: its lessons in order, and whom it is meant for."""

    id: str
    title: str
    promise: str = ""
    meant_for: str = msgspec.field(default="", name="for")  # what somebody chose to be, in `settings.route`
    lessons: list[str] = []


class PackHead(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of a pack that somebody added."""

    id: str
    title: str = ""
    version: str = ""
    authors: list[str] = []
    license: str = ""
    language: str = "en"

    @property
    def words(self) -> str:
        """The pack and its authors in a few words."""
        by = said(", by {authors}", authors=", ".join(self.authors)) if self.authors else ""
        return (self.title or self.id) + by


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a file is: a lesson, a role-play (by its id), tracks, a pack, or something that cannot be read."""

    mtime: int
    size: int
    head: Head | None = None
    scenario: str = ""
    tracks: list[TrackHead] = []
    fault: str = ""
    routes: list[Route] = []
    pack: PackHead | None = None
    said: dict[str, tuple[str, str]] = {}  # of an overlay: what lists show in its language, by place


class Cache(msgspec.Struct):
    """The remembered entries, by path."""

    version: int = VERSION
    entries: dict[str, Entry] = {}


class Found(NamedTuple):
    """A TOML file of a pack. Its time and size are known when it lies in a folder and not in an archive."""

    name: str
    place: Traversable | str  # a path as text: making thousands of Path objects takes longer than asking the disk
    mtime: int = 0
    size: int = 0

    def read(self) -> bytes:
        """Its bytes. In a folder only an ordinary file is opened, and hardly more is read than a lesson may have.

        Raises:
            Unreadable: it is no ordinary file, or cannot be opened.
        """
        return read_file(Path(self.place)) if isinstance(self.place, str) else self.place.read_bytes()


class Index:
    """Everything that is known of the lessons without parsing them, in the order of the course."""

    def __init__(
        self, roots: Sequence[Traversable], cache: Path | None = None, added: Sequence[Traversable] = (),
        languages: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self._endings = (".toml", *(f".{tag}.po" for tag in languages))
        self.overlays: dict[str, list[tuple[Found, Entry]]] = {}  # by the place of their lessons, the nearest first
        self.tracks: dict[str, TrackHead] = {}
        self.heads: dict[str, Head] = {}
        self.files: dict[str, Found] = {}
        self.scenarios: dict[str, Found] = {}
        self.routes: dict[str, Route] = {}
        self.packs: dict[str, PackHead] = {}  # the ones that somebody added, in the order in which they count
        self.replaced: dict[str, list[str]] = {}  # lessons that were replaced: the packs that had them, in that order
        self.unreadable: list[str] = []  # "name: why"
        self._old = _remembered(cache)
        self._new: dict[str, Entry] = {}
        for root in roots:
            self._take_all(root, root.name)
        for root in added:
            self._take_all(root, self._new_pack(root.name))
        self._in_order()
        if self.overlays:
            from .heads import translate

            translate(self)
        if cache is not None and self._new != self._old:
            _remember(cache, self._new)

    def _new_pack(self, folder: str) -> str:
        """The name of a pack that was added, from its folder's, which may say which of its versions this is."""
        name = pack_name(folder)
        self.packs[name] = PackHead(id=name)
        return name

    def _take_all(self, root: Traversable, pack: str) -> None:
        try:
            for found in _files(root, self._endings):
                self._take(found, pack)
        except OSError as error:
            self.unreadable.append(said("{name}: it cannot be looked into ({why})", name=root.name, why=error.strerror))

    def _take(self, found: Found, pack: str) -> None:
        entry = self._entry(found, pack)
        if found.name.endswith(".po"):
            ending = next(end for end in self._endings if found.name.endswith(end))
            self.overlays.setdefault(str(found.place).removesuffix(ending) + ".toml", []).append((found, entry))
            return
        head = entry.head
        if head is not None:
            if head.id in self.heads:
                self.replaced.setdefault(head.id, []).append(self.heads[head.id].pack)
            self.heads[head.id] = head
            self.files[head.id] = found
            return
        if entry.scenario:
            self.scenarios[entry.scenario] = found
        elif entry.fault:
            self.unreadable.append(f"{found.name}: {entry.fault}")
        elif entry.pack and pack in self.packs:
            self.packs[pack] = msgspec.structs.replace(entry.pack, id=pack)
        for track in entry.tracks:
            self.tracks[track.id] = track
        for route in entry.routes:
            self.routes[route.id] = route

    def _entry(self, found: Found, pack: str) -> Entry:
        if not isinstance(found.place, str):
            return _read(found, pack)
        old = self._old.get(found.place)
        if old is None or old.fault or (old.mtime, old.size) != (found.mtime, found.size):  # a fault: in words of today
            old = _read(found, pack)
        self._new[found.place] = old
        return old

    def _in_order(self) -> None:
        order = {track: n for n, track in enumerate(self.tracks)}
        last, files = len(order), self.files
        keys = [(order.get(head.track, last), files[id].name, id) for id, head in self.heads.items()]
        self.heads = {id: self.heads[id] for _, _, id in sorted(keys)}


def pack_name(folder: str) -> str:
    """The name of the pack in a folder: what stands before the mark of its version, if there is one."""
    return folder.partition("@")[0]


def _files(root: Traversable, endings: tuple[str, ...]) -> Iterator[Found]:
    """The TOML files of a pack, its own and those of its folders, and what translates them."""
    folders: list[Traversable] = []
    for entry in sorted(root.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(endings):
            yield _found(entry)
        elif not entry.name.startswith(("_", ".")) and entry.is_dir() and not _is_link(entry):
            folders.append(entry)
    for folder in folders:
        yield from sorted(_in_folder(folder, endings))  # by name, which is unique in a folder


def _is_link(entry: Traversable) -> bool:
    """Whether something only points elsewhere: a pack is what lies in its folder."""
    return isinstance(entry, Path) and entry.is_symlink()


def _found(entry: Traversable) -> Found:
    if not isinstance(entry, Path):
        return Found(entry.name, entry)
    stat = entry.lstat()
    return Found(entry.name, str(entry), stat.st_mtime_ns, stat.st_size)


def _in_folder(folder: Traversable, endings: tuple[str, ...]) -> Iterator[Found]:
    if not isinstance(folder, Path):
        yield from (Found(entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(endings))
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(endings):
                stat = entry.stat(follow_symlinks=False)
                yield Found(entry.name, entry.path, stat.st_mtime_ns, stat.st_size)


def _read(found: Found, pack: str) -> Entry:
    mtime, size = found.mtime, found.size
    try:
        if found.name.endswith(".po"):
            from .heads import listed

            return Entry(mtime, size, said=listed(found.read()))
        doc = read_toml(found.read())
        if "tracks" in doc:
            return Entry(mtime, size, tracks=msgspec.convert(doc["tracks"], list[TrackHead]))
        if "routes" in doc:
            return Entry(mtime, size, routes=msgspec.convert(doc["routes"], list[Route]))
        if "nodes" in doc:
            return Entry(mtime, size, scenario=str(doc["id"]))
        if "steps" not in doc:
            return Entry(mtime, size, pack=msgspec.convert(doc, PackHead) if found.name == "pack.toml" else None)
        head = msgspec.convert({**doc, "pack": pack, "steps": 0, "fills": []}, Head)
        fills = list(dict.fromkeys(step["fills"] for step in doc["steps"] if "fills" in step))
        return Entry(mtime, size, head=msgspec.structs.replace(head, steps=len(doc["steps"]), fills=fills))
    except Unreadable as error:
        return Entry(mtime, size, fault=error.why)
    except (OSError, msgspec.ValidationError, KeyError, TypeError) as error:
        return Entry(mtime, size, fault=said("not a lesson ({error})", error=type(error).__name__))


def _remembered(cache: Path | None) -> dict[str, Entry]:
    try:
        data = cache.read_bytes() if cache else b""
        if not data or _mark(data[4:]) != data[:4]:
            return {}
        found = msgspec.msgpack.decode(data[4:], type=Cache)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return found.entries if found.version == VERSION else {}


def _remember(cache: Path, entries: dict[str, Entry]) -> None:
    try:
        data = msgspec.msgpack.encode(Cache(VERSION, entries))
        write_whole(cache, _mark(data) + data)
    except NotSaved:
        return  # it is only a cache


def _mark(data: bytes) -> bytes:
    """A checksum: a damaged cache would show titles that nobody wrote."""
    return crc32(data).to_bytes(4)
