"""Items are carried between two axes by keys and mouse, share places readably; corners are named where they lie."""

from dataclasses import replace

import pytest

from coach.lessons.given import Accepted
from screens.steps.grid import GridView
from screens.steps.grid_board import stacked
from screens.steps.grid_corners import _end

AXES = {"x": {"label": "Effort", "low": "little", "high": "a lot"}, "y": {"label": "Effect"}}
ITEMS = [{"id": "a", "label": "Ask Ana"}, {"id": "b", "label": "A blog"}, {"id": "c", "label": "Move house"}]
GRID = {"kind": "grid", "prompt": "Where does each belong?", "items": ITEMS, **AXES}
NAMED = {**GRID, "corners": {"low-high": "Quick wins", "high-high": "Big bets", "high-low": "Rather not"}}
ALL = {"positions": {"a": {"x": 1, "y": 5}, "b": {"x": 3, "y": 3}, "c": {"x": 5, "y": 1}}}
OWN = {"kind": "grid", "prompt": "Name them", "own_corners": True, **AXES}


def places(app):
    """Where everything stands."""
    return {id: (at["x"], at["y"]) for id, at in app.view.raw()["positions"].items()}


def spot(app, x, y):
    """The cell of the screen in the middle of a place."""
    (left, cell), (line, _) = app.view.plane._left, app.view.plane.line_of(y)
    region = app.view.plane.region
    return region.x + left + (x - 1) * cell + cell // 2, region.y + line


async def test_arrows_move_an_item_and_enter_takes_the_next(host):
    app = host(GRID)
    async with app.run_here() as pilot:
        assert "(1)" in app.text() and "arrows move it, enter puts it down" in app.text()
        await pilot.press("left", "up", "up")
        assert places(app) == {"a": (2, 5)}
        assert "effort 2, effect 5" in app.text()
        await pilot.press("enter")
        assert "2  A blog" in app.text()
        await pilot.press("right", "enter", "enter")
        assert places(app) == {"a": (2, 5), "b": (4, 3), "c": (3, 3)}
        assert app.dones == 0, "the last one was put down; one looks at it before going on"
        await pilot.press("enter")
        assert app.dones == 1
        assert isinstance(app.step.accept(app.view.raw(), app.view.given), Accepted)


async def test_nothing_leaves_the_grid(host):
    app = host(GRID)
    async with app.run_here() as pilot:
        await pilot.press(*["right"] * 9, *["down"] * 9)
        assert places(app) == {"a": (5, 1)}
        assert app.focused is app.view.plane


async def test_a_number_takes_up_another_item(host):
    items = [{"id": f"i{n}", "label": f"Item {n}"} for n in range(1, 15)]
    app = host({**GRID, "items": items})
    async with app.run_here() as pilot:
        await pilot.press("7", "up")
        assert places(app) == {"i7": (3, 4)}
        await pilot.press("1", "2", "up")
        assert places(app) == {"i7": (3, 4), "i12": (3, 4)}
        await pilot.press("9", "9", "0")
        assert app.view.board.id == "i9"


async def test_an_item_is_taken_off_again(host):
    app = host(GRID, ALL)
    async with app.run_here() as pilot:
        await pilot.press("2", "delete")
        assert places(app) == {"a": (1, 5), "c": (5, 1)}
        assert "(2)" in app.text()
        await pilot.press("enter", "enter")
        assert places(app)["b"] == (3, 3)
        assert app.dones == 1


async def test_items_are_numbers_with_their_names_beside(host):
    app = host(GRID, ALL)
    async with app.run_here():
        top = next(line for line in app.lines() if "high" in line)
        assert "[1]" in top
        assert all(f"{n}  {item['label']}" in app.text() for n, item in enumerate(ITEMS, 1))
        assert all(word in app.text() for word in ("Effort →", "Effect ↑", "little", "a lot", "low"))


