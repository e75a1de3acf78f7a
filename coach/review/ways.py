"""The ways ahead: decisions (C12), options (C13), and what changes around the person (C14)."""

import datetime as dt
from collections.abc import Iterator

from ..plan.plan import Plan
from ..plan.records import Decision, Force, Futures, Option, ReviewDate, Task
from ..words import marked, said
from .age import MONTHS, before_months, latest
from .facts import Fact, Span
from .past import Past
from .wording import SAYING, day_words, quoted, refs

ALIVE = 90  # days without a test
SCAN = "scan"
TOOL = {"no": marked("not at all"), "partly": marked("partly"), "mostly": marked("mostly")}


# --- C12 -------------------------------------------------------------------------


def decisions(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C12: decisions to be looked at again or still to be taken, and what would change the person's mind."""
    return [fact for decision in plan.all(Decision) for fact in _decision(decision, span.today)]


def _decision(decision: Decision, today: dt.date) -> Iterator[Fact]:
    name, taken = quoted(decision.label), bool(decision.choice or decision.decided_on)
    if decision.revisit_on and decision.revisit_on <= today:
        day = day_words(decision.revisit_on)
        words = said("The decision {decision} was to be looked at again on {day}.", decision=name, day=day)
        yield Fact("C12", words, refs(decision))
    if decision.decide_by and decision.decide_by < today and not taken:
        day = day_words(decision.decide_by)
        words = said("{decision} was to be decided by {day}; no choice is noted.", decision=name, day=day)
        yield Fact("C12", words, refs(decision))
    if decision.would_change_my_mind and taken:
        what = quoted(decision.would_change_my_mind, SAYING)
        words = said("On {name} you would change your mind if: {what}. Does that hold now?", name=name, what=what)
        yield Fact("C12", words, refs(decision))


# --- C13 -------------------------------------------------------------------------


def options(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C13: options long alive without a test, tests without a result, and what tests showed."""
    return [fact for option in plan.all(Option) for fact in _option(option, past, span)]


def _option(option: Option, past: Past, span: Span) -> Iterator[Fact]:
    name = quoted(option.label)
    since = past.said_on(option, "status") or past.made_on(option)
    days = (span.today - since).days if since else 0
    if option.status == "alive" and not option.test and days > ALIVE:
        words = said("{option} has been alive for {n} days, and no test is noted.", option=name, n=days)
        yield Fact("C13", words, refs(option))
    pursued = option.open and option.status != "parked"
    if pursued and option.test and not option.learned and option.test_by and option.test_by < span.today:
        day = day_words(option.test_by)
        words = said("The test of {option} was set for {day}; no result is noted.", option=name, day=day)
        yield Fact("C13", words, refs(option))
    if option.learned and span.holds(past.said_on(option, "learned")):
        test = f" ({quoted(option.test)})" if option.test else ""
        learned = quoted(option.learned, SAYING)
        words = said("The test of {option}{test} showed: {learned}.", option=name, test=test, learned=learned)
        yield Fact("C13", words, refs(option))


# --- C14 -------------------------------------------------------------------------


def change(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C14: signposts whose day has come or that were seen, tasks that a tool took up, forces long not scanned."""
    return [*_signposts(plan, span), *_tools(plan, past, span), *_forces(plan, past, span.today)]


def _signposts(plan: Plan, span: Span) -> Iterator[Fact]:
    for futures in plan.all(Futures):
        for post in futures.signposts:
            sign = quoted(post.sign)
            if post.seen_on and span.holds(post.seen_on):
                yield Fact("C14", _seen(sign, day_words(post.seen_on), post.then), refs(futures))
            elif not post.seen_on and post.look_on and post.look_on <= span.today:
                words = said("The sign {sign} was to be looked for on {day}.", sign=sign, day=day_words(post.look_on))
                yield Fact("C14", words, refs(futures))


def _seen(sign: str, day: str, then: str | None) -> str:
    if not then:
        return said("The sign {sign} was seen on {day}.", sign=sign, day=day)
    words = quoted(then, SAYING)
    return said("The sign {sign} was seen on {day}; for that you wrote: {words}.", sign=sign, day=day, words=words)


def _tools(plan: Plan, past: Past, span: Span) -> Iterator[Fact]:
    """Tasks that a tool does more of, or less, than it did before."""
    for task in plan.all(Task):
        turns = [turn for turn in past.turns(task, "tool_today") if span.holds(turn.on)]
        before = next((turn.old for turn in turns if turn.old), None)
        if task.tool_today and before in TOOL and before != task.tool_today:
            now, then = said(TOOL[task.tool_today]), said(TOOL[before])
            name = quoted(task.label)
            words = said("A tool does {task} {now} now; before, it was {before}.", task=name, now=now, before=then)
            yield Fact("C14", words, refs(task))


def _forces(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    forces = plan.all(Force)
    scans = [date for date in plan.all(ReviewDate) if date.kind == SCAN]
    seen = latest(*(past.touched_on(force) for force in forces), *(day for date in scans for day in date.done))
    if forces and seen and seen < before_months(today, MONTHS):
        words = said("The forces of change were last looked at on {day}.", day=day_words(seen))
        yield Fact("C14", words, refs(*forces))
