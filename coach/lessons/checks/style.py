"""Advice on how a lesson reads. These are warnings: the lesson can be used as it is.

Most lessons have nothing to be advised on, so the whole text is looked at first; only what is suspect is gone through
value by value.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from ...words import marked, said
from ..faults import quoted
from ..tokens import KeyPath
from .claims import Claim, claimed, leans_on_research, small_letters, suspect_claims, suspect_research, words_of
from .sheet import Sheet, at, rows, word

_SHORTEST, _LONGEST = 60, 140  # words of a reading step
_MOST_BLOCKS = 30  # of Markdown in a reading step
_MOST_OPTIONS = 7
_MOST_WORDS = 40  # in a sentence
_LINK, _TASKS = marked("a link or an image"), marked("a task list")
_SHOWN_AS_TYPED = (
    (re.compile(r"\[[^\[\]\n]{0,200}\]\([^()\n]{0,400}\)"), _LINK),
    (re.compile(r"<!--|</?[a-zA-Z][^<>\n]{0,200}>"), "HTML"),
    (re.compile(r"^#{1,6} .{0,60}", re.MULTILINE), marked("a heading")),
    (
        re.compile(r"\[(?:@|/?(?:b|i|u|bold|italic|dim|red|green|link|reverse)\b)[^\[\]\n]{0,200}\]"),
        marked("terminal markup"),
    ),
    (re.compile(r"^\s*- \[[ xX]\] ", re.MULTILINE), _TASKS),
)
_MARKUP_ADVICE = {
    "HTML": marked(
        "Take the marks out: HTML is shown as typed here, and vanishes from pages. Use *emphasis* or **strong**."
    ),
    _LINK: marked("Name it in words; addresses belong into “sources”."),
    _TASKS: marked("Make a checklist step of it, or a list: - one"),
}
_MARKED = re.compile(r"<[!/a-zA-Z]|\[(?:@|/?(?:b|i|u|bold|italic|dim|red|green|link|reverse)\b)")
_TASK = re.compile(r"- \[[ xX]\]")
_TEXTS = frozenset(("prompt", "help", "text", "answer", "example", "light", "feedback", "label", "title", "empty"))
_SENTENCES = frozenset(("prompt", "help", "text", "answer", "light", "feedback"))
_LABELLED = frozenset(("options", "rows", "cards", "buckets", "items", "groups", "fields", "columns", "actions"))
_COLOURS = ("red", "green", "blue", "yellow", "orange", "amber", "purple", "pink", "grey", "gray")
_THINGS = ("ones?|options?|box(?:es)?|buttons?|lines?|parts?|rows?|marks?|texts?|cards?|bars?|items?|answers?|dots?|"
           "cells?|areas?|columns?|fields?|numbers?|words?|names?|labels?")  # fmt: skip
_BY_COLOUR = {colour.encode(): re.compile(rf"{colour}\s(?:{_THINGS})\b") for colour in _COLOURS}
_IN_COLOUR = re.compile(rf"(?:marked|shown|coloured|colored|highlighted|printed)\s(?:in\s)?(?:{'|'.join(_COLOURS)})\b")
_IN_WORDS = frozenset((b"marked", b"shown", b"coloured", b"colored", b"highlighted", b"printed"))
_PARTS = re.compile(r"[.!?:;]")
_BETWEEN = re.compile(r"(?<=[.!?:;…])[\"'”’)*_]*\s+|\n\s*\n|\n\s*(?:[-*+]|\d{1,3}[.)])\s")
_NEW_BLOCK = re.compile(r"\s{0,12}(?:[-*+]|\d{1,3}[.)]|#{1,6})\s")


def check_style(sheet: Sheet) -> None:
    """Adds what could read better."""
    before = None
    for n, step in rows(sheet.data, "steps"):
        kind = word(step, "kind")
        if kind == "read":
            _reading(sheet, ("steps", n, "text"), word(step, "text"))
            if before is not None:
                beside = (("steps", before), said("the one before"))
                advice = said("Ask something between them.")
                sheet.say("C402", ("steps", n), said("two reading steps stand in a row"), advice, beside=beside)
        before = n if kind == "read" else None
        _options(sheet, ("steps", n), step)
    _by_value(sheet)


def check_story_style(sheet: Sheet) -> None:
    """Adds what could read better in a story. What its people say is theirs."""
    if _any_markup("\n".join(_strings(sheet.data))):
        for path, text in _texts((), sheet.data, _TEXTS):
            _markup(sheet, path, text)


def _by_value(sheet: Sheet) -> None:
    """Looks at single texts, for what occurs in the file at all."""
    strings = _strings(sheet.data)
    whole = "\n".join(strings)
    words = words_of(whole)
    looks: list[Callable[[Sheet, KeyPath, str], None]] = []
    if _any_markup(whole):
        looks.append(_markup)
    if colours := _coloured(words, whole):
        looks.append(partial(_colour, colours))
    if _any_long([text for text in strings if len(text) > 3 * _MOST_WORDS]):
        looks.append(_sentences)
    if claims := suspect_claims(words, whole):
        looks.append(partial(_claims, claims))
    for path, text in _texts((), sheet.data, _TEXTS) if looks else ():
        for look in looks:
            look(sheet, path, text)
    told = any(finding.code == "C411" for finding in sheet.findings)  # a source would not help these
    if not sheet.data.get("sources") and not told and suspect_research(words, whole):
        _sources(sheet)


def _coloured(words: frozenset[bytes], whole: str) -> list[re.Pattern[str]]:
    """The patterns of colours that mean something in a file, by its words and its whole text."""
    patterns = [pattern for colour, pattern in _BY_COLOUR.items() if colour in words]
    if patterns and not words.isdisjoint(_IN_WORDS):
        patterns.append(_IN_COLOUR)
    small = whole.lower() if patterns else ""
    return [pattern for pattern in patterns if pattern.search(small)]


def _any_long(texts: list[str]) -> bool:
    """Whether there may be a long sentence in one of these texts."""
    parts = _PARTS.split(".".join(texts))
    return any(part.count(" ") + part.count("\n") >= _MOST_WORDS for part in parts if len(part) > 2 * _MOST_WORDS)


def _strings(data: dict[str, Any]) -> list[str]:
    """All texts of a file, wherever they stand."""
    found: list[str] = []
    level: list[Any] = [data]
    while level:
        below: list[Any] = []
        for table in level:
            for value in table.values() if type(table) is dict else table:
                if type(value) is str:
                    found.append(value)
                elif type(value) is dict or type(value) is list:
                    below.append(value)
        level = below
    return found


def _any_markup(text: str) -> bool:
    if "](" in text or "\n#" in text:
        return True
    return ("<" in text or "[" in text) and (_MARKED.search(text) is not None or _TASK.search(text) is not None)


def _texts(path: KeyPath, value: Any, keys: frozenset[str]) -> Iterator[tuple[KeyPath, str]]:
    """The texts of a lesson that people read, with their paths; the answers of its own tests are none."""
    if isinstance(value, str):
        if path and (path[-1] in keys or (isinstance(path[-1], int) and path[-2:-1] == ("options",))):
            yield path, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            if path or key != "tests":
                yield from _texts((*path, key), part, keys)


# --- reading steps ---------------------------------------------------------------


def _reading(sheet: Sheet, path: KeyPath, text: str) -> None:
    count = len(text.split())
    if text and not _SHORTEST <= count <= _LONGEST:
        advice = said("Say a little more, or move it into the “help” of a question.")
        if count > _LONGEST:
            advice = said("Make two steps of it.")
        told = marked("the text has {n} words; {least} to {most} fill a screen well")
        sheet.say("C401", path, said(told, n=count, least=_SHORTEST, most=_LONGEST), advice)
    pieces = blocks(text)
    if pieces > _MOST_BLOCKS:
        why = said("the text is in {n} pieces; at most {most} are read and drawn well", n=pieces, most=_MOST_BLOCKS)
        sheet.say("C406", path, why, said("Make two steps of it, or sentences of its list."))


def blocks(text: str) -> int:
    """How many Markdown blocks a text has: paragraphs, list entries and headings, each counted once."""
    count, open_block = 0, False
    for line in text.split("\n"):
        begins = bool(_NEW_BLOCK.match(line))
        blank = not line.strip()
        count += begins or (not blank and not open_block)
        open_block = not blank
    return count


# --- options and labels ------------------------------------------------------------


def _options(sheet: Sheet, path: KeyPath, step: dict[str, Any]) -> None:
    for name in _LABELLED & step.keys():
        for n, row in rows(step, name):
            label = word(row, "label")
            if label and not any(letter.isalnum() for letter in label):
                advice = (
                    said('Add a word: label = "{label} Go on"', label=label[:20].strip())
                    if label.strip()
                    else said("Write a word.")
                )
                sheet.say(
                    "C409",
                    (*path, name, n, "label"),
                    said("the label {label} has no word in it", label=quoted(label)),
                    advice,
                )
            if name in ("fields", "columns"):
                _many(sheet, (*path, name, n), row)
    if word(step, "kind") == "choice":
        _many(sheet, path, step)


def _many(sheet: Sheet, path: KeyPath, table: dict[str, Any]) -> None:
    """Adds that there are more options than can be weighed, unless their labels group them."""
    labels = [word(option, "label") for _, option in rows(table, "options")]
    if len(labels) <= _MOST_OPTIONS:
        return
    groups = [label.partition(":")[0] for label in labels if ":" in label]
    if len(groups) == len(labels) and 2 <= len(set(groups)) <= _MOST_OPTIONS:
        return
    advice = said("Make two steps of it, or let the labels begin with a group: “Alone: a walk”, “Alone: a book”.")
    sheet.say(
        "C407",
        (*path, "options"),
        said(
            "{n} options stand here, and {most} can be weighed",
            n=len(labels),
            most=_MOST_OPTIONS,
        ),
        advice,
    )


# --- what a text says ----------------------------------------------------------------


def _markup(sheet: Sheet, path: KeyPath, text: str) -> None:
    for pattern, what in _SHOWN_AS_TYPED:
        match = pattern.search(text)
        if match:
            advice = said(_MARKUP_ADVICE.get(what, marked("Use paragraphs, *emphasis*, **strong** and - lists.")))
            sheet.say(
                "C403", path, said("{what} stands in the text as it was typed", what=said(what)), advice, find=match[0]
            )


def _colour(patterns: list[re.Pattern[str]], sheet: Sheet, path: KeyPath, text: str) -> None:
    small = small_letters(text)
    for match in (match for pattern in patterns for match in pattern.finditer(small)):
        if not text[: match.start()][-1:].isalnum():  # else “shared ones”
            found = text[slice(*match.span())]
            advice = said(
                "Say it by its name or its place, and the colour with it if you like: “the last one, in red”."
            )
            sheet.say(
                "C408",
                path,
                said("{words} means something by its colour alone", words=quoted(found)),
                advice,
                find=found,
            )
            return


def _sentences(sheet: Sheet, path: KeyPath, text: str) -> None:
    if path[-1] not in _SENTENCES:
        return
    for sentence in _BETWEEN.split(text):
        count = len(sentence.split())
        if count > _MOST_WORDS:
            beginning = sentence.strip().split("\n")[0][:60]
            sheet.say(
                "C412",
                path,
                said("a sentence of {n} words; up to {most} are read well", n=count, most=_MOST_WORDS),
                said("Make two of it: a full stop where the second thought begins."),
                find=beginning,
            )
            return


def _claims(claims: list[Claim], sheet: Sheet, path: KeyPath, text: str) -> None:
    if _guessed(sheet.data, path):
        return
    for found, claim in claimed(text, claims):
        sheet.say("C411", path, f"{quoted(found)}: {said(claim.why)}", said(claim.instead), find=found)


def _guessed(data: dict[str, Any], path: KeyPath) -> bool:
    """Whether a text is a guess or a wrong answer, which the step itself puts right."""
    if path[-2:-1] == ("options",):
        return True
    option = at(data, path[:-1])
    return path[-1] == "label" and isinstance(option, dict) and option.get("right") is False


def _sources(sheet: Sheet) -> None:
    """Adds the first place that leans on research, in a lesson that names no source."""
    for path, text in _texts((), sheet.data, _TEXTS):
        found = leans_on_research(text)
        if found:
            why = said("{words} leans on research, and the lesson names no source", words=quoted(found))
            advice = said('Say whose it is: sources = ["Author, year: title"]. Or say it as your own experience.')
            sheet.say("C410", path, why, advice, find=found)
            return
