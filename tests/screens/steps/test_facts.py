"""Facts that the checks found are marked, and say in place what they could mean; one's own come with them."""

from dataclasses import replace

import pytest

from coach.lessons.given import Accepted, Refused
from coach.plan.plan import Plan

STEP = {"kind": "facts", "prompt": "Which matter?", "checks": ["C4", "C5"], "most": 2}


@pytest.fixture
def stuck(given):
    """A plan in which two steps are stuck, one of them with a name that would do harm."""
    plan = Plan()
    for id, text in (("a", "Ring [b]Ada[/b]"), ("b", "Book the room")):
        plan = plan.changed("next_steps", id, {"text": text, "moved": 4})
    return replace(given, plan=plan)


async def test_facts_are_marked_and_explained_by_keys(host, stuck):
    app = host(STEP, given=stuck)
    async with app.run_here() as pilot:
        assert "0 of up to 2 marked" in app.text()
        assert "Steps that are stuck" in app.text()
        assert "Ring [b]Ada[/b]" in app.text()
        await pilot.press("enter", *"I dread it", "enter", *"wrong hours", "enter")
        assert "1 of up to 2 marked" in app.text()
        assert "→ I dread it" in app.text()
        assert "or: wrong hours" in app.text()
        first = app.view.raw()["facts"][0]
        assert (first["check"], first["about"]) == ("C4", ["next_steps/a"])
        assert (first["means"], first["could_also_mean"]) == ("I dread it", "wrong hours")
        assert app.said[-1] == app.view.raw()
        assert isinstance(app.step.accept(app.view.raw(), stuck), Accepted)


async def test_a_mark_is_taken_back_and_a_fact_of_ones_own_added(host, stuck):
    app = host(STEP, given=stuck)
    async with app.run_here() as pilot:
        await pilot.press("space", "space")
        assert app.view.raw()["facts"] == []
        await pilot.press("end", "down", *"Three people asked me", "enter", *"I am trusted", "enter", "enter")
        assert app.view.raw()["facts"] == [{"fact": "Three people asked me", "means": "I am trusted"}]
        assert "Your own" in app.text()
        await pilot.press("enter")
        assert app.dones == 1


async def test_by_mouse_at_the_smallest_size(host, stuck):
    app = host(STEP, given=stuck)
    async with app.run_here(size=(40, 12)) as pilot:
        await pilot.click(app.view._list, offset=(4, 1))
        assert len(app.view.raw()["facts"]) == 1


async def test_a_draft_of_today_opens_as_it_was_and_one_of_another_day_looks_again(host, stuck):
    words = "A fact that has gone"
    draft = {"found": [{"fact": words, "check": "C4"}], "facts": [{"fact": words, "check": "C4"}], "on": "2026-11-22"}
    app = host(STEP, draft, stuck)
    async with app.run_here():
        assert words in app.text()
        assert app.view.raw()["found"] == draft["found"]
    later = host(STEP, {**draft, "on": "2026-11-01"}, stuck)
    async with later.run_here():
        assert "Book the room" in later.text()
        assert later.view.raw()["facts"] == [{"fact": words, "check": "C4"}], "what was marked is not lost"


async def test_nothing_found_is_said_calmly_and_one_can_go_on(host, given):
    app = host(STEP, given=given)
    async with app.run_here() as pilot:
        assert "The checks found nothing to tell you this time." in app.text()
        await pilot.press("enter")
        assert app.dones == 1
        assert isinstance(app.step.accept(app.view.raw(), given), Accepted)


def test_too_many_and_unexplained_ones_are_refused_in_words(host, stuck):
    step = host(STEP, given=stuck).step
    found = step.found(stuck)
    assert isinstance(step.accept({}, stuck), Refused)
    assert isinstance(step.model_copy(update={"optional": True}).accept({}, stuck), Accepted)
    silent = step.accept({"facts": found[:1]}, stuck)
    assert isinstance(silent, Refused)
    assert "What could it mean?" in silent.why
    many = step.accept({"facts": [{"fact": f"f{n}", "means": "m"} for n in range(3)]}, stuck)
    assert isinstance(many, Refused)
    assert "At most 2 here" in many.why


async def test_the_next_fact_is_in_view_also_far_down(host, given):
    plan = Plan()
    for n in range(30):
        plan = plan.changed("next_steps", f"s{n}", {"text": f"Step {n}", "moved": 4})
    app = host(STEP, given=replace(given, plan=plan))
    async with app.run_here() as pilot:
        await pilot.press(*["down"] * 20, "enter", "x", "enter", "enter")
        await pilot.pause()
        assert any(line.strip().startswith("›") and "Step 21" in line for line in app.lines())
        await pilot.press("enter", "up")
        await pilot.pause()
        assert any(line.strip().startswith("›") and "Step 21" in line for line in app.lines())
