"""Find: one key from everywhere, hits with their context, and the way there."""

from pathlib import Path

import pytest

from coach.plan.records import NextStep
from screens.find import FindScreen
from screens.lesson import LessonScreen
from screens.plan.page import PlanScreen
from screens.today import TodayScreen
from tests.screens.sample import HOSTILE_LINE, Sample, make, press, put, running, same_as_snapshot, settled, type_in


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make(tmp_path)
    async with running(app, size) as pilot:
        await press(pilot, "slash")
        await read(app)
        await type_in(pilot, "ask")
        same_as_snapshot(app, f"find-{size[0]}x{size[1]}")


async def read(app: Sample) -> None:
    """Waits until everything was read."""
    screen = app.screen
    assert isinstance(screen, FindScreen)
    screen.finder.catch_up(app.desk.workspace.plan)


async def test_a_record_is_selected_in_the_plan(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "slash")
        await type_in(pilot, "wednesdays")
        await press(pilot, "enter")
        await settled(pilot)
        assert isinstance(app.screen, PlanScreen)
        record = app.screen.chosen_record()
        assert isinstance(record, NextStep)
        assert record.text == "Stop swapping Wednesdays"


async def test_a_step_of_a_lesson_is_shown_and_nobody_loses_their_place(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "slash")
        await read(app)
        await type_in(pilot, "where should it go")
        await press(pilot, "enter")
        await settled(pilot)
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.step.id == "line"
        assert app.desk.workspace.plan.progress["first"].step == "why"
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)


async def test_an_answer_is_shown_in_its_step_and_escape_goes_back(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "enter", "enter")
        await type_in(pilot, "I came for the kilns")
        await press(pilot, "ctrl+n", "escape")
        await press(pilot, "slash", "tab", "tab")
        await read(app)
        await type_in(pilot, "kiln")
        assert "1 hit" in app.text()
        assert "I came for the kilns" in app.text()
        await press(pilot, "enter")
        await settled(pilot)
        assert isinstance(lesson := app.screen, LessonScreen)
        assert lesson.step.id == "story"


async def test_where_text_is_typed_the_key_is_a_character(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "enter", "enter", "slash")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.query_one("TextArea").text == "/"  # type: ignore[attr-defined]
        await press(pilot, "ctrl+p")
        await type_in(pilot, "find anything")
        await press(pilot, "enter")
        assert isinstance(app.screen, FindScreen)
        await press(pilot, "slash", "escape")
        assert isinstance(app.screen, LessonScreen)


async def test_only_one_sort_and_nothing_at_all(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "slash")
        await read(app)
        await type_in(pilot, "leyla")
        assert "If-then plans" in app.text()
        await press(pilot, "tab")
        assert "Nothing has all of these words in it." in app.text()
        await press(pilot, "enter", "shift+tab", "backspace")
        assert "Ask Leyla" in app.text()


async def test_text_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    put(app.desk.workspace, "goals", "g", name=f"needle {HOSTILE_LINE}", why="\x1b[31m\u202e needle")
    async with running(app, (120, 40)) as pilot:
        await press(pilot, "slash")
        await type_in(pilot, "needle")
        assert f"needle {HOSTILE_LINE}" in app.text()
        assert "\x1b" not in app.text()
