"""A disk at the other end of a network: it may have no locks, refuse to rename for a while, forget what was open, and
know no sync of folders. What can be saved is saved; what cannot is said, and saved the next time (G4, G20)."""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.store import lock
from coach.store.files import NotSaved
from coach.store.inside import on_disk
from coach.store.lock import held
from tests.helpers import open_workspace
from tests.promises.calls import Calls, Do
from tests.promises.test_faults import lived_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="calls of POSIX")
NO_LOCKS = [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS]
NO_RENAME = [errno.EEXIST, errno.EBUSY, errno.EPERM, errno.ETXTBSY, errno.EACCES, errno.ESTALE]


def refusing(name: str, reason: int, times: int = 10**6, of: Callable[[str], bool] = lambda path: True) -> Any:
    """Meets calls: so many of one name are refused."""
    left = [times]

    def meet(called: str, path: str, given: tuple[Any, ...], do: Do) -> Any:
        if called == name and left[0] and of(path):
            left[0] -= 1
            raise OSError(reason, os.strerror(reason), path)
        return do()

    return meet


def steps(root: Path) -> set[str]:
    return set(on_disk(root / "people" / "me", "looking").rows["next_steps"])


@pytest.mark.parametrize("reason", NO_LOCKS, ids=errno.errorcode.get)
def test_a_disk_without_locks(reason: int, tmp_path: Path) -> None:
    one = lived_in(tmp_path)
    with Calls(tmp_path, refusing("flock", reason)):
        one.put("added", "next_steps", "new", {"text": "x"})
        one.snapshot()
    assert "new" in steps(tmp_path)
    assert not list(tmp_path.rglob(".lock-held"))


def test_without_locks_two_programs_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0.02)
    one = lived_in(tmp_path)
    with (
        Calls(tmp_path, refusing("flock", errno.ENOLCK)),
        held(one.files.folder),
        pytest.raises(NotSaved, match="another program has been holding the plan"),
    ):
        one.put("added", "next_steps", "new", {"text": "x"})
    assert "new" not in steps(tmp_path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_without_locks_many_programs_lose_nothing(tmp_path: Path) -> None:
    folder = lived_in(tmp_path).files.folder
    count = folder / "count"
    count.write_text("0")
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            try:
                with Calls(tmp_path, refusing("flock", errno.ENOLCK)):
                    for _ in range(20):
                        with held(folder):
                            count.write_text(str(int(count.read_text()) + 1))
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert count.read_text() == "80"


def test_without_locks_one_that_was_left_is_taken_away(tmp_path: Path) -> None:
    one = lived_in(tmp_path)
    left = one.files.folder / ".lock-held"
    left.touch()
    os.utime(left, (time.time() - 3600,) * 2)
    with Calls(tmp_path, refusing("flock", errno.ENOLCK)):
        one.put("added", "next_steps", "new", {"text": "x"})
    assert "new" in steps(tmp_path)
    assert not left.exists()


def test_a_lock_that_is_never_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds, and then a sentence; never a program that hangs."""
    assert lock.SECONDS == 10
    monkeypatch.setattr(lock, "SECONDS", 0.02)
    one = lived_in(tmp_path)
    with Calls(tmp_path, refusing("flock", errno.EWOULDBLOCK)), pytest.raises(NotSaved, match="for ten seconds"):
        one.put("added", "next_steps", "new", {"text": "x"})
    one.put("added", "next_steps", "new", {"text": "x"})
    assert "new" in steps(tmp_path)


@pytest.mark.parametrize("times", [1, pytest.param(3, marks=pytest.mark.torture), 50])
@pytest.mark.parametrize(
    "reason", [NO_RENAME[0], *(pytest.param(reason, marks=pytest.mark.torture) for reason in NO_RENAME[1:])]
)
def test_a_rename_that_is_refused_for_a_while(reason: int, times: int, tmp_path: Path) -> None:
    one = lived_in(tmp_path)
    told: set[str] = set()
    with Calls(tmp_path, refusing("replace", reason, times)):
        one.put("added", "next_steps", "new", {"text": "x"})
        one.drafts.of("start-here")
        for _ in range(3):
            try:
                one.drafts.keep("start-here", "q", {"text": "half"})
                one.snapshot()
            except NotSaved as error:
                told.add(error.why)
    assert told == {os.strerror(reason)}
    one.drafts.keep("start-here", "q", {"text": "half"})
    one.close()
    assert "No backup" in str(one.notices) or not one.notices
    assert "new" in steps(tmp_path)
    assert open_workspace(tmp_path).drafts.of("start-here") == {"q": {"text": "half"}}
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("reason", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_folders_that_cannot_be_synced(reason: int, tmp_path: Path) -> None:
    one = open_workspace(tmp_path)
    with Calls(tmp_path, refusing("fsync", reason, of=os.path.isdir)):
        one.put("added", "next_steps", "new", {"text": "x"})
        one.drafts.keep("start-here", "q", {"text": "half"})
        one.snapshot()
    assert "new" in steps(tmp_path)
    assert open_workspace(tmp_path).drafts.of("start-here")


@pytest.mark.parametrize("name", ["write", "fdatasync", "stat", "read", "scandir", "open", "replace"])
def test_handles_that_went_stale(name: str, tmp_path: Path) -> None:
    """As after the server was started anew: said once or twice, and then it is as it was."""
    one, told = lived_in(tmp_path), {os.strerror(errno.ESTALE)}
    with Calls(tmp_path, refusing(name, errno.ESTALE, 2)):
        for n in range(5):
            try:
                one.put("added", "next_steps", f"n{n}", {"text": "x"})
                one.snapshot()
            except NotSaved as error:
                told.add(error.why)
    assert len(told) == 1
    one.put("added", "next_steps", "last", {"text": "x"})
    assert {"n4", "last"} <= steps(tmp_path)


def test_a_disk_that_takes_nothing_and_says_so_to_nobody(tmp_path: Path) -> None:
    one = lived_in(tmp_path)

    def meet(called: str, path: str, given: tuple[Any, ...], do: Do) -> Any:
        return 0 if called == "write" else do()

    with Calls(tmp_path, meet), pytest.raises(NotSaved):
        one.put("added", "next_steps", "new", {"text": "x"})
    one.put("added", "next_steps", "new", {"text": "x"})
    assert "new" in steps(tmp_path)
