"""A pack is there whole, or not at all: with every step failing once, and with the program killed at every step."""

import datetime as dt
import itertools
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coach.lessons.library import Library, library_at
from coach.packs.news import content_of
from coach.packs.rules import Files
from coach.packs.shelf import Kept, Record, Shelf
from coach.places import Places
from coach.store.files import NotSaved
from coach.store.lock import held
from tests.packs.build import GOOD, LESSON

STEPS = ("mkdir", "open", "write", "fsync", "rename", "replace", "unlink", "rmdir", "scandir")
DAY = dt.date(2026, 11, 23)
OLD: Files = {name: text.encode() for name, text in GOOD.items()}
NEW: Files = {**OLD, "lessons/02-new.toml": LESSON.replace("garden-week", "new").encode()}


class Killed(BaseException):
    """What no code of ours may catch: from here on nothing of this process happened."""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A home with one pack in it."""
    shelf = Shelf(Places(tmp_path, tmp_path, tmp_path, tmp_path / "cache"))
    shelf.put("garden", OLD, record(OLD))
    return shelf


def record(files: Files) -> Record:
    return Record("somewhere", content_of(files), "1.0", DAY)


def files_of(pack: Kept) -> Files:
    found = (path for path in pack.folder.rglob("*") if path.is_file())
    return {path.relative_to(pack.folder).as_posix(): path.read_bytes() for path in found}


class Breaker:
    """Breaks one step that touches the disk: the first, or the second, and so on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Callable[[], BaseException]) -> None:
        self.left = 0
        self.error = error
        for name in STEPS:
            monkeypatch.setattr(os, name, self._broken(getattr(os, name)))

    def _broken(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **more: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise self.error()
            return real(*arguments, **more)

        return step

    def within(self, n: int, do: Callable[[], object]) -> tuple[BaseException | None, bool]:
        """Does something of which step n breaks; gives how it ended, and whether there was a step n."""
        self.left, ended = n, None
        try:
            do()
        except (NotSaved, Killed, OSError) as error:
            ended = error
        broke, self.left = self.left <= 0, -1
        return ended, broke


def full() -> OSError:
    return OSError(28, "No space left on device")


CHANGES: dict[str, tuple[Callable[[Shelf, Kept], object], dict[str, Files]]] = {
    "add": (lambda shelf, kept: shelf.put("hills", NEW, record(NEW)), {"garden": OLD, "hills": NEW}),
    "update": (lambda shelf, kept: shelf.put("garden", NEW, record(NEW), kept), {"garden": NEW}),
    "remove": (lambda shelf, kept: shelf.remove(kept), {}),
}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param(change, error, marks=[] if (change, error) == ("update", Killed) else [pytest.mark.slow])
        for change in CHANGES
        for error in (full, Killed)
    ],
)
def test_old_or_new_whatever_fails(
    change: str, error: Callable[[], BaseException], shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, after = CHANGES[change]
    before = {"garden": OLD}
    monkeypatch.setattr(os, "fsync", lambda fd: None)  # the disk of a test is not ours to wait for
    breaker = Breaker(monkeypatch, error)
    for n in itertools.count(1):
        ended, broke = breaker.within(n, partial(do, shelf, folders_kept(shelf)))
        there = {pack.id: files_of(pack) for pack in shelf.packs()}
        assert there in (before, after), n
        assert ended is not None or there == after
        assert ended is None or isinstance(ended, NotSaved | Killed), ended
        again(shelf, there, before)
        if not broke:
            break
    assert n > 10


def folders_kept(shelf: Shelf) -> Kept:
    """The pack that is there at the beginning."""
    found = shelf.pack("garden")
    assert found is not None
    return found


def again(shelf: Shelf, there: dict[str, Files], before: dict[str, Files]) -> None:
    """The next change works, sweeps what was left behind, and leaves what there was before."""
    for pack in [pack for pack in shelf.packs() if pack.id not in before]:
        shelf.remove(pack)
    kept = shelf.pack("garden")
    if kept is None:
        shelf.put("garden", OLD, record(OLD))
    elif there["garden"] != OLD:
        shelf.put("garden", OLD, record(OLD), kept)
    shelf.put("other", OLD, record(OLD))
    other = shelf.pack("other")
    assert other is not None
    shelf.remove(other)
    names = {path.name.partition("@")[0] for path in shelf.place.iterdir()}
    assert names == {"garden", "installed.json", ".lock"}
    assert len([*shelf.place.glob("garden@*")]) == 2
    assert {pack.id: files_of(pack) for pack in shelf.packs()} == before


def test_a_window_that_is_open_goes_on_reading(shelf: Shelf) -> None:
    """An update leaves the version before it lying there until the next change."""
    places = Places(shelf.place.parent, shelf.place, shelf.place, shelf.place.parent / "cache")
    library = library_at(places)
    library.heads()
    shelf.put("garden", NEW, record(NEW), shelf.pack("garden"))
    assert library.lesson("garden-week").title == "A week in the garden"
    assert {head.id for head in library_at(places).heads() if head.pack == "garden"} == {"garden-week", "new"}
    assert isinstance(library, Library)


def test_two_windows(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another window changed meanwhile is not written over."""
    seen = shelf.pack("garden")
    assert seen is not None
    shelf.put("garden", NEW, record(NEW), seen)
    for instead in (seen, None):
        with pytest.raises(NotSaved, match="another window"):
            shelf.put("garden", OLD, record(OLD), instead)
    monkeypatch.setattr("coach.store.lock.SECONDS", 0.0)
    with held(shelf.place), pytest.raises(NotSaved):
        shelf.remove(seen)
    assert [files_of(pack) for pack in shelf.packs()] == [NEW]


def test_nothing_is_followed_or_swept_that_is_not_ours(shelf: Shelf, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    (shelf.place / "gone@000000000000").symlink_to(outside)
    (shelf.place / "mine").mkdir()
    (shelf.place / "notes.txt").touch()
    (shelf.place / "old@111111111111").mkdir()
    shelf.put("hills", NEW, record(NEW))
    assert (outside / "kept").exists()
    names = {path.name for path in shelf.place.iterdir()}
    assert names >= {"mine", "notes.txt", "gone@000000000000"}
    assert "old@111111111111" not in names
    assert [pack.id for pack in shelf.packs()] == ["mine", "garden", "hills"]
