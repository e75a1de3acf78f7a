"""`coach content check`: faults as lines that editors can follow, and a fitting exit code."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

LESSON = """
format = 1
id = "my-week"
title = "My week"
track = "act-and-review"
module = "rhythm"
minutes = 5
audience = ["all"]
outcomes = ["look at a week"]

[[steps]]
id = "look"
kind = "text"
title = "Look"
prompt = "How was it?"
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    file = tmp_path / "01-my-week.toml"
    file.write_text(LESSON)
    return file


def test_no_fault(coach: Run, lesson: Path) -> None:
    ran = coach("content", "check", str(lesson))
    assert (ran.code, ran.out) == (0, "")
    assert "1 file: no faults" in ran.err


def test_a_fault_has_its_place(coach: Run, lesson: Path) -> None:
    lesson.write_text(LESSON.replace("minutes = 5", "minuts = 5"))
    ran = coach("content", "check", str(lesson))
    assert ran.code == 1
    assert f"{lesson}:7:1: C201 " in ran.out
    assert "minutes" in ran.out


def test_a_folder_and_a_file_that_is_not_there(coach: Run, lesson: Path) -> None:
    ran = coach("content", "check", str(lesson.parent), str(lesson.parent / "nowhere.toml"))
    assert ran.code == 1
    assert "nowhere.toml" in ran.out
    assert "2 files" in ran.err


def test_our_own_lessons_without_a_path(coach: Run) -> None:
    ran = coach("content", "check")
    assert ran.code in (0, 1)
    assert " files: " in ran.err


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["chekc", "x.toml"]])
def test_wrong_usage(arguments: list[str], coach: Run) -> None:
    ran = coach("content", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_a_file_cannot_command_the_terminal(coach: Run, tmp_path: Path) -> None:
    file = tmp_path / "01-x\x1b[2J.toml"
    file.write_text('"\\u001b[31m" = 1\n')
    ran = coach("content", "check", str(file))
    assert ran.code == 1
    assert "\x1b" not in ran.out + ran.err
