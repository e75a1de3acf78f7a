"""Tables: rows as a list, one at a time as a form; added by typing, taken out, brought back, put in order."""

import pytest
from textual.events import Paste

from coach.lessons.kinds.base import Item
from coach.lessons.kinds.structure import FieldSpec
from screens.steps.rows import _brief

COLUMNS = [
    {"id": "name", "label": "Task", "required": True},
    {"id": "share", "label": "Share", "type": "number", "min": 0, "max": 100},
    {"id": "like", "label": "Like it", "type": "scale"},
]
STEP = {"kind": "table", "prompt": "Your week", "columns": COLUMNS, "row_name": "task", "min_rows": 2, "max_rows": 4}
THREE = {"rows": [{"id": "a", "name": "Plan", "share": 20, "like": 4}, {"id": "b", "name": "Report", "share": 5},
                  {"id": "c", "name": "Train"}]}  # fmt: skip
WIDE = {
    "kind": "table", "columns": [
        {"id": "name", "label": "Name or initials"},
        {"id": "where", "label": "Where", "type": "choice", "options": [{"id": "up", "label": "Above me"}]},
        {"id": "near", "label": "Closeness", "type": "scale"},
        {"id": "learn", "label": "I can learn", "type": "list"},
        {"id": "note", "label": "A note", "type": "long"},
        {"id": "next", "label": "Next contact", "type": "date"},
        {"id": "again", "label": "Mentor", "type": "yesno"},
    ],
}  # fmt: skip


def rows(app):
    return app.view.raw()["rows"]


def names(app):
    return [row.get("name") for row in rows(app)]


