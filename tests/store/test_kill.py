"""`kill -9` at random moments while answering: nothing that was shown as saved is missing, no file is broken (G1)."""

import os
import random
import select
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.lessons.given import Refused
from coach.plan.records import NextStep
from coach.walk import Walk
from coach.workspace import Workspace
from tests.helpers import Walker, course

SEED = 20261123


def answer_until_killed(folder: Path, out: int) -> None:
    """Answers the same step over and over, says so after each is saved, and writes the TOML files now and then."""
    workspace = Workspace(folder, "test")
    walker = Walker(workspace, "start-here")
    step = next(s for s in walker.lesson.steps if s.kind == "commit")
    n = len(workspace.plan.all(NextStep))
    while True:
        raw = {
            "steps": [{"id": f"s{n}", "text": f"step {n}", "due": "2026-12-01", "done_looks_like": "x" * (1 + n % 300)}]
        }
        walk = Walk(walker.lesson, workspace.plan, workspace.clock(), workspace.new_id)
        outcome = walk.answer(step, raw)
        assert not isinstance(outcome, Refused), outcome
        kept = [change for change in outcome.changes if change.new is None or change.new.get("status") != "dropped"]
        workspace.record(outcome.what, kept, outcome.title)
        os.write(out, f"{n}\n".encode())  # "saved" on the screen
        workspace.drafts.keep("start-here", step.id, {"text": f"draft {n}"})
        if n % 3 == 0:
            workspace.snapshot()
        n += 1


def killed_once(folder: Path, delay: float) -> list[int]:
    """Runs the answering process, kills it `delay` seconds after its first save; gives what it had shown as saved."""
    course().lesson("start-here")  # imports happen here, before the fork
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            answer_until_killed(folder, outward)
        finally:
            os._exit(1)
    os.close(outward)
    select.select([inward], [], [], 20)
    select.select([], [], [], delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(inward, "rb") as shown:
        return [int(line) for line in shown.read().split(b"\n")[:-1]]


def killed_after(calls: int, deed: Callable[[], object]) -> bool:
    """Does something in a process that is killed after so many calls that change a disk; says whether it was."""
    child = os.fork()
    if child == 0:
        left = [calls]
        try:
            for name in ("write", "replace", "unlink", "mkdir", "fsync", "fdatasync", "ftruncate"):
                setattr(os, name, _counted(getattr(os, name), left))
            deed()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def _counted(real: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    def call(*given: Any, **more: Any) -> Any:
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return real(*given, **more)

    return call


def survive_kills(folder: Path, times: int, seed: int) -> int:
    """Kills `times` times and checks after each; gives how many saves were shown in all."""
    dice = random.Random(seed)
    shown: set[int] = set()
    for _ in range(times):
        shown |= set(killed_once(folder, dice.uniform(0, 0.06)))
        found = Workspace(folder, "test")
        numbers = {int(step.id[1:]) for step in found.plan.all(NextStep)}
        assert shown <= numbers, f"lost: {sorted(shown - numbers)}"
        assert not [n for n in found.notices if "plan.toml" in n], found.notices
        assert found.drafts.of("start-here") is not None
    return len(shown)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kills_lose_nothing(tmp_path: Path) -> None:
    assert survive_kills(tmp_path / "me", 15, SEED) >= 15  # however slow the machine: at least one a life


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    assert survive_kills(tmp_path / "me", 50, SEED + 1) >= 50
