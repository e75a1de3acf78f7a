"""Two people change the same plan: no wording is lost, undo gives back what was, and twice is once."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.packets.form import Row
from coach.packets.merge import FROM, Side, changes, meet
from coach.plan.events import Change, Event, apply, inverse
from coach.plan.plan import Plan
from tests.helpers import MONDAY

WORDS = st.sampled_from(["", "one", "two", "three"])
GOAL = st.fixed_dictionaries(
    {"name": WORDS}, optional={"why": WORDS, "measure": WORDS, "importance": st.integers(0, 2)}
)
ANSWER = st.builds(lambda text, prompt: {"kind": "text", "value": {"text": text}, "prompt": prompt}, WORDS, WORDS)
ROWS = {("goals", "g1"): GOAL, ("goals", "g2"): GOAL, ("answers", "start-here/why"): ANSWER}
SIDES: list[Side | None] = ["ours", "theirs", None]  # None: the newer one
SIDE = st.fixed_dictionaries({}, optional=ROWS)


def event(n: int, found: list[Change], source: str = "") -> Event:
    """Something that happened on the nth day."""
    return Event(id=f"e{n}", at=MONDAY + dt.timedelta(days=n), what="changed", source=source, changes=tuple(found))


def laid(plan: Plan, side: dict) -> list[Change]:
    """What somebody writes who replaces records whole."""
    found = []
    for (table, id), new in side.items():
        there = plan.fields(table, id)
        found.append(Change(table, id, {**dict.fromkeys(there or {}), **new}, there))
    return found


def rows(side: dict) -> list[Row]:
    """What they send."""
    at = MONDAY + dt.timedelta(days=5)
    return [Row(table, id, dict(fields), at) for (table, id), fields in side.items()]


def wordings(side: dict) -> set[str]:
    """What somebody said, field by field, as it stands in a journal."""
    found = {(where, name, str(value)) for where, fields in side.items() for name, value in fields.items()}
    return {str(one) for one in found if one[1] != "prompt"}


def everything(plan: Plan, history: list[Event]) -> set[str]:
    """All that the plan and its history hold."""
    held = [(c.table, c.id, part) for e in history for c in e.changes for part in (c.new, c.old)]
    held += [(*where, plan.fields(*where)) for where in ROWS]
    return {str(((table, id), name, str(value))) for table, id, part in held for name, value in (part or {}).items()}


@settings(max_examples=60, deadline=None)
@given(SIDE, SIDE, SIDE, st.sampled_from(SIDES), st.booleans())
def test_nothing_is_lost(base: dict, ours: dict, theirs: dict, side: Side | None, later: bool) -> None:
    plan, history = Plan(), []
    for n, (change, source) in enumerate([(base, FROM + "before"), (ours, "")]):
        history.append(event(8 * n if later else n, laid(plan, change), source))
        plan = apply(plan, history[-1])
    sent = {**base, **theirs}
    met = meet(plan, history, rows(sent))
    found = changes(met, lambda one: one.newer if side is None else side)
    after = event(10, found, FROM + "now")
    merged = apply(plan, after)
    held = everything(merged, [*history, after])
    assert wordings(ours) | wordings(theirs) <= held
    undone = apply(merged, event(11, list(inverse(after))))
    assert all(undone.fields(*where) == plan.fields(*where) for where in ROWS)
    again = meet(merged, [*history, after] if found else history, rows(sent))
    assert not changes(again, lambda one: "theirs") and not any(one.conflict for one in again)


def test_what_only_one_has_changed_is_no_conflict() -> None:
    base = {("goals", "g1"): {"name": "Teach", "why": "old", "measure": "old"}}
    plan = apply(Plan(), sent := event(0, laid(Plan(), base), FROM + "before"))
    mine = event(1, [Change("goals", "g1", {"why": "mine"}, {"why": "old"})])
    theirs = {("goals", "g1"): {"name": "Teach", "why": "old", "measure": "hers"}}
    (one,) = meet(apply(plan, mine), [sent, mine], rows(theirs))
    assert not one.conflict and one.result("ours") == {"name": "Teach", "why": "mine", "measure": "hers"}


def test_what_was_taken_out_here_stays_out_unless_it_changed_there() -> None:
    base = {("goals", "g1"): {"name": "Teach"}}
    plan = apply(Plan(), sent := event(0, laid(Plan(), base), FROM + "before"))
    plan = apply(plan, out := event(1, [Change("goals", "g1", None, {"name": "Teach"})]))
    assert meet(plan, [sent, out], rows(base)) == []
    assert len(meet(plan, [sent, out], rows({("goals", "g1"): {"name": "Teach more"}}))) == 1


def test_what_both_had_already_counts_as_agreed_from_then_on() -> None:
    here = {("goals", "g1"): {"name": "Teach"}}
    plan = apply(Plan(), own := event(0, laid(Plan(), here)))
    first = changes(meet(plan, [own], rows({**here, ("goals", "g2"): {"name": "Rest"}})), lambda one: "theirs")
    plan = apply(plan, came := event(1, first, FROM + "before"))
    (one,) = meet(plan, [own, came], rows({("goals", "g1"): {"name": "Teach well"}}))
    assert not one.conflict and one.result("ours") == {"name": "Teach well"}
