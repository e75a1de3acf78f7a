"""Makes a backup, and believes in it only after it was read back and the plan in it is the plan it was made of."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import tomli

from ..store.files import NotSaved, write_whole
from ..store.inside import Whole, inside
from ..store.journal import Positions
from ..store.opening import PlanFolder
from ..store.seal import KEY, PART, PLAIN, VAULT, Seal, Unopened, vault_of
from ..store.snapshot import SAVED, Rows, plan_rows
from ..words import said
from .file import Contents, Told, Unsound, checksums, pack, unpack
from .shelf import OnShelf, name_of, on_shelf, shelf, thin

DEEP = 5  # folders within folders


def make(
    files: PlanFolder, before: str, at: dt.datetime, ends: Positions | None = None, rows: Rows | None = None
) -> OnShelf:
    """Makes a backup of a person's folder, whose lock is held, and takes away those that are no longer needed.

    Args:
        files: the person's.
        before: a mark for what it is made before; `shelf.BEFORE` has words for them.
        at: the time now.
        ends: how much of each journal file belongs into it: its state of then; without, all of every file.
        rows: the plan without its answers as it should be found in it; without, what opening the folder gives.

    Raises:
        NotSaved: there is no backup.
    """
    try:
        contents = gather(files.folder, ends, files.seal)
    except OSError as error:
        raise NotSaved(Path(error.filename or files.folder), error.strerror or str(error)) from None
    found = inside(contents, files.readable, files.seal)
    if rows is not None and plan_rows(found.plan) != rows:
        raise NotSaved(files.folder, said("the files do not hold the plan that is open"))
    number = max((one.number for one in on_shelf(files.folder)), default=0) + 1
    path = shelf(files.folder) / name_of(number, at.astimezone().strftime("%Y-%m-%dT%H%M"), before)
    told = Told(number, at, before, files.readable, found.records, found.answers, len(found.lessons),
                not found.notices, checksums(contents))  # fmt: skip
    write_whole(path, pack(told, contents))
    _believe(path, contents, found)
    thin(files.folder, told.whole)
    return next(one for one in on_shelf(files.folder) if one.path == path)


def _believe(path: Path, contents: Contents, found: Whole) -> None:
    """Reads a backup back from the disk.

    Raises:
        NotSaved: it is not what was written. It is gone again.
    """
    try:
        told, back = unpack(path)
        if back != contents or (told.records, told.answers) != (found.records, found.answers):
            raise Unsound(said("what was read back is not what was written"))
    except Unsound as error:
        path.unlink(missing_ok=True)
        raise NotSaved(path, str(error)) from None


def gather(folder: Path, ends: Positions | None, seal: Seal = PLAIN) -> Contents:
    """The files of a person as they are on the disk, but for the lock and what is hidden or not in its place yet. With
    those of a coach about a client goes the key of the vault, which lies with the client's."""
    contents = {name: path.read_bytes() for name, path in _files(folder)}
    if seal.suffix and f"{VAULT}/{KEY}" not in contents:
        contents[f"{VAULT}/{KEY}"] = (vault_of(folder) / KEY).read_bytes()
    if ends is None:
        return contents
    ends = {name: max(ends.get(name, 0), position) for name, position in {**ends, **told_ends(contents, seal)}.items()}
    for name in [name for name in contents if name.startswith("journal/") and name.endswith(".jsonl")]:
        contents[name] = contents[name][: ends.get(name.removeprefix("journal/"), 0)]
    return {name: data for name, data in contents.items() if data or not name.startswith("journal/")}


def _files(folder: Path, within: str = "", depth: int = 0) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()) if depth < DEEP else ():
        name = f"{within}{path.name}"
        if path.name.startswith(".") or name == f"{VAULT}/{PART}" or not _can_be_written(name):
            continue
        if path.is_dir():
            yield from _files(path, f"{name}/", depth + 1)
        elif path.is_file():
            yield name, path


def _can_be_written(name: str) -> bool:
    """Whether a zip can hold this name: bytes that are no text are in no name that coach gives."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return "\\" not in name


def told_ends(contents: Contents, seal: Seal = PLAIN) -> Positions:
    """How much of the journal the files that people read say they hold."""
    positions: Positions = {}
    for name, data in contents.items():
        if not name.endswith(f".toml{seal.suffix}"):
            continue
        with contextlib.suppress(Unopened):
            data = seal.open(data)
        tail = data.rpartition(SAVED)
        for file, position in _positions(tail[1] + tail[2]):
            positions[file] = max(position, positions.get(file, 0))
    return positions


def _positions(tail: bytes) -> Iterator[tuple[str, int]]:
    try:
        journal = tomli.loads(tail.decode()).get("saved", {}).get("journal", {})
        yield from ((str(file), place) for file, place in journal.items() if isinstance(place, int))
    except (ValueError, AttributeError, RecursionError):
        return
