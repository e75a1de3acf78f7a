"""Reads a folder as a pack: ordinary files only, opened so that no link and no pipe can lead elsewhere."""

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..lessons.faults import Unreadable, quoted
from ..lessons.reading import read_file
from ..words import marked, said
from .rules import MOST_ENTRIES, Files, Item, PackRefused, gather

_ODD = {stat.S_IFLNK: marked("a link"), stat.S_IFIFO: marked("a pipe"), stat.S_IFSOCK: marked("a socket")}


def read_folder(folder: Path, where: str) -> Files:
    """The files of a pack in a folder.

    Raises:
        PackRefused: it cannot be read, or holds what cannot be in a pack.
    """
    try:
        return gather(_items(folder, "", where, [0]), where)
    except OSError as error:
        raise PackRefused(
            where, said("it cannot be read ({why})", why=error.strerror), said("Look who may read it.")
        ) from None


def _items(folder: Path, above: str, where: str, seen: list[int]) -> Iterator[Item]:
    """What lies in a folder and those below it. Hidden folders, such as a repository's own, are not entered."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            seen[0] += 1
            if seen[0] > MOST_ENTRIES:
                raise PackRefused(
                    where,
                    said("there are more than {n} files in it", n=f"{MOST_ENTRIES:,}"),
                    said("Give the folder of one pack."),
                )
            if entry.name.startswith((".", "__")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry, above, where, seen)
            else:
                kind = stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode)
                odd = "" if kind == stat.S_IFREG else said(_ODD.get(kind, marked("a device")))
                yield Item(above + entry.name, partial(_content, Path(entry.path), where), odd)


def _below(entry: "os.DirEntry[str]", above: str, where: str, seen: list[int]) -> Iterator[Item]:
    if above.count("/") >= 2:
        place = f"{where}: {quoted(above + entry.name)}"
        raise PackRefused(
            place, said("it lies too deep"), said("A pack has files and folders with files, and no folder in a folder.")
        )
    yield from _items(Path(entry.path), f"{above}{entry.name}/", where, seen)


def _content(path: Path, where: str, most: int) -> bytes:
    try:
        return read_file(path)[:most]
    except Unreadable as error:
        raise PackRefused(f"{where}: {quoted(path.name)}", error.why, error.advice) from None
