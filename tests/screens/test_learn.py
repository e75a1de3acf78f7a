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
        await press(pilot, "2", "f")
        await type_in(pilot, "DATES")
        assert "Steps with dates" in app.text()
        assert "○ A first look" not in app.text()
        await press(pilot, "enter", "enter", "escape")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.id == "second"


async def test_words_that_fit_nothing_say_so_and_escape_shows_all(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "2", "f")
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
        await press(pilot, "escape")
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


ROUTES = """
format = 1
[[routes]]
id = "act-first"
title = "Act first"
for = "mentor"
promise = "Do something, then look."
lessons = ["second", "first", "gone"]
[[routes]]
id = "brief"
title = "In brief"
lessons = ["first"]
"""


async def test_the_choice_of_a_route_opens_where_one_is(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    many = "".join(f'[[routes]]\nid = "r{n}"\ntitle = "R{n}"\npromise = "P"\nlessons = ["first"]\n' for n in range(9))
    (tmp_path / "pack/routes.toml").write_text(f"format = 1\n{many}")
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await press(pilot, "2", "r")
        assert "▌ No route" in app.text()


async def test_a_route_is_chosen_comes_first_and_is_undone(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/routes.toml").write_text(ROUTES)
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await press(pilot, "2", "r")
        assert "No route" in app.text()
        assert "In brief   0 of 1 done" in app.text()
        await press(pilot, "home", "enter")
        shown = app.text()
        assert "Your route: Act first" in shown
        assert "0 of 2 done" in shown
        assert "Do something, then look." in shown
        assert shown.index("Steps with dates") < shown.index("A first look")
        assert "Take stock" not in shown  # all of its lessons are on the route
        await press(pilot, "1")
        assert "next on your route “Act first”" in app.text()
        await press(pilot, "u")
        assert "Took back: changed “your route”" in app.toasts()
        await press(pilot, "2")
        assert "Your route" not in app.text()
