"""`coach plan show`, `add`, `set`, `remove`: parts and tables, and every record by the fields of its form."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from coach.plan.events import Change
from coach.plan.parts import PARTS
from coach.plan.records import Goal, Person, Profile, Success
from tests.cli.conftest import Run
from tests.helpers import MONDAY, Clock, open_workspace


def plan(place: Path):
    """The plan as the next command sees it."""
    return open_workspace(place, Clock()).plan


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)
def test_a_part_is_its_tables(part, coach: Run, filled: Path) -> None:
    data = json.loads(coach("plan", "show", part.id, "--json").out)
    assert set(data) == {"format", "tables"}
    assert set(data["tables"]) <= set(part.tables)


def test_a_part_and_a_table_are_told_apart(coach: Run, filled: Path) -> None:
    assert "Next steps" in coach("plan", "show", "Goals and steps").out
    assert "Next steps" not in coach("plan", "show", "goals").out


def test_a_record_is_added_and_what_was_understood_is_said_back(coach: Run, place: Path) -> None:
    ran = coach("plan", "add", "people", "--name", "R.", "--direction", "up", "--next-contact", "2026-12-12",
                "--roles", "mentor; peer")  # fmt: skip
    assert ran.code == 0
    assert "Next contact: Saturday 12 December 2026" in ran.out
    assert "Direction: above me, or further on" in ran.out
    [person] = plan(place).all(Person)
    assert (person.name, person.roles, person.source) == ("R.", ["mentor", "peer"], "hand")


def test_what_there_is_once_is_filled_in(coach: Run, place: Path) -> None:
    assert coach("plan", "set", "profile", "state", "stuck").code == 0
    assert coach("plan", "set", "profile", "current-role.title", "Nurse").code == 0
    profile = plan(place).get(Profile)
    assert profile
    assert profile.current_role
    assert (profile.state, profile.current_role.title) == ("stuck", "Nurse")


def added(coach: Run, *arguments: str) -> str:
    """The id of a record that was added."""
    return coach("plan", "add", *arguments).out.removeprefix("Added ").partition(":")[0]


def test_a_field_is_set_emptied_and_undone(coach: Run, place: Path) -> None:
    id = added(coach, "goals", "--name", "Lead the training")
    assert "By when: Saturday 12 December 2026" in coach("plan", "set", id[:4], "due", "2026-12-12").out
    assert coach("plan", "set", id, "By when", "").code == 0
    goal = plan(place).get(Goal, id)
    assert goal
    assert goal.due is None
    assert coach("undo").code == 0
    assert "2026-12-12" in coach("plan", "show", "goals", "--json").out
    assert "already" in coach("plan", "set", id, "due", "2026-12-12").out
    assert "only you" in coach("plan", "set", id, "visibility", "private").out


def test_a_field_points_at_a_record_by_its_name(coach: Run, filled: Path) -> None:
    coach("plan", "add", "skills", "--name", "Code review")
    ran = coach("plan", "add", "successes", "--what", "Found it", "--skill", "code review")
    assert "Skill it shows: Code review" in ran.out
    success = plan(filled).all(Success)[-1]
    assert (success.skill or "").startswith("skills/")


def test_a_record_is_taken_out_and_comes_back(coach: Run, place: Path) -> None:
    id = added(coach, "goals", "--name", "Lead the training", "--importance", "8")
    assert "coach undo brings it back" in coach("plan", "remove", id).out
    assert plan(place).get(Goal, id) is None
    coach("undo")
    goal = plan(place).get(Goal, id)
    assert goal
    assert (goal.name, goal.importance) == ("Lead the training", 8)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "gaols", "--name", "x"], "Did you mean “goals”?"),
        (["add", "goals"], "--importance  Importance, 0 to 10"),
        (["add", "goals", "--level", "3"], "there is no field of goals “level”"),
        (["add", "goals", "--why", "x"], "Name: a few words are needed here."),
        (["add", "goals", "--name", "x", "--due", "soonish"], "no date I know. Try fri"),
        (["add", "successes", "--what", "x", "--skill", "none"], "there is no skill “none”"),
        (["set", "goal1", "status", "asleep"], "one of these: draft, active"),
        (["set", "goal1", "visibility", "all"], "private, coach, sponsor, shareable"),
        (["set", "nobody", "due", "fri"], "there is no record “nobody”"),
        (["set", "goal1", "due"], "coach plan set ID FIELD VALUE"),
        (["remove", "step1"], "coach drop step1 --why TEXT"),
        (["show", "goals", "--name", "x"], "fields are for coach plan add"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_would_do(
    arguments: list[str], said: str, coach: Run, filled: Path
) -> None:
    ran = coach("plan", *arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err


def test_who_may_see_an_answer_is_said_like_that_of_a_record(coach: Run, filled: Path) -> None:
    workspace = open_workspace(filled, Clock(MONDAY + timedelta(days=1)))
    fields = {"kind": "text", "value": {"text": "my words"}, "prompt": "How is it?"}
    workspace.record("answered", [Change("answers", "start-here/mine", fields)])
    workspace.close()
    answers = json.loads(coach("plan", "show", "answers", "--json").out)["answers"]
    place = next(one["id"] for one in answers if one["visibility"] == "private")
    ran = coach("plan", "set", place, "visibility", "sponsor")
    assert (ran.code, "seen by you, your coach, and whoever pays for the coaching." in ran.out) == (0, True)
    lines = coach("plan", "show", "answers").out.splitlines()
    at = next(n for n, line in enumerate(lines) if f"[{place}]" in line)
    assert lines[at + 1].strip() == "seen by you, your coach, and whoever pays for the coaching"
    assert "changed who may see" in coach("undo").out
    assert json.loads(coach("plan", "show", "answers", "--json").out)["answers"] == answers
    assert "private, coach, sponsor, shareable" in coach("plan", "set", place, "visibility", "all").err
    assert "only visibility" in coach("plan", "set", place, "text", "x").err
    assert f"there is no answer “{place}-none”" in coach("plan", "set", f"{place}-none", "visibility", "coach").err
