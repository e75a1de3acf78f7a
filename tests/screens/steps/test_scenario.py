"""A role-play: read, choose, read what it led to, take it back, look back, write a word, and go on another day."""

from typing import Any

import pytest

from coach.lessons.kinds.simulate import Scenario, ScenarioStep

STORY: dict[str, Any] = {
    "format": 1, "id": "tea", "title": "Tea", "setting": "A kitchen at nine.", "role": "You are Sam.", "start": "n1",
    "learn": ["Ask first."],
    "meters": [{"id": "trust", "label": "Trust", "start": 5, "meaning": "How freely she speaks."},
               {"id": "time", "label": "Your time", "max": 60, "unit": "minutes", "shown": True}],
    "nodes": [
        {"id": "n1", "when": "Mon 09:00", "speaker": "Ada", "text": "Ada asks which tea to buy.", "choices": [
            {"key": "a", "label": "What is it for?", "rung": 0, "effects": {"trust": 2, "time": 5}, "to": "n2",
             "feedback": "She thinks it through."},
            {"key": "b", "label": "The green one.", "rung": 4, "effects": {"trust": -1}, "to": "E2",
             "feedback": "Quick, and yours."}]},
        {"id": "n2", "when": "Tue 10:00", "speaker": "Ada", "text": "Ada has three ideas.", "choices": [
            {"key": "a", "label": "Which would you take?", "rung": 1, "to": "E1"},
            {"key": "b", "label": "Nod.", "to": "E1", "feedback": "Fine too."}]}],
    "endings": [{"id": "E1", "title": "Her own tea", "text": "She chose.", "tone": "good"},
                {"id": "E2", "title": "Your tea", "text": "You chose.", "tone": "poor"}],
    "debrief": [{"id": "habit", "prompt": "What is your habit?"}, {"id": "who", "prompt": "With whom next?"}],
}  # fmt: skip
BAD_PATHS = [None, [3], [{"node": "gone", "choice": "a"}], [{"node": "n1", "choice": "z"}], [{"node": "n1"}]]


def play(story=None, **step):
    """The step with its story, as the library puts them together."""
    made = ScenarioStep.model_validate({"kind": "scenario", "id": "play", "title": "Play", "scenario": "tea", **step})
    return made.model_copy(update={"story": Scenario.model_validate(story or STORY)})


def path(*moves):
    """A path of choices: `n1:a`."""
    return [dict(zip(("node", "choice"), move.split(":"), strict=True)) for move in moves]


async def test_a_play_from_beginning_to_end(host):
    app = host(play())
    async with app.run_here() as pilot:
        assert "A kitchen at nine." in app.text()
        assert "You are Sam." in app.text()
        await pilot.press("enter")
        assert "Mon 09:00 · Ada" in app.text()
        assert "b  The green one." in app.text()
        await pilot.press("a")
        assert "› What is it for?" in app.text()
        assert "│ She thinks it through." in app.text()
        assert "Ada has three ideas." not in app.text()
        assert app.said[-1]["path"] == path("n1:a")
        await pilot.press("enter")
        assert "Tue 10:00 · Ada" in app.text()
        await pilot.press("1")
        assert "Her own tea" in app.text()
        assert "A good ending" in app.text()
        assert app.view.raw()["path"] == path("n1:a", "n2:a")
        assert app.step.accept(app.view.raw(), app.view.given).value["ending"] == "E1"


async def test_enter_chooses_nothing_that_was_not_looked_at(host):
    app = host(play())
    async with app.run_here() as pilot:
        await pilot.press("enter", "enter")
        assert app.view.raw()["path"] == []
        assert "› a  What is it for?" in app.text()
        await pilot.press("down", "enter")
        assert app.view.raw()["path"] == path("n1:b")


async def test_the_mouse_plays(host):
    app = host(play())
    async with app.run_here() as pilot:
        for words in ("Begin", "What is it for?", "Go on", "Nod.", "Go on"):
            await pilot.click(offset=app.spot(words))
        assert "Her own tea" in app.text()
        assert app.view.raw()["path"] == path("n1:a", "n2:b")


async def test_the_story_so_far_can_be_read_again(host):
    app = host(play(), {"path": path("n1:a")})
    async with app.run_here((60, 14)) as pilot:
        await pilot.pause()
        assert "Tue 10:00 · Ada" in app.text()
        assert "A kitchen at nine." not in app.text()
        await pilot.press("pageup", "pageup", "pageup")
        assert "A kitchen at nine." in app.text()
        assert app.focused is not None


async def test_meters_are_shown_only_if_the_author_wants_it(host):
    app = host(play())
    async with app.run_here() as pilot:
        await pilot.press("enter", "a", "enter")
        assert "5 minutes" in app.text()
        assert "Trust" not in app.text()


