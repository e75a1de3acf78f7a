"""The people whom the person of the demo coaches, each at another point of it: in the folder `clients`, a file each.

What the coach notes and what stands in a client's plan is written by the same deeds as in a real session.
"""

import datetime as dt
import importlib.resources
from collections.abc import Callable, Iterator
from typing import Any

import tomli

from ..lessons.library import Library
from ..places import Places
from ..practice.folder import PracticeFile
from ..practice.keeping import agree, assign, consent, contact, end
from ..practice.practice import OneClient, Practice
from ..practice.records import RATINGS, Client, Note
from ..practice.sessions import (
    Promise,
    check_in,
    close,
    commit,
    exercise,
    keep_own,
    note_private,
    note_shared,
    start,
)
from ..workspace import Clock, Workspace
from .player import Day, Value
from .rehearsal import Rehearsal
from .telling import one

Told = dict[str, Any]


def clients() -> Iterator[Told]:
    """Who they are and what is done with each, as data."""
    folder = importlib.resources.files(__package__).joinpath("clients")
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    yield from (tomli.loads(file.read_text("utf-8")) for file in sorted(files, key=lambda file: file.name))


class _Notes(Rehearsal, PracticeFile):
    """The coach's own file about a client, lived through in memory."""


class Known(OneClient):
    """A client in memory, until `write`."""

    def __init__(self, places: Places, told: Told, device: str, clock: Clock, new_id: Callable[[], str]) -> None:
        super().__init__(Practice(places, device, clock, new_id), told["id"])
        self.told = told
        self._rehearsed = _Notes(device, clock, new_id), Rehearsal(device, clock, new_id)
        self._own, self._plan = self._rehearsed

    def evening(self, library: Library) -> "Callable[[dt.date, dt.date], Meeting]":
        """What makes an evening with this client, from the day that it is and the day that is lived through."""
        return lambda today, day: Meeting(self, library, today, day)

    def write(self) -> None:
        """Writes both folders, and the files that people read.

        Raises:
            NotSaved: something could not be written.
        """
        device, clock = self.practice.device, self.practice.clock
        for rehearsed, kind, folder in zip(
            self._rehearsed, (PracticeFile, Workspace), (self.folder, self.plan_folder), strict=True
        ):
            rehearsed.write_to(kind.layout(folder, device).journal)
            kind(folder, device, clock).close()


class Meeting(Day):
    """An evening with a client: what a coach does, and what the client does with their own plan."""

    def __init__(self, one: Known, library: Library, today: dt.date, day: dt.date) -> None:
        super().__init__(one.plan, library, today, day)
        self.one = one
        self.day = day

    def do_begun(self, act: Value) -> None:
        """The first day: who it is."""
        told = {"alias": self.one.told["alias"], "groups": self.one.told["groups"], "retention": self.one.told["keep"]}
        self.one.own.write("added", Client, **told, started=self.day)

    # --- a session -------------------------------------------------------------------

    def do_session(self, act: Value) -> None:
        """A whole session, from its beginning to its close."""
        held, one = self._days(act["session"]), self.one
        start(one, aim=held["aim"], sign_of_success=held["known"], deck=held["deck"], paid="pro bono")
        for row in act.get("checked", ()):
            check_in(one, self._step(row["which"]), row["state"], row["why"])
        for text in act.get("shared", ()):
            note_shared(one, text)
        if "together" in act:
            exercise(one, act["together"], None)
            self.do_lesson({**act, "lesson": act["together"]})
        if "private" in act:
            self.do_private(act)
        self._promises(act)
        close(one, held["summary"], dict(zip(RATINGS, held["rate"], strict=True)), held.get("next"), held["minutes"])

    def _promises(self, act: Value) -> None:
        """What comes of a session: of the client, and of the coach."""
        for told in act.get("promised", ()):
            row = self._days(told)
            commit(self.one, Promise(
                text=row["text"], due=row["due"], done_looks_like=row["known"], confidence=row["sure"],
                smaller=row.get("smaller", ""), hears=row.get("hears", ""),
            ))  # fmt: skip
        for told in act.get("mine", ()):
            row = self._days(told)
            commit(self.one, Promise(text=row["text"], due=row["due"], who="me"))

    def _days(self, told: Value) -> Value:
        """Fields with days where a session wants days."""
        days = {name: value for name, value in self._told(told).items() if name in ("due", "next", "review_on")}
        return {**self._told(told), **{name: dt.date.fromisoformat(value) for name, value in days.items()}}

    # --- around it -------------------------------------------------------------------

    def do_private(self, act: Value) -> None:
        """A note for the coach alone."""
        note_private(self.one, act["private"]["text"], act["private"]["kind"])

    def do_raised(self, act: Value) -> None:
        """Something that was to be raised, and was."""
        notes = {note.text: note.id for note in self.one.own.all(Note)}
        self.one.own.write("changed", Note, one(act["raised"], notes), settled_on=self.day)

    def do_contact(self, act: Value) -> None:
        """A contact between sessions."""
        contact(self.one, act["contact"]["how"], act["contact"]["note"], self.one.own.today)

    def do_agreement(self, act: Value) -> None:
        """What both agree on, and the coach's own part of it."""
        agree(self.one, self._days(act["agreement"]), act.get("terms", {}), act.get("agreed", False))

    def do_terms(self, act: Value) -> None:
        """The coach's own part alone."""
        agree(self.one, {}, act["terms"], agreed=False)

    def do_consent(self, act: Value) -> None:
        """What the client agrees to, on record."""
        consent(self.one, act["consent"]["wording"], act["consent"]["scope"], self.one.own.today)

    def do_give(self, act: Value) -> None:
        """A lesson to do, with a day and a word why."""
        given = self._days(act["give"])
        assign(self.one, given["lesson"], self.library.lesson(given["lesson"]).title, given["due"], given["why"])

    def do_book(self, act: Value) -> None:
        """The next session, agreed on outside one."""
        self.one.own.write("changed", Client, next_on=self._told(act["book"]))

    def do_kept(self, act: Value) -> None:
        """A promise of the coach's own, kept."""
        keep_own(self.one, act["kept"])

    def do_end(self, act: Value) -> None:
        """The end of the coaching."""
        end(self.one)

    def do_share(self, act: Value) -> None:
        """An answer that the client lets the coach see, with what it wrote into the plan."""
        lesson, _, step = act["share"].partition("/")
        written = self.workspace.plan.answers.of(lesson)[step].writes
        for table, _, id in (where.partition("/") for where in (*written, f"answers/{act['share']}")):
            self.workspace.put("changed", table, id, {"visibility": "coach"})
