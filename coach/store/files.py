"""Writing files so that they are whole or not there, private from the first byte, and on disk when we say so."""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Signature = tuple[int, int, int]  # what tells one state of a file from another: its time, its size, its inode
UNREAD: Signature = (-1, -1, -1)  # of a file that could not be read, and has to be looked at again
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,119}")
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # what a disk says that has no sync for folders


class NotSaved(Exception):
    """Something could not be written. What was on disk before is still there."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


def may_name_a_file(id: str) -> bool:
    """Whether an id can be the name of a file. A journal may come from elsewhere, and an id in it may lead anywhere."""
    return _NAME.fullmatch(id) is not None


@contextlib.contextmanager
def refusals_told(path: Path) -> Iterator[None]:
    """Whatever the system refuses in here is told as NotSaved, of the file that it names or of this one."""
    try:
        yield
    except OSError as error:
        raise NotSaved(Path(error.filename or path), error.strerror or str(error)) from None


def signature(path: Path) -> Signature | None:
    """The state of a file, or None when it cannot be seen. Taken before the file is read, never after: what somebody
    writes in between must look new."""
    try:
        return _signature(os.stat(path))
    except OSError:
        return None


def _signature(stat: os.stat_result) -> Signature:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def private_folder(folder: Path) -> None:
    """Makes a folder, and those above it that are missing, for this user alone; their names survive a power cut."""
    if os.path.isdir(folder):
        return
    try:
        for part in [*reversed(folder.parents), folder]:
            if not part.exists():
                part.mkdir(mode=0o700, exist_ok=True)
                with contextlib.suppress(OSError):  # somebody else's folder may not be ours to open
                    sync_folder(part.parent)
    except OSError as error:
        raise NotSaved(folder, error.strerror or str(error)) from None


def sync(fd: int) -> None:
    """Returns when what was written to a file is on the disk itself.

    On macOS `fsync` leaves it in the drive's own memory, so its stronger sibling is asked for (see fcntl(2) there);
    elsewhere the content and the length are what counts, and `fdatasync` is enough for both.
    """
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    elif hasattr(os, "fdatasync"):
        os.fdatasync(fd)
    else:
        os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable, where the platform and the disk can."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(fd)


def write_whole(path: Path, data: bytes, still: Callable[[], bool] = lambda: True) -> Signature | None:
    """Replaces a file, whole or not at all. A link stays a link.

    Args:
        path: the file.
        data: all of its new content.
        still: asked at the last moment; when it says no, nothing is replaced and the answer is None.

    Returns:
        The state of the file as we wrote it, even if somebody else has written it again by now.

    Raises:
        NotSaved: nothing was changed.
    """
    path = Path(os.path.realpath(path))
    private_folder(path.parent)
    temp = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        written = write_new(temp, data)
        if not still():
            temp.unlink()
            return None
        os.replace(temp, path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        raise NotSaved(path, error.strerror or str(error)) from None
    return written


def write_new(path: Path, data: bytes) -> Signature:
    """Writes a file that is not there yet, for this user alone, and syncs it. Gives its state then."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    fd = os.open(path, flags, 0o600)
    try:
        write_all(fd, data)
        sync(fd)
        return _signature(os.fstat(fd))
    finally:
        os.close(fd)


def closed(fd: int) -> None:
    """Closes a file, if it was opened, that has nothing left to go wrong: it is synced, or was given up."""
    if fd >= 0:
        with contextlib.suppress(OSError):
            os.close(fd)


def write_all(fd: int, data: bytes) -> None:
    """Writes every byte, however many calls it takes."""
    view = memoryview(data)
    while view:
        count = os.write(fd, view)
        if not count:  # some disks of others' making do that; asking again and again would never end
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view = view[count:]
