"""Every lesson of the program, line by line to its end: in this process, and through a pipe as anybody would."""

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.helpers import course, open_workspace
from tests.plain.answerer import walked
from tests.plain.test_voice import harmless

LIBRARY = course()
LESSONS = [head.id for head in LIBRARY.heads()]
PIPED = ["start-here", "where-am-i-now", "keep-the-record", "what-not-how", "when-to-tell", "next-possible-steps"]
STEP = re.compile(r"Step \d+ of \d+: (.+?) About \d+ minutes? left\.")


def steps_said(text: str) -> list[str]:
    """The steps that were announced, in their order."""
    return [title.rstrip(".") for title in STEP.findall(" ".join(text.split()))]


def for_the_eye(text: str) -> list[str]:
    """Characters in a text that are there for the eye: arrows, boxes, bullets, ornaments."""
    return [c for c in text if not c.isascii() and unicodedata.category(c) in ("So", "Sm", "Po", "Cc", "Co")]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_is_walked_to_its_end(lesson: str, tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    answerer = walked(workspace, lesson, LIBRARY)
    assert answerer.walk is not None
    walk = answerer.walk.walk
    assert walk.finished, answerer.text[-1500:]
    assert not workspace.drafts.of(lesson)
    assert harmless(answerer.text)
    assert not for_the_eye(answerer.text)
    assert max(len(line) for line in answerer.text.splitlines()) <= 80
    answered = [step for step in walk.path if walk.answered(step)]  # a late answer may open a step that was passed
    assert steps_said(answerer.text) == [" ".join(walk.worded(step.title).rstrip(".").split()) for step in answered]
    assert len(answered) == len(walk.answers)
    assert "That was “" in answerer.text


def piped(home: Path, lesson: str, lines: list[str], **env: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the program itself, with these lines on its input."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "coach", "--home", str(home), "learn", lesson, "--plain"],
        input="".join(f"{line}\n" for line in lines).encode(),
        capture_output=True,
        env={**kept, "HOME": str(home), **env},
        cwd=Path(__file__).parents[2],
        timeout=60,
    )


@pytest.mark.parametrize("lesson", PIPED)
@pytest.mark.slow
def test_the_same_lines_through_a_pipe_lead_to_the_same_end(lesson: str, tmp_path: Path) -> None:
    answerer = walked(open_workspace(tmp_path / "here"), lesson, LIBRARY)
    done = piped(tmp_path / "there", lesson, answerer.lines)
    said = done.stdout.decode()
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert steps_said(said) == steps_said(answerer.text)
    assert f"That was “{LIBRARY.lesson(lesson).title}”. Everything is saved." in said
    assert "\x1b" not in said
    plan = open_workspace(tmp_path / "there").plan
    assert plan.progress[lesson].status == "finished"
    assert answerer.walk is not None
    here = answerer.walk.workspace.plan.answers.of(lesson)
    assert set(plan.answers.of(lesson)) == set(here)


def test_an_output_that_has_no_such_letters(tmp_path: Path) -> None:
    done = piped(tmp_path, "start-here", ["", "3"], PYTHONIOENCODING="iso-8859-1", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\\u201" not in done.stdout.decode("latin-1")


def test_an_input_that_is_not_text(tmp_path: Path) -> None:
    kept = {**os.environ, "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "coach", "--home", str(tmp_path), "learn", "start-here", "--plain"]
    done = subprocess.run(
        command, input=b"\n\xff\xfe\x00\x1b[31m\n3\n\x80\x81", capture_output=True, env=kept, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"A whole number from 1 to 5, please." in done.stdout
    assert b"\x1b" not in done.stdout


def test_a_reader_that_has_left(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "coach", "--home", str(tmp_path), "learn", "start-here", "--plain"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"\n" * 50)
        process.stdin.close()
        assert process.wait(30) == 0
        assert process.stderr.read() == b""
