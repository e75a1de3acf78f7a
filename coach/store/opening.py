"""Opens a plan: the snapshot, then the journal lines after it, then what was changed by hand. Reading never writes."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from ..plan.answers import AnswerBook, Steps
from ..plan.events import Change, Event, apply, with_old
from ..plan.plan import Plan, steps_of
from ..words import marked, said
from .files import UNREAD, Signature, may_name_a_file, signature
from .handedit import edits, first_fault
from .journal import Journal, Positions, Reading
from .seal import Seal, plain_name
from .snapshot import (
    FORMAT,
    PLAN_HEADER,
    Rows,
    Snapshot,
    Unusable,
    answer_rows,
    parse_answers,
    parse_plan,
    plan_rows,  # fmt: skip
    render_answers,
    render_plan,
)
from .told import cut_short, damage_words, unreadable
from .unsealing import seal_of

NEWER = marked("This plan was written by a newer version of coach, so it is only shown, not changed.")


class Opened(msgspec.Struct):
    """A plan as it was found, what of it is not in the journal yet, and what there is to say about it."""

    plan: Plan
    positions: Positions
    tail: list[Event] = []  # events that the snapshot does not hold
    pending: list[Change] = []
    notices: list[str] = []
    bad: list[Path] = []  # files that must be set aside before they are written over
    read_only: str = ""
    at: dt.datetime | None = None  # the time of the newest event that the snapshot holds
    older: bool = False  # of an earlier format: brought to this one in memory, and on disk after a backup
    offered: bool = False  # a backup, since something is damaged

    def say(self, *notices: str) -> None:
        """Adds what there is to say, once."""
        self.notices += [words for words in notices if words not in self.notices]


Began = tuple[Positions, Plan, Signature | None]  # how far the journal went, the plan, and its file, at the opening


class PlanFolder:
    """The files of one person, as far as reading them goes."""

    readable, header = "plan.toml", PLAN_HEADER  # what people read; others are kept in the same way

    def __init__(self, folder: Path, device: str, seal: Seal | None = None) -> None:
        self.folder = folder
        self.seal = seal_of(folder) if seal is None else seal
        self.plan_file = folder / f"{self.readable}{self.seal.suffix}"
        self.answers_folder = folder / "answers"
        self.journal = Journal(folder / "journal", device, self.seal)
        self.seen: dict[Path, Signature | None] = {}  # the files that were read or written here, as they were then

    def answers_file(self, lesson: str) -> Path:
        """Where the answers to a lesson are written for people to read."""
        return self.answers_folder / f"{lesson}.toml{self.seal.suffix}"

    def answered(self) -> Iterable[str]:
        """The lessons that have a file of answers; copies and what was set aside are none."""
        names = (plain_name(path.name) for path in self.answers_folder.glob(f"*.toml{self.seal.suffix}"))
        return [id for name in names if may_name_a_file(id := name.removesuffix(".toml")) and "." not in id]

    def lesson_of(self, file: Path) -> str:
        """The lesson to which a file holds the answers; empty for the plan's own."""
        return "" if file == self.plan_file else Path(plain_name(file.name)).stem

    def others_wrote(self) -> list[Path]:
        """The files that somebody else has written since they were read or written here."""
        return [file for file in self.seen if self.changed(file)]

    def changed(self, file: Path) -> bool:
        """Whether somebody else has written a file since it was read or written here."""
        return file in self.seen and signature(file) != self.seen[file]

    def read(self, file: Path) -> Snapshot:
        """What plan.toml, or the file with the answers to a lesson, says now.

        Raises:
            Unusable, OSError: it cannot be read.
        """
        self.seen[file] = signature(file)
        try:
            data = file.read_bytes()
        except OSError:
            if self.seen[file] is not None:
                self.seen[file] = UNREAD  # what is in it is news, once it can be read
            raise
        return self.parsed(file, self.seal.open(data))

    def parsed(self, file: Path, data: bytes) -> Snapshot:
        """What these bytes would say in place of a file.

        Raises:
            Unusable: it cannot be read.
        """
        lesson = self.lesson_of(file)
        return parse_answers(data, lesson) if lesson else parse_plan(data)

    def rendered(self, plan: Plan, lesson: str, positions: Positions, at: dt.datetime | None) -> bytes:
        """What is written for a plan, or for the answers to a lesson of it, where people read it."""
        if lesson:
            return self.seal.close(render_answers(lesson, answer_rows(plan, lesson), positions, at))
        return self.seal.close(render_plan(plan_rows(plan), positions, at, self.header))

    def hand_edits(self, file: Path, snapshot: Snapshot) -> list[Change]:
        """What a file says that coach did not write, compared with what coach had written when it was read."""
        base = replay(self.journal.read_until(snapshot.positions).events)
        rows = plan_rows(base) if file == self.plan_file else answer_rows(base, self.lesson_of(file))
        return edits(rows, trusted(snapshot), removals=not snapshot.cut)

    def open(self) -> Opened:
        """The plan as it stands on disk."""
        snapshot, opened = self._snapshot()
        if snapshot is None:
            return self._from_journal(opened)
        opened.at = snapshot.at
        if snapshot.format > FORMAT:
            opened.read_only = NEWER
        opened.older = snapshot.format < FORMAT
        since = self.journal.read(snapshot.positions)
        opened.positions = since.positions
        self.note(since, opened)
        if snapshot.edited or not since.whole:
            return self._with_edits(snapshot, opened)
        if since.events and snapshot.at and since.events[0].at < snapshot.at:
            return self._from_journal(opened)  # another machine's earlier events have arrived
        opened.tail = since.events
        plan = replay(
            since.events, msgspec.structs.replace(plan_of(snapshot.rows), answers=self._book(since.events, opened))
        )
        opened.plan = plan
        return opened

    def _snapshot(self) -> tuple[Snapshot | None, Opened]:
        opened = Opened(Plan(), {})
        try:
            return self.read(self.plan_file), opened
        except (FileNotFoundError, NotADirectoryError):
            return None, opened
        except (Unusable, OSError) as error:
            opened.notices.append(unreadable(self.plan_file, error))
            opened.bad.append(self.plan_file)
            self.offer(opened)
            return None, opened

    def _from_journal(self, opened: Opened) -> Opened:
        """The plan from the journal alone."""
        reading = self.journal.read()
        self.note(reading, opened)
        opened.positions = reading.positions
        opened.tail = reading.events
        opened.plan = replay(reading.events, Plan(answers=self._book(reading.events, opened)))
        return opened

    def _with_edits(self, snapshot: Snapshot, opened: Opened) -> Opened:
        """The plan from the journal, and the hand edits (or what the journal has lost) on top."""
        fault = first_fault(snapshot.rows)
        if fault:
            opened.notices.append(
                said(
                    "{name} was changed by hand and one part does not fit. {fault}. It is kept as it is.",
                    name=self.plan_file.name,
                    fault=fault,
                )
            )
        if snapshot.cut:
            opened.notices.append(cut_short(self.plan_file))
            opened.bad.append(self.plan_file)
            self.offer(opened)
        changes = self.hand_edits(self.plan_file, snapshot)
        opened = self._from_journal(opened)
        opened.pending += remembering(opened.plan, changes)
        return opened

    def note(self, reading: Reading, opened: Opened) -> None:
        """Says once what of the journal is damaged, and sees to it that nothing more is written there."""
        self.journal.damaged |= {damage.file for damage in reading.damage} | reading.short
        opened.say(*map(damage_words, reading.damage))
        if not reading.whole:
            opened.notices.append(said("The journal is shorter than it was. Your plan is as plan.toml last had it."))
        if reading.short or not all(damage.torn for damage in reading.damage):
            self.offer(opened)

    def offer(self, opened: Opened) -> None:
        """Says, once, which backup there is to go back to: something is damaged. Nothing is taken from it unasked."""
        if not opened.offered:
            from ..backups.shelf import offer  # what is in order needs none

            opened.offered = True
            opened.notices += filter(None, [offer(self.folder)])

    # --- answers, a lesson at a time -----------------------------------------

    def _book(self, tail: list[Event], opened: Opened) -> AnswerBook:
        return AnswerBook(lambda lesson: self._answers(lesson, tail, opened), kept=self.answered)

    def _answers(self, lesson: str, tail: list[Event], opened: Opened) -> Steps:
        """The answers of a lesson: from its file, or from the journal when the file cannot be trusted."""
        if not may_name_a_file(lesson):
            return self._answers_from_journal(lesson)
        path = self.answers_file(lesson)
        try:
            snapshot = self.read(path)
        except (FileNotFoundError, NotADirectoryError):
            if lesson in opened.plan.progress:  # it was begun, so its file was lost, or not written yet
                return self._answers_from_journal(lesson)
            return _steps_after({"answers": {}}, lesson, tail)
        except (Unusable, OSError) as error:
            opened.notices.append(unreadable(path, error))
            opened.bad.append(path)
            self.offer(opened)
            return self._answers_from_journal(lesson)
        if snapshot.format > FORMAT:
            opened.read_only = NEWER
        if not snapshot.edited and not self._lost(snapshot):
            return _steps_after(snapshot.rows, lesson, tail)
        if snapshot.cut:
            opened.notices.append(cut_short(path))
            opened.bad.append(path)
            self.offer(opened)
        changes = self.hand_edits(path, snapshot)
        plan = replay(self.journal.read().events)
        opened.pending += remembering(plan, changes)
        for change in changes:
            plan = plan.changed(change.table, change.id, change.new)
        return plan.answers.of(lesson)

    def _lost(self, snapshot: Snapshot) -> bool:
        """Whether the journal has lost something that a file was written from: then the file alone may know it."""
        sizes = self.journal.sizes()
        return any(sizes.get(name, 0) < position for name, position in snapshot.positions.items())

    def _answers_from_journal(self, lesson: str) -> Steps:
        return replay(self.journal.read().events).answers.of(lesson)


