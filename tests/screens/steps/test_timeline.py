"""Stops are written in a form under the map, the map changes with every key, and they stand in the order of time."""

import datetime as dt
from dataclasses import replace

import pytest
from textual import events

from coach.lessons.given import Accepted
from coach.plan.plan import Plan
from coach.plan.roadmap import road_map
from screens.steps.timeline import TimelineView
from screens.steps.timeline_parts import Waypoint
from screens.widgets.roadmap import SIDE, cells, drawn_map

TODAY = dt.date(2026, 11, 22)

AHEAD = {"kind": "timeline", "prompt": "What lies ahead?", "span": "ahead", "min": 1, "max": 4}
BEHIND = {"kind": "timeline", "prompt": "What lies behind?", "span": "behind", "tell": "What did it give you?"}
TWO = {"stops": [{"id": "b", "name": "Team lead", "when": "next", "lane": "role"},
                 {"id": "a", "name": "A course", "when": "2027-03", "lane": "skills"}]}  # fmt: skip


def names(app):
    """The stops as they stand."""
    return [stop["name"] for stop in app.view.raw()["stops"]]


async def test_a_stop_from_field_to_field(host):
    app = host(BEHIND)
    async with app.run_here() as pilot:
        await pilot.press(*"Baker", "enter", *"2012-2015", "enter", "right", "enter", *"patience", "enter")
        stop = {"id": "id-1", "name": "Baker", "when": "2012-2015", "lane": "skills", "said": "patience"}
        assert app.view.raw() == {"stops": [stop]}
        assert "+ add another stop" in app.text()
        assert isinstance(app.step.accept(app.view.raw(), app.view.given), Accepted)
        await pilot.press("down", "enter")
        assert app.dones == 1


async def test_the_map_changes_as_one_types(host):
    app = host(AHEAD)
    async with app.run_here() as pilot:
        await pilot.press(*"Tea")
        lane = next(line for line in app.lines() if line.lstrip().startswith("Role"))
        assert "○ Tea" in lane
        assert "when?" in app.text()
        await pilot.press("m", "enter", *"2028")
        assert "2028" in app.lines()[3]
        assert "when?" not in app.text()
        await pilot.press("enter", "right")
        lane = next(line for line in app.lines() if line.lstrip().startswith("Skills"))
        assert "○ Team" in lane


async def test_an_empty_map_shows_where_stops_will_stand(host):
    app = host(AHEAD)
    async with app.run_here():
        assert all(word in app.text() for word in ("now", "next", "later", "Role", "Skills", "People", "Life"))
        assert "+ add the first stop" in app.text()


async def test_stops_stand_in_the_order_of_time(host):
    app = host(AHEAD, TWO)
    async with app.run_here() as pilot:
        assert names(app) == ["A course", "Team lead"]
        await pilot.press("end", "up", *"Start", "enter", *"now", "escape")
        assert names(app) == ["Start", "A course", "Team lead"]
        assert [stop["id"] for stop in app.view.raw()["stops"]] == ["id-1", "a", "b"]
        assert app.view.raw()["stops"][0]["lane"] == "role"


async def test_what_was_understood_stands_beside_the_time(host):
    app = host(AHEAD, TWO)
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter", "ctrl+u", *"in")
        assert "try 2027, 2027-06, next, later" in app.text()
        await pilot.press("space", "2", "space", *"years")
        assert "2028" in next(line for line in app.lines() if "in 2 years" in line)
        assert app.view.raw()["stops"][0]["when"] == "2028", "the same words would mean another year by then"
        await pilot.press("escape")
        assert "in 2 years" not in app.text()
        assert names(app) == ["Team lead", "A course"]


async def test_escape_comes_back_to_the_stop_it_left(host):
    app = host(AHEAD, TWO)
    async with app.run_here() as pilot:
        await pilot.press("down", "enter", *"er", "escape", "enter", "s", "escape")
        assert names(app) == ["A course", "Team leaders"]
        assert app.focused is app.view.list
        await pilot.press("end", "up", "enter", "escape")
        assert names(app) == ["A course", "Team leaders"], "an empty stop is none"


async def test_a_stop_is_taken_out_and_brought_back(host):
    app = host(AHEAD, TWO)
    async with app.run_here() as pilot:
        await pilot.press("delete")
        assert names(app) == ["Team lead"]
        assert "○ A course" not in app.text()
        await pilot.press("ctrl+z")
        assert names(app) == ["A course", "Team lead"]
        await pilot.press("alt+down")
        assert names(app) == ["A course", "Team lead"]


