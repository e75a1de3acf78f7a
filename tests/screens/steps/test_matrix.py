"""Scores by digits, the gut before the totals, and then the totals with what it would take for another one to win."""

from dataclasses import replace

import pytest

from coach.lessons.given import Accepted

STEP = {"kind": "matrix", "prompt": "Score them", "options_from": "options", "criteria_from": "criteria"}
OPTIONS = [("stay", "Stay in the team"), ("go", "Go to Bergen"), ("free", "Freelance")]
CRITERIA = [("learn", "Learning", 50), ("pay", "Pay", 30), ("calm", "Calm", 20)]
FULL = {"scores": {"stay": {"learn": 2, "pay": 4, "calm": 5}, "go": {"learn": 4, "pay": 3, "calm": 3},
                   "free": {"learn": 3, "pay": 2, "calm": None}}}  # fmt: skip
HIDDEN = "shows once this is answered"


def around(given, options=OPTIONS, criteria=CRITERIA):
    """What the steps before have named."""
    points = {id: weight for id, _, weight in criteria}
    items = {"options": list(options), "criteria": [(id, label) for id, label, _ in criteria]}
    return replace(given, values={"criteria": {"points": points}}, items=items)


@pytest.fixture
def weigh(host, given):
    """`weigh(raw)`: the app with three options and three criteria."""
    return lambda raw=None, **more: host(STEP, raw, around(given, **more))


async def test_digits_score_across_and_then_down(weigh):
    app = weigh()
    async with app.run_here() as pilot:
        await pilot.press("4", "5", "3", "2", "?", "1")
        assert app.view.raw()["scores"] == {
            "stay": {"learn": 4, "pay": 2},
            "go": {"learn": 5, "pay": None},
            "free": {"learn": 3, "pay": 1},
        }
        assert "Stay in the team · Calm" in app.text()
        await pilot.press("0", "6", "9", "x")
        assert "calm" not in app.view.raw()["scores"]["stay"]


async def test_unknown_shows_as_a_sign_and_moves_on(weigh):
    app = weigh({"scores": {"stay": {"learn": 3}}})
    async with app.run_here() as pilot:
        await pilot.press("delete", "?", "backspace")
        assert app.view.raw()["scores"] == {"stay": {"learn": None}, "go": {"learn": None}, "free": {"learn": None}}
        row = next(line for line in app.lines() if "Learning" in line and "50" in line)
        assert row.count("?") == 3


async def test_arrows_move_and_enter_finds_what_is_missing(weigh):
    app = weigh(FULL)
    async with app.run_here() as pilot:
        await pilot.press("right", "down", "1", "left", "left", "left", "5")
        assert app.view.raw()["scores"]["go"]["pay"] == 1
        assert app.view.raw()["scores"]["stay"]["pay"] == 5
    app = weigh({"scores": {"stay": {"learn": 1}, "free": {"pay": 1}}})
    async with app.run_here() as pilot:
        for where in ("Go to Bergen · Learning", "Freelance · Learning", "Stay in the team · Pay", "Go to Bergen · Pay",
                      "Stay in the team · Calm"):  # fmt: skip
            await pilot.press("enter")
            assert where in app.text()


async def test_the_totals_wait_for_the_gut(weigh):
    app = weigh(FULL)
    async with app.run_here((80, 40)) as pilot:
        assert HIDDEN in app.text() and "highest" not in app.text()
        await pilot.press("enter")
        assert app.focused is app.view.gut
        await pilot.press(*"Go")
        assert HIDDEN in app.text(), "half a word must not give it away"
        await pilot.press("enter")
        assert HIDDEN not in app.text() and "highest" in app.text()
        assert app.dones == 0, "the totals are there to be read first"
        await pilot.press("enter")
        assert app.dones == 1
        verdict = app.step.accept(app.view.raw(), app.view.given)
        assert isinstance(verdict, Accepted) and verdict.value["winner"] == "go"


async def test_leaving_the_gut_shows_the_totals_and_emptying_it_hides_them(weigh):
    app = weigh(FULL)
    async with app.run_here((80, 40)) as pilot:
        await pilot.press("tab", *"Go", "shift+tab")
        assert "highest" in app.text()
        await pilot.press("tab", "ctrl+u")
        assert HIDDEN in app.text() and "Overall" not in app.text()


async def test_going_on_shows_the_totals_first(weigh):
    app = weigh(FULL)
    async with app.run_here((80, 40)) as pilot:
        await pilot.press("tab", *"Go", "ctrl+n")
        assert "highest" in app.text()
        assert not app.view.check_action("show_first", ()), "from now on the key is the screen's"


async def test_totals_follow_what_is_typed(weigh):
    app = weigh({**FULL, "gut": "Go"})
    async with app.run_here((80, 40)) as pilot:
        bars = [line for line in app.lines() if "▇" in line]
        assert ["3.20" in bars[0], "3.50" in bars[1], "2.62" in bars[2]] == [True] * 3
        assert "highest" in bars[1] and "1 unknown" in bars[2]
        assert bars[0].count("▇") < bars[1].count("▇")
        await pilot.press("5")
        bars = [line for line in app.lines() if "▇" in line]
        assert "4.70" in bars[0] and "highest" in bars[0]
        assert next(line for line in app.lines() if "Overall" in line).split()[1:] == ["4.70", "3.50", "2.62"]


