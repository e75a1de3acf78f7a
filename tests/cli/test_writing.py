"""Commands that change the plan: what they do, what they say, and what they leave on disk."""

import json
from pathlib import Path

import pytest

from coach.plan.records import NextStep, Success
from coach.store.journal import Journal
from coach.workspace import Workspace
from tests.cli.conftest import Run
from tests.helpers import Clock, open_workspace


def plan_of(place: Path) -> Workspace:
    return open_workspace(place, Clock())


def only_step(place: Path) -> NextStep:
    (step,) = plan_of(place).plan.all(NextStep)
    return step


def test_add(coach: Run, place: Path) -> None:
    ran = coach("add", "Ask Ravi for half an hour", "--due", "2099-03-01", "--size", "15m")
    step = only_step(place)
    assert (step.text, str(step.due), step.size) == ("Ask Ravi for half an hour", "2099-03-01", "15m")
    assert ran.out == f"Added {step.id}: Ask Ravi for half an hour (due Sunday 1 March 2099)\n"
    assert (ran.code, ran.err) == (0, "")


def test_add_takes_words_without_quotation_marks(coach: Run, place: Path) -> None:
    assert coach("add", "Ask", "--due", "2099-03-01", "Ravi", "today").code == 0
    assert only_step(place).text == "Ask Ravi today"