def replay(events: Iterable[Event], plan: Plan | None = None) -> Plan:
    """The plan after these events."""
    plan = plan or Plan()
    for event in events:
        plan = apply(plan, event)
    return plan


def plan_of(rows: Rows) -> Plan:
    """A plan from plain rows."""
    plan = Plan()
    for table, by_id in rows.items():
        for id, fields in by_id.items():
            plan = plan.changed(table, id, fields)
    return plan


def trusted(snapshot: Snapshot) -> Rows:
    """The rows of a file; of one that was cut, all but the last, which may be half of what it was."""
    if not snapshot.cut or not snapshot.rows:
        return snapshot.rows
    *_, table = snapshot.rows
    return {**snapshot.rows, table: dict(list(snapshot.rows[table].items())[:-1])}


def remembering(plan: Plan, changes: list[Change]) -> list[Change]:
    """The same changes, each with what it replaces in this plan."""
    kept = []
    for change in changes:
        kept.append(with_old(plan, change.table, change.id, change.new))
        plan = plan.changed(change.table, change.id, change.new)
    return kept


def _steps_after(rows: Rows, lesson: str, tail: list[Event]) -> Steps:
    by_step = [(id.partition("/")[2], fields) for id, fields in rows["answers"].items()]
    start = Plan(answers=AnswerBook(changed={lesson: steps_of(by_step)}))
    mine = (change for event in tail for change in event.changes)
    for change in mine:
        if change.table == "answers" and change.id.startswith(f"{lesson}/"):
            start = start.changed(change.table, change.id, change.new)
    return start.answers.of(lesson)
