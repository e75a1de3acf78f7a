"""Backups: made before the first change of a day and before all that changes much, read back, thinned by their order,
offered when the plan is damaged, and gone back to with one change that can be undone (G6, G7)."""

import datetime as dt
import errno
import os
import random
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.backups import shelf as shelves
from coach.backups.file import Contents, Told, Unsound, checksums, pack, unpack
from coach.backups.making import gather, make
from coach.backups.shelf import LAST, OnShelf, goods, name_of, newest_good, offer, on_shelf, shelf, stays, thin
from coach.plan.events import Change, with_old
from coach.restore import back_up, preview, restore
from coach.store.files import NotSaved, write_whole
from coach.store.inside import on_disk
from coach.workspace import Workspace
from tests.helpers import Clock, open_workspace
from tests.store.test_kill import killed_after


def me(tmp_path: Path) -> Path:
    return tmp_path / "people" / "me"


def live(tmp_path: Path, n: int, clock: Clock | None = None) -> Workspace:
    """A session: a step, an answer, and the end."""
    workspace = open_workspace(tmp_path, clock)
    workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}"}, f"step {n}")
    answer = {"kind": "text", "value": {"text": f"answer {n}"}, "prompt": "Why?"}
    workspace.record("answered", [with_old(workspace.plan, "answers", f"start-here/a{n}", answer)], f"answer {n}")
    workspace.close()
    return workspace


def rows(tmp_path: Path) -> Any:
    return on_disk(me(tmp_path), "looking").rows


def one_of(tmp_path: Path, number: int) -> tuple[OnShelf, Told, Contents]:
    one = next(one for one in on_shelf(me(tmp_path)) if one.number == number)
    return one, *unpack(one.path)


# --- of the day --------------------------------------------------------------------------


def test_one_before_the_first_change_of_a_day(tmp_path: Path) -> None:
    clock = Clock()
    live(tmp_path, 0, clock)
    assert on_shelf(me(tmp_path)) == [], "there was nothing to keep"
    before = rows(tmp_path)
    files = gather(me(tmp_path), None)
    live(tmp_path, 1, clock)
    live(tmp_path, 2, clock)
    (one,) = on_shelf(me(tmp_path))
    assert one.path.parent == tmp_path / "backups" / "me"
    assert (one.before, one.day) == ("first-change", "2026-11-23")
    told, contents = unpack(one.path)
    assert (told.whole, told.records, told.answers, told.lessons) == (True, 1, 1, 1)
    assert contents == files, "as it was before that session, byte for byte"
    with zipfile.ZipFile(one.path) as archive:  # as anybody may
        archive.extractall(tmp_path / "people" / "again")
    (tmp_path / "people" / "again" / "backup.toml").unlink()
    assert on_disk(tmp_path / "people" / "again", "looking").rows == before
    clock.pass_days(1)
    live(tmp_path, 3, clock)
    assert [one.number for one in on_shelf(me(tmp_path))] == [1, 2]


