"""Answers to steps and progress through lessons, as they are kept."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import msgspec

from .records import Visibility


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The envelope round every answer, alike for all kinds of step. The prompt is kept as it stood on that day."""

    kind: str = ""
    value: dict[str, Any] = {}
    at: dt.datetime | None = None  # UTC
    prompt: str = ""
    skipped: bool = False
    reason: str = ""  # why it was skipped
    visibility: Visibility | None = None
    visibility_chosen: bool = False  # by the person: giving the answer again leaves it as it is
    run: int = 1
    fingerprint: str = ""  # of the step's meaning: kind, options, scale; not of its wording
    writes: list[str] = []  # "table/id" of the records that this answer filled
    names: dict[str, str] = {}  # what the author's parts in it were called that day, where the value does not say it
    with_coach: str = ""  # the id of the coaching session in which it was given; empty when given alone
    scale: list[int] = []  # the smallest and the largest number there was that day
    extra: dict[str, Any] = {}

    def every_field(self) -> dict[str, Any]:
        """All fields as plain data, the empty ones as None, so that nothing of an earlier answer shines through."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        blank: dict[str, Any] = dict.fromkeys(Answer.__struct_fields__)
        blank.pop("extra")
        return {**blank, **fields}


class Progress(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far somebody is in a lesson. `n`, `of` and `minutes_left` are as the lesson last showed them."""

    status: Literal["started", "finished"] = "started"
    title: str = ""  # of the lesson, as it was called then
    step: str = ""
    after: str = ""  # the step before it, to go on from when the lesson no longer has the step itself
    n: int = 1
    of: int = 1
    minutes_left: int = 0
    run: int = 1
    started_on: dt.date | None = None
    touched_at: dt.datetime | None = None
    finished_on: dt.date | None = None
    extra: dict[str, Any] = {}


Steps = Mapping[str, Answer]


class AnswerBook:
    """All answers, a lesson at a time, read from disk when first asked for. To its users it is a frozen value."""

    __slots__ = ("_changed", "_kept", "_load", "_loaded")

    def __init__(
        self, load: Callable[[str], Steps] | None = None, changed: Mapping[str, Steps] | None = None,
        kept: Callable[[], Iterable[str]] | None = None,
    ) -> None:  # fmt: skip
        self._load = load or (lambda lesson: {})
        self._kept = kept or (lambda: ())
        self._changed = dict(changed or {})
        self._loaded: dict[str, Steps] = {}

    def of(self, lesson: str) -> Steps:
        """The answers of one lesson by step id."""
        if lesson in self._changed:
            return self._changed[lesson]
        if lesson not in self._loaded:
            self._loaded[lesson] = self._load(lesson)
        return self._loaded[lesson]

    def having(self, lesson: str, step: str, answer: Answer | None) -> "AnswerBook":
        """The same book with one answer set, or taken out when it is None."""
        steps = dict(self.of(lesson))
        if answer is None:
            steps.pop(step, None)
        else:
            steps[step] = answer
        return AnswerBook(self._load, {**self._changed, lesson: steps}, self._kept)

    def lessons(self) -> list[str]:
        """The lessons that there may be answers to, without reading them."""
        return [*dict.fromkeys([*self._changed, *sorted(self._kept())])]

    @property
    def changed(self) -> Mapping[str, Steps]:
        """Lessons whose answers differ from what `load` would give."""
        return self._changed