def test_add_for_a_goal_by_the_beginning_of_its_id(coach: Run, place: Path) -> None:
    plan_of(place).put("added", "goals", "k3x9abc", {"name": "Lead"}, "Lead")
    assert coach("add", "Ask Ravi", "--goal", "K3").code == 0
    assert only_step(place).goal == "k3x9abc"
    assert "serves “Lead”" in coach("next").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "Ask", "--due", "soonish"], "“soonish” is not understood as a date"),
        (["add", "Ask", "--goal", "x"], "there is no goal “x”"),
        (["add", "Ask", "--size", "tiny"], "invalid choice: 'tiny'"),
        (["add", "   "], "write what you will do"),
        (["add"], "required: TEXT"),
        (["win", ""], "write what went well"),
        (["done", "zzz"], "there is no next step “zzz”"),
        (["drop", "zzz", "--why", "x"], "there is no next step “zzz”"),
        (["drop", "zzz"], "required: --why"),
        (["undo", "3"], "unrecognized arguments: 3"),
    ],
)
def test_wrong_usage_says_what_and_changes_nothing(arguments: list[str], said: str, coach: Run, place: Path) -> None:
    ran = coach(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert not place.exists()


def test_done_by_the_beginning_of_its_id(coach: Run, place: Path) -> None:
    plan_of(place).put("added", "next_steps", "k3x9abc", {"text": "Ask Ravi"}, "Ask Ravi")
    assert coach("done", "k3x", "--learned", "asking early is easy").out == "Done: Ask Ravi\n"
    step = only_step(place)
    assert (step.status, step.learned) == ("done", "asking early is easy")
    assert step.done_on is not None
    again = coach("done", "k3x")
    assert again.code == 1
    assert "already done" in again.err


def test_an_id_that_fits_several_is_not_guessed(coach: Run, place: Path) -> None:
    workspace = plan_of(place)
    for id, text in (("k3x1", "Ask Ravi"), ("k3x2", "Read the advert"), ("zz", "Other")):
        workspace.put("added", "next_steps", id, {"text": text}, text)
    ran = coach("done", "k3")
    assert ran.code == 2
    assert "may mean 2 of your next steps" in ran.err
    assert "k3x1  Ask Ravi" in ran.err
    assert "k3x2  Read the advert" in ran.err
    assert "Other" not in ran.err
    assert coach("done", "k3x1").code == 0
    assert coach("done", "k3").out == "Done: Read the advert\n", "only one of them is still open"


def test_an_unknown_id_names_the_nearest(coach: Run, place: Path) -> None:
    workspace = plan_of(place)
    for id in ("k3x9abc", "zzzzzzz"):
        workspace.put("added", "next_steps", id, {"text": f"step {id}"}, "x")
    ran = coach("done", "k3x9abd")
    assert "k3x9abc" in ran.err
    assert "zzzzzzz" not in ran.err


def test_an_id_in_full_is_itself_though_others_begin_with_it(coach: Run, place: Path) -> None:
    workspace = plan_of(place)
    for id in ("ab", "abc"):
        workspace.put("added", "next_steps", id, {"text": id}, id)
    assert coach("done", "ab").out == "Done: ab\n"


def test_drop_keeps_the_reason(coach: Run, place: Path) -> None:
    plan_of(place).put("added", "next_steps", "k3x9abc", {"text": "Apply"}, "Apply")
    assert coach("drop", "k3x", "--why", "the post was filled").out == "Let go: Apply\n"
    step = only_step(place)
    assert (step.status, step.dropped_reason) == ("dropped", "the post was filled")


def test_win(coach: Run, place: Path) -> None:
    assert coach("win", "They", "asked", "me").code == 0
    (success,) = plan_of(place).plan.all(Success)
    assert success.what == "They asked me"
    assert success.on is not None
    assert success.default_visibility == "private"


def test_undo_and_redo(coach: Run, place: Path) -> None:
    coach("add", "Ask Ravi")
    assert coach("undo").out == "Took back: added “Ask Ravi”\n"
    assert not plan_of(place).plan.all(NextStep)
    assert coach("redo").out == "Did again: added “Ask Ravi”\n"
    assert only_step(place).text == "Ask Ravi"
    coach("undo")
    ran = coach("undo")
    assert ran.code == 1
    assert "nothing to take back" in ran.err
    coach("redo")
    assert coach("redo").code == 1


def test_a_change_is_in_the_readable_file_at_once(coach: Run, place: Path) -> None:
    coach("add", "Ask Ravi")
    assert "Ask Ravi" in (place / "people" / "me" / "plan.toml").read_text()


def test_text_is_kept_exactly(coach: Run, place: Path) -> None:
    text = "二つ [/b] ${plan.x} %s\nsecond line\x1b[31m"
    coach("add", text)
    assert only_step(place).text == text


def test_one_machine_writes_under_one_name(coach: Run, place: Path) -> None:
    for text in ("a", "b", "c"):
        coach("add", text)
    names = [path.name for path in (place / "people" / "me" / "journal").iterdir()]
    device = (place / "state" / "device").read_text().split()[1]
    assert names == [f"{device}-0001.jsonl"]
    assert Journal(place / "people" / "me" / "journal", device).read().damage == []


def test_other_people_have_plans_of_their_own(coach: Run, place: Path) -> None:
    coach("add", "mine")
    ran = coach("--person", "k3x9abc", "add", "theirs")
    assert "begins a new plan" in ran.err
    assert "begins" not in coach("add", "theirs too", "--person", "k3x9abc").err
    assert "theirs" not in coach("next").out
    data = json.loads(coach("next", "--json", "--person", "k3x9abc").out)
    assert [step["text"] for step in data["next"]] == ["theirs", "theirs too"]


def test_a_person_who_is_not_there(coach: Run, filled: Path) -> None:
    ran = coach("next", "--person", "mayaa")
    assert ran.code == 2
    assert "There are: me." in ran.err


@pytest.mark.parametrize("name", ["../me", "a/b", "", ".", "Maya", "x" * 41, "-x", "a\x1b[2J"])
def test_a_name_is_never_a_path(name: str, coach: Run, place: Path) -> None:
    for command in (["next"], ["add", "x"]):
        ran = coach(*command, f"--person={name}")
        assert ran.code == 2
        assert "\x1b" not in ran.err
    assert not place.exists()


def test_a_newer_plan_is_shown_and_not_changed(coach: Run, filled: Path) -> None:
    file = filled / "people" / "me" / "plan.toml"
    file.write_text(file.read_text().replace("format = 1", "format = 99"))
    before = file.read_bytes()
    assert "Ask Ravi" in coach("next").out
    ran = coach("add", "x")
    assert ran.code == 1
    assert "not saved" in ran.err
    assert "newer version" in ran.err
    assert file.read_bytes() == before
