"""A review walked as a lesson: a record of its own, its facts and decisions kept, its date moved on; and replayed."""

import datetime as dt
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.capture import capture
from coach.deeds import add_step
from coach.exports.words import described
from coach.lessons.samples import sample
from coach.plan.events import Change
from coach.plan.plan import Plan
from coach.plan.records import CAPTURED, Goal, NextStep, Reflection, Review, ReviewDate, Success
from coach.review.begin import begin, due_rhythm
from coach.review.outcome import outcome
from coach.review.revisions import last_time, replay
from coach.walk import Outcome, Walk
from coach.workspace import Workspace
from tests.helpers import Clock, Walker, course, open_workspace

LIBRARY = course()
Answers = dict[str, dict[str, Any]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Workspace:
    """A plan with a date for the weekly ten minutes, a step that was put off, one that comes again, and a thought."""
    found = open_workspace(tmp_path, clock)
    date = {"what": "My weekly ten minutes", "kind": "weekly", "every": "P1W", "next_on": "2026-11-20"}
    found.put("added", "review_schedule", "r1", date)
    found.put("added", "next_steps", "s1", {"text": "Ring Ada", "moved": 4})
    add_step(found, "Send the list", dt.date(2026, 11, 20), every="P1W")
    capture(found, "thought", "Teaching is what I like")
    capture(found, "win", "Tomek closed alone")
    return found


def held(workspace: Workspace, rhythm: str, answers: Answers) -> Review:
    """Walks a review; what is not answered here is left out."""
    walker = Walker(workspace, begin(workspace, LIBRARY, rhythm), LIBRARY)
    while not walker.walk.finished:
        told = answers.get(walker.walk.current.id)
        if told is None:
            walker.skip()
        else:
            walker.answer(told)
    found = workspace.plan.get(Review, f"{walker.lesson.id}-{walker.walk.progress.run}")
    assert found is not None
    return found


def ids(workspace: Workspace) -> dict[str, str]:
    """The ids of records by their labels."""
    return {row.label: row.id for table in workspace.plan.tables for row in workspace.plan.rows(table)}


def weekly(workspace: Workspace) -> Answers:
    """What somebody says in their ten minutes."""
    id = ids(workspace)
    return {
        "facts": {"facts": [{"fact": "Moved four times", "check": "C4", "about": ["next_steps/s1"], "means": "dread"}]},
        "steps": {"decisions": [
            {"table": "next_steps", "id": "s1", "action": "change", "said": "Write to Ada", "reason": "I dread calls"},
            {"table": "next_steps", "id": id["Send the list"], "action": "done"},
        ]},
        "captured": {"decisions": [
            {"table": "reflections", "id": id["Teaching is what I like"], "action": "goal", "said": "Teach"},
            {"table": "successes", "id": id["Tomek closed alone"], "action": "keep"},
        ]},
        "next-step": {"steps": [{"text": "Ask", "due": "2026-11-27", "done_looks_like": "asked"}]},
    }  # fmt: skip


def test_a_weekly_review_is_kept_with_all_it_says(workspace: Workspace) -> None:
    assert due_rhythm(workspace) == "weekly"
    review = held(workspace, "weekly", weekly(workspace))
    assert (review.kind, review.on) == ("weekly", dt.date(2026, 11, 23))
    assert review.label == "Weekly review, 23 November 2026"
    assert [(one.check, one.about, one.means) for one in review.analysis] == [("C4", ["next_steps/s1"], "dread")]
    assert [one.action for one in review.revisions] == ["change", "done", "made", "goal", "made", "keep"]
    plan = workspace.plan
    assert review.steps == [f"next_steps/{ids(workspace)['Ask']}"]
    assert [goal.name for goal in plan.all(Goal)] == ["Teach"]
    assert [row.label for row in plan.all(NextStep) if row.open] == ["Write to Ada", "Send the list", "Ask"]
    assert not [row for table in plan.tables for row in plan.rows(table) if row.source == CAPTURED]


def test_its_date_moves_on_with_it_and_comes_back_with_undo(workspace: Workspace) -> None:
    review = held(workspace, "weekly", {})
    date = workspace.plan.get(ReviewDate, "r1")
    assert date is not None
    assert (date.done, date.next_on) == ([dt.date(2026, 11, 23)], dt.date(2026, 11, 30))
    assert review.next_on == date.next_on
    assert due_rhythm(workspace) is None
    workspace.undo()
    date = workspace.plan.get(ReviewDate, "r1")
    assert date is not None
    assert (date.done, date.next_on) == ([], dt.date(2026, 11, 20))
    assert workspace.plan.get(Review, "weekly-review-1") is None


def test_a_day_that_was_chosen_stays(workspace: Workspace) -> None:
    held(workspace, "weekly", {"next-date": {"first_on": "2026-12-04", "every": "P2W"}})
    date = workspace.plan.get(ReviewDate, "r1")
    assert date is not None
    assert (date.next_on, date.every, len(date.done)) == (dt.date(2026, 12, 4), "P2W", 1)


def test_each_run_is_a_review_of_its_own_and_begins_from_the_one_before(workspace: Workspace, clock: Clock) -> None:
    first = held(workspace, "weekly", weekly(workspace))
    clock.pass_days(7)
    walker = Walker(workspace, begin(workspace, LIBRARY, "weekly"), LIBRARY)
    walker.to("steps")
    step: Any = walker.walk.current
    told = step.last_time(walker.walk.given, "next_steps", "s1")
    assert told == "Last time, on 23 November 2026: changed, because: I dread calls"
    assert walker.walk.raw(step) == {}, "what was decided last week is not decided now"
    while not walker.walk.finished:
        walker.skip()
    second = workspace.plan.get(Review, "weekly-review-2")
    assert second is not None
    assert workspace.plan.get(Review, first.id) == first
    assert (second.period_from, second.period_to) == (dt.date(2026, 11, 23), dt.date(2026, 11, 30))


def test_an_answer_that_is_kept_again_takes_nothing_back(workspace: Workspace) -> None:
    held(workspace, "weekly", weekly(workspace))
    before = workspace.plan
    lesson = LIBRARY.lesson("weekly-review")
    for id in ("steps", "captured"):
        walk = Walk(lesson, workspace.plan, workspace.clock(), workspace.new_id)
        step = next(step for step in walk.path if step.id == id)
        there = {f"{table}/{id}" for table, id, _ in step.choices(walk.given)}  # type: ignore[attr-defined]
        raw = {"decisions": [d for d in walk.raw(step)["decisions"] if f"{d['table']}/{d['id']}" in there]}
        outcome = walk.answer(step, raw)
        assert isinstance(outcome, Outcome)
        workspace.record(outcome.what, outcome.changes)
    for kind in (Goal, Reflection, Success, NextStep, Review):
        assert workspace.plan.all(kind) == before.all(kind)


def test_a_thought_that_is_let_go_leaves_the_plan_and_comes_back_with_undo(workspace: Workspace) -> None:
    id = ids(workspace)
    decisions = [
        {"table": "reflections", "id": id["Teaching is what I like"], "action": "drop"},
        {"table": "successes", "id": id["Tomek closed alone"], "action": "drop"},
    ]
    review = held(workspace, "weekly", {"captured": {"decisions": decisions}})
    assert not workspace.plan.all(Reflection)
    assert [one.taken_out for one in review.revisions] == [True, True]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rhythm=st.sampled_from(["weekly", "monthly", "full", "event"]), seed=st.integers(0, 10_000))
