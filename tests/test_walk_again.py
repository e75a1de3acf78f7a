"""A lesson walked again, for another person or another session: what stands there, and what is left as it was."""

from pathlib import Path
from typing import Any

import pytest

from coach.lessons.lesson import Lesson
from coach.plan.records import Assessment, IfThen, Introduction, Workplace
from tests.helpers import Walker, open_workspace

AGAIN = {
    "format": 1, "id": "again", "title": "Again", "track": "t", "module": "m", "minutes": 10,
    "audience": ["all"], "outcomes": ["o"],
    "steps": [
        {"id": "process", "kind": "table", "title": "P", "fills": "workplace.processes", "columns": [
            {"id": "step", "label": "Step"}, {"id": "owner", "label": "Whose"}]},
        {"id": "doors", "kind": "table", "title": "D", "fills": "introductions", "anew": True, "columns": [
            {"id": "to_whom", "label": "Whom"}]},
        {"id": "lines", "kind": "text", "title": "L", "fills": "workplace.mentoring_hope", "anew": True},
        {"id": "asked", "kind": "list", "title": "A", "anew": True},
        {"id": "next", "kind": "schedule", "title": "N", "what": "Talk", "review": "talk", "fills": "review_schedule",
         "anew": True},
    ],
}  # fmt: skip


def walk_through(folder: Path, lesson: dict[str, Any]) -> Walker:
    """Somebody at the beginning of a lesson that no library has."""
    walker = Walker.__new__(Walker)
    walker.workspace = open_workspace(folder)
    walker.lesson = Lesson.model_validate(lesson)
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    return walker


@pytest.fixture
def walked(tmp_path: Path) -> Walker:
    walker = walk_through(tmp_path, AGAIN)
    walker.answer({"rows": [{"step": "book the hall", "owner": "Ida"}]})
    walker.answer({"rows": [{"to_whom": "Ida"}]})
    walker.answer({"text": "one can ask here"})
    walker.answer({"items": [{"text": "why Mondays?"}]})
    walker.answer({"first_on": "2026-12-01", "with": "Ida"})
    return walker


def test_a_row_of_a_list_stands_once_when_its_step_is_opened_again(walked: Walker) -> None:
    process = walked.lesson.steps[0]
    assert [row["step"] for row in walked.walk.raw(process)["rows"]] == ["book the hall"]
    walked._record(walked.walk.open())  # type: ignore[arg-type]
    assert [row["step"] for row in walked.walk.raw(process)["rows"]] == ["book the hall"]
    walked.answer(walked.walk.raw(process))
    assert len(walked.workspace.plan.all(Workplace)[0].processes) == 1


def test_steps_that_begin_anew_are_empty_and_leave_what_was(walked: Walker) -> None:
    assert all(walked.walk.raw(step) for step in walked.lesson.steps), "they are full while the lesson is the same"
    walked._record(walked.walk.open())  # type: ignore[arg-type]
    _, doors, lines, asked, talk = walked.lesson.steps
    assert walked.walk.raw(doors)["rows"] == []
    assert [walked.walk.raw(step) for step in (lines, asked)] == [{}, {}]
    assert walked.walk.raw(talk) == {"first_on": "2026-11-30"}
    walked.to("doors")
    walked.answer({"rows": [{"to_whom": "Omar"}]})
    assert [row.to_whom for row in walked.workspace.plan.all(Introduction)] == ["Ida", "Omar"]


