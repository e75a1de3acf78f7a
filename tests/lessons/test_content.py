"""The lessons that come with the program: no faults, every path walked, every seed idea taught, every story played."""

from itertools import pairwise
from pathlib import Path

import pytest

from coach.lessons.check import check
from coach.lessons.coverage import coverage, untaught
from coach.lessons.kinds import Scenario
from coach.lessons.kinds.simulate import Play, ScenarioStep
from coach.lessons.reading import read_toml
from coach.lessons.stories import every_play, path_to
from coach.lessons.trial import try_lesson
from coach.plan.records import RECORDS
from tests.helpers import course

CONTENT = Path(__file__).parents[2] / "content" / "core"
LIBRARY = course()
IDS = [head.id for head in LIBRARY.heads()]
STORIES = sorted(path.stem for path in (CONTENT / "scenarios").glob("*.toml"))


def test_the_whole_course_is_there() -> None:
    again = [head.id for head in LIBRARY.heads() if head.comes_again]
    assert sorted(again) == ["event-review", "monthly-review", "weekly-review"]
    assert len(IDS) - len(again) == 40
    assert len(STORIES) == 10
    assert len(LIBRARY.index.tracks) == 8
    assert sum(len(track.modules) for track in LIBRARY.index.tracks.values()) == 16
    assert {id for route in LIBRARY.index.routes.values() for id in route.lessons} <= set(IDS)
    assert LIBRARY.index.unreadable == []


def test_the_check_has_nothing_to_say() -> None:
    report = check([CONTENT])
    assert report.lines() == []


@pytest.mark.parametrize("id", IDS)
def test_every_path_of_a_lesson_is_walked(id: str) -> None:
    lesson = LIBRARY.lesson(id)
    trial = try_lesson(lesson)
    assert trial.faults == []
    assert set(trial.steps) == {step.id for step in lesson.steps}


def test_every_seed_idea_is_taught_by_a_step() -> None:
    lessons = [LIBRARY.lesson(id) for id in IDS]
    assert untaught(lessons) == []
    assert untaught(lessons[:10]), "the check itself can say no"
    steps = {(lesson.id, step.id) for lesson in lessons for step in lesson.steps}
    assert {(taught.lesson, taught.step) for row in coverage(lessons).values() for taught in row} <= steps
    for lesson in lessons:
        on_steps = {idea for step in lesson.steps for idea in step.covers}
        assert set(lesson.covers) <= on_steps, lesson.id


@pytest.mark.parametrize("id", IDS)
def test_reading_is_short_and_never_twice_in_a_row(id: str) -> None:
    steps = LIBRARY.lesson(id).steps
    words = {step.id: len(step.text.split()) for step in steps if step.kind == "read"}
    assert {name: n for name, n in words.items() if not 60 <= n <= 140} == {}
    assert [b.id for a, b in pairwise(steps) if a.kind == b.kind == "read"] == []


@pytest.mark.parametrize("id", IDS)
def test_every_lesson_leaves_something_in_the_plan(id: str) -> None:
    filled = {(step.fills or "").partition(".")[0] for step in LIBRARY.lesson(id).steps} - {""}
    assert filled <= set(RECORDS)
    assert filled or any(step.kind == "commit" for step in LIBRARY.lesson(id).steps)
    assert LIBRARY.lesson(id).sources


def whole(story: str) -> ScenarioStep:
    """A step that plays a story from its beginning to an ending."""
    step = ScenarioStep(id="play", kind="scenario", title="Play", scenario=story)
    data = read_toml((CONTENT / "scenarios" / f"{story}.toml").read_bytes())
    return step.model_copy(update={"story": Scenario.model_validate(data)})


def ends(step: ScenarioStep, *tones: str) -> list[str]:
    return [ending.id for ending in step.story.endings if ending.tone in tones] if step.story else []


@pytest.mark.parametrize("story", STORIES)
def test_a_story_can_be_played_to_its_best_and_to_its_worst_ending(story: str) -> None:
    step = whole(story)
    for tones in (("good",), ("poor",)):
        paths = [path for ending in ends(step, *tones) if (path := path_to(step, ending))]
        assert paths, (story, tones)
        play = Play.along(step, paths[0])
        assert play is not None
        assert play.ending is not None
        assert play.ending.tone in tones


@pytest.mark.parametrize("story", STORIES)
def test_a_poor_start_can_be_mended(story: str) -> None:
    """A choice marked as a repair is played, and the story still ends well."""
    step = whole(story)
    mended = [
        play
        for play in every_play(Play.begin(step))
        if play.ending is not None and play.ending.tone in ("good", "mended") and _repaired(step, play)
    ]
    assert mended, story


def _repaired(step: ScenarioStep, play: Play) -> bool:
    assert step.story is not None
    moves = {(node.id, move.key): move for node in step.story.nodes for move in node.choices}
    return any(moves[place].repair for place in play.path)


def test_the_thursday_numbers_are_as_they_were_written() -> None:
    step = whole("thursday-numbers")
    assert step.story is not None
    assert len(step.story.nodes) == 12
    assert sum(len(node.choices) for node in step.story.nodes) == 29
    assert len(step.story.endings) == 7
