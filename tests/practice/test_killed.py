"""A session killed at any moment: what was said to be noted is there, the session is still open, and it goes on."""

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from coach.places import find_places
from coach.plan.records import CoachingSession, NextStep
from coach.practice.practice import OneClient, Practice
from coach.practice.records import Note
from coach.practice.sessions import Promise, close, commit, note_private, note_shared, open_session, sessions, start
from tests.practice.test_erasing import found
from tests.promises.home import dice
from tests.store.test_kill import killed_after
from tests.terminal import Terminal, coach

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and terminals of POSIX")
ROOT = Path(__file__).parents[2]
LONGEST = 0.5  # seconds that a command takes, and a little more


@pytest.fixture
def seed() -> int:
    """`COACH_SEED=7` repeats a run exactly."""
    return int(os.environ.get("COACH_SEED", "20261123"))


def practice(home: Path) -> Practice:
    """The practice as it is on disk."""
    return Practice(find_places(str(home)), "looking")


def with_a_session(home: Path) -> OneClient:
    """A home with one client, and a session under way."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("first_run_done = true\n")
    one = practice(home).begin("Blue heron", [], "P24M")
    start(one, aim="To see what stays")
    one.close()
    return one


def opened(one: OneClient) -> OneClient:
    """The same client, as another start of the program finds them: nothing out of order."""
    again = practice(one.places.data).one(one.id)
    assert again.own.notices == [] == again.plan.notices and again.own.faults() == []
    return again


# --- at the command line -------------------------------------------------------------------


@dataclass
class Said:
    """What commands have said to be kept."""

    shared: list[str] = field(default_factory=list)
    private: int = 0
    promised: list[str] = field(default_factory=list)

    def take(self, kind: str, words: str, out: bytes) -> None:
        """Notes what one command has said before it ended, however it did."""
        if kind == "note" and f"Noted for both: {words}".encode() in out:
            self.shared.append(words)
        if kind == "private":
            self.private += b"Noted for you alone." in out
        if kind == "commit" and words.encode() in out:
            self.promised.append(words)

    def holds(self, one: OneClient, session: str) -> None:
        """All of it is on disk, in the same session, which is still open."""
        again = opened(one)
        under_way = open_session(again)
        assert under_way is not None and under_way.id == session
        assert [words for words in self.shared if words not in under_way.shared] == []
        assert len(again.own.all(Note)) >= self.private
        texts = [step.text for step in again.plan.plan.all(NextStep)]
        assert [words for words in self.promised if words not in texts] == []
        for words in {*under_way.shared, *texts}:
            assert (under_way.shared + texts).count(words) == 1, "nothing twice"


def killed_command(home: Path, kind: str, words: str, seconds: float) -> bytes:
    """Runs one command of a session and kills it after so long; gives what it had said."""
    line = {"note": ["note", "heron", words], "private": ["note", "heron", words, "--private"],
            "commit": ["commit", "heron", words, "--due", "in 1 week"]}[kind]  # fmt: skip
    command = [sys.executable, "-m", "coach", "--home", str(home), "session", *line]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
    return out


def survive(home: Path, times: int, chance: random.Random) -> tuple[int, int]:
    """Kills commands of a session, and looks after each. Gives how many were, and how much was said to be kept."""
    one, said, killed, n = with_a_session(home), Said(), 0, 0
    session = sessions(one)[0].id
    while killed < times:
        kind, words, n = chance.choice(["note", "private", "commit"]), f"word{n}", n + 1
        before = time.monotonic()
        seconds = chance.uniform(0.02, LONGEST)
        out = killed_command(home, kind, words, seconds)
        killed += time.monotonic() - before >= seconds
        said.take(kind, words, out)
        said.holds(one, session)
    again = opened(one)
    close(again, "It stayed", {}, None, 50)
    again.close()
    assert [s.status for s in sessions(opened(one))] == ["closed"]
    return killed, len(said.shared) + said.private + len(said.promised)


def test_two_kills_at_the_command_line(tmp_path: Path) -> None:
    assert survive(tmp_path / "home", 2, dice("session", 1))[0] == 2


@pytest.mark.torture
def test_twenty_kills_at_the_command_line(tmp_path: Path, seed: int) -> None:
    killed, kept = survive(tmp_path / "home", 20, dice("session", seed))
    print(f"\n{killed} kills in a session at the command line, {kept} things said to be kept, 0 lost; seed {seed}")


# --- at each single call of the system -------------------------------------------------------


def do(name: str, one: OneClient) -> None:
    """One piece of a session."""
    if name == "note":
        note_shared(one, "said aloud")
    elif name == "private":
        note_private(one, "for me")
    elif name == "commit":
        commit(one, Promise(text="Ring Ada"))
    else:
        close(one, "It stayed", {"heard": 9}, None, 50)


@pytest.mark.parametrize("name", ["note", "private", "commit", "close"])
def test_killed_at_each_call(name: str, tmp_path: Path) -> None:
    """Whatever was reached, the piece can be done again, and is there once and whole."""
    calls = 0
    while True:
        home = tmp_path / f"{name}{calls}"
        one = with_a_session(home)
        killed = killed_after(calls, lambda one=one: do(name, opened(one)))  # type: ignore[misc]
        looked = state(opened(one))
        assert looked in ((0, 0), (1, 0), (1, 1)) if name == "close" else looked == (0, 0), (name, calls)
        again = opened(one)
        if name != "close":
            assert open_session(again) is not None
        elif open_session(again) is not None:
            do(name, again)
            again.close()
            assert state(opened(one)) == (1, 1)
        if not killed:
            break
        calls += 1
    assert calls > 0


def state(one: OneClient) -> tuple[int, int]:
    """How many sessions stand in the client's plan, and how many are closed."""
    return len(one.plan.plan.all(CoachingSession)), sum(not session.open for session in sessions(one))


