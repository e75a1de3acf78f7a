"""Lists: a line each, ids that stay, groups, nudges, and a count in words."""

import pytest
from textual.events import Paste

STEP = {"kind": "list", "prompt": "What could you do?", "min": 2, "max": 4}
NUDGED = {**STEP, "prompts": ["learn: read?", "ask: whom?"]}
GROUPED = {
    "kind": "list", "prompt": "Energy", "min": 2, "max": 6,
    "groups": [
        {"id": "gives", "label": "Gives me energy", "min": 1, "max": 3},
        {"id": "drains", "label": "Drains me", "min": 1, "max": 3, "help": "Small moments"},
    ],
}  # fmt: skip
THREE = {"items": [{"id": "a", "text": "Ask"}, {"id": "b", "text": "Build"}, {"id": "c", "text": "Call"}]}


def items(app):
    return [(item.get("id"), item["text"]) for item in app.view.raw()["items"]]


async def test_enter_makes_the_next_and_goes_on_from_an_empty_one(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        await pilot.press(*"one", "enter", *"two", "enter")
        assert items(app) == [(None, "one"), (None, "two")]
        assert app.said[-1] == app.view.raw()
        assert app.dones == 0
        await pilot.press("enter")
        assert app.dones == 1


async def test_items_keep_their_ids(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        assert items(app) == [("a", "Ask"), ("b", "Build"), ("c", "Call")]
        await pilot.press("up", "end", "!", "enter", *"new")
        assert items(app) == [("a", "Ask"), ("b", "Build!"), (None, "new"), ("c", "Call")]


async def test_an_item_is_taken_out_and_brought_back(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("up", "end", "ctrl+u", "backspace")
        assert items(app) == [("a", "Ask"), ("c", "Call")]
        await pilot.press("ctrl+z", "ctrl+z")
        assert items(app) == [("a", "Ask"), ("b", "Build"), ("c", "Call")]


@pytest.mark.parametrize("key", ["alt+up", "ctrl+up"])
async def test_an_item_moves(host, key):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press(key, key)
        assert items(app) == [("c", "Call"), ("a", "Ask"), ("b", "Build")]
        await pilot.press(key, key.replace("up", "down"))
        assert items(app) == [("a", "Ask"), ("c", "Call"), ("b", "Build")]


async def test_several_pasted_lines_are_several_items(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        app.post_message(Paste("- one\n\n- two\r\n3. three"))
        await pilot.pause()
        assert items(app) == [(None, "one"), (None, "two"), (None, "three")]


async def test_a_pasted_word_goes_where_the_cursor_is(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        app.post_message(Paste(" Ana"))
        await pilot.pause()
        assert items(app)[-1] == ("c", "Call Ana")


async def test_counts_in_words(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        assert "at least 2" in app.text()
        await pilot.press("a", "enter")
        assert "1 so far, at least 2" in app.text()
        await pilot.press("b", "enter")
        assert "2 so far, at most 4" in app.text()
        await pilot.press("c", "enter", "d", "enter", "e")
        assert "! 5, at most 4" in app.text()


async def test_nudges_cycle_beside_the_empty_line_and_are_not_the_answer(host):
    app = host(NUDGED)
    async with app.run_here() as pilot:
        await pilot.pause()
        assert "learn: read?" in app.text()
        await pilot.press("right")
        assert items(app) == []
        await pilot.press("x")
        assert "learn: read?" not in app.text()
        await pilot.press("enter")
        assert "ask: whom?" in app.text()
        await pilot.press("y", "enter")
        assert "learn: read?" in app.text()


async def test_groups_have_their_own_lines(host):
    app = host(GROUPED)
    async with app.run_here() as pilot:
        await pilot.press("a", "enter", "enter", "b", "enter")
        assert app.view.raw()["items"] == [{"text": "a", "group": "gives"}, {"text": "b", "group": "drains"}]
        assert app.dones == 0
        await pilot.press("enter")
        assert app.dones == 1
        assert "Small moments" in app.text()
        assert app.text().count("1 so far, at most 3") == 2


async def test_the_arrows_go_from_group_to_group(host):
    app = host(
        GROUPED, {"items": [{"id": "1", "text": "a", "group": "gives"}, {"id": "2", "text": "b", "group": "drains"}]}
    )
    async with app.run_here() as pilot:
        await pilot.press("up", "!")
        assert items(app) == [("1", "a!"), ("2", "b")]
        await pilot.press("down", "end", "?")
        assert items(app) == [("1", "a!"), ("2", "b?")]


async def test_a_wrapped_line_is_gone_through_before_its_group_is_left(host):
    long = "word " * 30
    app = host(GROUPED, {"items": [{"text": long, "group": "gives"}, {"text": "b", "group": "drains"}]})
    async with app.run_here() as pilot:
        await pilot.press("up", "up", "down", "X")
        assert "X" in items(app)[0][1]
        await pilot.press("down", "down", "Y")
        assert items(app)[1][1] in ("Yb", "bY")


async def test_the_mouse_goes_to_a_group(host):
    app = host(GROUPED, {"items": [{"text": "first", "group": "gives"}, {"text": "second", "group": "drains"}]})
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("first"))
        await pilot.press("X")
        assert items(app) == [(None, "Xfirst"), (None, "second")]


async def test_a_line_cut_from_one_group_keeps_its_id_in_the_other(host):
    app = host(
        GROUPED, {"items": [{"id": "1", "text": "a", "group": "gives"}, {"id": "2", "text": "b", "group": "drains"}]}
    )
    async with app.run_here() as pilot:
        await pilot.press("up", "ctrl+x", "down", "end", "enter")
        app.post_message(Paste("a"))
        await pilot.pause()
        assert app.view.raw()["items"] == [
            {"id": "2", "text": "b", "group": "drains"},
            {"id": "1", "text": "a", "group": "drains"},
        ]


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"items": None},
        {"items": [{"text": None}]},
        {"items": [{"id": "x", "text": "a", "group": "gone"}]},
        {"items": [{}]},
    ],
)
@pytest.mark.parametrize("step", [STEP, GROUPED])
async def test_opens_on_anything(host, step, raw):
    app = host(step, raw)
    async with app.run_here() as pilot:
        await pilot.press("end", "z")
        assert app.is_running


async def test_hostile_items(host, hostile):
    app = host(STEP, {"items": [{"id": "h", "text": hostile}, {"id": "m", "text": "two\nlines"}]})
    async with app.run_here():
        assert "[/] [b]x[/c] [@click=app.quit]x[/]" in app.text()
        assert items(app) == [("h", hostile), ("m", "two lines")]


async def test_an_untouched_answer_is_the_kept_one(host, given):
    app = host(GROUPED)
    kept = {"items": [{"id": "1", "text": "a", "group": "gives"}, {"id": "2", "text": "b", "group": "drains"}]}
    app = host(GROUPED, kept)
    async with app.run_here():
        assert app.step.accept(app.view.raw(), given).value == kept
        assert app.said == []


async def test_a_long_list_keeps_its_cursor_in_view(host):
    app = host({**STEP, "max": 60}, {"items": [{"text": f"item {n}"} for n in range(40)]})
    async with app.run_here((40, 12)) as pilot:
        await pilot.pause()
        assert "item 39" in app.text()
        await pilot.press(*["up"] * 39)
        await pilot.pause()
        assert "item 0" in app.text()


async def test_where_one_line_is_wanted_enter_goes_on_from_it(host):
    app = host({"kind": "list", "prompt": "In one line?", "min": 1, "max": 1})
    async with app.run_here() as pilot:
        assert "one on each line" not in app.text() and "at least" not in app.text()
        await pilot.press(*"calm", "enter")
        assert items(app) == [(None, "calm")]
        assert app.dones == 1
        app.post_message(Paste("\ntwo\nthree"))
        await pilot.pause()
        assert "! " in app.text() and "at most 1" in app.text()
