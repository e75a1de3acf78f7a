"""A lesson made of notes: headings become steps, task lists become choices, questions are asked.

The first heading is the title of the lesson; each other one begins a step (`sections` says which), but for those that
are called Goals, Sources or alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from ..words import said
from .naming import NotMade, title_of
from .notes import Block, Entries, Heading, Paragraph, Read, read_notes
from .sections import LONGEST_HELP, Section, Step, asks, count, cut, give_ids, minutes

MOST_STEPS, MOST_OUTCOMES = 40, 5
_OUTCOMES = (
    "outcomes",
    "aims",
    "goals",
    "what you will learn",
    "learning outcomes",
    "after this lesson",
)
_SOURCES = ("sources", "references", "literature", "further reading", "links")


@dataclass
class Notes:
    """What a lesson needs, as far as notes say it."""

    title: str
    steps: list[Step] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    minutes: int = 1
    told: list[str] = field(default_factory=list)


def lesson_of(file: Path) -> Notes:
    """The lesson that notes make.

    Raises:
        NotMade: they cannot be read, say nothing, or make more steps than a lesson has.
    """
    read = read_notes(file)
    notes = made_of(read, title_of(file))
    if not notes.steps:
        raise NotMade(said("{file} has no text that a step could be made of.", file=file))
    if len(notes.steps) > MOST_STEPS:
        raise NotMade(said("these notes make {n} steps, and a lesson has at most {most}: divide them among several "
                           "files.", n=len(notes.steps), most=MOST_STEPS))  # fmt: skip
    return notes


def made_of(read: Read, otherwise: str) -> Notes:
    """The lesson that these blocks make; its title is the first heading, or else the one given."""
    sections = list(_sections(read.blocks))
    titled = next((heading for heading, _ in sections if heading), otherwise)
    notes = Notes(cut(titled), told=_told(read))
    for heading, blocks in _carried(sections, titled):
        own = heading.rstrip(":").lower()
        if own in _OUTCOMES and heading != titled:
            notes.outcomes = [*notes.outcomes, *_lines(blocks)][:MOST_OUTCOMES]
        elif own in _SOURCES and heading != titled:
            notes.sources += list(_lines(blocks))
        else:
            notes.steps += Section(heading or titled, heading in ("", titled)).steps(blocks)
    notes.sources += [link for link in read.links if not any(link in source for source in notes.sources)]
    give_ids(notes.steps)
    notes.minutes = minutes(notes.steps)
    return notes


def _carried(sections: list[tuple[str, list[Block]]], titled: str) -> Iterator[tuple[str, list[Block]]]:
    """The same, but a few words below the title are read at the beginning of what comes next."""
    carried: list[Block] = []
    for n, (heading, blocks) in enumerate(sections, 1):
        few = count(" ".join(_lines(blocks))) <= LONGEST_HELP and all(isinstance(one, Paragraph) for one in blocks)
        if heading in ("", titled) and few and n < len(sections):
            carried += blocks
        else:
            yield heading, [*carried, *blocks]
            carried = []


def _told(read: Read) -> list[str]:
    left_out = list(read.left_out)
    pairs = pairwise([*read.blocks, None])
    bare = [one for one, after in pairs if isinstance(one, Heading) and (after is None or isinstance(after, Heading))]
    if any(not asks(heading.text.plain) for heading in bare if heading is not read.blocks[0]):
        left_out.append(said("headings with nothing below them"))
    return [said("Left out: {list}.", list=", ".join(left_out))] if left_out else []


def _sections(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Each heading with what stands below it; "" for what comes before the first."""
    heading, below = "", list[Block]()
    for block in blocks:
        if not isinstance(block, Heading):
            below.append(block)
            continue
        if heading or below:
            yield heading, below
        heading, below = block.text.plain.replace("\n", " "), []
    if heading or below:
        yield heading, below


def _lines(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        texts = [entry.text for entry in block.entries] if isinstance(block, Entries) else [block.text]
        yield from (text.plain.replace("\n", " ") for text in texts)
