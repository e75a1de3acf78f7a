"""A plan in memory: the files of a person read from bytes, as those of a backup are, by the same rules as on disk."""

from pathlib import Path
from typing import NamedTuple

from ..plan.events import Event
from ..plan.plan import Plan
from .copies import original
from .journal import Journal, Positions, is_journal
from .opening import Opened, PlanFolder
from .seal import PLAIN, Seal, plain_name
from .snapshot import Rows, Snapshot, answer_rows, plan_rows
from .told import damage_words

Contents = dict[str, bytes]  # by path within the person's folder, with slashes


class _Inside(Journal):
    """A journal in memory. What was half written when it was copied was never shown as saved, and is left out."""

    def __init__(self, folder: Path, contents: Contents, seal: Seal) -> None:
        super().__init__(folder, "inside", seal)
        self._files = {
            name.removeprefix("journal/"): data[: data.rfind(b"\n") + 1]
            for name, data in contents.items()
            if name.startswith("journal/")
        }

    def sizes(self) -> Positions:
        return {name: len(data) for name, data in self._files.items() if is_journal(name)}

    def _bytes(self, path: Path, start: int, end: int) -> bytes:
        return self._files[path.name][start : end if end >= 0 else None]


class PlanInside(PlanFolder):
    """The files of one person, in memory."""

    def __init__(self, contents: Contents, readable: str = PlanFolder.readable, seal: Seal = PLAIN) -> None:
        self.readable = readable
        super().__init__(Path("inside"), "inside", seal)
        self.journal = _Inside(self.folder / "journal", contents, seal)
        self._contents = contents

    def read(self, file: Path) -> Snapshot:
        data = self._contents.get(file.relative_to(self.folder).as_posix())
        if data is None:
            raise FileNotFoundError(file)
        return self.parsed(file, self.seal.open(data))

    def offer(self, opened: Opened) -> None:
        """In a backup none is offered."""


class Whole(NamedTuple):
    """A plan with all of its answers, and what was found out of order on the way."""

    plan: Plan
    rows: Rows
    notices: list[str]
    read_only: str
    events: list[Event]

    @property
    def answers(self) -> int:
        """How many there are."""
        return len(self.rows["answers"])

    @property
    def records(self) -> int:
        """How many there are, with the lessons that somebody is in."""
        return sum(len(by_id) for table, by_id in self.rows.items() if table != "answers")

    @property
    def lessons(self) -> set[str]:
        """The lessons that have answers."""
        return {id.partition("/")[0] for id in self.rows["answers"]}


def all_of(files: PlanFolder, lessons: set[str]) -> Whole:
    """Everything that these files hold, hand edits included.

    Args:
        files: the files.
        lessons: those that have a file of answers; those that only the journal has answers to are found there.
    """
    opened = files.open()
    reading = files.journal.read()  # all of it: opening looks at no more than what is new
    events = reading.events
    told = {c.id.partition("/")[0] for event in events for c in event.changes if c.table == "answers"}
    plan = opened.plan
    for change in opened.pending:
        plan = plan.changed(change.table, change.id, change.new)
    rows = every_row(plan, lessons | told)
    damage = [damage_words(damage) for damage in reading.damage if not damage.torn]
    return Whole(plan, rows, list(dict.fromkeys([*opened.notices, *damage])), opened.read_only, events)


def every_row(plan: Plan, lessons: set[str]) -> Rows:
    """The rows of a plan, with the answers to these lessons."""
    rows = {"answers": {id: row for one in sorted(lessons) for id, row in answer_rows(plan, one)["answers"].items()}}
    return {**plan_rows(plan), **rows}


def inside(contents: Contents, readable: str = PlanFolder.readable, seal: Seal = PLAIN) -> Whole:
    """Everything that the files of a backup hold; those of one that is closed need its seal."""
    names = (name.removeprefix("answers/") for name in contents if name.startswith("answers/"))
    lessons = {lesson for name in names if (lesson := _lesson(name))}
    return all_of(PlanInside(contents, readable, seal), lessons)


def on_disk(folder: Path, device: str, layout: type[PlanFolder] = PlanFolder) -> Whole:
    """Everything that a person's folder holds now."""
    files = layout(folder, device)
    named = files.answers_folder.glob(f"*.toml{files.seal.suffix}")
    return all_of(files, {lesson for path in named if (lesson := _lesson(path.name))})


def _lesson(name: str) -> str:
    """The lesson whose answers a file of this name holds; empty when it is a copy, was set aside, or is another."""
    lesson, _, suffix = plain_name(name).partition(".")
    return lesson if suffix == "toml" and not original(name) and "/" not in name else ""
