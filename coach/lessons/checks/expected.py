"""What a lesson's own `[[tests]]` name: steps of the lesson, and options, rows, cards or items of its steps."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from ...words import marked, said
from ..faults import did_you_mean, quoted
from ..tokens import KeyPath
from .sheet import Advice, At, Sheet, rows, word, words

# By kind: where an answer holds ids, and the list of the step that they are from.
_IDS = {
    "choice": ("chosen", "options"), "scale": ("ratings", "rows"), "sort": ("bucket_of", "cards"),
    "allocate": ("points", "items"), "checklist": ("done", "items"), "rank": ("order", "items"),
    "grid": ("positions", "items"), "form": ("fields", "fields"),
}  # fmt: skip
_MORE = ("from", "own", "own_corners")  # with these, a step has parts that no file names
_ONE = {"options": marked("option"), "rows": marked("row"), "cards": marked("card"), "items": marked("item"),
        "fields": marked("field")}  # fmt: skip
_MANY = (marked("options"), marked("rows"), marked("cards"), marked("items"), marked("fields"))


class Stale(NamedTuple):
    """A name in a test that nothing in the lesson has."""

    code: str
    path: KeyPath  # in the lesson
    sentence: str
    advice: Advice
    at: At


def check_expected(sheet: Sheet) -> None:
    """Adds what the tests of a lesson name that is not there."""
    for one in stale(sheet.data):
        sheet.say(one.code, one.path, one.sentence, one.advice, at=one.at)


def stale(lesson: Mapping[str, Any]) -> Iterator[Stale]:
    """Every name in the tests that is no step, or no part of the step that the answer is for."""
    tests = rows(lesson, "tests")
    steps = {word(step, "id"): step for _, step in rows(lesson, "steps")} if tests else {}
    for n, test in tests:
        for key in ("reaches", "hides"):
            for m, id in words(test, key):
                if id not in steps:
                    yield _no_step(("tests", n, key, m), key, id, steps, "value")
        answers = test.get("answers")
        for id, answer in answers.items() if isinstance(answers, dict) else ():
            path = ("tests", n, "answers", id)
            if id in steps:
                yield from _no_part(path, steps[id], answer)
            else:
                yield _no_step(path, "answers", id, steps, "key")


def _no_step(path: KeyPath, key: str, id: str, steps: Mapping[str, Any], at: At) -> Stale:
    return Stale(
        "C308",
        path,
        said("“{key}” names {id}, which is no step", key=key, id=quoted(id)),
        _instead(id, steps, marked("steps")),
        at,
    )


def _no_part(path: KeyPath, step: dict[str, Any], answer: Any) -> Iterator[Stale]:
    """The ids in an answer that its step does not have."""
    key, name = _IDS.get(word(step, "kind"), ("", ""))
    if not name or not isinstance(answer, dict) or any(step.get(more) for more in _MORE):
        return
    parts = {word(part, "id"): part for _, part in rows(step, name)}
    there: Any = answer.get(key)
    ids: list[tuple[Any, str]] = [(id, id) for id in there] if isinstance(there, dict) else [*words(answer, key)]
    for place, id in ids:
        if id not in parts:
            why = said(
                "the answer given for {step} names no {what} {id}",
                step=quoted(word(step, "id")),
                what=said(_ONE[name]),
                id=quoted(id),
            )
            yield Stale("C314", (*path, key, place), why, _instead(id, parts, name), "key" if place == id else "value")


def _instead(id: str, there: Mapping[str, Any], what: str) -> Advice:
    """The id that has this one as its earlier name, else the nearest."""
    now = next((new for new, part in there.items() if id in [was for _, was in words(part, "was")]), "")
    return said("It was renamed: write {id}.", id=quoted(now)) if now else partial(did_you_mean, id, there, what)
