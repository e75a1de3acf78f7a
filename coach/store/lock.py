"""The short lock under which one program at a time adds to a plan.

A few lines of our own and not a library's lock: it is taken for every answer, and the one that was tried took longer
than writing and syncing the answer itself.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .files import NotSaved, private_folder

SECONDS = 10.0  # how long to wait for another program
PAUSE = 0.005  # between two tries
FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the lock of a person's folder. The lock file stays; closing it lets go, as does the end of the process.

    Raises:
        NotSaved: another program did not let go of it, or the folder cannot be written.
    """
    fd = _open(folder)
    try:
        _take(fd, folder)
        yield
    finally:
        os.close(fd)


def _open(folder: Path) -> int:
    try:
        try:
            return os.open(f"{folder}/.lock", FLAGS, 0o600)
        except FileNotFoundError:
            private_folder(folder)
            return os.open(f"{folder}/.lock", FLAGS, 0o600)
    except OSError as error:
        raise NotSaved(folder, error.strerror or str(error)) from None


def _take(fd: int, folder: Path) -> None:
    end = time.monotonic() + SECONDS
    while not _taken(fd):
        if time.monotonic() > end:
            raise NotSaved(folder, "another program has been holding the plan for ten seconds")
        time.sleep(PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _taken(fd: int) -> bool:
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