def test_what_was_revised_can_be_applied_again(
    rhythm: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace = open_workspace(tmp_path_factory.mktemp("replayed"))
    before = plan_to_revise()
    changes = [Change(t, r.id, before.fields(t, r.id)) for t in before.tables for r in before.rows(t)]
    workspace.record("added", changes)
    walker, dice = Walker(workspace, begin(workspace, LIBRARY, rhythm), LIBRARY), Random(seed)
    while not walker.walk.finished:
        step = walker.walk.current
        if step.kind == "revise":
            walker.answer(sample(step, walker.walk.given, dice))
        else:
            walker.skip()
    review = workspace.plan.get(Review, f"{walker.lesson.id}-1")
    assert review is not None
    again = replay(before, review)
    assert review.revisions
    for one in review.revisions:
        now, then = workspace.plan.fields(one.entity, one.id), again.fields(one.entity, one.id)
        assert (now is None) == (then is None) == one.taken_out
        for name in one.fields:
            assert (now or {}).get(name) == (then or {}).get(name), (one, name)


def plan_to_revise() -> Plan:
    """A plan with something of all that reviews go through."""
    plan = Plan()
    for table, id, fields in [
        ("goals", "g1", {"name": "Teach"}), ("stops", "p1", {"name": "The school"}),
        ("constraints", "c1", {"statement": "No nights"}), ("next_steps", "s1", {"text": "Ring Ada"}),
        ("next_steps", "s2", {"text": "Send the list", "due": "2026-11-20", "every": "P1W"}),
        ("reflections", "n1", {"text": "A thought", "source": CAPTURED}),
        ("successes", "w1", {"what": "A win", "source": CAPTURED}),
    ]:  # fmt: skip
        plan = plan.changed(table, id, fields)
    return plan


def test_nothing_is_told_of_a_record_that_no_review_went_through() -> None:
    assert last_time(plan_to_revise(), "goals", "g1") == ""


def test_what_came_of_a_step_is_kept_with_it_and_one_that_is_let_go_does_not_come_again(workspace: Workspace) -> None:
    add_step(workspace, "Read the figures", dt.date(2026, 11, 30), cue="the envelope has come", every="P1M")
    add_step(workspace, "Pinned", pinned=True)
    id = ids(workspace)
    walk = Walk(
        LIBRARY.lesson(begin(workspace, LIBRARY, "weekly")), workspace.plan, workspace.clock(), workspace.new_id
    )
    step = next(step for step in walk.path if step.id == "steps")
    labels = [label for _, _, label in step.choices(walk.given)]  # type: ignore[attr-defined]
    assert labels == ["Pinned", "Send the list", "Read the figures", "Ring Ada"], "as on Today"
    decisions = [
        {"table": "next_steps", "id": id["Read the figures"], "action": "done", "reason": "half of it is rent"},
        {"table": "next_steps", "id": id["Send the list"], "action": "drop", "reason": "nobody reads it"},
        {"table": "next_steps", "id": id["Pinned"], "action": "done"},
        {"table": "next_steps", "id": "s1", "action": "keep"},
    ]
    committed = {"steps": [{"text": "ring ada.", "due": "2026-11-27", "done_looks_like": "rung"}]}
    review = held(workspace, "weekly", {"steps": {"decisions": decisions}, "next-step": committed})
    plan = workspace.plan
    read = plan.get(NextStep, id["Read the figures"])
    assert read is not None and read.learned == "half of it is rent"
    pinned = plan.get(NextStep, id["Pinned"])
    assert pinned is not None and not pinned.pinned
    assert [row.label for row in plan.all(NextStep) if row.open] == ["Ring Ada", "Read the figures"]
    assert review.steps == ["next_steps/s1"], "the same words are the same step"
    told = {one.name: one.lines for one in described(review, plan)}["Revisions"]
    assert told == [
        "Read the figures; done; half of it is rent", "Read the figures; comes again on 30 December 2026",
        "Send the list; let go; nobody reads it", "Pinned; done", "1 left as it was",
    ]  # fmt: skip
    assert outcome(plan, review, workspace.today) == [
        ("What you decided", ["Done: Read the figures; Pinned", "Let go: Send the list", "1 stays as it was"]),
        ("Your step", ["Ring Ada (by Friday 27 November 2026)"]),
        ("You look again on", ["Monday 30 November 2026: My weekly ten minutes"]),
    ]


def test_what_an_event_touched_and_the_patterns_are_asked_afresh(workspace: Workspace) -> None:
    held(workspace, "event", {"touches": {"chosen": ["work"]}})
    held(workspace, "full", {"patterns": {"chosen": ["drift"]}})
    for rhythm, id in (("event", "touches"), ("full", "patterns")):
        walk = Walk(
            LIBRARY.lesson(begin(workspace, LIBRARY, rhythm)), workspace.plan, workspace.clock(), workspace.new_id
        )
        assert not walk.raw(next(step for step in walk.path if step.id == id)).get("chosen")