A_YEAR_ON = {
    **AGAIN, "id": "year",
    "steps": [
        {"id": "energy", "kind": "allocate", "title": "E", "fills": "assessments", "total": 10, "instrument": "energy",
         "items": [{"id": "work", "label": "Work"}, {"id": "rest", "label": "Rest"}]},
        {"id": "week", "kind": "allocate", "title": "W", "fills": "tasks", "total": 100, "own": True},
        {"id": "counts", "kind": "allocate", "title": "C", "total": 10, "own": True, "anew": True},
        {"id": "obstacle", "kind": "if-then", "title": "O", "fills": "if_thens", "anew": True},
        {"id": "luck", "kind": "if-then", "title": "L", "fills": "if_thens"},
        {"id": "do", "kind": "commit", "title": "D", "fills": "next_steps"},
        {"id": "cue", "kind": "if-then", "title": "Q", "fills": "if_thens", "from": "do", "about": "next_steps"},
        {"id": "ahead", "kind": "timeline", "title": "A", "fills": "stops", "span": "ahead"},
    ],
}  # fmt: skip


@pytest.fixture
def a_year_on(tmp_path: Path) -> Walker:
    """The lesson done once and begun again, after life has gone on: a step done, a stop let go and one reworded."""
    walker = walk_through(tmp_path, A_YEAR_ON)
    walker.answer({"points": {"work": 8, "rest": 2}})
    walker.answer({"items": [{"id": "t1", "label": "Phone"}], "points": {"t1": 100}})
    walker.answer({"items": [{"id": "c1", "label": "Home by six"}], "points": {"c1": 10}})
    walker.answer({"pairs": [{"cue": "I am behind", "act": "I ask"}]})
    walker.answer({"pairs": [{"cue": "luck comes", "act": "I ring Ana"}]})
    walker.answer({"steps": [{"id": "s1", "text": "Call", "due": "2026-12-01", "done_looks_like": "called"}]})
    walker.answer({"pairs": [{"cue": "Monday", "act": "I call", "for": "s1"}]})
    stops = {"p1": "A shed", "p2": "A yard"}
    walker.answer({"stops": [{"id": id, "name": name, "when": "later"} for id, name in stops.items()]})
    workspace = walker.workspace
    workspace.put("done", "next_steps", "s1", {"status": "done"})
    workspace.put("dropped", "stops", "p1", {"status": "dropped"})
    workspace.put("changed", "stops", "p2", {"name": "A garden"})
    workspace.put("changed", "tasks", "t1", {"name": "Phone and door"})
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    return walker


def test_a_second_run_leaves_what_the_first_one_wrote(a_year_on: Walker) -> None:
    plan, walk = a_year_on.workspace.plan, a_year_on.walk
    before = [*plan.all(Assessment), *plan.all(IfThen), plan.record("stops", "p1")]
    for step in a_year_on.lesson.steps:
        raw = walk.raw(step)
        if step.id == "obstacle":
            raw = {"pairs": [{"cue": "it is four", "act": "I stop"}]}
        if step.kind == "commit":
            raw["steps"][0] |= {"text": "Write", "done_looks_like": "sent"}
        if step.id == "cue":
            raw = {"pairs": [{"cue": "Friday", "act": "I write", "for": "new"}]}
        if step.id != "counts":
            a_year_on.answer(raw, step.id)
    after = a_year_on.workspace.plan
    assert [record for record in before if record not in [*after.all(Assessment), *after.all(IfThen)]] == before[-1:]
    assert after.record("stops", "p1") == before[-1]
    assert (len(after.all(Assessment)), len(after.all(IfThen))) == (2, 5)


def test_a_second_run_opens_with_the_plan_as_it_is_now(a_year_on: Walker) -> None:
    _, week, counts, obstacle, luck, _, cue, ahead = a_year_on.lesson.steps
    a_year_on.answer({"steps": [{"text": "Write", "due": "2026-12-01", "done_looks_like": "sent"}]}, "do")
    walk = a_year_on.walk
    assert walk.raw(week) == {"items": [{"id": "t1", "label": "Phone and door"}], "points": {"t1": 100}}
    assert [walk.raw(step) for step in (counts, obstacle, cue)] == [{}, {}, {}]
    assert [pair["cue"] for pair in walk.raw(luck)["pairs"]] == ["luck comes"]
    assert [(stop["id"], stop["name"]) for stop in walk.raw(ahead)["stops"]] == [("p2", "A garden")]
