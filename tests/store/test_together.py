"""Two windows and a script that edits plan.toml, all at once: every change is in the plan (G5)."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.plan.records import NextStep, Success
from coach.store import files, opening
from coach.store.files import write_whole
from coach.store.snapshot import parse_plan
from coach.workspace import Workspace
from tests.helpers import open_workspace

EACH = 67  # changes by each of the three: 201 in all


def by_script(plan_file: Path, n: int) -> None:
    """Adds a block to plan.toml as somebody's own script would, knowing nothing of journals or locks."""
    text = plan_file.read_text(encoding="utf-8")
    body, mark, saved = text.rpartition("\n[saved]\n")
    assert mark
    block = f'\n[[successes]]\nid = "w{n}"\nwhat = "script {n}"\n'
    write_whole(plan_file, (body + block + mark + saved).encode())


def by_window(workspace: Workspace, name: str, n: int) -> None:
    workspace.put("added", "next_steps", f"{name}{n}", {"text": f"{name} {n}"})
    if n % 5 == 0:
        workspace.snapshot()


def check(folder: Path) -> None:
    found = open_workspace(folder)
    steps = [step.text for step in found.plan.all(NextStep)]
    for name in ("a", "b"):
        mine = [text for text in steps if text.startswith(f"{name} ")]
        assert mine == [f"{name} {n}" for n in range(EACH)], "all there, in the order in which they were made"
    assert {success.what for success in found.plan.all(Success)} == {f"script {n}" for n in range(EACH)}
    assert not found.notices


def test_taking_turns(tmp_path: Path) -> None:
    one, two = open_workspace(tmp_path), open_workspace(tmp_path)
    one.put("added", "goals", "g", {"name": "begin"})
    one.snapshot()
    for n in range(EACH):
        by_window(one, "a", n)
        by_script(tmp_path / "people" / "me" / "plan.toml", n)
        by_window(two, "b", n)
    one.close()
    two.close()
    check(tmp_path)


def test_half_a_thought_in_each_of_two_windows(tmp_path: Path) -> None:
    """Neither window's draft is lost when the other keeps its own, or drops it since the step was answered."""
    one, two = open_workspace(tmp_path).drafts, open_workspace(tmp_path).drafts
    assert one.of("l") == two.of("l") == {}
    one.keep("l", "q1", {"text": "half"})
    two.keep("l", "q2", {"text": "another"})
    assert open_workspace(tmp_path).drafts.of("l") == {"q1": {"text": "half"}, "q2": {"text": "another"}}
    two.drop("l", "q2")
    assert open_workspace(tmp_path).drafts.of("l") == {"q1": {"text": "half"}}
    two.keep("l", "q1", {"text": "the other half"})
    one.drop("l", "q1")
    assert open_workspace(tmp_path).drafts.of("l") == {"q1": {"text": "the other half"}}


def test_a_script_that_writes_right_after_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between our rename and our next look at the file, its write must not pass for our own."""
    plan_file = tmp_path / "people" / "me" / "plan.toml"
    one = open_workspace(tmp_path)
    one.put("added", "goals", "g", {"name": "begin"})
    monkeypatch.setattr(files, "sync_folder", once(files.sync_folder, lambda: by_script(plan_file, 1)))
    one.snapshot()
    one.put("added", "goals", "h", {"name": "go on"})
    one.close()
    assert [success.what for success in open_workspace(tmp_path).plan.all(Success)] == ["script 1"]


def test_a_script_that_writes_while_we_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it wrote after we had read the file is new to us."""
    plan_file = tmp_path / "people" / "me" / "plan.toml"
    first = open_workspace(tmp_path)
    first.put("added", "goals", "g", {"name": "begin"})
    first.close()
    monkeypatch.setattr(opening, "parse_plan", once(parse_plan, lambda: by_script(plan_file, 1)))
    second = open_workspace(tmp_path)
    second.put("added", "goals", "h", {"name": "go on"})
    second.close()
    assert [success.what for success in open_workspace(tmp_path).plan.all(Success)] == ["script 1"]


def once(real: Callable[..., Any], deed: Callable[[], None]) -> Callable[..., Any]:
    """The same function, that does a deed of somebody else's the first time, just before it returns."""
    deeds = [deed]

    def around(*given: Any) -> Any:
        result = real(*given)
        while deeds:
            deeds.pop()()
        return result

    return around


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_all_at_once(tmp_path: Path) -> None:
    first = open_workspace(tmp_path)
    first.put("added", "goals", "g", {"name": "begin"})
    first.close()
    plan_file = tmp_path / "people" / "me" / "plan.toml"

    def window(name: str) -> Callable[[], None]:
        def live() -> None:
            workspace = open_workspace(tmp_path)
            for n in range(EACH):
                by_window(workspace, name, n)
            workspace.close()

        return live

    def script() -> None:
        for n in range(EACH):
            while f'"script {n}"' not in plan_file.read_text(encoding="utf-8"):
                by_script(plan_file, n)  # like any careful script: looks whether it is there, and tries again
                os.sched_yield()

    children = [_forked(deed) for deed in (window("a"), window("b"), script)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    open_workspace(tmp_path).close()
    last = open_workspace(tmp_path)
    last.put("added", "goals", "h", {"name": "end"})
    last.close()
    check(tmp_path)


def _forked(deed: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        deed()
        code = 0
    finally:
        os._exit(code)
