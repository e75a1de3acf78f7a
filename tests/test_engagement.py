"""A coaching engagement from the first word to the last, on two machines: the coach's and the client's.

The whole of it runs in a real pseudo-terminal, with keys of age and real passphrases; the same, command by command,
runs in this process in the fast suite, with passphrases that cost nothing.
"""

import datetime as dt
import io
import json
import os
import re
import shlex
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest

from coach import workspace
from coach.cli import main
from coach.practice.practice import Practice
from tests.crypt.conftest import cheap
from tests.practice.test_erasing import found
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
pytest.importorskip("pyrage")

ALIAS, GROUP = "Blue heron", "evening-group"
NOTES = ("quokka-note", "quokka-guess", "quokka-raise")  # the coach's alone
TERMS, CONTACT = "quokka-terms", "quokka-contact"
PRIVATE = (ALIAS, GROUP, *NOTES, TERMS, CONTACT)
AIMS = ("okapi-aim-1", "okapi-aim-2", "okapi-aim-3")
SUMS = ("okapi-sum-1", "okapi-sum-2", "okapi-sum-3")
STEPS = ("okapi-step-1", "okapi-step-2", "okapi-step-3")
ANSWERS = ("okapi-answer-1", "okapi-answer-2", "okapi-answer-3")
KEPT_BACK = "narwhal-kept-back"  # the client's own answer, which no packet takes along
GOAL, OTHER_GOAL = "okapi-goal", "okapi-other-goal"
CLIENTS = (*AIMS, *SUMS, *STEPS, *ANSWERS, GOAL, OTHER_GOAL, "okapi-purpose")

_PACK = 'format = 1\nid = "talks"\nversion = "1"\ntitle = "Talks"\nlanguage = "en"\n'
_LESSON = """\
format = 1
id = "{id}"
title = "{title}"
track = "take-stock"
module = "open-the-box"
minutes = 5
audience = ["all"]
outcomes = ["say one thing"]
[[steps]]
id = "one"
kind = "text"
title = "One thing"
prompt = "What is it?"
minutes = 1
[[steps]]
id = "two"
kind = "text"
title = "Another"
prompt = "And what else?"
minutes = 1
"""
LESSONS = ("start-here", "evening-walk", "morning-walk")
SHARED = ("start-here/two-moves", "evening-walk/one", "morning-walk/one")
TYPED = (  # what a client types into each lesson: one answer to share, one to keep
    ("", "k", "", ANSWERS[0], ".", "1", "s"),
    (ANSWERS[1], ".", KEPT_BACK, "."),
    (ANSWERS[2], ".", KEPT_BACK, "."),
)


class Machine(Protocol):
    """A home with the program in it."""

    home: Path

    def __call__(self, *words: str, typed: Sequence[str] = (), code: int = 0) -> str:
        """Runs a command, types lines into it, and gives what was said."""
        ...


# --- the engagement ------------------------------------------------------------------------


