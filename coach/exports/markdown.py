"""Markdown with texts in it that stay texts: no heading, list, link, HTML or table can come out of somebody's words."""

import re
from collections.abc import Iterable, Sequence

from ..cells import width
from ..display import display, display_line
from .words import Told

# What can begin something inside a line. An underscore inside a word cannot, so addresses stay readable.
_INLINE = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<!\S)#")
# What can begin something at the start of a line: a quote, a list, a rule, an underlined heading, a row of a table.
_START = re.compile(r"[>+=:-]")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape(text: object) -> str:
    """Somebody's text on one line, such that Markdown shows it as it is."""
    line = _INLINE.sub(lambda match: "\\" + match[0], display_line(text))
    if _START.match(line):
        return "\\" + line
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def prose(text: object, indent: str = "") -> str:
    """Somebody's longer text: its paragraphs and line breaks are kept."""
    paragraphs = re.split(r"\n\s*\n", display(text).strip())
    blocks = ("  \n".join(indent + escape(line) for line in one.split("\n") if line.strip()) for one in paragraphs)
    return "\n\n".join(block for block in blocks if block)


def quote(text: object) -> str:
    """The same as a quotation."""
    return "\n".join(f"> {line}" if line else ">" for line in prose(text).split("\n"))


def heading(level: int, text: object) -> str:
    """A heading."""
    return f"{'#' * level} {escape(text)}"


def bold(text: object) -> str:
    """Somebody's text in bold; nothing for nothing."""
    words = escape(text)
    return f"**{words}**" if words else ""


def fields(told: Iterable[Told], indent: str = "") -> str:
    """Names with what is said of them, as a list: one text beside its name, several things in a list below it."""
    return "\n".join(line for one in told for line in _field(one, indent))


def _field(one: Told, indent: str) -> list[str]:
    name, lines = f"{indent}- {escape(one.name)}:", [escape(line) for line in one.lines]
    if one.listed:
        return [name, *(f"{indent}  - {line}" for line in lines)]
    return [f"{name} " + f"  \n{indent}  ".join(lines)]


def bullets(lines: Iterable[object]) -> str:
    """A list."""
    return "\n".join(f"- {escape(line)}" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table that also reads well as plain text; all columns but the first are numbers."""
    cells = [[escape(cell) for cell in row] for row in (head, *rows)]
    widths = [max(3, *(width(row[n]) for row in cells)) for n in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_row(row, widths) for row in (cells[0], rule, *cells[1:]))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    spaces = [" " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True)]
    numbers = (space + cell for cell, space in zip(cells[1:], spaces[1:], strict=True))
    return f"| {' | '.join([cells[0] + spaces[0], *numbers])} |"
