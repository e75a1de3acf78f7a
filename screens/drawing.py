"""Lines of content for what is drawn rather than built of widgets: wrapped text, two ends of a line, a thin bar."""

import asyncio
from collections.abc import Iterable

from textual.content import Content

from .text import cut, one_line, plain

QUIET = "not bold $text-muted"
FAINT = "not bold $text-faint"
ACCENT = "$accent"
NARROW = 52  # columns; with fewer, what is only said beside gives way


def wrap(text: object, width: int, style: str = "", indent: int = 0) -> list[Content]:
    """Somebody's text as lines of at most `width` characters, each after `indent` spaces."""
    return wrapped(plain(text, style), width, indent)


def wrapped(content: Content, width: int, indent: int = 0) -> list[Content]:
    """The same for content that is made up of several styles."""
    lines = content.wrap(max(8, width - indent))
    return [line.pad_left(indent) for line in lines]


def spread(left: Content, right: Content, width: int) -> Content:
    """One line with something at either end; the left one is cut when both do not fit."""
    room = width - right.cell_length - (2 if right else 0)
    if left.cell_length > room:
        left = left.truncate(max(1, room), ellipsis=True)
    gap = max(1, width - left.cell_length - right.cell_length) if right else 0
    return Content.assemble(left, " " * gap, right)


def beside(left: Content, right: Content, width: int) -> Content:
    """The same; in a narrow window the right one is left out where it would cut the left one."""
    both_fit = left.cell_length + right.cell_length + 2 <= width
    return spread(left, right if both_fit or width >= NARROW else Content(""), width)


def bar(done: int, of: int, width: int) -> Content:
    """How much of something is done, as a thin line."""
    full = round(width * min(done, of) / of) if of else 0
    return Content.assemble(("━" * full, ACCENT), ("─" * (width - full), "$line"))


def heading(title: str, right: str = "") -> list[Content]:
    """A section's quiet heading."""
    return [Content.assemble((title, QUIET), (f"  {right}" if right else "", FAINT))]


def joined(parts: Iterable[Content | str], between: str = " · ") -> Content:
    """Small facts on one line."""
    return Content(between).join([part if isinstance(part, Content) else one_line(part) for part in parts if part])


def counted(n: int, one: str, many: str = "") -> str:
    """`1 step`, `3 steps`."""
    return f"{n} {one if n == 1 else many or one + 's'}"


__all__ = [
    "ACCENT",
    "FAINT",
    "QUIET",
    "bar",
    "counted",
    "cut",
    "heading",
    "joined",
    "one_line",
    "plain",
    "spread",
    "wrap",
    "wrapped",
]


async def all_said() -> None:
    """Gives the parts of a screen their turn to say that they changed. Awaited before the end of a batch of updates, it
    makes of many changes one layout and one painting, which a person sees a third of the time sooner."""
    for _ in range(3):
        await asyncio.sleep(0)
