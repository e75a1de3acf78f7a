"""Things are ticked, the day of a tick is kept, and lines of one's own come and go."""

import pytest
from textual import events

ITEMS = [{"id": "ask", "label": "Ask one question", "help": "Only one."}, {"id": "thank", "label": "Thank her"}]
LIST = {"kind": "checklist", "prompt": "Afterwards", "items": ITEMS}
OWN = {**LIST, "own": True}


async def test_space_and_enter_tick(host):
    app = host(LIST)
    async with app.run_here() as pilot:
        await pilot.press("space", "down", "enter")
        assert app.view.raw() == {"done": {"ask": "2026-11-22", "thank": "2026-11-22"}}
        assert "[x] Ask one question" in app.text()
        assert "2 of 2 ticked" in app.text()
        await pilot.press("space")
        assert app.view.raw() == {"done": {"ask": "2026-11-22"}}
        assert app.dones == 0


async def test_a_tick_keeps_its_day(host):
    app = host(LIST, {"done": {"ask": "2026-11-20"}})
    async with app.run_here() as pilot:
        assert "2 days ago" in app.text()
        await pilot.press("space", "space")
        assert app.view.raw() == {"done": {"ask": "2026-11-20"}}


async def test_the_mouse_ticks(host):
    app = host(LIST)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Thank her"))
        assert app.view.raw() == {"done": {"thank": "2026-11-22"}}


async def test_lines_of_ones_own(host):
    app = host(OWN)
    async with app.run_here() as pilot:
        await pilot.press("end", "down", *"Cake", "enter")
        assert app.view.raw() == {"done": {}, "added": [{"id": "id-1", "label": "Cake"}]}
        await pilot.press("enter")
        assert app.dones == 1
        await pilot.press("up", "space")
        assert app.view.raw()["done"] == {"id-1": "2026-11-22"}
        await pilot.press("delete")
        assert app.view.raw() == {"done": {}, "added": []}
        await pilot.press("delete")
        assert "Thank her" in app.text()


async def test_a_paste_of_several_lines_makes_several(host):
    app = host({"kind": "checklist", "own": True})
    async with app.run_here() as pilot:
        app.post_message(events.Paste("one\ntwo\r\nthree\n"))
        await pilot.pause()
        assert [item["label"] for item in app.view.raw()["added"]] == ["one", "two", "three"]


async def test_how_many_are_wanted(host):
    app = host({**LIST, "min": 2}, {"done": {"ask": ""}})
    async with app.run_here():
        assert "1 of 2 ticked, at least 2 wanted" in app.text()


@pytest.mark.parametrize("raw", [{"done": None, "added": None}, {"done": ["ask"], "added": [{}, {"label": " "}]}])
async def test_an_odd_draft_is_survived(host, raw):
    app = host(OWN, raw)
    async with app.run_here():
        assert app.view.raw() == {"done": {}, "added": []}
        assert app.said == []


async def test_nothing_to_tick_can_be_left(host):
    app = host({"kind": "checklist", "from": "earlier"})
    async with app.run_here() as pilot:
        await pilot.press("space", "delete", "enter")
        assert app.dones == 1


async def test_somebodys_text_is_only_text(host, hostile):
    items = [{"id": "a", "label": hostile, "help": hostile}]
    app = host({**OWN, "items": items}, {"added": [{"id": "b", "label": hostile}]})
    async with app.run_here() as pilot:
        assert app.text().count("[/] [b]x[/c] [@click=app.quit]x[/]") == 3
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        assert app.view.raw()["done"] == {"a": "2026-11-22"}
