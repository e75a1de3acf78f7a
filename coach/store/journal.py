"""The journal: one event a line, appended and synced before anything is shown as saved.

A line is JSON that carries the length and the checksum of its event, so a torn or damaged line is known for what it is:
    {"len":231,"crc":"1a2b3c4d","event":{...}}
Files are named by device and number, only ever appended to, and a file with a torn end is left as it is: the next event
begins a new one. Folders merged by git, Syncthing or Dropbox are therefore the union of their journals.

In a folder that is closed each line is sealed by itself: the base64 of an age file that holds the line. So all of this
holds there, too, and a plain line among them, of a machine that did not know, is read as well.
"""

import base64
import binascii
import os
import re
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..plan.events import Event
from ..words import marked, said
from .files import NotSaved, closed, private_folder, sync, sync_folder, write_all
from .migrate import FORMAT, event_up
from .seal import PLAIN, Seal, Unopened

Positions = dict[str, int]  # bytes read of each file, by name

SEGMENT = 4 * 1024 * 1024  # bytes after which a new file is begun
LOOKS, PAUSE = 5, 0.001  # how often, and seconds between, before half a line counts as torn
_LINE = re.compile(rb'\{"len":(\d+),"crc":"([0-9a-f]{8})","event":(.*)\}', re.DOTALL)
_NAME = re.compile(r"^(?P<device>[a-z0-9]+)-(?P<number>\d{4})\.jsonl$")
_decoder = msgspec.json.Decoder(Event)
# Why a line cannot be trusted; said where it is shown.
NO_LINE = marked("not a line of the journal")
OTHER_SUM = marked("the line does not match its checksum")
NEWER_LINE = marked("a newer version of coach wrote it")
NO_EVENT = marked("the event cannot be read by this version")


class Damage(msgspec.Struct, frozen=True):
    """A place in a file that could not be read. What could be read around it was."""

    file: str
    line: int
    why: str
    torn: bool = False  # the last of its file, without an end: it was never shown as saved


class Reading(msgspec.Struct):
    """What was read: events in the order of their times, how far, and what was damaged."""

    events: list[Event] = []
    positions: Positions = {}
    damage: list[Damage] = []
    short: set[str] = set()  # files that are gone, or shorter than earlier positions say
    places: dict[str, tuple[str, int]] = {}  # where each event stands, by its id: the file, and the place in it

    @property
    def whole(self) -> bool:
        """Whether everything that earlier positions speak of is still there."""
        return not self.short


def encode(event: Event) -> bytes:
    """An event as a line."""
    body = msgspec.json.encode(event)
    return b'{"len":%d,"crc":"%08x","event":%s}\n' % (len(body), zlib.crc32(body), body)


def decode(line: bytes) -> Event | str:
    """The event of a line, or why the line cannot be trusted."""
    match = _LINE.fullmatch(line)
    if match is None:
        return NO_LINE
    body = match[3]
    if len(body) != int(match[1]) or zlib.crc32(body) != int(match[2], 16):
        return OTHER_SUM
    try:
        event = _decoder.decode(body)
        if event.format == FORMAT:
            return event
        return NEWER_LINE if event.format > FORMAT else event_up(event)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return NO_EVENT


def sealed_line(line: bytes, seal: Seal) -> bytes:
    """A line, without its end, as it is written in a closed folder; in another as it is."""
    return base64.b64encode(seal.close(line)) if seal.suffix else line


def plain_line(line: bytes, seal: Seal) -> bytes:
    """The line that was written so.

    Raises:
        Unopened: it was sealed, and cannot be opened.
    """
    if not seal.suffix or line.startswith(b"{"):
        return line
    try:
        return seal.open(base64.b64decode(line, validate=True))
    except (binascii.Error, ValueError):
        raise Unopened(said("the line is not as it was written")) from None


def is_journal(name: str) -> bool:
    """Whether a file of this name is one of the journal's."""
    return _NAME.match(name) is not None


