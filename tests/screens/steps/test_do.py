"""Something to go and do: a timer that can be left alone, how far it went, and a note."""

import pytest

from screens.steps import do

STEP = {"kind": "do", "prompt": "Say it aloud, three times."}
TIMED = {**STEP, "timer": 10}


@pytest.fixture
def wait(monkeypatch):
    """`wait(app, seconds)`: lets time go by, and the timer look at the clock."""
    now = [1000.0]
    monkeypatch.setattr(do, "monotonic", lambda: now[0])

    def wait(app, seconds):
        now[0] += seconds
        app.view.query_one(do.CalmTimer).look()

    return wait


def says(app, text):
    """Whether a text can be read on the screen as it will be after the next frame."""
    return any(text in line.plain for line in app.view.query_one(do.CalmTimer).drawn(72))


async def test_how_far_it_went_and_a_note(host, given):
    app = host(STEP)
    async with app.run_here() as pilot:
        await pilot.press("right", "right", "enter", *"It was", "enter", *"fine")
        assert "(x) Partly" in app.text()
        assert app.view.raw() == {"outcome": "partly", "note": "It was\nfine"}
        assert app.said[-1] == app.view.raw()
        assert app.step.accept(app.view.raw(), given).value["note"] == "It was\nfine"
        assert app.dones == 0


async def test_not_yet_is_an_answer(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        assert "How did it go?" in app.text()
        await pilot.press("n")
        assert app.view.raw()["outcome"] == "not-yet"
        assert "That is an answer too" in app.text()
        assert "How did it go?" not in app.text()
        await pilot.press("d")
        assert "That is an answer too" not in app.text()


async def test_the_mouse_says_it(host):
    app = host(TIMED)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Not yet"))
        assert app.view.raw()["outcome"] == "not-yet"
        column, row = app.spot("A note, if you like")
        await pilot.click(offset=(column + 4, row + 1))
        await pilot.press(*"Ill")
        assert app.view.raw() == {"outcome": "not-yet", "note": "Ill"}


async def test_the_timer_starts_stops_and_goes_on(host, wait):
    app = host(TIMED)
    async with app.run_here() as pilot:
        assert "› Start a timer   10 minutes" in app.text()
        await pilot.press("enter")
        wait(app, 61)
        assert says(app, "9 minutes left")
        assert says(app, "━━───")
        await pilot.press("space")
        wait(app, 600)
        assert says(app, "Let it go on   9 minutes left")
        await pilot.press("enter")
        wait(app, 500)
        assert says(app, "the last minute")
        await pilot.press("delete")
        assert says(app, "Start a timer   10 minutes")
        assert app.said == []


async def test_when_the_time_is_over_it_says_so_and_rests(host, wait):
    app = host(TIMED)
    async with app.run_here() as pilot:
        await pilot.press("enter")
        wait(app, 601)
        timer = app.view.query_one(do.CalmTimer)
        assert says(app, "the time is over; there is no hurry")
        assert not timer.running
        assert timer._looks is None
        assert app.focused is timer
        await pilot.press("enter")
        assert says(app, "10 minutes left")


async def test_a_running_timer_draws_only_what_has_changed(host, wait, monkeypatch):
    app = host(TIMED)
    async with app.run_here() as pilot:
        await pilot.press("enter")
        wait(app, 5)
        drawn = []
        monkeypatch.setattr(app.view.query_one(do.CalmTimer), "redraw", lambda: drawn.append(1))
        wait(app, 1)
        wait(app, 1)
        assert drawn == []
        wait(app, 60)
        assert drawn == [1]


async def test_the_timer_stops_when_the_view_goes(host, wait):
    app = host(TIMED)
    async with app.run_here() as pilot:
        await pilot.press("enter")
        timer = app.view.query_one(do.CalmTimer)
        await app.view.remove()
        assert timer._looks is None
        assert not timer.running


async def test_it_opens_where_something_is_missing(host):
    app = host(TIMED, {"outcome": "done", "note": "Well"})
    async with app.run_here() as pilot:
        await pilot.press("enter", "!")
        assert app.view.raw() == {"outcome": "done", "note": "Well!"}


async def test_a_kept_answer_keeps_its_record(host, given):
    kept = {"outcome": "done", "note": "Well", "on": "2026-11-22", "record": "r"}
    app = host(STEP, kept)
    async with app.run_here():
        assert app.step.accept(app.view.raw(), given).value == kept
        assert app.said == []


@pytest.mark.parametrize("raw", [{"outcome": None, "note": None}, {"outcome": "burnt"}, {"outcome": {}, "note": 4}])
async def test_an_odd_draft_is_survived(host, raw):
    app = host(STEP, raw)
    async with app.run_here():
        assert "outcome" not in app.view.raw()
        assert app.said == []


async def test_the_focused_field_is_in_view_in_a_small_terminal(host):
    app = host(TIMED)
    async with app.run_here((40, 12)) as pilot:
        await pilot.press("enter", "down", "p", "enter", *"Fine")
        await pilot.pause()
        assert "Fine" in app.text()
        await pilot.press("shift+tab")
        await pilot.pause()
        assert "(x) Partly" in app.text()


async def test_somebodys_text_is_only_text(host, hostile):
    app = host({**STEP, "note": hostile}, {"note": hostile})
    async with app.run_here() as pilot:
        assert app.text().count("[/] [b]x[/c] [@click=app.quit]x[/]") == 2
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        assert app.is_running
