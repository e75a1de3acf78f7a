"""Writing in one's own words: nothing typed is lost, and the count says what is wanted."""

import pytest
from textual.events import Paste

from screens.steps.text import counted

STEP = {"kind": "text", "prompt": "What changed?", "lines": 4}


async def test_typing_is_told_at_once_and_enter_is_a_new_line(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        await pilot.press("o", "n", "e", "enter", "t", "w", "o")
        assert app.view.raw() == {"text": "one\ntwo"}
        assert app.said[-1] == {"text": "one\ntwo"}
        assert app.dones == 0


async def test_opens_with_what_stood_there_and_keeps_its_record(host, hostile):
    app = host(STEP, {"text": hostile, "record": "r1"})
    async with app.run_here() as pilot:
        assert "[/] [b]x[/c] [@click=app.quit]x[/]" in app.text()
        assert app.view.raw() == {"text": hostile, "record": "r1"}
        await pilot.press("!")
        assert app.view.raw()["text"] == hostile + "!"


@pytest.mark.parametrize("raw", [{}, {"text": None}, {"text": ""}, {"other": 1}])
async def test_opens_on_anything(host, raw):
    app = host(STEP, raw)
    async with app.run_here():
        assert app.view.raw()["text"] == ""


async def test_a_paste_stays_as_it_is(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        app.post_message(Paste("one\n\n  two"))
        await pilot.pause()
        assert app.view.raw()["text"] == "one\n\n  two"


async def test_the_mouse_puts_the_cursor(host):
    app = host(STEP, {"text": "one two"})
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("two"))
        await pilot.press("X")
        assert app.view.raw()["text"] == "one Xtwo"


async def test_counts_words_where_the_author_set_limits(host):
    app = host({**STEP, "min_words": 2, "max_words": 3})
    async with app.run_here() as pilot:
        assert "0 words, 2 to 3" in app.text()
        await pilot.press("a")
        assert "1 word, 2 to 3" in app.text()
        await pilot.press("space", "b", "space", "c", "space", "d")
        assert "! 4 words, 2 to 3" in app.text()


async def test_says_nothing_of_words_where_one_is_enough(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        await pilot.press("a")
        assert "word" not in app.text()


@pytest.mark.parametrize(
    ("words", "low", "high", "said"),
    [
        (3, 1, None, ""),
        (1, 20, None, "1 word, at least 20"),
        (9, 1, 8, "! 9 words, at most 8"),
        (5, 2, 8, "5 words, 2 to 8"),
    ],
)
def test_counted(words, low, high, said):
    assert counted(words, low, high).plain == said


async def test_nothing_beyond_the_longest_is_taken(host):
    app = host(STEP, {"text": "x" * 19_999})
    async with app.run_here() as pilot:
        await pilot.press("a", "b")
        assert len(app.view.raw()["text"]) == 20_000
        assert "full: 20,000 characters" in app.text()
        await pilot.press("backspace")
        assert "full" not in app.text()


@pytest.mark.slow
async def test_a_long_text_keeps_its_cursor_in_view(host):
    app = host(STEP, {"text": "\n".join(f"line {n}" for n in range(60))})
    async with app.run_here((40, 12)) as pilot:
        await pilot.pause()
        assert "line 59" in app.text()
        await pilot.press("ctrl+home")
        await pilot.press(*["up"] * 60)
        await pilot.pause()
        assert "line 0" in app.text()
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert "line 12" in app.text()


async def test_undo(host):
    app = host(STEP, {"text": "kept"})
    async with app.run_here() as pilot:
        await pilot.press("ctrl+u", "ctrl+z")
        assert app.view.raw()["text"] == "kept"
