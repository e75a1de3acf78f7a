"""Today: where was I, what is next and why, how do I stand; one selection that Enter acts on."""

import datetime as dt
from pathlib import Path

import pytest

from coach.plan.records import NextStep, ReviewDate
from screens.lesson import LessonScreen
from tests.screens.sample import HOSTILE_LINE, SNAPSHOTS, make, press, put, running, same_as_snapshot, settled, type_in


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make(tmp_path)
    async with running(app, size):
        same_as_snapshot(app, f"today-{size[0]}x{size[1]}")


async def test_an_empty_plan_says_how_to_begin_and_enter_begins(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        same_as_snapshot(app, "today-empty")
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.id == "first"


async def test_the_lesson_under_way_is_one_key_away(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "enter", "enter", "escape")
        assert "Where you were" in app.text()
        assert "step 2 of 3" in app.text()
        await press(pilot, "enter")
        assert isinstance(app.screen, LessonScreen)
        assert "Your story" in app.text()


async def test_enter_pressed_twice_opens_one_lesson(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await pilot.press("enter", "enter", "enter")
        await settled(pilot)
        assert sum(isinstance(screen, LessonScreen) for screen in app.screen_stack) == 1


async def test_a_step_is_done_and_taken_back(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "down", "d")
        step = app.desk.workspace.plan.get(NextStep, "s1")
        assert step
        assert step.status == "done"
        assert "Done: Ask Leyla for ten minutes" in app.toasts()
        await press(pilot, "u")
        assert "Took back: did “Ask Leyla for ten minutes”" in app.toasts()
        step = app.desk.workspace.plan.get(NextStep, "s1")
        assert step
        assert step.status == "todo"
        await press(pilot, "U")
        assert "Did again: did “Ask Leyla for ten minutes”" in app.toasts()


async def test_nothing_to_take_back_says_so(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await press(pilot, "u")
        assert "There is nothing to take back." in app.toasts()


async def test_a_step_moves_to_a_date_that_is_shown_back(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "down", "m")
        assert "It was due 3 days ago." in app.text()
        await type_in(pilot, "someday")
        await press(pilot, "enter")
        assert "! That is no date I know." in app.text()
        for _ in "someday":
            await pilot.press("backspace")
        await type_in(pilot, "fri")
        assert "Friday 27 November 2026" in app.text()
        await press(pilot, "enter")
        step = app.desk.workspace.plan.get(NextStep, "s1")
        assert step
        assert (step.due, step.moved) == (dt.date(2026, 11, 27), 1)


async def test_a_step_is_added_with_the_form(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await press(pilot, "a", "ctrl+s")
        assert "What will you do?" in app.text()
        await type_in(pilot, "call Jo")
        await press(pilot, "enter", "enter")
        await type_in(pilot, "tomorrow")
        assert "By Tuesday 24 November 2026." in app.text()
        await press(pilot, "ctrl+s")
        [step] = app.desk.workspace.plan.all(NextStep)
        assert (step.text, step.due) == ("call Jo", dt.date(2026, 11, 24))
        assert "due tomorrow" in app.text()


async def test_a_form_with_something_in_it_is_not_left_by_one_key(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await press(pilot, "a")
        await type_in(pilot, "call Jo")
        await press(pilot, "escape")
        assert "Not kept yet" in app.text()
        await press(pilot, "escape")
        assert "A next step" not in app.text()
        assert not app.desk.workspace.plan.all(NextStep)


async def test_enter_on_a_step_opens_it_with_what_it_says(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "down", "enter")
        assert "Ask Leyla for ten minutes" in app.text()
        assert "2026-11-20" in app.text()
        await press(pilot, "down", "down", "down", "down", "right")  # to how long it takes
        await press(pilot, "ctrl+s")
        step = app.desk.workspace.plan.get(NextStep, "s1")
        assert step
        assert (step.size, step.text, step.why) == ("15m", "Ask Leyla for ten minutes", "to learn")


async def test_a_look_back_that_is_due_is_noted_and_its_next_date_set(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "end", "m")
        await pilot.click(offset=app.spot("I have looked today"))
        await settled(pilot)
        review = app.desk.workspace.plan.get(ReviewDate, "r1")
        assert review
        assert review.next_on == dt.date(2026, 11, 30)
        assert "To look at again" not in app.text()


async def test_the_mouse_does_what_the_keys_do(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await pilot.click(offset=app.spot("○ List the questions"))  # the mark in front of it
        await settled(pilot)
        step = app.desk.workspace.plan.get(NextStep, "s3")
        assert step
        assert step.status == "done"
        x, y = app.spot("Ask Leyla")
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert "m move" in app.text()  # selected
        await pilot.click(offset=(x, y))
        await settled(pilot)
        assert "This step" in app.text()  # opened
        await pilot.click(offset=app.spot("esc leave"))
        await settled(pilot)
        await pilot.click(offset=app.spot("2 Learn"))
        await settled(pilot)
        assert "Take stock" in app.text()
        await pilot.click(offset=app.spot("f1 help"))
        await settled(pilot)
        assert "Keys here" in app.text()


async def test_text_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    app = make(tmp_path)
    put(app.desk.workspace, "next_steps", "h1", text=HOSTILE_LINE, due="2026-11-01")
    async with running(app) as pilot:
        assert HOSTILE_LINE in app.text()
        await press(pilot, "down", "d")
        assert HOSTILE_LINE in app.toasts()
        await press(pilot, "u", "enter")
        assert "[b]x[/c]" in app.text()
        await press(pilot, "escape", "3")
        assert "[/] [b]x[/c]" in app.text()
        await press(pilot, "ctrl+p")
        await type_in(pilot, "click")
        assert "[@click=app.quit]x[/]" in app.text()


async def test_another_window_is_seen(tmp_path: Path) -> None:
    app, other = make(tmp_path), make(tmp_path)
    async with running(app) as pilot:
        put(other.desk.workspace, "next_steps", "n1", text="From the other window", due="2026-11-01")
        app._look_around()
        await settled(pilot)
        assert "From the other window" in app.text()


async def test_it_follows_the_size_of_the_window(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        assert "How you stand" not in app.text()
        for size in ((120, 40), (40, 12), (20, 5), (200, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert all(len(line) <= size[0] for line in app.lines())
            assert ("How you stand" in app.text()) == (size[0] >= 116)
        kept = (SNAPSHOTS / "today-80x24.txt").read_text(encoding="utf-8").splitlines()
        assert [_without_bar(line) for line in app.lines()] == [_without_bar(line) for line in kept]


def _without_bar(line: str) -> str:
    """A line without the ends of the scrollbar's thumb, which may stand a fraction elsewhere."""
    return line.rstrip(" ▁▂▃▄▅▆▇█")
