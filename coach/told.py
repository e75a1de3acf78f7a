"""An answer as lines to be read, whatever has become of its step since: so say screens, the plain mode and exports."""

from .lessons.kinds import Step
from .lessons.survival import Attic, Marked, attic
from .plan.answers import Answer
from .plan.plainly import answer_lines
from .walk import Walk
from .words import marked, said

WAS = marked("was: ")  # before words that have no place in the step any more


def told(walk: Walk, step: Step) -> list[str]:
    """The answer to a step; empty when there is none. What no longer fits the step follows as `was: ...`."""
    found = walk.standings.get(step.id)
    if found is None or isinstance(found, Attic):
        return []
    lines = _words(walk, step, found.value) if found.value else answer_lines(walk.answers[step.id])
    return lines + ([f"{said(WAS)}{words}" for words in found.words] if isinstance(found, Marked) else [])


def _words(walk: Walk, step: Step, value: dict[str, object]) -> list[str]:
    try:
        return [str(line) for line in step.words(value, walk.given) if str(line)]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return answer_lines(walk.answers[step.id])  # edited by hand, or from another version of the lesson


def put_away(walk: Walk) -> dict[str, Answer]:
    """The answers that no step of the lesson asks for any more, by the id of the step that did."""
    return attic(walk.lesson.steps, walk.answers)


def new_since(walk: Walk) -> list[Step]:
    """The steps that have come to a lesson since it was finished, and were not looked at."""
    return [step for step in walk.path if walk.finished and step.asks and not walk.answered(step)]


def untouched(walk: Walk) -> bool:
    """Whether nothing has been answered yet this time, as in a review that was begun just now."""
    run = walk.progress.run
    return walk.place.n == 1 and not any(answer.run == run for answer in walk.answers.values())
