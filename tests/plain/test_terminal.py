"""The plain mode at a terminal that can do no better, by keys: chosen by itself, broken off, closed, gone on with."""

import signal
from pathlib import Path

import pytest

from tests.helpers import course, open_workspace
from tests.plain.answerer import walked
from tests.terminal import Terminal, coach


def dumb(home: Path, *args: str, term: str = "dumb") -> Terminal:
    """The program in a terminal that only writes lines."""
    return coach(home, "--home", str(home / "data"), *args, env={"TERM": term, "COACH_HOME": ""}, size=(100, 60))


def typed(terminal: Terminal, *lines: str) -> None:
    """Types lines, as fast as somebody who knows what will be asked."""
    for line in lines:
        terminal.send(line, "enter")


def test_a_whole_lesson_by_keys(tmp_path: Path) -> None:
    lesson = "what-not-how"
    lines = walked(open_workspace(tmp_path / "here"), lesson, course()).lines
    with dumb(tmp_path, "learn", lesson) as terminal:
        terminal.wait("Enter goes on without it")
        typed(terminal, *lines)
        assert terminal.wait_end() == 0
        said = terminal.raw.decode()
    assert "That was “" in said
    assert "\x1b" not in said, "no cursor is moved and nothing is coloured"
    assert "\x07" not in said
    assert open_workspace(tmp_path / "data").plan.progress[lesson].status == "finished"


def test_a_dumb_terminal_is_noticed_and_ctrl_d_stops(tmp_path: Path) -> None:
    with dumb(tmp_path, "learn", "start-here") as terminal:
        terminal.wait("Press Enter to go on.")
        terminal.send("ctrl+d")
        assert terminal.wait_end() == 0
        assert "Everything is kept." in terminal.text
        assert "\x1b" not in terminal.raw.decode()


def test_a_better_terminal_can_be_asked_for_lines(tmp_path: Path) -> None:
    with dumb(tmp_path, "learn", "start-here", "--plain", term="xterm-256color") as terminal:
        terminal.wait("Press Enter to go on.")
        terminal.send("s", "enter")
        assert terminal.wait_end() == 0
        assert "\x1b" not in terminal.raw.decode()


@pytest.mark.parametrize(
    "how", ["ctrl+c", *(pytest.param(how, marks=pytest.mark.slow) for how in ("hang up", "killed"))]
)
def test_however_it_ends_what_was_typed_is_there_again(how: str, tmp_path: Path) -> None:
    with dumb(tmp_path, "learn", "start-here") as terminal:
        terminal.wait("Press Enter to go on.")
        typed(terminal, "", "4", "2")
        terminal.wait(lambda text: text.count("Number (1 to 5):") == 3)
        if how == "hang up":
            terminal.hang_up()
            terminal.process.wait(10)
        elif how == "ctrl+c":
            terminal.send("ctrl+c")
            assert terminal.wait_end() == 130
            assert "Everything is kept." in terminal.text
            assert "Traceback" not in terminal.text
        else:
            terminal.kill(signal.SIGKILL)
            terminal.wait_end()
    with dumb(tmp_path, "learn") as terminal:
        text = terminal.wait("Enter keeps 4")
        assert "You are at step 2 of 9" in text
        assert "What you had begun here is still here." in text
