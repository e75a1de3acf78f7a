"""`# lint: ignore C401 a poem`: an author's answer to advice, kept beside the place it is about.

At the end of a line or in the line above, a remark holds for that value; above a `[[header]]`, for the whole table with
the tables in it; before the first key of a file, for the file. Only advice can be answered: a file with a fault cannot
be used, whatever is said about it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...words import marked, said
from ..faults import CODES, Fault, did_you_mean, quoted
from ..lines import Lines
from ..tokens import Scan

if TYPE_CHECKING:
    from ..positions import Places

_REMARK = re.compile(r"#[ \t]*lint:[ \t]*([A-Za-z-]*)[ \t]*([^ \t]*)[ \t]*([^\n]*)")
_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([^\]]+?)[ \t]*\]")
MOST = 200  # remarks of one file that are read
_ABOUT_REMARKS = ("C413", "C414")
_ADVICE = marked("Such as: # lint: ignore C401 a poem")


@dataclass(slots=True)
class Remark:
    """One remark: where it stands, the code and the reason, and the lines that it holds for."""

    line: int
    column: int
    written: str
    word: str
    code: str
    reason: str
    first: int = 0
    last: int = 0
    used: bool = False
    count: int = 0  # how many there are before it

    def wrong(self) -> tuple[str, str]:
        """Why it is not clear, and what to do; empty when it is."""
        if self.count >= MOST:
            return said("only the first {n} remarks of a file are read", n=MOST), said(
                "Say it once, before the first key of the file."
            )
        if self.word != "ignore":
            return said("a remark says “lint: ignore”, not {words}", words=quoted(f"lint: {self.word}")), said(_ADVICE)
        if not self.code:
            return said("this remark names no code"), said(_ADVICE)
        if self.code not in CODES:
            return said("there is no code {code}", code=quoted(self.code)), did_you_mean(
                self.code, CODES, marked("codes")
            )
        if CODES[self.code].level == "error" or self.code in _ABOUT_REMARKS:
            return said("{code} cannot be ignored", code=self.code), said(
                "Put right what it is about, and take this remark out."
            )
        if not self.reason:
            return said("this remark gives no reason to ignore {code}", code=self.code), said(
                "Say why: # lint: ignore {code} a poem", code=self.code
            )
        return "", ""


def remarks(name: str, scan: Scan, faults: list[Fault]) -> tuple[list[Fault], int]:
    """The faults that are left, with what is wrong with the remarks themselves, and how many were answered."""
    found = list(_found(scan))
    left = [fault for fault in faults if not _answered(fault, found)]
    lines = scan.text.split("\n")
    return left + [_about(name, lines, one) for one in found if one.wrong()[0] or not one.used], len(faults) - len(left)


def _answered(fault: Fault, found: list[Remark]) -> bool:
    answers = [one for one in found if one.code == fault.code and one.first <= fault.line <= one.last]
    answers = [one for one in answers if not one.wrong()[0]]
    for one in answers:
        one.used = True
    return bool(answers)


def _about(name: str, lines: list[str], one: Remark) -> Fault:
    why, advice = one.wrong()
    code = "C414" if why else "C413"
    if not why:
        why, advice = (
            said("there is no {code} here to ignore", code=one.code),
            said("Take this remark out, or put it above the place."),
        )
    return Fault(name, one.line, one.column, code, why, advice, "warning", len(one.written), lines[one.line - 1])


def _found(scan: Scan) -> Iterator[Remark]:
    """The remarks of a text with the lines they hold for. What looks like one inside a text is none."""
    page = _Page(scan)
    matches = (_REMARK.fullmatch(scan.text, start, end) for start, end in scan.comments)
    for n, match in enumerate(match for match in matches if match is not None):
        line, column = page.places.place(match.start())
        one = Remark(line, column, match[0], match[1], match[2].rstrip(","), match[3].strip(), count=n)
        if n < MOST:
            one.first, one.last = page.range(line)
        yield one
        if n == MOST:
            return


class _Page:
    """The lines of a text, by what stands in them."""

    def __init__(self, scan: Scan) -> None:
        self.scan, self.lines, self.places = scan, scan.text.split("\n"), Lines(scan.text)
        self.alone: set[int] = set()  # lines with a comment and nothing else, or with nothing at all
        self.headers: dict[int, str] = {}
        inside = {line for text in scan.texts for line in self._inside(*text)}
        for n, line in enumerate(self.lines, 1):
            if n not in inside and (not line.strip() or line.lstrip()[:1] == "#"):
                self.alone.add(n)
            elif n not in inside and (match := _HEADER.match(line)):
                self.headers[n] = match[1]
        self.begins = next((n for n in range(1, len(self.lines) + 1) if n not in self.alone), 1)

    def _inside(self, start: int, end: int) -> range:
        """The lines that begin inside a text of several lines."""
        return range(self.places.place(start)[0] + 1, self.places.place(end)[0] + 1)

    def range(self, line: int) -> tuple[int, int]:
        """The first and the last line that a remark in this line holds for."""
        if line < self.begins:
            return 1, len(self.lines)
        at = next((n for n in range(line, len(self.lines) + 1) if n not in self.alone), line)
        if at not in self.headers:
            return self.values.statement(at)
        within = self.headers[at] + "."
        after = (n for n, name in self.headers.items() if n > at and not name.startswith(within))
        return at, next(after, len(self.lines) + 1) - 1

    @cached_property
    def values(self) -> "Places":
        """Where the values stand; only asked for by a remark that is about one."""
        from ..positions import Places

        return Places(self.scan.text, self.scan)
