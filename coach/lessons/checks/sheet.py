"""One file under check: its data as they were written, and what was found in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ..faults import CODES, Fault, Unreadable
from ..tokens import KeyPath

At = Literal["key", "value"]
FileKind = Literal["lesson", "scenario", "pack", "tracks"]
MOST_FAULTS = 200  # of one file; the rest is counted


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that has no line yet: a key path, and whether its key or its value is meant."""

    code: str
    path: KeyPath
    sentence: str
    advice: str
    at: At = "value"
    first: KeyPath | None = None  # where the other one of two stands; its line is named
    find: str = ""  # the piece of the value that is meant


@dataclass
class Sheet:
    """A file that could be parsed, as far as anything is known of it. Checks add findings; places come at the end."""

    name: str
    kind: FileKind
    text: str
    data: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    troubles: list[Unreadable] = field(default_factory=list)
    faulty: set[KeyPath] = field(default_factory=set)  # what already has a fault of form

    def say(self, code: str, path: KeyPath, sentence: str, advice: str, *, at: At = "value",
            first: KeyPath | None = None, find: str = "") -> None:  # fmt: skip
        """Adds a finding, unless the same value has a fault of form already: one slip is one fault."""
        if path not in self.faulty:
            self.findings.append(Finding(code, path, sentence, advice, at, first, find))

    def faults(self) -> list[Fault]:
        """Everything found, in the order of the file."""
        found = [_of_trouble(self.name, trouble) for trouble in self.troubles]
        if self.findings:
            found += self._placed()
        found = sorted(dict.fromkeys(found), key=lambda f: (f.line, f.column, f.code, f.sentence))
        return found if len(found) <= MOST_FAULTS else _cut(found)

    def _placed(self) -> Iterator[Fault]:
        from ..positions import Places

        places = Places(self.text)
        for finding in self.findings:
            if finding.find:
                line, column = places.inside(finding.path, finding.find)
            else:
                line, column = places.key(finding.path) if finding.at == "key" else places.value(finding.path)
            sentence = finding.sentence
            if finding.first is not None:
                sentence += f"; the first is in line {places.value(finding.first)[0]}"
            level = CODES[finding.code].level
            yield Fault(self.name, line, column, finding.code, sentence, finding.advice, level)

    def line_of(self, path: KeyPath) -> int:
        """The line of a value, for the sentence of another file."""
        from ..positions import Places

        return Places(self.text).value(path)[0]


def _of_trouble(name: str, trouble: Unreadable) -> Fault:
    return Fault(name, trouble.line, trouble.column, trouble.code, trouble.why, trouble.advice)


def unread(name: str, troubles: list[Unreadable]) -> list[Fault]:
    """The faults of a file that could not be read or parsed."""
    found = [_of_trouble(name, trouble) for trouble in troubles]
    return found if len(found) <= MOST_FAULTS else _cut(found)


def _cut(found: list[Fault]) -> list[Fault]:
    last = found[MOST_FAULTS - 1]
    sentence = f"{len(found) - MOST_FAULTS:,} more faults of this file are not listed"
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
