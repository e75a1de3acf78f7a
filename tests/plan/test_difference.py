"""What is different between two days, and what a record has been through."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from coach.exports.words import field_words
from coach.plan.difference import Changed, Difference, between
from coach.plan.events import Event
from coach.plan.plan import Plan
from coach.plan.telling import changed_words, deed_words, details, headline, index, on_day, parts, story, told
from coach.plan.then import as_it_was, last_review, reaches_back
from coach.workspace import Workspace
from tests.helpers import HOSTILE, Clock, open_workspace

BY = field_words("due")
START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Workspace:
    return open_workspace(tmp_path, clock)


def put(workspace: Workspace, table: str, id: str, what: str = "changed", **fields: Any) -> Event:
    return workspace.put(what, table, id, fields, str(next(iter(fields.values()))))


def since(workspace: Workspace, at: dt.datetime) -> list[Difference]:
    return between(as_it_was(workspace.plan, workspace.history(), at), workspace.plan)


def words(found: list[Difference]) -> list[str]:
    return [line for one in found for line in (headline(one), *details(one, "In March"))]


def test_a_plan_is_as_it_was_on_every_day(workspace: Workspace, clock: Clock) -> None:
    kept: list[tuple[dt.datetime, Plan]] = []
    deeds: list[tuple[str, dict[str, Any]]] = [
        ("s1", {"text": "Ask Ravi", "due": "2026-03-09"}), ("s1", {"due": "2026-03-20", "why": "to learn"}),
        ("s2", {"text": "Read"}), ("s1", {"status": "done", "due": None}), ("s2", {"text": "Read on"}),
    ]  # fmt: skip
    for id, fields in deeds:
        put(workspace, "next_steps", id, **fields)
        clock.pass_days(7)
        kept.append((clock.now, workspace.plan))
    workspace.undo()
    clock.pass_days(7)
    kept.append((clock.now, workspace.plan))
    put(workspace, "goals", "g", name="Lead")
    for at, plan in kept:
        assert as_it_was(workspace.plan, workspace.history(), at).tables == plan.tables
    assert not as_it_was(workspace.plan, workspace.history(), START).tables


def test_what_the_journal_does_not_know_was_always_there(workspace: Workspace, clock: Clock) -> None:
    put(workspace, "goals", "old", name="From before")
    put(workspace, "goals", "both", name="Lead")
    clock.pass_days(9)
    lost = len(workspace.history())
    middle = clock.now
    put(workspace, "goals", "both", name="Lead well")
    left = workspace.history()[lost:]
    began = reaches_back(left)
    assert began is not None
    assert began > middle
    then = as_it_was(workspace.plan, left, START)
    assert [(goal.id, goal.label) for goal in then.rows("goals")] == [("old", "From before"), ("both", "Lead")]


def test_each_kind_of_difference_is_told_in_words(workspace: Workspace, clock: Clock) -> None:
    put(workspace, "next_steps", "s1", text="Ask Ravi", due="2026-03-09")
    put(workspace, "next_steps", "s2", text="Apply")
    put(workspace, "next_steps", "s3", text="Read", status="dropped")
    put(workspace, "next_steps", "s4", text="Leave me")
    clock.pass_days(30)
    then = clock.now
    put(workspace, "next_steps", "s1", due="2026-05-10", status="doing")
    put(workspace, "next_steps", "s2", status="dropped", dropped_reason="the post was filled")
    put(workspace, "next_steps", "s3", status="todo")
    put(workspace, "next_steps", "s5", text="Write to Jo")
    put(workspace, "goals", "g1", name="Lead", status="reached")
    found = since(workspace, then)
    assert [part.title for part in parts(found)] == ["Next steps", "Goals"]
    assert words(found) == [
        "Changed: Ask Ravi", f"{BY}: 9 March 2026 → 10 May 2026", "Standing: to do → under way",
        "Let go: Apply", "the post was filled", "Taken up again: Read", "New: Write to Jo", "Reached: Lead",
    ]  # fmt: skip
    assert since(workspace, clock.now + dt.timedelta(days=1)) == []


def test_what_a_plan_has_once_says_all_of_it_when_it_is_new_and_field_by_field_after(
    workspace: Workspace, clock: Clock
) -> None:
    put(workspace, "profile", "profile", name="Ada", current_role={"title": "Desk clerk", "hours": 34.0})
    assert words(since(workspace, START)) == ["New", "Name: Ada", "What I do: Desk clerk; hours a week: 34"]
    then = clock.now + dt.timedelta(hours=1)
    clock.pass_days(1)
    put(workspace, "profile", "profile", current_role={"title": "Planner", "hours": 32.0})
    assert words(since(workspace, then)) == ["Changed", "What I do: Desk clerk → Planner; hours a week: 34 → 32"]


def test_rankings_stand_side_by_side(workspace: Workspace, clock: Clock) -> None:
    put(workspace, "profile", "profile", values=["Pay", "Time", "Calm"])
    put(workspace, "skills", "a", name="Rota", priority=1)
    put(workspace, "skills", "b", name="Money", priority=2)
    clock.pass_days(60)
    then = clock.now
    put(workspace, "profile", "profile", values=["Time", "Pay", "Calm"])
    put(workspace, "skills", "a", priority=2)
    put(workspace, "skills", "b", priority=1)
    told = words(since(workspace, then))
    assert "In March you ranked Pay first, now Time." in told
    assert "In March you ranked Rota first, now Money." in told
    assert "then: Pay, Time, Calm" in told
    assert not any("1 → 2" in line for line in told), "places are told as an order and not as numbers"


def test_ratings_are_compared_with_the_sitting_before_on_the_same_scale(workspace: Workspace, clock: Clock) -> None:
    wheel: dict[str, Any] = {
        "instrument": "wheel",
        "names": {"a": "Money", "b": "Health"},
        "scale": {"min": 0, "max": 10},
    }
    put(workspace, "assessments", "w1", **wheel, taken_on="2026-03-02", ratings={"a": 4, "b": 5})
    clock.pass_days(90)
    then = clock.now
    put(workspace, "assessments", "w2", **wheel, taken_on="2026-06-02", ratings={"a": 5, "b": 8})
    put(workspace, "assessments", "x1", instrument="other", taken_on="2026-06-02", ratings={"a": 1})
    assert words(since(workspace, then)) == [
        "Rated: Wheel", "Health: 5 → 8", "Money: 4 → 5", "Rated: Other", "for the first time",
    ]  # fmt: skip
    other = {**wheel, "scale": {"min": 1, "max": 5}}
    clock.pass_days(1)
    then = clock.now
    put(workspace, "assessments", "w3", **other, taken_on="2026-07-02", ratings={"a": 2, "b": 2})
    assert words(since(workspace, then)) == ["Rated: Wheel", "for the first time"]


def test_lessons_begun_and_finished(workspace: Workspace, clock: Clock) -> None:
    workspace.put("opened", "progress", "first", {"title": "A first look"})
    clock.pass_days(1)
    then = clock.now
    workspace.put("answered", "progress", "first", {"status": "finished", "finished_on": "2026-03-04"})
    workspace.put("opened", "progress", "second", {"title": "Steps"})
    assert words(since(workspace, then)) == ["Finished: A first look", "Begun: Steps"]


def test_a_review_is_remembered_however_it_was_held(workspace: Workspace) -> None:
    put(workspace, "review_schedule", "r", what="Ten minutes", next_on="2026-03-09")
    assert last_review(workspace.history()) is None
    held = put(workspace, "review_schedule", "r", "done", done=["2026-03-09"])
    put(workspace, "goals", "g", name="Lead")
    assert last_review(workspace.history()) == held
    written = put(workspace, "reviews", "v", "added", story="It went well")
    put(workspace, "reviews", "v", strengths="patience")
    assert last_review(workspace.history()) == written
    workspace.undo()
    workspace.undo()
    assert last_review(workspace.history()) == held, "a review that was taken back is none"


def test_a_records_own_history(workspace: Workspace) -> None:
    put(workspace, "next_steps", "s1", "added", text="Ask Ravi", due="2026-03-09")
    put(workspace, "goals", "g1", "added", name="Lead")
    put(workspace, "next_steps", "s1", "moved", due="2026-03-20")
    put(workspace, "next_steps", "s1", "done", status="done", learned="asking is easy")
    workspace.undo()
    by_id = index(workspace.history())
    said = [
        (deed_words(by_id, one.event).partition(" “")[0], [changed_words(change) for change in one.changes])
        for one in story(workspace.plan, workspace.history(), "next_steps", "s1")
    ]
    taken_back, done, moved, added = said
    assert added == ("added", [f"{BY}: 9 March 2026"])
    assert moved == ("moved", [f"{BY}: 9 March 2026 → 20 March 2026"])
    assert done[1][-1] == "Now: done"
    assert taken_back[0].startswith("took back: did")
    assert taken_back[1][-1] == "Now: taken up again"


def test_an_undone_record_has_a_history_too(workspace: Workspace) -> None:
    put(workspace, "goals", "g1", "added", name="Lead")
    workspace.undo()
    last, first = story(workspace.plan, workspace.history(), "goals", "g1")
    assert changed_words(last.changes[0]) == "Record: there → taken out"
    assert first.changes == ()


def test_every_event_but_finding_a_place_is_told(workspace: Workspace) -> None:
    for what in ("added", "opened", "went", "split into two"):
        workspace.record(what, [], "a thing")
    by_id = index(workspace.history())
    assert [deed_words(by_id, event) for event in told(workspace.history())] == [
        "split into two “a thing”", "added “a thing”"]  # fmt: skip


def test_long_lists_are_told_by_what_came_and_went() -> None:
    old, new = (f"a quite long line of a list, number {n}" for n in (1, 2))
    both = "and one of some length that stayed"
    assert changed_words(Changed("Signs", (old, both), (both, new))) == f"Signs: now also {new}; no longer {old}"
    assert changed_words(Changed("Signs", (old, both), (both, old))).startswith("Signs: in another order")
    assert changed_words(Changed("Done", ("1 May",), ("1 May, 8 May",))) == "Done: now also 8 May"
    assert changed_words(Changed("Why", ("so",), ())) == "Why: nothing any more (was: so)"


@pytest.mark.parametrize(
    ("day", "begins"), [("2026-03-04", "In March"), ("2025-12-30", "In December 2025"), ("2026-05-28", "On 28 May")]
)
def test_a_day_as_a_sentence_begins(day: str, begins: str) -> None:
    assert on_day(dt.date.fromisoformat(day), dt.date(2026, 6, 1)) == begins


def test_no_text_is_too_strange(workspace: Workspace, clock: Clock) -> None:
    for n, text in enumerate(HOSTILE):
        put(workspace, "next_steps", f"s{n}", text=text, why=text)
    clock.pass_days(1)
    then = clock.now
    for n, text in enumerate(HOSTILE):
        put(workspace, "next_steps", f"s{n}", text=text + "!", why="{0} %s " + text)
    found = since(workspace, then)
    assert [one.label for one in found] == [text + "!" for text in HOSTILE]
    assert words(found)
