"""Catching something in passing: from any screen, kept at once, and what is half typed below stays as it is."""

import datetime as dt
from pathlib import Path

from coach.plan.records import CAPTURED, NextStep, Reflection, Review, ReviewDate, Success
from screens.capture import Capture
from screens.lesson import LessonScreen
from tests.screens.sample import HOSTILE_LINE, make, press, running, settled, type_in


async def test_a_thought_in_the_middle_of_a_lesson(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "Half a sen")
        await press(pilot, "ctrl+t", "down", "down")
        assert isinstance(app.screen, Capture)
        await type_in(pilot, HOSTILE_LINE)
        await press(pilot, "enter")
        kept = app.desk.workspace.plan.all(Reflection)[-1]
        assert (kept.text, kept.source) == (HOSTILE_LINE, CAPTURED)
        assert isinstance(app.screen, LessonScreen)
        assert "Half a sen" in app.text()
        await type_in(pilot, "tence")
        assert "Half a sentence" in app.text()


async def test_a_step_with_a_day_is_shown_back_and_can_be_undone(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "ctrl+t", "enter")
        assert "A few words are needed here" in app.text()
        await type_in(pilot, "Ring the college")
        await press(pilot, "tab")
        await type_in(pilot, "qq")
        await press(pilot, "enter")
        assert "That is no date I know." in app.text()
        await press(pilot, "backspace", "backspace")
        await type_in(pilot, "fri")
        assert "Friday 27 November 2026" in app.text()
        await press(pilot, "enter")
        step = app.desk.workspace.plan.all(NextStep)[-1]
        assert (step.text, step.due) == ("Ring the college", dt.date(2026, 11, 27))
        await press(pilot, "u")
        assert step not in app.desk.workspace.plan.all(NextStep)


async def test_by_mouse_in_a_low_window(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app, (40, 12)) as pilot:
        await press(pilot, "3", "ctrl+t")
        await type_in(pilot, "Tomek closed alone")
        await pilot.click(offset=app.spot("A win"))
        await settled(pilot)
        await pilot.click(offset=app.spot("keep"))
        await settled(pilot)
        assert [won.what for won in app.desk.workspace.plan.all(Success)][-1] == "Tomek closed alone"


WEEKLY = """
format = 1
id = "short-week"
title = "A short week"
track = "stock"
module = "now"
minutes = 5
audience = ["all"]
outcomes = ["look back"]
review = "weekly"

[[steps]]
id = "facts"
kind = "facts"
title = "Facts"
prompt = "Which matter?"
checks = "weekly"
fills = "reviews.analysis"
"""


async def test_a_review_that_is_due_opens_and_its_end_moves_the_date(tmp_path: Path) -> None:
    app = make(tmp_path, lessons={"week": WEEKLY})
    workspace = app.desk.workspace
    async with running(app) as pilot:
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, LessonScreen)
        await press(pilot, "end", "down")
        await type_in(pilot, "Something of my own")
        await press(pilot, "enter")
        await type_in(pilot, "it matters")
        await press(pilot, "ctrl+n")
        assert "✓ Done" in app.text()
        date = workspace.plan.get(ReviewDate, "r1")
        assert date
        assert (date.done, date.next_on) == ([dt.date(2026, 11, 23)], dt.date(2026, 11, 30))
        review = workspace.plan.get(Review, "short-week-1")
        assert review
        assert [(one.fact, one.means) for one in review.analysis] == [("Something of my own", "it matters")]
        await press(pilot, "enter")
        assert "To look at again" not in app.text()
