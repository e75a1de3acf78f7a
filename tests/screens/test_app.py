"""From everywhere: the palette, help, the first start, signals, and a fault that tells nothing private."""

import gc
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyte
import pytest

from coach.lessons.library import Library
from coach.places import Places
from coach.plan.records import Profile
from coach.plan.records import Settings as PlanSettings
from coach.settings import Settings, load_settings
from screens.base import CoachScreen, Desk
from screens.first_run import FirstRun
from screens.lesson import LessonScreen
from screens.widgets.lines import KeyLine
from tests.helpers import Clock, open_workspace
from tests.screens.sample import Sample, library, make, press, running, same_as_snapshot, settled, type_in


async def test_the_palette_finds_lessons_steps_and_actions(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "ctrl+p")
        same_as_snapshot(app, "palette-80x24")
        await type_in(pilot, "steps with")
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.lesson.id == "second"
        await press(pilot, "ctrl+p")
        await type_in(pilot, "ask leyla")
        await press(pilot, "enter")
        assert "2026-11-20" in app.text()


async def test_garbage_is_collected_once_the_first_frame_stands(tmp_path: Path) -> None:
    """Not before: the command line turns the collection off, which makes the start a tenth shorter."""
    gc.disable()
    try:
        async with running(make(tmp_path)):
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_what_cannot_be_done_is_listed_with_the_reason(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    async with running(app) as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "undo")
        assert "not now: there is nothing to take back" in app.text()
        await press(pilot, "enter")
        assert "there is nothing to take back" in app.toasts()
        assert "screenshot" not in app.text().lower()


async def test_a_theme_is_taken_and_kept(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "theme light")
        await press(pilot, "enter")
        assert app.theme == "coach-light"
        assert load_settings(app.desk.places)[0].theme == "coach-light"


async def test_going_elsewhere_from_a_lesson_leaves_it_first(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="first")
    async with running(app) as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "go to plan")
        await press(pilot, "enter")
        assert "Where I am now" in app.text()
        await press(pilot, "1")
        assert "Where you were" in app.text()


@pytest.mark.parametrize("key", ["1", "2", "3"])
async def test_help_names_the_place_and_its_keys(tmp_path: Path, key: str) -> None:
    app = make(tmp_path)
    async with running(app, (100, 60)) as pilot:
        await press(pilot, key)
        screen = app.screen
        assert isinstance(screen, CoachScreen)
        await press(pilot, "f1")
        assert screen.about.title in app.text()
        assert "Keys here" in app.text()
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert "ctrl+p" in app.text()
        await press(pilot, "escape")
        assert app.screen is screen


@pytest.mark.parametrize("key", ["1", "2", "3"])
async def test_the_line_of_keys_is_at_most_six_and_fits(tmp_path: Path, key: str) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, key, "down", "down")
        shown = app.lines()[-1].split("   ")
        assert 3 <= len([part for part in shown if part.strip()]) <= 6
        assert "f1 help" in app.lines()[-1]
        for actions, _ in app.screen.query_one(KeyLine).hints():
            assert any(b.binding.action in actions.split("|") for b in app.screen.active_bindings.values()), actions


async def test_the_first_start_asks_three_things_and_begins(tmp_path: Path) -> None:
    home = tmp_path / "home"
    places = Places(home, home / "config", home / "state", home / "cache")
    app = Sample(Desk(open_workspace(home, Clock()), library(tmp_path / "pack"), places, Settings()))
    async with running(app) as pilot:
        assert isinstance(app.screen, FirstRun)
        same_as_snapshot(app, "first-run-80x24")
        await type_in(pilot, "Ana")
        await press(pilot, "enter", "down", "enter")
        await press(pilot, "down")
        assert app.theme == "coach-light"  # seen before it is chosen
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, LessonScreen)
        plan = app.desk.workspace.plan
        profile, settings = plan.get(Profile), plan.get(PlanSettings)
        assert profile
        assert settings
        assert (profile.name, settings.route) == ("Ana", "mentee")
        assert load_settings(places)[0] == Settings(theme="coach-light", first_run_done=True)