async def test_the_mouse_puts_items_down_one_after_the_other(host):
    app = host(GRID)
    async with app.run_here() as pilot:
        await pilot.click(offset=spot(app, 4, 4))
        assert places(app) == {"a": (4, 4)}
        await pilot.click(offset=spot(app, 2, 1))
        assert places(app) == {"a": (4, 4), "b": (2, 1)}
        await pilot.click(offset=app.spot("1  Ask Ana"))
        await pilot.click(offset=spot(app, 3, 3))
        assert places(app) == {"a": (3, 3), "b": (2, 1)}
        assert app.focused is app.view.plane


async def test_the_list_can_be_walked_with_the_keys(host):
    app = host(GRID, ALL)
    async with app.run_here() as pilot:
        await pilot.press("tab", "down", "down")
        assert "3  Move house" in app.lines()[3]
        await pilot.press("enter", "up")
        assert places(app)["c"] == (5, 2)
        await pilot.press("tab", "a", "a", "enter", "down")
        assert places(app)["b"] == (3, 2)


async def test_the_authors_corners_stand_in_their_corners(host):
    app = host(NAMED, ALL)
    async with app.run_here() as pilot:
        lines = app.lines()
        top = next(n for n, line in enumerate(lines) if "Big bets" in line)
        assert lines[top].index("Quick wins") < lines[top].index("Big bets")
        assert "Rather not" in lines[top + 6]
        assert "effort 1, effect 5: Quick wins" in app.text()
        await pilot.press("2")
        assert "effort 3, effect 3" in app.text() and "effect 3:" not in app.text()


@pytest.mark.parametrize(("numbers", "held", "width", "height", "shown"), [
    ([], "", 5, 3, []),
    ([1], "", 5, 1, ["1"]),
    ([1, 2, 3], "", 5, 1, ["1 2 3"]),
    ([1, 2, 3, 4], "", 5, 1, ["1 +3"]),
    ([1, 2, 3, 4], "", 5, 2, ["1 2 3", "4"]),
    ([1, 2, 3], "[4]", 5, 2, ["[4] 1", "2 3"]),
    (list(range(1, 20)), "[20]", 5, 3, ["[20]", "1 2 3", "4 +15"]),
    ([1], "[10]", 3, 1, ["[10]"]),
])  # fmt: skip
def test_items_that_share_a_place(numbers, held, width, height, shown):
    assert stacked(numbers, held, width, height) == shown


async def test_many_items_in_one_place_are_all_shown(host):
    items = [{"id": f"i{n}", "label": f"Item {n}"} for n in range(1, 8)]
    app = host({**GRID, "items": items}, {"positions": {f"i{n}": {"x": 2, "y": 2} for n in range(1, 8)}})
    async with app.run_here() as pilot:
        rows = " ".join(line[:45] for line in app.lines())
        assert all(f" {n} " in rows.replace("[1]", " 1 ") for n in range(1, 8))
        x, y = spot(app, 2, 2)
        await pilot.click(offset=(x, y + 2))
        assert places(app)["i1"] == (2, 2), "the place is as high as what stands in it"


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
@pytest.mark.slow
async def test_what_is_held_stays_in_view(host, size):
    items = [{"id": f"i{n}", "label": f"Item {n}"} for n in range(1, 21)]
    app = host({**GRID, "items": items})
    async with app.run_here(size) as pilot:
        await pilot.press("right")  # until then the app itself has scrolled to what it focused at first
        for key in ("up", "up", "enter", "down", "down", "1", "9", "left"):
            await pilot.press(key)
            await pilot.pause()
            held = str(app.view.board.held + 1)
            assert f"[{held}]" in app.text() or f"({held})" in app.text()


async def test_nothing_to_place_can_be_left(host, given):
    app = host({"kind": "grid", "from": "earlier", **AXES}, given=replace(given, items={"earlier": []}))
    async with app.run_here() as pilot:
        assert "There is nothing to place yet" in app.text()
        await pilot.press("left", "delete", "3", "enter")
        assert app.dones == 1
        assert app.view.raw() == {"positions": {}}


