"""`coach content check` as programs and people use it: forms of output, levels, codes, long runs and watching."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli.content_check import Told, watch
from coach.cli.content_formats import as_command
from coach.lessons.check import check
from coach.lessons.checks import kept, many
from coach.lessons.checks.alone import Looked, look_at
from coach.lessons.faults import Fault, Spot
from tests.cli.conftest import Run

from .test_content import LESSON

FAULTY = LESSON.replace("minutes = 5", "minuts = 5")
ADVISED = LESSON.replace('prompt = "How was it?"', 'prompt = "How were the red ones?"')


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    file = tmp_path / "01-my-week.toml"
    file.write_text(LESSON)
    return file


def test_the_place_is_shown_with_a_mark(coach: Run, lesson: Path) -> None:
    lesson.write_text(FAULTY)
    out = coach("content", "check", str(lesson)).out.split("\n")
    assert out[1:3] == ["    7 | minuts = 5", "      | ^^^^^^"]


def test_json(coach: Run, lesson: Path) -> None:
    lesson.write_text(FAULTY.replace('id = "look"', 'id = "look"\nwhen = { answer = "früher" }'))
    ran = coach("content", "check", str(lesson), "--format", "json")
    data = json.loads(ran.out)
    assert (ran.code, data["format"], data["files"], data["errors"], data["warnings"]) == (1, 1, 1, 2, 0)
    first = data["faults"][0]
    assert {key: first[key] for key in ("path", "line", "column", "end_column", "code", "level", "source", "mark")} == {
        "path": str(lesson), "line": 7, "column": 1, "end_column": 7, "code": "C201", "level": "error",
        "source": "minuts = 5", "mark": "^^^^^^",
    }  # fmt: skip
    assert first["other"] is None
    assert ran.out.isascii()
    assert "1 file: 2 faults" in ran.err


def test_github(coach: Run, lesson: Path) -> None:
    lesson.write_text(FAULTY)
    ran = coach("content", "check", str(lesson), "--format", "github")
    assert ran.out == (
        f"::error file={lesson},line=7,col=1,endColumn=7,title=C201 Unknown key::"
        "a lesson has no key “minuts”%0ADid you mean “minutes”?\n"
    )


def test_a_workflow_command_cannot_be_broken_out_of() -> None:
    other = Spot("x\n::error::y", 1, 1, label="the other one")
    fault = Fault(
        "a,b:c%.toml\n::warning::x", 1, 2, "C401", "50% of\n::error::this", "Do\r\nthat.", "warning", 3, "", other
    )
    command = as_command(fault)
    assert "\n" not in command
    assert "\r" not in command
    assert command.startswith("::warning file=a%2Cb%3Ac%25.toml%0A%3A%3Awarning%3A%3Ax,line=1,col=2,endColumn=5,")
    assert "50%25 of%0A::error::this" in command


@pytest.mark.parametrize(
    ("options", "code", "shown"),
    [([], 0, 1), (["--strict"], 1, 1), (["--level", "error"], 0, 0), (["--level", "error", "--strict"], 0, 0)],
)
def test_advice_counts_when_it_is_wanted(options: list[str], code: int, shown: int, coach: Run, lesson: Path) -> None:
    lesson.write_text(ADVISED)
    ran = coach("content", "check", str(lesson), *options)
    assert (ran.code, ran.out.count("C408")) == (code, shown)


def test_what_is_ignored_is_counted(coach: Run, lesson: Path) -> None:
    lesson.write_text(ADVISED.replace("prompt", "# lint: ignore C408 these are called so\nprompt"))
    ran = coach("content", "check", str(lesson), "--strict")
    assert (ran.code, ran.out) == (0, "")
    assert "1 ignored with a reason" in ran.err


def test_codes_are_explained(coach: Run) -> None:
    ran = coach("content", "check", "--explain", "c204")
    assert ran.code == 0
    assert ran.out.startswith("C204 Unknown kind (a fault")
    assert "Right:" in ran.out
    assert coach("content", "codes", "C204").out == ran.out
    assert "C401  Length of a reading step" in coach("content", "codes").out.split("\n")
    assert "# lint: ignore C407 the reason" in coach("content", "codes", "C407").out
    assert coach("content", "codes", "C999").code == 2
    assert coach("content", "coverage", "--watch").code == 2


# --- many files --------------------------------------------------------------------


class Terminal(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize("terminal", [True, False])
def test_a_long_check_says_how_far_it_is(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream, now = Terminal(terminal), [0.0]
    with Told(stream, lambda: now[0]) as told:
        for done, second in ((1, 0.5), (900, 0.99), (1_000, 1.5), (1_001, 1.52), (4_000, 2.6), (10_000, 2.7)):
            now[0] = second
            told(done, 10_000)
    lines = "1,000 of 10,000 files\n4,000 of 10,000 files\n"
    one = "\r\x1b[K1,000 of 10,000 files\r\x1b[K4,000 of 10,000 files\r\x1b[K10,000 of 10,000 files\r\x1b[K"
    assert stream.getvalue() == (one if terminal else lines)


def test_a_short_check_says_nothing_of_it() -> None:
    stream = Terminal(True)
    with Told(stream, lambda: 0.0) as told:
        told(1, 1)
    assert stream.getvalue() == ""


def write(folder: Path, count: int) -> None:
    """Lessons that were not written just now; the third is faulty."""
    for n in range(count):
        file = folder / f"{n:04}.toml"
        file.write_text((FAULTY if n == 3 else LESSON).replace("my-week", f"week-{n}"))
        os.utime(file, (1_700_000_000, 1_700_000_000))


def test_what_had_no_fault_is_remembered_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_YOUNG", -(10**18))  # else what was made just now is not remembered
    looked: list[str] = []

    def look(file: Path) -> Looked:
        looked.append(file.name)
        return look_at(file)

    monkeypatch.setattr(many, "look_at", look)
    folder, cache = tmp_path / "pack", tmp_path / "check.cache"
    folder.mkdir()
    write(folder, 100)
    first = check([folder], cache=cache)
    assert (len(looked), first.files, [fault.line for fault in first.faults]) == (100, 100, [7])
    looked.clear()
    assert check([folder], cache=cache) == first
    assert looked == ["0003.toml"]
    (folder / "0005.toml").write_text(LESSON.replace('"my-week"', '"week-6"'))
    looked.clear()
    found = check([folder], cache=cache).faults
    assert looked == ["0003.toml", "0005.toml"]
    assert [(Path(fault.path).name, fault.code) for fault in found] == [("0003.toml", "C201"), ("0006.toml", "C301")]
    monkeypatch.setattr(kept, "code_mark", lambda: "newer")
    looked.clear()
    check([folder], cache=cache)
    assert len(looked) == 100
    cache.write_bytes(b"\x00broken")
    assert len(check([folder], cache=cache).faults) == 2


def test_a_file_that_was_saved_just_now_is_not_remembered(tmp_path: Path) -> None:
    folder, cache = tmp_path / "pack", tmp_path / "check.cache"
    folder.mkdir()
    write(folder, 100)
    check([folder], cache=cache)
    assert not cache.exists()


@pytest.mark.slow
def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    write(tmp_path, 400)
    assert check([tmp_path], jobs=2) == check([tmp_path])


# --- watching ------------------------------------------------------------------------


def test_each_save_is_a_check() -> None:
    codes = iter([1, 1, 0])
    assert watch(lambda: next(codes), ["begins", "a save", "a save"]) == 0
    assert watch(lambda: 1, ["begins"]) == 1

    def interrupted() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):  # which ends every command with exit code 130
        watch(interrupted, ["begins"])


@pytest.mark.slow
def test_watching_for_real(lesson: Path) -> None:
    """Waits for what is printed, never for a while: a head line each time, and 130 at Ctrl+C."""
    command = [sys.executable, "-m", "coach", "content", "check", str(lesson), "--watch"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stderr is not None
    assert "1 file: no faults" in running.stderr.readline()
    new = lesson.with_suffix(".new")
    new.write_text(FAULTY)
    new.replace(lesson)  # as editors save
    assert ":7:1: C201 " in running.stdout.readline()
    assert "1 file: 1 fault" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 130
    running.stdout.close()
    running.stderr.close()
