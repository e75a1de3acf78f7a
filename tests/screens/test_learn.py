"""Learn: what there is, how far each lesson is, and what it is good for."""

import time
from pathlib import Path

import pytest

from screens.lesson import LessonScreen
from screens.widgets.rows import Rows
from tests.screens.sample import FIRST, make, press, running, same_as_snapshot, settled, type_in


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make(tmp_path)
    async with running(app, size) as pilot:
        await press(pilot, "enter", "enter", "escape", "2")
        same_as_snapshot(app, f"learn-{size[0]}x{size[1]}")


async def test_tracks_without_lessons_are_not_shown(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "2")
        assert "A track without lessons yet" not in app.text()


async def test_a_lesson_is_found_by_a_word_and_opened(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "2", "slash")
        await type_in(pilot, "DATES")
        assert "Steps with dates" in app.text()
        assert "○ A first look" not in app.text()
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.id == "second"


async def test_words_that_fit_nothing_say_so_and_escape_shows_all(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "2", "slash")
        await type_in(pilot, "zebra")
        assert "No lesson with these words." in app.text()
        await press(pilot, "escape")
        assert "A first look" in app.text()
        assert "Steps with dates" in app.text()
        assert app.screen.query_one(Rows).has_focus


async def test_what_a_lesson_builds_on_is_said_softly(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "2", "down")
        assert "Builds on: A first look" in app.text()
        assert "For your plan: Next steps" in app.text()


async def test_a_second_click_opens(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "2")
        x, y = app.spot("Steps with dates")
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert not isinstance(app.screen, LessonScreen)
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert isinstance(app.screen, LessonScreen)


async def test_many_lessons_are_no_slower_to_move_through(tmp_path: Path) -> None:
    many = {f"x{n:04}": FIRST.replace('id = "first"', f'id = "l{n}"', 1) for n in range(300)}
    app = make(tmp_path, lessons=many)
    async with running(app) as pilot:
        await press(pilot, "2")
        rows = app.screen.query_one(Rows)
        began = time.perf_counter()
        for _ in range(20):
            rows.action_down()
        rows._measure(rows._width)
        assert len(rows._lines) < 60, "only what is in view is drawn"
        assert time.perf_counter() - began < 1
        await press(pilot, "end")
        assert "Steps with dates" in app.text()
