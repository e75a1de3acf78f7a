"""Rows are rated by digits, arrow keys and the mouse; two ratings stand side by side."""

import pytest

ROWS = [{"id": "a", "label": "My own choice", "help": "A move, a break."}, {"id": "b", "label": "Know why"},
        {"id": "c", "label": "What next"}]  # fmt: skip
FIVE = {"kind": "scale", "prompt": "How true?", "low": "not true", "high": "very true", "rows": ROWS}
TEN = {"kind": "scale", "min": 0, "max": 10, "rows": ROWS}
WHEEL = {**TEN, "label": "Now", "second": {"label": "Matters", "low": "little", "high": "much"}}
WANTS = {**FIVE, "rows": [{**ROWS[0], "wants": "An example"}, ROWS[1]]}


async def test_digits_rate_and_move_on(host):
    app = host(FIVE)
    async with app.run_here() as pilot:
        await pilot.press("5", "2", "4")
        assert app.view.raw() == {"ratings": {"a": 5, "b": 2, "c": 4}}
        assert app.said[0] == {"ratings": {"a": 5}}
        assert "[5]" in app.lines()[app.spot("My own choice")[1]]
        await pilot.press("enter")
        assert app.dones == 1


async def test_the_ends_are_named_and_unrated_rows_look_so(host):
    app = host(FIVE)
    async with app.run_here():
        assert "1 not true, 5 very true" in app.text()
        assert "[" not in app.lines()[app.spot("Know why")[1]]


async def test_a_digit_that_is_no_rating_does_nothing(host):
    app = host(FIVE)
    async with app.run_here() as pilot:
        await pilot.press("9", "0")
        assert app.view.raw() == {"ratings": {}}


async def test_arrows_change_a_rating(host):
    app = host(FIVE)
    async with app.run_here() as pilot:
        await pilot.press("right")
        assert app.view.raw() == {"ratings": {"a": 3}}
        await pilot.press("right", "right", "right")
        assert app.view.raw() == {"ratings": {"a": 5}}
        await pilot.press("left")
        assert app.view.raw() == {"ratings": {"a": 4}}
        await pilot.press("delete")
        assert app.view.raw() == {"ratings": {}}


async def test_the_mouse_rates(host):
    app = host(FIVE)
    async with app.run_here() as pilot:
        row = app.spot("Know why")[1]
        line = app.lines()[row]
        await pilot.click(offset=(line.index("4"), row))
        assert app.view.raw() == {"ratings": {"b": 4}}


@pytest.mark.parametrize(
    ("keys", "ratings"),
    [
        ("1 0 7 3", {"a": 10, "b": 7, "c": 3}),
        ("1 3 4", {"a": 1, "b": 3, "c": 4}),
        ("0 1 0 1 0", {"a": 0, "b": 10, "c": 10}),
    ],
)
async def test_ten_is_typed_as_one_and_nought(host, keys, ratings):
    app = host(TEN)
    async with app.run_here() as pilot:
        await pilot.press(*keys.split())
        assert app.view.raw() == {"ratings": ratings}


async def test_a_nought_after_moving_is_a_nought(host):
    app = host(TEN)
    async with app.run_here() as pilot:
        await pilot.press("1", "down", "up", "0")
        assert app.view.raw() == {"ratings": {"a": 1, "b": 0}}


async def test_the_second_column_comes_after_the_first(host):
    app = host(WHEEL)
    async with app.run_here() as pilot:
        await pilot.press("3", "4", "5", "8")
        assert app.view.raw() == {"ratings": {"a": 3, "b": 4, "c": 5}, "second": {"a": 8}}
        assert "› Matters" in app.text()
        assert "0 little, 10 much" in app.text()


async def test_tab_goes_to_the_second_column_and_then_on(host):
    app = host(WANTS | {"second": {"label": "Matters"}, "label": "Now"})
    async with app.run_here() as pilot:
        await pilot.press("tab", "2")
        assert app.view.raw() == {"ratings": {}, "second": {"a": 2}}
        first = app.focused
        await pilot.press("shift+tab", "3")
        assert app.focused is first
        assert app.view.raw() == {"ratings": {"a": 3}, "second": {"a": 2}}
        await pilot.press("tab", "tab")
        assert app.focused is not first


async def test_right_beyond_the_end_is_the_second_column(host):
    app = host(WHEEL, {"ratings": {"a": 10}})
    async with app.run_here() as pilot:
        await pilot.press("right", "7")
        assert app.view.raw()["second"] == {"a": 7}
        await pilot.press("up", "0", "up", "left")
        assert app.view.raw()["second"] == {"a": 0}


async def test_the_mouse_finds_the_second_column(host):
    app = host(WHEEL)
    async with app.run_here() as pilot:
        column, row = app.spot("Matters")[0], app.spot("Know why")[1]
        await pilot.click(offset=(column + 6, row))
        assert app.view.raw() == {"ratings": {}, "second": {"b": 7}}
        await pilot.click(offset=(column, row))
        await pilot.click(offset=(column, row))
        assert app.view.raw()["second"] == {"b": 0}


async def test_narrow_ratings_stand_below_their_rows(host):
    app = host(WHEEL, {"ratings": {"a": 5}})
    async with app.run_here((40, 12)) as pilot:
        column, row = app.spot("·····")
        await pilot.click(offset=(column + 1, row))
        assert app.view.raw()["ratings"]["a"] == 7


async def test_words_beside_a_rating(host):
    app = host(WANTS)
    async with app.run_here() as pilot:
        await pilot.press("4", "enter", *"sent it", "enter", "2")
        assert app.view.raw() == {"ratings": {"a": 4, "b": 2}, "notes": {"a": "sent it"}}
        assert app.step.accept(app.view.raw(), app.view.given).value["notes"] == {"a": "sent it"}
        await pilot.press("enter")
        assert app.dones == 1


async def test_enter_looks_for_a_row_without_a_number(host):
    app = host(FIVE, {"ratings": {"a": 1, "c": 2}})
    async with app.run_here() as pilot:
        await pilot.press("enter")
        assert app.dones == 0
        assert "› Know why" in app.text()
        await pilot.press("3", "enter")
        assert app.dones == 1


async def test_a_draft_stands_there_and_odd_values_do_not(host):
    app = host(TEN, {"ratings": {"a": "7", "b": 99, "c": None, "gone": 3}, "second": 4, "record": "r"})
    async with app.run_here():
        assert app.view.raw() == {"ratings": {"a": 7}, "record": "r"}
        assert "●●●●●●●···  7" in app.text()
        assert app.said == []


async def test_no_rows_can_be_left(host):
    app = host({"kind": "scale", "from": "earlier"})
    async with app.run_here() as pilot:
        await pilot.press("left", "delete", "5", "enter")
        assert app.dones == 1


async def test_somebodys_text_is_only_text(host, hostile):
    row = {"id": "a", "label": hostile, "help": hostile, "wants": hostile}
    app = host({"kind": "scale", "rows": [row], "low": hostile, "high": hostile, "label": "x"})
    async with app.run_here() as pilot:
        assert app.text().count("[b]x[/c] [@click=app.quit]") >= 3
        await pilot.press("3")
        assert app.view.raw() == {"ratings": {"a": 3}}