def test_what_is_private_stays_private(tmp_path: Path) -> None:
    live(tmp_path, 0)
    old = os.umask(0)
    try:
        live(tmp_path, 1)
    finally:
        os.umask(old)
    for path in (tmp_path / "backups").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_nothing_is_made_or_read_while_answering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to the first frame, and to "saved", goes past all of this."""
    live(tmp_path, 0)

    def never(*given: object) -> None:
        raise AssertionError("a backup is made")

    monkeypatch.setattr("coach.backups.daily.first", never)
    monkeypatch.setattr(shelves, "on_shelf", never)
    workspace = open_workspace(tmp_path)
    workspace.put("added", "next_steps", "s9", {"text": "x"})
    assert workspace.undo()


def test_no_room_for_a_backup_is_said_and_the_plan_is_saved(tmp_path: Path) -> None:
    live(tmp_path, 0)
    (tmp_path / "backups").write_text("in the way")
    workspace = live(tmp_path, 1)
    assert [notice for notice in workspace.notices if "No backup could be made" in notice]
    assert "a1" in open_workspace(tmp_path).plan.answers.of("start-here")


def test_another_window_and_an_editor_do_not_make_it_wrong(tmp_path: Path) -> None:
    live(tmp_path, 0)
    one = open_workspace(tmp_path)
    live(tmp_path, 1)
    shutil.rmtree(tmp_path / "backups")
    text = (me(tmp_path) / "plan.toml").read_text()
    (me(tmp_path) / "plan.toml").write_text(text.replace("step 1", "by hand"))
    one.put("added", "next_steps", "s2", {"text": "x"})
    one.close()
    assert one.notices == []
    _, told, contents = one_of(tmp_path, 1)
    assert told.whole
    assert b"by hand" in contents["plan.toml"]


# --- which stay ------------------------------------------------------------------------------


def a_backup(folder: Path, number: int, day: str = "2026-11-22", whole: bool = True) -> Path:
    contents = {"plan.toml": b"format = 1\n"}
    made = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    path = shelf(folder) / name_of(number, f"{day}T0900", "first-change")
    path.parent.mkdir(parents=True, exist_ok=True)
    told = Told(number, made, "first-change", "plan.toml", 0, 0, 0, whole, checksums(contents))
    path.write_bytes(pack(told, contents))
    return path


def test_thinned_by_order_alone(tmp_path: Path) -> None:
    """Ten years of days with a clock that jumps about: always the last ten, and fewer and fewer of what is older."""
    chance = random.Random(7)
    there: set[int] = set()
    for newest in range(1, 3651):
        there = {number for number in {*there, newest} if stays(number, newest)}
        assert there >= set(range(max(1, newest - LAST + 1), newest + 1))
    assert len(there) < 100
    for number in range(1, 40):
        a_backup(me(tmp_path), number, f"{chance.randrange(1970, 2100)}-01-01")
        thin(me(tmp_path), whole=True)
    left = [one.number for one in on_shelf(me(tmp_path))]
    assert left == [7, 14, 21, 28, *range(30, 40)]


@pytest.mark.parametrize("known", [True, False])
def test_the_newest_good_one_is_never_removed(known: bool, tmp_path: Path) -> None:
    good = a_backup(me(tmp_path), 5, "2031-01-01")
    for number in range(6, 41):
        path = a_backup(me(tmp_path), number, whole=known)
        if known:
            path.write_bytes(path.read_bytes()[:-30])
        thin(me(tmp_path), whole=False)
    assert good.exists()
    assert (newest_good(me(tmp_path)) or on_shelf(me(tmp_path))[-1]).path == good
    assert "2031-01-01" in offer(me(tmp_path))


def test_a_clock_set_back_years(tmp_path: Path) -> None:
    """What is made later is newer, whatever the time was said to be, and nothing good goes for it."""
    clock = Clock()
    live(tmp_path, 0, clock)
    for n, days in enumerate([0, 1, -9000, 1, 40000, -31000], 1):
        clock.pass_days(days)
        live(tmp_path, n, clock)
        newest = newest_good(me(tmp_path))
        assert newest is not None
        assert newest.number == on_shelf(me(tmp_path))[-1].number
        assert unpack(newest.path)[0].answers == n, "it is of the session before this one"


def test_names_of_others_are_left_alone(tmp_path: Path) -> None:
    a_backup(me(tmp_path), 1)
    mine = shelf(me(tmp_path)) / "before I moved house.zip"
    mine.write_bytes(b"x")
    for number in range(2, 30):
        a_backup(me(tmp_path), number)
    thin(me(tmp_path), whole=True)
    assert mine.exists()
    assert mine not in [one.path for one in on_shelf(me(tmp_path))]


# --- damage ------------------------------------------------------------------------------------


def test_any_damage_of_a_backup_is_known(tmp_path: Path) -> None:
    live(tmp_path, 0)
    live(tmp_path, 1)
    (one,) = on_shelf(me(tmp_path))
    data = one.path.read_bytes()
    chance = random.Random(3)
    was = unpack(one.path)
    for n in range(60):
        at = chance.randrange(len(data))
        bad = data[:at] if n % 3 == 0 else data[:at] + bytes([data[at] ^ (1 << n % 8)]) + data[at + 1 :]
        one.path.write_bytes(bad)
        try:
            assert unpack(one.path)[1] == was[1], "only what is not looked at, such as the time of a file, may differ"
        except Unsound:
            assert newest_good(me(tmp_path)) is None
            assert offer(me(tmp_path)) == ""


def repacked(path: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """The same zip, whole as a zip, with something else in it."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


