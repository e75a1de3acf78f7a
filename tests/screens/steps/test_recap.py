"""The recap on the screen: the same facts, drawn."""

import dataclasses

import pytest

from coach.plan.plan import Plan

NAMES = {"learning": "Learning", "pay": "Pay"}
STEP = {
    "kind": "recap", "prompt": "Look", "empty": "Nothing yet, ${plan.profile.name|friend}.",
    "shows": [
        {"plan": "profile.current_role", "title": "What I do"},
        {"plan": "assessments.wheel", "title": "My wheel"},
        {"plan": "tasks", "title": "My week"},
    ],
}  # fmt: skip


def wheel(day, learning, matters):
    return {"instrument": "wheel", "taken_on": day, "ratings": {"learning": learning, "pay": 5}, "names": NAMES,
            "second": {"learning": matters, "pay": 5}, "first_name": "now", "second_name": "matters",
            "scale": {"min": 0, "max": 10}}  # fmt: skip


@pytest.fixture
def full(given, hostile):
    plan = Plan().changed("profile", "profile", {"current_role": {"title": hostile, "hours": 28.0}})
    plan = plan.changed("assessments", "1", wheel("2026-05-03", 4, 9)).changed(
        "assessments", "2", wheel("2026-11-20", 7, 9)
    )
    plan = plan.changed("tasks", "1", {"name": "Ordering", "share": 25.0})
    return dataclasses.replace(given, plan=plan)


async def test_facts_bars_gaps_and_changes(host, full):
    app = host(STEP, given=full)
    async with app.run_here((80, 40)) as pilot:
        text = app.text()
        assert "Work          [/] [b]x[/c] [@click=app.quit]x[/]" in text
        assert "Hours a week  28" in text
        assert "My wheel   2 days ago" in text
        assert "Learning  ━━━━━━━╌╌╌ 7    ━━━━━━━━━╌ 9    ‹ widest gap" in text
        assert "Widest gap: Learning (now 7, matters 9)." in text
        assert "Since 3 May 2026: Learning 4 → 7." in text
        assert "25 %" in text
        await pilot.press("enter")
        assert app.dones == 1


async def test_what_is_missing_is_named(host, given):
    plan = Plan().changed("profile", "profile", {"current_role": {"title": "Nurse"}})
    app = host(STEP, given=dataclasses.replace(given, plan=plan))
    async with app.run_here():
        assert app.text().count("nothing here yet") == 2


async def test_when_all_is_missing_the_author_speaks(host):
    app = host(STEP)
    async with app.run_here() as pilot:
        assert "Nothing yet, friend." in app.text()
        assert "My wheel" not in app.text()
        await pilot.click(offset=app.spot("Go on"))
        assert app.dones == 1


async def test_narrow(host, full):
    app = host(STEP, given=full)
    async with app.run_here((40, 60)):
        assert "Learning  ‹ widest gap" in app.text()
        assert "━━━━━━━╌╌╌ 7    ━━━━━━━━━╌ 9" in app.text()
        assert "now             matters" in app.text()


async def test_a_page_longer_than_the_screen_is_turned(host, full):
    app = host(STEP, given=full)
    async with app.run_here((40, 12)) as pilot:
        await pilot.press("space")
        assert app.dones == 0
        for _ in range(8):
            await pilot.press("space")
        assert app.dones >= 1


async def test_stops_ahead_are_a_map_on_which_what_is_missing_is_seen(host, given):
    plan = Plan().changed("stops", "1", {"name": "Head of the kitchen", "when": "later", "lane": "role"})
    plan = plan.changed("stops", "2", {"name": "Long gone", "when": "2019", "lane": "role", "status": "reached"})
    step = {"kind": "recap", "prompt": "Look", "shows": [{"plan": "stops", "title": "My road map"}]}
    app = host(step, given=dataclasses.replace(given, plan=plan))
    async with app.run_here() as pilot:
        lines = [line.strip() for line in app.lines()]
        assert any(line.startswith("now") and line.endswith("later") for line in lines)
        assert {"Skills", "People"} <= set(lines), "lanes in which nothing stands"
        assert "Long gone" not in app.text()
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert "Head of the kitchen" in app.text() and "Skills" not in app.text()
