"""In any window, locale, home and terminal the program works, or says in a sentence why not (G20)."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.promises.home import LESSON, dice, drafts, in_lesson, make_home, texts
from tests.promises.modes import assert_given_back
from tests.terminal import Terminal, coach, take_terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
ROOT = Path(__file__).parents[2]


def full(values: Iterable[object]) -> list[ParameterSet]:
    """Values that only the long run tries."""
    return [pytest.param(value, marks=pytest.mark.torture) for value in values]


SIZES = [(20, 5), (40, 12), (80, 24), (120, 40), (300, 100), (400, 120)]


def process(home: Path, *arguments: str, **more: object) -> "subprocess.CompletedProcess[bytes]":
    """`coach ARGUMENTS` without a terminal."""
    command = [sys.executable, "-m", "coach", "--home", str(home), *arguments]
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 30, "cwd": ROOT, **more}
    return subprocess.run(command, **options)  # type: ignore[call-overload]


def one_sentence(done: "subprocess.CompletedProcess[bytes]", code: int) -> str:
    """What a command said that could not do its work: one line, and the right exit code."""
    said: str = done.stderr.decode()
    assert done.returncode == code, said
    assert "Traceback" not in said
    assert said.count("\n") == 1, said
    return said


# --- windows ---------------------------------------------------------------------------


def look_around(terminal: Terminal) -> None:
    """Every place once, help, the palette; the program goes on whatever fits on the screen."""
    for key in ["2", "3", "f1", "esc", "ctrl+p", "esc", "1"]:
        terminal.send(key)
        terminal.settle(0.05)
        assert terminal.process.poll() is None, key


@pytest.mark.parametrize("size", [SIZES[0], *full(SIZES[1:])])
@pytest.mark.slow
def test_a_window_of_any_size(size: tuple[int, int], tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    with coach(tmp_path, "--home", str(home), "learn", LESSON, size=size) as terminal:
        terminal.wait(lambda text: bool(text.strip()))
        terminal.settle(0.1)
        terminal.send("my answer")
        terminal.settle(0.1)
        terminal.send("ctrl+n")
        terminal.settle(0.1)
        terminal.send("esc")
        terminal.settle(0.1)
        look_around(terminal)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        assert_given_back(terminal)
    assert texts(home) == {"q1": "my answer"}


def resized(home: Path, times: int, seed: int) -> None:
    """The window is pulled about while somebody types."""
    chance = dice("resizing", seed)
    with in_lesson(home) as terminal:
        for n in range(times):
            terminal.resize(
                *chance.choice([(1, 1), (2, 1), *SIZES, (chance.randrange(1, 500), chance.randrange(1, 200))])
            )
            terminal.read(chance.choice([0, 0, 0.01]))
            if n % 10 == 0:
                terminal.send("x")
        terminal.resize(80, 24)
        terminal.settle(0.3)
        assert terminal.process.poll() is None
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        assert_given_back(terminal)
    assert drafts(home) == {"q1": "x" * (times // 10)}


@pytest.mark.slow
def test_fast_resizing(tmp_path: Path) -> None:
    resized(make_home(tmp_path / "home"), 30, seed=1)


@pytest.mark.torture
def test_much_resizing(tmp_path: Path, seed: int) -> None:
    resized(make_home(tmp_path / "home"), 2000, seed)
    print(f"\nresized 2000 times; seed {seed}")


# --- rest --------------------------------------------------------------------------------


def seconds_used(pid: int) -> float:
    """The processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share_when_idle(terminal: Terminal, seconds: float) -> float:
    """How much of one processor the program takes when nothing happens."""
    terminal.settle(0.3)  # the cursor blinks every half second
    before = seconds_used(terminal.process.pid)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.read(0.2)
    return (seconds_used(terminal.process.pid) - before) / seconds


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("seconds", [2, *full([30])])
def test_it_rests_when_nothing_happens(seconds: float, tmp_path: Path) -> None:
    with in_lesson(make_home(tmp_path / "home")) as terminal:
        terminal.send("half a thought")
        share = share_when_idle(terminal, seconds)
        print(f"\nidle for {seconds} s: {share:.1%} of a processor")
        assert share < 0.05
        terminal.kill()


# --- terminals -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["dumb", *full(["unknown"])])
@pytest.mark.slow
def test_a_terminal_that_can_do_nothing(name: str, tmp_path: Path) -> None:
    """Lessons are asked line by line there; the start shows Today as text."""
    home = make_home(tmp_path / "home")
    with coach(tmp_path, "--home", str(home), "learn", LESSON, env={"TERM": name}) as terminal:
        terminal.wait("Question 1.")
        assert b"\x1b" not in terminal.raw
        terminal.send("s", "enter")
        assert terminal.wait_end() == 0


@pytest.mark.parametrize("redirected", ["2>/dev/null", *full(["2>&-", ">/dev/null", "</dev/null"])])
def test_a_stream_that_is_no_terminal(redirected: str, tmp_path: Path) -> None:
    """The full screen needs all of the terminal; with part of it the start is text, and ends by itself."""
    home = make_home(tmp_path / "home")
    line = f'"{sys.executable}" -m coach --home "{home}" {redirected}'
    with Terminal(["sh", "-c", line], tmp_path) as terminal:
        assert terminal.wait_end(10) == 0
        assert b"\x1b" not in terminal.raw
        assert b"Traceback" not in terminal.raw


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&- >&-", *full(["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])])
@pytest.mark.parametrize("arguments", ["", f"learn {LESSON}", f"learn {LESSON} --plain"])
def test_closed_streams(closed: str, arguments: str, tmp_path: Path) -> None:
    line = f'"{sys.executable}" -m coach --home "{make_home(tmp_path / "home")}" {arguments} {closed}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, timeout=20, cwd=ROOT, stdin=subprocess.DEVNULL)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr
    assert b"inside the program" not in done.stderr


