"""Reads TOML that somebody else wrote: capped before it is parsed, and with one kind of error that knows its place.

`read` collects everything that is wrong, for `coach content check`; `read_toml` raises the first, for everybody else.
"""

import math
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from ..words import said
from .faults import Unreadable
from .lines import Lines
from .tokens import DEEPEST, DIGITS, PARTS, KeyPath, Scan

if TYPE_CHECKING:
    from .positions import Places

__all__ = ["FORBIDDEN", "LARGEST", "Reading", "Unreadable", "read", "read_file", "read_text", "read_toml"]

LARGEST = 256 * 1024  # bytes in one lesson
MOST_CHARACTERS = 20  # forbidden characters that are listed one by one

# What `coach.display` would have to mark, refused here so that no lesson ever needs a mark. U+200C and U+200D are fine.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MANY_DIGITS = re.compile(rf"[0-9][0-9_]{{{DIGITS}}}")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_HARMFUL = re.compile(r"\\[uUxbfre]")  # without one of these, no escape brings in a character that is refused
_SHORT = {"b": 8, "f": 12, "r": 13, "e": 27}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: its text, its data unless it could not be parsed, and everything that is wrong."""

    text: str = ""
    data: dict[str, Any] | None = None
    troubles: list[Unreadable] = field(default_factory=list)


def read_toml(data: bytes) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        Unreadable: too large, not UTF-8, not TOML, or with characters or numbers that are refused.
    """
    reading = read(data)
    if reading.troubles:
        raise reading.troubles[0]
    return reading.data or {}


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file, at most one more than `LARGEST`. Links, pipes and devices are not opened.

    Raises:
        Unreadable: there is no such file, or it is not an ordinary one.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Unreadable(
                said("this is not an ordinary file"), code="C106", advice=said("Only ordinary files are opened.")
            )
        return _first(handle, LARGEST + 1)
    except OSError as error:
        raise _not_opened(path, error) from None
    finally:
        os.close(handle)


def _first(handle: int, most: int) -> bytes:
    data = b""
    while len(data) < most and (more := os.read(handle, most - len(data))):
        data += more
    return data


def _not_opened(path: Path, error: OSError | ValueError) -> Unreadable:
    if isinstance(error, OSError) and path.is_symlink():
        return Unreadable(
            said("this is a link, and links are not followed"), code="C106", advice=said("Give the file itself.")
        )
    why = error.strerror if isinstance(error, OSError) else said("the name cannot be a file's")
    return Unreadable(
        said("this cannot be opened: {why}", why=why), code="C106", advice=said("Check the path and who may read it.")
    )


def read(data: bytes) -> Reading:
    """Everything that can be learned from these bytes. It never raises; its time is in proportion to their number."""
    found = read_text(data)
    if found.troubles and not found.text:
        return found
    return Reading(found.text, _parsed(found.text, found.troubles), found.troubles)


