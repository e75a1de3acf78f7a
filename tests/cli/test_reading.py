"""Commands that only look: what they say, and that they leave everything as it was."""

import json
from pathlib import Path

import pytest

from coach.cli.helping import JSON
from coach.store.lock import held
from tests.cli.conftest import Run
from tests.helpers import HOSTILE, Clock, open_workspace

READING = [
    "", "today", "next", "next --all --json", "lessons", "lessons --json", "log", "log --json", "changes",
    "changes --since beginning --json", "find ask", "find ask --json", "plan", "plan --json",
    "plan show goals", "export md --for me", "export md --for coach", "locate", "locate --json", "help",
]  # fmt: skip
WITH_JSON = [
    "next --all", "lessons", "log", "changes --since beginning", "find the", "plan", "plan show next_steps", "locate",
]  # fmt: skip


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder below one, with its time and what is in it; the cache may change."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, b"" if path.is_dir() else path.read_bytes())
        for path in [folder, *folder.rglob("*")]
        if "cache" not in path.relative_to(folder).parts and path != folder
    }


@pytest.mark.parametrize("command", READING)
def test_a_read_writes_nothing(command: str, coach: Run, filled: Path) -> None:
    before = state(filled)
    assert coach(*command.split()).code == 0
    assert state(filled) == before


@pytest.mark.parametrize("command", [*READING, "learn nowhere", "export md --for me --person bob"])
def test_a_read_makes_no_home(command: str, coach: Run, place: Path) -> None:
    coach(*command.split())
    assert not place.exists()


def test_a_read_waits_for_nobody(coach: Run, filled: Path) -> None:
    with held(filled / "people" / "me"):
        assert "Ask Ravi" in coach("next").out


def test_a_read_sees_a_hand_edit_and_leaves_it(coach: Run, filled: Path) -> None:
    file = filled / "people" / "me" / "plan.toml"
    file.write_text(file.read_text().replace("Read the advert", "Read it aloud"))
    before = state(filled)
    assert "Read it aloud" in coach("next").out
    assert state(filled) == before


def test_next_gives_the_reason(coach: Run, filled: Path) -> None:
    lines = coach("next").out.splitlines()
    assert lines[0].startswith("step1  Ask Ravi")
    assert "its date passed" in lines[1]
    assert "serves “Lead the training”" in lines[1]


def test_next_shows_three_and_says_so(coach: Run, place: Path) -> None:
    workspace = open_workspace(place, Clock())
    for n in range(5):
        workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}"}, "x")
    ran = coach("next")
    assert len(ran.out.splitlines()) == 6
    assert "2 more" in ran.err
    assert len(coach("next", "--all").out.splitlines()) == 10
    assert json.loads(coach("next", "--json").out)["more"] == 2


def test_next_of_an_empty_plan_says_how_to_begin(coach: Run) -> None:
    ran = coach("next")
    assert (ran.code, ran.out) == (0, "")
    assert "coach add" in ran.err


def test_today_of_an_empty_plan_names_the_command_that_begins(coach: Run) -> None:
    out = coach("today").out
    assert "coach learn start-here" in out
    assert "next steps" in out


def test_today_says_where_and_what_and_why(coach: Run, filled: Path) -> None:
    out = coach("today").out
    assert "Good to see you, Maya." in out
    assert "Open the box: step 2 of" in out
    assert "- coach learn start-here" in out
    assert "1. Ask Ravi" in out
    assert "its date passed" in out
    assert "My weekly ten minutes: waits for you" in out
    assert "Lately" in out
    assert max(map(len, out.splitlines())) <= 80


def test_without_a_terminal_coach_is_today(coach: Run, filled: Path) -> None:
    ran = coach()
    assert ran.out == coach("today").out
    assert "run coach in a terminal" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_lessons_show_how_far(coach: Run, filled: Path) -> None:
    lines = coach("lessons").out.splitlines()
    assert any(line.startswith("  [>] start-here") and "step 2 of" in line for line in lines)
    assert any(line.startswith("  [ ]") for line in lines)
    assert lines[0] == "Take stock"
    assert any(line.endswith("(22 minutes; builds on constraints-box, skills-and-evidence)") for line in lines)


def test_lessons_of_a_route(coach: Run, filled: Path) -> None:
    lines = coach("lessons", "--route", "one").out.splitlines()
    assert lines[0] == "One hour (0 of 4 done)"
    assert len([line for line in lines if line.startswith("  [")]) == 4
    assert "no route" in coach("lessons", "--route", "zebra").err
    asked = json.loads(coach("lessons", "--route", "mentor", "--json").out)
    assert asked["route"]["id"] == "mentor"
    assert asked["route"]["lessons"] == [lesson["id"] for lesson in asked["lessons"]]
    assert json.loads(coach("lessons", "--json").out)["route"] is None


