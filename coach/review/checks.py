"""The checks of a review, in their order. To add one, write its function and give it a row here."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ..plan.events import Event
from ..plan.plan import Plan
from ..words import marked, said
from . import age, coherence, fairness, growth, people, standing, steps, ways
from .facts import Fact, Rhythm, Span
from .past import Past

Find = Callable[[Plan, Past, Span], list[Fact]]
LONG: frozenset[Rhythm] = frozenset({"full", "event"})
HALF_HOUR: frozenset[Rhythm] = LONG | {"monthly"}
ALWAYS: frozenset[Rhythm] = HALF_HOUR | {"weekly"}  # these fit into ten minutes


@dataclass(frozen=True, slots=True)
class Check:
    """One check: pure, quiet when there is nothing to say, and content with a plan in which much was never said."""

    id: str  # "C1"
    name: str  # for programs
    title: str  # for people; said where it is shown
    find: Find
    rhythms: frozenset[Rhythm] = LONG


CHECKS: tuple[Check, ...] = (
    Check("C1", "delta", marked("What has moved"), standing.delta, HALF_HOUR),
    Check("C2", "gap", marked("The widest gaps"), standing.gaps, HALF_HOUR),
    Check("C3", "done", marked("Done, moved, let go"), steps.done, ALWAYS),
    Check("C4", "stuck", marked("Steps that are stuck"), steps.stuck, ALWAYS),
    Check("C5", "orphans", marked("What stands alone"), steps.orphans, HALF_HOUR),
    Check("C6", "overload", marked("Room in the weeks ahead"), steps.overload, ALWAYS),
    Check("C7", "stale", marked("Not looked at for long"), age.stale),
    Check("C8", "skills", marked("Skills"), growth.skills),
    Check("C9", "evidence", marked("Evidence"), growth.evidence),
    Check("C10", "people", marked("People"), people.people, ALWAYS),
    Check("C11", "agreements", marked("Agreements"), people.agreements),
    Check("C12", "decisions", marked("Decisions"), ways.decisions),
    Check("C13", "options", marked("Options and their tests"), ways.options),
    Check("C14", "change", marked("What changes around you"), ways.change),
    Check("C15", "drift", marked("Chosen or drifted"), standing.drift),
    Check("C16", "coherence", marked("Do the parts go together?"), coherence.coherence),
    Check("C17", "balance", marked("Choosing mentees"), fairness.balance),
)


def checks_for(which: Rhythm | Collection[str] = "full") -> list[Check]:
    """The checks of a rhythm, or those with these ids, in their order."""
    if isinstance(which, str):
        return [check for check in CHECKS if which in check.rhythms]
    return [check for check in CHECKS if check.id in which]


def title_of(id: str) -> str:
    """A check in words."""
    return next((said(check.title) for check in CHECKS if check.id == id), id)


def run(plan: Plan, events: Sequence[Event], span: Span, which: Rhythm | Collection[str] = "full") -> list[Fact]:
    """What the checks of a rhythm, or those with these ids, find in a plan and its history, check by check."""
    past = Past(events)
    return [fact for check in checks_for(which) for fact in check.find(plan, past, span)]
