"""A lesson: one step at a time, refusals in words, drafts that survive, and a page at the end."""

from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from coach.lessons.kinds import Value
from coach.lessons.kinds.base import Feedback
from coach.plan.records import NextStep, Reflection, Vision
from coach.store.files import NotSaved
from screens import step_pane
from screens.lesson import LessonScreen
from screens.steps import StepView, views
from tests.screens.sample import HOSTILE_LINE, Sample, make, press, running, same_as_snapshot, settled, type_in


class Canned(StepView[Any]):
    """A view whose answer a test sets."""

    answer: Value = {}
    told: list[Feedback] = []
    can_focus = True

    def raw(self) -> Value:
        return dict(self.answer)

    def focus_field(self) -> None:
        self.focus()

    def show_feedback(self, feedback: list[Feedback]) -> None:
        """Notes what there was to say."""
        self.told.extend(feedback)


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> type[Canned]:
    """Every step of the second lesson is answered by hand."""
    monkeypatch.setattr(step_pane, "views", lambda: {**views(), "choice": Canned, "commit": Canned})
    monkeypatch.setattr(Canned, "told", [])
    return Canned


def lesson_screen(app: Sample) -> LessonScreen:
    assert isinstance(app.screen, LessonScreen)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app, size) as pilot:
        await press(pilot, "enter")
        same_as_snapshot(app, f"lesson-{size[0]}x{size[1]}")


async def test_a_whole_lesson_by_keys(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="first")
    async with running(app) as pilot:
        assert "Why look?" in app.text()
        assert "step 1 of 3, about 10 minutes left" in app.text()
        await press(pilot, "enter")
        assert "How did you come to the work you do now?" in app.text()
        await type_in(pilot, "I came for the hours")
        await press(pilot, "ctrl+n")
        assert "Your story began: I came for the hours." in app.text()
        assert "saved" in app.lines()[1]
        [story] = app.desk.workspace.plan.all(Reflection)
        assert story.text == "I came for the hours"
        await type_in(pilot, "towards teaching")
        await press(pilot, "ctrl+n")
        same_as_snapshot(app, "lesson-end")
        vision = app.desk.workspace.plan.get(Vision)
        assert vision
        assert vision.next_statement == "towards teaching"
        await press(pilot, "enter")
        assert "A lesson to go on with" in app.text()
        assert "Steps with dates" in app.text()


async def test_a_refusal_stands_under_the_field_and_goes_when_its_cause_goes(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter", "ctrl+n")
        assert "! Write a few words first" in app.text()
        await type_in(pilot, "two")
        assert "!" not in app.text()
        await press(pilot, "ctrl+n")
        assert "! At least 3 words." in app.text()
        assert "Your story" in app.text()
        await type_in(pilot, " more words")
        await press(pilot, "ctrl+n")
        assert "One line" in app.text()


async def on_disk(pilot: Pilot[int], app: Sample) -> None:
    """Waits until nothing is half typed: a second at most."""
    end = monotonic() + 1
    while app.desk.half_typed and monotonic() < end:
        await pilot.pause(0.02)
    assert not app.desk.half_typed


async def test_what_is_typed_is_on_disk_within_a_second_and_stands_there_again(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "half a")
        kept = app.desk.half_typed.get(("first", "story")) or app.desk.workspace.drafts.of("first")["story"]
        assert kept["text"] == "half a"
        await on_disk(pilot, app)
        assert "draft kept" in app.text()
        assert b"half a" in (tmp_path / "home/people/me/drafts/first.json").read_bytes()
    later = make(tmp_path, lesson="first")
    async with running(later) as pilot:
        assert "half a" in later.text()
        assert "your draft" in later.text()
        await type_in(pilot, " story")
        await press(pilot, "ctrl+n")
        assert not (tmp_path / "home/people/me/drafts/first.json").exists()


async def test_a_draft_is_kept_when_the_lesson_is_left_and_when_the_app_ends(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    drafts = tmp_path / "home/people/me/drafts/first.json"
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "one")
        await press(pilot, "escape")
        assert b"one" in drafts.read_bytes()
        await press(pilot, "enter")
        await pilot.press("x")
        await pilot.pause()
    app.desk.keep_half_typed()  # what `run` does in `finally`
    assert b"x" in drafts.read_bytes()


async def test_text_taken_back_by_hand_is_no_draft_of_the_old_text(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "x")
        await on_disk(pilot, app)
        await press(pilot, "backspace", "ctrl+b", "enter")
        assert app.desk.workspace.drafts.of("first")["story"]["text"] == ""


async def test_a_save_that_fails_says_so_and_leaves_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make(tmp_path, lesson="first")

    def full(*args: object) -> None:
        raise NotSaved(tmp_path, "No space left on device")

    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "one two three")
        with monkeypatch.context() as broken:
            broken.setattr(app.desk.workspace, "record", full)
            await press(pilot, "ctrl+n")
        assert "not saved: No space left on device" in app.text()
        assert "one two three" in app.text()
        assert "Your text is still here" in app.toasts()
        await press(pilot, "ctrl+n")
        assert "One line" in app.text()


