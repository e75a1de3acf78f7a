"""Nobody else can read what is kept, and what was written is nowhere but in the plan's folder (G14, G15)."""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.home import LESSON, drafts, in_lesson, make_home, opened
from tests.promises.modes import assert_given_back
from tests.terminal import Terminal, coach, take_terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and terminals of POSIX")
ROOT = Path(__file__).parents[2]
SECRET = "zebrafinch"  # a word that is in nothing else
UMASKS = [0o000, 0o022, 0o077, 0o007]


def loose_child(mask: int) -> None:
    os.umask(mask)
    take_terminal()


def live(home: Path, mask: int, wrapper: tuple[str, ...] = ()) -> Terminal:
    """A life of the program that writes a file of every kind it has: draft, answer, step, snapshot, settings, report."""
    command = [*wrapper, sys.executable, "-m", "coach", "--home", str(home), "learn", LESSON]
    with Terminal(command, home.parent, in_child=lambda: loose_child(mask)) as terminal:
        terminal.wait("Question 1.", 40)
        terminal.send(f"{SECRET} one")
        terminal.wait("draft kept")
        terminal.send("ctrl+n")
        terminal.wait("Question 2.")
        terminal.send(f"{SECRET} two")
        terminal.wait("draft kept")
        terminal.send("esc")
        terminal.wait("1 Today")
        terminal.send("ctrl+p")
        terminal.settle(0.2)
        terminal.send("theme", "down", "enter")
        terminal.settle(0.2)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
    more = {"stdin": subprocess.DEVNULL, "capture_output": True, "cwd": ROOT, "preexec_fn": lambda: os.umask(mask)}
    for words in (["add", SECRET], ["export", "md", "--for", "me", "--out", str(home / "export.md")]):
        done = subprocess.run([*wrapper, sys.executable, "-m", "coach", "--home", str(home), *words], **more)  # type: ignore[call-overload]
        assert done.returncode == 0, done.stderr
    return terminal


def open_to_others(folder: Path) -> list[str]:
    """What in a folder somebody else may look at or change."""
    every = [folder, *folder.rglob("*")]
    return [f"{oct(stat.S_IMODE(p.stat().st_mode))} {p}" for p in every if stat.S_IMODE(p.stat().st_mode) & 0o077]


