"""An author's text on the screen: paragraphs, emphasis and short lists, drawn by one widget.

Textual's Markdown widget makes three widgets a paragraph and follows links. A lesson needs neither: here the text
becomes content for a single widget, and links and HTML stay the text that they are.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from coach.display import display, display_line
from coach.lessons.given import Given
from coach.lessons.wording import worded

from .drawn import Drawn, hanging

if TYPE_CHECKING:
    from markdown_it.token import Token

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_STYLES = {"strong_open": "bold", "em_open": "italic"}


class Block(NamedTuple):
    """A paragraph, or the first paragraph of a list item with its mark."""

    content: Content
    mark: str = ""  # "- " or "1. "
    depth: int = 0  # cells of indentation
    close: bool = False  # follows without a blank line


def prose(text: str, given: Given) -> list[Block]:
    """An author's Markdown, with the person's own words in it, as blocks. Their words are never read as Markdown."""
    return blocks(worded(text, given, quote=quoted))


def quoted(text: str) -> str:
    """Somebody's text as Markdown that shows exactly this text, on one line."""
    return _PUNCTUATION.sub(r"\\\1", display_line(text))


def blocks(text: str) -> list[Block]:
    """Our part of Markdown as blocks: paragraphs, headings (as bold lines), emphasis and lists."""
    from markdown_it import MarkdownIt  # takes a while to load, and Today does not need it

    parser = MarkdownIt("zero").enable(["emphasis", "escape", "heading", "list", "newline"])
    return _Reader().read(parser.parse(display(text)))


class _Reader:
    """Goes through Markdown's tokens once."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.lists: list[int | None] = []  # the next number of each open list; None for one with dots
        self.widths: list[int] = []  # how far each open list item is indented
        self.mark = ""
        self.tight = False
        self.begins = False  # whether the next block is the first of a list
        self.heading = False

    def read(self, tokens: "list[Token]") -> list[Block]:
        for token in tokens:
            self._take(token)
        return self.found

    def _take(self, token: "Token") -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.begins = not self.lists
                self.lists.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._item()
            case "list_item_close":
                self.widths.pop()
            case "heading_open" | "heading_close":
                self.heading = token.type == "heading_open"
            case "paragraph_open":
                self.tight = token.hidden
            case "inline":
                self._block(inline(token.children or []))

    def _item(self) -> None:
        number = self.lists[-1]
        self.mark = "• " if number is None else f"{number}. "
        self.lists[-1] = None if number is None else number + 1
        self.widths.append(len(self.mark))

    def _block(self, content: Content) -> None:
        depth = sum(self.widths) - len(self.mark)
        close = self.tight and bool(self.lists) and not self.begins
        self.found.append(Block(content.stylize("bold") if self.heading else content, self.mark, depth, close))
        self.mark, self.begins = "", False


def inline(tokens: "list[Token]") -> Content:
    """The words of one paragraph with their emphasis."""
    parts: list[tuple[str, str]] = []
    styles: list[str] = []
    for token in tokens:
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type in ("strong_close", "em_close"):
            styles.pop()
        elif token.type == "softbreak":
            parts.append((" ", ""))
        elif token.type == "hardbreak":
            parts.append(("\n", ""))
        else:
            parts.append((token.content, " ".join(styles)))
    return Content.assemble(*parts)


def laid_out(found: list[Block], width: int) -> list[Content]:
    """Blocks as lines of a width, a blank line between paragraphs, list items indented under their own words."""
    lines: list[Content] = []
    for block in found:
        if lines and not block.close:
            lines.append(Content(""))
        lines += hanging(Content(" " * block.depth + block.mark), block.content, width)
    return lines


class Page(Drawn):
    """A text in a column that is easy to read: one widget, however long the text."""

    DEFAULT_CSS = """
    Page { max-width: 72; color: $foreground; }
    """

    def __init__(self, found: list[Block]) -> None:
        super().__init__()
        self._blocks = found

    def draw(self, width: int) -> list[Content]:
        return laid_out(self._blocks, width)
