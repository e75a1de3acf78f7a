"""A lesson walked again, for another person or another session: what stands there, and what is left as it was."""

from pathlib import Path

import pytest

from coach.lessons.lesson import Lesson
from coach.plan.records import Introduction, Workplace
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


@pytest.fixture
def walked(tmp_path: Path) -> Walker:
    walker = Walker.__new__(Walker)
    walker.workspace = open_workspace(tmp_path)
    walker.lesson = Lesson.model_validate(AGAIN)
    walker._record(walker.walk.open())  # type: ignore[arg-type]
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
