"""A total is shared out by digits, arrows and the mouse; what is left is always said; rows of one's own come and go."""

import pytest
from textual import events
from textual.widgets import Static

FIXED = {"kind": "allocate", "prompt": "Your energy", "items": [
    {"id": "deliver", "label": "Deliver", "help": "What is asked of you."}, {"id": "learn", "label": "Learn"},
    {"id": "rest", "label": "Rest"}]}  # fmt: skip
OWN = {"kind": "allocate", "prompt": "Your week", "own": True, "unit": "%", "max": 3}
TWO = {**FIXED, "label": "Now", "second": {"label": "Wanted"}}


def points(app):
    """The first column as it stands."""
    return {id: n for id, n in app.view.raw()["points"].items() if n}


async def test_digits_are_typed_directly(host):
    app = host(FIXED)
    async with app.run_here() as pilot:
        await pilot.press("4", "5", "down", "5", "down", "7")
        assert points(app) == {"deliver": 45, "learn": 5, "rest": 7}
        assert "43 points still to share out" in app.text()
        await pilot.press("backspace", "5", "0")
        assert "All 100 points are shared out" in app.text()
        await pilot.press("enter")
        assert app.dones == 1


async def test_arrows_go_by_five_and_by_one(host):
    app = host(FIXED)
    async with app.run_here() as pilot:
        await pilot.press("right", "right", "shift+right", "left", "shift+left")
        assert points(app) == {"deliver": 5}
        await pilot.press("left", "left")
        assert points(app) == {}


async def test_the_last_few_go_as_they_are_and_too_many_is_said(host):
    app = host(FIXED, {"points": {"deliver": 97}})
    async with app.run_here() as pilot:
        await pilot.press("down", "right")
        assert points(app) == {"deliver": 97, "learn": 3}
        await pilot.press("right")
        assert "5 points too many" in app.text()


async def test_r_gives_all_that_is_left(host):
    app = host(FIXED, {"points": {"deliver": 30}})
    async with app.run_here() as pilot:
        await pilot.press("end", "r")
        assert points(app) == {"deliver": 30, "rest": 70}


async def test_a_number_over_the_total_begins_anew(host):
    app = host(FIXED)
    async with app.run_here() as pilot:
        await pilot.press("4", "5", "6")
        assert points(app) == {"deliver": 6}


async def test_enter_goes_down_the_rows_while_something_is_left(host):
    app = host(FIXED)
    async with app.run_here() as pilot:
        await pilot.press("4", "0", "enter", "6", "0")
        assert points(app) == {"deliver": 40, "learn": 60}
        await pilot.press("enter")
        assert app.dones == 1


async def test_two_columns(host):
    app = host(TWO, {"points": {"deliver": 100}})
    async with app.run_here() as pilot:
        assert "Wanted: 100 points still to share out" in app.text()
        await pilot.press("tab", "6", "0", "enter", "4", "0")
        assert app.view.raw()["second"] == {"deliver": 60, "learn": 40, "rest": 0}
        assert "Wanted: ✓ All 100 points are shared out" in app.text()
        await pilot.press("enter")
        assert app.dones == 1


async def test_the_mouse_draws_a_bar(host):
    app = host(FIXED, {"points": {"deliver": 10}})
    async with app.run_here() as pilot:
        column = app.spot("━")[0]
        await pilot.click(offset=(column + 10, app.spot("Learn")[1]))
        assert points(app)["learn"] > 0
        assert points(app)["deliver"] == 10


async def test_what_is_left_stays_in_view(host):
    items = [{"id": f"i{n}", "label": f"Item {n}"} for n in range(40)]
    app = host({**FIXED, "items": items})
    async with app.run_here() as pilot:
        await pilot.press("end", "5")
        assert "Item 39" in app.text()
        assert "95 points still to share out" in app.text()
        await pilot.press("home")
        assert "Item 0" in app.text()
        assert "95 points still to share out" in app.text()


async def test_a_word_under_the_field_takes_its_room_from_the_rows(host):
    items = [{"id": f"i{n}", "label": f"Item {n}"} for n in range(40)]
    app = host({**FIXED, "items": items})
    async with app.run_here() as pilot:
        before = app.text().count("Item")
        await app.query_one("#field").mount(Static("Not yet: 100 points.", markup=False))
        await pilot.pause()
        assert "Not yet: 100 points." in app.text()
        assert "100 points still to share out" in app.text()
        assert app.text().count("Item") == before - 1


async def test_rows_of_ones_own(host):
    app = host(OWN)
    async with app.run_here() as pilot:
        await pilot.press(*"Mail", "enter", *"Talks", "enter", "enter", "3", "0", "down", "7", "0")
        assert app.view.raw() == {
            "points": {"id-1": 30, "id-2": 70},
            "items": [{"id": "id-1", "label": "Mail"}, {"id": "id-2", "label": "Talks"}],
        }
        assert app.step.accept(app.view.raw(), app.view.given).value["points"] == {"id-1": 30, "id-2": 70}
        await pilot.press("enter")
        assert app.dones == 1


async def test_a_row_is_renamed_and_taken_out(host):
    items = [{"id": "m", "label": "Mail"}, {"id": "t", "label": "Talks"}]
    app = host(OWN, {"items": items, "points": {"m": 20, "t": 80}})
    async with app.run_here() as pilot:
        await pilot.press("e", *"s", "enter")
        assert app.view.raw()["items"][0] == {"id": "m", "label": "Mails"}
        await pilot.press("up", "up", "delete")
        assert app.view.raw() == {"points": {"t": 80}, "items": [{"id": "t", "label": "Talks"}]}
        assert app.focused is not None
        await pilot.press("delete")
        assert app.view.raw() == {"points": {}, "items": []}
        await pilot.press(*"New", "enter")
        assert app.view.raw()["items"] == [{"id": "id-1", "label": "New"}]


async def test_escape_leaves_the_name_as_it_was(host):
    app = host(OWN, {"items": [{"id": "m", "label": "Mail"}]})
    async with app.run_here() as pilot:
        await pilot.press("e", *"xx", "escape")
        assert app.view.raw()["items"] == [{"id": "m", "label": "Mail"}]
        await pilot.press("5")
        assert points(app) == {"m": 5}


async def test_a_paste_of_several_lines_makes_several_rows(host):
    app = host(OWN)
    async with app.run_here() as pilot:
        await pilot.press(*"A ")
        app.post_message(events.Paste("one\n two \n\nthree\nfour"))
        await pilot.pause()
        assert [item["label"] for item in app.view.raw()["items"]] == ["A one", "two", "three"]
        assert "the most there can be" in app.text()
        assert app.focused.value == "four"


ODD = [{"points": None, "items": 3}, {"points": {"deliver": "x", "learn": -4}, "items": [{}, 7]}]


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(host, raw):
    app = host({**FIXED, "own": True}, raw)
    async with app.run_here():
        assert points(app) == {}
        assert app.said == []


async def test_nothing_to_share_out_can_be_left(host):
    app = host({"kind": "allocate", "from": "earlier"})
    async with app.run_here() as pilot:
        await pilot.press("5", "r", "right", "backspace", "delete", "enter")
        assert app.dones == 1


async def test_somebodys_text_is_only_text(host, hostile):
    app = host({**OWN, "unit": hostile}, {"items": [{"id": "h", "label": hostile}]})
    async with app.run_here() as pilot:
        assert "[@click=app.quit]" in app.text()
        await pilot.click(offset=app.spot("[/] [b]x"))
        await pilot.press("1")
        assert points(app) == {"h": 1}
