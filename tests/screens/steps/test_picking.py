"""Records are marked, something new is written in, and no word is lost on the way."""

from dataclasses import replace

import pytest
from textual import events

from coach.plan.plan import Plan

STEPS = {"kind": "pick", "prompt": "Which?", "from": "plan.next_steps"}
TWO = {**STEPS, "min": 2, "max": 2}
ONE = {**STEPS, "max": 1}


@pytest.fixture
def planned(given):
    """A plan with three open steps and one that is done."""
    plan = Plan()
    for id, text in (("a", "Ask Ana"), ("b", "Book"), ("c", "Call"), ("d", "Done it")):
        status = "done" if id == "d" else "todo"
        plan = plan.changed("next_steps", id, {"text": text, "status": status})
    return replace(given, plan=plan)


async def test_records_are_marked(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        assert "Done it" not in app.text()
        await pilot.press("3", "up", "space")
        assert app.view.raw() == {"chosen": ["b", "c"], "added": []}
        assert app.said[-1] == app.view.raw()
        assert "[x] 2  Book" in app.text()
        assert "2 picked" in app.text()
        await pilot.press("space", "enter")
        assert app.view.raw()["chosen"] == ["c"]
        assert app.dones == 1


async def test_how_many_are_wanted(host, planned):
    app = host(TWO, given=planned)
    async with app.run_here() as pilot:
        assert "0 of at least 2" in app.text()
        await pilot.press("1", "2")
        assert "2 of at most 2" in app.text()
        await pilot.press("3")
        assert "! 3 of at most 2: 1 too many" in app.text()


async def test_where_one_is_wanted_enter_takes_it(host, planned):
    app = host(ONE, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("1", "down", "enter")
        assert app.view.raw() == {"chosen": ["b"], "added": []}
        assert "(x) 2  Book" in app.text()
        assert app.dones == 1


async def test_the_mouse_marks(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Call"))
        await pilot.click(offset=app.spot("[ ] 1"))
        assert app.view.raw()["chosen"] == ["a", "c"]
        await pilot.click(offset=app.spot("Something new"))
        await pilot.press(*"Dig", "enter")
        assert app.view.raw()["added"] == [{"id": "id-1", "label": "Dig"}]


async def test_something_new_is_written_in(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("1", "end", "down", *"Dig", "enter", *"Dance", "enter")
        added = [{"id": "id-1", "label": "Dig"}, {"id": "id-2", "label": "Dance"}]
        assert app.view.raw() == {"chosen": ["a"], "added": added}
        assert "[x] 4  Dig  new" in app.text()
        await pilot.press("enter")
        assert app.dones == 1
        assert app.step.accept(app.view.raw(), planned).value["added"] == added


async def test_what_is_still_in_the_line_counts(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("end", "down", *"Dig")
        said = app.said[-1]
        assert said == {"chosen": [], "added": [{"id": "id-1", "label": "Dig"}]}
        await pilot.press("enter")
        assert app.view.raw() == said
        assert "1 picked" in app.text()


async def test_with_one_to_pick_what_is_written_takes_its_place(host, planned):
    app = host(ONE, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("1", "end", "down", *"Dig")
        assert app.view.raw() == {"chosen": [], "added": [{"id": "id-1", "label": "Dig"}]}
        assert app.text().count("(x)") == 1  # before the line
        await pilot.press("up", "space")  # another record after all: what was written stays to be seen
        assert app.view.raw() == {"chosen": ["c"], "added": []}
        assert "( ) 4  Dig  new" in app.text()
        await pilot.press("4")
        assert app.view.raw() == {"chosen": [], "added": [{"id": "id-1", "label": "Dig"}]}


async def test_what_was_written_in_is_taken_out_and_brought_back(host, planned):
    app = host(STEPS, {"chosen": ["a"], "added": [{"id": "x", "label": "Dig"}]}, planned)
    async with app.run_here() as pilot:
        await pilot.press("end", "delete")
        assert app.view.raw() == {"chosen": ["a"], "added": []}
        assert "taken out: Dig (ctrl+z)" in app.text()
        await pilot.press("ctrl+z")
        assert app.view.raw()["added"] == [{"id": "x", "label": "Dig"}]
        await pilot.press("home", "delete")
        assert app.view.raw()["chosen"] == []
        assert "Ask Ana" in app.text()


async def test_the_focus_stays_when_the_list_is_empty(host):
    app = host(STEPS, {"added": [{"id": "x", "label": "Dig"}]})
    async with app.run_here() as pilot:
        await pilot.press("delete", *"Dance")
        assert [item["label"] for item in app.view.raw()["added"]] == ["Dance"]
        await pilot.press("enter", "ctrl+z")
        assert [item["label"] for item in app.view.raw()["added"]] == ["Dig", "Dance"]


async def test_a_kept_answer_comes_back_as_it_was(host, planned):
    plan = planned.plan.changed("next_steps", "x", {"text": "Dig", "source": "lesson/step"})
    kept = {"chosen": ["a"], "added": [{"id": "x", "label": "Dig"}], "labels": {"a": "Ask Ana"}}
    app = host(STEPS, kept, replace(planned, plan=plan))
    async with app.run_here():
        assert app.text().count("Dig") == 1
        assert app.step.accept(app.view.raw(), app.view.given).value == kept
        assert app.said == []


async def test_a_paste_of_several_lines_makes_several(host):
    app = host(STEPS)
    async with app.run_here() as pilot:
        app.post_message(events.Paste("one\ntwo\r\nthree\n"))
        await pilot.pause()
        assert [item["label"] for item in app.view.raw()["added"]] == ["one", "two", "three"]
        assert len({item["id"] for item in app.view.raw()["added"]}) == 3


ODD = [{"chosen": None, "added": None}, {"chosen": [{}, 3, "gone"], "added": [{}, 4, {"label": " "}]}, {"added": "x"}]


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(host, planned, raw):
    app = host(STEPS, raw, planned)
    async with app.run_here():
        assert app.view.raw() == {"chosen": [], "added": []}
        assert app.said == []


async def test_nothing_to_pick_can_be_left(host):
    app = host({**STEPS, "add": False})
    async with app.run_here() as pilot:
        assert "There is nothing here yet" in app.text()
        await pilot.press("space", "1", "delete", "ctrl+z", "enter")
        assert app.view.raw() == {"chosen": []}
        assert app.dones == 1


async def test_a_long_list_keeps_its_highlight_in_view(host, given):
    plan = Plan()
    for n in range(40):
        plan = plan.changed("next_steps", f"n{n:02}", {"text": f"Thing number {n}"})
    app = host(STEPS, given=replace(given, plan=plan))
    async with app.run_here((40, 12)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        assert "› [ ]    Thing number 39" in app.text()
        await pilot.press("down", *"new")
        await pilot.pause()
        assert app.screen.region.contains_region(app.focused.region)


async def test_somebodys_text_is_only_text(host, given, hostile):
    plan = Plan().changed("next_steps", "a", {"text": hostile})
    app = host(STEPS, {"added": [{"id": "b", "label": hostile}]}, replace(given, plan=plan))
    async with app.run_here() as pilot:
        assert app.text().count("[/] [b]x[/c] [@click=app.quit]x[/]") == 2
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        assert app.view.raw()["chosen"] == ["a"]
