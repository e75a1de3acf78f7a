"""Two windows and five at once, with an editor and a sync program beside them: everybody's changes are there (G5)."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.plan.events import with_old
from coach.plan.records import NextStep, Success
from coach.store.files import write_whole
from coach.workspace import Workspace
from tests.helpers import open_workspace
from tests.promises.home import dice

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
LESSON = "start-here"


def forked(deed: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        deed()
        code = 0
    finally:
        os._exit(code)


def window(root: Path, name: str, count: int, chance: random.Random) -> None:
    """Steps, answers, half thoughts, an undo that is done again, the files people read: in any order."""
    workspace = Workspace(root / "people" / "me", "test")
    for n in range(count):
        workspace.put("added", "next_steps", f"{name}{n}", {"text": f"{name} {n}"})
        fields = {"kind": "text", "value": {"text": f"{name} says {n}"}, "prompt": "Why?"}
        workspace.record("answered", [with_old(workspace.plan, "answers", f"{LESSON}/{name}{n}", fields)], name)
        if chance.random() < 0.3:
            workspace.drafts.keep(LESSON, f"{name}-half", {"text": f"half {n}"})
        if chance.random() < 0.3:
            workspace.refresh()
        if chance.random() < 0.2:
            workspace.snapshot()
        if chance.random() < 0.1:
            workspace.close()
            workspace = Workspace(root / "people" / "me", "test")
    workspace.drafts.keep(LESSON, f"{name}-last-{name}", {"text": "half"})
    workspace.close()


def editor(root: Path, count: int) -> None:
    """Somebody's script, which knows nothing of locks: it looks whether its block is there, and tries again."""
    plan = root / "people" / "me" / "plan.toml"
    for n in range(count):
        while f'"by hand {n}"' not in (text := plan.read_text(encoding="utf-8")):
            body, mark, saved = text.rpartition("\n[saved]\n")
            block = f'\n[[successes]]\nid = "w{n}"\nwhat = "by hand {n}"\n'
            write_whole(plan, (body + block + mark + saved).encode())
            os.sched_yield()


def sync_tool(root: Path, theirs: bytes, chance: random.Random) -> None:
    """Brings the journal of another machine as it grows there, cut anywhere, and leaves a copy of ours now and then."""
    me = root / "people" / "me"
    at = 0
    while at < len(theirs):
        at = min(len(theirs), at + chance.randrange(1, 400))
        write_whole(me / "journal" / "other-0001.jsonl", theirs[:at])
        if chance.random() < 0.2:
            copy = me / f"plan.sync-conflict-20261120-{chance.randrange(100000, 235959)}-ABCDEFG.toml"
            write_whole(copy, (me / "plan.toml").read_bytes())
        os.sched_yield()


def elsewhere(root: Path, count: int) -> bytes:
    """What another machine has written meanwhile."""
    workspace = open_workspace(root, device="other")
    for n in range(count):
        workspace.put("added", "next_steps", f"z{n}", {"text": f"z {n}"})
    return (root / "people" / "me" / "journal" / "other-0001.jsonl").read_bytes()


def at_once(folder: Path, windows: int, count: int, chance: random.Random) -> None:
    """All of them at once, and then a look at what there is."""
    root, names = folder / "home", "abcde"[:windows]
    theirs = elsewhere(folder / "there", count)
    first = open_workspace(root)
    first.put("added", "goals", "g", {"name": "begin"})
    first.close()
    seeds = [random.Random(chance.random()) for _ in range(windows + 1)]
    deeds: list[Callable[[], None]] = [
        *(
            lambda name=name, seed=seed: window(root, name, count, seed)
            for name, seed in zip(names, seeds, strict=False)
        ),
        lambda: editor(root, count),
        lambda: sync_tool(root, theirs, seeds[-1]),
    ]
    children = [forked(deed) for deed in deeds]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
    for _ in range(2):  # what the editor wrote last is taken over, and then it is as it stays
        last = open_workspace(root)
        last.refresh()
        last.put("changed", "goals", "g", {"name": "end"})
        last.close()
    found = open_workspace(root)
    assert {step.text for step in found.plan.all(NextStep)} == {
        f"{name} {n}" for name in f"{names}z" for n in range(count)
    }
    assert {won.what for won in found.plan.all(Success)} == {f"by hand {n}" for n in range(count)}
    answers = {step: (answer.value or {})["text"] for step, answer in found.plan.answers.of(LESSON).items()}
    assert answers == {f"{name}{n}": f"{name} says {n}" for name in names for n in range(count)}
    assert {step for step in found.drafts.of(LESSON) if "last" in step} <= {f"{name}-last-{name}" for name in names}
    found.history()
    assert not [notice for notice in found.notices if "checksum" in notice], found.notices


def test_two_windows(tmp_path: Path, seed: int) -> None:
    at_once(tmp_path, 2, 4, dice("two windows at once", seed))


@pytest.mark.torture
@pytest.mark.parametrize("windows", [2, 5])
def test_windows_at_once(windows: int, tmp_path: Path, seed: int) -> None:
    for n in range(3):
        at_once(tmp_path / str(n), windows, 80, dice(f"{windows} windows {n}", seed))
    said = f"3 times {windows} windows with 160 saves each, an editor with 80, a sync program with 80"
    print(f"\n{said}: 0 lost; seed {seed}")
