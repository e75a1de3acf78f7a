"""A folder that is closed: it lives as one that is open does, nothing in it can be read, and `age` opens all of it."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest

from coach.backups.file import unpack
from coach.backups.shelf import on_shelf
from coach.crypt import extent, turning, vault
from coach.crypt.age import Damaged, Sealed
from coach.crypt.asking import COMMAND
from coach.crypt.keys import Keys
from coach.doctor import Terminal, examine
from coach.doctor.repair import repair
from coach.lessons.library import Library
from coach.places import Places
from coach.plan.records import Goal
from coach.restore import back_up, preview, restore
from coach.store.files import NotSaved, write_whole
from coach.store.inside import on_disk
from coach.store.seal import Locked
from coach.workspace import Workspace
from tests.cli.conftest import Run
from tests.helpers import Clock

from .conftest import WORD, Open, cheap, live, with_word

pytest.importorskip("pyrage")

needs_age = pytest.mark.skipif(not shutil.which("age"), reason="the age program is not here")


@pytest.fixture
def me(places: Places, opened: Open) -> Path:
    """The folder of a plan that was lived in, with a backup, and that is closed now."""
    workspace = opened()
    live(workspace)
    workspace.close()
    back_up(workspace, "import")
    opened().put("added", "goals", "late", {"name": f"{WORD} only in the journal"})
    turning.close(places.person(), Keys(places))
    return places.person()


def goals(workspace: Workspace) -> dict[str, str]:
    return {goal.id: goal.name or "" for goal in workspace.plan.all(Goal)}


def sound(places: Places) -> list[str]:
    """What the doctor finds, but for what has nothing to do with the plan."""
    checks = examine(places, "me", Library(), Terminal(False))
    return [f"{one.code} {one.where}" for check in checks for one in check.findings]


# --- it lives -------------------------------------------------------------------------------


def test_a_closed_plan_lives_on(me: Path, places: Places, opened: Open) -> None:
    assert not with_word(places.data) and sound(places) == []
    one = opened()
    assert goals(one) == {name: f"{WORD} {name}" for name in "ab"} | {"late": f"{WORD} only in the journal"}
    assert one.plan.answers.of("start-here")["step"].value == {"text": f"{WORD} "}
    assert one.drafts.of("start-here") == {"half": {"text": f"{WORD} half"}}
    live(one, "2")
    other = opened()
    other.put("added", "goals", "z", {"name": f"{WORD} z"})
    assert one.refresh() and goals(one)["z"] == f"{WORD} z"
    one.close()
    back_up(one, "merge")
    again = opened()
    assert again.history() == one.history() and goals(again) == goals(one) and not again.notices
    again.undo()
    assert "z" not in goals(again) and set(again.drafts.of("start-here")) == {"half", "half2"}
    assert not with_word(places.data) and sound(places) == [] and extent.readable(me) == []


def test_a_backup_goes_back(me: Path, opened: Open) -> None:
    first = on_shelf(me)[0]
    told, contents = unpack(first.path)
    workspace = opened()
    assert preview(workspace, told, contents).changes
    restore(workspace, first, told, contents)
    assert goals(workspace) == {name: f"{WORD} {name}" for name in "ab"}
    workspace.close()
    turning.open_again(me)
    workspace = opened()
    workspace.undo()
    assert "late" in goals(workspace) and preview(workspace, told, contents).changes  # the backup is still closed


def test_open_again(me: Path, places: Places, opened: Open) -> None:
    before = on_disk(me, "looking")
    live(opened(), "3")
    events = opened().history()
    turning.open_again(me)
    assert (me / "plan.toml").read_text().count(WORD) and not (me / "vault").exists()
    assert opened().history() == events and not list(me.rglob("*.age")) and sound(places) == []
    opened().put("added", "goals", "new", {"name": "n"})
    names = [event.id for event in opened().history()]
    assert len(names) == len(set(names)) and before.events == events[: len(before.events)]
    turning.close(me, Keys(places))
    assert not with_word(places.data) and len(opened().history()) == len(names) and sound(places) == []


def test_who_has_it_open_meanwhile_writes_nothing(places: Places, opened: Open) -> None:
    one = opened()
    one.put("added", "goals", "a", {"name": WORD})
    turning.close(places.person(), Keys(places))
    for deed in (lambda: one.put("added", "goals", "b", {}), lambda: one.drafts.keep("x", "y", {"text": WORD})):
        with pytest.raises(NotSaved, match="coach vault"):
            deed()
    one.close()
    two = opened()
    turning.open_again(places.person())
    with pytest.raises(NotSaved, match="coach vault"):
        two.put("added", "goals", "b", {})
    assert set(goals(opened())) == {"a"}


def test_what_another_machine_wrote_openly_is_read_and_closed(me: Path, places: Places, opened: Open) -> None:
    elsewhere = Workspace(places.data / "elsewhere", "other")
    elsewhere.put("added", "goals", "there", {"name": f"{WORD} there"})
    elsewhere.close()
    shutil.copy(places.data / "elsewhere" / "journal" / "other-0001.jsonl", me / "journal")
    shutil.copy(places.data / "elsewhere" / "plan.toml", me)
    shutil.rmtree(places.data / "elsewhere")
    assert "there" in goals(opened())
    assert {path.name for path in extent.readable(me)} == {"other-0001.jsonl", "plan.toml"}
    turning.close(me, Keys(places))
    assert not with_word(places.data) and goals(opened())["there"] == f"{WORD} there"
    assert (me / "plan (1).toml.age").exists()
    checks = examine(places, "me", Library(), Terminal(False))
    assert repair(places, "me", checks, "test", Clock()).deeds and sound(places) == [] and not with_word(places.data)


# --- locked -----------------------------------------------------------------------------------


def test_locked_nothing_is_read_and_drafts_are_kept(me: Path, opened: Open) -> None:
    one, other = opened(), Workspace(me, "test")
    one.drafts.of("start-here")
    other.put("added", "goals", "b2", {"name": WORD})
    vault.forget()
    with pytest.raises(Locked):
        one.put("added", "goals", "b3", {"name": WORD})
    one.drafts.keep("start-here", "typed", {"text": f"{WORD} at the end"})
    assert set(opened().drafts.of("start-here")) == {"half", "typed"}
    one = opened()
    vault.forget()
    one.drafts.keep("start-here", "mine", {"text": WORD})  # over what was never read here
    assert set(opened().drafts.of("start-here")) == {"half", "typed"}
    assert (me / "drafts" / "start-here (1).json.age").exists() and not with_word(me)


def test_one_vault_opens_no_other(me: Path, places: Places) -> None:
    other = places.person("k3x")
    Workspace(other, "test").put("added", "goals", "x", {"name": WORD})
    turning.close(other, Keys(places))
    shutil.copy(me / "plan.toml.age", other / "plan.toml.age")
    found = Workspace(other, "test")
    assert set(goals(found)) == {"x"} and "not encrypted to your key" in found.notices[0]


# --- what goes wrong ---------------------------------------------------------------------------


def flipped(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_a_changed_line_is_told_and_the_others_are_read(me: Path, opened: Open) -> None:
    journal = me / "journal" / "test-0001.jsonl"
    lines = journal.read_bytes().split(b"\n")
    flipped(journal, len(lines[0]) + 1 + len(lines[1]) // 2)
    (me / "plan.toml.age").unlink()
    one = opened()
    assert set(goals(one)) == {"a", "late"} and ", line 2: " in one.notices[0]


@pytest.mark.parametrize("harm", [lambda data: data[:-7], lambda data: data[:40], lambda data: b"", lambda data: b"x"])
def test_a_damaged_file_is_told_and_set_aside(me: Path, places: Places, opened: Open, harm: object) -> None:
    file = me / "plan.toml.age"
    assert callable(harm)
    file.write_bytes(harm(file.read_bytes()))
    one = opened()
    assert len(goals(one)) == 3 and "plan.toml.age cannot be read" in one.notices[0]
    assert any("not-readable plan.toml.age" in found for found in sound(places))
    one.put("added", "goals", "x", {"name": WORD})
    one.close()
    assert list(me.glob("plan.damaged-*.toml.age")) and not opened().notices and not with_word(places.data)


def test_a_damaged_key_is_one_sentence(me: Path, opened: Open) -> None:
    key = me / "vault" / "key.age"
    whole, before = key.read_bytes(), (me / "plan.toml.age").read_bytes()
    for harm in (b"", whole[:60], whole[:-3], b"x" * 99):
        key.write_bytes(harm)
        with pytest.raises(Damaged, match=r"key\.age"):
            opened()
    key.write_bytes(whole)
    assert len(goals(opened())) == 3 and (me / "plan.toml.age").read_bytes() == before


def test_the_passphrase(me: Path, coach: Run, monkeypatch: pytest.MonkeyPatch, places: Places) -> None:
    def run(*words: str) -> tuple[int, str]:
        vault.forget()
        ran = coach("--home", str(places.data), *words)
        return ran.code, ran.out + ran.err

    assert run("plan")[0] == 0 and WORD in run("plan")[1]
    cheap(monkeypatch, "echo wrong")
    before = {path: path.read_bytes() for path in places.data.rglob("*") if path.is_file()}
    for words in (["plan"], ["add", WORD], ["doctor"], ["vault", "open", "--yes"], ["backup", "restore", "--yes"]):
        code, said = run(*words)
        assert code == 3 and said.count("\n") <= 2 and "not the passphrase" in said
    monkeypatch.setenv(COMMAND, "")
    assert run("today") == (3, run("today")[1]) and "no terminal" in run("today")[1]
    assert run("complete", "--", "done", "")[1] == ""  # a shell is never asked for it
    same = {path: path.read_bytes() for path in places.data.rglob("*") if path.is_file() and "state" not in path.parts}
    assert {path: data for path, data in before.items() if "state" not in path.parts} == same


# --- without coach -------------------------------------------------------------------------------


@needs_age
def test_the_age_program_opens_all_of_it(me: Path, places: Places, tmp_path: Path) -> None:
    def opened(key: str, data: bytes) -> bytes:
        file = tmp_path / "key.txt"
        file.write_text(key)
        ran = subprocess.run(["age", "-d", "-i", str(file)], input=data, capture_output=True, check=True)
        return ran.stdout

    home = Keys(places).unlock().secret
    key = opened(home, (me / "vault" / "key.age").read_bytes()).decode()
    assert WORD.encode() in opened(key, (me / "plan.toml.age").read_bytes())
    assert WORD.encode() in opened(key, (me / "answers" / "start-here.toml.age").read_bytes())
    line = (me / "journal" / "test-0001.jsonl").read_bytes().split(b"\n")[0]
    assert WORD.encode() in opened(key, base64.b64decode(line))
    _, contents = unpack(on_shelf(me)[0].path)
    assert WORD.encode() in opened(opened(home, contents["vault/key.age"]).decode(), contents["plan.toml.age"])


@needs_age
def test_what_the_age_program_closes_is_taken_over(me: Path, opened: Open) -> None:
    """Somebody opens plan.toml with age, changes it, and closes it with age again."""
    text = opened().files.seal.open((me / "plan.toml.age").read_bytes())
    public = (me / "vault" / "public").read_text().strip()
    changed = text.replace(f'"{WORD} a"'.encode(), f'"{WORD} by hand"'.encode())
    done = subprocess.run(["age", "-r", public], input=changed, capture_output=True, check=True).stdout
    (me / "plan.toml.age").write_bytes(done)
    one = opened()
    assert goals(one)["a"] == f"{WORD} by hand"
    one.put("added", "goals", "x", {"name": WORD})
    assert [event.what for event in one.history()[-2:]] == ["edited", "added"] and not with_word(me)


# --- stopped in the middle --------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone."""


