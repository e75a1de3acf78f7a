"""Writing files so that they are whole or not there, private from the first byte, and on disk when we say so."""

import os
from collections.abc import Callable
from pathlib import Path


class NotSaved(Exception):
    """Something could not be written. What was on disk before is still there."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


def private_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for this user alone."""
    if os.path.isdir(folder):
        return
    try:
        for part in [*reversed(folder.parents), folder]:
            if not part.exists():
                part.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NotSaved(folder, error.strerror or str(error)) from None


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, where the platform can."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_whole(path: Path, data: bytes, still: Callable[[], bool] = lambda: True) -> bool:
    """Replaces a file, whole or not at all. A link stays a link.

    Args:
        path: the file.
        data: all of its new content.
        still: asked at the last moment; when it says no, nothing is replaced and the answer is False.

    Raises:
        NotSaved: nothing was changed.
    """
    path = Path(os.path.realpath(path))
    private_folder(path.parent)
    temp = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        _write_new(temp, data)
        if not still():
            temp.unlink()
            return False
        os.replace(temp, path)
        sync_folder(path.parent)
    except OSError as error:
        temp.unlink(missing_ok=True)
        raise NotSaved(path, error.strerror or str(error)) from None
    return True


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    fd = os.open(path, flags, 0o600)
    try:
        write_all(fd, data)
        os.fsync(fd)
    finally:
        os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Writes every byte, however many calls it takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
