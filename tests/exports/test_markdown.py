"""Somebody's text in Markdown stays text: tried with a Markdown reader on everything that could be something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coach.display import display, display_line
from coach.exports.markdown import bold, bullets, escape, fields, heading, prose, quote, table
from coach.exports.words import Told
from tests.helpers import HOSTILE

READERS = [MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"])]

TEMPTING = [
    "# heading",
    "text\n===",
    "text\n---",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "1. one",
    "1986) year",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "~~~\ncode",
    "[a](http://b)",
    "![a](b)",
    "<b>x</b>",
    "<!-- x",
    "<https://a.b>",
    "&copy; &#42; R&D",
    "[x]: http://a",
    "**bold** __bold__ _it_ *it*",
    "a_b_c __init__",
    "`code`",
    "a \\",
    "\\* \\\\",
    "| a | b |\n|---|---|\n| c | d |",
    "a | b\n- | -",
    "---",
    "***",
    "___",
    "~~gone~~",
    "C # ",
    "# ",
    "#",
    "x #",
    "1.",
    "-",
    "+",
    "=",
    ":--",
    ": def",
    "[ ] task",
    "[^1]: note",
    "$x$",
    "a  \nb",
    "\n\n\n# x",
    "end\\\nnext",
    "\u00a0# x",
    "\u3000- x",
    "\u2028# x",
    "x\x0b# y",
    "<div>\n\n# x\n\n</div>",
    "]]>",
    "a*b*c",
    "*",
    "**",
    "_",
    "``",
    "“quoted”",
    "https://example.org/a_b?c=d&e=f",
    "::: note",
    "{{ x }}",
    "%% x",
    "^x^",
    "\\begin{x}",
]
ANY = st.text(st.sampled_from("#*_-+=>`~[]()<>!&|\\.:;1290 \n\tabé日$^{}\"'/?x") | st.characters(), max_size=60)
SOMEBODYS = st.sampled_from([*TEMPTING, *HOSTILE]) | ANY
INLINE = {"text", "text_special", "softbreak", "hardbreak"}
OURS = {"strong_open", "strong_close"}


def words(text: str) -> str:
    """A text as it is read: its characters, without how it is spaced."""
    return "".join(display(text).split())


def read(document: str) -> list[list[Token]]:
    """What each reader makes of a document."""
    return [reader.parse(document) for reader in READERS]


def said(tokens: list[Token], ours: frozenset[str] = frozenset()) -> str:
    """The text of a document. Fails if anything but text stands in a line."""
    found = []
    for token in tokens:
        for child in token.children or ():
            assert child.type in INLINE | ours, (child.type, child.content)
            found.append(child.content)
    return "".join("".join(found).split())


def shape(tokens: list[Token]) -> list[str]:
    """The blocks of a document, in order."""
    return [token.type for token in tokens if token.type != "inline" and token.nesting >= 0]


@given(SOMEBODYS)
def test_a_line_of_text(text: str) -> None:
    for tokens in read(f"before\n\n{escape(text)}\n\nafter"):
        middle = ["paragraph_open"] if display_line(text) else []
        assert shape(tokens) == ["paragraph_open", *middle, "paragraph_open"]
        assert said(tokens) == f"before{words(text)}after"


@given(SOMEBODYS)
def test_a_heading(text: str) -> None:
    for tokens in read(f"{heading(2, text)}\n\nafter"):
        assert shape(tokens) == ["heading_open", "paragraph_open"]
        assert said(tokens) == f"{words(text)}after"


@given(SOMEBODYS)
def test_longer_text_keeps_its_lines_and_gets_no_shape(text: str) -> None:
    for tokens in read(f"{prose(text)}\n\nafter"):
        assert set(shape(tokens)) == {"paragraph_open"}
        assert said(tokens) == f"{words(text)}after"


@given(SOMEBODYS)
def test_a_quotation(text: str) -> None:
    for tokens in read(f"before\n\n{quote(text)}\n\nafter"):
        assert shape(tokens)[:2] == ["paragraph_open", "blockquote_open"]
        assert set(shape(tokens)) <= {"paragraph_open", "blockquote_open"}
        assert said(tokens) == f"before{words(text)}after"


@given(SOMEBODYS, SOMEBODYS)
def test_a_list(one: str, other: str) -> None:
    for tokens in read(bullets([one, other])):
        assert set(shape(tokens)) <= {"bullet_list_open", "list_item_open", "paragraph_open"}
        assert shape(tokens).count("list_item_open") == 2
        assert said(tokens) == words(one) + words(other)


@given(SOMEBODYS.filter(lambda text: bool(words(text))), SOMEBODYS)
def test_bold_and_what_follows(name: str, rest: str) -> None:
    for tokens in read(f"1. {bold(name)}: {escape(rest)}"):
        kinds = [child.type for token in tokens for child in token.children or () if child.type in OURS]
        assert kinds == ["strong_open", "strong_close"]
        assert said(tokens, frozenset(OURS)) == f"{words(name)}:{words(rest)}"


@given(SOMEBODYS, st.lists(SOMEBODYS, min_size=1, max_size=3), st.booleans())
def test_fields(name: str, lines: list[str], listed: bool) -> None:
    some = [line for line in lines if words(line)] or ["x"]
    for tokens in read("- top\n" + fields([Told(name, some, listed)], "  ")):
        assert set(shape(tokens)) <= {"bullet_list_open", "list_item_open", "paragraph_open"}
        assert shape(tokens).count("list_item_open") == 2 + (len(some) if listed else 0)
        assert said(tokens) == f"top{words(name)}:" + "".join(map(words, some))


@given(SOMEBODYS, SOMEBODYS)
def test_a_table(one: str, other: str) -> None:
    tokens = READERS[1].parse(table(["", one], [[other, "1"], ["x", other]]))
    assert shape(tokens).count("tr_open") == 3
    assert shape(tokens).count("td_open") == 4
    assert said(tokens) == words(one) + words(other) + "1x" + words(other)


@given(SOMEBODYS)
def test_nothing_in_it_can_command_a_terminal(text: str) -> None:
    for document in (escape(text), prose(text), quote(text), table(["", text], [])):
        assert display(document) == document


@pytest.mark.parametrize(
    "text",
    [
        "plain words, and more.",
        "C# and snake_case",
        "R&D",
        "a - b",
        "3.5 of 5",
        "https://example.org/a_b",
        "50 %",
        "who? me!",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


def test_line_breaks_and_paragraphs_are_kept() -> None:
    assert prose("one\ntwo\n\n\nthree") == "one  \ntwo\n\nthree"
    assert quote("one\n\ntwo") == "> one\n>\n> two"
