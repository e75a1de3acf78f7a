"""Where the person stands: what has moved in the ratings (C1), the widest gaps (C2), chosen or drifted (C15)."""

import math
from collections.abc import Iterator, Sequence

from ..plan.plan import Plan
from ..plan.records import Assessment, NextStep, Review
from ..plan.words import ROLE_PLAY, instrument_words
from ..words import marked, said, said_of
from .compare import called, comparable, delta_facts, is_new
from .facts import Fact, Span, day_of
from .past import Past
from .wording import day_words, joined, name_of, quoted, refs

DRIFT, WHEEL = "drift", "wheel"
GAPS = 2


def delta(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C1: the last two sittings of the same instrument and version, if the last one is new. Drift has C15."""
    instruments = dict.fromkeys(sitting.instrument for sitting in plan.all(Assessment))
    found: list[Fact] = []
    for instrument in instruments:
        sittings = comparable(plan, instrument)
        if instrument != DRIFT and not instrument.startswith(ROLE_PLAY) and is_new(sittings[-1], span):
            found += delta_facts("C1", _title(instrument), sittings)
    return found


def _title(instrument: str) -> str:
    return name_of(instrument_words(instrument) or said("Ratings")).rstrip("?")  # a question mark makes it a question


def gaps(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C2: where the wheel is furthest below how much it matters: the two widest gaps."""
    wheels = plan.sittings(WHEEL)
    if not wheels:
        return []
    last = wheels[-1]
    wide = [(last.second[id] - now, id, now) for id, now in last.ratings.items() if id in last.second]
    wide = sorted((gap for gap in wide if gap[0] > 0 and math.isfinite(gap[0])), key=lambda gap: -gap[0])[:GAPS]
    if not wide:
        return []
    first, second = name_of(last.first_name or said("now")), name_of(last.second_name or said("importance"))
    told = [f"{called(last, id)} ({first} {now:g}, {second} {last.second[id]:g})" for _, id, now in wide]
    return [Fact("C2", _gap_words(told, day_words(last.taken_on) if last.taken_on else ""), refs(last))]


def _gap_words(told: list[str], day: str) -> str:
    n, gaps = len(told), joined(told)
    if not day:
        one, many = (
            marked("In the wheel, the widest gap is {gaps}."),
            marked("In the wheel, the widest gaps are {gaps}."),
        )
        return said(many if n > 1 else one, gaps=gaps)
    return said_of(
        n,
        "In the wheel of {day}, the widest gap is {gaps}.",
        "In the wheel of {day}, the widest gaps are {gaps}.",
        day=day, gaps=gaps,
    )  # fmt: skip


def drift(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C15: the drift check beside the one before, and what came of the changes chosen at the last review."""
    sittings = comparable(plan, DRIFT)
    found: list[Fact] = []
    if len(sittings) > 1 and is_new(sittings[-1], span):
        found += delta_facts("C15", said("Chosen or drifted"), sittings)
        found = found or [_unmoved(sittings[-2], sittings[-1])]
    return found + list(_chosen(plan, span))


def _unmoved(before: Assessment, last: Assessment) -> Fact:
    then = day_words(before.taken_on) if before.taken_on else said("last time")
    return Fact("C15", said("Chosen or drifted: no number has changed since {day}.", day=then), refs(before, last))


def _chosen(plan: Plan, span: Span) -> Iterator[Fact]:
    """How many changes were chosen at the last review, and how many of the steps set with them are done."""
    held = [(day_of(review), review) for review in plan.all(Review) if review.changes]
    dated = [(day, review) for day, review in held if day is not None and day < span.today]
    if not dated:
        return
    day, review = max(dated, key=lambda pair: pair[0])
    chosen = joined([quoted(change) for change in review.changes])
    steps = _steps_of(review, plan)
    words = said_of(
        len(review.changes),
        "On {day} you chose {n} change: {changes}{came}.",
        "On {day} you chose {n} changes: {changes}{came}.",
        day=day_words(day), changes=chosen, came=_came(steps),
    )  # fmt: skip
    yield Fact("C15", words, refs(review, *steps))


def _came(steps: Sequence[NextStep]) -> str:
    """What has become of the steps that were set with the changes, as the end of a sentence."""
    n, done = len(steps), sum(step.status == "done" for step in steps)
    if n > 1 and not done:
        return said("; of {steps} steps set with them, none is done", steps=n)
    if n > 1:
        return said_of(
            done,
            "; of {steps} steps set with them, {n} is done",
            "; of {steps} steps set with them, {n} are done",
            steps=n,
        )
    now = {"done": marked("; the step set then is done"), "dropped": marked("; the step set then was let go")}
    return "".join(said(now.get(step.status, marked("; the step set then is still open"))) for step in steps)


def _steps_of(review: Review, plan: Plan) -> list[NextStep]:
    """The steps a review set: those it names, or those made on its day in the lesson that it was walked as."""
    steps = plan.all(NextStep)
    if review.steps:
        return [step for step in steps if f"next_steps/{step.id}" in review.steps or step.id in review.steps]
    lesson, slash, _ = (review.source or "").partition("/")
    own = [step for step in steps if slash and (step.source or "").startswith(f"{lesson}/")]
    return [step for step in own if step.created == day_of(review)]
