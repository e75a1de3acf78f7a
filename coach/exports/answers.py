"""Answers to lessons as readable lines: the step's own words where the lesson is there, plain ones where it is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..plan.answers import Answer
from ..plan.plainly import answer_lines
from ..plan.plan import Plan
from .base import Options

if TYPE_CHECKING:
    from ..lessons.kinds import Step
    from ..lessons.library import Library
    from ..walk import Walk

WRITTEN = frozenset({"text", "reveal"})  # kinds whose answer is one text


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as words. `written` when the lines are one text of the person's."""

    prompt: str
    lines: tuple[str, ...]
    answer: Answer
    put_away: bool = False  # the lesson no longer asks for it

    @property
    def written(self) -> bool:
        """Whether this is one text rather than a list."""
        return self.answer.kind in WRITTEN


def said_in(plan: Plan, lesson: str, library: "Library", options: Options) -> Iterator[Said]:
    """What was answered in a lesson, in the order of its steps; steps that only show something are left out.

    Answers to steps that the lesson no longer has come last. The plan has to be a copy for the reader. The prompt as it
    stood may quote other answers, so only its owner gets it; for others the question is worded anew, from what they may
    see.
    """
    from ..told import put_away, told

    walk = _walk(plan, lesson, library, options)
    rest = put_away(walk) if walk else plan.answers.of(lesson)
    for step in walk.lesson.steps if walk else ():
        answer = walk.answers.get(step.id) if walk else None
        lines = told(walk, step) if walk else []
        if answer is not None and (lines or answer.reason) and step.id not in rest:
            yield Said(_prompt(answer, step, walk, options), tuple(lines), answer)
    for answer in rest.values():
        lines = [] if answer.skipped else answer_lines(answer)
        if lines or answer.reason:
            yield Said(_prompt(answer, None, walk, options), tuple(lines), answer, put_away=walk is not None)


def _walk(plan: Plan, lesson: str, library: "Library", options: Options) -> "Walk | None":
    from ..lessons.library import NoLesson
    from ..walk import Walk

    try:
        return Walk(library.lesson(lesson), plan, options.now, str)
    except NoLesson:
        return None


def _prompt(answer: Answer, step: "Step | None", walk: "Walk | None", options: Options) -> str:
    if options.audience == "me" and answer.prompt:
        return answer.prompt
    return walk.worded(step.prompt or step.title) if step and walk else ""