@pytest.mark.parametrize("key", ["u", "backspace"])
async def test_the_last_choice_is_taken_back(host, key):
    app = host(play())
    async with app.run_here() as pilot:
        await pilot.press("enter", "b", key)
        assert app.said[-1]["path"] == []
        assert "b  The green one." in app.text()
        await pilot.press(key)
        assert app.view.raw()["path"] == []
        await pilot.press("b", "enter")
        assert "A poor ending" in app.text()
        await pilot.click(offset=app.spot("Take the last choice back"))
        assert "a  What is it for?" in app.text()


async def test_looking_back(host):
    app = host(play(), {"path": path("n1:a", "n2:a")})
    async with app.run_here((100, 40)) as pilot:
        await pilot.press("enter")
        assert "Your way through it" in app.text()
        assert "0 listen and ask" in app.text()
        assert "Highest on the ladder of help: 1, name the WHAT (Tue 10:00)" in app.text()
        await pilot.press("enter")
        assert "5 → 7 of 10" in app.text()
        assert "0 → 5 minutes" in app.text()
        assert "▁██" in app.text()
        await pilot.press("enter")
        assert "• Ask first." in app.text()
        await pilot.press("enter", *"I tell", "tab", *"Ada")
        assert "What is your habit?" in app.text()
        assert app.said[-1]["thoughts"] == {"habit": "I tell", "who": "Ada"}
        await pilot.press("tab", "enter")
        assert app.dones == 1


async def test_playing_again_counts_and_keeps_the_thoughts(host):
    app = host(play(), {"path": path("n1:b"), "thoughts": {"habit": "I tell"}, "replays": 1, "record": "r"})
    async with app.run_here() as pilot:
        await pilot.press("r")
        assert app.view.raw() == {"path": [], "replays": 2, "thoughts": {"habit": "I tell"}, "record": "r"}
        assert "Mon 09:00 · Ada" in app.text()
        await pilot.press("a")
        assert app.view.raw()["path"] == path("n1:a")


async def test_another_day_it_goes_on_where_it_was(host):
    app = host(play(), {"path": path("n1:a"), "replays": 0, "thoughts": {}})
    async with app.run_here() as pilot:
        assert "Ada has three ideas." in app.text()
        assert app.said == []
        await pilot.press("b")
        assert app.view.raw()["path"] == path("n1:a", "n2:b")


@pytest.mark.parametrize("bad", BAD_PATHS)
async def test_a_path_that_the_story_does_not_know_begins_anew(host, bad):
    app = host(play(), {"path": bad, "replays": None, "thoughts": [1]})
    async with app.run_here() as pilot:
        await pilot.press("enter", "a")
        assert app.view.raw() == {"path": path("n1:a"), "replays": 0, "thoughts": {}}


async def test_a_part_of_a_story_pauses(host):
    app = host(play(stop_at=["n2"]))
    async with app.run_here() as pilot:
        await pilot.press("enter", "a", "enter")
        assert "To be continued" in app.text()
        assert "Tue 10:00" in app.text()
        await pilot.press("enter", "enter")
        assert "Ask first." not in app.text()
        assert app.step.accept(app.view.raw(), app.view.given).value["ending"] == "paused"


async def test_a_long_moment_begins_at_its_first_line(host):
    nodes = [{**STORY["nodes"][0], "text": "Once upon a time. " + "It rained. " * 60}, STORY["nodes"][1]]
    app = host(play({**STORY, "nodes": nodes}))
    async with app.run_here() as pilot:
        await pilot.press("enter")
        while "Once upon a time." not in app.text():
            await pilot.press("enter")
        assert app.view.raw()["path"] == []
    app = host(play({**STORY, "nodes": nodes}), {"path": []})
    async with app.run_here((40, 12)) as pilot:
        for _ in range(20):
            await pilot.press("enter")
            if "a  What is it for?" in app.text():
                break
        assert "a  What is it for?" in app.text()


async def test_a_story_that_is_missing_can_be_left(host):
    step = ScenarioStep.model_validate({"kind": "scenario", "id": "play", "title": "Play", "scenario": "tea"})
    app = host(step, {"path": path("n1:a")})
    async with app.run_here() as pilot:
        assert "not here at the moment" in app.text()
        await pilot.press("u", "enter")
        assert app.dones == 1


async def test_an_authors_text_is_only_text(host, hostile):
    node = {"id": "n1", "when": hostile, "speaker": hostile, "text": hostile,
            "choices": [{"key": "a", "label": hostile, "to": "E1", "feedback": hostile}]}  # fmt: skip
    ending = {"id": "E1", "title": "[/] [b]x[/c]", "text": hostile, "tone": "mixed"}
    story = {**STORY, "setting": hostile, "role": hostile, "nodes": [node], "endings": [ending], "learn": [hostile]}
    app = host(play(story))
    async with app.run_here((100, 50)) as pilot:
        await pilot.press("enter")
        await pilot.click(offset=app.spot("a  [/] [b]x"))
        await pilot.press(*["enter"] * 4, *"x")
        assert app.is_running
        assert app.text().count("[@click=app.quit]") >= 6
        assert "[/] [b]x[/c]" in app.text()
