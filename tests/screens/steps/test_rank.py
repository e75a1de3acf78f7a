"""Cards move by key, by number and by mouse; the first few that count stand above a line."""

import pytest

ITEMS = [{"id": "calm", "label": "Calm"}, {"id": "pay", "label": "Pay", "help": "Enough not to count."},
         {"id": "craft", "label": "Craft"}, {"id": "team", "label": "A team " * 15}]  # fmt: skip
ALL = {"kind": "rank", "prompt": "Which first?", "items": ITEMS}
TOP = {**ALL, "top": 2}


def order(app):
    return app.view.raw()["order"]


@pytest.mark.parametrize("key", ["alt+down", "ctrl+down"])
async def test_a_card_moves(host, key):
    app = host(ALL)
    async with app.run_here() as pilot:
        await pilot.press(key, key)
        assert order(app) == ["pay", "craft", "calm", "team"]
        assert app.said[-1] == app.view.raw()
        assert "› 3  Calm" in app.text()
        await pilot.press(key.replace("down", "up"))
        assert order(app) == ["pay", "calm", "craft", "team"]
        await pilot.press("enter")
        assert app.dones == 1


async def test_a_card_is_taken_up_and_laid_down(host):
    app = host(ALL)
    async with app.run_here() as pilot:
        await pilot.press("down", "space")
        assert "↕ 2  Pay" in app.text()
        await pilot.press("down", "enter", "up")
        assert order(app) == ["calm", "craft", "pay", "team"]
        assert "› 2  Craft" in app.text()
        assert app.dones == 0
        await pilot.press("space", "end", "escape")
        assert order(app) == ["calm", "craft", "pay", "team"]
        await pilot.press("space", "home", "space", "end")
        assert order(app) == ["craft", "calm", "pay", "team"]


async def test_a_number_puts_a_card_there(host):
    app = host(ALL)
    async with app.run_here() as pilot:
        await pilot.press("3")
        assert order(app) == ["pay", "craft", "calm", "team"]
        await pilot.press("9", "0", "1")
        assert order(app) == ["calm", "pay", "craft", "team"]


async def test_what_counts_stands_above_a_line(host, given):
    app = host(TOP)
    async with app.run_here() as pilot:
        lines = [line.strip() for line in app.lines()]
        line = next(n for n, text in enumerate(lines) if "the first 2 count" in text)
        assert lines[line - 1].startswith("2  Pay")
        assert lines[line + 1].startswith("3  Craft")
        await pilot.press("end", "1")
        assert app.step.accept(app.view.raw(), given).value["order"] == ["team", "calm"]
        assert len(order(app)) == 4


async def test_without_a_limit_there_is_no_line(host):
    for step in (ALL, {**ALL, "top": 4}):
        app = host(step)
        async with app.run_here():
            assert "count ─" not in app.text()


async def test_the_mouse_drags_a_card(host):
    app = host(ALL)
    async with app.run_here() as pilot:
        await pilot.mouse_down(offset=app.spot("Craft"))
        await pilot.hover(offset=app.spot("Pay"))
        await pilot.hover(offset=app.spot("Calm"))
        assert "↕ 1  Craft" in app.text()
        await pilot.mouse_up(offset=app.spot("Craft"))
        assert order(app) == ["craft", "calm", "pay", "team"]
        await pilot.hover(offset=app.spot("Pay"))
        assert order(app) == ["craft", "calm", "pay", "team"]
        assert "› 1  Craft" in app.text()


async def test_a_card_dragged_past_a_high_one_stays_there(host):
    app = host(ALL)
    async with app.run_here() as pilot:
        await pilot.mouse_down(offset=app.spot("Craft"))
        x, y = app.spot("A team")
        await pilot.hover(offset=(x, y))
        assert order(app)[-1] == "team"
        await pilot.hover(offset=(x, y + 1))
        await pilot.hover(offset=(x + 1, y + 1))
        assert order(app) == ["calm", "pay", "team", "craft"]
        await pilot.mouse_up(offset=(x, y + 1))


async def test_the_mouse_moves_a_card_by_its_arrows(host):
    app = host(ALL)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Pay"))
        assert order(app)[0] == "calm"
        await pilot.click(offset=app.spot("▼"))
        assert order(app) == ["calm", "craft", "pay", "team"]
        await pilot.click(offset=app.spot("▲"))
        await pilot.click(offset=app.spot("▲"))
        assert order(app) == ["pay", "calm", "craft", "team"]


ODD = [{"order": None}, {"order": "calm"}, {"order": [None, {"x": 1}, "gone"]}, {"order": {"a": 1}}]


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(host, raw):
    app = host(TOP, raw)
    async with app.run_here():
        assert order(app) == ["calm", "pay", "craft", "team"]
        assert app.said == []


async def test_a_kept_answer_of_the_first_few_comes_back(host, given):
    app = host(TOP, {"order": ["craft", "calm", "craft"], "labels": {}})
    async with app.run_here() as pilot:
        assert order(app) == ["craft", "calm", "pay", "team"]
        await pilot.press("enter")
        assert app.dones == 1
        assert app.said == []


async def test_nothing_to_rank_can_be_left(host):
    app = host({"kind": "rank", "from": "earlier"})
    async with app.run_here() as pilot:
        await pilot.press("space", "1", "alt+up", "enter")
        assert app.dones == 1


async def test_a_long_list_keeps_its_card_in_view(host):
    app = host({"kind": "rank", "items": [{"id": f"i{n}", "label": f"Item number {n}"} for n in range(30)]})
    async with app.run_here((40, 12)) as pilot:
        await pilot.press("space", "end")
        await pilot.pause()
        assert "↕ 30  Item number 0" in app.text()


async def test_somebodys_text_is_only_text(host, hostile):
    app = host({"kind": "rank", "items": [{"id": "a", "label": hostile, "help": hostile}, ITEMS[0]]})
    async with app.run_here() as pilot:
        assert app.text().count("[/] [b]x[/c] [@click=app.quit]x[/]") == 2
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        await pilot.press("alt+down")
        assert order(app) == ["calm", "a"]
