"""Forms: every type of field, by keys and by mouse, and what was understood of what was typed."""

import pytest
from textual.events import Paste

from screens.steps.fields import joined, parted, worded

KINDS = [
    {"id": "employed", "label": "Employed"},
    {"id": "own", "label": "My own business"},
    {"id": "mixed", "label": "A mix"},
]
FIELDS = {
    "text": {"id": "text", "label": "What", "hint": "in a word", "required": True},
    "long": {"id": "long", "label": "Story", "type": "long"},
    "number": {"id": "number", "label": "Hours", "type": "number", "min": 5, "max": 60},
    "scale": {"id": "scale", "label": "How near", "type": "scale"},
    "ten": {"id": "ten", "label": "How sure", "type": "scale", "min": 0, "max": 10},
    "choice": {"id": "choice", "label": "Kind", "type": "choice", "options": KINDS},
    "date": {"id": "date", "label": "By when", "type": "date"},
    "yesno": {"id": "yesno", "label": "Again?", "type": "yesno"},
    "list": {"id": "list", "label": "Values", "type": "list"},
}
ALL = {"text": "word", "long": "two\nlines", "number": 28, "scale": 4, "ten": 10, "choice": "own", "date": "2026-12-24",
       "yesno": False, "list": ["a", "b"]}  # fmt: skip


def form(*names):
    return {"kind": "form", "prompt": "Fill in", "fields": [FIELDS[name] for name in names or FIELDS]}


def fields(app):
    return app.view.raw()["fields"]


@pytest.mark.parametrize(
    ("name", "keys", "value"),
    [
        ("text", ["o", "k"], "ok"),
        ("long", ["a", "enter", "b"], "a\nb"),
        ("number", ["7", ".", "5"], "7.5"),
        ("scale", ["4"], 4),
        ("scale", ["right", "right"], 2),
        ("scale", ["left"], 5),
        ("scale", ["4", "backspace"], None),
        ("ten", ["1", "0"], 10),
        ("ten", ["1", "2"], 2),
        ("ten", ["0"], 0),
        ("choice", ["m"], "own"),
        ("choice", ["a"], "mixed"),
        ("choice", ["space"], "employed"),
        ("choice", ["right", "right", "right", "right"], "mixed"),
        ("choice", ["x"], None),
        ("date", ["f", "r", "i"], "2026-11-27"),
        ("date", ["s", "o", "o", "n"], "soon"),
        ("yesno", ["y"], True),
        ("yesno", ["n"], False),
        ("yesno", ["n", "delete"], None),
        ("list", [*"a, b;"], ["a, b"]),
        ("list", [*"a, b,"], ["a", "b"]),
        ("text", ["space"], None),
    ],
)
@pytest.mark.slow
async def test_each_type_by_keys(host, name, keys, value):
    app = host(form(name))
    async with app.run_here() as pilot:
        await pilot.press(*["space" if key == " " else key for key in keys])
        assert fields(app).get(name) == value
        assert type(fields(app).get(name)) is type(value)


async def test_enter_goes_down_and_on(host):
    app = host(form("text", "choice", "number"))
    async with app.run_here() as pilot:
        await pilot.press("x", "enter", "m", "enter", "9", "enter")
        assert fields(app) == {"text": "x", "choice": "own", "number": "9"}
        assert app.dones == 1


async def test_enter_passes_a_choice_without_making_it(host):
    app = host(form("text", "choice", "number"))
    async with app.run_here() as pilot:
        await pilot.press("x", "enter", "enter", "9")
        assert fields(app) == {"text": "x", "number": "9"}


async def test_the_arrows_and_tab_move_and_change_nothing(host):
    app = host(form(), {"fields": ALL})
    async with app.run_here() as pilot:
        await pilot.press(*["down"] * 3, *["tab"] * 6, *["up"] * 5, *["shift+tab"] * 3)
        assert fields(app) == ALL
        assert app.said == []


async def test_by_mouse(host):
    app = host(form("text", "choice", "scale", "yesno"))
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("My own business"))
        assert fields(app) == {"choice": "own"}
        await pilot.click(offset=app.spot(" 3 "))
        await pilot.click(offset=app.spot(") no"))
        assert fields(app) == {"choice": "own", "scale": 3, "yesno": False}
        x, y = app.spot("What")
        await pilot.click(offset=(x + 4, y + 1))
        await pilot.press("h", "i")
        assert fields(app)["text"] == "hi"


async def test_state_is_shown_without_colour(host):
    app = host(form("choice", "scale", "yesno"), {"fields": {"choice": "own", "scale": 3, "yesno": True}})
    async with app.run_here():
        assert "( ) Employed   (x) My own business" in app.text()
        assert "2  [3]  4" in app.text()
        assert "(x) yes   ( ) no" in app.text()
        assert "› ( ) Employed" in app.text()


