"""The files of a folder under another seal: what closing a folder, and opening it again, write in place of the old.

The lines of a journal get another length, so the places in it that the TOML files speak of are told anew.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

import tomli

from ..words import said
from .files import NotSaved
from .journal import is_journal, plain_line, sealed_line
from .seal import Seal, Unopened, plain_name
from .snapshot import SAVED, saved_table

Contents = dict[str, bytes]  # by path within the folder, with slashes

ROSTER = re.compile(r"roster\.json.*")  # it is made anew when it is next asked for
_JOURNAL = "journal/"
_LINES = re.compile(r"journal/[^/]+\.jsonl")
_WHOLE = re.compile(r"(?:(?:answers|drafts)/)?[^/]+\.(?:toml|json)(?:\.age)?")


class Ends(NamedTuple):
    """Where the lines of a file ended, and where they end now."""

    before: list[int]
    after: list[int]

    def moved(self, place: int) -> int:
        """Where a place is now. Beyond the end it stays as far beyond it."""
        if place > self.before[-1]:
            return self.after[-1] + place - self.before[-1]
        return self.after[bisect_right(self.before, place) - 1]


def covered(name: str) -> bool:
    """Whether a file of this name holds what somebody wrote, in a form that coach knows."""
    return bool(_LINES.fullmatch(name) or _WHOLE.fullmatch(name) or ROSTER.fullmatch(name))


def turned(contents: Contents, old: Seal, new: Seal, known: dict[bytes, bytes] | None = None) -> Contents:
    """The same files under another seal. What the old one does not open stays as it is.

    Args:
        contents: the files.
        old: under which they were written.
        new: under which they are to be.
        known: lines that were turned before, for several backups with the same beginning.
    """
    known = {} if known is None else known
    found: Contents = {}
    ends: dict[str, Ends] = {}
    for name in (name for name in contents if _LINES.fullmatch(name)):
        found[name], ends[name.removeprefix(_JOURNAL)] = _journal(contents[name], old, new, known)
    for name in sorted(contents, key=lambda name: (name == plain_name(name), name)):  # sealed ones first
        if name in found or ROSTER.fullmatch(name):
            continue
        plain = _plain(name, contents[name], old) if _WHOLE.fullmatch(name) else None
        if plain is None:
            found[name if new.suffix or name == plain_name(name) else _aside(name)] = contents[name]
        else:
            found[_free(f"{plain_name(name)}{new.suffix}", found)] = _closed(_told_anew(plain, ends), new)
    return found


def next_segments(contents: Contents) -> Contents:
    """An empty file for each machine to go on in, so that an event is never called as one before it was: events are
    named by the places at which they were first written."""
    newest: dict[str, int] = {}
    for name in (name.removeprefix(_JOURNAL) for name in contents if name.startswith(_JOURNAL)):
        if is_journal(name):
            device, _, number = name.removesuffix(".jsonl").rpartition("-")
            newest[device] = max(newest.get(device, 0), int(number))
    paths = {f"{_JOURNAL}{device}-{{:04d}}.jsonl": number for device, number in newest.items()}
    return {path.format(number + 1): b"" for path, number in paths.items() if contents[path.format(number)]}


def _plain(name: str, data: bytes, old: Seal) -> bytes | None:
    """What a file says; None when it is sealed and the seal does not open it."""
    if name == plain_name(name):
        return data
    if not old.suffix:
        return None
    try:
        return old.open(data)
    except Unopened:
        return None


def _aside(name: str) -> str:
    """The name of a file that stays sealed in a folder that is opened, since nothing opens it."""
    return name.replace(".", ".damaged-closed.", 1) if _WHOLE.fullmatch(name) else name


def _free(name: str, taken: Contents) -> str:
    """A name that is not taken: a second file of one name becomes a copy, which `coach doctor` knows how to merge."""
    first, dot, rest = name.rpartition("/")[2].partition(".")
    folder = name.removesuffix(f"{first}{dot}{rest}")
    names = (name, *(f"{folder}{first} ({n}){dot}{rest}" for n in range(1, 1000)))
    return next(one for one in names if one not in taken)


def _closed(plain: bytes, new: Seal) -> bytes:
    """What is written for these bytes, once it was seen that they come back.

    Raises:
        NotSaved: they do not.
    """
    data = new.close(plain)
    if new.suffix and new.open(data) != plain:
        from pathlib import Path

        raise NotSaved(Path("vault"), said("what was sealed does not open again"))
    return data


def _journal(data: bytes, old: Seal, new: Seal, known: dict[bytes, bytes]) -> tuple[bytes, Ends]:
    ends, lines = Ends([0], [0]), []
    for line in data.split(b"\n"):
        if line not in known:
            known[line] = _line(line, old, new)
        lines.append(known[line])
        ends.before.append(ends.before[-1] + len(line) + 1)
        ends.after.append(ends.after[-1] + len(known[line]) + 1)
    whole = Ends([*ends.before[:-1], len(data)], [*ends.after[:-1], ends.after[-1] - 1])  # no end after the last part
    return b"\n".join(lines), whole


def _line(line: bytes, old: Seal, new: Seal) -> bytes:
    try:
        plain = plain_line(line, old) if line else b""
    except Unopened:
        return line
    if not plain or not new.suffix:
        return plain
    sealed = sealed_line(plain, new)
    if plain_line(sealed, new) != plain:
        from pathlib import Path

        raise NotSaved(Path("vault"), said("what was sealed does not open again"))
    return sealed


def _told_anew(plain: bytes, ends: dict[str, Ends]) -> bytes:
    """A TOML file with the places in the journal as they are now. One without them, or damaged, stays as it is."""
    body, mark, tail = plain.replace(b"\r\n", b"\n").rpartition(SAVED)
    try:
        saved = tomli.loads((mark + tail).decode()).get("saved") if mark else None
    except (ValueError, RecursionError):
        return plain
    journal = saved.get("journal") if isinstance(saved, dict) else None
    if not isinstance(saved, dict) or not isinstance(journal, dict):
        return plain
    moved = {name: ends[name].moved(at) if name in ends and isinstance(at, int) else at for name, at in journal.items()}
    return body + saved_table({**saved, "journal": moved})
