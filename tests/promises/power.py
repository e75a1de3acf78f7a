"""A disk that loses its power: what a folder was told to keep, and each state in which a cut may leave it.

What a disk may do is what POSIX leaves open. Data that was not synced may be missing, be NULs, or be there in part; a
name that was made, changed or taken away may not be so before its folder was synced; and one thing may reach the disk
before another that came first. What was synced is there.
"""

import os
import random
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, NamedTuple

from tests.promises.calls import Do


class Op(NamedTuple):
    """One thing that a disk was told."""

    kind: str  # "make", "write", "cut", "sync", "folder", "rename", "remove"; "begun" and "shown" are marks of a test
    path: str = ""  # within the folder; a mark's key
    file: int = 0  # which file: it stays the same under another name
    at: int = 0
    data: bytes = b""
    to: str = ""
    value: Hashable = None  # of a mark


class Recorder:
    """Notes what a disk is told. Nothing waits for the real one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ops: list[Op] = []
        self._files: dict[str, int] = {}

    def begun(self, key: str, value: Hashable) -> None:
        """A save begins: from here on this value may be found."""
        self.ops.append(Op("begun", key, value=value))

    def shown(self, key: str, value: Hashable) -> None:
        """A save was shown as done: from here on this value has to be found, or a later one that was begun."""
        self.ops.append(Op("shown", key, value=value))

    def __call__(self, name: str, path: str, given: tuple[Any, ...], do: Do) -> Any:
        note: Callable[..., Any] | None = getattr(self, f"_{name}", None)
        return note(self._within(path), given, do) if note else do()

    def _within(self, path: str) -> str:
        return os.path.relpath(path, self.root)

    def _open(self, path: str, given: tuple[Any, ...], do: Do) -> Any:
        new = not (self.root / path).exists()
        fd = do()
        if new:
            self._files[path] = len(self.ops) + 1
            self.ops.append(Op("make", path, self._files[path]))
        return fd

    def _write(self, path: str, given: tuple[Any, ...], do: Do) -> Any:
        count = do()
        at = os.lseek(given[0], 0, os.SEEK_CUR) - count
        self.ops.append(Op("write", path, self._files[path], at, bytes(given[1])[:count]))
        return count

    def _ftruncate(self, path: str, given: tuple[Any, ...], do: Do) -> Any:
        self.ops.append(Op("cut", path, self._files[path], given[1]))
        return do()

    def _fsync(self, path: str, given: tuple[Any, ...], do: Do) -> Any:
        self.ops.append(Op("sync", path, 0 if (self.root / path).is_dir() else self._files[path]))

    _fdatasync = _fsync

    def _mkdir(self, path: str, given: tuple[Any, ...], do: Do) -> Any:
        do()
        self.ops.append(Op("folder", path))

    def _replace(self, path: str, given: tuple[Any, ...], do: Do) -> Any:
        do()
        to = self._within(os.fspath(given[1]))
        self._files[to] = self._files.pop(path)
        self.ops.append(Op("rename", path, self._files[to], to=to))

    def _unlink(self, path: str, given: tuple[Any, ...], do: Do) -> Any:
        do()
        self.ops.append(Op("remove", path))


DATA, NAMES = ("write", "cut"), ("make", "folder", "rename", "remove")
Choice = Callable[[Op], str]  # of what was not synced: "all", "none"; of data also "nuls", "half", "end" or a number
Tree = dict[str, bytes | None]  # None is a folder


def of_data(what: str, names: bool) -> Choice:
    """The same for all data, and for all names."""
    return lambda op: what if op.kind in DATA else "all" if names else "none"


def at_random(chance: random.Random) -> Choice:
    """Another choice for each."""
    data = ["all", "none", "nuls", "half", "end"]
    return lambda op: chance.choice(
        [*data, *(str(chance.randrange(len(op.data) + 1)) for _ in data)] if op.kind in DATA else ["all", "none"]
    )


PLAIN: list[Choice] = [
    of_data("all", True), of_data("none", False), of_data("none", True), of_data("nuls", True),
    of_data("half", True), of_data("end", True), of_data("all", False),
]  # fmt: skip


def cut(ops: list[Op], choice: Choice) -> Tree:
    """What is on the disk when the power fails after these."""
    last: dict[str | int, int] = {}  # the last sync of a file, or of a folder
    for n, op in enumerate(ops):
        if op.kind == "sync":
            last[op.file or op.path] = n
    names: dict[str, int] = {}
    folders: set[str] = {"."}
    files: dict[int, bytearray] = {}
    for n, op in enumerate(ops):
        if op.kind in DATA:
            _write(files.setdefault(op.file, bytearray()), op, "all" if last.get(op.file, -1) > n else choice(op))
        elif op.kind in NAMES and (last.get(os.path.dirname(op.path) or ".", -1) > n or choice(op) == "all"):
            _name(names, folders, op)
    tree: Tree = {path: bytes(files.get(file, b"")) for path, file in names.items() if _reached(path, folders)}
    return {**{path: None for path in sorted(folders) if _reached(path, folders)}, **tree}


def _write(file: bytearray, op: Op, how: str) -> None:
    if op.kind == "cut":
        del file[op.at if how == "all" else len(file) :]
        return
    half = int(how) if how.isdigit() else len(op.data) // 2
    data = {
        "all": op.data, "none": b"", "nuls": bytes(len(op.data)), "end": bytes(half) + op.data[half:],
    }.get(how, op.data[:half])  # fmt: skip
    if data:
        file.extend(bytes(max(0, op.at - len(file))))
        file[op.at : op.at + len(data)] = data


def _name(names: dict[str, int], folders: set[str], op: Op) -> None:
    if op.kind == "folder":
        folders.add(op.path)
    elif op.kind == "make":
        names[op.path] = op.file
    elif op.kind == "remove":
        names.pop(op.path, None)
    else:
        names.pop(op.path, None)
        names[op.to] = op.file


def _reached(path: str, folders: set[str]) -> bool:
    parent = os.path.dirname(path) or "."
    return path == "." or (parent in folders and _reached(parent, folders))


def expected(ops: list[Op]) -> dict[str, set[Hashable]]:
    """What may be found after these, by key: what was last shown, or anything later that was begun."""
    found: dict[str, set[Hashable]] = {}
    for op in ops:
        if op.kind == "begun":
            found.setdefault(op.path, {None}).add(op.value)
        elif op.kind == "shown":
            found[op.path] = {op.value}
    return found


def lay_out(tree: Tree, root: Path) -> None:
    """Makes a folder of what was left."""
    root.mkdir(parents=True)
    for path, data in tree.items():
        if data is None:
            (root / path).mkdir(exist_ok=True, mode=0o700)
    for path, data in tree.items():
        if data is not None:
            (root / path).write_bytes(data)