async def test_only_the_field_with_the_focus_is_pointed_at(host):
    app = host(form("choice", "scale", "yesno"))
    async with app.run_here() as pilot:
        await pilot.press("down", "down")
        await pilot.pause()
        assert app.text().count("›") == 1
        assert "› ( ) yes" in app.text()


async def test_says_what_was_understood(host):
    app = host(form("date", "number"))
    async with app.run_here() as pilot:
        await pilot.press(*"fri")
        assert "By when   Friday 27 November 2026" in app.text()
        await pilot.press("x")
        assert "a day such as fri" in app.text()
        await pilot.press("down", "3")
        assert "Hours   a number from 5 to 60." in app.text()
        await pilot.press("0")
        assert "a number from" not in app.text()


async def test_hints_and_what_is_needed(host):
    app = host(form("text"))
    async with app.run_here():
        assert "What   in a word" in app.text()


async def test_opens_with_everything_and_gives_it_back_untouched(host, given):
    app = host(form(), {"fields": ALL, "record": "r"})
    async with app.run_here((80, 50)):
        assert app.view.raw() == {"fields": ALL, "record": "r"}
        assert app.step.accept(app.view.raw(), given).value == {"fields": ALL, "record": "r"}
        assert app.said == []
        assert "Thursday 24 December 2026" in app.text()


async def test_opens_at_the_first_field_that_says_nothing(host):
    app = host(form("text", "number"), {"fields": {"text": "x"}})
    async with app.run_here() as pilot:
        await pilot.press("7")
        assert fields(app) == {"text": "x", "number": "7"}


@pytest.mark.parametrize(
    "raw",
    [{}, {"fields": None}, {"fields": {}},
     {"fields": {"scale": "4", "yesno": 1, "choice": ["x"], "number": None, "list": "a,b"}},
     {"fields": {"text": ["a"], "long": 5, "date": "soon", "scale": 4.0, "list": [1, None], "nobody": 1}},
     {"fields": {"choice": "gone", "scale": 99, "ten": True}}],
)  # fmt: skip
async def test_opens_on_anything(host, raw, given):
    app = host(form(), raw)
    async with app.run_here((80, 50)) as pilot:
        await pilot.press("tab", "tab")
        app.step.accept(app.view.raw(), given)
        assert app.is_running


async def test_an_option_that_is_gone_is_shown_and_not_lost(host):
    app = host(form("choice"), {"fields": {"choice": "old-one"}})
    async with app.run_here() as pilot:
        assert "was: old-one" in app.text()
        assert fields(app) == {"choice": "old-one"}
        await pilot.press("e")
        assert fields(app) == {"choice": "employed"}
        assert "was:" not in app.text()


async def test_a_typed_number_shows_on_a_scale(host):
    app = host(form("scale"), {"fields": {"scale": "4"}})
    async with app.run_here():
        assert "[4]" in app.text()


async def test_hostile_text(host, hostile):
    step = form("text", "long", "list")
    step["fields"] = [{**field, "label": "[b]L[/c]", "hint": "[/] h"} for field in step["fields"]]
    app = host(step, {"fields": {"text": hostile, "long": hostile, "list": [hostile]}})
    async with app.run_here():
        assert fields(app) == {"text": hostile, "long": hostile, "list": [hostile]}
        assert "[b]L[/c]   [/] h" in app.text()


async def test_a_paste_is_taken_whole(host):
    app = host(form("text"))
    async with app.run_here() as pilot:
        app.post_message(Paste("one\ntwo\n\n three"))
        await pilot.pause()
        assert fields(app) == {"text": "one two three"}


async def test_narrow(host):
    app = host(form("text", "choice"))
    async with app.run_here((40, 12)) as pilot:
        await pilot.press("x", "enter", "a")
        await pilot.pause()
        assert fields(app) == {"text": "x", "choice": "mixed"}
        assert "(x) A mix" in app.text()


@pytest.mark.parametrize(
    "items", [[], ["a"], ["a", "b"], ["a, b"], ["a, b", "c"], ["x: y"], ["one", "and, two", "three"]],
)  # fmt: skip
def test_items_on_one_line_and_back(items):
    assert parted(joined(items)) == items


@pytest.mark.parametrize(
    ("value", "typed"), [(32.0, "32"), (1234567.0, "1234567"), (0.5, "0.5"), (None, ""), (["a", "b"], "a, b")]
)
def test_a_value_stands_as_one_would_type_it(value, typed):
    assert worded(value) == typed