async def test_the_first_start_can_be_left_out(tmp_path: Path) -> None:
    home = tmp_path / "home"
    places = Places(home, home / "config", home / "state", home / "cache")
    app = Sample(Desk(open_workspace(home, Clock()), library(tmp_path / "pack"), places, Settings()))
    async with running(app) as pilot:
        await press(pilot, "escape", "escape", "escape", "escape")
        assert "Begin here" in app.text()
        assert not app.desk.workspace.plan.tables


@pytest.mark.parametrize("theme", ["coach-dark", "from-another-version", "", "textual-dark"])
async def test_an_unknown_theme_is_no_reason_to_stop(tmp_path: Path, theme: str) -> None:
    app = make(tmp_path, theme=theme)
    async with running(app):
        assert app.theme == "coach-dark"


async def test_no_color_leaves_marks_to_go_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make(tmp_path)
    async with running(app):
        assert app.no_color
        assert "▌ A first look" in app.text()


async def test_what_was_out_of_order_is_said_on_today(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    app.desk.notices.append("settings.toml: line 3: [b]odd[/]")
    async with running(app):
        assert "! settings.toml: line 3: [b]odd[/]" in app.text()


async def test_a_fault_ends_the_app_and_is_told_outside(tmp_path: Path) -> None:
    app = make(tmp_path)

    async def run_into_it() -> None:
        async with running(app) as pilot:
            app.call_later(lambda secret: 1 / 0, "my private answer")
            await settled(pilot)

    with pytest.raises(ZeroDivisionError):
        await run_into_it()
    assert isinstance(app.fault, ZeroDivisionError)


START = """
import sys
from coach.places import find_places
from screens.app import run
sys.exit(run(find_places(sys.argv[1]), "me", "start-here"))
"""


def begun(home: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The app in a pseudo-terminal, with a lesson on the screen."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("first_run_done = true\n")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    command = [sys.executable, "-c", START, str(home)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
                               cwd=Path(__file__).parents[2], start_new_session=True)  # fmt: skip
    os.close(theirs)
    return process, ours


class Terminal:
    """What a terminal shows of the bytes that come, and the bytes themselves."""

    def __init__(self, end: int) -> None:
        self.end = end
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""

    def read_until(self, words: str | bytes, seconds: float = 20) -> None:
        """Reads until some words stand on the screen, or some bytes have come."""
        stop = time.monotonic() + seconds
        while not self.has(words) and time.monotonic() < stop:
            if select.select([self.end], [], [], 0.1)[0]:
                try:
                    data = os.read(self.end, 65536)
                except OSError:
                    break
                self.bytes += data
                self.stream.feed(data)
        assert self.has(words), "\n".join(self.screen.display)

    def has(self, words: str | bytes) -> bool:
        """Whether they are there."""
        return words in self.bytes if isinstance(words, bytes) else any(words in line for line in self.screen.display)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.slow
def test_a_stop_signal_keeps_the_draft_and_restores_the_terminal(tmp_path: Path, name: str, code: int) -> None:
    process, end = begun(tmp_path / "h")
    terminal = Terminal(end)
    try:
        terminal.read_until("The box you carry")
        os.write(end, b"\x0e")  # ctrl+n: on
        terminal.read_until("Chosen or drifted?")
        terminal.read_until("1  2  3  4  5")
        os.write(end, b"4")
        terminal.read_until("[4]")
        process.send_signal(getattr(signal, name))
        terminal.read_until(b"\x1b[?1049l")  # the alternate screen is left
        assert b"\x1b[?1000l" in terminal.bytes  # and the mouse is given back
        assert b"Traceback" not in terminal.bytes
        assert process.wait(10) == code
        assert b"drift-check" in (tmp_path / "h/people/me/drafts/start-here.json").read_bytes()
    finally:
        process.kill()
        process.wait(10)
        os.close(end)


def test_the_real_course_opens(tmp_path: Path) -> None:
    assert Library().heads(), "the course that comes with the program is found"