# --- locales ---------------------------------------------------------------------------------

TEXT = "Żółw, 移動, العربية, Ω, 👩🏽‍🔬"
LOCALES: dict[str, Mapping[str, str]] = {
    "C": {"LC_ALL": "C"},
    "POSIX, and no help from Python": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
}


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["ASCII", *full(name for name in LOCALES if name != "ASCII")])
def test_any_locale(locale: str, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    with in_lesson(home, env=LOCALES[locale]) as terminal:
        terminal.send(TEXT)
        terminal.settle(0.5)
        terminal.send("ctrl+n")
        terminal.wait("Question 2.")
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        assert b"\\u" not in terminal.raw, "an escape in the place of a character pushes the line apart"
    assert texts(home) == {"q1": TEXT}


# --- homes -----------------------------------------------------------------------------------


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A disk of its own at a folder."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("mounting is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a home and hardly more."""
    if not shutil.which("mount") or os.geteuid():
        pytest.skip("mounting needs root")
    with mounted(tmp_path / "disk", "size=96k,mode=755") as folder:
        yield folder


def test_no_home(tmp_path: Path) -> None:
    """Not even the variable; where the platform then says is as good as any other place."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    elsewhere = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    command = [sys.executable, "-m", "coach", "next"]
    for more in (elsewhere, {"HOME": ""}, {"HOME": "/nowhere/at/all"}):
        done = subprocess.run(command, env={**clean, **more}, capture_output=True, timeout=30, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    nowhere = {**clean, "HOME": "/dev/null"}
    done = subprocess.run([*command[:-1], "add", "x"], env=nowhere, capture_output=True, timeout=30, cwd=ROOT)
    assert "/dev/null" in one_sentence(done, 1)
    with Terminal([sys.executable, "-m", "coach"], Path("/dev/null")) as terminal:
        assert terminal.wait_end() == 1
        terminal.wait("coach: ")
        assert "/dev/null" in terminal.text
        assert b"Traceback" not in terminal.raw


@pytest.mark.slow
def test_a_home_that_cannot_be_written(small_disk: Path) -> None:
    home = make_home(small_disk / "home", steps=3)
    assert process(home, "add", "Ask Ravi").returncode == 0
    read_only(small_disk)
    assert "Read-only file system" in one_sentence(process(home, "add", "Ask Maya"), 1)
    assert b"Ask Ravi" in process(home, "next").stdout
    with in_lesson(home) as terminal:
        terminal.send("what I think")
        terminal.wait("not saved: Read-only file system; your text is")
        terminal.send("ctrl+n")
        terminal.wait("Not saved: Read-only file system.")
        terminal.wait("what I think")
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        assert_given_back(terminal)
        assert "could not be kept: Read-only file system" in terminal.text


@pytest.mark.slow
def test_a_home_that_can_never_be_written(small_disk: Path) -> None:
    read_only(small_disk)
    home = small_disk / "home"
    assert "Read-only file system" in one_sentence(process(home, "add", "x"), 1)
    assert process(home, "next").returncode == 0
    with coach(small_disk, "--home", str(home)) as terminal:
        assert terminal.wait_end() == 1
        assert "Read-only file system" in terminal.text
        assert b"Traceback" not in terminal.raw


@pytest.mark.slow
def test_a_full_disk(small_disk: Path) -> None:
    """What could not be saved is said and stays on the screen; with room again it is saved."""
    home = make_home(small_disk / "home", steps=3)
    long = "words " * 1000 + "unmistakably"  # more than the rest of a block that a file has already
    with in_lesson(home) as terminal:
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    continue
            except OSError:
                pass
        terminal.paste(long)
        terminal.wait("not saved: No space left on device; your text")
        terminal.send("ctrl+n")
        terminal.wait("Not saved: No space left on device.")
        terminal.wait("unmistakably")
        assert "could not be brought up to date: No space" in one_sentence(process(home, "add", "short"), 0)
        assert "No space left" in one_sentence(process(home, "add", long), 1)
        filler.unlink()
        terminal.send("ctrl+n")
        terminal.wait("Question 2.")
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
    assert texts(home) == {"q1": long}


def no_more_bytes() -> None:
    """Every write to a file fails, whoever this is."""
    take_terminal()
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.mark.slow
def test_writes_that_all_fail(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    assert process(home, "add", "Ask Ravi").returncode == 0
    command = [sys.executable, "-m", "coach", "--home", str(home), "learn", LESSON]
    with Terminal(command, tmp_path, in_child=no_more_bytes) as terminal:
        terminal.wait("Question 1.")
        terminal.send("what I think")
        terminal.wait("not saved: File too large; your text is still here")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_end() == 143
        assert_given_back(terminal)
        assert "could not be kept: File too large" in terminal.text


def out_of_files(count: int) -> Callable[[], None]:
    def limit() -> None:
        take_terminal()
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))

    return limit


@pytest.mark.slow
@pytest.mark.parametrize("count", [8, *full([12, 16, 24])])
def test_hardly_any_files_may_be_open(count: int, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    command = [sys.executable, "-m", "coach", "--home", str(home), "learn", LESSON]
    with Terminal(command, tmp_path, in_child=out_of_files(count)) as terminal:
        end = time.monotonic() + 1.5
        while terminal.process.poll() is None and time.monotonic() < end:
            terminal.read(0.1)  # it may have to give up before or after it shows something
        if terminal.process.poll() is None:
            terminal.send("what I think")
            terminal.settle(0.2)
            terminal.send("ctrl+q")
        assert terminal.wait_end() in (0, 1)
        assert b"Traceback" not in terminal.raw
