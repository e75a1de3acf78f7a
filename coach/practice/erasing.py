"""Takes a client out of a home: first into a bin, then for good; what stays is a receipt without content.

    bin/<id>-<day>/        the client's folders, until their days are over
    receipts/<id>-<day>.json   that something was erased, when, how much; the hours, without a name, for the log

A receipt names the random id alone. The folder of plans moves with one rename each, so a power cut in between leaves
each folder in one place or the other, and erasing again goes on.
"""

import datetime as dt
import os
import re
import shutil
from pathlib import Path

import msgspec

from ..places import Places
from ..store.files import NotSaved, private_folder, sync_folder, write_whole
from ..words import said
from .hours import stints
from .practice import OneClient
from .receipts import Receipt, receipts_folder

GRACE = 30  # days in the bin
BIN = "bin"
_IN_BIN = re.compile(r"(?P<id>[a-z0-9]+)-(?P<day>\d{4}-\d{2}-\d{2})")


class Part(msgspec.Struct, frozen=True):
    """A folder in which something of a client lies, with how much."""

    folder: str
    files: int
    size: int  # bytes


class InBin(msgspec.Struct, frozen=True):
    """A client in the bin."""

    id: str
    erased_on: dt.date
    folder: Path

    @property
    def until(self) -> dt.date:
        """The day on which it goes for good."""
        return self.erased_on + dt.timedelta(days=GRACE)


def bin_folder(places: Places) -> Path:
    """Where what is erased lies for its last days."""
    return places.data / BIN


def parts(one: OneClient) -> list[Part]:
    """What would be erased, folder by folder. Nothing is read but names and sizes."""
    return [_part(folder) for folder in one.everywhere if folder.exists()]


def _part(folder: Path) -> Part:
    sizes = [path.lstat().st_size for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
    return Part(str(folder), len(sizes), sum(sizes))


def erase(one: OneClient, today: dt.date, *, at_once: bool = False) -> Receipt:
    """Moves everything of a client into the bin, or takes it away at once, and leaves a receipt.

    Raises:
        NotSaved: not everything could be moved; doing it again goes on.
    """
    found = parts(one)
    receipt = Receipt(
        one.id, today, today if at_once else today + dt.timedelta(days=GRACE), sum(part.files for part in found),
        sum(part.size for part in found), tuple(stints(one)),
    )  # fmt: skip
    one.close()
    place = bin_folder(one.places) / f"{one.id}-{today.isoformat()}"
    into_bin(place, one.places.data, one.everywhere)
    file = receipts_folder(one.places) / f"{place.name}.json"
    if not file.exists():  # of an erasing that was broken off the first one counts: it saw everything
        write_whole(file, msgspec.json.format(msgspec.json.encode(receipt)) + b"\n")
    if at_once:
        _remove(place)
    return receipt


def into_bin(place: Path, home: Path, folders: list[Path]) -> None:
    """Moves folders into a place in the bin, each under its path from the home.

    Raises:
        NotSaved: not all could be moved.
    """
    for folder in folders:
        if not folder.exists():
            continue
        there = place / folder.relative_to(home).as_posix().replace("/", "+")
        try:
            private_folder(place)
            os.rename(folder, there)
            sync_folder(place)
            sync_folder(folder.parent)
        except OSError as error:
            raise NotSaved(folder, error.strerror or str(error)) from None


def in_bin(places: Places) -> list[InBin]:
    """Who lies in the bin."""
    try:
        names = sorted(os.listdir(bin_folder(places)))
    except OSError:
        return []
    matches = [match for name in names if (match := _IN_BIN.fullmatch(name))]
    return [InBin(m["id"], dt.date.fromisoformat(m["day"]), bin_folder(places) / m[0]) for m in matches]


def bring_back(places: Places, gone: InBin) -> None:
    """Puts a client back where they were.

    Raises:
        NotSaved: there is something in their place, or it could not be moved.
    """
    for folder in sorted(gone.folder.iterdir()):
        there = places.data / folder.name.replace("+", "/")
        if there.exists():
            raise NotSaved(there, said("there is something in its place by now"))
        try:
            private_folder(there.parent)
            os.rename(folder, there)
            sync_folder(there.parent)
        except OSError as error:
            raise NotSaved(there, error.strerror or str(error)) from None
    _remove(gone.folder)
    (receipts_folder(places) / f"{gone.folder.name}.json").unlink(missing_ok=True)


def sweep(places: Places, today: dt.date) -> list[InBin]:
    """Takes away for good whose days in the bin are over, and says who that was. Cheap when there is no bin."""
    over = [gone for gone in in_bin(places) if gone.until <= today]
    for gone in over:
        _remove(gone.folder)
    return over


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
        folder.parent.rmdir()
    except FileNotFoundError:
        return
    except OSError as error:
        if folder.exists():
            raise NotSaved(folder, error.strerror or str(error)) from None
