"""Over time, on the screen: small multiples of three sittings of the wheel, twelve months, and their tables."""

from pathlib import Path

import pytest

from screens.lesson import LessonScreen
from screens.pictures import PicturesScreen
from screens.plan.page import PlanScreen
from tests.pictures.person import live, wheel
from tests.screens.sample import Sample, make, press, put, running, same_as_snapshot, settled, type_in


def a_year(tmp_path: Path, theme: str = "") -> Sample:
    app = make(tmp_path, filled=False, theme=theme)
    live(app.desk.workspace)
    return app


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = a_year(tmp_path)
    at = f"{size[0]}x{size[1]}"
    async with running(app, size) as pilot:
        await press(pilot, "3", "o")
        same_as_snapshot(app, f"pictures-wheel-{at}")
        await press(pilot, "t")
        same_as_snapshot(app, f"pictures-wheel-table-{at}")
        await press(pilot, "t", "left")
        same_as_snapshot(app, f"pictures-months-{at}")
        assert ("t table" in app.text()) == (size[0] > 40), "bars have no room there, so the table stands at once"


async def test_from_picture_to_picture_and_back_to_the_plan(tmp_path: Path) -> None:
    app = a_year(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3", "o", "pagedown", "]")
        assert "Over time: Chosen or drifted?" in app.text()
        assert "2 of 3" in app.text()
        await press(pilot, "right", "right")
        assert "Widest gaps: Room for life (now 3, matters 9)" in app.text(), "it begins at its first line again"
        await press(pilot, "end")
        assert "Since the first time, 22 November 2025" in app.text()
        put(app.desk.workspace, "assessments", "w9", **wheel("2026-11-23", [1] * 8))
        await settled(pilot)
        assert "4 sittings" in app.text()
        await press(pilot, "escape")
        assert isinstance(app.screen, PlanScreen)


async def test_colours_say_nothing_that_is_not_said_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for theme, without in (("", False), ("coach-contrast", False), ("", True)):
        if without:
            monkeypatch.setenv("NO_COLOR", "1")
        app = a_year(tmp_path / f"{theme}{without}", theme)
        async with running(app, (120, 40)) as pilot:
            await press(pilot, "3", "o")
            shown.append(app.text())
    assert shown[0] == shown[1] == shown[2]
    for mark in ("○ 5 → ◇ 6 → ● 3", "since last: down 3", "up 1, within noise", "◂ matters 9, gap 6", "‹ widest gap"):
        assert mark in shown[0]


async def test_without_ratings_it_says_which_lesson_makes_the_first(tmp_path: Path) -> None:
    rates = """
format = 1
id = "rates"
title = "Rate it"
track = "stock"
module = "now"
minutes = 4
audience = ["all"]
outcomes = ["say how it is"]
[[steps]]
id = "wheel"
kind = "scale"
title = "The wheel"
prompt = "How is it?"
rows = [{ id = "a", label = "Learning" }]
fills = "assessments"
"""
    app = make(tmp_path, filled=False, lessons={"rates": rates})
    async with running(app) as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "over time")
        await press(pilot, "enter")
        assert isinstance(app.screen, PicturesScreen)
        assert "Nothing was rated yet." in app.text()
        assert "“Rate it” makes a beginning, in about 4 minutes: o opens it." in " ".join(app.text().split())
        await press(pilot, "t", "]", "o")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.id == "rates"
