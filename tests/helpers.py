"""What many tests need: a clock that stands still until told, ids that count up, a workspace in a folder."""

import datetime as dt
import itertools
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from coach.lessons.given import Given, Refused
from coach.lessons.library import Library
from coach.plan.plan import Plan
from coach.walk import Outcome, Walk
from coach.workspace import Workspace

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)

HOSTILE = [
    "[/] [b]x[/c] [@click=app.quit]x[/]",
    "[link=file:///etc/passwd]x[/link]",
    "tail\\",
    "{0} %s ${plan.x} {plan.__class__}",
    "日本語の答え と 👩🏽‍🔬 و العربية",
    'quote " and \'\'\' and """ and \\',
    "two\nlines\n\n# not a heading",
    "\x1b]52;c;aGVsbG8=\x07 \x1b[31m \x9b31m \u202e reversed",
    "carriage\r\nreturn and\ttab",
]


@cache
def course() -> Library:
    """The lessons of the program, read once for all tests of a process: they are frozen."""
    return Library()


class Clock:
    """A clock that goes on by a second a look, and by whole days when told."""

    def __init__(self, start: dt.datetime = MONDAY) -> None:
        self.now = start

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now

    def pass_days(self, days: int) -> None:
        """Lets days go by."""
        self.now += dt.timedelta(days=days)


def counting(prefix: str = "id") -> Callable[[], str]:
    """Ids that count up, so that a test can name them."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers)}"


def open_workspace(
    folder: Path, clock: Clock | None = None, device: str = "test", ids: Callable[[], str] | None = None
) -> Workspace:
    """One person's plan in a folder."""
    return Workspace(folder / "people" / "me", device, clock or Clock(), ids or counting())


def given(plan: Plan | None = None, **more: Any) -> Given:
    """The surroundings of an answer on a Monday."""
    return Given("some-lesson", plan or Plan(), MONDAY.date(), counting(), **more)


class Walker:
    """Walks a lesson of the library in a workspace, the way every screen does it."""

    def __init__(self, workspace: Workspace, lesson: str, library: Library | None = None) -> None:
        self.workspace = workspace
        self.lesson = (library or course()).lesson(lesson)
        opening = self.walk.open()
        if opening:
            self._record(opening)

    @property
    def walk(self) -> Walk:
        """The walk as the plan stands now."""
        workspace = self.workspace
        return Walk(self.lesson, workspace.plan, workspace.clock(), workspace.new_id, workspace.history)

    def answer(self, raw: dict[str, Any], step: str = "") -> Outcome:
        """Answers the step somebody is at, or a named one."""
        walk = self.walk
        at = next(s for s in walk.path if s.id == step) if step else walk.current
        outcome = walk.answer(at, raw)
        assert not isinstance(outcome, Refused), outcome
        self._record(outcome)
        return outcome

    def skip(self, reason: str = "") -> None:
        """Leaves the current step out."""
        self._record(self.walk.skip(self.walk.current, reason))

    def go(self, step: str) -> None:
        """Moves to a step of the path."""
        walk = self.walk
        self._record(walk.go(next(s for s in walk.path if s.id == step)))

    def to(self, step: str) -> None:
        """Skips on until a step is current."""
        while self.walk.current.id != step:
            self.skip()

    def _record(self, outcome: Outcome) -> None:
        self.workspace.record(outcome.what, outcome.changes, outcome.title, outcome.source)
