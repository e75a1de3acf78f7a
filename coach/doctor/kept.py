"""Everything that one person keeps, read once. Nothing is written, and no lock is taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..store.copies import original, sides
from ..store.journal import Positions, Reading
from ..store.opening import PlanFolder
from ..store.seal import Unopened
from ..store.snapshot import Snapshot, Unusable
from ..words import said
from .finding import Finding, unreadable

SET_ASIDE = ".damaged-"  # in the names of files that coach kept before it wrote them anew


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of one person. What cannot be read is a finding in place of what it says."""

    files: PlanFolder
    plan: Snapshot | Finding | None
    answers: Mapping[str, Snapshot | Finding]  # by lesson
    reading: Reading
    no_journal: Finding | None = None  # why the journal cannot be read at all

    @property
    def read_once(self) -> Positions:
        """How far each journal file had been read when the TOML files were written."""
        positions: Positions = {}
        for snapshot in (self.plan, *self.answers.values()):
            if isinstance(snapshot, Snapshot):
                for name, position in snapshot.positions.items():
                    positions[name] = max(position, positions.get(name, 0))
        return positions


def look_into(folder: Path) -> Kept:
    """Reads the files of one person."""
    files = PlanFolder(folder, "doctor")
    named = [path for path in files.answers_folder.glob(f"*.toml{files.seal.suffix}") if SET_ASIDE not in path.name]
    lessons = sorted(files.lesson_of(path) for path in named if not original(path.name))
    answers = {lesson: _answers(files, lesson) for lesson in lessons}
    plan = _plan(files)
    try:
        return Kept(files, plan, answers, files.journal.read())
    except OSError as error:
        return Kept(files, plan, answers, Reading(), unreadable(error, "journal"))


def _plan(files: PlanFolder) -> Snapshot | Finding | None:
    file = files.plan_file
    try:
        return files.read(file)
    except FileNotFoundError:
        return None
    except (Unusable, OSError) as error:
        return _no_use(error, file, file.name)


def _answers(files: PlanFolder, lesson: str) -> Snapshot | Finding:
    file = files.answers_file(lesson)
    try:
        return files.read(file)
    except (Unusable, OSError) as error:
        return _no_use(error, file, f"answers/{file.name}")


def _no_use(error: Unusable | OSError, file: Path, where: str) -> Finding:
    if isinstance(error, Unopened):
        return _unopened(error, where)
    if isinstance(error, OSError):
        return unreadable(error, where)
    if sides(file.read_bytes()) is not None:
        return _undecided(where)
    return Finding(
        "not-readable",
        said("{name}, line {line}, column {column}", name=where, line=error.line, column=error.column),
        said("It cannot be read: {why}.", why=error.why),
        said(
            "Coach goes by the journal instead, so nothing that was saved is lost; but what was written into "
            "this file by hand is not taken over."
        ),
        said(
            "Mend that line in an editor. If you leave it, the next change writes the file anew and keeps "
            "this one beside it; so does coach doctor --repair."
        ),
        repairs=True,
    )


def _unopened(error: Unopened, where: str) -> Finding:
    return Finding(
        "not-readable",
        where,
        said("It cannot be opened: {why}.", why=error.why),
        said("Coach goes by the journal instead, so nothing that was saved is lost."),
        said("The next change writes the file anew and keeps this one beside it; so does coach doctor --repair."),
        repairs=True,
    )


def _undecided(where: str) -> Finding:
    return Finding(
        "merge-markers",
        where,
        said("git has left the marks of a merge in it: <<<<<<<, =======, >>>>>>>."),
        said(
            "Coach goes by the journal until that is decided. What was written by hand on either side is not "
            "taken over."
        ),
        said(
            "coach doctor --repair takes over both sides, record by record, and names what both had changed. "
            "Or decide it in an editor."
        ),
        repairs=True,
    )
