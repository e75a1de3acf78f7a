"""What a packet is: a standard age file, and in it one JSON document with its format, id, kind and content.

A packet comes from elsewhere, so nothing of it is relied on. Its size is looked at before it is read, its form before
its content, and whatever does not fit ends with one sentence and without a change.
"""

import datetime as dt
import os
import re
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from ..crypt import age
from ..crypt.age import NotOurs, Sealed, State
from ..words import said

FORMAT = 1
ENDING = ".coachpacket"
LARGEST = 32 * 1024 * 1024  # bytes; a plan of twenty years has less than half of it
LONGEST_NOTE = 2_000  # characters
LONGEST_NAME = 80
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
ID = re.compile(r"[a-z0-9]{20}")

Kind = Literal["assignment", "return", "handover"]
KINDS = ("assignment", "return", "handover")
T = TypeVar("T")


class Refused(Exception):
    """A packet that is not taken: one sentence. Nothing was changed."""


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """One record, answer or place in a lesson, as plain data, and when it was last changed where it comes from."""

    table: str
    id: str
    fields: dict[str, Any]
    at: dt.datetime | None = None


class Assigned(msgspec.Struct, frozen=True):
    """A lesson to do, and the id of the next step that it becomes on both sides."""

    lesson: str
    title: str
    step: str


class Assignment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Lessons to do. Their files travel along, for whoever does not have them."""

    lessons: list[Assigned]
    files: dict[str, str] = {}
    tracks: list[dict[str, Any]] = []  # those the lessons stand in that do not come with the program
    due: dt.date | None = None
    note: str = ""


class Return(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody gives back of what they did."""

    assignment: str  # the id of the packet that it answers
    lessons: list[str] = []
    rows: list[Row] = []
    withheld: dict[str, int] = {}


class Handover(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan, whole."""

    rows: list[Row] = []


Content = Assignment | Return | Handover
CONTENTS: dict[str, type[Assignment] | type[Return] | type[Handover]] = {
    "assignment": Assignment, "return": Return, "handover": Handover,
}  # fmt: skip


class Packet(msgspec.Struct, frozen=True, kw_only=True):
    """A packet that was opened. What it says of its sender is what it says; encryption does not prove it."""

    id: str
    kind: Kind
    sender: str
    made_at: dt.datetime
    reply_to: str
    content: Content

    @property
    def source(self) -> str:
        """How events name it."""
        return f"packet/{self.id}"


class _Outside(msgspec.Struct, kw_only=True):
    coach_packet: int
    kind: str
    id: str
    made_at: dt.datetime
    sender: str = msgspec.field(name="from", default="")
    reply_to: str = ""
    content: msgspec.Raw


class _Version(msgspec.Struct):
    coach_packet: int


def new_id() -> str:
    """An id that nobody guesses: who answers an assignment has seen it."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(20))


def packet(content: Content, sender: str, now: dt.datetime, reply_to: str = "") -> Packet:
    """A new packet."""
    kind: Kind = next(kind for kind in KINDS if CONTENTS[kind] is type(content))  # type: ignore[misc]
    return Packet(id=new_id(), kind=kind, sender=sender[:LONGEST_NAME], made_at=now, reply_to=reply_to, content=content)


# --- to a file and back ------------------------------------------------------------------


def sealed(packet: Packet, recipients: Sequence[str]) -> bytes:
    """A packet as the bytes of its file.

    Raises:
        Refused: there is more in it than a packet may hold.
    """
    content = msgspec.Raw(msgspec.json.encode(packet.content))
    outside = _Outside(coach_packet=FORMAT, kind=packet.kind, id=packet.id, made_at=packet.made_at,
                       sender=packet.sender, reply_to=packet.reply_to, content=content)  # fmt: skip
    data = msgspec.json.format(msgspec.json.encode(outside), indent=1) + b"\n"
    if len(data) > LARGEST - 1024 * 1024:
        raise Refused(
            said("that is more than {n} MB, which is the most a packet can hold.", n=LARGEST // 1024 // 1024 - 1)
        )
    return age.encrypt(data, recipients)


def read(path: Path) -> bytes:
    """The bytes of a packet's file, which looks like one.

    Raises:
        Refused: there is none, or it is none, or it is too large.
    """
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise Refused(said("the file cannot be opened ({why}).", why=error.strerror)) from None
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):  # asked before it becomes a file of Python's, which a folder cannot be
        os.close(handle)
        raise Refused(said("this is not an ordinary file."))
    with os.fdopen(handle, "rb") as file:
        data = file.read(LARGEST + 1) if found.st_size <= LARGEST else b""
    if found.st_size > LARGEST or len(data) > LARGEST:
        raise Refused(said("the file has more than {n} MB; no packet is that large.", n=LARGEST // 1024 // 1024))
    _look(data)
    return data


def _look(data: bytes) -> None:
    seems = age.state(data)
    if seems is State.OTHER:
        raise Refused(said("this is not a packet: packets are encrypted, and this file is not."))
    if seems is State.CUT:
        raise Refused(said("only the beginning of a packet is here, or it is damaged. Ask for it once more."))
    if seems is State.NEWER:
        raise Refused(said("this is encrypted in a newer way than this coach knows. Update coach."))


def opened(data: bytes, secrets: Sequence[str]) -> Packet:
    """A packet from the bytes of its file.

    Raises:
        Refused: it is for somebody else, damaged, of a newer version, or no packet.
    """
    _look(data)
    try:
        plain = age.decrypt(data, secrets)
    except NotOurs:
        advice = said("Whoever made it needs your public key, which coach key show prints.")
        raise Refused(
            said("this packet is for somebody else: it was not encrypted to your key. {advice}", advice=advice)
        ) from None
    except Sealed:
        why = said("it was changed on the way, or its end is missing")
        raise Refused(said("this packet is damaged: {why}. Ask for it once more.", why=why)) from None
    return parsed(plain)


def parsed(plain: bytes) -> Packet:
    """A packet from what was encrypted.

    Raises:
        Refused: a newer version wrote it, or what is in it is no packet.
    """
    if _decoded(plain, _Version).coach_packet > FORMAT:
        raise Refused(said("this packet was made by a newer version of coach. Update coach, then open it again."))
    outside = _decoded(plain, _Outside)
    kind = next((kind for kind in KINDS if kind == outside.kind), None)
    if kind is None or not ID.fullmatch(outside.id) or outside.coach_packet < 1 or not _is_time(outside.made_at):
        raise _no_packet()
    reply_to = outside.reply_to if outside.reply_to and age.is_public(outside.reply_to) else ""
    content = _decoded(bytes(outside.content), CONTENTS[kind])
    return Packet(id=outside.id, kind=kind, sender=outside.sender[:LONGEST_NAME], made_at=outside.made_at,  # type: ignore[arg-type]
                  reply_to=reply_to, content=content)  # fmt: skip


def _is_time(at: dt.datetime) -> bool:
    """Whether it is a moment of our days; one at the edge of the calendar has no day in some places."""
    return at.tzinfo is not None and 2000 < at.year < 9000


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise _no_packet() from None


def _no_packet() -> Refused:
    return Refused(said("it opens with your key, but what is in it is no packet of coach."))
