"""The short lock under which one program at a time adds to a plan.

A few lines of our own and not a library's lock: it is taken for every answer, and the one that was tried took longer
than writing and syncing the answer itself. Some network disks have no locks; there a file that only one program can
make takes their place.
"""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..words import said
from .files import NotSaved, closed, private_folder, refusals_told

SECONDS = 10.0  # how long to wait for another program
PAUSE = 0.005  # between two tries
LEFT = 60.0  # seconds after which nobody is still at work under a lock that is a file
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS)
FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the lock of a person's folder. The lock file stays; closing it lets go, as does the end of the process.

    Raises:
        NotSaved: another program did not let go of it, or the system refused something, here or while it was held.
    """
    fd = _open(folder)
    made: Path | None = None
    try:
        with refusals_told(folder):
            made = _take(fd, folder)
            yield
    finally:
        if made is not None:
            with contextlib.suppress(OSError):
                made.unlink()
        closed(fd)


def _open(folder: Path) -> int:
    try:
        try:
            return os.open(f"{folder}/.lock", FLAGS, 0o600)
        except FileNotFoundError:
            private_folder(folder)
            return os.open(f"{folder}/.lock", FLAGS, 0o600)
    except OSError as error:
        raise NotSaved(folder, error.strerror or str(error)) from None


def _take(fd: int, folder: Path) -> Path | None:
    """Takes the lock; gives the file that was made for it, where the disk has no locks."""
    end = time.monotonic() + SECONDS
    made = None
    while True:
        try:
            taken = _taken(fd) if made is None else _made(made, fd)
        except OSError as error:
            if error.errno not in NO_LOCKS or made is not None:
                raise
            made, taken = folder / ".lock-held", False
            continue
        if taken:
            return made
        if time.monotonic() > end:
            raise NotSaved(folder, said("another program has been holding the plan for ten seconds"))
        time.sleep(PAUSE)


def _made(file: Path, fd: int) -> bool:
    """Makes the file that stands for the lock, unless another program has. One that was left behind is taken away."""
    try:
        closed(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        os.utime(fd)  # what time it is on that disk, whose clock need not be ours
        with contextlib.suppress(FileNotFoundError):
            if os.fstat(fd).st_mtime - file.stat().st_mtime > LEFT:
                file.unlink()
        return False
    return True


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
        except (BlockingIOError, InterruptedError):
            return False
        return True
