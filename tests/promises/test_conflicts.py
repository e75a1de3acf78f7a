"""A folder that is kept the same on two machines by other programs: the copies that they make of a conflict are named by
`coach doctor`, merged by record, and no word that was said on either machine is lost (G5)."""

import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from coach.backups.file import unpack
from coach.backups.shelf import on_shelf
from coach.doctor import Check, Terminal, examine
from coach.doctor.repair import repair
from coach.lessons.library import Library
from coach.places import find_places
from coach.plan.events import with_old
from coach.store.inside import on_disk
from coach.workspace import Workspace
from tests.helpers import Clock, counting
from tests.promises.home import dice, make_home

LESSON = "start-here"
TOOLS = {
    "Syncthing": "{0}.sync-conflict-20261120-101112-ABCDEFG{1}",
    "Dropbox": "{0} (Maya's conflicted copy 2026-11-20){1}",
    "Dropbox in German": "{0} (In Konflikt stehende Kopie von Maya 2026-11-20){1}",
    "Nextcloud": "{0} (conflicted copy 2026-11-20 101112){1}",
    "ownCloud": "{0}_conflict-20261120-101112{1}",
    "iCloud": "{0} 2{1}",
    "Google Drive": "{0} (1){1}",
    "Seafile": "{0} (SFConflict maya@example.org 2026-11-20-10-11-12){1}",
    "git": "",
}


class Machine:
    """One of two machines, on which somebody goes on with the plan."""

    def __init__(self, root: Path, name: str, device: str) -> None:
        self.root, self.name, self.device = root, name, device
        self.clock = Clock()
        self.words: set[str] = set()  # said here since the two were the same
        self.added: set[str] = set()  # those that nobody else can have changed

    def live(self, chance: random.Random) -> None:
        """New steps, answers and half thoughts, and changes of what both have."""
        workspace = Workspace(self.root / "people" / "me", self.device, self.clock, counting(self.name))
        for n in range(chance.randrange(1, 5)):
            words = f"{self.name} says {n} {chance.randrange(10**6)}"
            kind = chance.choice(["new", "changed", "answer", "half"])
            if kind == "new":
                workspace.put("added", "next_steps", f"{self.name}{n}", {"text": words})
                self.added.add(words)
            elif kind == "changed":
                field = chance.choice(["text", "why", "done_looks_like"])
                workspace.put("changed", "next_steps", f"s{chance.randrange(3)}", {field: words})
            elif kind == "answer":
                self.answer(workspace, f"{self.name}{n}", words)
                self.added.add(words)
            else:
                workspace.drafts.keep(LESSON, f"{self.name}{n}", {"text": words})
                self.added.add(words)
            self.words.add(words)
        workspace.close()

    def answer(self, workspace: Workspace, step: str, words: str) -> None:
        fields = {"kind": "text", "value": {"text": words}, "prompt": "Why?"}
        workspace.record("answered", [with_old(workspace.plan, "answers", f"{LESSON}/{step}", fields)], words)


def pair(folder: Path, device: str, chance: random.Random) -> tuple[Machine, Machine, Path]:
    """The same home on two machines, on which somebody then goes on; and how it was when it was the same."""
    here = Machine(folder / "here", "here", "one")
    workspace = Workspace(here.root / "people" / "me", "one", here.clock, counting())
    for n in range(3):
        workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}"})
        here.answer(workspace, f"a{n}", f"answer {n}")
    workspace.drafts.keep(LESSON, "q", {"text": "half a thought"})
    workspace.close()
    for name in ("base", "there"):
        shutil.copytree(here.root, folder / name)
    there = Machine(folder / "there", "there", device)
    there.clock.pass_days(1)
    here.live(chance)
    there.live(chance)
    return here, there, folder / "base"


def brought(here: Machine, there: Machine, base: Path, tool: str, late: str) -> set[str]:
    """What a tool does with the files of the other machine; gives the copies that it made.

    Args:
        here, there: the machines.
        base: how it was when it was the same.
        tool: its name.
        late: the ending of the files that it has not brought yet, if there are any.
    """
    made: set[str] = set()
    for path in sorted(there.root.rglob("*")):
        name = path.relative_to(there.root)
        mine, was = here.root / name, base / name
        if not path.is_file() or path.name == ".lock" or "backups" in name.parts or path.suffix == late:
            continue
        old = was.read_bytes() if was.exists() else b""
        if not mine.exists() or mine.read_bytes() == old:
            mine.parent.mkdir(parents=True, exist_ok=True)
            mine.write_bytes(path.read_bytes())
        elif path.read_bytes() not in (old, mine.read_bytes()):
            made.add(_conflict(mine, was, path, tool))
    return made


