"""The roster: who comes first and why, the same for the same facts; and a hundred clients without a wait."""

import datetime as dt
import json
import random
import time
from typing import Any

import pytest

from coach.plan.records import NextStep
from coach.practice.due import due_for_coach
from coach.practice.facts import Facts
from coach.practice.keeping import assign
from coach.practice.practice import OneClient, Practice
from coach.practice.remembered import NAME, all_facts, facts_of
from coach.practice.roster import roster
from coach.practice.sessions import Promise, close, commit, start
from tests.helpers import MONDAY, Clock

TODAY = MONDAY.date()


def day(ahead: int) -> dt.date:
    return TODAY + dt.timedelta(days=ahead)


def facts(id: str, **more: Any) -> Facts:
    """A client of whom there is nothing to say, but for what is given."""
    quiet = {"alias": id, "last_contact": day(-3), "next_on": day(10), "started": day(-90)}
    return Facts(id=id, **{**quiet, **more})


ALL = [
    facts("open", open_since=day(-1)),
    facts("soon", next_on=day(1)),
    facts("later", open_steps=[day(-2), day(-9), day(4), None]),
    facts("late", open_steps=[day(-3)]),
    facts("mine", own_promises=[day(-1)]),
    facts("half", follow_up_on=day(0)),
    facts("silent", next_on=None, last_contact=day(-30)),
    facts("newer", next_on=None, last_contact=day(-21)),
    facts("past", next_on=day(-5)),
    facts("terms", agreement_review=day(14)),
    facts("kept", status="ended", keep_until=day(-1)),
    facts("b-quiet"),
    facts("a-quiet", groups=["evening"]),
]


def test_the_order_and_the_reasons() -> None:
    order = ["open", "soon", "later", "late", "mine", "half", "silent", "newer", "past", "terms", "kept", "a-quiet",
             "b-quiet"]  # fmt: skip
    mixed = ALL[:]
    for seed in range(5):
        random.Random(seed).shuffle(mixed)
        assert [row.facts.id for row in roster(mixed, TODAY)] == order
    told = {row.facts.id: row.words for row in roster(ALL, TODAY)}
    assert told["later"] == "2 overdue"
    assert told["silent"] == "no session booked, no contact for 30 days"
    assert told["soon"] == "session tomorrow"
    assert told["kept"].startswith("the time to keep this was over")
    assert told["a-quiet"] == ""


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ({"group": "Evening"}, ["a-quiet"]),
        ({"words": "overdue no"}, []),
        ({"words": "promises"}, ["mine"]),
        ({"words": "-QUIET"}, ["a-quiet", "b-quiet"]),
    ],
)
def test_filter_and_groups(chosen: dict[str, Any], wanted: list[str]) -> None:
    assert [row.facts.id for row in roster(ALL, TODAY, **chosen)] == wanted


def test_those_whose_coaching_ended_are_named_when_there_is_a_reason() -> None:
    ended = [facts("x", status="ended", keep_until=day(99)), facts("y", status="ended", keep_until=day(3))]
    assert [row.facts.id for row in roster(ended, TODAY)] == ["y"]
    assert [row.facts.id for row in roster(ended, TODAY, ended=True)] == ["y", "x"]


def test_what_is_remembered_is_never_older_than_the_files(practice: Practice, anna: OneClient, clock: Clock) -> None:
    start(anna)
    commit(anna, Promise(text="Ring Ada", due=day(7)))
    close(anna, "", {}, day(14))
    first = facts_of(practice.one(anna.id))
    assert (first.open_steps, first.next_on, first.follow_up_on) == ([day(7)], day(14), day(7))
    assert facts_of(practice.one(anna.id)) == first
    anna.plan.put("changed", NextStep.table, anna.plan.plan.all(NextStep)[0].id, {"visibility": "private"})
    assert facts_of(practice.one(anna.id)).open_steps == []
    anna.close()
    file = anna.folder / "practice.toml"
    file.write_text(file.read_text().replace("Blue heron", "Grey heron"))
    assert facts_of(practice.one(anna.id)).alias == "Grey heron"
    (anna.folder / NAME).write_text("nonsense")
    assert facts_of(practice.one(anna.id)).alias == "Grey heron"
    kinds = [(item.kind, item.on) for item in due_for_coach(practice, TODAY, 20)]
    assert kinds == [("mid-point", day(7)), ("session", day(14))]


def test_plans_are_opened_once_for_many_looks(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered is enough: with it, no plan and no file of notes is opened at all."""
    for n in range(3):
        assign(practice.begin(f"Client {n}", [], "P2Y"), "start-here", "Start here", None, "")
    first = all_facts(practice)
    monkeypatch.setattr("coach.practice.remembered.facts", lambda one: pytest.fail("a plan was opened again"))
    assert all_facts(practice) == first


@pytest.mark.slow
def test_five_hundred_clients(practice: Practice) -> None:
    for n in range(500):
        one = practice.begin(f"Client {n}", ["all"], "P2Y")
        assign(one, "start-here", "Start here", day(n % 30), "")
        one.close()
    all_facts(practice)
    began = time.perf_counter()
    assert len(roster(all_facts(practice), TODAY)) == 500
    took = time.perf_counter() - began
    assert took < 0.5, f"{took:.3f} s"
    print(json.dumps({"seconds": round(took, 3)}))
