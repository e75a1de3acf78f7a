"""`coach pictures`: ratings over time and twelve months, told and as data."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import open_workspace
from tests.pictures.person import live

TITLES = ["Wheel", "Chosen or drifted?"]


@pytest.fixture
def lived(place: Path) -> None:
    """A year in the plan that the commands read."""
    workspace = open_workspace(place)
    live(workspace)
    workspace.close()


@pytest.mark.usefixtures("lived")
def test_told(coach: Run) -> None:
    ran = coach("pictures")
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if line in TITLES] == TITLES
    assert "Since 3 May 2026: Learning 4 to 7 and Room for life 6 to 3; the rest is within" in ran.out
    assert not [line for line in ran.out.splitlines() if len(line) > 80]
    assert "Wheel" not in coach("pictures", "drift").out
    assert "Wheel" not in coach("pictures", "Chosen or drifted?").out
    assert "Steps done" in coach("pictures", "months").out
    shown = coach("plan", "show", "assessments").out
    assert shown.startswith("Wheel\n")
    assert "Chosen or drifted? [d1]" in shown, "and below it every sitting"


@pytest.mark.usefixtures("lived")
def test_as_data(coach: Run) -> None:
    data = json.loads(coach("pictures", "Wheel", "--json").out)
    (wheel,) = data["pictures"]
    assert data["months"] is None
    assert [sitting["on"] for sitting in wheel["sittings"]] == ["2025-11-22", "2026-05-03", "2026-11-20"]
    assert wheel["gaps"] == ["room", "freedom"]
    room = wheel["lines"][-1]
    assert (room["points"], room["since_last"]) == ([5, 6, 3], {"points": -3, "within_noise": False})
    assert (room["usual"], room["usual_assumed"], room["second"], room["gap"]) == (1, True, 9, 6)
    counts = json.loads(coach("pictures", "months", "--json").out)["months"]
    assert (counts["months"][0], counts["months"][-1], len(counts["counts"])) >= ("2025", "2025", 4)


def test_nothing_yet(coach: Run) -> None:
    ran = coach("pictures")
    assert (ran.code, ran.out) == (0, "")
    assert "coach learn" in ran.err
    ran = coach("pictures", "wh\x1bel")
    assert ran.code == 2
    assert "nothing was rated as “wh␛el” yet. There are: months." in ran.err