def test_your_route_comes_first(coach: Run, filled: Path) -> None:
    workspace = open_workspace(filled)
    workspace.put("changed", "settings", "settings", {"route": "mentor"})
    workspace.close()
    out = coach("lessons").out
    assert out.startswith("Your route: Mentor (0 of 10 done)\n")
    assert out.count("why-mentor ") == 1


def test_log_is_newest_first_and_knows_since(coach: Run, filled: Path) -> None:
    lines = coach("log").out.splitlines()
    assert lines[0].endswith("23 November 2026")
    assert "Where I am now" in lines[-1]
    assert coach("log", "--since", "2099-01-01").out == ""
    assert coach("log", "--since", "2026-11-23").out == coach("log").out
    assert coach("log", "--since", "soonish").code == 2


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("yesterday", "2026-11-24"),
        ("today", "2026-11-25"),
        ("monday", "2026-11-23"),
        ("last wednesday", "2026-11-18"),
        ("3 weeks ago", "2026-11-04"),
        ("2 days", "2026-11-23"),
        ("last week", "2026-11-18"),
        ("1 sep", "2026-09-01"),
        ("24 dec", "2025-12-24"),
        ("2026-01-02", "2026-01-02"),
        ("sep 1, 2025", "2025-09-01"),
        ("2027-01-02", "2027-01-02"),
    ],
)
def test_days_that_are_past(typed: str, day: str) -> None:
    import datetime as dt

    from coach.past_dates import past_date

    assert past_date(typed, dt.date(2026, 11, 25)) == dt.date.fromisoformat(day)  # a Wednesday


def test_plan_shows_one_table(coach: Run, filled: Path) -> None:
    out = coach("plan", "show", "next_steps").out
    assert out.startswith("Next steps\n  Ask Ravi [step1]")
    assert "For the goal: Lead the training" in out
    assert "Goals" not in out
    assert out == coach("plan", "show", "next-steps").out
    ran = coach("plan", "show", "gaols")
    assert ran.code == 2
    assert "“goals”" in ran.err


@pytest.mark.parametrize("command", WITH_JSON)
def test_json_is_json_and_documented(command: str, coach: Run, filled: Path) -> None:
    data = json.loads(coach(*command.split(), "--json").out)
    rows = [row for value in data.values() if isinstance(value, list) for row in value]
    keys = {*data, *(key for row in rows for key in row)}
    missing = {key for key in keys if key not in JSON}
    assert not missing


@pytest.mark.parametrize("command", [*(f"{command} --json" for command in WITH_JSON), *READING])
def test_no_text_can_command_the_terminal(command: str, coach: Run, place: Path) -> None:
    workspace = open_workspace(place, Clock())
    workspace.put("changed", "profile", "profile", {"name": HOSTILE[0], "statement": "".join(HOSTILE)}, "x")
    for n, text in enumerate(HOSTILE):
        workspace.put("added", "next_steps", f"a{n}", {"text": text, "why": text, "agreed_with": text}, text)
        workspace.put("added", "reflections", f"b{n}", {"text": text, "prompt": text}, text)
        workspace.put("added", "review_schedule", f"c{n}", {"what": text, "next_on": "2026-11-01"}, text)
        opened = {"step": text, "touched_at": "2026-11-01T10:00:00Z"}
        workspace.put("opened", "progress", text.replace("/", "-"), opened, text)
    ran = coach(*command.split())
    assert ran.code == 0
    said = ran.out + ran.err
    raw = {character for character in said if not character.isprintable()} - {"\n", "\u200d", "\u200c"}
    assert not raw
    if "--json" in command:
        assert said.isascii()


def test_json_gives_back_what_was_said(coach: Run, place: Path) -> None:
    workspace = open_workspace(place, Clock())
    for n, text in enumerate(HOSTILE):
        workspace.put("added", "next_steps", f"s{n}", {"text": text}, "x")
    steps = json.loads(coach("next", "--all", "--json").out)["next"]
    assert [step["text"] for step in steps] == HOSTILE


def test_locate_names_the_places(coach: Run, place: Path) -> None:
    found = json.loads(coach("locate", "--json").out)
    assert found["plan"] == str(place / "people" / "me")
    for folder in found.values():
        assert folder in coach("locate").out


def test_damage_is_told_and_the_rest_is_shown(coach: Run, filled: Path) -> None:
    (filled / "people" / "me" / "plan.toml").write_text("format = = 1\n")
    ran = coach("next")
    assert "Ask Ravi" in ran.out
    assert "plan.toml, line 1" in ran.err
