"""Each record is kept, changed or let go; the words that this asks for are typed in place; what is left is counted."""

from dataclasses import replace

import pytest

from coach.lessons.kinds import Refused
from coach.plan.plan import Plan

STEPS = {"kind": "revise", "prompt": "Look through them.", "of": ["next_steps"]}
BOTH = {**STEPS, "of": ["goals", "next_steps"]}
RATINGS = {
    "kind": "revise", "of": ["next_steps"], "reason": False,
    "actions": [
        {"id": "found", "label": "Found some", "asks": "What shows it?", "field": "why"},
        {"id": "lower", "label": "Lower it", "asks": "Which number?", "field": "confidence", "number": True},
        {"id": "guess", "label": "A guess", "sets": {"confidence": 1}},
    ],
}  # fmt: skip


@pytest.fixture
def planned(given):
    """A plan with a goal and three steps."""
    plan = Plan().changed("goals", "g", {"name": "Lead a team"})
    for id, text in (("a", "Ask Ana"), ("b", "Book"), ("c", "Call")):
        plan = plan.changed("next_steps", id, {"text": text})
    return replace(given, plan=plan)


def decided(app):
    """What was decided: by record the action, and the words if there are any."""
    found = app.view.raw()["decisions"]
    return {d["id"]: tuple(d[name] for name in ("action", "said", "reason") if name in d) for d in found}


