"""`coach due`: what is due, in which order, and nothing at all when nothing is."""

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest

from coach.cli.due import Item, brief, items
from coach.cli.helping import JSON
from coach.workspace import Workspace
from tests.cli.conftest import Run
from tests.cli.test_reading import state
from tests.cli.test_usage import loaded
from tests.helpers import HOSTILE, Clock, open_workspace

TODAY = dt.datetime.now().astimezone().date()


def day(ahead: int) -> str:
    return (TODAY + dt.timedelta(days=ahead)).isoformat()


def step(workspace: Workspace, id: str, ahead: int | None, **more: object) -> None:
    due = {} if ahead is None else {"due": day(ahead)}
    workspace.put("added", "next_steps", id, {"text": f"step {id}", **due, **more}, id)


@pytest.fixture
def busy(place: Path) -> Path:
    """A home with things that are due, nearly due, and not due."""
    workspace = open_workspace(place, Clock())
    step(workspace, "near", 3)
    step(workspace, "late", -2)
    step(workspace, "today", 0, status="doing")
    step(workspace, "week", 7)
    step(workspace, "far", 8)
    step(workspace, "never", None)
    step(workspace, "idea", -5, status="idea")
    step(workspace, "waits", -5, status="waiting")
    step(workspace, "done", -5, status="done")
    workspace.put("added", "review_schedule", "ten", {"what": "weekly ten minutes", "next_on": day(-1)}, "x")
    workspace.put("added", "review_schedule", "later", {"what": "redraw the map", "next_on": day(1)}, "x")
    workspace.close()
    return place


def ids(coach: Run, *arguments: str) -> list[str]:
    return [item["id"] for item in json.loads(coach("due", "--json", *arguments).out)["due"]]


def test_by_day_and_only_what_is_up_to_me(coach: Run, busy: Path) -> None:
    assert ids(coach) == ["late", "ten", "today", "near", "week"]
    lines = coach("due").out.splitlines()
    assert lines[0].split() == ["late", "step", "late"]
    assert lines[1].strip() == "its date passed 2 days ago"
    assert lines[2].split() == ["ten", "weekly", "ten", "minutes"]
    assert lines[3].strip() == "waits for you"


def test_how_near_may_be_said(coach: Run, busy: Path) -> None:
    assert ids(coach, "--days", "0") == ["late", "ten", "today"]
    assert ids(coach, "--days=8")[-1] == "far"


@pytest.mark.parametrize("days", ["soon", "-1", "", "1.5", "99999", "²"])
def test_days_are_a_number(days: str, coach: Run) -> None:
    ran = coach("due", f"--days={days}")
    assert (ran.code, ran.out) == (2, "")
    assert "--days" in ran.err


def test_brief_is_one_line(coach: Run, busy: Path) -> None:
    ran = coach("due", "--brief")
    assert ran.out == "5 due: step late (2 days ago), weekly ten minutes (yesterday) and 3 more\n"
    assert (ran.code, ran.err) == (0, "")
    assert coach("due", "--brief", "--days", "0").out.startswith("3 due: ")


def test_brief_fits_a_terminal_whatever_is_written() -> None:
    texts = [*HOSTILE, "x" * 300, "long words " * 30, "short"]
    long_ago = TODAY - dt.timedelta(days=400)
    for count, text, other in itertools.product([1, 2, 3, 12], texts, texts):
        found = [Item(long_ago, "step", "a", words, "") for words in [text, other] * count][:count]
        line = brief(found, TODAY)
        assert len(line) <= 80
        assert line.startswith(f"{count} due: ")
        assert all(character.isprintable() or character in "\u200d\u200c" for character in line)


def test_brief_of_one(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, Clock())
    step(workspace, "a", 1)
    assert brief(items(workspace.plan, TODAY), TODAY) == "1 due: step a (tomorrow)"


@pytest.mark.parametrize("arguments", [[], ["--brief"], ["--days", "3"]])
def test_quiet_when_nothing_is_due(arguments: list[str], coach: Run, place: Path) -> None:
    ran = coach("due", *arguments)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert not place.exists()
    step(open_workspace(place, Clock()), "far", 300)
    ran = coach("due", *arguments)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_json_when_nothing_is_due(coach: Run) -> None:
    assert json.loads(coach("due", "--json").out) == {"due": []}


def test_json_keys(coach: Run, busy: Path) -> None:
    late, ten, *_ = json.loads(coach("due", "--json").out)["due"]
    assert late == {
        "kind": "step", "id": "late", "text": "step late", "on": day(-2), "late": True,
        "reason": "its date passed 2 days ago",
    }  # fmt: skip
    assert (ten["kind"], ten["on"], ten["late"]) == ("review", day(-1), True)
    assert all(key in JSON for key in late)


@pytest.mark.parametrize("arguments", [[], ["--brief"], ["--json"], ["--days", "3"]])
def test_a_look_changes_nothing(arguments: list[str], coach: Run, busy: Path) -> None:
    before = state(busy)
    assert coach("due", *arguments).code == 0
    assert state(busy) == before


def test_no_text_can_command_the_terminal(coach: Run, place: Path) -> None:
    workspace = open_workspace(place, Clock())
    for n, text in enumerate(HOSTILE):
        workspace.put("added", "next_steps", f"s{n}", {"text": text, "due": day(0), "agreed_with": text}, text)
        workspace.put("added", "review_schedule", f"r{n}", {"what": text, "next_on": day(0)}, text)
    for arguments in ([], ["--brief"], ["--json"]):
        said = coach("due", *arguments).out
        assert not {c for c in said if not c.isprintable()} - {"\n", "\u200d", "\u200c"}


def test_it_loads_as_little_as_next() -> None:
    """It stands in shell prompts; what is loaded is where the time goes."""
    assert not {name for name in loaded("due", "--brief") - loaded("next") if not name.startswith("coach.cli.due")}
