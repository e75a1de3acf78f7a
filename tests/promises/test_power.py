"""The power fails after any write, rename, sync or removal: what was shown as saved before is there, nothing falls over,
and it goes on from there (G2)."""

import os
import random
import shutil
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import pytest

from coach.backups.shelf import goods
from coach.places import find_places
from coach.plan.events import with_old
from coach.restore import back_up, restore
from coach.settings import Settings, load_settings, save_settings
from coach.store import journal
from coach.store.files import write_whole
from coach.workspace import Workspace
from tests.helpers import Clock, open_workspace
from tests.promises.calls import Calls
from tests.promises.home import dice
from tests.promises.power import PLAIN, Op, Recorder, Tree, at_random, cut, expected, lay_out

pytestmark = pytest.mark.skipif(os.name == "nt", reason="calls of POSIX")
LESSON = "start-here"


class Person:
    """Somebody who saves things, and remembers what was shown as saved."""

    def __init__(self, root: Path, disk: Recorder) -> None:
        self.root, self.disk, self.clock = root, disk, Clock()
        self.workspace: Workspace = open_workspace(root, self.clock)

    def _saved(self, key: str, value: Hashable, deed: Any) -> None:
        self.disk.begun(key, value)
        deed()
        self.disk.shown(key, value)

    def step(self, n: int) -> None:
        self._saved(
            f"next_steps/s{n}", f"step {n}",
            lambda: self.workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}"}, f"step {n}"),
        )  # fmt: skip

    def answer(self, n: int, text: str) -> None:
        fields = {"kind": "text", "value": {"text": text}, "prompt": "Why?"}
        change = with_old(self.workspace.plan, "answers", f"{LESSON}/a{n}", fields)
        self._saved(f"answers/{LESSON}/a{n}", text, lambda: self.workspace.record("answered", [change], text))

    def half(self, step: str, text: str) -> None:
        self._saved(f"drafts/{step}", text, lambda: self.workspace.drafts.keep(LESSON, step, {"text": text}))

    def drop(self, step: str) -> None:
        """One that comes back does no harm, so nothing is shown."""
        self.disk.begun(f"drafts/{step}", None)
        self.workspace.drafts.drop(LESSON, step)

    def theme(self, name: str) -> None:
        self._saved("settings", name, lambda: save_settings(find_places(str(self.root)), Settings(theme=name)))

    def backup(self, n: int) -> None:
        self._saved(f"backup {n}", "good", lambda: back_up(self.workspace, "by-hand"))

    def undo(self, key: str, old: Hashable) -> None:
        self._saved(key, old, self.workspace.undo)

    def sleep(self, days: int = 1) -> None:
        """Closes everything, and comes again."""
        self.workspace.close()
        self.clock.pass_days(days)
        self.workspace = open_workspace(self.root, self.clock)


def short(me: Person) -> None:
    me.step(0)
    me.half("q1", "half a thought")
    me.answer(0, "what I think")
    me.drop("q1")
    me.workspace.snapshot()


def long(me: Person) -> None:
    short(me)
    me.theme("one")
    me.sleep()
    for n in range(1, 4):
        me.step(n)
        me.answer(n, f"answer {n}")
        me.answer(0, f"what I think today {n}")
        me.half("q2", "and then " * n)
        me.workspace.snapshot()
    me.undo("answers/start-here/a0", "what I think today 2")
    me.theme("two")
    me.sleep()
    me.backup(2)
    file = me.workspace.files.plan_file
    write_whole(file, file.read_bytes()[:-50])
    me.sleep(2)
    me.step(4)
    me.workspace.snapshot()
    then = next(one for one in goods(me.workspace.files.folder) if one[0].number == 2)
    me.disk.begun("next_steps/s4", None)
    restore(me.workspace, *then)
    me.disk.shown("next_steps/s4", None)
    me.sleep()


def recorded(story: Any, root: Path) -> list[Op]:
    """What a disk is told in a story."""
    disk = Recorder(root)
    root.mkdir()
    with Calls(root, disk):
        story(Person(root, disk))
    return disk.ops


def found(workspace: Workspace, root: Path, key: str) -> Hashable:
    """The value of a key on disk."""
    table, _, id = key.partition("/")
    if table == "answers":
        answer = workspace.plan.answers.of(LESSON).get(id.removeprefix(f"{LESSON}/"))
        return str((answer.value or {}).get("text")) if answer else None
    if table == "drafts":
        return str(workspace.drafts.of(LESSON)[id]["text"]) if id in workspace.drafts.of(LESSON) else None
    if table == "settings":
        return load_settings(find_places(str(root)))[0].theme or None
    if table.startswith("backup "):
        numbers = [one.number for one, _, _ in goods(workspace.files.folder)]
        return "good" if int(table.removeprefix("backup ")) in numbers else None
    row = workspace.plan.fields(table, id)
    return str(row["text"]) if row else None


def opens(tree: Tree, ops: list[Op], root: Path) -> None:
    """Opens what was left: what was shown is there, what is said makes sense, and the next save works."""
    lay_out(tree, root)
    wanted, workspace = expected(ops), open_workspace(root)
    for key, values in wanted.items():
        assert (value := found(workspace, root, key)) in values, f"{key} is {value!r}, not {values}, after {ops[-1]}"
    workspace.history()
    for notice in workspace.notices:
        assert "journal/" in notice or "plan.toml" in notice or "backup" in notice, notice
    workspace.put("added", "next_steps", "after", {"text": "after the cut"})
    workspace.drafts.keep(LESSON, "after", {"text": "half a thought after the cut"})
    workspace.close()
    again = open_workspace(root)
    assert found(again, root, "next_steps/after") == "after the cut"
    assert found(again, root, "drafts/after")
    for key, values in wanted.items():
        assert found(again, root, key) in values, f"{key}, after the next save; the cut was after {ops[-1]}"
    shutil.rmtree(root)


def every_cut(ops: list[Op], root: Path, chance: random.Random, times: int) -> tuple[int, int]:
    """Every prefix, in every plain state and in some by chance; gives how many were cut, and how many differed."""
    seen: set[int] = set()
    tried = 0
    for end in range(len(ops) + 1):
        for choice in [*PLAIN, *(at_random(chance) for _ in range(times))]:
            tree = cut(ops[:end], choice)
            tried += 1
            state = hash((tuple(sorted(tree.items(), key=lambda item: item[0])), repr(expected(ops[:end]))))
            if state not in seen:
                seen.add(state)
                opens(tree, ops[:end], root)
    return tried, len(seen)


def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was left is looked at, and need not survive another cut."""
    monkeypatch.setattr(journal, "PAUSE", 0)
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda fd: None)


def test_the_power_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast(monkeypatch)
    ops = recorded(short, tmp_path / "recorded")
    tried, states = every_cut(ops, tmp_path / "cut", random.Random(1), 0)
    assert tried > states > 20


@pytest.mark.torture
def test_the_power_fails_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    fast(monkeypatch)
    ops = recorded(long, tmp_path / "recorded")
    tried, states = every_cut(ops, tmp_path / "cut", dice("power", seed), 20)
    shown = sum(op.kind == "shown" for op in ops)
    told = len([op for op in ops if op.kind not in ("begun", "shown")])
    print(f"\n{told} writes, {shown} shown as saved, {tried} power cuts, {states} different disks: 0 lost; seed {seed}")
