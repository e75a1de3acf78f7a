"""Plan: everything that was recorded; next steps are changed, every record can be seen in full."""

from pathlib import Path

import pytest

from coach.plan.records import NextStep
from screens.lesson import LessonScreen
from tests.screens.sample import HOSTILE_LINE, make, press, put, running, same_as_snapshot, settled, type_in


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make(tmp_path)
    async with running(app, size) as pilot:
        await press(pilot, "3")
        same_as_snapshot(app, f"plan-{size[0]}x{size[1]}")


async def test_an_empty_plan_names_the_lessons_that_fill_it(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await press(pilot, "3")
        same_as_snapshot(app, "plan-empty")
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)


async def test_a_record_is_shown_in_full_with_where_it_came_from(tmp_path: Path) -> None:
    app = make(tmp_path)
    put(app.desk.workspace, "people", "p1", name="Leyla", roles=["sounding board"], source="first/story", closeness=4)
    async with running(app) as pilot:
        await press(pilot, "3")
        await pilot.press(*["down"] * 10)
        await settled(pilot)
        await press(pilot, "enter")
        assert "sounding board" in app.text()
        assert "From the lesson “A first look”" in app.text()
        assert "Seen by" in app.text()


async def test_a_step_is_let_go_with_a_reason(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3", "down", "down", "x")
        await type_in(pilot, "not mine")
        await press(pilot, "enter")
        step = app.desk.workspace.plan.get(NextStep, "s1")
        assert step
        assert (step.status, step.dropped_reason) == ("dropped", "not mine")
        assert "Let go: Ask Leyla" in app.toasts()
        await press(pilot, "u")
        assert "let go" not in app.text()


async def test_a_step_that_is_done_is_taken_up_again(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3")
        await pilot.click(offset=app.spot("✓ Stop swapping"))
        await settled(pilot)
        step = app.desk.workspace.plan.get(NextStep, "s5")
        assert step
        assert (step.status, step.done_on) == ("todo", None)


async def test_the_selection_stays_on_its_record_when_the_plan_changes(tmp_path: Path) -> None:
    app, other = make(tmp_path), make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3", "down", "down", "down")
        put(other.desk.workspace, "next_steps", "n1", text="First of all", due="2026-11-01")
        app._look_around()
        await settled(pilot)
        assert next(line for line in app.lines() if "▌" in line).strip().startswith("▌ ◐ Show the apprentice")


async def test_keys_for_a_step_say_what_they_need_when_none_is_chosen(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3", "d", "m", "x")
        assert "Choose a step first." in app.toasts()


async def test_answers_are_reached_through_their_lesson(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "enter", "enter", "escape", "3", "end")
        assert "Answers, by lesson" in app.text()
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)


async def test_text_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    for table, field in (("goals", "name"), ("people", "name"), ("reflections", "text"), ("if_thens", "cue")):
        put(app.desk.workspace, table, f"h-{table}", **{field: HOSTILE_LINE})
    put(app.desk.workspace, "profile", "profile", name=HOSTILE_LINE, values=[HOSTILE_LINE])
    async with running(app, (120, 40)) as pilot:
        await press(pilot, "3")
        assert app.text().count(HOSTILE_LINE) >= 6
        for _ in range(5):
            await pilot.click(offset=app.spot("[b]x[/c]"))
            await press(pilot, "enter")
            assert "Seen by" in app.text()
            await press(pilot, "escape", "down")