@dataclass
class Engagement:
    """A coach and a client, and the days that pass."""

    coach: Machine
    client: Machine
    post: Path  # where packets lie on their way
    pass_to: Callable[[int], None]  # goes on to a day, counted from the first
    id: str = ""
    keys: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def begins(self) -> None:
        """Keys, a new client, the agreement."""
        self.keys = [machine("key", "new", typed=["n"]) and machine("key", "show").split()[-1]
                     for machine in (self.coach, self.client)]  # fmt: skip
        assert all(key.startswith("age1") for key in self.keys) and self.keys[0] != self.keys[1]
        self.id = self.coach("clients", "new", ALIAS, "--group", GROUP).split()[0]
        said = self.coach("clients", "agreement", "heron", "purpose=okapi-purpose", "review_on=in 3 months",
                          f"fit={TERMS}")  # fmt: skip
        assert "draft" in said and TERMS not in said
        assert ": agreed" in self.coach("clients", "agreement", "heron", "--agreed")
        self.coach("clients", "note", "heron", NOTES[0])
        assert "no session yet, none booked" in self.coach("clients")

    def session(self, n: int, following: str) -> None:
        """A session, with a lesson that is given at its end."""
        said = self.coach("session", "start", "heron", "--aim", AIMS[n], "--deck", "grow")
        assert f"Session {n + 1}" in said
        if n:
            step = self.step_id(STEPS[n - 1])
            state = ("done", "dropped")[n - 1]
            assert STEPS[n - 1] in self.coach("session", "checkin", "heron", step, state, "--why", "it went so")
        self.coach("session", "note", "heron", NOTES[1], "--private", "--kind", "guess")
        self.coach("session", "note", "heron", f"okapi-shared-{n}")
        self.coach("session", "commit", "heron", STEPS[n], "--due", "in 1 week", "--sure", "8")
        said = self.coach(
            "session", "close", "heron", SUMS[n], "--rate", "9889", "--next", following, "--minutes", "50"
        )
        assert all(word not in said for word in PRIVATE if word != ALIAS)
        self.coach("clients", "note", "heron", NOTES[2], "--kind", "raise")

    def step_id(self, text: str) -> str:
        """The id of a step of the client's, as on the coach's machine."""
        said = self.coach("--person", self.id, "next", "--all", "--json")
        rows = json.loads(said[said.index("{") :])["next"]
        return next(row["id"] for row in rows if row["text"] == text)

    def packet_out(self, n: int) -> None:
        """The lesson goes out, and is opened at the other end."""
        file = self.written(self.coach("packet", "make", "heron", LESSONS[n], "--to", self.keys[1], "--from", "Ada",
                                       "--due", "in 5 days", "--out", str(self.post)))  # fmt: skip
        assert "Taken in: 1 next step" in self.client("packet", "open", str(file), typed=["y"])
        assert "taken in already" in self.client("packet", "open", str(file))
        self.coach("packet", "open", str(file), code=1)  # it is for the client alone
        self.client("learn", LESSONS[n], "--plain", typed=TYPED[n])

    def packet_back(self, n: int) -> None:
        """The answers come back, but for those that stay."""
        out = self.client("packet", "return", self.files[-1].name.split("-")[1].split(".")[0], "--share", SHARED[n],
                          "--out", str(self.post), typed=["y"])  # fmt: skip
        file = self.written(out)
        assert "Taken in" in self.coach("packet", "open", str(file), typed=["y"])
        folder = self.coach.home / "people" / self.id
        assert found(folder, (ANSWERS[n],)) and not found(self.coach.home, (KEPT_BACK,))

    def written(self, said: str) -> Path:
        """The packet that was just written."""
        match = re.search(r"Written: (\S+\.coachpacket)", said)
        assert match, said
        self.files.append(Path(match[1]))
        assert not [word for word in (*PRIVATE, *CLIENTS) if word.encode() in self.files[-1].read_bytes()]
        return self.files[-1]

    def mid_point(self) -> None:
        """Half way to the next session a word is due, until there was one."""
        assert "half way to the next session" in self.coach("due")
        self.coach("clients", "contact", "heron", CONTACT)
        assert "half way" not in self.coach("due")

    def reports(self) -> None:
        """For the client in their words; for a sponsor counts and dates, and more only with a consent."""
        self.coach("--person", self.id, "plan", "add", "goals", "--name", GOAL)
        self.coach("--person", self.id, "plan", "add", "goals", "--name", OTHER_GOAL)
        self.coach("--person", self.id, "plan", "set", "goals/" + self.goal_id(GOAL), "visibility", "shareable")
        summary = self.coach("report", "client", "heron", "--for", "client")
        assert all(word in summary for word in (*AIMS, *SUMS, *STEPS))
        assert "Not in this report:" in summary and "private notes" in summary
        bare = self.coach("report", "sponsor", "heron", "--for", "sponsor")
        assert "Sessions held: 3" in bare and not [word for word in CLIENTS if word in bare]
        self.coach("clients", "consent", "heron", "okapi-consent", "--scope", "goals", "--scope", "hours")
        more = self.coach("report", "sponsor", "heron", "--for", "sponsor")
        assert [word for word in CLIENTS if word in more] == [GOAL]
        for said in (summary, bare, more):
            assert not [word for word in PRIVATE if word in said.replace(f"About {ALIAS}", "")]

    def goal_id(self, name: str) -> str:
        """The id of a goal, as on the coach's machine."""
        said = self.coach("--person", self.id, "plan", "show", "goals", "--json")
        found = re.search(rf'"id": ?"(\w+)"[^{{}}]*"name": ?"{name}"', said) or re.search(
            rf'"name": ?"{name}"[^{{}}]*"id": ?"(\w+)"', said)  # fmt: skip
        assert found, said
        return found[1]

    def ends(self) -> None:
        """The end, and what belongs to the client goes along with them."""
        self.coach("clients", "set", "heron", "status=ended")
        assert "no clients" not in self.coach("clients", "--all")
        file = self.written(self.coach("packet", "handover", self.id, "--to", self.keys[1], "--out", str(self.post),
                                       typed=["y"]))  # fmt: skip
        assert "Taken in" in self.client("packet", "open", str(file), typed=["y", *["t"] * 9])
        archive = self.post / "heron.zip"
        assert "Not in it" in self.coach("client", "export", "heron", "--out", str(archive))
        with zipfile.ZipFile(archive) as opened:
            texts = "\n".join(opened.read(name).decode() for name in opened.namelist())
            assert SUMS[2] in opened.read("sessions.md").decode() and GOAL in opened.read("plan.md").decode()
        assert not [word for word in PRIVATE if word in texts]

    def erased(self) -> None:
        """All of it leaves the coach's home, backups and caches too; the client's own is as it was."""
        home = self.coach.home
        words = (*PRIVATE, *CLIENTS, "okapi", "quokka")
        assert found(home, PRIVATE) and found(home, CLIENTS)
        self.coach("client", "erase", "heron", "--dry-run")
        assert found(home, PRIVATE)
        assert "Erased for good" in self.coach("client", "erase", "heron", "--at-once", typed=["y"])
        assert found(home, words) == []
        named = [
            path.relative_to(home).as_posix() for path in home.rglob("*") if self.id in str(path.relative_to(home))
        ]
        assert len(named) == 1 and named[0].startswith(f"receipts/{self.id}-")
        assert found(self.client.home, ANSWERS) and not found(self.client.home, PRIVATE)
        assert "There are no clients yet" in self.coach("clients")
        assert "2.5" in self.coach("clients", "hours")  # three times fifty minutes