def killed_at(n: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From the n-th change of the disk on nothing happens any more. Gives how many were asked for."""
    import os

    count = [0]

    def guarded(real: object) -> object:
        def step(*args: object, **more: object) -> object:
            count[0] += 1
            if count[0] >= n:
                raise Killed
            assert callable(real)
            return real(*args, **more)

        return step

    for name in ("replace", "unlink", "rmdir", "mkdir"):
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
    return count


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("closing", [True, False])
def test_killed_at_every_step(closing: bool, every: int, places: Places, opened: Open, monkeypatch: pytest.MonkeyPatch,
                              tmp_path: Path) -> None:  # fmt: skip
    workspace = opened()
    live(workspace)
    workspace.close()
    back_up(workspace, "import")
    (places.person() / ".plan.toml.1-abc.tmp").write_text(WORD)
    if not closing:
        turning.close(places.person(), Keys(places))
    rows, drafts = on_disk(places.person(), "looking").rows, opened().drafts.of("start-here")
    shutil.copytree(places.data, tmp_path / "before")
    step = (lambda: turning.close(places.person(), Keys(places))) if closing else (
        lambda: turning.open_again(places.person()))  # fmt: skip
    n, done = 1 - every, False
    while not done:
        n += every
        shutil.rmtree(places.data)
        shutil.copytree(tmp_path / "before", places.data)
        vault.forget()
        with monkeypatch.context() as patch:
            killed_at(n, patch)
            try:
                step()
                done = True
            except Killed:
                pass
        look_in_between(opened, rows)
        step() if closing or (places.person() / "vault").exists() else None
        found = on_disk(places.person(), "looking")
        assert found.rows == rows and not found.notices and opened().drafts.of("start-here") == drafts, n
        assert bool(with_word(places.data)) is not closing, n
        left = [path for path in places.data.rglob("*") if path.name in ("part", "closing", "opening.age")]
        assert not left, n
    assert n > 20


@pytest.mark.parametrize("closing", [True, False])
def test_a_full_disk_changes_nothing(
    closing: bool, places: Places, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened()
    live(workspace)
    workspace.close()
    if not closing:
        turning.close(places.person(), Keys(places))

    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in places.data.rglob("*") if path.is_file()}

    before, real, left = everything(), write_whole, [3]

    def full(path: Path, data: bytes) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise NotSaved(path, "No space left on device")
        return real(path, data)

    monkeypatch.setattr("coach.crypt.turning.write_whole", full)
    with pytest.raises(NotSaved, match="No space"):
        turning.close(places.person(), Keys(places)) if closing else turning.open_again(places.person())
    assert everything() == before and set(goals(opened())) == {"a", "b"}


def look_in_between(opened: Open, rows: object) -> None:
    """Whoever starts now sees all of it, or is told what to do, and changes nothing."""
    told = ""
    try:
        workspace = opened()
    except Sealed as error:
        told = error.sentence
    else:
        assert set(goals(workspace)) == {"a", "b"} and not workspace.notices
    assert not told or "coach vault" in told
