"""Packets that were taken in and may be answered later. They are kept as they came: encrypted."""

import os
from pathlib import Path

from ..places import typed_path
from ..store.journal import Journal, plain_line
from ..store.seal import Seal, Unopened
from ..store.unsealing import seal_of
from ..words import said
from .form import ENDING, Refused
from .merge import FROM

FOLDER = "packets"


def place(person: Path, id: str) -> Path:
    """Where a packet is kept in somebody's folder."""
    return person / FOLDER / f"{id}{ENDING}"


def find(person: Path, typed: str) -> Path:
    """The packet that is meant: a file, or the beginning of the id of one that was taken in.

    Raises:
        Refused: there is none, or there are several.
    """
    path = typed_path(typed)
    if os.path.lexists(path):
        return path
    found = [file for file in _files(person) if typed and file.name.startswith(typed)]
    if not found:
        raise Refused(said("there is no such file, and no assignment was taken in whose id begins so."))
    if len(found) > 1:
        raise Refused(said("more than one assignment has an id that begins so: type more of it."))
    return found[0]


def _files(person: Path) -> list[Path]:
    try:
        return sorted(file for file in (person / FOLDER).iterdir() if file.name.endswith(ENDING))
    except OSError:
        return []


def made_for(people: Path, packet: str) -> list[str]:
    """The people on this machine in whose plan an assignment was noted when it was made."""
    mark = f'"source":"{FROM}{packet}"'.encode()
    try:
        folders = sorted(entry.name for entry in os.scandir(people) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [name for name in folders if _mentions(people / name, mark)]


def _mentions(person: Path, mark: bytes) -> bool:
    """Whether a mark stands in somebody's journal. Of one that is closed each line is opened, the newest first."""
    seal = seal_of(person)
    try:
        files = Journal(person / "journal", "looking").files()
        if not seal.suffix:
            return any(mark in file.read_bytes() for file in files)
        lines = (line for file in reversed(files) for line in reversed(file.read_bytes().split(b"\n")) if line)
        return any(mark in _plain(line, seal) for line in lines)
    except OSError:
        return False


def _plain(line: bytes, seal: Seal) -> bytes:
    try:
        return plain_line(line, seal)
    except Unopened:
        return b""
