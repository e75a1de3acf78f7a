"""Advice on how a lesson reads. These are warnings: the lesson can be used as it is."""

import re
from collections.abc import Iterator
from typing import Any

from ..kinds import KINDS
from ..tokens import KeyPath
from .sheet import Sheet, rows, word

_SHORTEST, _LONGEST = 60, 140  # words of a reading step
_SHOWN_AS_TYPED = (
    (re.compile(r"\[[^\[\]\n]{0,200}\]\([^()\n]{0,400}\)"), "a link or an image"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>"), "HTML"),
    (re.compile(r"^#{1,6} .{0,60}", re.MULTILINE), "a heading"),
    (re.compile(r"\[(?:@|/?(?:b|i|u|bold|italic|dim|red|green|link|reverse)\b)[^\[\]\n]{0,200}\]"), "terminal markup"),
    (re.compile(r"^\s*- \[[ xX]\] ", re.MULTILINE), "a task list"),
)
_ANY_MARKUP = re.compile(r"[\[<#]")
_TEXTS = ("prompt", "help", "text", "answer", "example", "light", "feedback", "label", "title", "empty")


def check_style(sheet: Sheet) -> None:
    """Adds what could read better."""
    before = ""
    for n, step in rows(sheet.data, "steps"):
        kind = word(step, "kind")
        if kind == "read":
            _length(sheet, ("steps", n, "text"), word(step, "text"))
            if before == "read":
                sheet.say("C402", ("steps", n), "two reading steps stand in a row", "Ask something between them.")
        before = kind if kind in KINDS else ""
    for path, text in _texts((), sheet.data):
        _markup(sheet, path, text)


def _length(sheet: Sheet, path: KeyPath, text: str) -> None:
    count = len(text.split())
    if text and not _SHORTEST <= count <= _LONGEST:
        advice = (
            "Make two steps of it."
            if count > _LONGEST
            else "Say a little more, or move it into the “help” of a question."
        )
        sheet.say("C401", path, f"the text has {count} words; {_SHORTEST} to {_LONGEST} fill a screen well", advice)


def _texts(path: KeyPath, value: Any) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str) and path and path[-1] in _TEXTS:
        yield path, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts((*path, key), part)


def _markup(sheet: Sheet, path: KeyPath, text: str) -> None:
    if _ANY_MARKUP.search(text) is None:
        return
    for pattern, what in _SHOWN_AS_TYPED:
        match = pattern.search(text)
        if match:
            sheet.say("C403", path, f"{what} stands in the text as it was typed",
                      "Use paragraphs, *emphasis*, **strong** and - lists.", find=match[0])  # fmt: skip