ODD = [{"positions": None}, {"positions": {"a": 3, "b": {"x": 9, "y": "z"}, "zz": {"x": 1, "y": 1}}}, {"corners": 4}]


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(host, raw):
    app = host(GRID, raw)
    async with app.run_here():
        assert places(app) == {}
        assert app.said == []


async def test_somebodys_text_is_only_text(host, hostile):
    step = {**GRID, "items": [{"id": "h", "label": hostile}], "corners": {"low-low": hostile, "high-high": hostile},
            "x": {"label": hostile[:40], "low": hostile, "high": hostile}}  # fmt: skip
    app = host(step)
    async with app.run_here() as pilot:
        assert "[@click=app.quit]" in app.text()
        await pilot.press("left", "down", "down")
        await pilot.click(offset=app.spot("[/] [b]x"))
        assert places(app) == {"h": (2, 1)}


# --- corners of one's own ------------------------------------------------------------


async def test_axes_and_corners_from_field_to_field(host):
    app = host(OWN)
    async with app.run_here() as pilot:
        await pilot.press(*"AI", "enter", *"Home", "enter", *"one", "enter", *"two", "enter", *"three", "enter")
        await pilot.press(*"four")
        raw = app.view.raw()
        assert raw["axes"] == {"x": "AI", "y": "Home"}
        assert raw["corners"] == {"low-high": "one", "high-high": "two", "low-low": "three", "high-low": "four"}
        assert isinstance(app.step.accept(raw, app.view.given), Accepted)
        await pilot.press("enter")
        assert app.dones == 1


async def test_the_quarters_are_drawn_as_they_lie_and_named_as_one_types(host):
    app = host(OWN, {"corners": {"low-high": "One", "high-low": "Four"}})
    async with app.run_here() as pilot:
        await pilot.press(*"Robots")
        first, fourth = app.spot("One"), app.spot("Four")
        assert first[0] < fourth[0] and first[1] < fourth[1]
        assert app.text().count("Robots: little") == app.text().count("Robots: a lot") == 2
        assert "┼" in app.text()
        assert app.text().count("↑ high") == 2


async def test_a_click_on_a_quarter_goes_to_its_field(host):
    app = host(OWN, {"axes": {"x": "AI", "y": "Home"}})
    async with app.run_here() as pilot:
        column, row = app.spot("AI: a lot")
        await pilot.click(offset=(column, row))
        await pilot.press(*"Bright")
        assert app.view.raw()["corners"]["high-high"] == "Bright"


async def test_narrow_quarters_say_where_they_are(host):
    app = host(OWN, {"axes": {"x": "AI", "y": "Home"}})
    async with app.run_here((40, 40)) as pilot:
        assert all(where in app.text() for where in ("Top left", "Top right", "Bottom left", "Bottom right"))
        await pilot.press(*"x", "down", *"y")
        assert app.view.raw()["corners"]["high-high"] == "y"


async def test_corners_from_an_odd_draft_and_hostile_ones(host, hostile):
    app = host(OWN, {"axes": 3, "corners": {"low-low": None, "high-high": hostile, "zz": "x"}}, view=GridView)
    async with app.run_here() as pilot:
        await pilot.press(*"AI")
        assert app.view.raw()["axes"] == {"x": "AI", "y": ""}
        assert app.view.raw()["corners"]["high-high"] == hostile


async def test_the_corners_names_are_whole_beside_the_list(host):
    corners = {"low-low": "could be parked", "high-low": "just next in line", "high-high": "go for it"}
    app = host({**GRID, "corners": corners})
    async with app.run_here():
        assert all(name in app.text() for name in corners.values())


@pytest.mark.parametrize(
    ("name", "width", "shown"),
    [("Pay:", 20, "Pay: the other way"), ("How fast machines learn:", 30, "How fast machin… the other way")],
)
def test_of_a_long_axis_the_name_is_cut_and_not_its_end(name, width, shown):
    assert _end(name, "the other way", width).plain == shown