def engagement(one: Engagement) -> None:
    """All of it, over six weeks."""
    one.begins()
    one.session(0, "in 2 weeks")
    one.packet_out(0)
    one.pass_to(7)
    one.mid_point()
    one.packet_back(0)
    one.pass_to(14)
    one.session(1, "in 2 weeks")
    one.packet_out(1)
    one.pass_to(21)
    one.packet_back(1)
    one.pass_to(28)
    one.session(2, "")
    one.packet_out(2)
    one.pass_to(30)
    one.packet_back(2)
    one.reports()
    one.pass_to(40)
    one.ends()
    one.erased()


def own_lessons(home: Path) -> None:
    """Two lessons of the coach's own, which a client does not have."""
    pack = home / "packs" / "talks"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text(_PACK)
    for n, id in enumerate(LESSONS[1:], 1):
        (pack / f"0{n}-{id}.toml").write_text(_LESSON.format(id=id, title=id.replace("-", " ")))


# --- in this process -----------------------------------------------------------------------


class Keyboard(io.StringIO):
    """Somebody who has typed already."""

    def isatty(self) -> bool:
        return True


@dataclass
class Here:
    """A machine in this process."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *words: str, typed: Sequence[str] = (), code: int = 0) -> str:
        self.capsys.readouterr()
        self.monkeypatch.setattr(sys, "stdin", Keyboard("".join(f"{line}\n" for line in typed)))
        ended = main(["--home", str(self.home), *words])
        said = self.capsys.readouterr()
        assert ended == code, (words, said.out + said.err)
        return said.out + said.err


def test_an_engagement(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch)
    monkeypatch.setattr("os.umask", lambda mask: 0)
    real = workspace.utc_now

    def pass_to(days: int) -> None:
        def then() -> dt.datetime:
            return real() + dt.timedelta(days=days)

        monkeypatch.setattr(workspace, "utc_now", then)
        monkeypatch.setattr(workspace.Workspace.__init__, "__defaults__", (then, workspace.random_id))
        monkeypatch.setattr(Practice.__init__, "__defaults__", (then, workspace.random_id))

    coach, client = (Here(tmp_path / name, capsys, monkeypatch) for name in ("coachs", "clients"))
    own_lessons(coach.home)
    post = tmp_path / "post"
    post.mkdir()
    engagement(Engagement(coach, client, post, pass_to))


# --- in a terminal -------------------------------------------------------------------------

LATER = """
import datetime as dt, sys
from coach import workspace
now, days = workspace.utc_now, dt.timedelta(days=int(sys.argv[1]))
workspace.utc_now = lambda: now() + days
workspace.Workspace.__init__.__defaults__ = (workspace.utc_now, workspace.random_id)
from coach.cli import main
sys.exit(main(sys.argv[2:]))
"""


@dataclass
class There:
    """A machine with a terminal of its own, some days from now."""

    home: Path
    days: list[int]
    passphrase: str

    def opened(self, *words: str, size: tuple[int, int] = (100, 40)) -> Terminal:
        """The program in its terminal."""
        command = [sys.executable, "-c", LATER, str(self.days[-1]), "--home", str(self.home), *words]
        return Terminal(command, self.home.parent, size,
                        {"COACH_PASSPHRASE_COMMAND": f"echo {shlex.quote(self.passphrase)}"})  # fmt: skip

    def __call__(self, *words: str, typed: Sequence[str] = (), code: int = 0) -> str:
        with self.opened(*words, size=(500, 60)) as terminal:
            for line in typed:
                terminal.send(f"{line}\n")
            ended = terminal.wait_end(30)
            said = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", bytes(terminal.raw).decode()).replace("\r\n", "\n")
        assert ended == code, (words, said)
        return said


@pytest.mark.slow
def test_an_engagement_in_a_terminal(tmp_path: Path) -> None:
    days = [0]
    coach = There(tmp_path / "coachs", days, "heron and reeds")
    client = There(tmp_path / "clients", days, "quiet water")
    own_lessons(coach.home)
    post = tmp_path / "post"
    post.mkdir()
    engagement(Engagement(coach, client, post, days.append))


# --- in the app ----------------------------------------------------------------------------


def sheet(terminal: Terminal, shown: str, *fields: str) -> None:
    """Fills in a sheet, once something of it is shown, from its first field on, and keeps it."""
    terminal.wait(shown)
    terminal.settle(0.1)
    for n, words in enumerate(fields):
        terminal.send(*(["tab"] if n else []))
        terminal.settle(0.1)
        if words:
            terminal.send(words)
            terminal.wait(words.split()[0])
    terminal.send("ctrl+s")


def through_the_app(terminal: Terminal) -> None:
    """From the roster to the session, and through it to its close."""
    terminal.wait("4 Clients")
    terminal.send("4")
    terminal.wait("no session yet, none booked")
    terminal.send("enter")
    terminal.wait(NOTES[0])
    terminal.settle(0.1)
    terminal.send("s")
    terminal.wait("Safe to share")
    assert not [word for word in PRIVATE if word in terminal.text]
    terminal.settle(0.1)
    terminal.send("a")
    sheet(terminal, "Questions", AIMS[0])
    terminal.wait(lambda text: AIMS[0] in text and "leave" not in text)
    terminal.send("n")
    terminal.wait("enter keep")
    terminal.send("okapi-shared")
    terminal.wait("okapi-shared")
    terminal.send("enter")
    terminal.wait("Noted for both.")
    terminal.send("esc")
    terminal.wait(lambda text: "enter keep" not in text)
    terminal.send("p")
    terminal.wait("typed unseen")
    terminal.send(NOTES[1], "enter")
    terminal.wait("Noted for you alone.")
    terminal.send("esc")
    terminal.wait(lambda text: "typed unseen" not in text)
    terminal.send("c")
    sheet(terminal, "How sure, of 10", STEPS[0])
    terminal.wait(lambda text: STEPS[0] in text and "How sure" not in text)
    terminal.send("s")
    sheet(terminal, "In their words", SUMS[0], "in 2 weeks")
    terminal.wait("Session 1 is closed")
    assert not [word for word in PRIVATE if word in terminal.text]


@pytest.mark.slow
def test_a_session_in_the_app(tmp_path: Path) -> None:
    machine = There(tmp_path / "coachs", [0], "heron and reeds")
    (machine.home / "config").mkdir(parents=True)
    (machine.home / "config" / "settings.toml").write_text("first_run_done = true\n")
    id = machine("clients", "new", ALIAS).split()[0]
    machine("clients", "note", "heron", NOTES[0], "--kind", "raise")
    with machine.opened() as terminal:
        through_the_app(terminal)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        said = bytes(terminal.raw)
    shared = said.partition(b"Safe to share")[2]
    assert NOTES[1].encode() not in said and NOTES[0].encode() not in shared, "unseen, and hidden"
    assert not re.search(rb"\x1b\](?!22;)", said), "no title of the window"
    summary = machine("report", "client", "heron", "--for", "client")
    assert all(word in summary for word in (AIMS[0], SUMS[0], STEPS[0], "okapi-shared", "2 × private notes"))
    assert STEPS[0] in machine("--person", id, "next")
    assert "half way" in machine("due", "--days", "8")
