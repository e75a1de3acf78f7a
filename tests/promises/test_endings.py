"""However the program is ended, nothing on the screen is lost, the terminal is given back, it takes seconds (G3)."""

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from screens import driver
from screens.driver import Decoder, Gone
from screens.hardening import Hardened, good_endings
from tests.promises.home import LESSON, dice, drafts, in_field, in_lesson, make_home, opened, question, texts
from tests.promises.modes import assert_given_back
from tests.terminal import Terminal, coach

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX")
LIMIT = 5.0  # seconds
WORDS = ["half", "a", "thought", "about", "移動", "and", "Żółć", "not", "done"]
HOW = {"SIGTERM": 143, "SIGHUP": 129, "SIGINT": 130, "closed": 129}


def end(terminal: Terminal, how: str) -> int:
    """Ends the program in one of the ways; gives its exit code, and fails when that takes too long."""
    began = time.monotonic()
    if how == "closed":
        terminal.hang_up()
        code = terminal.process.wait(LIMIT)
    else:
        terminal.kill(getattr(signal, how))
        code = terminal.wait_end(LIMIT)
    assert time.monotonic() - began < LIMIT
    return int(code)


def type_for_a_while(terminal: Terminal, chance: random.Random) -> None:
    """Types words at an uneven pace, sometimes going on to the next question; stops in the middle of anything."""
    for _ in range(chance.randrange(1, 12)):
        terminal.send(chance.choice(WORDS) + " ")
        terminal.read(chance.choice([0, 0.005, 0.03, 0.2]))
        if chance.random() < 0.08:
            terminal.send("ctrl+n")
            terminal.read(0.1)


def ended_in_the_middle(home: Path, how: str, chance: random.Random) -> None:
    """One life of the program: typing, and an ending. Everything that was to be seen is there the next time."""
    with in_lesson(home) as terminal:
        terminal.wait(lambda text: "ctrl+n" in text)
        type_for_a_while(terminal, chance)
        while terminal.read(0):
            continue
        asked, shown = question(terminal), in_field(terminal)
        assert end(terminal, how) == HOW[how]
        if how != "closed":
            assert_given_back(terminal)
            assert b"Traceback" not in terminal.raw
            asked, shown = question(terminal), in_field(terminal)
    kept = {**texts(home), **drafts(home)}.get(f"q{asked}", "")
    assert " ".join(kept.split()).startswith(shown), f"on the screen: {shown!r}; on disk: {kept!r}"


def lives(folder: Path, how: str, times: int, seed: int) -> None:
    """Ends the program many times, in a new home whenever the questions run out."""
    chance = dice(how, seed)
    home = folder / "none"
    for n in range(times):
        if n % 4 == 0:
            home = make_home(folder / f"home{n}")
        ended_in_the_middle(home, how, chance)


@pytest.mark.parametrize(
    "how", ["SIGTERM", *(pytest.param(how, marks=pytest.mark.torture) for how in ("SIGHUP", "closed", "SIGINT"))]
)
def test_what_is_on_the_screen_is_kept(how: str, tmp_path: Path) -> None:
    lives(tmp_path, how, 1, seed=3)


@pytest.mark.torture
@pytest.mark.parametrize("how", HOW)
def test_three_hundred_endings(how: str, tmp_path: Path, seed: int) -> None:
    """Seventy-five of each kind."""
    lives(tmp_path, how, 75, seed)
    print(f"\n{how}: 75 endings, 0 lost; seed {seed}")


class Listener:
    """An app that only hears that it should stop."""

    stopping = 0

    def stop(self, code: int) -> None:
        self.stopping = code


@pytest.mark.parametrize(("name", "code"), [(how, code) for how, code in HOW.items() if how != "closed"])
def test_every_wish_to_stop_is_heard(name: str, code: int) -> None:
    number, app = getattr(signal, name), Listener()
    before = signal.getsignal(number)
    with good_endings(cast(Hardened, app), lambda: None):
        assert signal.getsignal(number) not in (signal.SIG_DFL, before)
        signal.raise_signal(number)
        assert app.stopping == code
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= LIMIT, "the time for it is limited"
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(number) == signal.SIG_IGN, "it is on its way out, and need not be told again"
    signal.signal(number, before)


