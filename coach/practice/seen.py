"""What of a client's plan a coach may see, and what of it came out of coaching."""

from typing import Literal

from ..exports.visible import SEEN, level, visible
from ..plan.plan import Plan
from ..plan.records import NextStep

COACH: Literal["coach"] = "coach"  # to whom a promise was made, in a client's plan
SESSION = "session/"  # the source of what was promised in a session: session/<id>


def as_seen(plan: Plan) -> Plan:
    """The plan without what the client keeps private."""
    return visible(plan, "coach").plan


def promised(step: NextStep) -> bool:
    """Whether a step was agreed with the coach, or assigned by them."""
    return (step.source or "").startswith(SESSION) or (step.agreed_with or "").casefold() == COACH


def promises(plan: Plan) -> list[NextStep]:
    """What the client has promised and lets the coach see, done or not, in the order in which it was."""
    return [step for step in plan.all(NextStep) if promised(step) and level(step) in SEEN["coach"]]


def met(step: NextStep, plan: Plan) -> bool:
    """Whether nothing more is to be done: the step has ended, or the lesson that it asks for was finished since."""
    progress = plan.progress.get(step.lesson or "")
    finished = progress.finished_on if progress else None
    return not step.open or (finished is not None and (step.created is None or finished >= step.created))
