"""The ways ahead: decisions (C12), options (C13), and what changes around the person (C14)."""

import datetime as dt
from collections.abc import Iterator

from ..plan.plan import Plan
from ..plan.records import Decision, Force, Futures, Option, ReviewDate, Task
from .age import MONTHS, before_months, latest
from .facts import Fact, Span
from .past import Past
from .wording import SAYING, day_words, quoted, refs

ALIVE = 90  # days without a test
SCAN = "scan"
TOOL = {"no": "not at all", "partly": "partly", "mostly": "mostly"}


# --- C12 -------------------------------------------------------------------------


def decisions(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C12: decisions to be looked at again or still to be taken, and what would change the person's mind."""
    return [fact for decision in plan.all(Decision) for fact in _decision(decision, span.today)]


def _decision(decision: Decision, today: dt.date) -> Iterator[Fact]:
    name, taken = quoted(decision.label), bool(decision.choice or decision.decided_on)
    if decision.revisit_on and decision.revisit_on <= today:
        words = f"The decision {name} was to be looked at again on {day_words(decision.revisit_on)}."
        yield Fact("C12", words, refs(decision))
    if decision.decide_by and decision.decide_by < today and not taken:
        words = f"{name} was to be decided by {day_words(decision.decide_by)}; no choice is noted."
        yield Fact("C12", words, refs(decision))
    if decision.would_change_my_mind and taken:
        what = quoted(decision.would_change_my_mind, SAYING)
        yield Fact("C12", f"On {name} you would change your mind if: {what}. Does that hold now?", refs(decision))


# --- C13 -------------------------------------------------------------------------


def options(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C13: options long alive without a test, tests without a result, and what tests showed."""
    return [fact for option in plan.all(Option) for fact in _option(option, past, span)]


def _option(option: Option, past: Past, span: Span) -> Iterator[Fact]:
    name = quoted(option.label)
    since = past.said_on(option, "status") or past.made_on(option)
    days = (span.today - since).days if since else 0
    if option.status == "alive" and not option.test and days > ALIVE:
        yield Fact("C13", f"{name} has been alive for {days} days, and no test is noted.", refs(option))
    pursued = option.open and option.status != "parked"
    if pursued and option.test and not option.learned and option.test_by and option.test_by < span.today:
        words = f"The test of {name} was set for {day_words(option.test_by)}; no result is noted."
        yield Fact("C13", words, refs(option))
    if option.learned and span.holds(past.said_on(option, "learned")):
        test = f" ({quoted(option.test)})" if option.test else ""
        yield Fact("C13", f"The test of {name}{test} showed: {quoted(option.learned, SAYING)}.", refs(option))


# --- C14 -------------------------------------------------------------------------


def change(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C14: signposts whose day has come or that were seen, tasks that a tool took up, forces long not scanned."""
    return [*_signposts(plan, span), *_tools(plan, past, span), *_forces(plan, past, span.today)]


def _signposts(plan: Plan, span: Span) -> Iterator[Fact]:
    for futures in plan.all(Futures):
        for post in futures.signposts:
            sign = quoted(post.sign)
            if post.seen_on and span.holds(post.seen_on):
                then = f"; for that you wrote: {quoted(post.then, SAYING)}" if post.then else ""
                yield Fact("C14", f"The sign {sign} was seen on {day_words(post.seen_on)}{then}.", refs(futures))
            elif not post.seen_on and post.look_on and post.look_on <= span.today:
                words = f"The sign {sign} was to be looked for on {day_words(post.look_on)}."
                yield Fact("C14", words, refs(futures))


def _tools(plan: Plan, past: Past, span: Span) -> Iterator[Fact]:
    """Tasks that a tool does more of, or less, than it did before."""
    for task in plan.all(Task):
        turns = [turn for turn in past.turns(task, "tool_today") if span.holds(turn.on)]
        before = next((turn.old for turn in turns if turn.old), None)
        if task.tool_today and before in TOOL and before != task.tool_today:
            words = f"A tool does {quoted(task.label)} {TOOL[task.tool_today]} now; before, it was {TOOL[before]}."
            yield Fact("C14", words, refs(task))


def _forces(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    forces = plan.all(Force)
    scans = [date for date in plan.all(ReviewDate) if date.kind == SCAN]
    seen = latest(*(past.touched_on(force) for force in forces), *(day for date in scans for day in date.done))
    if forces and seen and seen < before_months(today, MONTHS):
        yield Fact("C14", f"The forces of change were last looked at on {day_words(seen)}.", refs(*forces))