async def test_keys_that_come_fast_answer_each_step_once(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await pilot.press("enter", "enter", "enter", "ctrl+n", "ctrl+n")
        await settled(pilot)
        assert lesson_screen(app).step.id == "story"
        answered = [event.source for event in app.desk.workspace.history() if event.what == "answered"]
        assert answered == ["first/why"]


async def test_back_and_forth_writes_no_second_answer(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "one two three")
        await press(pilot, "ctrl+n", "ctrl+b")
        assert "one two three" in app.text()
        await press(pilot, "ctrl+n")
        assert "One line" in app.text()
        answered = [event.source for event in app.desk.workspace.history() if event.what == "answered"]
        assert answered == ["first/why", "first/story"]
        await press(pilot, "ctrl+b", "ctrl+b", "ctrl+b")
        assert "This is the first step." in app.toasts()


async def test_a_step_is_left_out_with_a_reason_unless_it_is_optional(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter", "ctrl+g")
        assert "Why leave it out today?" in app.text()
        await type_in(pilot, "too tired")
        await press(pilot, "enter")
        assert "One line" in app.text()
        answer = app.desk.workspace.plan.answers.of("first")["story"]
        assert (answer.skipped, answer.reason) == (True, "too tired")
        await press(pilot, "ctrl+g")
        assert "✓ Done" in app.text()


async def test_an_example_comes_and_goes(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter", "f2")
        assert "For example: I took the job for its hours" in app.text()
        await type_in(pilot, "I")
        assert "For example" not in app.text()


async def test_help_says_why_this_question_is_asked(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter", "f1")
        assert "Told as a story" in app.text()
        await press(pilot, "escape")
        assert "Your story" in app.text()


async def test_a_lesson_that_is_done_can_be_looked_through_or_done_again(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "one two three")
        await press(pilot, "ctrl+n", "ctrl+g", "enter")
        before = len(app.desk.workspace.history())
        app.open_lesson("first")
        await settled(pilot)
        assert "You have done this lesson" in app.text()
        await press(pilot, "enter", "enter")
        assert "one two three" in app.text()
        await press(pilot, "ctrl+n", "ctrl+n")
        assert len(app.desk.workspace.history()) == before
        await press(pilot, "escape")
        app.open_lesson("first")
        await settled(pilot)
        await press(pilot, "down", "enter", "enter")
        assert "Your story" in app.text()
        assert app.desk.workspace.plan.progress["first"].run == 2


async def test_advice_is_given_once_and_going_on_keeps_the_answer(tmp_path: Path, canned: type[Canned]) -> None:
    step = {"text": "Ask Jo", "due": "2026-11-25", "done_looks_like": "asked", "confidence": 3}
    app = make(tmp_path, filled=False, lesson="second")
    async with running(app) as pilot:
        canned.answer = {"chosen": ["wish"]}
        await press(pilot, "escape", "enter")
        assert [f.label for f in canned.told] == ["Ask Ivo on Friday", "Be more confident"]
        assert "Step or wish?" in app.text()
        await press(pilot, "enter")  # the word on the answer was read
        assert "One step" in app.text()
        canned.answer = {"steps": [step]}
        await press(pilot, "enter")
        assert "You are not very sure of “Ask Jo”" in app.text()
        assert not app.desk.workspace.plan.all(NextStep)
        await press(pilot, "ctrl+n")
        assert [s.text for s in app.desk.workspace.plan.all(NextStep)] == ["Ask Jo"]
        assert "Wednesday 25 November 2026: Ask Jo" in app.text()


async def test_text_that_looks_like_markup_is_shown_as_it_is(tmp_path: Path) -> None:
    title = f'title = "{HOSTILE_LINE}"'
    toml = (Path(tmp_path / "pack/stock/01-first.toml"),)
    app = make(tmp_path, lesson=None)
    text = toml[0].read_text().replace('id = "first"', 'id = "odd"').replace('title = "A first look"', title)
    text = text.replace('title = "Why look?"', title).replace("Where should it go next?", HOSTILE_LINE)
    app = make(tmp_path, lesson="odd", lessons={"odd": text})
    async with running(app) as pilot:
        assert HOSTILE_LINE in app.lines()[0]
        await press(pilot, "enter")
        app.screen.focused and app.screen.focused.post_message(events.Paste(HOSTILE_LINE))
        await settled(pilot)
        await press(pilot, "ctrl+n")
        assert f"Your story began: {HOSTILE_LINE}" in " ".join(app.text().split())
        await press(pilot, "ctrl+n")
        assert "! Write a few words" in app.text()


async def test_an_undo_from_the_palette_goes_back_to_the_step(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "one two three")
        await press(pilot, "ctrl+n", "ctrl+p")
        await type_in(pilot, "undo")
        await press(pilot, "enter")
        assert "Took back: answered “Your story”" in app.toasts()
        assert lesson_screen(app).step.id == "story"


async def test_the_rail_goes_back_by_mouse(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app, (120, 40)) as pilot:
        await press(pilot, "enter")
        await pilot.click(offset=app.spot("✓ Why look?"))
        await settled(pilot)
        assert lesson_screen(app).step.id == "why"
        await pilot.click(offset=app.spot("enter go on"))
        await settled(pilot)
        assert lesson_screen(app).step.id == "story"


async def test_the_step_is_still_there_in_a_small_window(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter")
        await type_in(pilot, "some words of mine")
        await pilot.resize_terminal(40, 12)
        await settled(pilot)
        assert "Your story" in app.text()
        assert "some words of mine" in app.text()
        assert "f1" in app.lines()[-1]


async def test_a_lesson_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="frist")
    async with running(app):
        assert "Did you mean “first”?" in app.toasts()


async def test_who_sees_the_answers_is_said_where_there_is_room_and_else_by_a_key(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        assert "f1 who sees this" in app.text() and "Nobody else sees this." not in app.text()
        assert "back" not in app.lines()[-1], "there is no step before the first"
        await pilot.click(offset=app.spot("who sees this"))
        await settled(pilot)
        assert "Nobody else sees this." in app.text()
        await press(pilot, "escape")
        for size in ((80, 40), (120, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert "Nobody else sees this." in app.text() and "f1 who sees this" not in app.text()


TABLE = """
format = 1
id = "rows"
title = "Rows"
track = "stock"
module = "now"
minutes = 5
audience = ["all"]
outcomes = ["list a few things"]

[[steps]]
id = "things"
kind = "table"
title = "Things"
prompt = "Which?"
columns = [{ id = "name", label = "Name" }, { id = "why", label = "Why" }]
"""


async def test_the_footer_says_what_escape_does_now(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="rows", lessons={"03-rows": TABLE})
    async with running(app) as pilot:
        assert "esc stop" in app.lines()[-1]
        await press(pilot, "enter", "x")
        assert "esc to the list" in app.lines()[-1] and "esc stop" not in app.text()
        await press(pilot, "escape")
        assert "esc stop" in app.lines()[-1] and isinstance(app.screen, LessonScreen)
        await press(pilot, "escape")
        assert not isinstance(app.screen, LessonScreen)


async def test_who_may_see_an_answer_is_seen_and_changed(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "enter", "f5")
        assert "Nothing is kept at this step yet." in app.toasts()
        await type_in(pilot, "I came for the hours")
        await press(pilot, "ctrl+n", "ctrl+b", "f5")
        assert "Now: only you." in app.text()
        await press(pilot, "down", "enter")  # the coach; what it wrote, a reflection, is private
        assert "And what it wrote?" in app.text()
        await press(pilot, "enter")
        assert "Seen by you and your coach." in app.text()
        answer = app.desk.workspace.plan.answers.of("first")["story"]
        [story] = app.desk.workspace.plan.all(Reflection)
        assert (answer.visibility, story.visibility) == ("coach", "coach")
        await type_in(pilot, "anew ")
        await press(pilot, "ctrl+n", "ctrl+g")
        assert "Answers that are not for you alone" in app.text()
        assert "Your story · you and your coach" in app.text()
        assert app.desk.workspace.plan.answers.of("first")["story"].value["text"].endswith("anew ")
        assert app.desk.workspace.plan.answers.of("first")["story"].visibility == "coach"