# --- in the app ------------------------------------------------------------------------------


def to_session(terminal: Terminal) -> None:
    """From Today to the session that is under way."""
    terminal.wait("4 Clients")
    terminal.send("4")
    terminal.wait("a session is still open")
    terminal.send("enter")
    terminal.wait("Blue heron")
    terminal.settle(0.1)
    terminal.send("s")
    terminal.wait("Session 1")
    terminal.settle(0.1)


@dataclass
class Life:
    """One life of the program in a session."""

    terminal: Terminal
    chance: random.Random
    kept: list[str]  # the notes that it has said to be kept

    def live(self, n: int) -> None:
        """Writes notes for both, and is killed: in the middle of one, while it is kept, or a little later."""
        self.terminal.send("n")
        self.terminal.wait("enter keep")
        for m in range(self.chance.randrange(1, 4)):
            words = f"note {n}-{m} "
            self.terminal.send(words)
            self.terminal.wait(words.strip())
            self.terminal.read(self.chance.choice([0, 0.02, 0.1]))
            self.terminal.send("enter")
            if self.chance.random() < 0.7:
                self.terminal.wait(lambda text, words=words: shown(text, words))  # type: ignore[misc]
                self.kept.append(words.strip())
        self.terminal.read(self.chance.choice([0, 0, 0.05, 0.3]))
        self.terminal.kill()
        self.terminal.process.wait()


def shown(text: str, words: str) -> bool:
    """Whether a note stands among those of the session."""
    return f"– {words.strip()}" in text


def survive_in_the_app(home: Path, times: int, chance: random.Random) -> int:
    """Kills the app in a session, and looks after each. Gives how many notes it had said to be kept."""
    one, kept = with_a_session(home), list[str]()
    session = sessions(one)[0].id
    for n in range(times):
        with coach(home.parent, "--home", str(home), size=(100, 99)) as terminal:  # high enough for all notes
            to_session(terminal)
            Life(terminal, chance, kept).live(n)
        under_way: Any = open_session(opened(one))
        assert under_way is not None and under_way.id == session
        assert [words for words in kept if words not in under_way.shared] == []
        assert len(set(under_way.shared)) == len(under_way.shared)
    return len(kept)


@pytest.mark.slow
def test_two_kills_of_the_app(tmp_path: Path) -> None:
    survive_in_the_app(tmp_path / "home", 2, dice("session-app", 1))


@pytest.mark.slow
def test_what_was_half_written_is_there_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with_a_session(home)
    for again in (False, True):
        with coach(tmp_path, "--home", str(home), size=(100, 40)) as terminal:
            to_session(terminal)
            terminal.send("n")
            terminal.wait("enter keep")
            if again:
                terminal.wait("half of a thought")
                terminal.send("enter")
                terminal.wait("Noted for both.")
            else:
                terminal.send("half of a thought")
                terminal.wait("half of a thought")
                terminal.wait(lambda _: bool(found(home / "practice", ("half of a thought",))), 3)
            terminal.kill()
    under_way = open_session(practice(home).one(practice(home).ids()[0]))
    assert under_way is not None and under_way.shared == ["half of a thought"]


@pytest.mark.torture
def test_twenty_kills_of_the_app(tmp_path: Path, seed: int) -> None:
    kept = survive_in_the_app(tmp_path / "home", 20, dice("session-app", seed))
    print(f"\n20 kills in a session in the app, {kept} notes said to be kept, 0 lost; seed {seed}")