CHANGES: dict[str, Callable[[dict[str, bytes]], object]] = {
    "another plan": lambda members: members.update({"plan.toml": b"format = 1\n"}),
    "one file more": lambda members: members.update({"../../../evil": b"x"}),
    "one file less": lambda members: members.pop("plan.toml"),
    "nothing said": lambda members: members.pop("backup.toml"),
    "nonsense said": lambda members: members.update({"backup.toml": b"made = 1\n[files]\n"}),
    "a newer form": lambda members: members.update({"backup.toml": members["backup.toml"].replace(b"= 1", b"= 2", 1)}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_zip_that_others_changed_is_not_trusted(what: str, tmp_path: Path) -> None:
    live(tmp_path, 0)
    live(tmp_path, 1)
    (one,) = on_shelf(me(tmp_path))
    unpack(one.path)
    repacked(one.path, CHANGES[what])
    with pytest.raises(Unsound):
        unpack(one.path)
    assert newest_good(me(tmp_path)) is None


def test_a_zip_that_would_fill_the_memory_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_backup(me(tmp_path), 1)
    monkeypatch.setattr("coach.backups.file.MOST", 100)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *given: pytest.fail("it is read"))
    with pytest.raises(Unsound, match="larger"):
        unpack(path)


def test_a_disk_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read back decides, not what the system said about the writing."""
    live(tmp_path, 0)
    real = write_whole
    monkeypatch.setattr("coach.backups.making.write_whole", lambda path, data: real(path, data[:-60] + bytes(60)))
    with pytest.raises(NotSaved):
        back_up(open_workspace(tmp_path), "import")
    assert on_shelf(me(tmp_path)) == []


def test_files_that_are_not_the_open_plan_are_not_called_a_backup_of_it(tmp_path: Path) -> None:
    live(tmp_path, 0)
    workspace = open_workspace(tmp_path)
    with pytest.raises(NotSaved, match="do not hold the plan"):
        make(workspace.files, "import", workspace.clock(), None, {"goals": {"g": {"name": "x"}}})
    assert on_shelf(me(tmp_path)) == []


def test_a_damaged_plan_offers_the_newest_good_backup_and_takes_nothing(tmp_path: Path) -> None:
    clock = Clock()
    for n in range(3):
        live(tmp_path, n, clock)
        clock.pass_days(1)
    older, newer = on_shelf(me(tmp_path))
    newer.path.write_bytes(b"PK")
    file = me(tmp_path) / "plan.toml"
    file.write_bytes(file.read_bytes()[:-40])
    before = gather(me(tmp_path), None)
    workspace = open_workspace(tmp_path, clock)
    (told,) = [notice for notice in workspace.notices if "backup" in notice]
    assert f"{older.day}, {older.time}" in told
    assert "coach backup restore 1" in told
    assert gather(me(tmp_path), None) == before
    workspace.put("added", "next_steps", "s9", {"text": "x"})
    workspace.close()
    assert unpack(on_shelf(me(tmp_path))[-1].path)[0].whole is False, "a backup of a damaged plan says so"
    assert (newest_good(me(tmp_path)) or newer) == older


def test_damaged_answers_offer_it_too_and_only_once(tmp_path: Path) -> None:
    live(tmp_path, 0)
    live(tmp_path, 1)
    (me(tmp_path) / "answers" / "start-here.toml").write_bytes(b"\0" * 99)
    workspace = open_workspace(tmp_path)
    assert not [notice for notice in workspace.notices if "backup" in notice]
    workspace.plan.answers.of("start-here")
    workspace.history()
    assert len([notice for notice in workspace.notices if "backup restore" in notice]) == 1


def test_half_a_line_is_no_damage(tmp_path: Path) -> None:
    live(tmp_path, 0)
    live(tmp_path, 1)
    with (me(tmp_path) / "journal" / "test-0001.jsonl").open("ab") as file:
        file.write(b'{"len":7,"crc":"00')
    workspace = open_workspace(tmp_path)
    assert not [notice for notice in workspace.notices if "backup" in notice]
    assert unpack(back_up(workspace, "import").path)[0].whole


# --- going back ------------------------------------------------------------------------------------


def test_going_back_and_taking_it_back(tmp_path: Path) -> None:
    live(tmp_path, 0)
    workspace = open_workspace(tmp_path)
    back_up(workspace, "by-hand")
    then = rows(tmp_path)
    live(tmp_path, 1)
    workspace = open_workspace(tmp_path)
    workspace.put("changed", "next_steps", "s0", {"text": "another step", "due": "2026-12-24"})
    workspace.record("answered", [Change("answers", "start-here/a0", None)], "gone")
    workspace.record("answered", [Change("answers", "strengths/b", {"kind": "text", "value": {"text": "B"}})], "b")
    workspace.put("changed", "profile", "profile", {"name": "Ada"})
    workspace.close()
    now = rows(tmp_path)
    one = one_of(tmp_path, 1)
    workspace = open_workspace(tmp_path)
    found = preview(workspace, one[1], one[2])
    assert found.answers() == (1, 0, 2)
    assert [(d.table, d.kind) for d in found.differences] == [
        ("profile", "removed"), ("next_steps", "changed"), ("next_steps", "removed"),
    ]  # fmt: skip
    assert rows(tmp_path) == now
    restore(workspace, *one)
    workspace.close()
    assert rows(tmp_path) == then
    assert on_shelf(me(tmp_path))[-1].before == "restore"
    assert preview(open_workspace(tmp_path), *one_of(tmp_path, on_shelf(me(tmp_path))[-1].number)[1:]).changes
    workspace = open_workspace(tmp_path)
    assert (undone := workspace.undo())
    assert undone.what == "undid"
    workspace.close()
    assert rows(tmp_path) == now, "one undo takes all of it back, answers included"


def test_nothing_to_go_back_to_makes_nothing(tmp_path: Path) -> None:
    live(tmp_path, 0)
    workspace = open_workspace(tmp_path)
    back_up(workspace, "by-hand")
    assert restore(workspace, *one_of(tmp_path, 1)) is None
    assert len(on_shelf(me(tmp_path))) == 1


def test_no_backup_no_going_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live(tmp_path, 0)
    workspace = open_workspace(tmp_path)
    back_up(workspace, "by-hand")
    live(tmp_path, 1)
    one = one_of(tmp_path, 1)
    before, plan = rows(tmp_path), gather(me(tmp_path), None)
    workspace = open_workspace(tmp_path)
    with full_disk(monkeypatch), pytest.raises(NotSaved, match="No space left"):
        restore(workspace, *one)
    assert (rows(tmp_path), gather(me(tmp_path), None)) == (before, plan)
    assert [path.suffix for path in one[0].path.parent.iterdir()] == [".zip"] * len(on_shelf(me(tmp_path)))
    assert restore(workspace, *one), "and it can be done when there is room"


class full_disk:
    """Every write fails, half done, as on a disk without room."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.patch = monkeypatch.context()

    def __enter__(self) -> None:
        real: Callable[..., int] = os.write

        def write(fd: int, data: bytes) -> int:
            if len(data) > 30:
                return real(fd, data[:30])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        self.patch.__enter__().setattr(os, "write", write)

    def __exit__(self, *given: Any) -> None:
        self.patch.__exit__(*given)


# --- the long ones ------------------------------------------------------------------------------------


def make_one(tmp_path: Path) -> None:
    back_up(open_workspace(tmp_path), "by-hand")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_every_call_of_a_backup_and_of_a_restore(tmp_path: Path) -> None:
    """A backup is whole or not there; the plan is the old or the new one; what is left over never counts as one."""
    live(tmp_path, 0)
    make_one(tmp_path)
    then = rows(tmp_path)
    live(tmp_path, 1)
    now, n = rows(tmp_path), 0
    first = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for deed in (lambda: make_one(tmp_path), lambda: _restored(tmp_path)):
        calls = 0
        while killed_after(calls, deed):
            assert rows(tmp_path) in (then, now)
            seen = on_shelf(me(tmp_path))
            assert len(list(goods(me(tmp_path)))) == len(seen)
            assert [unpack(one.path) for one in seen]
            shutil.rmtree(tmp_path)
            for path, data in first.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            calls += 1
        n += calls
    assert rows(tmp_path) == then
    assert n >= 12


def _restored(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    restore(workspace, *one_of(tmp_path, 1))
    workspace.close()


@pytest.mark.torture
def test_every_byte_of_a_backup(tmp_path: Path) -> None:
    """Each byte flipped, each prefix cut: never another plan, never an error of the program."""
    live(tmp_path, 0)
    live(tmp_path, 1)
    (one,) = on_shelf(me(tmp_path))
    data, was = one.path.read_bytes(), unpack(one.path)[1]
    known = 0
    for at in range(len(data)):
        for bad in (data[:at], data[:at] + bytes([data[at] ^ 0x11]) + data[at + 1 :]):
            one.path.write_bytes(bad)
            try:
                assert unpack(one.path)[1] == was
            except Unsound:
                known += 1
    print(f"\n{2 * len(data)} damaged backups: {known} known for what they are, the others whole in all that counts")
    assert known > 1.7 * len(data)
