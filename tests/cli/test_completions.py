"""Completion: what is offered, asked in Python; and that real shells offer it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import coach as package
from coach.cli.commands import FILES
from coach.cli.complete import candidates
from coach.cli.context import Context
from coach.plan.parts import PARTS
from coach.plan.records import RECORDS
from tests.cli.conftest import Run
from tests.cli.test_reading import state
from tests.helpers import HOSTILE, Clock, open_workspace
from tests.terminal import Terminal

ROOT = Path(package.__file__).parents[1]
SHELLS = ("bash", "zsh", "fish")
needs = {name: pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not here") for name in SHELLS}


def offered(*words: str) -> list[str]:
    """The words offered at the end of a line."""
    return [word for word, _ in candidates(list(words), Context())]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ([""], list(FILES)),
        (["le"], ["learn", "lessons"]),
        (["--home", "x", "le"], ["learn", "lessons"]),
        (["learn", "start"], ["start-here"]),
        (["done", ""], ["step1", "step2"]),
        (["done", "step1", ""], []),
        (["drop", "step2", "--why", ""], []),
        (["drop", "--why", "x y", "step1"], ["step1"]),
        (["add", "Ask Ravi", "--goal", ""], ["goal1"]),
        (["add", "x", "--goal=g"], ["--goal=goal1"]),
        (["add", "x", "--goal", "=", "g"], ["goal1"]),  # as bash takes a line apart
        (["add", "x", "--size", "1"], ["15m", "1h"]),
        (["add", "x", "--due", "tom"], ["tomorrow"]),
        (["plan", ""], ["show", "add", "set", "remove"]),
        (["plan", "show", ""], [*RECORDS, "answers", *(part.id for part in PARTS if part.id not in RECORDS)]),
        (["plan", "show", "goals", ""], []),
        (["plan", "add", "goals", "--imp"], ["--importance"]),
        (["plan", "set", "goal1", "stat"], ["status"]),
        (["plan", "set", "goal1", "status", "re"], ["reached"]),
        (["export", "m"], ["md"]),
        (["export", "md", "--for", ""], ["me", "coach", "sponsor", "shareable"]),
        (["export", "md", "--out", ""], [":files"]),
        (["content", "ch"], ["check"]),
        (["packs", "re"], ["remove"]),
        (["content", "check", "a.toml", ""], [":files"]),
        (["--home", ""], [":folders"]),
        (["demo", "--keep", "/tm"], [":folders"]),
        (["next", "--person", ""], ["me"]),
        (["help", "js"], ["json"]),
        (["completions", ""], ["bash", "zsh", "fish"]),
        (["due", "--b"], ["--brief"]),
        (["due", "--brief", "--"], ["--days", "--json", "--help", "--home", "--person"]),
        (["--v"], ["--version"]),
        (["nowhere", ""], None),
        (["win", ""], []),
    ],
)
def test_what_is_offered(line: list[str], wanted: list[str] | None, coach: Run, filled: Path) -> None:
    if wanted is not None:
        assert offered(*line) == wanted
    ran = coach("complete", "--", *line)
    assert (ran.code, ran.err) == (0, "")
    assert [said.split()[0] for said in ran.out.splitlines()] == (wanted or [])


def test_what_it_stands_for_is_told(coach: Run, filled: Path) -> None:
    assert coach("complete", "--", "done", "").out == "step1 Ask Ravi\nstep2 Read the advert\n"
    assert "--brief for your prompt" in coach("complete", "--", "due", "--b").out


def test_of_the_person_and_home_that_were_named(coach: Run, tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "other", Clock())
    workspace.put("added", "next_steps", "there", {"text": "x"}, "x")
    assert offered("--home", str(tmp_path / "other"), "done", "") == ["there"]
    assert offered("done", f"--home={tmp_path / 'other'}", "") == ["there"]
    coach("add", "x", "--person", "k3")
    assert offered("next", "--person", "k") == ["k3"]


@pytest.mark.parametrize("line", [["done", ""], ["learn", ""], ["add", "x", "--goal", ""], [""]])
def test_asking_changes_nothing(line: list[str], coach: Run, filled: Path) -> None:
    before = state(filled)
    coach("complete", "--", *line)
    assert state(filled) == before


def test_asking_makes_no_home(coach: Run, place: Path) -> None:
    assert coach("complete", "--", "done", "").out == ""
    assert not place.exists()


def test_no_id_can_command_the_shell(coach: Run, place: Path) -> None:
    """A shell puts what is offered on the line as it stands."""
    workspace = open_workspace(place, Clock())
    for id in ("$(touch x)", "a;b", "`x`", "two words", "a\nb", "-x'", "ä", *HOSTILE):
        workspace.put("added", "next_steps", id, {"text": "x"}, "x")
    workspace.put("added", "next_steps", "fine", {"text": "$(x)\n$(x) \x1b[2J"}, "x")
    lines = coach("complete", "--", "done", "").out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["fine"]
    assert lines[0] == "fine $(x) $(x) ␛[2J"


def test_it_is_not_among_the_commands(coach: Run) -> None:
    assert "complete" not in FILES
    assert " complete" not in coach("help").out
    assert "complete" not in offered("comp")


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts(shell: str, coach: Run, place: Path) -> None:
    ran = coach("completions", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "complete --" in ran.out
    assert not place.exists()
    assert coach("completions", "tcsh").code == 2


# --- real shells -----------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH with `coach` on it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "coach"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m coach "$@"\n')
    script.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def ask(command: list[str], path: str, cwd: Path) -> str:
    done = subprocess.run(
        command, env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}, cwd=cwd, capture_output=True, text=True,
        timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


@needs["bash"]
def test_bash(path: str, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "a file.toml").touch()
    (tmp_path / "a folder").mkdir()
    lines = [
        "coach le", "coach learn start", "coach done step", "coach plan show go", "coach add x --size = 1",
        "coach content check a", "coach --home a", "coach nowhere x",
    ]  # fmt: skip
    wanted = [
        ["learn", "lessons"], ["start-here"], ["step1", "step2"], ["goals", "goals-and-steps"], ["15m", "1h"],
        ["a file.toml", "a folder"], ["a folder"], [],
    ]  # fmt: skip
    asked = "\n".join(
        f"COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _coach coach; "
        "printf '%s|' \"${COMPREPLY[@]}\"; echo"
        for line in lines
    )
    script = f'eval "$(coach completions bash)"; complete -p coach\n{asked}'
    known, *said = ask(["bash", "--norc", "-c", script], path, tmp_path).splitlines()
    assert known == "complete -F _coach coach"
    assert [sorted(filter(None, line.split("|"))) for line in said] == wanted


@needs["fish"]
def test_fish(path: str, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "a file.toml").touch()
    lines = ["coach le", "coach learn start", "coach done step", "coach content check a"]
    script = "coach completions fish | source; " + "; ".join(f"complete -C '{line}'; echo ." for line in lines)
    said = ask(["fish", "--no-config", "-c", script], path, tmp_path)
    words = [[line.split("\t")[0] for line in part.splitlines() if line] for part in said.split(".\n")[:4]]
    assert words[:3] == [["learn", "lessons"], ["start-here"], ["step1", "step2"]]
    assert "step1\tAsk Ravi" in said
    assert any("a file" in line or "a\\ file" in line for line in words[3])


@needs["zsh"]
def test_zsh(path: str, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "only.toml").touch()
    environment = {"PATH": path, "COACH_HOME": str(filled), "PS1": "% ", "ZDOTDIR": str(tmp_path)}
    with Terminal(["zsh", "-f", "-i"], tmp_path, env=environment) as terminal:
        terminal.settle()
        terminal.send(f"cd '{tmp_path}'; autoload -U compinit; compinit -D -u; clear; echo rea''dy\r")
        terminal.wait("ready")
        terminal.send('eval "$(coach completions zsh)"; echo do""ne\r')
        terminal.wait("done")
        terminal.send("coach learn start-h\t")
        terminal.wait("coach learn start-here")
        terminal.send("\x15coach done st\t\t")
        terminal.wait("Read the advert")
        assert "coach done step" in terminal.text
        terminal.send("\x15\x0ccoach content check on\t")
        terminal.wait("check only.toml")
