"""What a review came to, for the page at its end: what became of things, the changes, the one step, the next date."""

import datetime as dt
from collections.abc import Iterator

from ..dates import in_words
from ..plan.plan import Plan
from ..plan.records import NextStep, Review, ReviewDate
from ..words import marked, said, said_of

NAMED = 3  # of what was done, changed or let go; the rest is counted
# what became of records, in the order in which it is told
BECAME = {
    "done": marked("Done"), "reached": marked("Reached"), "change": marked("Changed"), "moved": marked("Moved"),
    "drop": marked("Let go"), "gone": marked("Gone"), "step": marked("Now a step"), "goal": marked("Now a goal"),
    "success": marked("Now a success"),
}  # fmt: skip
TOLD = frozenset({"reviews", "next_steps", "goals", "stops", "constraints", "if_thens", "review_schedule"})

Part = tuple[str, list[str]]  # a heading, and the lines below it


def outcome(plan: Plan, review: Review, today: dt.date) -> list[Part]:
    """The parts of it that there is something to say about, each with its heading."""
    parts = [
        (said("What you decided"), list(_became(plan, review))),
        (said("What you change"), [f"{n}. {change}" for n, change in enumerate(review.changes, 1)]),
        (said("Your step"), list(_steps(plan, review))),
        (said("You look again on"), list(_again(plan, review, today))),
    ]
    return [(heading, lines) for heading, lines in parts if lines]


def _became(plan: Plan, review: Review) -> Iterator[str]:
    for action, words in BECAME.items():
        rows = [one for one in review.revisions if one.action == action]
        names = [row.label for one in rows if (row := plan.record(one.entity, one.id)) is not None]
        more = said(", and {n} more", n=len(names) - NAMED) if len(names) > NAMED else ""
        if names:
            yield f"{said(words)}: {'; '.join(names[:NAMED])}{more}"
    kept = sum(one.action == "keep" for one in review.revisions)
    if kept:
        yield said_of(kept, "{n} stays as it was", "{n} stay as they were")


def _steps(plan: Plan, review: Review) -> Iterator[str]:
    own = [step for step in plan.all(NextStep) if f"{NextStep.table}/{step.id}" in review.steps]
    for step in own:
        by = said(" (by {day})", day=in_words(step.due)) if step.due and step.open else ""
        yield f"{step.text}{by}"


def _again(plan: Plan, review: Review, today: dt.date) -> Iterator[str]:
    dates = [date for date in plan.all(ReviewDate) if date.kind == review.kind]
    ahead = [(date.next_on, date) for date in dates if date.next_on and date.next_on > today]
    if ahead:
        day, date = min(ahead, key=lambda pair: pair[0])
        sooner = said(", or sooner: {event}", event=date.trigger) if date.trigger else ""
        yield f"{in_words(day)}: {date.what}{sooner}"
