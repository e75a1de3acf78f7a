"""The packs of a home on disk: each whole or not there at all, whatever happens while one is added.

    packs/installed.json          the packs in their order; writing it anew is the moment at which something changes
    packs/garden@3f9c1a2b77d0/    the files of a pack, under its id and the hash of its content
    packs/garden@3f9c1a2b77d0.json   where it came from, and what was new in it

A version that is not in the list any more is swept away at the next change and not at once: a window that is open may
still be reading in it.
"""

import datetime as dt
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..lessons.index import pack_name
from ..places import Places
from ..store.files import NotSaved, private_folder, sync_folder, write_new, write_whole
from ..store.lock import held
from ..words import said
from .news import Change, content_of
from .order import ORDER, RESERVED, folders, read_order
from .rules import Files

_MADE = re.compile(r"[a-z0-9-]+@[0-9a-f]{12}(\.json)?")  # by us: the only names that are ever swept
_TEMPORARY = re.compile(r"\.(installed|[a-z0-9-]+@[0-9a-f]{12})\.json\..*\.tmp")
_NEW, _FETCHED = ".new-", ".fetched-"
_OLD = 24 * 3600  # seconds after which what was fetched and left lying is swept


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a pack came from, and what was new in it the last time it was updated."""

    source: str
    content: str  # the hash of its files
    version: str
    added_on: dt.date
    updated_on: dt.date | None = None
    before: str = ""  # the version that it took the place of
    news: list[Change] = []


class Kept(NamedTuple):
    """A pack of this home."""

    id: str
    folder: Path
    record: Record | None  # None: somebody put it there by hand, or the record was lost

    @property
    def by_hand(self) -> bool:
        """Whether it is a folder that coach did not make, and does not change either."""
        return "@" not in self.folder.name


class Shelf:
    """The packs of a home, in their order."""

    def __init__(self, places: Places) -> None:
        self.place = places.data / "packs"

    def packs(self) -> list[Kept]:
        """What there is, the later ones replacing lessons of the earlier."""
        return [Kept(pack_name(path.name), path, self._record(path.name)) for path in folders(self.place)]

    def pack(self, id: str) -> Kept | None:
        """The pack of that id."""
        return next((pack for pack in self.packs() if pack.id == id), None)

    def passed_over(self) -> list[str]:
        """Folders whose names only the lessons that come with the program may have."""
        try:
            return sorted(path.name for path in self.place.iterdir() if path.name.lower() in RESERVED)
        except OSError:
            return []

    # --- changing ------------------------------------------------------------------------

    @contextmanager
    def work(self) -> Iterator[Path]:
        """A private folder for what is fetched, gone afterwards."""
        private_folder(self.place)
        folder = self.place / f"{_FETCHED}{os.urandom(6).hex()}"
        try:
            folder.mkdir(mode=0o700)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):
                self.place.rmdir()  # when there is nothing in it

    def put(self, id: str, files: Files, record: Record, instead: Kept | None = None) -> Path:
        """Adds a pack at the end, or puts it in the place of one that is there. Gives the folder that it lies in.

        Raises:
            NotSaved: nothing was changed.
        """
        name = f"{id}@{record.content[:12]}"
        with self._changing() as order:
            if instead is None and any(pack_name(other) == id for other in order):
                raise NotSaved(self.place, said("there is a pack “{id}” now; another window added it", id=id))
            if instead is not None and instead.folder.name not in order:
                raise NotSaved(self.place, said("the pack “{id}” is another one now; another window changed it", id=id))
            if name not in order:
                self._make(name, files)
            write_whole(self.place / f"{name}.json", msgspec.json.format(msgspec.json.encode(record)) + b"\n")
            old = instead.folder.name if instead else ""
            after = [name if other == old else other for other in order] if old else [*order, name]
            self._write_order(after)
        return self.place / name

    def remove(self, pack: Kept) -> None:
        """Takes a pack away.

        Raises:
            NotSaved: it is still there.
        """
        with self._changing() as order:
            left = [name for name in order if name != pack.folder.name]
            self._write_order(left)
            self._sweep(left)

    @contextmanager
    def _changing(self) -> Iterator[list[str]]:
        """The order, for one change at a time; what earlier changes left behind is swept away before."""
        private_folder(self.place)
        with held(self.place):
            order = read_order(self.place)
            if order is None:  # there is no list, or it is damaged: then all packs count, and become the list
                order = [path.name for path in folders(self.place) if _MADE.fullmatch(path.name)]
            self._sweep(order)
            try:
                yield order
            except OSError as error:
                raise NotSaved(self.place, error.strerror or str(error)) from None

    def _make(self, name: str, files: Files) -> None:
        """Writes the files of a pack into a new folder, and gives it its name when all of them are on disk."""
        new = self.place / f"{_NEW}{os.urandom(6).hex()}"
        try:
            new.mkdir(mode=0o700)
            for path, data in files.items():
                (new / path).parent.mkdir(mode=0o700, exist_ok=True)
                write_new(new / path, data)
            for folder in {(new / path).parent for path in files} | {new}:
                sync_folder(folder)
            os.rename(new, self.place / name)
            sync_folder(self.place)
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            raise

    def _write_order(self, order: list[str]) -> None:
        write_whole(self.place / ORDER, msgspec.json.format(msgspec.json.encode(order)) + b"\n")

    def _sweep(self, listed: list[str]) -> None:
        """Removes versions that are not in the list, and what was broken off."""
        for entry in [*self.place.iterdir()]:
            name = entry.name
            made = _MADE.fullmatch(name) and name.removesuffix(".json") not in listed
            old = name.startswith(_FETCHED) and entry.lstat().st_mtime < time.time() - _OLD
            broken_off = name.startswith(_NEW) or _TEMPORARY.fullmatch(name)
            if entry.is_symlink() or not (made or old or broken_off):
                continue
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                with suppress(OSError):  # it lies there until the next time
                    entry.unlink()

    def _record(self, name: str) -> Record | None:
        try:
            return msgspec.json.decode((self.place / f"{name}.json").read_bytes(), type=Record)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None


def record_of(source: str, files: Files, version: str, today: dt.date) -> Record:
    """What is kept of a pack that is added now."""
    return Record(source, content_of(files), version, today)