async def test_a_click_on_the_map_or_the_list_opens_a_stop(host):
    app = host(AHEAD, TWO)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("○ Team lead"))
        await pilot.press(*"er")
        assert names(app) == ["A course", "Team leader"]
        await pilot.click(offset=app.spot("( ) People"))
        assert app.view.raw()["stops"][1]["lane"] == "people"
        await pilot.click(offset=app.spot("○ A course"))
        assert app.view.text("name") == "A course"
        await pilot.click(offset=app.spot("Back to the stops"))
        column, row = app.spot("+ add another")
        await pilot.click(offset=(column, row - 1))
        assert app.view.text("name") == "Team leader"
        await pilot.press("escape")
        await pilot.click(offset=app.spot("Go on"))
        assert app.dones == 1


async def test_no_more_stops_than_fit(host):
    stops = [{"id": str(n), "name": f"Stop {n}", "when": "next", "lane": "role"} for n in range(4)]
    app = host(AHEAD, {"stops": stops})
    async with app.run_here((80, 40)) as pilot:
        assert "no more fit here" in app.text()
        assert "+ add" not in app.text()
        await pilot.press("enter", "1", "escape", "end", "enter")
        assert app.dones == 1


async def test_pasted_lines_are_stops_that_have_no_time_yet(host):
    app = host(AHEAD)
    async with app.run_here() as pilot:
        app.post_message(events.Paste("- One\n- Two\n\n- Three"))
        await pilot.pause()
        assert names(app) == ["One", "Two", "Three"]
        assert len({stop["id"] for stop in app.view.raw()["stops"]}) == 3
        assert "when?" in app.text()


async def test_the_plan_says_what_a_stop_is_by_now(host, given):
    plan = Plan().changed("stops", "b", {"name": "Team lead", "when": "next", "status": "exploring"})
    app = host(AHEAD, TWO, replace(given, plan=plan))
    async with app.run_here():
        assert "◌ Team lead" in app.text()
        assert "○ A course" in app.text()


async def test_what_is_now_has_its_mark(host):
    app = host(AHEAD, {"stops": [{"id": "a", "name": "Analyst", "when": "now"}]})
    async with app.run_here():
        assert "◆ Analyst" in app.text()


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_the_focused_field_is_in_view(host, size):
    app = host(BEHIND)
    async with app.run_here(size) as pilot:
        await pilot.press(*"Baker", "enter")
        for _ in range(4):
            await pilot.pause()
            box = app.query_one("#field").region
            assert box.y <= app.focused.region.y < box.bottom
            await pilot.press("tab")


async def test_in_a_low_window_the_map_stands_below(host):
    app = host(AHEAD, TWO)
    async with app.run_here((40, 12)) as pilot:
        assert app.view.children[-1] is app.view.map
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.view.children[0] is app.view.map
        assert app.focused is app.view.list


async def test_nothing_is_told_before_anything_was_done(host):
    app = host(AHEAD, TWO)
    async with app.run_here() as pilot:
        await pilot.press("enter", "tab", "tab", "escape", "down")
        assert app.said == []


ODD = [{"stops": None}, {"stops": [7, {}, {"name": 3, "when": None, "lane": "moon"}]}, {"stops": "x"}]


@pytest.mark.parametrize("raw", ODD)
@pytest.mark.slow
async def test_an_odd_draft_is_survived(host, raw):
    app = host(AHEAD, raw)
    async with app.run_here() as pilot:
        await pilot.press("enter", "escape", "end", "up", *"New", "enter", *"now", "escape")
        assert "New" in names(app)


async def test_somebodys_text_is_only_text(host, hostile):
    step = {**BEHIND, "tell": hostile}
    stop = {"id": "h", "name": hostile, "when": hostile, "lane": "role", "said": hostile}
    app = host(step, {"stops": [stop]}, view=TimelineView)
    async with app.run_here((120, 40)) as pilot:
        assert app.text().count("[@click=app.quit]") >= 2
        await pilot.click(offset=app.spot("● [/]"))
        assert app.view.raw()["stops"] == [stop]
        await pilot.press("漢", "escape")
        assert app.view.raw()["stops"][0]["name"] == hostile + "漢"


@pytest.mark.parametrize("width", [20, 27, 40, 65, 110])
def test_the_map_is_never_wider_than_its_room(width, hostile):
    stops = [
        Waypoint("1", "漢字の答えはとても長い名前です", "now", "role", "aimed"),
        Waypoint("2", "👩‍🚀" * 9, "2028", "role", "aimed"),
        Waypoint("3", hostile, "漢字" * 9, "life", "aimed"),
        Waypoint("4", "\x1b[31m red", "", "life", "aimed"),
        Waypoint("5", "a" * 90, "later", "role", "aimed"),
    ]
    lines = drawn_map(road_map(stops, TODAY, width, measure=cells), "2")
    assert max(line.cell_length for line in lines) <= SIDE + width
    assert not any("\x1b" in line.plain for line in lines)
    assert "".join(line.plain for line in lines).count("○") == len(stops)
