"""Each byte of every file that is kept, overwritten, taken out, or the last before a cut: it is said, what cannot be
read is never written over, the newest good backup is offered, and nothing that was saved is lost (G6)."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.lessons.library import Library
from coach.places import find_places
from coach.plan.events import with_old
from coach.restore import back_up
from coach.settings import Settings, load_settings, save_settings
from coach.store import journal
from coach.store.device import keep_device, known_device
from coach.store.inside import on_disk
from coach.workspace import Workspace
from tests.helpers import Clock, counting, open_workspace
from tests.promises.home import make_home

SMALL = 8192  # bytes; of larger files each block is damaged, and not each byte
BLOCK = 16
LESSON = "start-here"
ME = Path("people") / "me"
FILES = {
    "plan": ME / "plan.toml",
    "answers": ME / "answers" / f"{LESSON}.toml",
    "journal": ME / "journal" / "test-0001.jsonl",
    "drafts": ME / "drafts" / f"{LESSON}.json",
    "settings": Path("config") / "settings.toml",
    "device": Path("state") / "device",
    "index": Path("cache") / "lessons.cache",
}
WAYS: dict[str, Callable[[bytes, int, int], bytes]] = {
    "overwritten": lambda data, at, size: data[:at] + bytes(b ^ 0x15 for b in data[at : at + size]) + data[at + size :],
    "zeroed": lambda data, at, size: data[:at] + bytes(len(data[at : at + size])) + data[at + size :],
    "taken out": lambda data, at, size: data[:at] + data[at + size :],
    "cut": lambda data, at, size: data[:at],
}


def lived_in(root: Path) -> Path:
    """A home with a file of every kind, and a backup of this day."""
    clock = Clock()
    workspace = open_workspace(root, clock)
    for n in range(2):
        workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}"}, f"step {n}")
        fields = {"kind": "text", "value": {"text": f"answer {n}"}, "prompt": "Why?"}
        workspace.record("answered", [with_old(workspace.plan, "answers", f"{LESSON}/a{n}", fields)], f"answer {n}")
    workspace.drafts.keep(LESSON, "q1", {"text": "half a thought"})
    workspace.close()
    back_up(open_workspace(root, clock), "by-hand")
    save_settings(find_places(str(root)), Settings(theme="one", first_run_done=True))
    keep_device(root / "state", "abcdefgh")
    make_home(root / "two", steps=2)
    heads(root)
    return root


def heads(root: Path) -> list[Any]:
    """The lessons of a small pack, by the index."""
    return [*Library([root / "two" / "packs" / "tests"], cache=root / "cache" / "lessons.cache").heads()]


def versions(data: bytes, way: str, stride: int) -> Iterator[bytes]:
    """A file, damaged in one way at every place, or at every so many."""
    size = 1 if len(data) <= SMALL else BLOCK
    for at in range(0, len(data), size * stride):
        yield WAYS[way](data, at, size)


class Home:
    """A home that is made whole again for each damage."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.whole = {path: path.read_bytes() for path in lived_in(root).rglob("*") if path.is_file()}
        self.rows = on_disk(root / ME, "looking").rows

    def made_whole(self) -> None:
        for path in self.root.rglob("*"):
            if path.is_file() and path not in self.whole:
                path.unlink()
        for path, data in self.whole.items():
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)

    def everything(self) -> list[bytes]:
        """What is in any file now."""
        return [path.read_bytes() for path in self.root.rglob("*") if path.is_file()]


def opened(root: Path) -> Workspace:
    """The plan, with the answers looked at."""
    workspace = Workspace(root / ME, "test", Clock(), counting())
    workspace.plan.answers.of(LESSON)
    return workspace


