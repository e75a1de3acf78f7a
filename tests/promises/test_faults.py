"""A fault at every call of the system that a save makes, once and from then on: what is on disk is the old or the new,
it is said, the words stay where they were typed, and the next save works (G4)."""

import datetime as dt
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from coach.backups.shelf import goods
from coach.places import find_places
from coach.plan.events import Event, with_old
from coach.restore import back_up, restore
from coach.settings import Settings, load_settings, save_settings
from coach.store import journal, lock
from coach.store.files import NotSaved
from coach.store.inside import on_disk
from coach.store.journal import decode, encode
from coach.workspace import Workspace
from tests.helpers import Clock, open_workspace
from tests.promises.calls import Calls, Do

pytestmark = pytest.mark.skipif(os.name == "nt", reason="calls of POSIX")

# Which calls a system may refuse for which reason.
ROOM = ("open", "mkdir", "write", "replace", "fsync", "fdatasync", "close", "flock", "link")
ENTRY = ("open", "read", "mkdir", "unlink", "replace", "stat", "lstat", "scandir", "listdir", "readlink")
ANY = (*ENTRY, "write", "fsync", "fdatasync", "close", "ftruncate", "fstat", "flock", "chmod", "link")
REASONS: dict[int, tuple[str, ...]] = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EIO: ANY,
    errno.EACCES: ENTRY,
    errno.EROFS: ("open", "mkdir", "unlink", "replace", "ftruncate", "chmod", "link"),
    errno.EMFILE: ("open", "read", "scandir", "listdir"),
    errno.EINTR: ("open", "read", "write", "fsync", "fdatasync", "close", "flock"),
    errno.ENOLCK: ("flock",),
    errno.ESTALE: ANY,
}
SHORT = 0  # in the place of an error: a write that takes one byte, and finds the disk full after it


class Deed(NamedTuple):
    """Something that writes: how it is made ready, and what of it can be seen on disk afterwards."""

    ready: Callable[[Path], Callable[[], object]]
    seen: Callable[[Path], Any]


# --- what is saved ---------------------------------------------------------------------


def lived_in(root: Path) -> Workspace:
    """A plan with steps and answers, closed once and open again: a day later, so that a backup is due."""
    clock = Clock()
    for n in range(2):
        workspace = open_workspace(root, clock)
        workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}", "due": "2026-12-01"}, f"step {n}")
        answer(workspace, n)
        workspace.close()
        clock.pass_days(1)
    return open_workspace(root, clock)


def answer(workspace: Workspace, n: int) -> None:
    fields = {"kind": "text", "value": {"text": f"answer {n}"}, "prompt": "Why?"}
    workspace.record("answered", [with_old(workspace.plan, "answers", f"start-here/a{n}", fields)], f"answer {n}")


def put(workspace: Workspace) -> Callable[[], object]:
    return lambda: workspace.put("added", "next_steps", "new", {"text": "what I typed"})


def first(root: Path) -> Callable[[], object]:
    return put(open_workspace(root))


def another_machine(root: Path) -> Callable[[], object]:
    """Its clock goes behind ours, so that everything has to be put in order anew."""
    one = lived_in(root)
    put(one)()
    two = open_workspace(root, device="other")
    two.put("added", "successes", "other", {"what": "said on another machine"})
    lines = two.files.journal.folder / "other-0001.jsonl"
    (event,) = [event for event in map(decode, lines.read_bytes().splitlines()) if isinstance(event, Event)]
    lines.write_bytes(encode(msgspec.structs.replace(event, at=event.at - dt.timedelta(days=30))))

    def deed() -> None:
        one.put("added", "next_steps", "new", {"text": "what I typed later"})
        assert one.plan.fields("successes", "other"), "what came from there is in the plan that is open, too"

    return deed


def another_window(root: Path) -> Callable[[], object]:
    one, two = lived_in(root), open_workspace(root)
    two.put("added", "successes", "other", {"what": "said in another window"})
    two.snapshot()
    return put(one)


