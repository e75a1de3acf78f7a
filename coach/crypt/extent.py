"""What one vault covers: a person's folder, what a coach keeps about them, and the backups of both."""

import contextlib
import zipfile
from pathlib import Path
from typing import NamedTuple

from ..backups.making import gather
from ..backups.shelf import on_shelf, shelf
from ..store.seal import ENDING, KEY, PART, VAULT, is_closed, vault_of
from ..store.turned import covered


class Turned(NamedTuple):
    """What is under one seal: how many files and backups, and which files of the folders are not covered by it."""

    files: int
    backups: int
    left: list[Path]


def roots(folder: Path) -> dict[str, Path]:
    """The folders that one vault covers, by name: the person's, what a coach keeps about them, and the backups."""
    person = vault_of(folder).parent
    practice = person.parent.parent / "practice" / person.name
    own = {"practice": practice, "backups-practice": shelf(practice)} if practice.is_dir() else {}
    return {"people": person, "backups-people": shelf(person), **own}


def owner(folder: Path, name: str) -> Path:
    """The folder that the backups of a root are of."""
    return roots(folder)[name.removeprefix("backups-")]


def counted(folder: Path) -> Turned:
    """How much there is."""
    files, backups, left = 0, 0, []
    for name, root in roots(folder).items():
        if name.startswith("backups"):
            backups += len(on_shelf(owner(folder, name)))
        elif root.is_dir():
            names = [path for path in gather(root, None) if not path.startswith(f"{VAULT}/")]
            files += sum(map(covered, names))
            left += [root / path for path in names if not (covered(path) or path.endswith(ENDING) or _packet(path))]
    return Turned(files, backups, left)


def _packet(path: str) -> bool:
    """Whether it is a packet that was taken in: those are encrypted, to the person's key."""
    return path.startswith("packets/")


def readable(folder: Path) -> list[Path]:
    """Files of a closed folder that can be read without its key, as when another machine did not know."""
    if not is_closed(folder):
        return []
    part = vault_of(folder) / PART  # of an opening that was stopped before it came to anything
    found = [path for path in sorted(part.rglob("*")) if path.is_file()]
    for name, root in roots(folder).items():
        if name.startswith("backups"):
            found += [one.path for one in on_shelf(owner(folder, name)) if not _is_sealed(one.path)]
        elif root.is_dir():
            files = gather(root, None).items()
            found += [root / path for path, data in files if covered(path) and _is_plain(path, data)]
    return found


def _is_plain(path: str, data: bytes) -> bool:
    if path.endswith(".jsonl"):
        return any(line.startswith(b"{") for line in data.split(b"\n"))
    return not path.endswith(ENDING)


def _is_sealed(path: Path) -> bool:
    """Whether a backup is of a closed folder. Its list of names is all that is read."""
    with contextlib.suppress(Exception), zipfile.ZipFile(path) as archive:  # a damaged one raises nearly anything
        return f"{VAULT}/{KEY}" in archive.namelist()
    return False
