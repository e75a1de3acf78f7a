"""What is done with a next step on the screen: pinned, waiting, repeated, moved once too often, said in full."""

import datetime as dt
from pathlib import Path

import pytest

from coach.plan.records import IfThen, NextStep
from tests.screens.sample import Sample, make, press, put, running, same_as_snapshot, settled, type_in


def filled(tmp_path: Path) -> Sample:
    """The small plan, and steps with a bit of everything."""
    app = make(tmp_path)
    workspace = app.desk.workspace
    put(workspace, "next_steps", "s6", text="Hold the open evening", due="2026-11-22", waits_for="s7", every="P1M")
    put(workspace, "next_steps", "s7", text="Book the room")
    put(workspace, "next_steps", "s8", text="Hear what Ravi thinks", status="waiting", waiting_on="Ravi",
        follow_up="2026-11-23")  # fmt: skip
    put(workspace, "next_steps", "s9", text="Order the wood", not_before="2027-03-03")
    return app


def step(app: Sample, id: str) -> NextStep:
    found = app.desk.workspace.plan.get(NextStep, id)
    assert found is not None
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = filled(tmp_path)
    async with running(app, size) as pilot:
        await press(pilot, "down", "enter")
        same_as_snapshot(app, f"step-form-{size[0]}x{size[1]}")
        await press(pilot, "escape")
        same_as_snapshot(app, f"steps-today-{size[0]}x{size[1]}")


async def test_pinned_first_and_back_again(tmp_path: Path) -> None:
    app = filled(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "down", "down", "down")
        assert app.focused is not None
        await press(pilot, "p")
        assert "Pinned first: " in app.toasts()
        pinned = next(one for one in app.desk.workspace.plan.all(NextStep) if one.pinned)
        assert app.text().index(f"↑ {pinned.text[:10]}") < app.text().index("pinned; ")
        await press(pilot, "p")
        assert "Back in the order: " in app.toasts()
        assert "↑" not in app.text()


async def test_a_step_that_is_done_is_left_as_it_is(tmp_path: Path) -> None:
    app = filled(tmp_path)
    before = step(app, "s5")
    async with running(app) as pilot:
        await press(pilot, "slash")
        await type_in(pilot, "wednesdays")
        await press(pilot, "enter")
        for key, what in (("m", "moved"), ("x", "let go"), ("p", "pinned")):
            await press(pilot, key)
            assert f"Only a step that is open can be {what}" in app.toasts()
    assert step(app, "s5") == before


async def test_waiting_with_a_day_to_ask_again(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "down", "w")
        await type_in(pilot, "Jo")
        await press(pilot, "enter")
        await type_in(pilot, "today")
        assert "Monday 23 November 2026" in app.text()
        await press(pilot, "enter")
        now = step(app, "s1")
        assert (now.status, now.waiting_on, now.follow_up) == ("waiting", "Jo", dt.date(2026, 11, 23))
        assert "Waits for Jo, to ask again today." in app.toasts()
        await press(pilot, "w")
        await press(pilot, "enter")
        assert step(app, "s1").status == "todo"


async def test_a_step_that_repeats_is_done_and_let_go(tmp_path: Path) -> None:
    app = make(tmp_path)
    put(app.desk.workspace, "next_steps", "r1x", text="Water the plants", due="2026-11-01", after="P1W")
    async with running(app) as pilot:
        assert "○ Water the plants ↻" in app.text()
        await press(pilot, "down", "d")
        assert "The next one is due on Monday" not in app.toasts()
        assert "Done: Water the plants. The next one is due on 30 November." in app.toasts()
        await pilot.click(offset=app.spot("Water the plants"))
        await press(pilot, "x")
        assert "Only this one" in app.text()
        await press(pilot, "down", "enter", "enter")
        assert [one.status for one in app.desk.workspace.plan.all(NextStep)][-2:] == ["done", "dropped"]
        assert step(app, "r1x-2").status == "dropped"


@pytest.mark.parametrize("answer", ["smaller", "other", "keep"])
@pytest.mark.slow
async def test_the_third_move_asks(tmp_path: Path, answer: str) -> None:
    app = make(tmp_path)
    put(app.desk.workspace, "next_steps", "s1", moved=2)
    async with running(app) as pilot:
        await press(pilot, "down", "m")
        await type_in(pilot, "fri")
        await press(pilot, "enter")
        assert "Smaller, other, or no longer wanted?" in app.text()
        assert "moved twice already" in app.text()
        await press(pilot, *["down"] * ["smaller", "other", "drop", "keep"].index(answer), "enter")
        if answer in ("smaller", "other"):
            if answer == "smaller":
                await press(pilot, "ctrl+a", "ctrl+k")
            await type_in(pilot, "say hello")
            await press(pilot, "ctrl+s")
        now = step(app, "s1")
        assert (now.text, now.moved, now.status, now.why, now.due and now.due.day) == {
            "smaller": ("say hello", 0, "todo", "to learn", 27), "other": ("say hello", 0, "todo", None, 27),
            "keep": ("Ask Leyla for ten minutes", 3, "todo", "to learn", 27),
        }[answer]  # fmt: skip
        assert now.earlier_wordings == (["Ask Leyla for ten minutes"] if now.text == "say hello" else [])


@pytest.mark.slow
async def test_the_form_keeps_the_rest_too(tmp_path: Path) -> None:
    app = filled(tmp_path)
    async with running(app) as pilot:
        await pilot.click(offset=app.spot("Book the room"))
        await press(pilot, "e")
        await press(pilot, *["down"] * 5, "right", "right", "right", "enter")  # 2 of 10, and keep
        assert "What would a smaller version be?" in app.text()
        await press(pilot, "down")
        await type_in(pilot, "noon")
        await press(pilot, "down", "right", "down", "down", "right", "down")
        await type_in(pilot, "thu")
        assert "Not before Thursday 26 November 2026." in app.text()
        await press(pilot, "down", "down")
        await type_in(pilot, "fri")
        await press(pilot, "ctrl+s")
        assert "Whom will you ask again?" in app.text()
        await press(pilot, "up")
        await type_in(pilot, "Jo")
        await press(pilot, "ctrl+s")
        now = step(app, "s7")
        assert (now.confidence, now.every, now.waits_for, now.not_before, now.waiting_on, now.follow_up) == (
            2, "P1W", "s1", dt.date(2026, 11, 26), "Jo", dt.date(2026, 11, 27),
        )  # fmt: skip
        [cue] = [one for one in app.desk.workspace.plan.all(IfThen) if one.about == "next_steps/s7"]
        assert (cue.cue, cue.act) == ("noon", "Book the room")
        await settled(pilot)
