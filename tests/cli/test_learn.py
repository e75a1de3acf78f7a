"""`coach` and `coach learn`: which lesson, and whether on the full screen or line by line."""

import io
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from coach.cli.content_preview import _why_plain
from coach.cli.streams import at_terminal
from coach.places import Places
from coach.settings import Settings, save_settings
from tests.cli.conftest import Run
from tests.helpers import Clock, course, open_workspace

Opened = list[tuple[Places, str, str | None]]


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A terminal, and an app that only notes how it was opened."""
    opened: Opened = []

    def run(places: Places, person: str, lesson: str | None = None) -> int:
        opened.append((places, person, lesson))
        return 0

    fake: Any = ModuleType("screens.app")
    fake.run = run
    monkeypatch.setitem(sys.modules, "screens.app", fake)
    monkeypatch.setattr("coach.cli.learn.at_terminal", lambda: True)
    return opened


def finish_all(place: Any, but: str = "") -> None:
    workspace = open_workspace(place, Clock())
    for head in course().heads():
        if head.id != but:
            workspace.put("answered", "progress", head.id, {"status": "finished", "finished_on": "2026-11-01"})


def test_coach_alone_opens_the_app(coach: Run, app: Opened, place: Any) -> None:
    assert coach("--person", "k3").code == 0
    ((places, person, lesson),) = app
    assert (places.data, person, lesson) == (place, "k3", None)
    assert not place.exists(), "the app makes what it needs, not the way to it"


def test_learn_opens_the_app_at_a_lesson(coach: Run, app: Opened) -> None:
    coach("learn", "when-to-tell")
    coach("learn", "when")
    assert [lesson for _, _, lesson in app] == ["when-to-tell", "when-to-tell"]


def test_learn_goes_on(coach: Run, app: Opened, filled: Any) -> None:
    coach("learn")
    assert app[0][2] == "start-here"


def test_learn_does_not_go_on_with_a_lesson_that_is_gone(coach: Run, app: Opened, place: Any) -> None:
    workspace = open_workspace(place, Clock())
    workspace.put("opened", "progress", "gone", {"step": "a", "touched_at": "2026-11-01T10:00:00Z"})
    coach("learn")
    assert app[0][2] == "start-here"


def test_learn_begins_with_the_first(coach: Run, app: Opened) -> None:
    coach("learn")
    assert app[0][2] == "start-here"


def test_learn_leaves_out_what_is_finished(coach: Run, app: Opened, place: Any) -> None:
    finish_all(place, but="keep-the-record")
    coach("learn")
    assert app[0][2] == "keep-the-record"


def test_learn_when_all_is_finished(coach: Run, app: Opened, place: Any) -> None:
    finish_all(place)
    coach("learn")
    assert app[0][2] is None
    ran = coach("learn", "--plain")
    assert ran.code == 2
    assert "name it" in ran.err


def test_an_unknown_lesson(coach: Run, app: Opened) -> None:
    ran = coach("learn", "strat-here")
    assert ran.code == 2
    assert "start-here" in ran.err
    assert not app


def test_a_name_that_is_no_name_opens_nothing(coach: Run, app: Opened) -> None:
    assert coach("--person", "../x").code == 2
    assert not app


def reading(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.parametrize("how", ["--plain", "settings", "no terminal"])
def test_line_by_line(how: str, coach: Run, app: Opened, place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reading("", monkeypatch)
    if how == "settings":
        save_settings(Places(place, place / "config", place / "state", place / "cache"), Settings(plain=True))
    if how == "no terminal":
        monkeypatch.setattr("coach.cli.learn.at_terminal", lambda: False)
    ran = coach("learn", "start-here", *(["--plain"] if how == "--plain" else []))
    assert ran.code == 0
    assert "Open the box" in ran.out
    assert not app
    assert (place / "state" / "device").exists()
    assert "start-here" in open_workspace(place, Clock()).plan.progress


@pytest.mark.parametrize(
    ("term", "ends", "full"),
    [
        ("xterm", (True, True), True),
        ("dumb", (True, True), False),
        (None, (True, True), False),
        ("xterm", (False, True), False),
        ("xterm", (True, False), False),
    ],
)
def test_what_a_terminal_is(
    term: str | None, ends: tuple[bool, bool], full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if term is None:
        monkeypatch.delenv("TERM", raising=False)
    else:
        monkeypatch.setenv("TERM", term)
    for name, is_one in zip(("stdin", "stdout", "stderr"), (*ends, True), strict=True):
        stream = io.StringIO()
        answer: Callable[[], bool] = lambda is_one=is_one: is_one  # type: ignore[misc]  # noqa: E731
        monkeypatch.setattr(stream, "isatty", answer)
        monkeypatch.setattr(sys, name, stream)
    assert at_terminal() is full


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        ((True, True, True), ""),
        ((True, True, False), "standard error is no terminal"),
        ((False, True, True), "standard input is no terminal"),
        ((True, False, True), "standard output is no terminal"),
    ],
)
def test_a_plain_preview_says_why(ends: tuple[bool, bool, bool], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, is_one in zip(("stdin", "stdout", "stderr"), ends, strict=True):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda is_one=is_one: is_one)
        monkeypatch.setattr(sys, name, stream)
    assert _why_plain(asked=False, always=False) == why
