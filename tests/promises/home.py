"""A home with a lesson of many short questions, the program opened there, and what of it is on disk."""

import hashlib
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coach.plan.answers import Answer
from coach.workspace import Workspace
from tests.terminal import Terminal, coach

LESSON = "many-questions"
STEPS = 40
_HEAD = f"""\
format = 1
id = "{LESSON}"
title = "Many questions"
track = "take-stock"
module = "open-the-box"
minutes = 60
audience = ["all"]
outcomes = ["answer many questions"]
"""
_STEP = """
[[steps]]
id = "q{n}"
kind = "text"
title = "Question {n}."
prompt = "What is your answer to question {n}?"
minutes = 1
optional = true
"""


def make_home(folder: Path, steps: int = STEPS) -> Path:
    """A home in which somebody has been before, with the lesson in a pack of its own."""
    pack = folder / "packs" / "tests"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text('format = 1\nid = "tests"\nversion = "1"\ntitle = "Tests"\nlanguage = "en"\n')
    (pack / "01-many-questions.toml").write_text(_HEAD + "".join(_STEP.format(n=n) for n in range(1, steps + 1)))
    (folder / "config").mkdir()
    (folder / "config" / "settings.toml").write_text("first_run_done = true\n")
    return folder


@contextmanager
def in_lesson(home: Path, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None) -> Iterator[Terminal]:
    """The program in a terminal, with a question of the lesson before it."""
    with coach(home.parent, "--home", str(home), "learn", LESSON, size=size, env=env) as terminal:
        terminal.wait("Question ")
        yield terminal


def in_field(terminal: Terminal) -> str:
    """What stands in the field on the screen."""
    lines = [line.strip() for line in terminal.text.splitlines()]
    return " ".join(line.removeprefix("▌").strip() for line in lines if line.startswith("▌")).strip()


def question(terminal: Terminal) -> int:
    """The number of the question on the screen."""
    return next(n for n in range(STEPS, 0, -1) if f"Question {n}." in terminal.text)


def opened(home: Path) -> Workspace:
    """The plan as it is on disk."""
    return Workspace(home / "people" / "me", "looking")


def texts(home: Path) -> dict[str, str]:
    """The answers on disk, by step."""
    answers: Mapping[str, Answer] = opened(home).plan.answers.of(LESSON)
    return {step: str((answer.value or {}).get("text", "")) for step, answer in answers.items()}


def drafts(home: Path) -> dict[str, str]:
    """What was half typed, on disk, by step."""
    found: dict[str, Any] = opened(home).drafts.of(LESSON)
    return {step: str(raw.get("text", "")) for step, raw in found.items()}


def dice(name: str, seed: int) -> random.Random:
    """Chance that is the same for every run of one test with one seed, whatever else ran."""
    return random.Random(int.from_bytes(hashlib.sha256(f"{name}:{seed}".encode()).digest()[:8]))
