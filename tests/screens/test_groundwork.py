"""Lessons that build on others: said once, answered in place, never in the way; and the way back from the other one."""

from pathlib import Path

from coach.plan.records import Reflection
from screens.lesson import LessonScreen
from tests.screens.sample import FIRST, Sample, make, press, running, settled, type_in

BOTH = """
format = 1
id = "both"
title = "Both together"
track = "act"
module = "next"
minutes = 15
audience = ["all"]
outcomes = ["see"]
requires = ["first", "gone", "other"]

[[steps]]
id = "look"
kind = "recap"
title = "Look back"
shows = [{ plan = "reflections" }]
empty = "Your journal is still empty."
offer = "first"

[[steps]]
id = "say"
kind = "text"
title = "Say it"
prompt = "What do you see?"
lines = 2
"""
OTHER = FIRST.replace('id = "first"', 'id = "other"').replace("A first look", "Another look")


def lesson(app: Sample) -> str:
    """The lesson that is open and has no question over it."""
    assert isinstance(app.screen, LessonScreen)
    return app.screen.lesson.id


async def test_it_is_said_once_and_escape_goes_on(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="second")
    async with running(app, (100, 30)) as pilot:
        assert "This lesson builds on “A first look”" in app.text()
        assert "Answer the first question only." in app.text()
        assert "second" not in app.desk.workspace.plan.progress
        await press(pilot, "escape")
        assert lesson(app) == "second"
        assert "Step or wish?" in app.text()
        await press(pilot, "escape")
        app.open_lesson("second")
        await settled(pilot)
        assert lesson(app) == "second"


async def test_nothing_is_asked_when_the_other_lesson_was_begun(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "escape")
        app.open_lesson("second")
        await settled(pilot)
        assert lesson(app) == "second"


async def test_the_short_version_is_done_in_place(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="both", lessons={"other": OTHER, "both": BOTH})
    async with running(app) as pilot:
        assert "“A first look” and “Another look”" in app.text()
        await press(pilot, "enter")
        await type_in(pilot, "I came for the hours")
        await press(pilot, "enter")
        await type_in(pilot, "and stayed")
        await press(pilot, "enter")
        assert "This lesson builds on “Another look”" in app.text()
        await press(pilot, "down", "down", "enter")
        assert lesson(app) == "both"
        [kept] = app.desk.workspace.plan.all(Reflection)
        assert (kept.text, kept.prompt) == ("I came for the hours\nand stayed", "Answer the first question only.")
        assert kept.on == app.desk.workspace.today
        app.desk.workspace.undo()
        assert not app.desk.workspace.plan.all(Reflection)
        assert "both" in app.desk.workspace.plan.progress


async def test_the_other_lesson_first_and_then_back(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="second")
    async with running(app) as pilot:
        await press(pilot, "down", "enter")
        assert lesson(app) == "first"
        await press(pilot, "escape")
        assert lesson(app) == "second"
        assert set(app.desk.workspace.plan.progress) == {"first", "second"}
        assert app.desk.look.__self__ is app.screen  # type: ignore[attr-defined]


async def test_an_empty_recap_offers_the_lesson_that_fills_it(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="both", lessons={"other": OTHER, "both": BOTH})
    async with running(app) as pilot:
        await press(pilot, "escape")
        assert "It is filled in “A first look”, in about 10 minutes" in app.text()
        await pilot.click(offset=app.spot("Open “A first look” (o)"))
        await settled(pilot)
        assert lesson(app) == "first"
        await press(pilot, "escape", "o")
        assert lesson(app) == "first"
        await press(pilot, "enter")
        await type_in(pilot, "one two three")
        await press(pilot, "ctrl+n", "escape")
        assert lesson(app) == "both"
        assert "one two three" in app.text()
        assert "Open “A first look”" not in app.text()
        await press(pilot, "o", "enter")
        assert "What do you see?" in app.text()


async def test_the_next_lesson_of_the_course_may_be_the_one_below(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="both", lessons={"other": OTHER, "both": BOTH})
    async with running(app) as pilot:
        await press(pilot, "escape", "o")
        app.open_lesson("both")
        await settled(pilot)
        assert lesson(app) == "both"
        await press(pilot, "escape")
        assert not isinstance(app.screen, LessonScreen)
