"""A lesson walked without a screen: the place, going back, skipping, branching, doing it again."""

from pathlib import Path

import pytest

from coach.lessons.given import Refused
from coach.lessons.lesson import Lesson
from coach.plan.records import Assessment, NextStep, Reflection
from coach.walk import Walk
from tests.helpers import HOSTILE, Clock, Walker, counting, open_workspace

BRANCHING = {
    "format": 1, "id": "fork", "title": "Fork", "track": "t", "module": "m", "minutes": 10,
    "audience": ["all"], "outcomes": ["o"],
    "steps": [
        {"id": "road", "kind": "choice", "title": "Road", "options": [
            {"id": "left", "label": "Left"}, {"id": "right", "label": "Right", "goto": "end"}]},
        {"id": "story", "kind": "text", "title": "Story", "prompt": "Why ${answer.road|that}?", "fills": "reflections"},
        {"id": "only-left", "kind": "text", "title": "Left", "when": {"answer": "road", "is": "left"}},
        {"id": "end", "kind": "commit", "title": "End", "fills": "next_steps"},
    ],
}  # fmt: skip
COMMIT = {"steps": [{"text": "Call Ada", "due": "2026-12-01", "done_looks_like": "we have spoken"}]}


@pytest.fixture
def fork(tmp_path: Path) -> Walker:
    walker = Walker.__new__(Walker)
    walker.workspace = open_workspace(tmp_path)
    walker.lesson = Lesson.model_validate(BRANCHING)
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    return walker


def test_place_and_minutes_follow_the_path(fork: Walker) -> None:
    place = fork.walk.place
    assert (place.n, place.of) == (1, 3)
    fork.answer({"chosen": ["left"]})
    assert (fork.walk.place.n, fork.walk.place.of) == (2, 4)
    assert fork.walk.place.minutes_left < place.minutes_left <= 10


def test_an_option_jumps_and_the_skipped_step_keeps_its_answer(fork: Walker) -> None:
    fork.answer({"chosen": ["left"]})
    fork.answer({"text": "because"})
    fork.answer({"chosen": ["right"]}, step="road")
    assert fork.walk.current.id == "end"
    assert fork.workspace.plan.answers.of("fork")["story"].value["text"] == "because"


def test_back_never_loses_an_answer(fork: Walker) -> None:
    fork.answer({"chosen": ["left"]})
    fork.answer({"text": "because"})
    fork.go("road")
    assert fork.walk.current.id == "road"
    assert fork.walk.raw(fork.walk.current)["chosen"] == ["left"]
    fork.answer({"chosen": ["left"]})
    assert fork.walk.raw(fork.walk.current)["text"] == "because"


def test_answering_twice_writes_one_record(fork: Walker) -> None:
    fork.answer({"chosen": ["left"]})
    fork.answer({"text": "first"})
    fork.answer({"text": "second"}, step="story")
    entries = fork.workspace.plan.all(Reflection)
    assert [entry.text for entry in entries] == ["second"]
    assert entries[0].source == "fork/story"


def test_a_skip_keeps_its_reason_and_moves_on(fork: Walker) -> None:
    fork.answer({"chosen": ["left"]})
    fork.skip("too close to home")
    answer = fork.workspace.plan.answers.of("fork")["story"]
    assert (answer.skipped, answer.reason) == (True, "too close to home")
    assert fork.walk.current.id == "only-left"


def test_prompts_carry_earlier_words_or_a_fallback(fork: Walker) -> None:
    step = fork.lesson.steps[1]
    assert fork.walk.worded(step.prompt) == "Why that?"
    fork.answer({"chosen": ["left"]})
    assert fork.walk.worded(step.prompt) == "Why Left?"
    assert fork.workspace.plan.answers.of("fork")["road"].prompt == "Road"


def test_words_of_the_plan_are_kept_apart_and_what_is_closed_is_left_out(fork: Walker) -> None:
    for id, text in (("a", "No nights, not even one"), ("b", "Two children"), ("c", "Long gone")):
        fork.workspace.put("added", "goals", id, {"name": text})
    fork.workspace.put("changed", "goals", "c", {"status": "dropped"})
    assert fork.walk.worded("${plan.goals|none}") == "No nights, not even one; Two children"


def test_refusal_changes_nothing(fork: Walker) -> None:
    before = fork.workspace.plan
    assert isinstance(fork.walk.answer(fork.lesson.steps[3], {"steps": [{"text": "Call"}]}), Refused)
    assert fork.workspace.plan is before


def test_finishing_and_doing_it_again(fork: Walker) -> None:
    fork.answer({"chosen": ["right"]})
    fork.answer(COMMIT)
    assert fork.walk.finished
    step = fork.workspace.plan.all(NextStep)[0]
    fork.workspace.put("done", "next_steps", step.id, {"status": "done"})
    fork._record(fork.walk.open())  # type: ignore[arg-type]
    assert (fork.walk.progress.run, fork.walk.current.id) == (2, "road")
    assert fork.walk.raw(fork.lesson.steps[0])["chosen"] == ["right"]
    fork.answer({"chosen": ["right"]})
    assert fork.walk.raw(fork.walk.current)["steps"][0]["text"] == "", "a finished step is not written over"
    fork.answer(COMMIT)
    assert len(fork.workspace.plan.all(NextStep)) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_words_come_back_as_they_were_typed(fork: Walker, tmp_path: Path, text: str) -> None:
    fork.answer({"chosen": ["left"]})
    fork.answer({"text": text})
    fork.workspace.close()
    again = open_workspace(tmp_path)
    assert again.plan.answers.of("fork")["story"].value["text"] == text
    assert again.plan.all(Reflection)[0].text == text


