"""A file of an author's as a lesson that can be walked: read, checked and loaded anew at each save.

`check` says what is wrong with it; this file finds none of its own. A role-play is put into a lesson of one step.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..display import shorten
from ..lessons.check import check_bytes
from ..lessons.checks.beside import PACK, sheet_of
from ..lessons.checks.known import Known, kind_of, known_core
from ..lessons.checks.sheet import Sheet, unread, word
from ..lessons.faults import Fault
from ..lessons.kinds import Scenario, Step
from ..lessons.kinds.simulate import ScenarioStep
from ..lessons.lesson import Lesson
from ..lessons.library import Library, NoLesson
from ..lessons.positions import Places as Positions
from ..lessons.reading import Unreadable, read, read_file
from ..words import said
from .naming import root_of

NOT_LESSONS = (PACK, "tracks.toml", "routes.toml")
MOST_BESIDE = 2000  # files of the same pack that are looked at for what a lesson may refer to
WRAPPER = "preview"  # the id of a lesson that is made here, and its track and module
LONGEST_TITLE = 80
Mark = tuple[int, int]  # a file's time and size


class NothingToShow(Exception):
    """There is no lesson and no role-play there: a sentence that says what to preview instead."""


@dataclass(frozen=True, slots=True)
class View:
    """A file as it stands on disk: the lesson, unless it has faults, and everything that a check finds in it."""

    lesson: Lesson | None
    faults: tuple[Fault, ...] = ()
    gone: bool = False  # whether the file is empty or not there, as it is for a moment while some editors save

    @property
    def errors(self) -> list[Fault]:
        """The faults because of which the file cannot be used."""
        return [fault for fault in self.faults if fault.level == "error"]


class Source:
    """The file that an author works on, and what of its pack it refers to."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.root = root_of(self.path.parent)
        self.watched = self.root if self.whole_pack else self.path.parent
        self._beside: dict[Path, tuple[Mark, Sheet | None]] = {}
        self._read: Mark = (0, 0)

    @property
    def changed(self) -> bool:
        """Whether the file is another one than when it was last read."""
        return self._mark() != self._read

    def _mark(self) -> Mark:
        try:
            stat = self.path.stat()
        except OSError:
            return (0, 0)
        return stat.st_mtime_ns, stat.st_size

    @property
    def whole_pack(self) -> bool:
        """Whether the file belongs to a pack, all of which it may refer to."""
        return (self.root / PACK).is_file()

    def read(self) -> View:
        """The file as it is now."""
        self._read = self._mark()
        try:
            data = read_file(self.path)
        except Unreadable as error:
            return View(None, tuple(unread(str(self.path), [error])), gone=True)
        self._look_beside()
        report = check_bytes(str(self.path), data, self._known())
        if report.errors:
            return View(None, report.faults, gone=not data.strip())
        doc = read(data).data or {}
        if kind_of(self.path.name, doc) == "scenario":
            return View(played(Scenario.model_validate(doc)), report.faults)
        return self._with_stories(Lesson.model_validate(doc), report.faults)

    def line_of(self, lesson: Lesson, step: str) -> int:
        """The line in which a step begins, in the file as it is now; 1 when that cannot be told."""
        try:
            text = read(read_file(self.path)).text
        except Unreadable:
            return 1
        ids = [one.id for one in lesson.steps]
        if step not in ids or lesson.id == WRAPPER:
            return 1
        return _line_of(text, step, ids.index(step))

    # --- role-plays ----------------------------------------------------------------

    def _with_stories(self, lesson: Lesson, faults: tuple[Fault, ...]) -> View:
        """Puts the role-plays into their steps. One that has faults keeps the lesson from being shown."""
        steps: list[Step] = []
        for step in lesson.steps:
            if not isinstance(step, ScenarioStep):
                steps.append(step)
                continue
            story, more = self._story(step.scenario)
            faults = (*faults, *(fault for fault in more if fault not in faults))
            if story is not None:
                steps.append(step.model_copy(update={"story": story}))
        whole = len(steps) == len(lesson.steps)
        return View(lesson.model_copy(update={"steps": tuple(steps)}) if whole else None, faults)

    def _story(self, id: str) -> tuple[Scenario | None, tuple[Fault, ...]]:
        """A role-play, and the faults in its file; of the same pack, or one that comes with the program."""
        for path, sheet in self._sheets():
            if sheet.kind == "scenario" and word(sheet.data, "id") == id:
                report = check_bytes(str(path), read_file(path), self._known())
                return (None if report.errors else Scenario.model_validate(sheet.data)), report.faults
        data = known_core().scenarios.get(id)
        return (Scenario.model_validate(data) if data is not None else None), ()

    # --- what lies beside it -----------------------------------------------------------

    def _known(self) -> Known:
        return known_core().having([sheet for path, sheet in self._sheets() if path != self.path])

    def _sheets(self) -> Iterator[tuple[Path, Sheet]]:
        return ((path, sheet) for path, (_, sheet) in self._beside.items() if sheet is not None)

    def _look_beside(self) -> None:
        """Reads what is new or changed in the same pack; a file by itself has its folder beside it."""
        found: dict[Path, tuple[Mark, Sheet | None]] = {}
        for path, mark in _files(self.watched, deep=self.whole_pack):
            before = self._beside.get(path)
            found[path] = before if before is not None and before[0] == mark else (mark, sheet_of(path))
        self._beside = found


