"""A guess first, then the answer, with the guess in view."""

import pytest

WRITTEN = {"kind": "reveal", "prompt": "What helps most?", "answer": "**Checking** how it goes."}
PICKED = {**WRITTEN, "options": ["Wanting it", "Checking", "Telling [b]all[/c]"]}


async def test_write_a_guess_then_see(host):
    app = host(WRITTEN)
    async with app.run_here() as pilot:
        assert "Checking how it goes." not in app.text()
        await pilot.press(*"luck", "enter")
        assert "Your guess: luck" in app.text()
        assert "Checking how it goes." in app.text()
        assert app.dones == 0
        assert app.said[-1] == {"guess": "luck", "seen": True}
        await pilot.press("enter")
        assert app.dones == 1


async def test_enter_on_an_empty_line_only_shows(host):
    app = host(WRITTEN)
    async with app.run_here() as pilot:
        await pilot.press("enter")
        assert "You went without a guess." in app.text()
        assert "Checking how it goes." in app.text()
        assert app.step.accept(app.view.raw(), app.view.given).value == {"guess": ""}


async def test_every_key_is_told_at_once(host):
    app = host(WRITTEN)
    async with app.run_here() as pilot:
        await pilot.press("h", "i")
        assert app.said == [{"guess": "h", "seen": False}, {"guess": "hi", "seen": False}]


async def test_pick_a_guess_by_keys(host):
    app = host(PICKED)
    async with app.run_here() as pilot:
        await pilot.press("down", "enter")
        assert app.said[-1] == {"guess": "Checking", "seen": True}
        assert "Wanting it" not in app.text()
        await pilot.press("enter")
        assert app.dones == 1


async def test_pick_a_guess_by_mouse(host):
    app = host(PICKED)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Telling [b]all[/c]"))
        assert "Your guess: Telling [b]all[/c]" in app.text()
        await pilot.click(offset=app.spot("Go on"))
        assert app.dones == 1


async def test_the_last_row_only_shows(host):
    app = host(PICKED)
    async with app.run_here() as pilot:
        await pilot.press("end", "enter")
        assert app.said[-1] == {"guess": "", "seen": True}


@pytest.mark.parametrize("step", [WRITTEN, PICKED])
@pytest.mark.parametrize(
    ("raw", "seen"),
    [({}, False), ({"guess": "Checking", "seen": False}, False), ({"guess": "Checking"}, True), ({"guess": ""}, True),
     ({"guess": None, "seen": True}, True)],
)  # fmt: skip
async def test_a_draft_opens_as_it_was_left(host, step, raw, seen):
    app = host(step, raw)
    async with app.run_here():
        assert ("Checking how it goes." in app.text()) is seen
        assert app.view.raw() == {"guess": raw.get("guess") or "", "seen": seen}
        assert app.said == []
        assert app.focused is not None


async def test_hostile_guess(host, hostile):
    app = host(WRITTEN, {"guess": hostile, "seen": False})
    async with app.run_here() as pilot:
        assert app.view.raw()["guess"] == hostile
        await pilot.press("enter")
        assert "[/] [b]x[/c] [@click=app.quit]x[/]" in app.text()
        assert app.is_running


async def test_a_long_answer_opens_with_the_guess_in_view(host):
    app = host({**WRITTEN, "answer": "\n\n".join(f"Paragraph {n}." for n in range(20))})
    async with app.run_here() as pilot:
        await pilot.press(*"luck", "enter")
        await pilot.pause()
        assert "Your guess: luck" in app.text()
        assert "Paragraph 0." in app.text()
