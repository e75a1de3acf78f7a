"""The order of next steps: total, the same each time, moved by nothing that has nothing to do with it, and in words."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.plan.order import blockers
from coach.plan.plan import Plan
from coach.plan.records import IfThen, NextStep
from coach.plan.today import pick, shown

TODAY = dt.date(2026, 11, 23)  # a Monday


def day(n: int) -> dt.date:
    return TODAY + dt.timedelta(days=n)


def plan_of(steps: list[NextStep]) -> Plan:
    return Plan(tables={"next_steps": {step.id: step for step in steps}})


def ids(*steps: NextStep) -> list[str]:
    return [one.step.id for one in pick(plan_of(list(steps)), TODAY)]


def reason(id: str, *steps: NextStep) -> str:
    return next(one.reason for one in pick(plan_of(list(steps)), TODAY) if one.step.id == id)


def step(id: str, **fields: Any) -> NextStep:
    return NextStep(id=id, text=f"step {id}", **fields)


def test_the_order_as_it_is_written_down() -> None:
    written = [
        step("pinned", pinned=True),
        step("late", due=day(-3)),
        step("ask", status="waiting", waiting_on="Ravi", follow_up=day(-1), due=day(-9)),
        step("today", due=day(0)),
        step("soon", due=day(7)),
        step("doing", status="doing"),
        step("doing later", status="doing", due=day(30)),
        step("later", due=day(8)),
        step("free"),
        step("waiting", status="waiting", waiting_on="Ravi", follow_up=day(2)),
        step("blocked", waits_for="free", due=day(40)),
        step("some day", status="waiting"),
        step("from march", not_before=day(100), due=day(-1)),
        step("idea", status="idea"),
    ]
    assert ids(*reversed(written)) == [one.id for one in written]


def test_what_is_waited_for_takes_over_the_urgency_and_says_so() -> None:
    steps = [step("other", due=day(1)), step("book"), step("course", due=day(-2), waits_for="book")]
    assert ids(*steps) == ["book", "other", "course"]
    assert reason("book", *steps) == "“step course” waits for it and was due 2 days ago"
    assert reason("course", *steps) == "waits for “step book”; its date passed 2 days ago"
    chain = [step("c", due=day(1), waits_for="b"), step("b", waits_for="a"), step("a"), step("x", due=day(2))]
    assert ids(*chain) == ["a", "x", "b", "c"]
    assert reason("a", *chain) == "“step c” waits for it and is due tomorrow"
    assert reason("b", *chain) == "waits for “step a”; “step c” waits for it and is due tomorrow"


def test_the_two_strongest_reasons_stand_on_one_line() -> None:
    long = "Ask Joan what comes after the trial, and in writing"
    steps = [
        NextStep(id="form", text="Form", due=day(1), agreed_with="Jo", moved=4, every="P1M"),
        NextStep(id="ask", text=long, waits_for="form"), step("free", moved=3), step("far", due=day(60), pinned=True),
    ]  # fmt: skip
    brief = {one.step.id: one.brief for one in pick(plan_of(steps), TODAY)}
    assert brief == {
        "form": "due tomorrow; “Ask Joan what comes after the…” waits for it", "ask": "waits for “Form”",
        "free": "moved 3 times", "far": f"pinned; due on {day(60).day} January 2027",
    }  # fmt: skip
    assert long in reason("form", *steps)
    assert all(len(words) < 72 for words in brief.values())


def test_a_pinned_step_brings_what_it_waits_for_along() -> None:
    steps = [step("late", due=day(-9)), step("b"), step("a", waits_for="b", pinned=True), step("p", pinned=True)]
    assert ids(*steps) == ["b", "a", "p", "late"]
    assert reason("b", *steps) == "“step a” waits for it and is pinned"
    assert reason("a", *steps) == "pinned; waits for “step b”"


def test_a_blocker_that_cannot_be_acted_on_stays_behind_and_what_it_blocks_behind_it() -> None:
    steps = [step("x", due=day(-1), waits_for="b"), step("b", not_before=day(9)), step("free")]
    assert ids(*steps) == ["free", "b", "x"]
    assert reason("b", *steps) == "“step x” waits for it; not before 2 December"


def test_days_in_words() -> None:
    assert reason("a", step("a", not_before=dt.date(2027, 3, 3))) == "not before 3 March 2027"
    assert reason("a", step("a", not_before=day(1))) == "not before tomorrow"
    asked = {"status": "waiting", "waiting_on": "Ravi"}
    assert reason("a", step("a", **asked, follow_up=day(0))) == "ask Ravi: the day to follow up is today"
    assert reason("a", step("a", **asked, follow_up=day(-2))) == "ask Ravi: the day to follow up was 2 days ago"
    assert reason("a", step("a", **asked, follow_up=day(3))) == "waits for Ravi, to ask again on Thursday"
    assert reason("a", step("a", every="P2W", moved=3)) == "moved 3 times; every 2 weeks"
    assert reason("a", step("a", after="P1M")) == "again a month after it is done"


def test_the_cue_stands_with_the_step() -> None:
    cues = {"i": IfThen(id="i", cue="I hang up my apron", act="step a", about="next_steps/a"),
            "j": IfThen(id="j", cue="it rains", act="I read", about="next_steps/b")}  # fmt: skip
    plan = Plan(tables={"next_steps": {"a": step("a"), "b": step("b"), "c": step("c")}, "if_thens": cues})
    assert [one.cue for one in pick(plan, TODAY)] == ["If I hang up my apron", "If it rains, then I read", ""]


def test_what_is_done_or_let_go_or_unknown_blocks_nothing() -> None:
    for blocker in (step("b", status="done"), step("b", status="dropped"), step("z")):
        picks = pick(plan_of([step("a", due=day(1), waits_for="b"), blocker]), TODAY)
        assert (picks[0].step.id, picks[0].waits, picks[0].reason) == ("a", False, "due tomorrow")


def test_circles_are_cut_at_the_first_made() -> None:
    assert ids(step("a", waits_for="a")) == ["a"]
    circle = [step("a", waits_for="c"), step("b", waits_for="a"), step("c", waits_for="b", due=day(-1))]
    assert ids(*circle) == ["a", "b", "c"]
    assert "it and “step c” wait for each other" in reason("a", *circle)
    assert blockers([step("x", waits_for="c"), *circle]) == {"x": "c", "b": "a", "c": "b"}, "from wherever it is met"


def test_the_first_three_are_not_before_their_day() -> None:
    steps = [step("a", not_before=day(3)), step("b"), step("c", not_before=day(1), pinned=True)]
    assert [one.step.id for one in shown(pick(plan_of(steps), TODAY))] == ["c", "b"]


@pytest.mark.parametrize("n", [2, 5000])
def test_long_chains_and_circles_end(n: int) -> None:
    steps = [step(str(i), waits_for=str(i + 1)) for i in range(n)] + [step(str(n), waits_for="0")]
    assert ids(*steps) == ["0", *(str(i) for i in range(n, 0, -1))]


# --- whatever the steps ------------------------------------------------------------------

DAYS = st.none() | st.integers(-20, 40).map(day)
STATUSES = st.sampled_from(["todo", "todo", "doing", "waiting", "idea", "done", "dropped"])


@st.composite
def any_steps(draw: st.DrawFn, prefix: str = "s") -> list[NextStep]:
    """Up to nine steps that wait for one another in any way, in circles too."""
    names = [f"{prefix}{n}" for n in range(draw(st.integers(0, 9)))]
    return [
        step(name, due=draw(DAYS), status=draw(STATUSES), follow_up=draw(DAYS), not_before=draw(DAYS),
             pinned=draw(st.booleans()), waits_for=draw(st.none() | st.sampled_from([*names, "gone"])))
        for name in names
    ]  # fmt: skip


@settings(deadline=None)
@given(any_steps())
def test_total_and_with_a_reason(steps: list[NextStep]) -> None:
    picks = pick(plan_of(steps), TODAY)
    assert sorted(one.step.id for one in picks) == sorted(one.id for one in steps if one.open)
    assert all(one.reason for one in picks)
    assert picks == pick(plan_of(steps), TODAY)


@settings(deadline=None)
@given(any_steps())
def test_a_blocker_is_never_below_what_it_blocks(steps: list[NextStep]) -> None:
    order = ids(*steps)
    still = [one for one in steps if one.open]
    waits = blockers(still)
    for blocked, blocker in waits.items():
        assert order.index(blocker) < order.index(blocked)
    wanted = {one.id for one in still if one.waits_for in order and one.waits_for != one.id}
    cut = wanted - set(waits)
    assert len(cut) <= len(wanted) // 2, "only one of each circle waits for nothing"


@settings(deadline=None)
@given(any_steps())
def test_pinned_before_all_that_no_pinned_step_needs(steps: list[NextStep]) -> None:
    order, waits, by_id = ids(*steps), blockers([one for one in steps if one.open]), {one.id: one for one in steps}
    needed = {id for id in order if by_id[id].pinned}
    for id in list(needed):
        while id in waits:
            id = waits[id]
            needed.add(id)
    assert set(order[: len(needed)]) == needed


@settings(deadline=None)
@given(any_steps(), any_steps(prefix="u"), st.randoms(use_true_random=False))
def test_steps_that_have_nothing_to_do_with_it_change_nothing(steps: Any, others: Any, dice: Any) -> None:
    both = list(steps)
    for one in others:
        both.insert(dice.randint(0, len(both)), one)
    together = [id for id in ids(*both) if id.startswith("s")]
    assert together == ids(*steps)