def files_in(folder: Path) -> list[Path]:
    """The files in a folder, and below it, that may be lessons or role-plays.

    Raises:
        NothingToShow: there are none.
    """
    found = sorted(path for path, _ in _files(folder, deep=True) if path.name not in NOT_LESSONS)
    if not found:
        raise NothingToShow(
            said("there is no lesson in {folder}. To begin one: coach content new lesson", folder=shorten(folder, 200))
        )
    return found


def previewed(path: Path) -> Path:
    """The file to show: the one that was named, or in a folder the one that was saved last.

    Raises:
        NothingToShow: it is nothing that can be walked.
    """
    if path.is_dir():
        return max(files_in(path), key=lambda file: file.stat().st_mtime_ns)
    if path.name in NOT_LESSONS:
        raise NothingToShow(
            said(
                "{name} has no steps to show. Preview a lesson, or the folder with all of them: coach content "
                "preview {parent}",
                name=path.name,
                parent=shorten(path.parent, 200),
            )
        )
    if not path.exists():
        raise NothingToShow(said("there is no file {path}.", path=shorten(path, 200)))
    return path


def nothing_yet(path: Path) -> Lesson:
    """What stands there while a file has not been good once."""
    told = said("There is no good view of this file yet. Put right what is said above: it appears here as you save.")
    step = {"id": "nothing-yet", "kind": "read", "title": said("Not to be shown yet"), "text": told}
    return _made(shorten(path.name, LONGEST_TITLE), step)


def played(story: Scenario) -> Lesson:
    """A role-play as a lesson of one step."""
    step = {"id": "play", "kind": "scenario", "title": story.title, "scenario": story.id, "fills": "assessments"}
    lesson = _made(story.title, step)
    play = lesson.steps[0].model_copy(update={"story": story})
    return lesson.model_copy(update={"steps": (play,), "sources": story.sources})


def _made(title: str, step: dict[str, Any]) -> Lesson:
    head = {"format": 1, "id": WRAPPER, "title": title, "track": WRAPPER, "module": WRAPPER, "minutes": 10,
            "audience": ["all"], "outcomes": [said("see it as a reader does")]}  # fmt: skip
    return Lesson.model_validate({**head, "steps": [step]})


class Shelf(Library):
    """The lessons of the program, and the one under preview as it stands now."""

    shown: Lesson | None = None

    def lesson(self, id: str) -> Lesson:
        """A lesson, whole."""
        if self.shown is not None and self.shown.id == id:
            return self.shown
        found: Lesson = super().lesson(id)
        return found


def _line_of(text: str, step: str, n: int) -> int:
    """The line of the step's own header; steps are found by their id, since the file may be ahead of the view."""
    places = Positions(text)
    doc = read(text.encode()).data or {}
    steps = doc.get("steps")
    ids = [one.get("id") if isinstance(one, dict) else None for one in steps] if isinstance(steps, list) else []
    at = ids.index(step) if step in ids else n
    line, _ = places.header(("steps", at))
    return line


def _files(folder: Path, deep: bool) -> Iterator[tuple[Path, Mark]]:
    """The TOML files of a folder with their marks of time and size; hidden folders are left out, as a check does."""
    left = MOST_BESIDE
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if deep and not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(place, name)
            if name.lower().endswith(".toml") and left and not path.is_symlink():
                left -= 1
                stat = path.stat()
                yield path, (stat.st_mtime_ns, stat.st_size)


__all__ = ["NoLesson", "NothingToShow", "Shelf", "Source", "View", "files_in", "nothing_yet", "played", "previewed"]