async def test_what_it_would_take_is_said(weigh):
    app = weigh({**FULL, "gut": "Go"})
    async with app.run_here((80, 40)):
        assert "If “Calm” weighed 36 instead of 20, “Stay in the team” would win." in app.text()
    same = {option: {"learn": n, "pay": n, "calm": n} for n, (option, _) in enumerate(OPTIONS, 1)}
    app = weigh({"scores": same, "gut": "Go"})
    async with app.run_here((80, 40)):
        assert "No change of a single weight would make another one win." in app.text()


async def test_a_draw_is_called_one(weigh):
    app = weigh({"scores": {option: {"learn": 3} for option, _ in OPTIONS}, "gut": "Go"})
    async with app.run_here((80, 40)):
        assert app.text().count(" level") == 3


async def test_an_option_without_a_score_is_named(weigh):
    app = weigh({"scores": {"stay": {"learn": 3}}, "gut": "Go"})
    async with app.run_here((80, 40)):
        assert "“Go to Bergen” has no score yet" in app.text()


async def test_the_mouse_scores(weigh):
    app = weigh(FULL)
    async with app.run_here() as pilot:
        row = next(n for n, line in enumerate(app.lines()) if "Pay" in line and "30" in line)
        column = app.lines()[row].index("3", app.lines()[row].index("30") + 2)  # what Bergen has for pay
        await pilot.click(offset=(column, row))
        assert "Go to Bergen · Pay" in app.text()
        x, y = app.spot(" 1  2 [3] 4  5  ?")
        await pilot.click(offset=(x + 1 + 12, y))
        assert app.view.raw()["scores"]["go"]["pay"] == 5
        assert "Freelance · Pay" in app.text()
        await pilot.click(offset=(x + 1 + 15, y))
        assert app.view.raw()["scores"]["free"]["pay"] is None


async def test_a_kept_answer_shows_what_is_not_known(weigh, given):
    kept = weigh().step.accept({**FULL, "gut": "Go"}, around(given))
    app = weigh(kept.value)
    async with app.run_here() as pilot:
        row = next(line for line in app.lines() if "Calm" in line and "20" in line)
        assert "?" in row and "·" not in row
        await pilot.press("down", "up", "enter")
        assert app.said == []
        assert app.focused is app.view.gut, "nothing is missing"


MANY = [(f"o{n}", f"Option number {n}") for n in range(9)]
LONG = [(f"c{n}", f"A criterion with a long name, the {n}th of them", 5) for n in range(12)]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.slow
async def test_many_options_and_criteria_come_into_view_as_one_goes(weigh, size):
    app = weigh(options=MANY, criteria=LONG)
    async with app.run_here(size) as pilot:
        for _ in range(9):
            await pilot.press("right", "down")
        await pilot.pause()
        assert "Option number 8" in app.text()
        assert "[ ]" in app.text()
        assert max(len(line) for line in app.lines()) <= size[0]
        await pilot.press("4")
        assert app.view.raw()["scores"]["o8"] == {"c9": 4}


async def test_five_options_and_six_criteria_fit_at_the_design_size(weigh):
    app = weigh(options=MANY[:5], criteria=LONG[:6])
    async with app.run_here() as pilot:
        await pilot.press("1")
        assert app.text().count("A criterion") >= 6
        row = next(line for line in app.lines() if line.count("·") == 5)
        assert len(row) <= 78


async def test_nothing_to_weigh_can_be_left(weigh):
    app = weigh(options=[], criteria=[])
    async with app.run_here() as pilot:
        assert "There is nothing to weigh yet" in app.text()
        await pilot.press("4", "right", "delete", "enter")
        assert app.dones == 1
        assert isinstance(app.step.accept(app.view.raw(), app.view.given), Accepted)


ODD = [{"scores": None, "gut": None}, {"scores": {"stay": 3, "zz": {"learn": 1}, "go": {"learn": "x", "pay": 99}}}]


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(weigh, raw):
    app = weigh(raw)
    async with app.run_here() as pilot:
        assert app.said == []
        await pilot.press("3")
        assert app.view.raw()["scores"]["stay"] == {"learn": 3}


async def test_a_long_gut_that_nobody_touched_stays_whole(weigh):
    gut = "Bergen.\n" + "For the sea. " * 60
    app = weigh({**FULL, "gut": gut})
    async with app.run_here():
        assert app.view.raw()["gut"] == gut


async def test_somebodys_text_is_only_text(host, given, hostile):
    options, criteria = [("a", hostile), ("b", hostile)], [("p", hostile, 60), ("q", hostile, 40)]
    raw = {"scores": {"a": {"p": 1, "q": 5}, "b": {"p": 5, "q": 1}}, "gut": hostile}
    app = host({**STEP, "gut_prompt": hostile}, raw, around(given, options, criteria))
    async with app.run_here((120, 40)) as pilot:
        assert app.text().count("[@click=app.quit]") >= 4
        await pilot.click(offset=app.spot("[/] [b]x"))
        await pilot.press("2")
        assert app.view.raw()["gut"] == hostile
