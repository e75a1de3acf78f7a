"""Every lesson of the program, step by step on the screen to its end, each answer kept as the domain takes it."""

import re
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from coach.lessons.kinds import Accepted, Step, Value
from coach.lessons.kinds.shapes import shaped
from coach.lessons.samples import sample
from coach.places import Places
from coach.settings import Settings
from coach.walk import Walk
from screens.base import Desk
from screens.dialogs import Choose
from screens.drafting import Drafting
from screens.lesson import LessonScreen
from screens.step_pane import StepPane, Unknown
from tests import quick
from tests.helpers import course, open_workspace
from tests.screens.sample import Sample

LIBRARY = course()
LESSONS = [head.id for head in LIBRARY.heads()]
KEYS = 3  # that a step takes at most: to keep the answer, past advice, past a word on the answer
IDS = re.compile(r"\bid\d+\b")


class HalfTyped:
    """Somebody who had begun every step already: each opens with a plausible answer in its field."""

    def __init__(self, lesson: str) -> None:
        self.dice = Random(f"{lesson}/screen")
        self.drafts: dict[str, Value] = {}

    def of(self, drafting: Drafting, step: str) -> Value | None:
        """What stands in a step when it opens; nothing where there is nothing to type."""
        screen = drafting.screen
        assert isinstance(screen, LessonScreen)
        draft = sample(screen.step, screen.walk.given, self.dice)
        self.drafts[step] = draft
        return draft or None


def opened(tmp_path: Path, lesson: str) -> Sample:
    """The app in a new home, with one lesson."""
    places = Places(tmp_path, tmp_path / "config", tmp_path / "state", tmp_path / "cache")
    return Sample(Desk(open_workspace(tmp_path), LIBRARY, places, Settings(first_run_done=True)), lesson)


def accepted(step: Step, draft: Value, walk: Walk) -> Value:
    """What the domain makes of a draft."""
    verdict = step.accept(shaped(step.kind, draft), walk.given)
    assert isinstance(verdict, Accepted), (step.id, verdict)
    return verdict.value


def comparable(step: Step, value: Value, walk: Walk) -> str:
    """A value as a text. Ids made while it was answered count up in a test, and the road map puts stops in order."""
    if step.kind == "timeline":
        value = value | {"stops": sorted(value["stops"], key=lambda stop: (stop["name"], stop["when"]))}
    text = msgspec.json.encode(value, order="deterministic").decode()
    known = set(IDS.findall(str(walk.given.items) + str(walk.plan.tables)))
    return IDS.sub(lambda found: found[0] if found[0] in known else "new", text)


@pytest.fixture
def looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No frame is painted but the one that a test looks at: the others cost a third of the time."""
    monkeypatch.setattr(quick, "paint", lambda app: None)


async def stands_there(pilot: Pilot[Any], screen: LessonScreen) -> None:
    """The view of the step is mounted and has its place on the screen, below the step's title."""
    await pilot.pause()
    view = screen.query_one(StepPane).view
    assert view is not None
    assert not isinstance(view, Unknown), screen.step.kind
    assert view.is_mounted
    assert view.step is screen.step
    shown = screen._compositor.visible_widgets
    assert {view, screen.query_one("#title")} <= set(shown), screen.step.id
    assert screen.step.title in str(screen.query_one("#title").render())


async def goes_on(screen: LessonScreen) -> None:
    """What ctrl+n does, until the step is behind."""
    step = screen.step
    for _ in range(KEYS):
        await screen.action_next()
        if screen.at_end or screen.step is not step:
            return
    raise AssertionError(f"{step.id} ({step.kind}) cannot be left: {screen.query_one('#note').render()}")


@pytest.mark.usefixtures("looked_at_once")
@pytest.mark.parametrize("lesson", LESSONS)
async def test_every_lesson_is_walked_to_its_end(lesson: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = HalfTyped(lesson)
    monkeypatch.setattr(Drafting, "of", lambda drafting, step, steps: typed.of(drafting, step.id))
    app = opened(tmp_path, lesson)
    workspace = app.desk.workspace
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        if isinstance(asked := app.screen, Choose):
            asked.dismiss(None)  # what it builds on was not begun: goes on without
            await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        while not screen.at_end:
            await stands_there(pilot, screen)
            step, walk, view = screen.step, screen.walk, screen.query_one(StepPane).view
            wanted = accepted(step, typed.drafts[step.id] or (view.raw() if view else {}), walk)
            await goes_on(screen)
            answer = workspace.plan.answers.of(lesson)[step.id]
            assert comparable(step, answer.value, walk) == comparable(step, wanted, walk), step.id
        await pilot.pause()
        assert "✓ Done" in app.text()
    assert workspace.plan.progress[lesson].status == "finished"
    assert len(typed.drafts) == len(workspace.plan.answers.of(lesson))
