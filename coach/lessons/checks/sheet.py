"""One file under check: its data as they were written, and what was found in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ...words import marked, said
from ..faults import CODES, Fault, Spot, Unreadable
from ..tokens import KeyPath, Scan
from .remarks import remarks

if TYPE_CHECKING:
    from ..positions import Places

Advice = str | Callable[[], str]  # finding the nearest word takes time, and is done for the faults that are shown
At = Literal["key", "value"]
FileKind = Literal["lesson", "scenario", "pack", "tracks", "routes"]
_KEY = re.compile(r"\[*[A-Za-z0-9_.-]*\]*")
_FIRST = {"C101": marked("opened here")}  # what the other place is to a trouble
_OTHER_LINE = marked("; the first is in line {line}")
_SAME_LINE = marked("; the first is in line {line}, column {column}")
MOST_FAULTS = 200  # of one file; the rest is counted


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that has no line yet: a key path, and whether its key or its value is meant."""

    code: str
    path: KeyPath
    sentence: str
    advice: Advice
    at: At = "value"
    first: KeyPath | None = None  # where the first one of two stands; the sentence names its line
    find: str = ""  # the piece of the value that is meant
    beside: tuple[KeyPath, str] | None = None  # another place that is shown, and what it is to this one
    elsewhere: Spot | None = None  # the other place, when it is in another file