def read_text(data: bytes) -> Reading:
    """The same of a text that is not TOML: no data, and no text where it cannot be decoded."""
    if len(data) > LARGEST:
        why = (
            said("the file has more than {n} KB", n=LARGEST // 1024)
            if len(data) == LARGEST + 1
            else said("the file has {n} bytes", n=f"{len(data):,}")
        )
        return Reading(
            troubles=[
                Unreadable(why, code="C103", advice=said("A file may have {n} bytes: split it.", n=f"{LARGEST:,}"))
            ]
        )
    troubles: list[Unreadable] = []
    text = _decoded(data, troubles)
    if text is None:
        return Reading(troubles=troubles)
    if not text.replace("\n", "").replace("\t", "").isprintable():  # quick, and never true of a forbidden character
        bad = list(FORBIDDEN.finditer(text))
        troubles += _forbidden(text, bad)
        text = FORBIDDEN.sub("\ufffd", text) if bad else text
    return Reading(text, troubles=troubles)


def _decoded(data: bytes, troubles: list[Unreadable]) -> str | None:
    """The text with plain line ends; what is not UTF-8 becomes U+FFFD, so that the rest can still be looked at."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        troubles.append(Unreadable(said("the file is UTF-16"), code="C104", advice=said("Save it as UTF-8.")))
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        why = said("byte {byte} is not UTF-8", byte=f"{data[error.start]:#04x}")
        line, column = Lines(before).place(len(before))
        troubles.append(
            Unreadable(why, line, column, "C104", said("Save the file as UTF-8, not as Latin-1 or Windows-1252."))
        )
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _forbidden(text: str, found: list[re.Match[str]]) -> Iterator[Unreadable]:
    lines = Lines(text)
    for n, match in enumerate(found[:MOST_CHARACTERS], 1):
        left = len(found) - n if n == MOST_CHARACTERS else 0
        line, column = lines.place(match.start())
        yield character(ord(match[0]), line, column, said(" (and {n} more)", n=left) if left else "")


def character(code: int, line: int, column: int, more: str = "") -> Unreadable:
    """The trouble with one character that is refused."""
    advice = said("Delete it. It is invisible or steers the terminal; to see it, type the line again beside it.")
    return Unreadable(
        said("the character U+{code} is refused{more}", code=f"{code:04X}", more=more), line, column, "C102", advice
    )


def _parsed(text: str, troubles: list[Unreadable]) -> dict[str, Any] | None:
    """The data. The pass over the tokens is made only for files that are suspect or at fault: it takes longest."""
    scan = Scan(text) if _suspect(text) else None
    if scan and scan.excess:
        troubles += _bomb(scan)
        return None
    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError, MemoryError) as error:
        troubles += _refused(scan or Scan(text), error)
        return None
    if _sound(data, escapes=_HARMFUL.search(text) is not None):
        return data
    bomb = list(_bomb(scan or Scan(text)))
    troubles += bomb or _unsound(text, data)
    return None if bomb else data


def _suspect(text: str) -> bool:
    """Whether there is what a bomb cannot do without: eight dots in a line, or many digits. Prose may have it, too."""
    dotted = text.count(".") >= PARTS and any(line.count(".") >= PARTS for line in text.split("\n"))
    return dotted or _MANY_DIGITS.search(text) is not None


def _refused(scan: Scan, error: Exception) -> list[Unreadable]:
    bomb = list(_bomb(scan))
    if not bomb and isinstance(error, tomli.TOMLDecodeError):
        from .checks.syntax import explained

        return explained(scan, error)
    return bomb or [_excess(said("something beyond what can be held ({error})", error=type(error).__name__), 1, 1)]


def _bomb(scan: Scan) -> Iterator[Unreadable]:
    lines = Lines(scan.text)
    return (_excess(why, *lines.place(offset)) for offset, why in scan.excess)


def _excess(why: str, line: int, column: int) -> Unreadable:
    return Unreadable(
        said("{why}: no lesson needs that", why=why),
        line,
        column,
        "C105",
        said("Write it flatter, shorter or smaller."),
    )


def _sound(data: dict[str, Any], escapes: bool) -> bool:
    """Whether nothing in here is refused. Runs on every lesson, so it keeps no paths.

    The text itself was searched already; only an escape can still bring a refused character in.
    """
    level: list[Any] = [data]
    for _ in range(DEEPEST + 1):
        below: list[Any] = []
        for table in level:
            if escapes and isinstance(table, dict) and any(FORBIDDEN.search(key) for key in table):
                return False
            for value in table.values() if isinstance(table, dict) else table:
                kind = type(value)
                if kind is str:
                    if escapes and FORBIDDEN.search(value) is not None:
                        return False
                elif kind is dict or kind is list:
                    below.append(value)
                elif not _holdable(value):
                    return False
        level = below
    return not level


def _holdable(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, int) or -(2**63) <= value < 2**63


def _unsound(text: str, data: dict[str, Any]) -> Iterator[Unreadable]:
    from .positions import Places

    places = Places(text)
    for path, value in _walk(data):
        if isinstance(value, dict | list):
            yield _excess(said("more than {n} levels of tables and lists", n=DEEPEST), *places.key(path))
        elif isinstance(value, str):
            yield from _escaped(places, path, value)
        elif not _holdable(value):
            yield _excess(said("a number that is infinite, no number, or more than 64 bits hold"), *places.value(path))


def _walk(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Every value that is no table or list, with its keys as texts of their own, and what is nested too deep."""
    if not isinstance(value, dict | list) or len(path) > DEEPEST:
        yield path, value
        return
    for key, part in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(key, str) and FORBIDDEN.search(key):
            yield (*path, key), key
        yield from _walk(part, (*path, key))


def _escaped(places: "Places", path: KeyPath, value: str) -> Iterator[Unreadable]:
    """Refused characters that are written as escapes, each where its escape stands."""
    if FORBIDDEN.search(value) is None:
        return
    start, end = places.span(path) if path[-1] != value else places.span_of_key(path)
    found = False
    for match in _ESCAPE.finditer(places.text, start, end):
        code = _code_point(match)
        if code is not None and FORBIDDEN.match(chr(code)):
            found = True
            line, column = places.lines.place(match.start())
            yield character(code, line, column, said(" (here as an escape)"))
    if not found:
        bad = FORBIDDEN.search(value)
        line, column = places.lines.place(start)
        yield character(ord(bad[0]) if bad else 0, line, column, said(" (here as an escape)"))


def _code_point(match: re.Match[str]) -> int | None:
    number = match[1] or match[2] or match[3]
    return int(number, 16) if number else _SHORT.get(match[4])
