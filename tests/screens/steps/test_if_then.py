"""A sign and an act, for each subject there is."""

from dataclasses import replace

import pytest
from textual import events

STEP = {"kind": "if-then", "prompt": "What then?", "suggest_if": "it is nine on Monday"}


async def test_two_lines_and_on(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        assert "it is nine on Monday" in app.text()
        await pilot.press(*"it rains", "enter", *"I walk", "enter")
        assert app.said[-1] == {"pairs": [{"cue": "it rains", "act": "I walk", "for": ""}]}
        assert app.dones == 1
        assert app.step.accept(app.view.raw(), app.view.given).value["pairs"][0]["act"] == "I walk"


async def test_arrows_and_clicks_move_between_the_lines(host):
    app = host(STEP, {"pairs": [{"id": "p", "cue": "a", "act": "b", "for": ""}]})
    async with app.run_here() as pilot:
        await pilot.press("down", *"x", "up", *"y")
        assert app.view.raw() == {"pairs": [{"id": "p", "cue": "ay", "act": "bx", "for": ""}]}
        await pilot.click(offset=app.spot("then I will"))
        await pilot.press("z")
        assert app.view.raw()["pairs"][0]["act"] == "bxz"


async def test_a_pair_for_each_subject(host, given):
    given = replace(given, items={"steps": [("s1", "Finish the course"), ("s2", "Call Ana")]})
    gone = {"id": "q", "cue": "e", "act": "f", "for": "gone"}
    raw = {"pairs": [{"id": "p", "cue": "c", "act": "d", "for": "s2"}, gone]}
    app = host({**STEP, "from": "steps"}, raw, given)
    async with app.run_here():
        assert "Finish the course" in app.text()
        assert "Call Ana" in app.text()
        pairs = app.view.raw()["pairs"]
        assert [pair["for"] for pair in pairs] == ["s1", "s2", "gone"]
        assert pairs[1] == {"id": "p", "cue": "c", "act": "d", "for": "s2"}


async def test_a_paste_of_several_lines_becomes_one(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        app.post_message(events.Paste("one\ntwo"))
        await pilot.pause()
        assert app.view.raw()["pairs"][0]["cue"] == "one two"


@pytest.mark.parametrize("raw", [{"pairs": None}, {"pairs": ["x", {"cue": None, "act": 3}]}])
async def test_an_odd_draft_is_survived(host, raw):
    app = host(STEP, raw)
    async with app.run_here():
        assert len(app.view.raw()["pairs"]) == 1
        assert app.said == []


async def test_somebodys_text_is_only_text(host, given, hostile):
    given = replace(given, items={"steps": [("s1", hostile)]})
    raw = {"pairs": [{"cue": hostile, "act": hostile, "for": "s1"}]}
    app = host({**STEP, "from": "steps", "suggest_then": hostile}, raw, given)
    async with app.run_here() as pilot:
        assert app.text().count("[/] [b]x[/c] [@click=app.quit]x[/]") == 3
        await pilot.press("!")
        assert app.view.raw()["pairs"][0]["cue"] == f"{hostile}!"