@dataclass
class Sheet:
    """A file that could be parsed, as far as anything is known of it. Checks add findings; places come at the end."""

    name: str
    kind: FileKind
    source: bytes  # the text in UTF-8, which is half as large in memory; none once it was let go of
    data: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    troubles: list[Unreadable] = field(default_factory=list)
    faulty: set[KeyPath] = field(default_factory=set)  # what already has a fault of form
    uncounted: int = 0  # faults that were not even looked at, there are so many
    settled: list[Fault] = field(default_factory=list)  # what has its place already
    ignored: int = 0  # pieces of advice that a remark in the file answers
    order: Any = None  # what the checks of a lesson's steps share, while they are at work
    _spots: dict[KeyPath, Spot] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the file, with plain line ends; read once more when it was let go of."""
        from ..reading import read, read_file

        if self.source:
            return self.source.decode()
        try:
            return read(read_file(Path(self.name))).text
        except Unreadable:
            return ""  # it is gone meanwhile: its places are gone with it

    @property
    def clean(self) -> bool:
        """Whether the file has nothing to say about itself."""
        return not (self.settled or self.findings or self.faulty)

    def say(self, code: str, path: KeyPath, sentence: str, advice: Advice, *, at: At = "value",
            first: KeyPath | None = None, find: str = "", beside: tuple[KeyPath, str] | None = None,
            elsewhere: Spot | None = None) -> None:  # fmt: skip
        """Adds a finding, unless the same value has a fault of form already: one slip is one fault."""
        if path not in self.faulty:
            self.findings.append(Finding(code, path, sentence, advice, at, first, find, beside, elsewhere))

    def settle(self, let_go: bool = False) -> None:
        """Gives everything found so far its place, less what the file's own remarks answer.

        Ten thousand texts need not be in memory to the end: with `let_go` this one is read again if it is needed.
        """
        remarked = b"lint:" in self.source
        if self.findings or self.troubles or remarked:
            text = self.text
            scan = Scan(text)
            placed = [*_of_troubles(self.name, self.troubles, text), *self._placed(text, scan)]
            if remarked:
                placed, self.ignored = remarks(self.name, scan, placed)
            self.settled += placed
        self.findings, self.order = [], None
        if let_go:
            self.source = b""

    def faults(self) -> list[Fault]:
        """Everything found, in the order of the file."""
        found = self.settled + (list(self._placed(self.text)) if self.findings else [])
        return shortened(sorted(dict.fromkeys(found), key=_order), self.uncounted)

    def _placed(self, text: str, scan: Scan | None = None) -> Iterator[Fault]:
        """The findings as faults. Those that are too many to be shown get no advice."""
        if not self.findings:
            return
        from ..positions import Places

        places, lines = Places(text, scan), text.split("\n")
        taken = {(trouble.line, trouble.column) for trouble in self.troubles}  # one slip is one fault
        placed = sorted(((self._span(places, finding), finding) for finding in self.findings), key=lambda pair: pair[0])
        for n, (span, finding) in enumerate(placed):
            spot = _spot(self.name, places, lines, span)
            if (spot.line, spot.column) not in taken:
                yield self._fault(finding, spot, self._other(finding, places, lines), n <= MOST_FAULTS)

    def _fault(self, finding: Finding, spot: Spot, other: Spot | None, whole: bool) -> Fault:
        sentence = finding.sentence
        if finding.first is not None and other is not None:
            place = {"line": other.line, "column": other.column}
            same = other.line == spot.line
            sentence += said(_SAME_LINE if same else _OTHER_LINE, **place)
        advice = "" if not whole else finding.advice if isinstance(finding.advice, str) else finding.advice()
        return Fault(self.name, spot.line, spot.column, finding.code, sentence, advice, CODES[finding.code].level,
                     spot.length, spot.source, other)  # fmt: skip

    def _other(self, finding: Finding, places: "Places", lines: list[str]) -> Spot | None:
        """The other place of a finding, in this file or another."""
        if finding.elsewhere is not None:
            return finding.elsewhere
        if finding.first is not None:
            return _spot(self.name, places, lines, places.span(finding.first), said("the first"))
        if finding.beside is not None:
            return _spot(self.name, places, lines, places.span(finding.beside[0]), finding.beside[1])
        return None

    def _span(self, places: "Places", finding: Finding) -> tuple[int, int]:
        if finding.find:
            return places.span_inside(finding.path, finding.find)
        return places.span_of_key(finding.path) if finding.at == "key" else places.span(finding.path)

    def spot(self, path: KeyPath, label: str) -> Spot:
        """The place of a value, for the fault of another file."""
        from ..positions import Places

        if path not in self._spots:
            text = self.text
            places = Places(text)
            self._spots[path] = _spot(self.name, places, text.split("\n"), places.span(path), label)
        return self._spots[path]


def _spot(name: str, places: "Places", lines: list[str], span: tuple[int, int], label: str = "") -> Spot:
    """A piece of a text as a place. What goes on in the next line is shown as far as the end of its first."""
    line, column = places.lines.place(span[0])
    source = lines[line - 1]
    return Spot(name, line, column, max(1, min(span[1] - span[0], len(source) - column + 1)), source, label)


def _of_troubles(name: str, troubles: list[Unreadable], text: str | None) -> Iterator[Fault]:
    """What is wrong with the file as such. A text that could not be decoded shows no lines."""
    lines = text.split("\n") if text and troubles else None
    for one in troubles[: MOST_FAULTS + 1]:
        other = None
        if one.first is not None and lines is not None:
            before = _line(lines, one.first[0])
            length = _length(one.code, before, one.first[1])
            other = Spot(name, *one.first, length, before, said(_FIRST.get(one.code, marked("the first"))))
        source = None if lines is None else _line(lines, one.line)
        length = _length(one.code, source or "", one.column)
        yield Fault(name, one.line, one.column, one.code, one.why, one.advice, "error", length, source, other)


def _length(code: str, line: str, column: int) -> int:
    """How much of a line is meant: of a key that is set twice, the key."""
    key = _KEY.match(line, column - 1) if code == "C107" else None
    return max(1, key.end() - key.start()) if key else 1


def _line(lines: list[str], line: int) -> str:
    return lines[line - 1] if 0 < line <= len(lines) else ""


def unread(name: str, troubles: list[Unreadable], text: str | None = None) -> list[Fault]:
    """The faults of a file that could not be read or parsed."""
    return shortened(sorted(_of_troubles(name, troubles, text), key=_order))


def _order(fault: Fault) -> tuple[int, int, str, str]:
    return fault.line, fault.column, fault.code, fault.sentence


def shortened(found: list[Fault], uncounted: int = 0) -> list[Fault]:
    """The faults that are listed, and how many are not."""
    left = len(found) - MOST_FAULTS + uncounted
    if left <= 0:
        return found
    last = found[:MOST_FAULTS][-1]
    sentence = said("{n} more faults of this file are not listed", n=f"{left:,}")
    more = Fault(last.path, last.line, last.column, "C110", sentence, said("Put these right first, then check again."))
    return [*found[:MOST_FAULTS], more]


def rows(table: Any, key: str) -> list[tuple[int, dict[str, Any]]]:
    """The tables of a list, with their index; whatever else stands there has a fault of form and is passed over."""
    found = table.get(key) if type(table) is dict else None
    if type(found) is not list:
        return []
    return [(index, row) for index, row in enumerate(found) if type(row) is dict]


def word(table: Any, key: str) -> str:
    """A text, or "" when there is none."""
    found = table.get(key) if type(table) is dict else None
    return found if type(found) is str else ""


def words(table: Any, key: str) -> Iterator[tuple[int, str]]:
    """The texts of a list, with their index."""
    found = table.get(key) if isinstance(table, dict) else None
    for index, item in enumerate(found if isinstance(found, list) else ()):
        if isinstance(item, str):
            yield index, item


def number(table: dict[str, Any], key: str, default: float | None = None) -> float | None:
    """A number, or the default when there is none."""
    found = table.get(key, default)
    return found if isinstance(found, int | float) and not isinstance(found, bool) else default


def has(data: Any, path: KeyPath) -> bool:
    """Whether there is anything at a key path."""
    table, last = at(data, path[:-1]), path[-1]
    if isinstance(table, dict):
        return last in table
    return isinstance(table, list) and isinstance(last, int) and 0 <= last < len(table)


def at(data: Any, path: KeyPath) -> Any:
    """The value at a key path, or None."""
    for part in path:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
            data = data[part]
        else:
            return None
    return data
