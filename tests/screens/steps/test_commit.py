"""A next step: what, by when, how it will be seen, how big and how sure."""

import pytest

ONE = {"kind": "commit", "prompt": "What will you do?"}
THREE = {**ONE, "max": 3}


async def test_a_step_from_line_to_line(host):
    app = host(ONE, {"steps": [{"text": "", "due": "2026-11-29"}]})
    async with app.run_here() as pilot:
        await pilot.press(*"Ask Ana", "enter", *"she knows", "enter", "ctrl+u", *"fri", "enter")
        assert "Friday 27 November 2026" in app.text()
        await pilot.press(*"sent", "enter", "right", "enter", "8", "enter")
        assert app.dones == 1
        step = {"text": "Ask Ana", "why": "she knows", "due": "2026-11-27", "done_looks_like": "sent", "size": "15m",
                "confidence": 8}  # fmt: skip
        assert app.view.raw() == {"steps": [step]}
        assert app.step.accept(app.view.raw(), app.view.given).value["steps"][0]["confidence"] == 8


async def test_a_day_that_is_none_stays_as_it_was_typed(host):
    app = host(ONE, {"steps": [{"text": "Ask", "due": "some day"}]})
    async with app.run_here():
        assert app.view.raw()["steps"][0]["due"] == "some day"
        assert "a day such as fri" in app.text()


async def test_the_cursor_begins_where_something_is_missing(host):
    app = host(THREE, {"steps": [{"id": "a", "text": "Ask Ana", "due": "2026-11-29"}, {"id": "b", "text": "Call Ben"}]})
    async with app.run_here() as pilot:
        await pilot.press(*"seen")
        steps = app.view.raw()["steps"]
        assert steps[0]["done_looks_like"] == "seen"
        assert [step["id"] for step in steps] == ["a", "b"]
        assert app.text().count("of at most 3") == 2


async def test_another_step(host):
    app = host(THREE, {"steps": [{"text": "Ask", "due": "fri", "done_looks_like": "sent"}]})
    async with app.run_here((80, 40)) as pilot:
        await pilot.click(offset=app.spot("+ Another step"))
        await pilot.press(*"Write")
        steps = app.view.raw()["steps"]
        assert [step["text"] for step in steps] == ["Ask", "Write"]
        assert steps[0]["due"] == "2026-11-27"
        await pilot.press(*["down"] * 6, "enter")
        assert "Step 3 of at most 3" in app.text()
        assert "+ Another step" not in app.text()
        assert app.dones == 0


async def test_enter_in_the_last_line_goes_on_though_more_steps_may_be_added(host):
    app = host(THREE, {"steps": [{"text": "Ask", "due": "fri", "done_looks_like": "sent"}]})
    async with app.run_here() as pilot:
        await pilot.press(*["enter"] * 6)
        assert app.dones == 1


async def test_the_focused_line_is_in_view_in_a_small_terminal(host):
    app = host(ONE)
    async with app.run_here((40, 12)) as pilot:
        for _ in range(5):
            await pilot.press("down")
            region = app.focused.region
            assert app.view.parent.region.contains_region(region.intersection(app.screen.region))
        assert "How sure" in app.text()


ODD = [{"steps": None}, {"steps": [None, 3]}, {"steps": [{"text": 4, "confidence": "x", "size": []}]}]


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(host, raw):
    app = host(ONE, raw)
    async with app.run_here():
        assert len(app.view.raw()["steps"]) == 1
        assert app.said == []


async def test_somebodys_text_is_only_text(host, hostile):
    app = host(ONE, {"steps": [{"text": hostile, "why": hostile, "due": hostile, "done_looks_like": hostile}]})
    async with app.run_here() as pilot:
        assert "[@click=app.quit]" in app.text()
        await pilot.press("!")
        assert app.view.raw()["steps"][0]["text"] == f"{hostile}!"
