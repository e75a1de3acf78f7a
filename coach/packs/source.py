"""Where a pack is taken from: a folder, a zip archive, or a git repository."""

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from ..display import shorten
from ..lessons.faults import quoted
from ..places import typed_path
from ..words import said
from .archive import read_archive
from .clone import check_address, is_address, read_repository
from .folder import read_folder
from .rules import LONGEST_ARCHIVE, Files, PackRefused

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def whole_source(given: str) -> str:
    """A source as it is kept: the address as it stands, a path from the root.

    Raises:
        PackRefused: there is nothing in it.
    """
    if not given.strip():
        raise PackRefused(
            said("an empty name"), said("this is no source"), said("Give a folder, a zip archive or an address.")
        )
    path = typed_path(given)
    return given if not os.path.lexists(path) and is_address(given) else str(path.absolute())


def read_source(source: str, work: Callable[[], AbstractContextManager[Path]]) -> Files:
    """The files of the pack that lies there; `work` gives a private folder, for a repository.

    Raises:
        PackRefused: there is none, or it is not one that can be taken.
    """
    path = Path(source)
    if not os.path.lexists(path):
        if is_address(source):
            check_address(source)
            with work() as folder:
                return read_repository(source, folder)
        cure = said("Give a folder, a zip archive, or the address of a git repository (https://...).")
        raise PackRefused(quoted(source), said("there is no such file or folder"), cure)
    if path.is_dir():
        return read_folder(path, shorten(source, 400))
    return read_archive(_bytes(path, shorten(source, 400)), shorten(source, 400))


def _bytes(path: Path, where: str) -> bytes:
    """An archive, whole; and hardly more than one may have."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise PackRefused(
            where,
            said("it cannot be opened ({why})", why=error.strerror),
            said("Check the path and who may read it."),
        ) from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise PackRefused(where, said("this is not an ordinary file"), said("Give a folder or a zip archive."))
        return file.read(LONGEST_ARCHIVE + 1)