def of_a_plan(home: Home, file: Path, bad: bytes) -> str:
    """A damaged plan, answers or journal; gives what became of it."""
    workspace = opened(home.root)
    workspace.history()
    assert file.read_bytes() == bad, "reading never writes"
    told = list(workspace.notices)
    now = on_disk(home.root / ME, "looking").rows
    assert told or now == home.rows or b"[saved]" in bad, "no damage goes unsaid"
    assert told or file.suffix != ".toml" or re.search(rb"\nend *=", bad), "no cut goes unsaid"
    if told and not all("hand" in words or "\u201d" in words for words in told):
        torn = file.suffix == ".jsonl" and not bad.endswith(b"\n") and len(told) == 1
        assert torn or any("backup restore 1" in words for words in told), told
    if workspace.read_only:
        workspace.close()
        assert file.read_bytes() == bad
        return "taken for a newer format's"
    workspace.put("added", "next_steps", "new", {"text": "after the damage"})
    workspace.snapshot()
    kept = home.everything()
    assert bad in kept or not told or b"[saved]" in bad, "what could not be read is kept"
    if file.suffix == ".jsonl":
        assert file.read_bytes().startswith(bad), "a damaged journal is left as it is"
    after = on_disk(home.root / ME, "looking").rows
    assert after["next_steps"].pop("new")["text"] == "after the damage"
    if (
        after != home.rows
    ):  # it reads as what an editor would leave: then the journal knows what was there, and undo does
        assert "edited" in [event.what for event in workspace.history()]
        while (event := workspace.undo()) and "edited" not in event.title + event.what and _differs(home, workspace):
            continue
        assert not _differs(home, workspace), (bad, after)
        return "taken for an edit"
    return "said" if told else "of no matter"


def _differs(home: Home, workspace: Workspace) -> bool:
    workspace.snapshot()
    rows = on_disk(home.root / ME, "looking").rows
    rows["next_steps"].pop("new", None)
    return bool(rows != home.rows)


def of_drafts(home: Home, file: Path, bad: bytes) -> str:
    """Damaged drafts: what cannot be read is kept beside them when the next one is."""
    workspace = opened(home.root)
    found = workspace.drafts.of(LESSON)
    assert file.read_bytes() == bad
    workspace.drafts.keep(LESSON, "q2", {"text": "another thought"})
    assert open_workspace(home.root).drafts.of(LESSON)["q2"] == {"text": "another thought"}
    assert found or bad in home.everything() or bad in (b"", b"{}"), bad
    return "read" if found else "kept beside"


def of_settings(home: Home, file: Path, bad: bytes) -> str:
    """Damaged settings: the usual ones, a sentence, and a file that is kept."""
    settings, told = load_settings(find_places(str(home.root)))
    assert file.read_bytes() == bad
    save_settings(find_places(str(home.root)), Settings(theme="two", extra=settings.extra))
    assert load_settings(find_places(str(home.root)))[0].theme == "two"
    whole = not [words for words in told if "left as it is" in words]
    assert whole or bad in home.everything(), bad
    return "said" if told else "read"


def of_device(home: Home, file: Path, bad: bytes) -> str:
    """A damaged name of this machine: another name, and never one that leads elsewhere."""
    name = known_device(home.root / "state")
    assert name is None or ((len(name) == 8 and name.isalnum() and name.islower()) or name.isdigit())
    return "read" if name else "named anew"


def of_index(home: Home, file: Path, bad: bytes) -> str:
    """A damaged index is made anew, or says what it said."""
    assert [head.title for head in heads(home.root)] == ["Many questions"]
    return "read" if file.read_bytes() == bad else "made anew"


LOOKS: dict[str, Callable[[Home, Path, bytes], str]] = {
    "drafts": of_drafts,
    "settings": of_settings,
    "device": of_device,
    "index": of_index,
}


def every_byte(name: str, root: Path, stride: int = 1) -> dict[str, int]:
    """Damages one file in every way at every place; gives what became of it, and how often."""
    home = Home(root)
    file = root / FILES[name]
    counts: dict[str, int] = {}
    for way in WAYS:
        for bad in versions(home.whole[file], way, stride):
            if bad == home.whole[file]:
                continue
            home.made_whole()
            file.write_bytes(bad)
            became = LOOKS.get(name, of_a_plan)(home, file, bad)
            counts[became] = counts.get(became, 0) + 1
    return counts


def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PAUSE", 0)
    for call in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, call, lambda fd: None)


@pytest.mark.parametrize("name", ["plan", "drafts", "settings"])
def test_bytes_of_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast(monkeypatch)
    assert every_byte(name, tmp_path / "home", stride=61)


def test_what_only_the_answers_still_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal has lost its last lines, and everything is put in order anew: the file knows what was answered."""
    fast(monkeypatch)
    home = Home(tmp_path / "home")
    file = home.root / FILES["journal"]
    lines = home.whole[file].splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:3])[:-1])
    of_a_plan(home, file, file.read_bytes())
    assert {"a0", "a1"} == set(opened(home.root).plan.answers.of(LESSON))


@pytest.mark.torture
@pytest.mark.parametrize("name", FILES)
def test_every_byte_of_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast(monkeypatch)
    counts = every_byte(name, tmp_path / "home")
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    print(f"\n{name}: {sum(counts.values())} damaged files: {told}; 0 lost, 0 written over")
