"""An author's text for the ear: Markdown without its marks, one paragraph or list item a line."""

import re

from ..lessons.given import Given
from ..lessons.wording import worded
from ..words import said

# A mark, at most a few lines of words, and the mark again: without a limit, an odd text could take very long.
_EMPHASIS = re.compile(r"(?<![\\\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])(.{1,160}?)(?<=[^\s\\])\1(?![\w*_])", re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"\s*(?:([-*+])|(\d{1,3})[.)]) +(.*)", re.DOTALL)


def prose(text: str, given: Given) -> str:
    """An author's Markdown as paragraphs, with the person's own words in it; those are never read as Markdown."""
    return worded("\n\n".join(_block(block) for block in text.strip().split("\n\n")), given)


def unmarked(text: str) -> str:
    """Markdown on one line, as it is read out."""
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text)))


def _block(block: str) -> str:
    """One paragraph, list or heading, with what belongs to one line on one line."""
    lines: list[str] = []
    open_line = False
    for line in block.split("\n"):
        item, heading = _ITEM.match(line), _HEADING.match(line)
        if item:
            lines.append(f"{f'{item[2]}.' if item[2] else '-'} {item[3]}")
        elif heading:
            lines.append(line[heading.end() :].rstrip("# "))
        elif open_line:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
        open_line = not heading
    return "\n".join(unmarked(line.strip()) for line in lines)


def for_example(text: str) -> str:
    """An example after the word for it; one of several lines begins on a line of its own."""
    return text and f"{said('For example:')}{chr(10) if chr(10) in text else ' '}{text}"