def _conflict(mine: Path, was: Path, theirs: Path, tool: str) -> str:
    if TOOLS[tool]:
        copy = mine.with_name(TOOLS[tool].format(mine.stem, mine.suffix))
        copy.write_bytes(theirs.read_bytes())
        copy.chmod(0o600)
        return copy.name
    was = was if was.exists() else Path(os.devnull)
    if mine.suffix != ".toml":  # .gitattributes of a folder of journals says union; what is half typed is not shared
        union = subprocess.run(
            ["git", "merge-file", "-p", "--union", mine, was, theirs], capture_output=True, check=False
        )
        mine.write_bytes(union.stdout if mine.suffix == ".jsonl" else mine.read_bytes())
        return ""
    done = subprocess.run(["git", "merge-file", "-p", mine, was, theirs], capture_output=True, check=False)
    mine.write_bytes(done.stdout)
    return mine.name if b"<<<<<<<" in done.stdout else ""


def looked_at(root: Path, library: Library) -> list[Check]:
    return examine(find_places(str(root)), "me", library, Terminal(False))


def in_use(root: Path) -> str:
    """What the plan says now, and what is half typed."""
    drafts: Any = Workspace(root / "people" / "me", "looking").drafts.of(LESSON)
    return f"{on_disk(root / 'people' / 'me', 'looking').rows} {drafts}"


def everything(root: Path) -> bytes:
    """Every word on disk, and those in the backups."""
    me = root / "people" / "me"
    inside = [data for one in on_shelf(me) for data in unpack(one.path)[1].values()]
    return b"\n".join([*(path.read_bytes() for path in me.rglob("*") if path.is_file()), *inside])


def merged(folder: Path, tool: str, n: int, chance: random.Random, library: Library) -> int:
    """One conflict, from its beginning to its end; gives how many copies there were."""
    here, there, base = pair(folder, "two" if n % 2 else "one", chance)
    late = ["", ".toml", ".jsonl"][n % 3]
    named = brought(here, there, base, tool, late) - {""}
    if late == ".jsonl":  # what was said there and then said otherwise is known to the journal alone
        there.words = {words for words in there.words if words in in_use(there.root)}
    checks = looked_at(here.root, library)
    findings = [f for check in checks for f in check.findings if f.code in ("conflict-copy", "merge-markers")]
    assert {Path(finding.where).name for finding in findings} == named
    done = repair(find_places(str(here.root)), "me", checks, "one", here.clock)
    left = [
        f
        for check in looked_at(here.root, library)
        for f in check.findings
        if f.code in ("conflict-copy", "merge-markers")
    ]
    assert not left, left
    said = everything(here.root)
    halves = {words for words in there.added if tool == "git" and words not in said.decode("utf-8", "replace")}
    assert all(_half(there, words) for words in halves)
    for words in here.words | there.words - halves:
        assert words.encode() in said, f"lost: {words}; {done}"
    in_plan = in_use(here.root)
    for words in here.added | there.added - halves:
        assert words in in_plan, f"not merged: {words}; {done}"
    return len(named)


def _half(there: Machine, words: str) -> bool:
    drafts: Any = Workspace(there.root / "people" / "me", "looking").drafts.of(LESSON)
    return words in str(drafts)


def small(folder: Path) -> Library:
    return Library([make_home(folder / "lessons", steps=1) / "packs" / "tests"])


def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    for call in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, call, lambda fd: None)


@pytest.mark.parametrize("tool", ["Syncthing", "git"])
def test_a_copy_of_a_conflict(tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast(monkeypatch)
    chance = random.Random(3)
    assert sum(merged(tmp_path / f"{n}", tool, n, chance, small(tmp_path / f"{n}")) for n in range(6))


@pytest.mark.torture
@pytest.mark.parametrize("tool", TOOLS)
def test_copies_of_many_conflicts(tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    fast(monkeypatch)
    chance, library = dice(tool, seed), small(tmp_path)
    copies = sum(merged(tmp_path / f"{n}", tool, n, chance, library) for n in range(60))
    print(f"\n{tool}: 60 conflicts of two machines, {copies} copies: all named and merged, 0 lost; seed {seed}")
