"""Markdown notes as headings, paragraphs and lists. Whatever else is in them becomes one of these, or is left out.

markdown-it reads them, as it does on the screens. Notes are data: nothing in them is followed, run or opened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..lessons.reading import Unreadable, read_file
from ..words import said
from .filling import clean
from .naming import NotMade

LARGEST = 64 * 1024  # bytes of notes: some 10,000 words, far more than a lesson holds
_FRONT_MATTER = re.compile(r"\A---\n(?:.{0,400}\n){0,60}?---\n")
_TASK = re.compile(r"\[([ xX])\](?:\s+|$)")
_TAG = re.compile(r"<[^<>]{0,400}>")
_ADDRESS = re.compile(r"https?://\S{1,400}")
_MARKS = {
    "em_open": "*",
    "em_close": "*",
    "strong_open": "**",
    "strong_close": "**",
    "softbreak": "\n",
    "hardbreak": "\n",
}


@dataclass(frozen=True)
class Text:
    """A few words: as Markdown with its emphasis, and as they are read."""

    marked: str
    plain: str


@dataclass(frozen=True)
class Heading:
    """A heading, of any level."""

    text: Text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with its lines."""

    text: Text


@dataclass(frozen=True)
class Entry:
    """One entry of a list: its words, whether it is a task that is ticked (None: no task), and what stands below it."""

    text: Text
    done: bool | None = None
    below: str = ""


@dataclass(frozen=True)
class Entries:
    """A list."""

    entries: tuple[Entry, ...]
    numbered: bool = False

    @property
    def tasks(self) -> bool:
        """Whether it is a list of tasks."""
        return any(entry.done is not None for entry in self.entries)


Block = Heading | Paragraph | Entries


@dataclass
class Read:
    """What was in the notes, where its links lead, and what was left out."""

    blocks: list[Block]
    links: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_notes(file: Path) -> Read:
    """The notes in a file.

    Raises:
        NotMade: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        data = read_file(file)
        text = data.decode("utf-8-sig")
    except Unreadable as error:
        raise NotMade(f"{file}: {error.why}.") from None
    except UnicodeDecodeError:
        raise NotMade(said("{file} is not UTF-8 text. Save it as UTF-8.", file=file)) from None
    if len(data) > LARGEST:
        raise NotMade(said("{file} has more than {n} KB: that is several lessons.", file=file, n=LARGEST // 1024))
    return parsed(text)


def parsed(text: str) -> Read:
    """Notes as blocks."""
    text, harmless = text.replace("\r\n", "\n").replace("\r", "\n"), clean(text)
    found = Read([])
    if text != harmless:
        found.left_out.append(said("invisible and control characters"))
    if _FRONT_MATTER.match(harmless):
        found.left_out.append(said("the lines between --- at the top"))
        harmless = _FRONT_MATTER.sub("", harmless, count=1)
    found.blocks += _blocks(MarkdownIt("commonmark").parse(harmless), found)
    found.left_out = list(dict.fromkeys(found.left_out))
    return found


def _blocks(tokens: list[Token], found: Read) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            end = _end(tokens, at)
            entries = tuple(_entries(tokens[at + 1 : end], found))
            if entries:
                yield Entries(entries, token.type == "ordered_list_open")
            at = end
        elif token.type == "inline":
            text = _text(token, found)
            kind = Heading if tokens[at - 1].type == "heading_open" else Paragraph
            if text.plain:
                yield kind(text)
        elif token.type in ("code_block", "fence", "html_block"):
            text = _raw(token, found)
            if text.plain:
                yield Paragraph(text)
        at += 1


def _end(tokens: list[Token], start: int) -> int:
    """Where the block that opens at `start` closes."""
    level = tokens[start].level
    return next(n for n in range(start + 1, len(tokens)) if tokens[n].level == level and tokens[n].nesting == -1)


def _entries(tokens: list[Token], found: Read) -> Iterator[Entry]:
    at = 0
    while at < len(tokens):
        end = _end(tokens, at)
        inner = list(_blocks(tokens[at + 1 : end], found))
        first, rest = (inner[0], inner[1:]) if inner and not isinstance(inner[0], Entries) else (None, inner)
        text = first.text if first is not None else Text("", "")
        task = _TASK.match(text.plain)
        head, _, lines = text.plain[task.end() if task else 0 :].partition("\n")
        marked = text.marked[task.end() :] if task and text.marked.startswith(task[0]) else text.marked
        words = Text(marked.replace("\n", " ") if not task else head, head if task else text.plain.replace("\n", " "))
        below = [lines.replace("\n", " ")] if task and lines else []
        if words.plain:
            yield Entry(words, task[1] != " " if task else None, "\n".join([*below, *map(_below, rest)]))
        at = end + 1


def _below(block: Block) -> str:
    if isinstance(block, Entries):
        return "\n".join(f"- {entry.text.plain}" for entry in block.entries)
    return block.text.plain.replace("\n", " ")


def _raw(token: Token, found: Read) -> Text:
    """Code as its lines; of HTML only the words."""
    text = token.content.strip()
    if token.type == "html_block":
        found.left_out.append("HTML")
        text = _TAG.sub("", text).strip()
    return Text(text, text)


def _text(inline: Token, found: Read) -> Text:
    """The words of one paragraph or heading. Links and images become their words; where links lead is kept."""
    marked, plain = [], []
    for token in inline.children or ():
        mark = _MARKS.get(token.type, "")
        if token.type in ("text", "code_inline", "text_special", "image"):
            mark = token.content
        elif token.type == "html_inline":
            found.left_out.append("HTML")
        elif token.type == "link_open":
            _link(str(token.attrGet("href") or ""), found)
        marked.append(mark)
        plain.append("" if mark and set(mark) == {"*"} and token.type in _MARKS else mark)
    return Text(
        *("\n".join(" ".join(line.split()) for line in "".join(each).split("\n")).strip() for each in (marked, plain))
    )


def _link(address: str, found: Read) -> None:
    if _ADDRESS.fullmatch(address) and address not in found.links:
        found.links.append(address)
    elif not _ADDRESS.fullmatch(address):
        found.left_out.append(said("links that lead into files"))