def an_editor(root: Path) -> Callable[[], object]:
    one = lived_in(root)
    file = one.files.plan_file
    file.write_text(file.read_text().replace("step 0", "step by hand"))
    return put(one)


def damaged(root: Path) -> Callable[[], object]:
    lived_in(root)
    file = root / "people" / "me" / "plan.toml"
    file.write_bytes(file.read_bytes()[:-60])
    one = open_workspace(root)

    def deed() -> None:
        put(one)()
        one.snapshot()

    return deed


def unsnapped(root: Path) -> Workspace:
    one = lived_in(root)
    put(one)()
    answer(one, 9)
    return one


def closing(root: Path) -> Callable[[], object]:
    """The end says what it could not do, since nobody is there any more who could try again."""
    one = unsnapped(root)

    def deed() -> None:
        said = len(one.notices)
        one.close()
        if any("in the journal beside it" in notice for notice in one.notices[said:]):
            raise NotSaved(one.files.plan_file, one.notices[-1])

    return deed


def taken_back(root: Path) -> Callable[[], object]:
    return unsnapped(root).undo


def drafts(root: Path) -> Callable[[], object]:
    one = lived_in(root)
    one.drafts.keep("start-here", "q1", {"text": "half"})
    return lambda: one.drafts.keep("start-here", "q2", {"text": "a thought"})


def dropped(root: Path) -> Callable[[], object]:
    one = lived_in(root)
    one.drafts.keep("start-here", "q1", {"text": "half"})
    return lambda: one.drafts.drop("start-here", "q1")


def settings(root: Path) -> Callable[[], object]:
    save_settings(find_places(str(root)), Settings(theme="one"))
    return lambda: save_settings(find_places(str(root)), Settings(theme="two"))


def unreadable_settings(root: Path) -> Callable[[], object]:
    (root / "config").mkdir(parents=True)
    (root / "config" / "settings.toml").write_text("theme = = 1")
    return lambda: save_settings(find_places(str(root)), Settings(theme="two"))


def backup(root: Path) -> Callable[[], object]:
    one = lived_in(root)
    return lambda: back_up(one, "by-hand")


def gone_back(root: Path) -> Callable[[], object]:
    one = unsnapped(root)
    then = next(goods(one.files.folder))
    return lambda: restore(one, *then)


def plan(root: Path) -> Any:
    rows = on_disk(root / "people" / "me", "looking").rows
    return {table: by_id for table, by_id in rows.items() if by_id}


def kept_drafts(root: Path) -> Any:
    return open_workspace(root).drafts.of("start-here")


def kept_settings(root: Path) -> Any:
    return load_settings(find_places(str(root)))[0]


def backups(root: Path) -> Any:
    return plan(root), any(one.before == "by-hand" for one, _, _ in goods(root / "people" / "me"))


DEEDS = {
    "the first answer": Deed(first, plan),
    "an answer": Deed(lambda root: put(lived_in(root)), plan),
    "beside another window": Deed(another_window, plan),
    "beside another machine": Deed(another_machine, plan),
    "beside an editor": Deed(an_editor, plan),
    "undo": Deed(taken_back, plan),
    "the files people read": Deed(lambda root: unsnapped(root).snapshot, plan),
    "over a damaged file": Deed(damaged, plan),
    "the end": Deed(closing, plan),
    "a draft": Deed(drafts, kept_drafts),
    "a draft no more": Deed(dropped, kept_drafts),
    "settings": Deed(settings, kept_settings),
    "settings that could not be read": Deed(unreadable_settings, kept_settings),
    "a backup": Deed(backup, backups),
    "going back": Deed(gone_back, plan),
}


# --- faults -----------------------------------------------------------------------------


class Fault(NamedTuple):
    """The n-th call of a deed fails for a reason; and then every call that can, if `on`."""

    at: int
    reason: int
    on: bool


