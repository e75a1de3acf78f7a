"""`coach content check`: every fault of every file in one run, with its place and advice."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .checks.fills import check_fills
from .checks.form import check_form
from .checks.ids import check_ids
from .checks.known import Known, kind_of, known_core
from .checks.looks import check_looks
from .checks.outside import check_outside, check_together, outline
from .checks.records import check_records
from .checks.sheet import Sheet, unread
from .checks.steps import check_steps
from .checks.story import check_story
from .checks.style import check_style
from .faults import Fault, Unreadable
from .reading import read, read_file

__all__ = ["Known", "Report", "check", "check_bytes", "known_core"]
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}\.toml")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: faults in the order of the files and of their lines, and how many files there were."""

    faults: tuple[Fault, ...]
    files: int

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


def check(paths: Iterable[Path], known: Known | None = None) -> Report:
    """Checks lessons, scenarios, pack.toml, tracks.toml, and folders of them.

    The files may refer to each other and to what is `known`; without it, to the lessons that come with the program.
    """
    files = [*dict.fromkeys(file for path in paths for file in _files(Path(path)))]
    return _report([_alone(_opened(file)) for file in files], known)


def check_bytes(name: str, data: bytes, known: Known | None = None) -> Report:
    """Checks one file that is in memory, such as a lesson in an editor."""
    return _report([_alone(_read(name, data))], known)


def _report(opened: list[Sheet | list[Fault]], known: Known | None) -> Report:
    sheets = [one for one in opened if isinstance(one, Sheet)]
    everything = (known_core() if known is None else known).having(sheets)
    for sheet in sheets:
        if () not in sheet.faulty:
            check_outside(sheet, everything)
    check_together(sheets)
    faults = [fault for one in opened for fault in (one.faults() if isinstance(one, Sheet) else one)]
    return Report(tuple(faults), len(opened))


def _alone(sheet: Sheet | list[Fault]) -> Sheet | list[Fault]:
    """Everything that one file shows by itself. What is not needed for the other checks is let go of."""
    if not isinstance(sheet, Sheet):
        return sheet
    check_form(sheet)
    if () in sheet.faulty:
        return sheet  # a newer format: nothing else is known of it
    check_ids(sheet)
    if sheet.kind == "lesson":
        for check_part in (check_steps, check_looks, check_fills, check_records, check_style):
            check_part(sheet)
        sheet.data = outline(sheet.data)
    elif sheet.kind == "scenario":
        check_story(sheet)
    return sheet


def _opened(file: Path) -> Sheet | list[Fault]:
    if file.is_dir():
        return unread(str(file), [Unreadable("there is no TOML file in this folder", 1, 1, "C106", "Check the path.")])
    try:
        return _read(str(file), read_file(file))
    except Unreadable as error:
        return unread(str(file), [error])


def _read(name: str, data: bytes) -> Sheet | list[Fault]:
    """The file as a sheet, or why it is none."""
    reading = read(data)
    base = os.path.basename(name)
    troubles = [*reading.troubles, *_named(base)]
    if reading.data is None:
        return unread(name, troubles)
    if not reading.data:
        advice = "Begin with format = 1; a lesson that works is the best pattern."
        return unread(name, [*troubles, Unreadable("there is nothing in this file", 1, 1, "C109", advice)])
    return Sheet(name, kind_of(base, reading.data), reading.text.encode(), reading.data, troubles=troubles)


def _named(base: str) -> Iterator[Unreadable]:
    if not _NAME.fullmatch(base):
        why = "a file is named with letters, digits, - and _ only, at most 60, and .toml"
        yield Unreadable(why, 1, 1, "C108", "Such as 03-my-week.toml.")


def _files(path: Path) -> Iterator[Path]:
    """The files to check: one, or all TOML files below a folder, in order. Hidden folders are left out."""
    if not path.is_dir():
        yield path
        return
    found = False
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            if name.lower().endswith(".toml"):
                found = True
                yield Path(folder) / name
    if not found:
        yield path  # says that there is nothing to check
