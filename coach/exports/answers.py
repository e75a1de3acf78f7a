"""Answers to lessons as readable lines: the step's own words where the lesson is there, plain ones where it is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..plan.answers import Answer
from ..plan.plan import Plan
from .base import Options

if TYPE_CHECKING:
    from ..lessons.kinds import Step
    from ..lessons.library import Library
    from ..walk import Walk

NOT_SAID = frozenset(
    {"record", "records", "labels", "names", "notes", "tries", "replays", "id", "found"}
)  # of a kept answer
WRITTEN = frozenset({"text", "reveal"})  # kinds whose answer is one text


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as words. `written` when the lines are one text of the person's."""

    prompt: str
    lines: tuple[str, ...]
    answer: Answer

    @property
    def written(self) -> bool:
        """Whether this is one text rather than a list."""
        return self.answer.kind in WRITTEN


def said_in(plan: Plan, lesson: str, library: "Library", options: Options) -> Iterator[Said]:
    """What was answered in a lesson, in the order of its steps; steps that only show something are left out.

    The plan has to be a copy for the reader. The prompt as it stood may quote other answers, so only its owner gets it;
    for others the question is worded anew, from what they may see.
    """
    walk = _walk(plan, lesson, library, options)
    steps = {step.id: step for step in walk.lesson.steps} if walk else {}
    answers = plan.answers.of(lesson)
    for id in [*(id for id in steps if id in answers), *(id for id in answers if id not in steps)]:
        answer, step = answers[id], steps.get(id)
        lines = tuple(_lines(answer, step, walk))
        if lines or answer.reason:
            yield Said(_prompt(answer, step, walk, options), lines, answer)


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


def _lines(answer: Answer, step: "Step | None", walk: "Walk | None") -> list[str]:
    if answer.skipped:
        return []
    if step is not None and walk is not None and step.kind == answer.kind:
        try:
            return [str(line) for line in step.words(answer.value, walk.given)]
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            pass  # edited by hand, or from another version of the lesson
    return list(plain_lines(answer.value))


def plain_lines(value: dict[str, Any]) -> Iterator[str]:
    """A kept answer as lines, without knowing the step: ids are named where the answer itself names them."""
    names = {**_dict(value.get("names")), **_dict(value.get("labels"))}
    for key, one in value.items():
        if key in NOT_SAID or one in (None, "", [], {}):
            continue
        if isinstance(one, dict):
            yield from (f"{names.get(id, id)}: {_flat(_named(v, names))}" for id, v in one.items())
        elif isinstance(one, list):
            yield from (_flat(_named(v, names)) for v in one)
        elif isinstance(one, str):
            yield from one.splitlines()
        else:
            yield f"{key.replace('_', ' ').capitalize()}: {_flat(one)}"


def _named(value: Any, names: dict[str, Any]) -> Any:
    return names.get(value, value) if isinstance(value, str) else value


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(_flat(v) for k, v in value.items() if k not in NOT_SAID and v not in (None, "", [], {}))
    if isinstance(value, list):
        return ", ".join(_flat(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
