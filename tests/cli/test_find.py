"""`coach find`, `coach changes` and the history of one record."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import Clock, open_workspace


def test_find_says_what_and_where(coach: Run, filled: Path) -> None:
    ran = coach("find", "ravi")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "Ask Ravi [next_steps/step1]"
    assert ran.out.splitlines()[1].startswith("    Next steps. "), "and what else it says"
    assert max(map(len, ran.out.splitlines())) <= 80
    assert coach("find", "trainign", "--in", "records").out.startswith("Lead the training [goals/goal1]")
    assert coach("find", "open", "the", "box", "--in", "lessons").out.startswith("Open the box [start-here]")


def test_find_nothing(coach: Run, filled: Path) -> None:
    ran = coach("find", "zebras")
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing has these words" in ran.err
    assert json.loads(coach("find", "zebras", "--json").out) == {"found": [], "more": 0}
    assert coach("find", "ask", "--in", "people").code == 2
    assert coach("find", " ").code == 2
    assert coach("find").code == 2


def test_find_for_programs(coach: Run, filled: Path) -> None:
    (hit,) = json.loads(coach("find", "RÁVI", "--json", "--in", "records").out)["found"]
    start, end = hit["title_marks"][0]
    assert (hit["kind"], hit["table"], hit["id"]) == ("record", "next_steps", "step1")
    assert hit["title"][start:end] == "Ravi"


def test_find_shows_twenty_and_says_so(coach: Run, place: Path) -> None:
    workspace = open_workspace(place, Clock())
    for n in range(23):
        workspace.put("added", "goals", f"g{n}", {"name": f"zebra {n}"}, "x")
    ran = coach("find", "zebra")
    assert len([line for line in ran.out.splitlines() if line.startswith("zebra")]) == 20
    assert "3 more" in ran.err


@pytest.fixture
def years(place: Path) -> Path:
    """A plan with a past: made in March, looked over in May, changed since."""
    clock = Clock()
    clock.pass_days(-260)
    workspace = open_workspace(place, clock)
    workspace.put("changed", "profile", "profile", {"values": ["Pay", "Time"]}, "What drives me")
    workspace.put("added", "next_steps", "k3x9abc", {"text": "Ask Ravi", "due": "2026-04-01"}, "Ask Ravi")
    clock.pass_days(60)
    workspace.put("added", "review_schedule", "r1", {"what": "A look", "next_on": "2026-05-01"}, "A look")
    workspace.put("done", "review_schedule", "r1", {"done": ["2026-05-07"], "next_on": "2026-06-01"}, "A look")
    workspace.put("done", "next_steps", "k3x9abc", {"status": "done", "learned": "asking is easy"}, "Ask Ravi")
    clock.pass_days(90)
    workspace.put("changed", "profile", "profile", {"values": ["Time", "Pay"]}, "What drives me")
    workspace.close()
    return place


def test_changes_since_the_last_review(coach: Run, years: Path) -> None:
    ran = coach("changes")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "What is different since your last review, Thursday 7 May 2026"
    assert "  Done: Ask Ravi\n      asking is easy\n" in ran.out
    assert "you ranked Pay first, now Time." in ran.out
    assert "A look" not in ran.out, "that was before"
    assert max(map(len, ran.out.splitlines())) <= 80


def test_changes_between_two_days(coach: Run, years: Path) -> None:
    early = coach("changes", "--since", "2026-03-01", "--until", "2026-03-31")
    assert "New: Ask Ravi" in early.out
    assert "Done" not in early.out
    assert "goes back to Sunday 8 March 2026" in early.err
    assert coach("changes", "--since", "2026-05-08", "--until", "2026-05-20").out == ""
    assert coach("changes", "--since", "beginning").out.startswith("What is different since the beginning, Sunday 8 Ma")
    data = json.loads(coach("changes", "--since", "2026-05-01", "--json").out)
    assert {(one["table"], one["kind"]) for one in data["changes"]} == {
        ("next_steps", "closed"), ("profile", "ranked"), ("review_schedule", "added"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "soonish"], "not understood as a date"),
        (["--since", "2026-06-01", "--until", "2026-05-01"], "is not before"),
        (["--since", "review"], "there was no review yet"),
    ],
)
def test_changes_that_cannot_be_told(arguments: list[str], said: str, coach: Run, filled: Path) -> None:
    ran = coach("changes", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_the_history_of_one_record(coach: Run, years: Path) -> None:
    ran = coach("log", "k3x")
    lines = ran.out.splitlines()
    assert lines[1].endswith("did “Ask Ravi”")
    assert lines[2].strip().endswith("asking is easy")
    assert any(line.strip().endswith("1 April 2026") for line in lines)
    assert coach("log", "next_steps/k3x").out == ran.out
    assert coach("log", "k3x", "--since", "2099-01-01").out == ""
    assert coach("log", "zzz").code == 2
    events = json.loads(coach("log", "k3x", "--json").out)["events"]
    assert [event["what"] for event in events] == ["done", "added"]
    assert {"name", "before", "after"} == set(events[0]["changes"][0])


def test_undo_says_what_it_was_about_also_of_a_redo(coach: Run) -> None:
    coach("add", "Ask Ravi")
    assert coach("undo").out == "Took back: added “Ask Ravi”\n"
    assert coach("log").out.splitlines()[1].endswith("took back: added “Ask Ravi”")
    assert coach("redo").out == "Did again: added “Ask Ravi”\n"
    assert coach("undo").out == "Took back: added “Ask Ravi”\n"
