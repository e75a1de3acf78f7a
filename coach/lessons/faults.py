"""A fault in somebody's file: a sentence with file, line, column and a stable code, and advice on what is right."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from ..display import shorten
from ..words import said
from .codes import CODES, Code, Level
from .snippet import snippet

__all__ = ["CODES", "Code", "Fault", "Level", "Spot", "Unreadable", "did_you_mean", "listed", "nearest", "quoted",
           "with_article"]  # fmt: skip
LONGEST_WORD = 60  # of what a fault quotes, and of what is compared to find the nearest
MOST_WORDS = 500  # that are compared


@dataclass(eq=False)
class Unreadable(Exception):
    """A file that is not TOML we accept: why, and where (line and column from 1)."""

    why: str
    line: int = 1
    column: int = 1
    code: str = "C101"
    advice: str = ""
    first: tuple[int, int] | None = None  # where the other one of two stands


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file with its line of text. Lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int
    length: int = 1  # how many characters are meant
    source: str = ""  # the line as it was written: never shown but through `drawn`
    label: str = ""  # what this place is to the fault: "the first", “max”

    def drawn(self) -> tuple[str, int, int]:
        """The line as it may be shown, the cell where the place begins (from 0), and how many cells to mark."""
        return snippet(self.source, self.column, self.length)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. Lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int
    code: str
    sentence: str
    advice: str
    level: Level = "error"
    length: int = 1  # how many characters are meant
    source: str | None = None  # the line as it was written; None when the file could not be read
    other: Spot | None = None  # the other place, when two do not agree

    def one_line(self) -> str:
        """`file:line:column: CODE sentence`: what editors and other programs can follow."""
        return f"{shorten(self.path, 400)}:{self.line}:{self.column}: {self.code} {self.sentence}"

    def text(self) -> str:
        """The line, the places that are meant, and the advice."""
        return "\n".join([self.one_line(), *self.shown(), f"    {self.advice}"])

    @property
    def spot(self) -> Spot:
        """The place itself."""
        return Spot(self.path, self.line, self.column, self.length, self.source or "")

    def shown(self) -> list[str]:
        """The lines that are meant, marked, in the order of the file; another file is named."""
        spots = [] if self.source is None else [self.spot]
        if self.other is not None and self.other.path == self.path:
            spots = sorted([*spots, self.other], key=lambda spot: (spot.line, spot.column))
            return _marked(spots)
        lines = _marked(spots)
        if self.other is not None:
            lines += [f"    {shorten(self.other.path, 400)}:{self.other.line}:{self.other.column}:"]
            lines += _marked([self.other])
        return lines


def _marked(spots: list[Spot]) -> list[str]:
    """Lines of a file with their numbers, the places underlined: the fault's own with ^, the other one with -."""
    room = max((len(str(spot.line)) for spot in spots), default=0)
    lines = []
    for n, spot in enumerate(spots):
        text, at, length = spot.drawn()
        mark = ("-" if spot.label else "^") * length
        label = f" {spot.label}" if spot.label else ""
        if n == 0 or spots[n - 1].line != spot.line:
            lines.append(f"    {spot.line:>{room}} | {text}".rstrip())
        lines.append(f"    {'':>{room}} | {' ' * at}{mark}{label}")
    return lines


def quoted(text: object) -> str:
    """Somebody's text inside a sentence: in quotation marks, on one line, not too long, and unable to do anything."""
    return f"“{shorten(text, LONGEST_WORD)}”"


def with_article(noun: str) -> str:
    """A noun with “a” or “an” before it."""
    return said("an {noun}", noun=noun) if noun[:1] in "aeio" else said("a {noun}", noun=noun)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.65) -> str | None:
    """The known word that was most likely meant, or None."""
    import difflib  # here: reading a lesson at start-up does not need it

    options = sorted({option for option in islice(known, MOST_WORDS) if len(option) <= LONGEST_WORD})
    lowered = {option.lower(): option for option in options}
    found = difflib.get_close_matches(word[:LONGEST_WORD].lower(), lowered, n=1, cutoff=cutoff)
    return lowered[found[0]] if found else None


def listed(words: Iterable[str], most: int = 20) -> str:
    """Words as a list in a sentence; a long list is cut and says so."""
    all_words = list(words)
    shown = ", ".join(shorten(word, LONGEST_WORD) for word in all_words[:most])
    left = len(all_words) - most
    return said("{list} and {n} more", list=shown, n=left) if left > 0 else shown


def did_you_mean(word: str, known: Iterable[str], what: str) -> str:
    """Advice on a word that is not known: the nearest, or else all there are; `what` is the marked word for them."""
    options = list(known)
    near = nearest(word, options)
    if near:
        return said("Did you mean {meant}?", meant=quoted(near))
    if not options:
        return said("There are no {what}.", what=said(what))
    return said("The {what}: {list}.", what=said(what), list=listed(options))