async def test_record_after_record_by_keys(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        assert "3 of 3 still to look at" in app.text()
        await pilot.press("1")  # nothing is asked: on to the next
        assert "2 of 3 still to look at" in app.text()
        assert "› ○ Book" in app.text()
        await pilot.press("2", *" it", "enter", *"it was vague", "enter")
        assert decided(app) == {"a": ("keep",), "b": ("change", "Book it", "it was vague")}
        assert app.said[-1] == app.view.raw()
        assert "› ○ Call" in app.text()
        assert "→ Book it" in app.text()
        assert "because: it was vague" in app.text()
        assert app.dones == 0
        await pilot.press("3", "enter")  # a reason may stay empty
        assert decided(app)["c"] == ("drop",)
        assert "✓ All 3 looked at." in app.text()
        assert app.dones == 1
        assert app.step.accept(app.view.raw(), planned).value["decisions"][1]["said"] == "Book it"


async def test_enter_says_so_when_something_is_left(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("enter")
        assert app.dones == 1
        assert isinstance(app.step.accept(app.view.raw(), planned), Refused)


async def test_enter_leads_to_what_is_missing(host, planned):
    app = host(RATINGS, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("3", "2", "enter")
        assert "› ○ Call" in app.text()
        assert "! still open: Which number?" in app.text()
        await pilot.press("3")
        assert "› ○ Book" in app.text()
        assert "1 of 3 still to look at" in app.text()
        await pilot.press("enter", *"x", "enter")
        assert "a whole number, please" in app.text()
        await pilot.press("backspace", "4", "enter")
        assert decided(app) == {"a": ("guess",), "b": ("lower", "4"), "c": ("guess",)}
        assert app.dones == 1


async def test_each_action_has_its_own_words(host, planned):
    app = host(RATINGS, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("1", *"a talk", "up", "right")
        assert decided(app)["a"] == ("lower", "")
        await pilot.press("right")
        assert decided(app)["a"] == ("guess",)
        await pilot.press("right")
        assert decided(app)["a"] == ("found", "a talk")
        await pilot.press("left", "backspace")
        assert decided(app) == {}
        assert "› ○ Ask Ana" in app.text()


async def test_each_record_has_its_own_words(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("3", *"late", "down", "3", "up", "up")
        assert decided(app) == {"a": ("drop", "late"), "b": ("drop",)}
        assert "› ✓ Ask Ana" in app.text()
        await pilot.press("enter", "!")
        assert decided(app)["a"] == ("drop", "late!")


async def test_the_arrows_go_through_records_and_fields(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        await pilot.press("up", "down", "down", "down", "down")
        assert "› ○ Call" in app.text()
        await pilot.press("space", "space", "down", "!", "down", "?", "down", "up", "up")
        assert decided(app) == {"c": ("change", "Call!", "?")}
        assert "› ✓ Call" in app.text()


async def test_by_mouse(host, planned):
    app = host(STEPS, given=planned)
    async with app.run_here() as pilot:
        await pilot.click(offset=app.spot("Call"))
        assert decided(app) == {}
        await pilot.click(offset=app.spot("( ) Let go"))
        await pilot.press(*"late")
        assert decided(app) == {"c": ("drop", "late")}
        await pilot.click(offset=app.spot("Ask Ana"))
        await pilot.click(offset=app.spot("( ) Keep"))
        assert decided(app) == {"a": ("keep",), "c": ("drop", "late")}
        assert "› ○ Book" in app.text()
        await pilot.click(offset=app.spot("( ) Change"))
        column, row = app.spot("Why? It may")
        await pilot.click(offset=(column, row + 1))
        await pilot.press(*"so")
        assert decided(app)["b"] == ("change", "Book", "so")


async def test_several_tables_have_headings(host, planned):
    app = host(BOTH, given=planned)
    async with app.run_here():
        lines = [line.strip() for line in app.lines()]
        assert lines.index("Goals") < lines.index("› ○ Lead a team") < lines.index("Next steps")


async def test_a_draft_comes_back(host, planned):
    drafts = [{"table": "next_steps", "id": "a", "action": "change", "said": "Ask Eva", "reason": "moved"},
              {"table": "next_steps", "id": "b", "action": "keep"}]  # fmt: skip
    app = host(STEPS, {"decisions": drafts}, planned)
    async with app.run_here() as pilot:
        assert app.view.raw() == {"decisions": drafts}
        assert app.said == []
        assert "› ○ Call" in app.text()
        await pilot.press("home", "enter", "end", "!")
        assert decided(app)["a"] == ("change", "Ask Eva!", "moved")


ODD = [{"decisions": None}, {"decisions": [None, 4, {}]}, {"decisions": "keep"},
       {"decisions": [{"table": "next_steps", "id": "a", "action": "burn"}, {"id": [], "action": {}}]}]  # fmt: skip


@pytest.mark.parametrize("raw", ODD)
async def test_an_odd_draft_is_survived(host, planned, raw):
    app = host(STEPS, raw, planned)
    async with app.run_here():
        assert app.view.raw() == {"decisions": []}
        assert app.said == []


async def test_nothing_to_look_at_can_be_left(host):
    app = host(STEPS)
    async with app.run_here() as pilot:
        assert "There is nothing open here to look at" in app.text()
        assert "still to look at" not in app.text()
        await pilot.press("1", "space", "right", "delete", "down", "enter")
        assert app.dones == 1


async def test_what_is_left_and_the_field_stay_in_view_in_a_small_terminal(host, given):
    plan = Plan()
    for n in range(20):
        plan = plan.changed("next_steps", f"n{n:02}", {"text": f"Thing number {n}, and some more words about it"})
    app = host(STEPS, given=replace(given, plan=plan))
    async with app.run_here((40, 12)) as pilot:
        await pilot.press("end", "2", "!")
        await pilot.pause()
        assert "19 of 20 still to look at" in app.text()
        assert "How does it read now?" in app.text()
        assert "about it!" in app.text()
        await pilot.press("enter", *"why not")
        await pilot.pause()
        assert "why not" in app.text()
        await pilot.press("enter")
        await pilot.pause()
        assert "› ○ Thing number 0" in app.text()


async def test_somebodys_text_is_only_text(host, given, hostile):
    plan = Plan().changed("next_steps", "a", {"text": hostile}).changed("next_steps", "b", {"text": "Book"})
    drafts = [{"table": "next_steps", "id": "a", "action": "change", "said": f"{hostile}!", "reason": hostile}]
    app = host({**STEPS, "actions": [{"id": "change", "label": "[b]x[/]", "asks": hostile}]}, {"decisions": drafts},
               replace(given, plan=plan))  # fmt: skip
    async with app.run_here() as pilot:
        assert app.text().count("[@click=app.quit]x[/]") == 3
        await pilot.press("1")
        assert app.text().count("[@click=app.quit]x[/]") == 4
        await pilot.click(offset=app.spot("[@click=app.quit]"))
        assert app.is_running


async def test_the_fields_stay_where_they_belong_when_the_terminal_changes(host, given):
    plan = Plan().changed("next_steps", "a", {"text": "A rather long step that takes two lines when it is narrow"})
    app = host(STEPS, given=replace(given, plan=plan))
    async with app.run_here((80, 30)) as pilot:
        await pilot.press("2")
        for size in ((40, 30), (120, 30), (50, 16)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for question, name in (("How does it read now?", "said"), ("Why? It may stay empty.", "reason")):
                field = app.view._lines[name]
                if question in app.text():
                    assert app.spot(question)[1] + 1 == field.region.y
            assert "it is narrow" in app.text()


async def test_what_came_of_it_is_asked_of_what_is_done_and_a_new_wording_begins_with_the_old(host, given):
    plan = Plan().changed("constraints", "c", {"statement": "No nights"})
    moved = {"id": "moved", "label": "Moved", "asks": "How now?", "field": "statement", "sets": {"status": "moved"}}
    done = {"id": "done", "label": "Gone", "sets": {"status": "done"}}
    step = {"kind": "revise", "prompt": "Look.", "of": ["constraints"], "actions": [moved, done]}
    app = host(step, given=replace(given, plan=plan))
    async with app.run_here() as pilot:
        await pilot.press("2", *"well")
        assert "What came of it? It may stay empty." in app.text()
        await pilot.press("up", "1", *", for now")
        assert app.view.raw()["decisions"][0]["said"] == "No nights, for now"
    nothing = host(step, given=given)
    async with nothing.run_here():
        assert nothing.view.hint == "enter goes on"