class Journal:
    """The journal files of one person. Callers hold the lock while they append."""

    def __init__(self, folder: Path, device: str, seal: Seal = PLAIN) -> None:
        self.folder = folder
        self.device = device
        self.seal = seal
        self.damaged: set[str] = set()  # files that are left exactly as they are from now on
        self._written: tuple[str, int] = ("", -1)  # the file we wrote last, and its size then: it ends in a whole line

    def files(self) -> list[Path]:
        """All journal files, by name."""
        return [self.folder / name for name in sorted(self.sizes())]

    def sizes(self) -> Positions:
        """The size of every journal file: one look at the folder and a stat a file."""
        try:
            with os.scandir(self.folder) as entries:
                return {entry.name: entry.stat().st_size for entry in entries if is_journal(entry.name)}
        except FileNotFoundError:
            return {}

    def grown(self, positions: Positions) -> bool:
        """Whether there is anything beyond these positions."""
        return beyond(self.sizes(), positions)

    def read(self, since: Positions | None = None) -> Reading:
        """The events after the given positions (all of them without)."""
        since = since or {}
        reading = Reading(positions=dict(since))
        sizes = self.sizes()
        for name, position in since.items():
            if sizes.get(name, -1) < position:
                reading.short.add(name)
                reading.positions.pop(name)
        for name in sorted(sizes):
            self._read_file(self.folder / name, reading.positions.get(name, 0), reading)
        reading.events.sort(key=lambda event: (event.at, event.id))
        return reading

    def read_until(self, positions: Positions) -> Reading:
        """The events up to the given positions: what a file that names them was written from."""
        reading = Reading()
        for path in self.files():
            if path.name in positions:
                self._read_file(path, 0, reading, positions[path.name])
        reading.events.sort(key=lambda event: (event.at, event.id))
        return reading

    def _read_file(self, path: Path, start: int, reading: Reading, end: int = -1) -> None:
        data = self._bytes(path, start, end)
        reading.positions[path.name] = start + data.rfind(b"\n") + 1  # half a line is read again when it is whole
        lines = data.split(b"\n")
        at = start
        for number, line in enumerate(lines, 1):
            event = self.decoded(line) if line else None
            if isinstance(event, Event):
                reading.events.append(event)
                reading.places[event.id] = path.name, at
            elif event is not None:
                reading.damage.append(Damage(path.name, number, event, number == len(lines)))
            at += len(line) + 1

    def line(self, event: Event) -> bytes:
        """An event as it is written here."""
        return sealed_line(encode(event)[:-1], self.seal) + b"\n" if self.seal.suffix else encode(event)

    def decoded(self, line: bytes) -> Event | str:
        """The event of a line as it is written here, or why the line cannot be trusted."""
        try:
            return decode(plain_line(line, self.seal))
        except Unopened as error:
            return error.why

    def _bytes(self, path: Path, start: int, end: int) -> bytes:
        """What stands in a file from a place on: up to another, or all."""
        with path.open("rb") as file:
            file.seek(start)
            return _with_its_end(file, file.read()) if end < 0 else file.read(end)

    def own(self, sizes: Positions) -> Positions:
        """Of these files, those to which only this machine adds."""
        return {name: size for name, size in sizes.items() if name.startswith(f"{self.device}-")}

    def next_place(self, sizes: Positions) -> tuple[Path, int]:
        """The file and offset where the next event goes: a new file when the last is full or ends in a torn line.

        Args:
            sizes: of the files, as they are now.
        """
        own = self.own(sizes)
        if not own:
            return self.folder / f"{self.device}-0001.jsonl", 0
        last = self.folder / max(own)
        size = sizes[last.name]
        whole = (last.name, size) == self._written or _ends_whole(last, size)
        if size < SEGMENT and last.name not in self.damaged and whole:
            return last, size
        number = int(last.stem.rpartition("-")[2]) + 1
        return self.folder / f"{self.device}-{number:04d}.jsonl", 0

    def append(self, path: Path, size: int, events: Iterable[Event]) -> int:
        """Appends at a place that `next_place` gave; when it returns the new size, the events are on disk.

        Raises:
            NotSaved: nothing was added.
        """
        if size == 0:
            private_folder(self.folder)
        data = b"".join(self.line(event) for event in events)
        fd = -1
        try:
            fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
            write_all(fd, data)
            sync(fd)
            if size == 0:
                sync_folder(self.folder)
        except OSError as error:
            _cut_back(fd, size)
            raise NotSaved(path, error.strerror or str(error)) from None
        finally:
            closed(fd)
        self._written = (path.name, size + len(data))
        return size + len(data)


def beyond(sizes: Positions, positions: Positions) -> bool:
    """Whether files of these sizes hold anything beyond these positions."""
    return any(size != positions.get(name, 0) for name, size in sizes.items())


def _with_its_end(file: BinaryIO, data: bytes) -> bytes:
    """The same, with the rest of a half line at its end, which another program may be adding at this moment."""
    for _ in range(LOOKS):
        if not data or data.endswith(b"\n"):
            break
        time.sleep(PAUSE)
        data += file.read()
    return data


def _ends_whole(path: Path, size: int) -> bool:
    if size == 0:
        return True
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read(1) == b"\n"


def _cut_back(fd: int, size: int) -> None:
    """Takes back our own half line. If even that fails, the torn end makes the next event begin a new file."""
    if fd >= 0:
        try:
            os.ftruncate(fd, size)
        except OSError:
            return