def private_home(folder: Path) -> Path:
    """A home whose own files, made by hand, are as closed as the program's."""
    make_home(folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder


@pytest.mark.parametrize("mask", [UMASKS[0], *(pytest.param(m, marks=pytest.mark.torture) for m in UMASKS[1:])])
@pytest.mark.slow
def test_everything_is_for_its_owner_alone(mask: int, tmp_path: Path) -> None:
    home = private_home(tmp_path / "home")
    live(home, mask)
    made = [path for path in home.rglob("*") if path.is_file()]
    assert len(made) > 9, made
    assert open_to_others(home) == []
    assert not [path for path in made if SECRET in str(path)], "names of files say nothing"


CALL = re.compile(r'(?:openat|open|mkdir|mkdirat|creat)\((?:\w+(?:<[^>]*>)?, )?"(?P<path>[^"]*)"(?P<rest>.*)\) += \d+')


@pytest.mark.torture
@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_from_the_first_byte(tmp_path: Path) -> None:
    """Files are made closed, not closed after they were made."""
    home, log = private_home(tmp_path / "home"), tmp_path / "log"
    trace = (
        "strace",
        "-f",
        "-qq",
        "-A",
        "-e",
        "trace=open,openat,creat,mkdir,mkdirat",
        "-e",
        "signal=none",
        "-o",
        str(log),
    )
    live(home, 0, trace)
    calls = [CALL.search(line) for line in log.read_text(errors="replace").splitlines()]
    made = [(c["path"], c["rest"]) for c in calls if c and str(home) in c["path"] and re.search(r", 0\d+$", c["rest"])]
    assert len(made) > 9, made
    loose = [(path, rest) for path, rest in made if int(rest.rpartition(" ")[2], 8) & 0o077]
    assert loose == []


# --- where the words are -----------------------------------------------------------------


def files_with(word: str, folder: Path) -> Iterator[Path]:
    """Files that hold a word, in their bytes or their name."""
    for path in folder.rglob("*"):
        if path.is_file() and (word.encode() in path.read_bytes() or word in path.name):
            yield path


def test_the_words_are_in_the_plan_and_nowhere_else(tmp_path: Path) -> None:
    own_tmp = tmp_path / "tmp"
    own_tmp.mkdir()
    home = make_home(tmp_path / "home")
    with in_lesson(home, env={"TMPDIR": str(own_tmp)}) as terminal:
        terminal.send(f"{SECRET} one")
        terminal.wait("draft kept")
        running = Path(f"/proc/{terminal.process.pid}")
        if running.exists():
            assert SECRET.encode() not in (running / "cmdline").read_bytes() + (running / "environ").read_bytes()
        terminal.send("ctrl+n")
        terminal.wait("Question 2.")
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        raw = bytes(terminal.raw)
    outside = [path for path in files_with(SECRET, tmp_path) if not path.is_relative_to(home / "people" / "me")]
    assert outside == []
    assert list(files_with(SECRET, home / "people" / "me"))
    assert list(own_tmp.iterdir()) == []
    assert not re.search(rb"\x1b\](?!22;)", raw), "no title and no clipboard"


# --- faults ------------------------------------------------------------------------------

FAULTY = """
import asyncio, sys, threading
from screens.lesson import LessonScreen
from textual.css.query import NoMatches

class Drawn(Exception):
    def __rich__(self):
        return str(self)

class Quiet(Exception):
    def __str__(self):
        raise ValueError("zebrafinch")

def fault(screen):
    zebrafinch = secret = screen.query_one("StepPane").view.raw()["text"]
    kind = sys.argv[1]
    if kind == "handler":
        raise ValueError(secret)
    if kind == "chained":
        try:
            {}[secret]
        except KeyError as error:
            raise RuntimeError(secret) from error
    if kind == "drawn":
        raise Drawn(secret)
    if kind == "its words cannot be had":
        raise Quiet(secret)
    if kind == "a library's own":
        screen.query_one("#zebrafinch")
    if kind == "later":
        screen.call_later(lambda text: 1 / 0, secret)
    if kind == "worker":
        screen.run_worker(working(secret))
    if kind == "drawing":
        screen.app.notify(secret)
        type(screen.query_one("StepPane").view).render_lines = lambda self, crop: {}[secret]
        screen.refresh(layout=True)

async def working(secret):
    raise OSError(5, secret, secret)

LessonScreen.action_example = fault
from coach.cli import main
sys.exit(main(sys.argv[2:]))
"""
KINDS = ["handler"]
MORE_KINDS = ["drawn", "worker", "drawing", "chained", "its words cannot be had", "a library's own", "later"]


def fallen_over(home: Path, kind: str) -> Terminal:
    """The program after a fault while a secret stood in the field."""
    command = [sys.executable, "-c", FAULTY, kind, "--home", str(home), "learn", LESSON]
    with Terminal(command, home.parent) as terminal:
        terminal.wait("Question 1.")
        terminal.send(SECRET)
        terminal.wait(SECRET)
        terminal.send("f2")
        assert terminal.wait_end() == 1
        assert_given_back(terminal)
    return terminal


def after_screen(terminal: Terminal) -> str:
    """What was printed when the screen had been given back."""
    return bytes(terminal.raw).rpartition(b"\x1b[?1049l")[2].decode()


@pytest.mark.parametrize("kind", [*KINDS, *(pytest.param(k, marks=pytest.mark.torture) for k in MORE_KINDS)])
def test_a_fault_shows_nothing_private(kind: str, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    said = re.sub(r"\x1b\[[?\d]*[hl]", "", after_screen(fallen_over(home, kind)))
    assert SECRET not in said
    assert said.count("\n") == 1, said
    assert said.startswith("coach: something went wrong inside the program (")
    (report,) = (home / "state" / "reports").iterdir()
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert SECRET not in report.read_text()
    assert "cli/run.py" in report.read_text()
    assert drafts(home) == {"q1": SECRET}
    assert not opened(home).notices


@pytest.mark.torture
def test_what_stray_tasks_say_is_not_printed(tmp_path: Path) -> None:
    """A task that fails and that nobody waits for is Python's to report, words and all."""
    source = FAULTY.replace('kind == "later"', 'kind == "stray"').replace(
        "screen.call_later(lambda text: 1 / 0, secret)",
        "screen.held = [asyncio.get_running_loop().create_task(working(secret))]; "
        "asyncio.get_running_loop().call_later(0.2, lambda text: 1 / 0, secret); screen.set_timer(0.5, screen.app.exit)",
    )
    home = make_home(tmp_path / "home")
    with Terminal([sys.executable, "-c", source, "stray", "--home", str(home), "learn", LESSON], tmp_path) as terminal:
        terminal.wait("Question 1.")
        terminal.send(SECRET)
        terminal.wait(SECRET)
        terminal.send("f2")
        assert terminal.wait_end() == 0
    assert SECRET not in after_screen(terminal)


def test_no_screenshot_and_no_clipboard(tmp_path: Path) -> None:
    """The palette offers no picture of the screen, and nothing is copied that nobody asked to copy."""
    home = make_home(tmp_path / "home")
    with coach(tmp_path, "--home", str(home)) as terminal:
        before = terminal.wait("1 Today")
        terminal.send("ctrl+p")
        terminal.wait(lambda text: text != before)
        terminal.settle(0.2)
        everything = terminal.text
        terminal.send("screenshot")
        terminal.wait("screenshot")
        terminal.settle(0.2)
        assert "svg" not in (everything + terminal.text).lower()
        assert "screenshot" not in everything.lower()
        terminal.send("enter", "esc", "esc")
        terminal.settle(0.1)
        terminal.send_bytes(b"\x1b[<0;5;5M\x1b[<32;30;9M\x1b[<0;30;9m")  # drags over the screen with the mouse
        terminal.settle(0.2)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        assert not re.search(rb"\x1b\](?!22;)", bytes(terminal.raw))
    assert not list(tmp_path.rglob("*.svg"))
    assert not list(Path(tempfile.gettempdir()).glob("coach*.svg"))
