"""Lessons, answers and records as things that can be found: their texts, and where each is."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..dates import date_words
from ..exports.words import described
from ..plan.answers import Answer
from ..plan.plainly import plain_lines
from ..plan.plan import Plan
from ..plan.records import RECORDS, Record
from ..words import said
from .hits import Entry, Piece, Where

if TYPE_CHECKING:
    from ..lessons.index import Head
    from ..lessons.library import Library

DAYS = ("on", "done_on", "taken_on", "created")  # the fields that tell when a record was touched
TEXTS = ("prompt", "text", "help")  # what an author says in a step

_OWN_WORDS = re.compile(r"\$\{[^}|]*\|?([^}]*)\}")
_MARKS = re.compile(r"\*+|^#+ ", re.MULTILINE)


@dataclass(slots=True)
class StepText:
    """What a lesson's file says of a step, as far as it is looked for."""

    title: str = ""
    texts: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)  # what its options, items and fields are called


@dataclass(slots=True)
class LessonText:
    """What a lesson's file says. Read as it stands, without building the steps, which takes far longer."""

    id: str
    title: str
    steps: dict[str, StepText] = field(default_factory=dict)


def text_of(library: "Library", lesson: str, title: str = "") -> LessonText:
    """The texts of a lesson; of one that is gone or cannot be read, only its name is known."""
    from ..lessons.reading import Unreadable, read_toml

    head, found = library.head(lesson), library.index.files.get(lesson)
    text = LessonText(lesson, head.title if head else title or lesson)
    try:
        doc = read_toml(found.read()) if found else {}
    except (Unreadable, OSError):
        return text
    steps = doc.get("steps")
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict) and isinstance(step.get("id"), str):
            text.steps[step["id"]] = _step(step)
    return text


def _step(step: dict[str, Any]) -> StepText:
    texts = [_bare(text) for name in TEXTS if isinstance(text := step.get(name), str)]
    return StepText(str(step.get("title") or step["id"]), texts, dict(_labels(step)))


def _bare(text: str) -> str:
    """An author's text without its markings; where the person's own words would stand, with the word for none."""
    return _MARKS.sub("", _OWN_WORDS.sub(r"\1", text))


def _labels(value: Any) -> Iterator[tuple[str, str]]:
    """Whatever has an id and a label, however deep it lies."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str) and isinstance(value.get("label"), str):
            yield value["id"], value["label"]
        for one in value.values():
            yield from _labels(one)
    elif isinstance(value, list):
        for one in value:
            yield from _labels(one)


def lesson_entry(head: "Head") -> Entry:
    """A lesson as a whole."""
    pieces = tuple(Piece("", outcome) for outcome in head.outcomes)
    return Entry("lessons", Where("lessons", head.id), head.title, said("Lesson"), 0, pieces)


def lesson_entries(text: LessonText) -> Iterator[Entry]:
    """The steps of a lesson."""
    for id, step in text.steps.items():
        pieces = tuple(Piece("", words) for words in step.texts)
        label = said("Lesson: {title}", title=text.title)
        yield Entry("lessons", Where("lessons", text.id, id), step.title, label, 0, pieces)


def answer_entry(text: LessonText, step: str, answer: Answer, ids: frozenset[str]) -> Entry:
    """An answer, in the words it was given in. Without a piece when it says nothing. Ids and tables say nothing."""
    asked = text.steps.get(step) or StepText(answer.prompt or step, labels=answer.names)
    names = answer.value.get("names")
    value = {**answer.value, "names": {**asked.labels, **(names if isinstance(names, dict) else {})}}
    lines = [answer.reason] if answer.skipped else list(plain_lines(value))
    lines = ["; ".join(part for part in line.split("; ") if part not in ids and part not in RECORDS) for line in lines]
    pieces = tuple(Piece("", line) for line in lines if line.strip())
    label = said("Answer: {title}", title=text.title)
    return Entry("answers", Where("answers", text.id, step), asked.title, label, _moment(answer.at), pieces)


def record_entry(record: Record, plan: Plan) -> Entry:
    """A record, with everything it says."""
    title = said(record.title) if record.one else record.label
    pieces = tuple(Piece(told.name, line) for told in described(record, plan) for line in told.lines)
    days = [day for name in DAYS if isinstance(day := getattr(record, name, None), dt.date)]
    day = max(days).toordinal() if days else 0
    return Entry("records", Where(record.table, record.id), title, _sort(record), day, pieces)


def _sort(record: Record) -> str:
    """Which sort of record it is; of sittings with the same instrument, also which day's."""
    taken = getattr(record, "taken_on", None)
    sort = said(record.title)
    return said("{title}, {day}", title=sort, day=date_words(taken)) if isinstance(taken, dt.date) else sort


def _moment(at: dt.datetime | None) -> float:
    return at.toordinal() + at.hour / 24 + at.minute / 1440 if at else 0
