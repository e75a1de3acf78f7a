"""A sync that is broken off after any call of git, or any write: the next one goes on, and nothing is lost."""

import contextlib
from pathlib import Path

import pytest

from coach.store import files
from coach.sync.git import Git
from coach.workspace import Workspace
from tests.sync.machines import Machine, remote, state, told


class PowerCut(BaseException):
    """Ends everything at once, as a kill does."""


def cut_at(monkeypatch: pytest.MonkeyPatch, n: int) -> list[int]:
    """Lets the n-th call of git, or whole file, be the last one; gives how many there were."""
    calls = [0]

    def counted() -> None:
        calls[0] += 1
        if calls[0] == n:
            raise PowerCut

    ran, write = Git._ran, files.write_new

    def git(self: Git, *arguments: object) -> object:
        counted()
        return ran(self, *arguments)  # type: ignore[arg-type]

    def new(*arguments: object) -> object:
        counted()
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Git, "_ran", git)
    monkeypatch.setattr(files, "write_new", new)
    return calls


def broken_off_at(folder: Path, monkeypatch: pytest.MonkeyPatch, n: int) -> bool:
    """Breaks a sync off at the n-th call; says whether there were so many."""
    place = remote(folder / "remote")
    one, two = Machine(folder / "a", "deva", place), Machine(folder / "b", "devb", place)
    for machine in (one, two):
        one_plan: Workspace = machine.open()
        one_plan.put("added", "goals", machine.name, {"name": f"goal of {machine.name}"})
        one_plan.put("answered", "answers", "lesson/q", {"kind": "text", "value": f"answer of {machine.name}"})
        one_plan.close()
    one.sync()
    with monkeypatch.context() as patch:
        calls = cut_at(patch, n)
        with contextlib.suppress(PowerCut):
            two.sync()
    two.open().put("added", "goals", "after", {"name": "after the power cut"})
    for machine in (two, one, two, one):
        machine.sync()
    assert state(one) == state(two), f"broken off at call {n}"
    for word in ("goal of deva", "goal of devb", "answer of deva", "answer of devb", "after the power cut"):
        assert word in told(one) and word in told(two), f"broken off at call {n}: {word}"
    return calls[0] >= n


@pytest.mark.parametrize("n", [9, 17])
def test_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int) -> None:
    assert broken_off_at(tmp_path, monkeypatch, n)


@pytest.mark.torture
def test_broken_off_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    n = 1
    while broken_off_at(tmp_path / str(n), monkeypatch, n):
        n += 1
    assert n > 25
    print(f"syncs broken off: {n - 1}, after each call of git and each file; 0 words lost")
