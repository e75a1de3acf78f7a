"""Workspace: the one door for every change to a plan.

`record` returns when the event is on disk; only then is anything "saved". Undo and redo are events too, so they survive
a restart. Two windows, a script that edits plan.toml, and other machines' journals are taken in before every change.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .plan.events import Change, Event, apply, in_its_place, inverse, its_place, stacks, with_old
from .plan.plan import Plan
from .store.aside import set_aside
from .store.drafts import Drafts
from .store.files import NotSaved, may_name_a_file, refusals_told, write_whole
from .store.handedit import edits
from .store.journal import Positions, Reading, beyond
from .store.lock import held
from .store.opening import NEWER, Began, Opened, PlanFolder, remembering, replay
from .store.seal import still
from .store.snapshot import FORMAT, Unusable, plan_rows
from .store.told import cut_short, not_brought_up, not_taken
from .words import said

SNAPSHOT_EVERY = 50  # events
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without letters and digits that are mistaken for one another

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The time now, in UTC."""
    return dt.datetime.now(dt.UTC)


def random_id() -> str:
    """A short id for a record: seven characters, easy to read out and to type."""
    import secrets  # takes longer to import than a plan to open, and only new records need it

    return "".join(secrets.choice(_ALPHABET) for _ in range(7))


class Workspace:
    """One person's plan, open."""

    layout = PlanFolder  # what the files are called; a coach's notes are kept by the same means (coach/practice)

    def __init__(
        self, folder: Path, device: str, clock: Clock = utc_now, new_id: Callable[[], str] = random_id
    ) -> None:
        self.files = self.layout(folder, device)
        self.clock = clock
        self.new_id = new_id
        self.drafts = Drafts(folder / "drafts", self.files.seal)
        self._watchers: list[Callable[[], None]] = []
        self._history: list[Event] | None = None
        self._sizes: Positions = {}  # of the journal files, looked up each time the lock is taken
        self._since_snapshot = 0
        self._stale_answers: set[str] = set()
        self._adopt(self.files.open())

    def _adopt(self, opened: Opened) -> None:
        self._opened = opened
        self.plan: Plan = opened.plan
        self.positions: Positions = dict(opened.positions)
        newest = [event.at for event in opened.tail[-1:]] + ([opened.at] if opened.at else [])
        self._last_at = max(newest, default=dt.datetime.min.replace(tzinfo=dt.UTC))
        for change in opened.pending:
            self.plan = self.plan.changed(change.table, change.id, change.new)
        self._began: Began | None = (opened.positions, self.plan, self.files.seen.get(self.files.plan_file))
        for event in opened.tail:
            self._note_answers(event)

    @property
    def today(self) -> dt.date:
        """The day it is where the person is."""
        return self.clock().astimezone().date()

    @property
    def notices(self) -> list[str]:
        """What was found out of order when the plan was opened, each a sentence for the person."""
        return self._opened.notices

    @property
    def read_only(self) -> str:
        """Why nothing can be changed, or empty."""
        return said(self._opened.read_only)

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Calls back after every change of the plan, until the returned function is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    # --- changing ------------------------------------------------------------

    def record(
        self, what: str, changes: Sequence[Change], title: str = "", source: str = "", undoes: str = ""
    ) -> Event:
        """Makes an event of the changes, puts it on disk, and applies it.

        Raises:
            NotSaved: nothing was changed, on disk or in the plan.
        """
        if self.read_only:
            raise NotSaved(self.files.folder, self.read_only)
        changes = changes if undoes else [in_its_place(self.plan, change) for change in changes]
        with held(self.files.folder):
            self._catch_up()
            self._absorb_hand_edits()
            event = self._append(what, changes, title, source, undoes)
        self._told()
        if self._since_snapshot >= SNAPSHOT_EVERY:
            self.snapshot()
        return event

    def put(
        self, what: str, table: str, id: str, fields: dict[str, Any], title: str = "", source: str = "hand"
    ) -> Event:
        """Sets fields of one record by hand, as the plan page and the command line do."""
        new, id = dict(fields), its_place(table, id)
        if self.plan.fields(table, id) is None:
            new = {"source": source, "created": self.today.isoformat(), **new}
        return self.record(what, [with_old(self.plan, table, id, new)], title, source)

    def undo(self) -> Event | None:
        """Takes back the last thing done; None when there is nothing to take back."""
        self.refresh()
        done, _ = stacks(self.history())
        return self._take_back(done, "undid")

    def redo(self) -> Event | None:
        """Does again what was last taken back; None when there is nothing."""
        self.refresh()
        _, undone = stacks(self.history())
        return self._take_back(undone, "redid")

    def _take_back(self, stack: list[Event], what: str) -> Event | None:
        if not stack:
            return None
        event = stack[-1]
        return self.record(what, inverse(event), event.title or event.what, event.source, undoes=event.id)

    def history(self) -> list[Event]:
        """Every event, oldest first."""
        if self._history is None:
            with refusals_told(self.files.journal.folder):
                reading = self.files.journal.read()
            self._history = reading.events
            if reading.damage:
                self._mend(reading)
        return self._history

    def _mend(self, reading: Reading) -> None:
        """Says once which lines are damaged, and lets what only the TOML files still know be written anew."""
        self.files.note(reading, self._opened)
        lost = edits(plan_rows(replay(reading.events)), plan_rows(self.plan), removals=True)
        self._opened.pending += [change for change in lost if change not in self._opened.pending]

    def refresh(self) -> bool:
        """Takes in what others wrote: another window, another machine, an editor. Says whether anything came."""
        with refusals_told(self.files.journal.folder):
            if self.read_only or not (self.files.journal.grown(self.positions) or self.files.others_wrote()):
                return False
        before = self.plan
        with held(self.files.folder):
            self._catch_up()
            self._absorb_hand_edits()
        if self.plan is before:
            return False
        self._told()
        return True

    def _append(self, what: str, changes: Sequence[Change], title: str, source: str, undoes: str) -> Event:
        if self._opened.older:
            self._back_up_first()
        path, size = self.files.journal.next_place(self._sizes)
        now = max(self.clock(), self._last_at + dt.timedelta(microseconds=1))
        event = Event(id=f"{path.stem}:{size}", at=now, what=what, title=title, source=source,
                      changes=tuple(changes), undoes=undoes, format=FORMAT)  # fmt: skip
        self._sizes[path.name] = self.positions[path.name] = self.files.journal.append(path, size, [event])
        self._apply(event)
        return event

    def _apply(self, event: Event) -> None:
        self.plan = apply(self.plan, event)
        self._last_at = max(self._last_at, event.at)
        self._since_snapshot += 1
        self._note_answers(event)
        if self._history is not None:
            self._history.append(event)

    def _note_answers(self, event: Event) -> None:
        lessons = {change.id.partition("/")[0] for change in event.changes if change.table == "answers"}
        self._stale_answers |= set(filter(may_name_a_file, lessons))

    def _catch_up(self) -> None:
        """Applies what others appended. Events older than ours change the order, so all is replayed."""
        still(self.files.folder, self.files.seal)
        self._sizes = self.files.journal.sizes()
        if not beyond(self._sizes, self.positions):
            return
        reading = self.files.journal.read(self.positions)
        earlier = reading.events and reading.events[0].at < self._last_at
        everything = self.files.journal.read().events if earlier else []
        torn = self.files.journal.own(self._sizes)  # nobody adds to these now: half a line stays half
        self.positions = {**reading.positions, **torn}  # after the last look at the disk: it may fail
        if everything:
            self.plan = replay(everything)
            self._history = everything
            self._last_at = everything[-1].at
            self._since_snapshot += len(reading.events)  # what people read does not have them yet
            for event in everything:
                self._note_answers(event)
            return
        for event in reading.events:
            self._apply(event)

    def _absorb_hand_edits(self) -> None:
        """Makes an event of what somebody wrote into the TOML files, and of what was found when they were opened."""
        for file in self.files.others_wrote():
            self._opened.pending += remembering(self.plan, self._hand_edits(file))
        if self._opened.pending:
            self._append("edited", self._opened.pending, "by hand", "hand", "")
            self._opened.pending = []

    def _hand_edits(self, file: Path) -> list[Change]:
        """What somebody wrote into a file while it was open here. What cannot be used is said, and kept."""
        try:
            snapshot = self.files.read(file)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except (Unusable, OSError) as error:
            self._opened.say(not_taken(file, error))
            self._opened.bad.append(file)
            return []
        if snapshot.format > FORMAT:
            self._opened.read_only = NEWER
        if snapshot.cut:
            self._opened.say(cut_short(file))
            self._opened.bad.append(file)
        return self.files.hand_edits(file, snapshot) if snapshot.edited else []

    def _told(self) -> None:
        for watcher in list(self._watchers):
            watcher()

    # --- the files that people read --------------------------------------------

    def snapshot(self) -> None:
        """Writes the TOML files, answers first, each whole or not at all.

        Raises:
            NotSaved: a file could not be written; the journal has everything all the same.
        """
        if self.read_only or not (self._since_snapshot or self._stale_answers or self._opened.pending):
            return
        with held(self.files.folder):
            self._catch_up()
            for lesson in self._stale_answers:
                self.plan.answers.of(lesson)  # reads the file, and finds what was written into it by hand
                if (file := self.files.answers_file(lesson)) not in self.files.seen:  # all came from the journal
                    self._opened.pending += remembering(self.plan, self._hand_edits(file))
            if self._opened.read_only:
                return  # a newer version wrote some of the answers
            self._back_up_first()
            self._absorb_hand_edits()
            while self._stale_answers:
                self._write(self.files.answers_file(lesson := min(self._stale_answers)), lesson)
                self._stale_answers.discard(lesson)
            self._write(self.files.plan_file)
        self._since_snapshot = 0

    def _write(self, file: Path, lesson: str = "") -> None:
        """Writes plan.toml, or the answers to a lesson; what somebody else has just written there comes first."""
        written = None
        while written is None:
            set_aside(self._opened, self.clock)
            data = self.files.rendered(self.plan, lesson, self.positions, self._last_at)
            written = write_whole(file, data, still=lambda: not self.files.changed(file))
            if written is None:
                self._absorb_hand_edits()
        self.files.seen[file] = written

    def _back_up_first(self) -> None:
        """Keeps what is on disk as it was when it was opened, before it is first written over."""
        if self._began is not None:
            from .backups.daily import first

            self._opened.notices += first(self.files, self._began, self._opened.older, self.clock)
            self._began = None

    def close(self) -> None:
        """Writes what is not yet in the TOML files. The journal already has it, so a failure here loses nothing."""
        try:
            self.snapshot()
        except NotSaved as error:
            self._opened.notices.append(not_brought_up(error))