def test_resume_to_the_exact_step_after_a_restart(tmp_path: Path) -> None:
    walker = Walker(open_workspace(tmp_path), "start-here")
    walker.to("your-moves" if any(s.id == "your-moves" for s in walker.lesson.steps) else walker.lesson.steps[3].id)
    at, place = walker.walk.current.id, walker.walk.place
    walker.workspace.drafts.keep("start-here", at, {"text": "half a tho"})
    # no close: the process was killed
    again = Walker(open_workspace(tmp_path), "start-here")
    assert (again.walk.current.id, again.walk.place) == (at, place)
    assert again.workspace.drafts.of("start-here") == {at: {"text": "half a tho"}}


def test_a_second_sitting_is_a_new_assessment(tmp_path: Path) -> None:
    clock = Clock()
    workspace = open_workspace(tmp_path, clock)
    for number in (2, 4):
        walker = Walker(workspace, "start-here")
        walker.to("drift-check")
        rows = {row.id: number for row in walker.walk.current.rows}  # type: ignore[attr-defined]
        walker.answer({"ratings": rows})
        while not walker.walk.finished:
            walker.skip()
        clock.pass_days(90)
    sittings = workspace.plan.sittings("drift")
    assert [set(s.ratings.values()) for s in sittings] == [{2}, {4}]
    assert len(workspace.plan.all(Assessment)) == 2


def test_items_taken_out_of_a_list_are_dropped_not_lost(tmp_path: Path) -> None:
    lesson = Lesson.model_validate(BRANCHING | {"id": "tens", "steps": [
        {"id": "tens", "kind": "list", "title": "T", "fills": "next_steps", "status": "idea"}]})  # fmt: skip
    workspace = open_workspace(tmp_path)

    def answer(*texts: str) -> None:
        known = {step.text: step.id for step in workspace.plan.all(NextStep)}
        walk = Walk(lesson, workspace.plan, workspace.clock(), counting("new"))
        items = [{"id": known.get(text, text), "text": text} for text in texts]
        outcome = walk.answer(lesson.steps[0], {"items": items})
        assert not isinstance(outcome, Refused)
        workspace.record(outcome.what, outcome.changes)

    answer("a", "b")
    answer("b", "c")
    assert {s.text: s.status for s in workspace.plan.all(NextStep)} == {"a": "dropped", "b": "idea", "c": "idea"}
    assert [s.dropped_on == workspace.today for s in workspace.plan.all(NextStep)] == [True, False, False]
    workspace.undo()
    assert {s.text: s.status for s in workspace.plan.all(NextStep)} == {"a": "idea", "b": "idea"}


PICKING = BRANCHING | {"id": "picking", "steps": [
    {"id": "limits", "kind": "list", "title": "L", "fills": "constraints"},
    {"id": "some", "kind": "pick", "title": "P", "from": "plan.constraints", "add": False},
    {"id": "tests", "kind": "table", "title": "T", "from": "some", "fills": "constraints", "columns": [
        {"id": "statement", "label": "Limit"}, {"id": "test_how", "label": "Test"}]},
    {"id": "once", "kind": "text", "title": "O", "fills": "vision.statement",
     "when": {"plan": "vision", "filled": False}},
    {"id": "end", "kind": "text", "title": "E", "visibility": "shareable", "fills": "reflections"},
]}  # fmt: skip


@pytest.fixture
def picking(tmp_path: Path) -> Walker:
    walker = Walker.__new__(Walker)
    walker.workspace = open_workspace(tmp_path)
    walker.lesson = Lesson.model_validate(PICKING)
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    walker.answer({"items": [{"id": "a", "text": "place"}, {"id": "b", "text": "hours"}]})
    walker.answer({"chosen": ["a"]})
    return walker


def constraints(walker: Walker) -> dict[str, str | None]:
    return {row.id: getattr(row, "test_how", None) for row in walker.workspace.plan.rows("constraints")}


def test_a_step_never_takes_away_a_record_that_another_step_made(picking: Walker) -> None:
    picking.answer({"rows": [{"id": "a", "statement": "place", "test_how": "ask"}, {"id": "b", "statement": "hours"}]})
    picking.answer({"rows": [{"id": "b", "statement": "hours", "test_how": "try"}]}, step="tests")
    assert constraints(picking) == {"a": "ask", "b": "try"}


def test_what_is_picked_later_comes_into_the_table_with_what_is_known(picking: Walker) -> None:
    picking.answer({"rows": [{"id": "a", "statement": "place", "test_how": "ask"}]})
    picking.workspace.put("changed", "constraints", "b", {"test_how": "known"})
    picking.answer({"chosen": ["a", "b"]}, step="some")
    rows = picking.walk.raw(next(s for s in picking.lesson.steps if s.id == "tests"))["rows"]
    assert rows == [
        {"id": "a", "statement": "place", "test_how": "ask"},
        {"id": "b", "statement": "hours", "test_how": "known"},
    ]


def test_an_answer_that_makes_its_own_condition_false_leads_on(picking: Walker) -> None:
    picking.answer({"rows": [{"id": "a", "statement": "place"}]})
    picking.answer({"text": "a picture"})
    assert picking.walk.current.id == "end"


def test_a_record_is_as_private_as_its_step(picking: Walker) -> None:
    picking.to("end")
    picking.answer({"text": "for all"})
    assert picking.workspace.plan.all(Reflection)[0].visibility == "shareable"
