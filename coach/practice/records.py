"""What a coach keeps about one client. All of it is the coach's own; what is shared says so.

The tables must not be called like those of a plan (a test looks), for a plan's own records are read by their names.
"""

import datetime as dt
from typing import Literal

from ..plan.records.base import Part, Record
from ..words import marked

Paid = Literal["paid", "pro bono", "internal"]
Scope = Literal["hours", "aims", "goals", "steps"]
NoteKind = Literal["fact", "guess", "raise", "supervision"]
Kept = Literal["done", "partly", "not", "dropped"]

RATINGS = {
    "heard": marked("I felt heard"),
    "topics": marked("We worked on what matters to me"),
    "way": marked("The way we worked suits me"),
    "overall": marked("All in all, this session was right for me"),
}


class Client(Record, frozen=True):
    """Who the client is to the coach. The alias is a pseudonym of the coach's choosing."""

    table = "client"
    title = marked("Client")
    one = True
    label_field = "alias"
    closed = frozenset({"ended"})

    alias: str = ""
    groups: list[str] = []
    status: Literal["active", "paused", "ended"] = "active"
    started: dt.date | None = None
    ended_on: dt.date | None = None
    next_on: dt.date | None = None  # the next session
    follow_up_on: dt.date | None = None  # half way to it
    retention: str = "P24M"  # how long what is kept stays after the end
    name: str | None = None  # for the log of hours, where the client agreed to stand in it
    contact: str | None = None


class Terms(Record, frozen=True):
    """The part of an agreement that is the coach's alone; the shared part is in the client's plan."""

    table = "terms"
    title = marked("Terms")
    one = True

    fit: str | None = None
    fee: str | None = None
    sponsor: str | None = None  # who pays, when it is not the client
    line: str | None = None  # a reporting line between the two, and how it is handled
    note: str | None = None


class Consent(Record, frozen=True):
    """What the client agreed to: in which words, when, and to what."""

    table = "consents"
    title = marked("Consents")
    label_field = "wording"

    wording: str = ""
    on: dt.date | None = None
    scope: list[Scope] = []
    withdrawn_on: dt.date | None = None

    @property
    def open(self) -> bool:
        """Whether it holds."""
        return self.withdrawn_on is None and self.on is not None and bool(self.wording.strip())


class Note(Record, frozen=True):
    """A private note. Facts stand apart from guesses."""

    table = "private_notes"
    title = marked("Private notes")
    label_field = "text"

    text: str = ""
    on: dt.date | None = None
    kind: NoteKind = "fact"
    session: str | None = None
    settled_on: dt.date | None = None  # the day a thing to raise was raised

    @property
    def open(self) -> bool:
        """Whether it is still to be raised."""
        return self.kind == "raise" and self.settled_on is None


class Contact(Record, frozen=True):
    """A contact between sessions."""

    table = "contact_log"
    title = marked("Contacts")
    label_field = "how"

    on: dt.date | None = None
    how: str = ""
    note: str | None = None


class Hours(Record, frozen=True):
    """Hours that were not logged by a session, from before this practice was kept here."""

    table = "hours_by_hand"
    title = marked("Hours")

    start: dt.date | None = None
    end: dt.date | None = None
    minutes: int = 0
    paid: Paid = "paid"
    people: int = 1


class CheckIn(Part, frozen=True):
    """What became of a promise. `why` and the rest are the client's own words."""

    step: str
    text: str = ""
    state: Kept = "not"
    why: str | None = None
    on: dt.date | None = None


class Exercise(Part, frozen=True):
    """A lesson, or a step of one, done together."""

    lesson: str
    step: str | None = None
    began: dt.datetime | None = None


class OwnPromise(Part, frozen=True):
    """What the coach promised to do."""

    text: str = ""
    due: dt.date | None = None
    done_on: dt.date | None = None


class Session(Record, frozen=True):
    """One session, written down piece by piece, so that a crash in the middle loses nothing.

    All in it was said aloud between the two. Private notes are records of their own; what the client promised is a next
    step in the client's plan.
    """

    table = "session_log"
    title = marked("Sessions")
    label_field = "aim"
    closed = frozenset({"closed"})

    number: int = 1
    status: Literal["open", "closed"] = "open"
    on: dt.date | None = None
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    minutes: int | None = None
    paid: Paid = "paid"
    people: int = 1
    deck: str | None = None  # a set of prompts
    aim: str | None = None
    sign_of_success: str | None = None
    check_in: list[CheckIn] = []
    exercises: list[Exercise] = []
    shared: list[str] = []
    promises: list[OwnPromise] = []
    summary: str | None = None  # by the client
    ratings: dict[str, int] = {}
    next_on: dt.date | None = None


PRACTICE: tuple[type[Record], ...] = (Client, Terms, Consent, Note, Contact, Session, Hours)
