"""The steps: what was done (C3), what is stuck (C4), what hangs in the air (C5), whether there is room for it (C6)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ..plan.order import blockers
from ..plan.plan import Plan
from ..plan.records import Goal, NextStep, Person, Record, Settings, Skill, Stop
from ..words import said, said_of
from .facts import Fact, Span
from .past import Past
from .wording import SAYING, day_words, joined, labels, listed, mentions, name_of, quoted, refs

OFTEN = 3  # times a step was moved
LONG = 30  # days of waiting
WEEKS = 4  # that open steps are held against
FOCUS = 3  # goals
MINUTES = {"15m": 15, "1h": 60, "half-day": 240, "bigger": 480}


def chosen(step: NextStep) -> bool:
    """Whether a step is one that the person means to take; an idea is not yet."""
    return step.open and step.status != "idea"


# --- C3 --------------------------------------------------------------------------


def done(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C3: how many steps were done, moved and let go since the last review, and what was learned from them."""
    steps = plan.all(NextStep)
    finished = [s for s in steps if s.status == "done" and span.holds(s.done_on or past.said_on(s, "status"))]
    moved = [s for s in steps if chosen(s) and _moved(s, past, span)]
    let_go = [s for s in steps if s.status == "dropped" and span.holds(s.dropped_on or past.said_on(s, "status"))]
    told = joined(_counts(len(finished), len(moved), len(let_go)))
    if not told:
        return []
    since = said("Since {day}: {counts}.", day=day_words(span.since), counts=told) if span.since else ""
    fact = Fact("C3", since or said("So far: {counts}.", counts=told), refs(*finished, *moved, *let_go))
    return [fact, *_learned(finished), *_reasons(let_go)]


def _counts(done: int, moved: int, let_go: int) -> list[str]:
    """How many steps there were of each sort; the first number says what is counted."""
    found = [said_of(done, "{n} step done", "{n} steps done")] if done else []
    if moved and found:
        found.append(said_of(moved, "{n} moved to another day", "{n} moved to another day"))
    elif moved:
        found.append(said_of(moved, "{n} step moved to another day", "{n} steps moved to another day"))
    if let_go and found:
        found.append(said_of(let_go, "{n} let go", "{n} let go"))
    elif let_go:
        found.append(said_of(let_go, "{n} step let go", "{n} steps let go"))
    return found


def _moved(step: NextStep, past: Past, span: Span) -> bool:
    """Whether the date of a step went to another day."""
    if span.since is None and step.moved:
        return True
    return any(turn.old and turn.new and span.holds(turn.on) for turn in past.turns(step, "due"))


def _learned(steps: Sequence[NextStep]) -> Iterator[Fact]:
    for step in steps:
        if step.learned:
            name, learned = quoted(step.label), quoted(step.learned, SAYING)
            yield Fact("C3", said("From {step} you learned: {words}.", step=name, words=learned), refs(step))


def _reasons(steps: Sequence[NextStep]) -> Iterator[Fact]:
    for step in steps:
        if step.dropped_reason:
            name, why = quoted(step.label), quoted(step.dropped_reason, SAYING)
            yield Fact("C3", said("You let {step} go: {why}.", step=name, why=why), refs(step))


# --- C4 --------------------------------------------------------------------------


