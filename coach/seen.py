"""Who may see the answer to a step, as its owner says it in a lesson: on the screen, and line by line."""

from collections.abc import Sequence

from .lessons.kinds import Step
from .lessons.survival import Attic, place_of
from .outcome import Outcome
from .plan.answers import Answer
from .plan.records import Record, Visibility
from .plan.seen import WHAT, seen, shown_to
from .walk import Walk
from .words import said


def answer_of(walk: Walk, step: Step) -> Answer | None:
    """The answer of which one can say who may see it; None where nothing was answered."""
    if not step.asks or isinstance(walk.standings.get(step.id), Attic):
        return None
    return walk.answers.get(step.id)


def none_words(step: Step) -> str:
    """Why there is nothing to say at a step."""
    if not step.asks:
        return said("This step asks nothing, so there is nothing to show to anybody.")
    return said("Nothing is kept at this step yet. Who may see an answer is said once it is there.")


def shown(walk: Walk, step: Step, chosen: Visibility, along: Sequence[Record] = ()) -> Outcome:
    """Says who may see the answer to a step, and with it some of the records that it wrote.

    Raises:
        LookupError: there is no answer.
    """
    id = place_of(step, walk.lesson.steps, walk.plan.answers.of(walk.lesson.id))
    if id is None:
        raise LookupError(step.id)
    place = f"{walk.lesson.id}/{id}"
    return Outcome(WHAT, step.title, place, tuple(shown_to(walk.plan, place, chosen, along)))


def named(records: Sequence[Record]) -> str:
    """Records by their names, the first few of them."""
    names = [said(record.title) if record.one else record.label for record in records]
    more = said(", and {n} more", n=len(names) - 3) if len(names) > 3 else ""
    return "; ".join(names[:3]) + more


def others_may_see(walk: Walk) -> list[tuple[Step, Answer]]:
    """The steps of which others may see the answer, in the order of the lesson."""
    found = [(step, answer_of(walk, step)) for step in walk.path]
    return [(step, answer) for step, answer in found if answer is not None and seen(answer) != "private"]
