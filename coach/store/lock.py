"""The short lock under which one program at a time adds to a plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .files import NotSaved, private_folder

SECONDS = 10.0  # how long to wait for another program


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the lock of a person's folder.

    Raises:
        NotSaved: another program did not let go of it, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    private_folder(folder)
    lock = FileLock(folder / ".lock", timeout=SECONDS, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise NotSaved(folder, "another program has been holding the plan for ten seconds") from None
    except OSError as error:
        raise NotSaved(folder, error.strerror or str(error)) from None
    try:
        yield
    finally:
        lock.release()