async def test_rows_are_added_by_typing(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        assert "› + add the first task" in app.text()
        await pilot.press(*"Plan", "enter", "2", "0", "enter", "4", "enter")
        assert "+ add another task" in app.text()
        await pilot.press(*"Report", "enter", "enter", "enter")
        assert rows(app) == [{"name": "Plan", "share": "20", "like": 4}, {"name": "Report"}]
        assert app.said[-1] == app.view.raw()
        assert app.dones == 0
        await pilot.press("down", "enter")
        assert app.dones == 1


async def test_the_mark_goes_out_with_the_focus(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        assert "› Plan" in app.text()
        app.screen.set_focus(None)
        await pilot.pause()
        assert "›" not in app.text()


async def test_rows_stand_in_columns(host):
    app = host(STEP, THREE)
    async with app.run_here():
        lines = [line.strip() for line in app.lines()]
        assert "Task    Share  Like it" in lines
        assert "› Plan       20        4" in lines
        assert "Report      5" in lines


async def test_a_row_is_opened_and_edited(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("down", "enter")
        assert "Task 2 of 3" in app.text()
        assert "back to the rows" in app.view.hint
        await pilot.press("5", "escape")  # it opens at the first field that says nothing
        assert "enter opens a row" in app.view.hint
        assert rows(app)[1] == {"id": "b", "name": "Report", "share": 5, "like": 5}
        assert "› Report" in app.text()


async def test_an_edit_is_told_at_once_and_keeps_the_id(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("enter", "end", "!")
        assert app.said[-1]["rows"][0] == {"id": "a", "name": "Plan!", "share": 20, "like": 4}
        await pilot.press("down", "ctrl+u")
        assert app.said[-1]["rows"][0] == {"id": "a", "name": "Plan!", "like": 4}


async def test_escape_is_ours_only_in_a_row(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        escaped = []
        app.bind("escape", "escaped")
        app.action_escaped = lambda: escaped.append(1)
        await pilot.press("enter", "escape")
        assert escaped == []
        await pilot.press("escape")
        assert escaped == [1]


async def test_an_empty_new_row_is_none(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("a", "escape")
        assert names(app) == ["Plan", "Report", "Train"]
        await pilot.press("enter", "enter", "enter", "enter")
        assert names(app) == ["Plan", "Report", "Train"]
        assert app.dones == 0


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_a_row_is_taken_out_and_brought_back(host, key):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("down", key)
        assert names(app) == ["Plan", "Train"]
        assert app.said[-1] == app.view.raw()
        assert "taken out: Report (ctrl+z brings it back)" in app.text()
        await pilot.press("up", "ctrl+z")
        assert rows(app) == THREE["rows"]
        assert "taken out" not in app.text()
        assert "› Report" in app.text()


async def test_a_row_moves(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("alt+down", "alt+down", "alt+down")
        assert names(app) == ["Report", "Train", "Plan"]
        await pilot.press("ctrl+up")
        assert names(app) == ["Report", "Plan", "Train"]
        assert app.said[-1] == app.view.raw()


async def test_letters_jump_and_a_adds(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("t")
        assert "› Train" in app.text()
        await pilot.press("a")
        assert "Task 4 of 4" in app.text()


async def test_there_is_no_room_beyond_the_most(host):
    app = host({**STEP, "max_rows": 3}, THREE)
    async with app.run_here() as pilot:
        assert "add another" not in app.text()
        assert "3, and no more fit here" in app.text()
        await pilot.press("end", "x", "a")
        assert names(app) == ["Plan", "Report", "Train"]
        await pilot.press("enter")
        assert app.dones == 1


async def test_pasted_lines_are_rows(host):
    app = host(STEP, {"rows": [{"id": "a", "name": "Plan"}]})
    async with app.run_here() as pilot:
        app.post_message(Paste("- one\n- two\n- three\n- four"))
        await pilot.pause()
        assert names(app) == ["Plan", "one", "two", "three"]
        await pilot.press("enter")
        assert app.dones == 1


async def test_by_mouse(host):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Report"))
        assert "Task 2 of 3" in app.text()
        await pilot.click(offset=app.spot("Back to the rows"))
        await pilot.click(offset=app.spot("+ add another"))
        await pilot.press(*"new", "escape")
        assert names(app) == ["Plan", "Report", "Train", "new"]
        await pilot.click(offset=app.spot("Go on"))
        assert app.dones == 1


async def test_columns_that_do_not_fit_become_a_line(host):
    row = {"id": "m", "name": "Marek", "where": "up", "near": 4, "learn": ["patience", "planning"], "note": "met\nonce",
           "next": "2026-12-01", "again": True}  # fmt: skip
    app = host(WIDE, {"rows": [row, {"id": "x", "name": "漢字"}]})
    async with app.run_here() as pilot:
        assert "› Marek   Above me · closeness 4 · patience, planning" in app.text()
        assert rows(app)[0] == row
        await pilot.press("enter")
        assert "Tuesday 1 December 2026" in app.text()
    wide = host(WIDE, {"rows": [row]})
    async with wide.run_here((40, 12)):
        assert "› Marek" in wide.text()
        assert all(len(line) <= 40 for line in wide.lines())


async def test_rows_that_begin_with_items_of_an_earlier_step(host, given):
    app = host(STEP, {"rows": [{"id": "i1", "name": "From before"}]})
    async with app.run_here() as pilot:
        await pilot.press("enter", "3", "0", "enter", "2", "enter")
        assert rows(app) == [{"id": "i1", "name": "From before", "share": "30", "like": 2}]
        kept = app.step.accept(app.view.raw(), given)
        assert kept.why.startswith("At least 2")


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"rows": None},
        {"rows": [{}]},
        {"rows": [5, {"id": "x"}]},
        {"rows": [{"name": ["a"], "share": "x", "like": 99}]},
    ],
)
async def test_opens_on_anything(host, raw, given):
    app = host(STEP, raw)
    async with app.run_here() as pilot:
        await pilot.press("enter", "tab", "escape", "home", "delete")
        app.step.accept(app.view.raw(), given)
        assert app.is_running


async def test_hostile_rows(host, hostile):
    app = host({**STEP, "row_name": "[b]row[/c]"}, {"rows": [{"id": "h", "name": hostile}]})
    async with app.run_here() as pilot:
        assert "[/] [b]x[/c] [@click=app.quit]x[/]" in app.text()
        assert "+ add another [b]row[/c]" in app.text()
        assert rows(app) == [{"id": "h", "name": hostile}]
        await pilot.press("delete")
        assert "taken out: [/] [b]x[/c]" in app.text()


async def test_an_untouched_answer_is_the_kept_one(host, given):
    app = host(STEP, THREE)
    async with app.run_here() as pilot:
        await pilot.press("enter", "escape", "down", "enter", "escape")
        assert app.step.accept(app.view.raw(), given).value == THREE
        assert app.said == []


def test_a_line_of_several_values_is_short():
    craft = Item(id="t", label="technical: the craft")
    kind = FieldSpec(id="kind", label="Kind", type="choice", options=(craft,))
    assert _brief(kind, "t") == "technical"
    assert _brief(FieldSpec(id="level", label="Level (0-5)", type="scale", min=0), 4) == "level 4"
    assert _brief(FieldSpec(id="pay", label="Pay", type="number"), 1234567.0) == "pay 1234567"