def stuck(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C4: each step that was moved often or has waited long, and what it waits on."""
    found = []
    before = _before(plan)
    for step in filter(chosen, plan.all(NextStep)):
        told = [words for words in (_often(step), _waited(step, before.get(step.id), past, span.today)) if words]
        if told:
            words = said("{step} {what}.", step=quoted(step.label), what=listed(told))
            found.append(Fact("C4", words, refs(step)))
    return found


def _often(step: NextStep) -> str:
    return said("has been moved {n} times", n=step.moved) if step.moved >= OFTEN else ""


def _before(plan: Plan) -> dict[str, NextStep]:
    """The open step that has to be done before another one, by the id of that other."""
    steps = {step.id: step for step in plan.all(NextStep) if step.open}
    return {id: steps[other] for id, other in blockers(list(steps.values())).items()}


def _waited(step: NextStep, before: NextStep | None, past: Past, today: dt.date) -> str:
    """For how long a step has waited, and for what; empty when that is not long or not known."""
    if step.status != "waiting" and before is None:
        return ""
    field = "status" if step.status == "waiting" else "waits_for"
    since = past.said_on(step, field) or step.created
    days = (today - since).days if since else 0
    return _waiting(step, before, days) if days > LONG else ""


def _waiting(step: NextStep, before: NextStep | None, days: int) -> str:
    if step.waiting_on:
        return said("has been waiting for {n} days, for {name}", n=days, name=name_of(step.waiting_on))
    if before:
        return said("has been waiting for {n} days, until {step} is done", n=days, step=quoted(before.label))
    return said("has been waiting for {n} days, and for what is not noted", n=days)


# --- C5 --------------------------------------------------------------------------


def orphans(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C5: goals without a step, steps without a goal or stop, stops ahead without a date, a skill or a person."""
    steps = [step for step in plan.all(NextStep) if chosen(step)]
    goals = [goal for goal in plan.all(Goal) if goal.open]
    stops = [stop for stop in plan.all(Stop) if stop.open]
    served = {step.goal for step in steps}
    alone = [goal for goal in goals if goal.status == "active" and goal.id not in served]
    ahead = {goal.id for goal in goals}, {stop.id for stop in stops}
    loose = [step for step in steps if step.goal not in ahead[0] and step.stop not in ahead[1]]
    afloat = [stop for stop in stops if stop.status not in ("now", "parked") and _afloat(stop, plan)]
    return [
        *_list(said_of(len(alone), "{n} goal has no open step", "{n} goals have no open step"), alone),
        *_list(_loose(len(loose)), loose),
        *_list(_adrift(len(afloat)), afloat),
    ]


def _loose(n: int) -> str:
    return said_of(n, "{n} open step serves no open goal or stop", "{n} open steps serve no open goal or stop")


def _adrift(n: int) -> str:
    return said_of(n, "{n} stop ahead names no date, skill or person", "{n} stops ahead name no date, skill or person")


def _list(what: str, records: Sequence[Record]) -> Iterator[Fact]:
    if records:
        yield Fact("C5", f"{what}: {joined(labels(records))}.", refs(*records))


def _afloat(stop: Stop, plan: Plan) -> bool:
    """Whether nothing ties a stop to the rest: no date, and no skill or person of the plan in what is said of it."""
    words = f"{stop.name} {stop.must_be_true or ''} {stop.arrived_when or ''}"
    known = [row.label for kind in (Skill, Person) for row in plan.all(kind)]
    return not stop.when and not any(mentions(words, name) for name in known)


# --- C6 --------------------------------------------------------------------------


def overload(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C6: the size of the open steps of the coming four weeks against the time there is, and goals beyond three."""
    return [*_hours(plan, span), *_goals(plan)]


def _hours(plan: Plan, span: Span) -> Iterator[Fact]:
    if span.minutes_per_week is None:
        return
    before = _before(plan)
    steps = [step for step in plan.all(NextStep) if _ahead(step, span.today) and step.id not in before]
    sized = [step for step in steps if step.size in MINUTES]
    needed, room = sum(MINUTES[step.size or ""] for step in sized), WEEKS * span.minutes_per_week
    if needed <= room:
        return
    bare = len(steps) - len(sized)
    more = said_of(bare, "; {n} more has no size", "; {n} more have no size") if bare else ""
    words = said(
        "The open steps of the coming {n} weeks come to about {time}, "
        "and {n} weeks at {minutes} minutes make {room}{more}.",
        n=WEEKS, time=_time(needed), minutes=span.minutes_per_week, room=_time(room), more=more,
    )  # fmt: skip
    yield Fact("C6", words, refs(*sized, *(row for row in [plan.get(Settings)] if row)))


def _ahead(step: NextStep, today: dt.date) -> bool:
    """Whether a step wants time in the coming weeks. One that waits for somebody, or is put off longer, does not."""
    days = [(day - today).days for day in (step.due, step.not_before) if day]
    return step.status in ("todo", "doing") and max(days, default=0) <= 7 * WEEKS


def _time(minutes: int) -> str:
    if minutes < 60:
        return said_of(minutes, "{n} minute", "{n} minutes")
    hours = f"{minutes / 60:.1f}".removesuffix(".0")
    return said_of(1 if hours == "1" else 2, "{hours} hour", "{hours} hours", hours=hours)


def _goals(plan: Plan) -> Iterator[Fact]:
    active = [goal for goal in plan.all(Goal) if goal.status == "active"]
    if len(active) > FOCUS:
        goals = joined(labels(active))
        yield Fact("C6", said("{n} goals are active at once: {goals}.", n=len(active), goals=goals), refs(*active))
