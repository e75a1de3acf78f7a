"""What can be found, and what was: entries to look in, hits with the words round them."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from .fold import composed, spans

Kind = Literal["lessons", "answers", "records"]
AROUND = 34  # characters before the first word that was meant


class Where(NamedTuple):
    """Where something is: a record by table and id, a lesson with its step, or with none at its beginning."""

    table: str  # of a record; "lessons" for a lesson
    id: str
    step: str = ""


class Piece(NamedTuple):
    """One text of an entry, with what it is there: `Done when`. The name is shown and not searched."""

    name: str
    text: str


class Entry(NamedTuple):
    """Something that can be found. The first piece is its title."""

    kind: Kind
    where: Where
    title: str
    label: str  # which sort of thing it is, in words
    day: float  # when it was last touched; the newer, the earlier among equals
    pieces: tuple[Piece, ...]


class Passage(NamedTuple):
    """A line of text, with the places in it of what was meant."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    name: str = ""


class Hit(NamedTuple):
    """Something that was found, and the words round it: where only the title has them, what else it says."""

    kind: Kind
    where: Where
    label: str
    title: Passage
    context: Passage


class Meant(NamedTuple):
    """What was looked for, as the index found it: whole words, and parts of words."""

    words: frozenset[str]
    parts: tuple[str, ...]


def hit(entry: Entry, meant: Meant, width: int = 160) -> Hit:
    """An entry with the words round what was found in it."""
    title = Passage(composed(" ".join(entry.title.split())))
    title = title._replace(marks=tuple(spans(title.text, *meant)))
    best, found = Passage(""), 0
    for piece in entry.pieces:
        line = composed(" ".join(piece.text.split()))
        if line == title.text:
            continue
        marks = spans(line, *meant)
        if not best.text:
            best = Passage(line if len(line) <= width else f"{line[:width]} …", (), piece.name)
        if len({line[start:end].casefold() for start, end in marks}) > found:
            best, found = _cut(line, marks, width, piece.name), len(marks)
    return Hit(entry.kind, entry.where, entry.label, title, best)


def _cut(line: str, marks: Sequence[tuple[int, int]], width: int, name: str) -> Passage:
    """A line, cut so that its first mark is seen with some words before it."""
    start = 0
    around = min(AROUND, width // 4)
    if len(line) > width and marks[0][0] > around:
        near = line.rfind(" ", 0, marks[0][0] - around // 2)
        start = max(near + 1, marks[0][0] - around)
    end = len(line) if len(line) - start <= width else start + width
    before, after = "… " if start else "", " …" if end < len(line) else ""
    moved = len(before) - start
    kept = tuple((a + moved, min(b, end) + moved) for a, b in marks if start <= a < end)
    return Passage(f"{before}{line[start:end]}{after}", kept, name)
