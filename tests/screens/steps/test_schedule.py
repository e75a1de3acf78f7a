"""A first day, a rhythm, what brings it forward, and with whom."""

import pytest

STEP = {"kind": "schedule", "prompt": "When?", "what": "My full review", "review": "full", "every": "P3M",
        "triggers": ["a new manager", "an offer"]}  # fmt: skip
PLAIN = {**STEP, "triggers": []}


async def test_from_line_to_line(host):
    app = host(PLAIN, {"first_on": "2026-12-01", "every": "P3M"})
    async with app.run_here() as pilot:
        assert "My full review" in app.text()
        assert "Tuesday 1 December 2026" in app.text()
        await pilot.press("ctrl+u", *"in 2 weeks", "enter", "left", "enter", *"an offer", "enter", *"Ana", "enter")
        assert "Sunday 6 December 2026" in app.text()
        assert app.view.raw() == {"first_on": "2026-12-06", "every": "P1M", "trigger": "an offer", "with": "Ana"}
        assert app.dones == 1


async def test_events_are_ticked_and_written(host):
    app = host(STEP, {"first_on": "", "trigger": "an offer; the river rises", "record": "r"})
    async with app.run_here() as pilot:
        assert "[x] an offer" in app.text()
        await pilot.click(offset=app.spot("a new manager"))
        assert app.view.raw()["trigger"] == "a new manager; an offer; the river rises"
        await pilot.press("down", "space", "down", "ctrl+u")
        assert app.view.raw() == {"first_on": "", "every": "", "trigger": "a new manager", "with": "", "record": "r"}


async def test_the_mouse_picks_a_rhythm(host):
    app = host(STEP, {"first_on": "2026-12-01"})
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("every month"))
        assert app.view.raw()["every"] == "P1M"
        await pilot.click(offset=app.spot("once"))
        assert app.view.raw()["every"] == ""


@pytest.mark.parametrize("raw", [{}, {"first_on": None, "every": 3, "trigger": [], "with": None}])
async def test_an_odd_draft_is_survived(host, raw):
    app = host(STEP, raw)
    async with app.run_here():
        assert app.view.raw()["first_on"] == ""
        assert app.said == []


async def test_somebodys_text_is_only_text(host, hostile):
    app = host({**STEP, "what": "Talk", "triggers": [hostile]}, {"with": hostile})
    async with app.run_here() as pilot:
        assert app.text().count("[/] [b]x[/c] [@click=app.quit]x[/]") == 2
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        assert app.view.raw()["trigger"] == hostile
