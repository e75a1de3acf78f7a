"""Cards go into buckets by number, by arrow key and by mouse; the pile gets smaller."""

import pytest

CARDS = [{"id": "calm", "label": "Calm"}, {"id": "pay", "label": "Pay", "help": "Enough not to count."},
         {"id": "craft", "label": "Craft"}]  # fmt: skip
BUCKETS = [{"id": "must", "label": "Must have", "max": 1}, {"id": "nice", "label": "Nice to have"},
           {"id": "no", "label": "Can do without"}]  # fmt: skip
VALUES = {"kind": "sort", "prompt": "Which?", "cards": CARDS, "buckets": BUCKETS}
QUIZ = {
    "kind": "sort",
    "cards": [{"id": "a", "label": "Read the rota", "right": "x", "feedback": "One right way."},
              {"id": "b", "label": "Move house?", "right": "y", "feedback": "Nobody knows."}],
    "buckets": [{"id": "x", "label": "Expertise"}, {"id": "y", "label": "Experience"}],
}  # fmt: skip


async def test_numbers_sort_card_after_card(host):
    app = host(VALUES)
    async with app.run_here() as pilot:
        assert "To sort: 3" in app.text()
        await pilot.press("1", "3")
        assert app.view.raw() == {"bucket_of": {"calm": "must", "pay": "no"}}
        assert "› Craft" in app.text()
        assert "To sort: 1" in app.text()
        await pilot.press("2", "enter")
        assert "To sort" not in app.text()
        assert app.dones == 1


async def test_a_full_bucket_says_so(host):
    app = host(VALUES)
    async with app.run_here() as pilot:
        await pilot.press("1")
        assert "1 of at most 1" in app.text()
        await pilot.press("1")
        assert "2, 1 too many" in app.text()


async def test_a_card_can_be_taken_back(host):
    app = host(VALUES, {"bucket_of": {"calm": "must", "pay": "nice", "craft": "no"}})
    async with app.run_here() as pilot:
        await pilot.press("down", "0")
        assert app.view.raw() == {"bucket_of": {"calm": "must", "craft": "no"}}
        assert "› Pay" in app.text()
        await pilot.press("right", "right", "right", "right")
        assert app.view.raw()["bucket_of"]["pay"] == "no"
        await pilot.press("left")
        assert app.view.raw()["bucket_of"]["pay"] == "nice"


async def test_cards_and_buckets_by_mouse(host):
    app = host(VALUES)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Craft"))
        assert "› Craft" in app.text()
        await pilot.click(offset=app.spot("2 Nice to have"))
        assert app.view.raw() == {"bucket_of": {"craft": "nice"}}
        await pilot.click(offset=app.spot("Pay"))
        heading = max(row for row, line in enumerate(app.lines()) if "Can do without" in line)
        await pilot.click(offset=(4, heading))
        assert app.view.raw() == {"bucket_of": {"craft": "nice", "pay": "no"}}


async def test_the_help_of_a_card(host):
    app = host(VALUES)
    async with app.run_here() as pilot:
        assert "Enough not to count." not in app.text()
        await pilot.press("p")
        assert "Enough not to count." in app.text()


async def test_the_buckets_stay_in_view_with_many_cards(host):
    cards = [{"id": f"c{n}", "label": f"Card number {n}"} for n in range(30)]
    app = host({**VALUES, "cards": cards})
    async with app.run_here() as pilot:
        await pilot.press("end")
        assert "Card number 29" in app.text()
        assert "1 Must have" in app.text()
        assert "3 Can do without" in app.text()


async def test_the_list_takes_the_room_there_is(host):
    cards = [{"id": f"c{n}", "label": f"Card number {n}"} for n in range(30)]
    app = host({**VALUES, "cards": cards})
    async with app.run_here() as pilot:
        before = app.text().count("Card number")
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert app.text().count("Card number") > before


async def test_feedback_beside_the_cards(host):
    app = host(QUIZ)
    async with app.run_here() as pilot:
        await pilot.press("1", "1", "enter")
        app.view.show_feedback(app.step.feedback(app.view.raw()))
        await pilot.pause()
        assert "✓ Right: One right way." in app.text()
        assert "– Not quite: Nobody knows." in app.text()
        await pilot.press("down", "2")
        assert "Not quite" not in app.text()
        assert app.view.raw() == {"bucket_of": {"a": "x", "b": "y"}, "tries": 2}


@pytest.mark.parametrize("raw", [{"bucket_of": None}, {"bucket_of": {"calm": "gone", "x": "must"}}, {"bucket_of": [1]}])
async def test_an_odd_draft_is_survived(host, raw):
    app = host(VALUES, raw)
    async with app.run_here():
        assert app.view.raw() == {"bucket_of": {}}
        assert app.said == []


async def test_no_cards_can_be_left(host):
    app = host({"kind": "sort", "from": "earlier", "buckets": BUCKETS})
    async with app.run_here() as pilot:
        await pilot.press("1", "left", "delete", "enter")
        assert app.dones == 1


async def test_somebodys_text_is_only_text(host, hostile):
    cards = [{"id": "a", "label": hostile, "help": hostile}]
    app = host({**VALUES, "cards": cards, "buckets": [{"id": "x", "label": hostile}, {"id": "y", "label": "Y"}]})
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        await pilot.press("2")
        assert app.is_running
        assert app.view.raw() == {"bucket_of": {"a": "y"}}
