"""`coach review`: what the checks find, told and as data."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_reading import state
from tests.helpers import Clock, open_workspace


@pytest.fixture
def stuck(coach: Run, place: Path) -> None:
    """A plan with a step that stands alone and was moved often, and one that is done."""
    coach("add", "Ring the school about the training room and \x1b[31mthe key", "--due", "2026-01-01")
    file = place / "people" / "me" / "plan.toml"
    file.write_text(file.read_text().replace("due = 2026-01-01", "due = 2026-01-01\nmoved = 4"))


@pytest.mark.usefixtures("stuck")
def test_facts_stand_below_the_check_that_found_them(coach: Run) -> None:
    ran = coach("review", "facts")
    assert ran.code == 0
    assert ran.out.startswith(
        "Done, moved, let go (C3)\n  So far: 1 step moved to another day.\n\nSteps that are stuck"
    )
    assert "has been moved 4 times." in " ".join(ran.out.split())
    assert "What stands alone (C5)" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out
    assert ran.err == "Looked at for a full review, from the beginning.\n"


@pytest.mark.usefixtures("stuck")
def test_rhythms_and_time(coach: Run) -> None:
    assert "(C5)" not in coach("review", "facts", "--weekly").out
    assert "(C5)" in coach("review", "facts", "--monthly").out
    ran = coach("review", "facts", "--weekly", "--since", "2026-09-01")
    assert "(C3)" not in ran.out
    assert ran.err == "Looked at for a weekly review, since 1 September 2026.\n"
    assert coach("review", "facts", "--since", "2026-09-01", "--weekly", "--full").code == 2
    assert "not understood as a date" in coach("review", "facts", "--since", "qq").err


@pytest.mark.usefixtures("stuck")
def test_facts_as_data(coach: Run) -> None:
    data = json.loads(coach("review", "facts", "--json", "--since", "2026-09-01").out)
    assert (data["rhythm"], data["since"]) == ("full", "2026-09-01")
    fact = data["facts"][0]
    assert (fact["check"], fact["title"], fact["asks"]) == ("C4", "Steps that are stuck", False)
    assert fact["records"][0].startswith("next_steps/")


def test_nothing_to_tell(coach: Run, place: Path) -> None:
    ran = coach("review", "facts")
    assert (ran.code, ran.out) == (0, "")
    assert "The checks found nothing to tell you." in ran.err
    assert not place.exists()


def test_looking_changes_nothing(coach: Run, filled: Path) -> None:
    before = state(filled)
    assert coach("review", "facts").code == 0
    assert state(filled) == before


def test_what_can_follow_is_offered(coach: Run) -> None:
    assert coach("complete", "--", "review", "").out.split() == ["weekly", "monthly", "full", "event", "facts"]


@pytest.mark.parametrize("words", [["fats"], ["facts", "more"], ["full", "--json"]])
def test_what_is_no_review(words: list[str], coach: Run) -> None:
    ran = coach("review", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "coach help review" in ran.err or "Did you mean “facts”?" in ran.err


def test_a_review_is_walked_line_by_line(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("note", "Teaching is what I like")
    monkeypatch.setattr("sys.stdin", io.StringIO("?\ns\n"))
    ran = coach("review", "--plain")
    assert ran.code == 0
    assert "The weekly ten minutes." in ran.out
    assert "The checks found nothing to tell you this time." in ran.out
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    assert "When something has happened." in coach("review", "event").out


def test_the_review_that_is_due_comes_first(coach: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(place, Clock())
    date = {"what": "My half hour", "kind": "monthly", "next_on": "2026-01-01", "every": "P1M"}
    workspace.put("added", "review_schedule", "r1", date)
    workspace.close()
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    assert "The monthly half hour." in coach("review").out


def test_what_is_caught_in_the_shell_waits_to_be_sorted(coach: Run, place: Path) -> None:
    assert "Noted" in coach("note", "A", "thought").out
    coach("win", "A win")
    coach("add", "A step")
    coach("add", "A step with a day", "--due", "fri")
    plan = open_workspace(place, Clock()).plan
    sources = {row.label: row.source for table in plan.tables for row in plan.rows(table)}
    assert sources == {"A thought": "capture", "A win": "capture", "A step": "capture", "A step with a day": "hand"}
