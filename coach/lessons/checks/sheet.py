"""One file under check: its data as they were written, and what was found in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..faults import CODES, Fault, Unreadable
from ..tokens import KeyPath

if TYPE_CHECKING:
    from ..positions import Places

Advice = str | Callable[[], str]  # finding the nearest word takes time, and is done for the faults that are shown
At = Literal["key", "value"]
FileKind = Literal["lesson", "scenario", "pack", "tracks", "routes"]
MOST_FAULTS = 200  # of one file; the rest is counted


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that has no line yet: a key path, and whether its key or its value is meant."""

    code: str
    path: KeyPath
    sentence: str
    advice: Advice
    at: At = "value"
    first: KeyPath | None = None  # where the other one of two stands; its line is named
    find: str = ""  # the piece of the value that is meant


@dataclass
class Sheet:
    """A file that could be parsed, as far as anything is known of it. Checks add findings; places come at the end."""

    name: str
    kind: FileKind
    source: bytes  # the text in UTF-8, which is half as large in memory
    data: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    troubles: list[Unreadable] = field(default_factory=list)
    faulty: set[KeyPath] = field(default_factory=set)  # what already has a fault of form
    uncounted: int = 0  # faults that were not even looked at, there are so many

    @property
    def text(self) -> str:
        """The text of the file, with plain line ends."""
        return self.source.decode()

    def say(self, code: str, path: KeyPath, sentence: str, advice: Advice, *, at: At = "value",
            first: KeyPath | None = None, find: str = "") -> None:  # fmt: skip
        """Adds a finding, unless the same value has a fault of form already: one slip is one fault."""
        if path not in self.faulty:
            self.findings.append(Finding(code, path, sentence, advice, at, first, find))

    def faults(self) -> list[Fault]:
        """Everything found, in the order of the file."""
        found = [_of_trouble(self.name, trouble) for trouble in self.troubles]
        if self.findings:
            found += self._placed()
        return _cut(sorted(dict.fromkeys(found), key=_order), self.uncounted)

    def _placed(self) -> Iterator[Fault]:
        """The findings as faults. Those that are too many to be shown get no advice."""
        from ..positions import Places

        places = Places(self.text)
        taken = {(trouble.line, trouble.column) for trouble in self.troubles}  # one slip is one fault
        placed = sorted(
            ((self._place(places, finding), finding) for finding in self.findings), key=lambda pair: pair[0]
        )
        for n, ((line, column), finding) in enumerate(placed):
            if (line, column) in taken:
                continue
            sentence = finding.sentence
            if finding.first is not None:
                first = places.value(finding.first)
                sentence += f"; the first is in line {first[0]}" + (f", column {first[1]}" if first[0] == line else "")
            advice = "" if n > MOST_FAULTS else finding.advice if isinstance(finding.advice, str) else finding.advice()
            yield Fault(self.name, line, column, finding.code, sentence, advice, CODES[finding.code].level)

    def _place(self, places: "Places", finding: Finding) -> tuple[int, int]:
        if finding.find:
            return places.inside(finding.path, finding.find)
        return places.key(finding.path) if finding.at == "key" else places.value(finding.path)

    def line_of(self, path: KeyPath) -> int:
        """The line of a value, for the sentence of another file."""
        from ..positions import Places

        return Places(self.text).value(path)[0]


def _of_trouble(name: str, trouble: Unreadable) -> Fault:
    return Fault(name, trouble.line, trouble.column, trouble.code, trouble.why, trouble.advice)


def unread(name: str, troubles: list[Unreadable]) -> list[Fault]:
    """The faults of a file that could not be read or parsed."""
    return _cut(sorted((_of_trouble(name, trouble) for trouble in troubles), key=_order))


def _order(fault: Fault) -> tuple[int, int, str, str]:
    return fault.line, fault.column, fault.code, fault.sentence


def _cut(found: list[Fault], uncounted: int = 0) -> list[Fault]:
    """The faults that are listed, and how many are not."""
    left = len(found) - MOST_FAULTS + uncounted
    if left <= 0:
        return found
    last = found[:MOST_FAULTS][-1]
    sentence = f"{left:,} more faults of this file are not listed"
    more = Fault(last.path, last.line, last.column, "C110", sentence, "Put these right first, then check again.")
    return [*found[:MOST_FAULTS], more]


def rows(table: Any, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables of a list, with their index; whatever else stands there has a fault of form and is passed over."""
    found = table.get(key) if isinstance(table, dict) else None
    for index, row in enumerate(found if isinstance(found, list) else ()):
        if isinstance(row, dict):
            yield index, row


def word(table: Any, key: str) -> str:
    """A text, or "" when there is none."""
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, str) else ""


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