@pytest.mark.slow
def test_it_stands_there_the_next_time(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    with in_lesson(home) as terminal:
        terminal.send("half a thought")
        terminal.wait("half a thought")
        end(terminal, "SIGTERM")
    with in_lesson(home) as terminal:
        terminal.wait("half a thought")
        terminal.wait("your draft")


@pytest.mark.slow
def test_told_to_stop_again_and_again(tmp_path: Path) -> None:
    """A shell passes the signal on that it got itself, so a closed window often says it several times."""
    home = make_home(tmp_path / "home")
    with in_lesson(home) as terminal:
        terminal.send("half a thought")
        terminal.wait("half a thought")
        for _ in range(40):
            if terminal.process.poll() is None:
                terminal.kill(signal.SIGHUP)
            terminal.read(0.01)
        assert terminal.wait_end(LIMIT) == 129
        assert_given_back(terminal)
    assert drafts(home) == {"q1": "half a thought"}


def no_terminal_of_its_own() -> None:
    """Nobody tells this process when the window is closed."""
    os.setsid()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def test_a_terminal_that_goes_without_a_word(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    command = [sys.executable, "-m", "coach", "--home", str(home), "learn", LESSON]
    with Terminal(command, tmp_path, in_child=no_terminal_of_its_own) as terminal:
        terminal.wait("Question 1.")
        terminal.send("half a thought")
        terminal.wait("half a thought")
        assert end(terminal, "closed") == 129
    assert drafts(home) == {"q1": "half a thought"}


@pytest.mark.slow
def test_a_terminal_that_takes_nothing_more(tmp_path: Path) -> None:
    """A connection that hangs: the program cannot write, and is told to stop."""
    home = make_home(tmp_path / "home")
    with in_lesson(home) as terminal:
        terminal.send("half a thought")
        terminal.wait("half a thought")
        for n in range(120):  # nobody reads what this draws
            terminal.resize(80 - n % 20, 24 - n % 7)
            time.sleep(0.01)
        began = time.monotonic()
        terminal.kill(signal.SIGTERM)
        assert terminal.process.wait(LIMIT) == 143
        assert time.monotonic() - began < LIMIT
    assert drafts(home) == {"q1": "half a thought"}


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.35, *(pytest.param(n / 20, marks=pytest.mark.torture) for n in range(20))])
def test_told_to_stop_while_it_starts(moment: float, tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    with coach(tmp_path, "--home", str(home), "learn", LESSON) as terminal:
        terminal.read(moment)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_end(LIMIT) in (143, -signal.SIGTERM)
        if b"\x1b[?1049h" in terminal.raw:
            assert_given_back(terminal)
    assert not opened(home).notices


HOLD = """
import fcntl, sys, time
with open(sys.argv[1], "w") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.torture
def test_a_plan_that_another_program_holds(tmp_path: Path) -> None:
    """Ending does not wait for the ten seconds that an answer would."""
    home = make_home(tmp_path / "home")
    with in_lesson(home) as terminal:
        terminal.send("half a thought")
        terminal.wait("half a thought")
        lock = str(home / "people" / "me" / ".lock")
        with subprocess.Popen([sys.executable, "-c", HOLD, lock], stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            holder.stdout.readline()
            try:
                assert end(terminal, "SIGTERM") == 143
            finally:
                holder.kill()
        assert_given_back(terminal)
    assert drafts(home) == {"q1": "half a thought"}


NOISE: dict[str, Callable[[random.Random], bytes]] = {
    "not UTF-8": lambda chance: bytes(chance.randrange(0x80, 0x100) for _ in range(200)),
    "broken sequences": lambda chance: b"".join(
        chance.choice([b"\x1b[", b"\x1bO", b"\x1b]", b"\x1b[<", b"\x1b[M", b"\x1b[200~", b"\x1b[201~", b";", b"99999999",
                       b"1;1R", b"m", b"M", b"~", b"u", b"\x9b", b"\xc3", b"\xff", b"z"])
        for _ in range(200)
    ),
}  # fmt: skip


def test_foreign_bytes_are_marks() -> None:
    """A character may come in pieces; what is none becomes a mark, and the end of the input is known as such."""
    decoder = Decoder()
    assert decoder.decode(b"caf\xe9 and \xe7") + decoder.decode(b"\xa7\xbb\xff!") == "caf\ufffd and 移\ufffd!"
    with pytest.raises(Gone):
        decoder.decode(b"")


class Shut(io.StringIO):
    """What is left of a terminal that was closed."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise ValueError("I/O operation on closed file")


def test_writing_to_a_terminal_that_is_gone() -> None:
    """It fails nothing, or the thread that writes would end and the program wait for it; and it is said."""
    said: list[str] = []
    way = driver._Outward(Shut(), lambda: said.append("lost"))
    assert way.write("text") == 4
    way.flush()
    assert said == ["lost", "lost"]


def noise(home: Path, kinds: list[str], chance: random.Random) -> None:
    """Noise on the line; then the program still takes keys, and leaves in good order."""
    with in_lesson(home) as terminal:
        terminal.send_bytes(b"caf\xe9 and more")
        terminal.wait("and more")
        for kind in kinds:
            terminal.send_bytes(NOISE[kind](chance))
            terminal.settle(0.15)
            terminal.send_bytes(b"\x1b[201~")  # in case the noise has begun a paste
            terminal.settle(0.15)
        assert terminal.process.poll() is None
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        assert_given_back(terminal)
        assert b"Traceback" not in terminal.raw
    assert "caf\ufffd and more" in str({**texts(home), **drafts(home)})


@pytest.mark.slow
def test_noise_on_the_line(tmp_path: Path) -> None:
    noise(make_home(tmp_path / "home"), [*NOISE], dice("noise", 1))


@pytest.mark.torture
@pytest.mark.parametrize("kind", NOISE)
def test_much_noise(kind: str, tmp_path: Path, seed: int) -> None:
    chance = dice(kind, seed)
    for n in range(30):
        noise(make_home(tmp_path / f"home{n}"), [kind], chance)
    print(f"\n{kind}: 30 times 200 pieces; seed {seed}")
