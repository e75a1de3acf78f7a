"""Many files: looked at one after the other, or shared out among processes when there are enough to be worth it."""

import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from ...words import language, speak
from .alone import Looked, look_at
from .kept import WORTH_IT as FROM
from .kept import Entry, Kept
from .sheet import Sheet

Progress = Callable[[int, int], None]
WORTH_IT = 300  # files; below, starting processes takes longer than they save
_AT_ONCE = 25  # files that are handed over together


def look_at_all(
    files: list[Path], jobs: int = 1, progress: Progress | None = None, cache: Path | None = None
) -> list[Looked]:
    """What is to be said about each file by itself, in their order."""
    kept = Kept(cache if len(files) >= FROM else None)
    known = {file: sheet for file in files if (sheet := kept.sheet(file)) is not None}
    rest = [file for file in files if file not in known]
    marks = kept.marks(rest)
    looked = dict(zip(rest, _shared_out(rest, jobs, progress), strict=True))
    for one in looked.values():
        kept.take(one, marks)
    kept.close()
    return [known.get(file) or looked[file] for file in files]


def _shared_out(files: list[Path], jobs: int, progress: Progress | None) -> list[Looked]:
    if jobs < 2 or len(files) < WORTH_IT:
        return _taken(map(look_at, files), len(files), progress)
    from multiprocessing import get_context

    # A fork shares what is loaded already; elsewhere than on Linux it is not safe.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with context.Pool(jobs, _begin, [language()]) as pool:
        lean = zip(files, pool.imap(_lean, files, _AT_ONCE), strict=True)
        whole = (one.sheet(file) if isinstance(one, Entry) else one for file, one in lean)
        return _taken(whole, len(files), progress)


def _lean(file: Path) -> Looked | Entry:
    """What is handed over about a file: of most, which have no fault, only what other files may ask of them."""
    looked = look_at(file)
    return Entry.of(looked) if isinstance(looked, Sheet) and looked.clean else looked


def _begin(tongue: str) -> None:
    """Leaves Ctrl+C to the process that waits for this one, and speaks its language."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if language() != tongue:
        speak(tongue)


def _taken(looked: Iterable[Looked], count: int, progress: Progress | None) -> list[Looked]:
    found = []
    for one in looked:
        found.append(one)
        if progress is not None:
            progress(len(found), count)
    return found