class Faulty:
    """Meets the calls of a deed: counts them, and lets those fail that a fault says."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault = fault
        self.seen: list[str] = []

    def __call__(self, name: str, path: str, given: tuple[Any, ...], do: Do) -> Any:
        self.seen.append(name)
        at, fault = len(self.seen) - 1, self.fault
        if fault is None or at < fault.at or (at > fault.at and not fault.on):
            return do()
        if fault.reason == SHORT:
            return self._short(name, given, do, first=at == fault.at)
        if name not in REASONS[fault.reason]:
            return do()
        if name == "close":
            do()  # a file is closed even when closing says that something went wrong
        raise OSError(fault.reason, os.strerror(fault.reason), path)

    def _short(self, name: str, given: tuple[Any, ...], do: Do, first: bool) -> Any:
        if name != "write":
            return do()
        if not first:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return WRITE(given[0], bytes(given[1])[:1])


WRITE = os.write


def faults(calls: list[str]) -> Iterator[Fault]:
    """Every fault that the calls of a deed can meet."""
    for at, name in enumerate(calls):
        for reason, names in REASONS.items():
            if name in names:
                yield from (Fault(at, reason, on) for on in (False, True))
        if name == "write":
            yield from (Fault(at, SHORT, on) for on in (False, True))


def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk itself is not in question here, and waiting for it, or for a lock, would take most of the time."""
    monkeypatch.setattr(lock, "SECONDS", 0.01)
    monkeypatch.setattr(journal, "PAUSE", 0)
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, lambda fd: None)


def clean(deed: Deed, root: Path) -> tuple[Any, Any, list[str]]:
    """What is on disk before and after a deed in which nothing fails, and the calls it makes."""
    do = deed.ready(root)
    old, meet = deed.seen(root), Faulty()
    with Calls(root, meet):
        do()
    return old, deed.seen(root), meet.seen


def survive(deed: Deed, root: Path, fault: Fault, old: Any, new: Any) -> str:
    """A deed with a fault; gives what became of it."""
    do, error = deed.ready(root), None
    meet = Faulty(fault)
    with Calls(root, meet) as calls:
        try:
            do()
        except NotSaved as caught:
            error = caught
    where = (fault, meet.seen[fault.at :][:3], str(error))
    now = deed.seen(root)
    assert now in (old, new), where
    assert error is not None or now == new, f"called saved, and is not: {where}"
    assert error is None or (error.why and error.path), where
    assert not calls.paths, f"left open: {where}"
    if not fault.on and meet.seen[fault.at] != "unlink":
        assert not list(root.rglob("*.tmp")), where
    if error and (now == old or deed is not DEEDS["undo"]):  # a second undo is another one
        do()
        assert deed.seen(root) == new, f"the next time it is saved: {where}"
    return "said" if error else "saved"


def every_fault(name: str, tmp_path: Path, stride: int = 1) -> dict[str, int]:
    """All faults of a deed, or every so many; gives how often it was saved and how often it was said."""
    deed = DEEDS[name]
    old, new, calls = clean(deed, tmp_path / "clean")
    assert len(calls) > 1
    told = {"calls": len(calls), "saved": 0, "said": 0}
    for n, fault in enumerate(list(faults(calls))[::stride]):
        told[survive(deed, tmp_path / f"{n}", fault, old, new)] += 1
    return told


@pytest.mark.parametrize("name", ["an answer", "a draft"])
def test_a_fault_in_a_save(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast(monkeypatch)
    assert every_fault(name, tmp_path, stride=5)["said"]


@pytest.mark.torture
@pytest.mark.parametrize("name", DEEDS)
def test_every_fault_in_a_save(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast(monkeypatch)
    told = every_fault(name, tmp_path)
    faulty = told["saved"] + told["said"]
    assert told["said"]
    print(
        f"\n{name}: {told['calls']} calls, {faulty} faults: {told['said']} said, {told['saved']} saved all the same, 0 lost"
    )
