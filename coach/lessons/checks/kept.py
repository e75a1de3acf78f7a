"""What was found to be without a fault, remembered: ten thousand lessons that did not change are not read again.

Only files with nothing to say about themselves are kept, each with what the checks between files need of it. A file
counts as the same when its time, its time of change, its size and its number on the disk are; one that was written in
the last seconds is not kept, because a second save might leave all of these as they are. What was remembered by other
code than this is not used. Deleting the cache is harmless.
"""

import hashlib
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from ...store.files import NotSaved, write_whole
from .sheet import FileKind, Sheet, rows, word

CHECKS = "check.cache"  # its name in the cache
WORTH_IT = 100  # files; fewer are looked at as fast as the cache is read
_MOST = 50_000  # entries
_YOUNG = 2_000_000_000  # nanoseconds in which two saves may look like one
Mark = tuple[int, int, int, int]


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file without a fault: what other files may ask of it, and how it is known again."""

    kind: FileKind
    data: dict[str, Any]
    ignored: int = 0
    mark: Mark = (0, 0, 0, 0)

    @classmethod
    def of(cls, sheet: Sheet, mark: Mark = (0, 0, 0, 0)) -> "Entry":
        """The entry for a file that has nothing to say about itself."""
        return cls(sheet.kind, _needed(sheet), sheet.ignored, mark)

    def sheet(self, file: Path) -> Sheet:
        """The file again, as far as other files ask of it."""
        return Sheet(str(file), self.kind, b"", self.data, ignored=self.ignored)


class Cache(msgspec.Struct):
    """The entries by path, and the code that made them."""

    code: str
    entries: dict[str, Entry]


class Kept:
    """The remembered files. Without a place for them nothing is remembered."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._code = code_mark() if place is not None else ""
        self._old = _read(place, self._code) if place is not None else {}
        self._new: dict[str, Entry] = {}

    def sheet(self, file: Path) -> Sheet | None:
        """A file that is as it was when it had no fault; None when it has to be looked at."""
        entry = self._old.get(str(file))
        if entry is None or entry.mark != _mark(file):
            return None
        return entry.sheet(file)

    def marks(self, files: list[Path]) -> dict[str, Mark]:
        """How files are now, before they are looked at."""
        if self._place is None:
            return {}
        old = time.time_ns() - _YOUNG
        found = ((str(file), _mark(file)) for file in files)
        return {name: mark for name, mark in found if mark is not None and max(mark[:2]) < old}

    def take(self, sheet: object, marks: dict[str, Mark]) -> None:
        """Remembers a file that has nothing to say about itself."""
        if isinstance(sheet, Sheet) and sheet.name in marks and sheet.clean:
            self._new[sheet.name] = Entry.of(sheet, marks[sheet.name])

    def add(self, file: Path, sheet: Sheet, mark: Mark) -> None:
        """Remembers a file under a name of its own."""
        self._new[str(file)] = Entry.of(sheet, mark)

    def close(self) -> None:
        """Writes what is new."""
        if self._place is None or not self._new:
            return
        entries = self._old | self._new
        if len(entries) > _MOST:
            entries = self._new
        try:
            write_whole(self._place, msgspec.msgpack.encode(Cache(self._code, entries)))
        except (NotSaved, OSError, TypeError, ValueError):
            return  # a cache that cannot be written costs time and nothing else


def remember(place: Path, sheets: Mapping[Path, Sheet]) -> None:
    """Remembers files that were checked in memory, and have just been written for the first time, by us."""
    kept = Kept(place)
    for file, sheet in sheets.items():
        if sheet.clean and (mark := _mark(file)) is not None:
            kept.add(file, sheet, mark)
    kept.close()


def _needed(sheet: Sheet) -> dict[str, Any]:
    """What other files may ask of this one."""
    if sheet.kind != "scenario":
        return sheet.data
    parts = {name: [{"id": word(row, "id")} for _, row in rows(sheet.data, name)] for name in ("nodes", "meters")}
    return {"id": word(sheet.data, "id"), **parts}


def _mark(file: Path) -> Mark | None:
    try:
        stat = os.lstat(file)
    except (OSError, ValueError):
        return None
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino


def _read(place: Path, code: str) -> dict[str, Entry]:
    try:
        cache = msgspec.msgpack.decode(place.read_bytes(), type=Cache)
    except (OSError, ValueError):
        return {}
    return cache.entries if cache.code == code else {}


def code_mark() -> str:
    """A mark of the code that checks: all of it that lies in files, and what it stands on."""
    import pydantic

    root = Path(__file__).parents[2]
    seen = hashlib.sha256(f"{sys.version} {pydantic.VERSION} {msgspec.__version__}".encode())
    for folder in ("lessons", "plan", "review"):
        for file in sorted((root / folder).rglob("*.py")):
            stat = file.stat()
            seen.update(f"{file} {stat.st_size} {stat.st_mtime_ns}".encode())
    return seen.hexdigest()
