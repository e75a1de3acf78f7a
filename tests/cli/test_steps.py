"""A step on the command line from its beginning to its end: waiting, blocked, repeated, pinned, moved too often."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from coach.cli.helping import JSON
from coach.plan.records import IfThen, NextStep
from tests.cli.conftest import Run
from tests.helpers import Clock, open_workspace


@pytest.fixture
def busy(place: Path) -> Path:
    workspace = open_workspace(place, Clock(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)))  # before what the commands do
    for id, text in (("k3x", "Draft the talk"), ("m7q", "Book the room")):
        workspace.put("added", "next_steps", id, {"text": text, "due": "2099-11-20"}, text)
    return place


def step(place: Path, id: str) -> NextStep:
    found = open_workspace(place, Clock()).plan.get(NextStep, id)
    assert found is not None
    return found


def listed(coach: Run) -> list[dict[str, Any]]:
    return list(json.loads(coach("next", "--all", "--json").out)["next"])


def test_all_that_can_be_said_of_a_new_step(coach: Run, busy: Path) -> None:
    ran = coach(
        "add", "Hold", "the", "talk", "--due", "2099-12-01", "--not-before", "2099-11-30", "--waiting-on", "Ravi",
        "--follow-up", "2099-11-28", "--waits-for", "k3", "--every", "two weeks", "--size", "1h", "--confidence", "4",
        "--if", "the room is open",
    )  # fmt: skip
    assert ran.code == 0
    assert ran.out.rstrip().endswith(
        ": Hold the talk (due Tuesday 1 December 2099; not before Monday 30 November 2099; to ask again on Saturday 28 "
        "November 2099; waits for Ravi; waits for “Draft the talk”; every 2 weeks)"
    )
    assert "Not very sure of it (4 of 10)?" in ran.err
    [made] = [one for one in listed(coach) if one["text"] == "Hold the talk"]
    assert {name: made[name] for name in ("status", "waits_for", "blocked", "every", "follow_up", "not_before")} == {
        "status": "waiting", "waits_for": "k3x", "blocked": True, "every": "P2W", "follow_up": "2099-11-28",
        "not_before": "2099-11-30",
    }  # fmt: skip
    assert all(key in JSON for key in made)
    [cue] = open_workspace(busy, Clock()).plan.all(IfThen)
    assert (cue.cue, cue.act, cue.about) == ("the room is open", "Hold the talk", f"next_steps/{made['id']}")
    coach("undo")
    assert not open_workspace(busy, Clock()).plan.all(IfThen)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "x", "--every", "sometimes"], "“sometimes” is not understood as a span of time"),
        (["add", "x", "--every", "1w", "--after", "1m"], "either --every so often"),
        (["add", "x", "--follow-up", "fri"], "--follow-up goes with --waiting-on"),
        (["add", "x", "--confidence", "11"], "invalid choice: 11"),
        (["add", "x", "--waits-for", "zzz"], "there is no next step “zzz”"),
        (["change", "k3x"], "say what is to change"),
        (["change", "k3x", "--text", "a", "--smaller", "b"], "either --text or --smaller"),
        (["change", "k3x", "--waits-for", "k3x"], "they would wait for each other"),
        (["move", "k3x", "some", "day"], "“some day” is not understood as a date"),
        (["wait", "k3x"], "say --on WHO"),
        (["pin", "zzz"], "there is no next step “zzz”"),
    ],
)
def test_wrong_usage_changes_nothing(arguments: list[str], said: str, coach: Run, busy: Path) -> None:
    before = coach("log", "--json").out
    ran = coach(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert coach("log", "--json").out == before


def test_a_blocker_stands_first_and_circles_are_refused(coach: Run, busy: Path) -> None:
    coach("change", "k3x", "--waits-for", "m7q", "--due", "2099-01-01")
    assert [one["id"] for one in listed(coach)] == ["m7q", "k3x"]
    assert "“Draft the talk” waits for it and is due on 1 January 2099" in coach("next").out
    assert coach("change", "m7q", "--waits-for", "k3x").code == 2
    coach("done", "m7q")
    assert "waits for" not in coach("next").out


def test_pinned_is_first(coach: Run, busy: Path) -> None:
    coach("add", "Late", "--due", "2020-01-01")
    assert coach("pin", "m7").out == "Pinned: Book the room\n"
    assert listed(coach)[0]["reason"].startswith("pinned; due")
    assert "already pinned" in coach("pin", "m7").err
    assert coach("unpin", "m7").out == "Back in the order: Book the room\n"
    assert listed(coach)[0]["text"] == "Late"
    assert "unpinned “Book the room”" in coach("log").out


def test_waiting_until_the_day_to_ask(coach: Run, busy: Path) -> None:
    assert coach("wait", "k3x", "--on", "Ravi", "--follow-up", "2020-01-02").out == (
        "Waits for Ravi, to ask again on Thursday 2 January 2020: Draft the talk\n"
    )
    assert listed(coach)[0]["reason"] == "ask Ravi: the day to follow up was on 2 January 2020"
    [due] = json.loads(coach("due", "--json").out)["due"]
    assert (due["kind"], due["on"], due["text"]) == ("follow-up", "2020-01-02", "Ask Ravi: Draft the talk")
    assert coach("wait", "k3x", "--over").out == "No longer waiting: Draft the talk\n"
    assert (step(busy, "k3x").status, step(busy, "k3x").follow_up) == ("todo", None)


def test_the_next_one_of_a_repeating_step(coach: Run, busy: Path) -> None:
    coach("change", "k3x", "--every", "1m")
    assert coach("done", "k3x").out == "Done: Draft the talk\nThe next one, k3x-2, is due Sunday 20 December 2099.\n"
    assert coach("done", "k3").out.startswith("Done: Draft the talk"), "the beginning of the id means the open one"
    assert coach("drop", "k3x-3", "--why", "enough", "--stop").out == "Let go: Draft the talk\n"
    assert [one["id"] for one in listed(coach)] == ["m7q"]
    coach("undo")
    coach("undo")
    assert [one["id"] for one in listed(coach)] == ["m7q", "k3x-2"]


def test_the_third_move_asks(coach: Run, busy: Path) -> None:
    assert coach("move", "k3x", "2099-11-21").out == "Moved to Saturday 21 November 2099: Draft the talk\n"
    coach("change", "k3x", "--due", "2099-11-22")
    ran = coach("move", "k3x", "2099-11-23")
    assert (ran.code, ran.out) == (1, "")
    assert "smaller, other, or no longer wanted?" in ran.err
    assert coach("change", "k3x", "--due", "2099-11-23").code == 1
    assert str(step(busy, "k3x").due) == "2099-11-22"
    assert coach("move", "k3x", "2099-11-23", "--anyway").code == 0
    assert (step(busy, "k3x").moved, coach("move", "k3x", "2099-11-24").code) == (3, 0)
    coach("undo")
    coach("undo")
    coach("change", "k3x", "--smaller", "Write one line", "--due", "2099-11-23")
    now = step(busy, "k3x")
    assert (now.text, now.moved, now.earlier_wordings) == ("Write one line", 0, ["Draft the talk"])


def test_what_was_said_is_taken_away_again(coach: Run, busy: Path) -> None:
    coach("change", "k3x", "--if", "noon", "--size", "1h", "--after", "1w", "--waits-for", "m7q")
    coach("change", "k3x", "--if", "none", "--size", "none", "--after", "none", "--waits-for", "none", "--due", "none")
    now = step(busy, "k3x")
    assert (now.size, now.after, now.waits_for, now.due) == (None, None, None, None)
    assert not open_workspace(busy, Clock()).plan.all(IfThen)
