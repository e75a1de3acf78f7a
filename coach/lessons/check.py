"""`coach content check`: every fault of every file in one run, with its place and advice."""

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .checks.alone import Looked, look_at_bytes
from .checks.beside import sheets_beside
from .checks.known import Known, known_core
from .checks.many import Progress, look_at_all
from .checks.outside import check_outside, check_together
from .checks.sheet import Sheet
from .faults import Fault
from .overlay import name_of

__all__ = ["Known", "Report", "check", "check_bytes", "check_many", "known_core"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: faults in the order of the files and of their lines, and how many files there were."""

    faults: tuple[Fault, ...]
    files: int
    ignored: int = 0  # pieces of advice that a remark in its file answers

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Faults because of which a file cannot be used."""
        return tuple(fault for fault in self.faults if fault.level == "error")

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Advice that may be left."""
        return tuple(fault for fault in self.faults if fault.level == "warning")

    def lines(self) -> list[str]:
        """Every fault as text."""
        return [fault.text() for fault in self.faults]


def check(
    paths: Iterable[Path], known: Known | None = None, *, jobs: int = 1, progress: Progress | None = None,
    cache: Path | None = None,
) -> Report:  # fmt: skip
    """Checks lessons, scenarios, pack.toml, tracks.toml, and folders of them.

    The files may refer to each other, to the rest of the pack that they lie in, and to what is `known`; without it, to
    the lessons that come with the program.
    Many files are shared out among `jobs` processes. `progress` hears how many files are done, of how many.
    `cache` is where to remember what had no fault, so that it need not be read again.
    """
    named = [Path(path) for path in paths]
    files = [*dict.fromkeys(file for path in named for file in _files(path))]
    return _report(look_at_all(files, jobs, progress, cache), known, sheets_beside(named, files))


def check_bytes(name: str, data: bytes, known: Known | None = None) -> Report:
    """Checks one file that is in memory, such as a lesson in an editor."""
    return _report([look_at_bytes(name, data)], known)


def check_many(
    files: Mapping[str, bytes], known: Known | None = None, patience: float = math.inf,
    heard: Callable[[Looked], object] | None = None,
) -> Report:  # fmt: skip
    """Checks files that are in memory and belong together, such as a pack that is nowhere on this disk yet.

    After `patience` seconds the first file with a fault is the last that is looked at: somebody may have made files
    that take long. The report's number of files tells. `heard` is told what was seen in each.
    """
    looked: list[Looked] = []
    end = time.monotonic() + patience
    for name, data in files.items():
        looked.append(look_at_bytes(name, data, _lesson_of(name, files)))
        if heard is not None:
            heard(looked[-1])
        if time.monotonic() > end and (alone := Report(tuple(_faults(looked[-1])), len(looked))).errors:
            return alone
    return _report(looked, known)


def _lesson_of(name: str, files: Mapping[str, bytes]) -> bytes | None:
    """The lesson that a file of translations lies beside."""
    folder, _, file = name.rpartition("/")
    own = name_of(file)
    return files.get(f"{folder}/{own.lesson}" if folder else own.lesson) if own else None


def _report(looked: list[Looked], known: Known | None, beside: Iterable[Sheet] = ()) -> Report:
    """What there is to say about files. Those beside them are known, and nothing is said about them."""
    sheets = [one for one in looked if isinstance(one, Sheet)]
    together = [*beside, *sheets]  # in this order: of two that have the same id, the second one hears of it
    everything = (known_core() if known is None else known).having(together)
    for sheet in sheets:
        if () not in sheet.faulty:
            check_outside(sheet, everything)
    check_together(together)
    faults = [fault for one in looked for fault in _faults(one)]
    return Report(tuple(faults), len(looked), sum(sheet.ignored for sheet in sheets))


def _faults(one: Looked) -> list[Fault]:
    return one.faults() if isinstance(one, Sheet) else one


def _files(path: Path) -> Iterator[Path]:
    """The files to check: one, or all below a folder, in order. Hidden folders are left out."""
    if not path.is_dir():
        yield path
        return
    found = False
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            if name.lower().endswith((".toml", ".po")):
                found = True
                yield Path(folder) / name
    if not found:
        yield path  # says that there is nothing to check
