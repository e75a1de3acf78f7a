"""The one door: record, undo, redo, two windows, hand edits, damage, privacy of files."""

import os
import stat
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.plan.events import Change, with_old
from coach.plan.plan import Plan
from coach.plan.records import Goal, NextStep, Profile
from coach.store.files import NotSaved
from coach.store.opening import replay
from coach.store.snapshot import plan_rows
from coach.workspace import Workspace
from tests.helpers import Clock, open_workspace


def add(workspace: Workspace, text: str, id: str = "") -> str:
    id = id or workspace.new_id()
    workspace.put("added", "next_steps", id, {"text": text}, text)
    return id


def texts(workspace: Workspace) -> list[str]:
    return [step.text for step in workspace.plan.all(NextStep)]


def plan_file(tmp_path: Path) -> Path:
    return tmp_path / "people" / "me" / "plan.toml"


def test_recorded_is_on_disk_without_closing(tmp_path: Path) -> None:
    add(open_workspace(tmp_path), "call Ada")
    assert texts(open_workspace(tmp_path)) == ["call Ada"]


def test_what_a_plan_has_once_is_written_under_its_one_id(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    workspace.put("changed", "profile", "somewhere", {"name": "Ada"})
    workspace.record("changed", [Change("profile", "elsewhere", {"state": "growing"})])
    workspace.close()
    again = open_workspace(tmp_path)
    assert (again.plan.rows("profile"), again.notices) == ([again.plan.get(Profile)], [])
    profile = again.plan.get(Profile)
    assert profile is not None
    assert (profile.name, profile.state) == ("Ada", "growing")
    again.undo()
    assert again.plan.look("profile.name") == "Ada"


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    first = open_workspace(tmp_path)
    add(first, "a")
    add(first, "b")
    assert (undone := open_workspace(tmp_path).undo()) and undone.title == "b"
    assert (undone := open_workspace(tmp_path).undo()) and undone.title == "a"
    assert open_workspace(tmp_path).undo() is None
    assert (redone := open_workspace(tmp_path).redo()) and redone.title == "a"
    assert texts(open_workspace(tmp_path)) == ["a"]
    add(open_workspace(tmp_path), "c", "cc")
    assert open_workspace(tmp_path).redo() is None, "something new was done, so there is nothing to do again"


def test_a_clock_set_back_does_not_change_what_came_last(tmp_path: Path) -> None:
    early, late = Clock(), Clock()
    late.pass_days(400)
    ahead = open_workspace(tmp_path, late)
    add(ahead, "a")
    ahead.close()  # all of it stands in the snapshot now
    behind = open_workspace(tmp_path, early)
    add(behind, "b")
    behind.close()
    again = open_workspace(tmp_path, early)
    assert (undone := again.undo()) and undone.title == "b"
    assert texts(again) == ["a"]


def test_finding_the_place_again_is_not_undone(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "a")
    workspace.record("went", [], "somewhere")
    event = workspace.undo()
    assert event is not None
    assert event.title == "a"


def test_a_read_never_writes(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "a")
    workspace.close()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    reader = open_workspace(tmp_path)
    reader.history(), reader.refresh(), reader.plan.answers.of("start-here")
    reader.close()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_opening_nothing_makes_nothing(tmp_path: Path) -> None:
    open_workspace(tmp_path).close()
    assert not (tmp_path / "people").exists()


def test_everything_is_private_under_any_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        workspace = open_workspace(tmp_path)
        add(workspace, "a")
        workspace.drafts.keep("start-here", "story", {"text": "x"})
        workspace.close()
    finally:
        os.umask(old)
    for path in (tmp_path / "people").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_two_windows_see_each_other(tmp_path: Path) -> None:
    clock = Clock()
    one, two = open_workspace(tmp_path, clock), open_workspace(tmp_path, clock)
    for n in range(20):
        add((one, two)[n % 2], f"step {n}", f"s{n}")
    one.refresh()
    assert texts(one) == texts(two) == [f"step {n}" for n in range(20)]
    one.snapshot()
    two.snapshot()
    assert texts(open_workspace(tmp_path)) == texts(one)


def test_another_machine_with_an_earlier_clock_is_sorted_in(tmp_path: Path) -> None:
    one, early = Clock(), Clock()
    early.pass_days(-3)
    here = open_workspace(tmp_path, one)
    there = Workspace(tmp_path / "elsewhere", "other", early)
    id = add(here, "here")
    there.put("added", "next_steps", id, {"text": "there"})
    there.put("added", "goals", "g", {"name": "from there"})
    source = tmp_path / "elsewhere" / "journal" / "other-0001.jsonl"
    (tmp_path / "people" / "me" / "journal" / source.name).write_bytes(source.read_bytes())
    assert here.refresh()
    assert texts(here) == ["here"], "the later change stands"
    assert [goal.name for goal in here.plan.all(Goal)] == ["from there"]
    assert plan_rows(open_workspace(tmp_path).plan) == plan_rows(here.plan)


# --- hand edits ------------------------------------------------------------------


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_hand_edit_is_taken_over_and_can_be_undone(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "call Ada")
    workspace.close()
    edit(plan_file(tmp_path), "call Ada", "visit Ada")
    again = open_workspace(tmp_path)
    assert texts(again) == ["visit Ada"]
    add(again, "b", "b")
    assert texts(open_workspace(tmp_path)) == ["visit Ada", "b"]
    again.undo(), again.undo()
    assert texts(again) == ["call Ada"]


def test_an_edit_while_a_window_is_open_is_not_written_over(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "one", "s1")
    workspace.snapshot()
    stale = plan_file(tmp_path).read_text(encoding="utf-8")
    add(workspace, "two", "s2")
    workspace.snapshot()
    plan_file(tmp_path).write_text(stale.replace("one", "ONE"), encoding="utf-8")  # a script that had read it earlier
    add(workspace, "three", "s3")
    workspace.close()
    assert texts(open_workspace(tmp_path)) == ["ONE", "two", "three"]


def test_an_edit_that_cannot_be_kept_now_is_kept_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "one", "s1")
    workspace.snapshot()
    edit(plan_file(tmp_path), "one", "ONE")
    with monkeypatch.context() as full:
        full.setattr("os.write", lambda fd, data: fail())
        with pytest.raises(NotSaved):
            workspace.refresh()
    add(workspace, "two", "s2")
    workspace.close()
    assert texts(open_workspace(tmp_path)) == ["ONE", "two"]


def fail() -> int:
    raise OSError(28, "No space left on device")


def answer(workspace: Workspace, step: str, text: str) -> None:
    kept = {"kind": "text", "value": {"text": text}, "prompt": "Why?"}
    workspace.record("answered", [with_old(workspace.plan, "answers", f"start-here/{step}", kept)], text)


def answers(workspace: Workspace) -> dict[str, str]:
    return {step: str((one.value or {})["text"]) for step, one in workspace.plan.answers.of("start-here").items()}


def answers_file(tmp_path: Path) -> Path:
    return tmp_path / "people" / "me" / "answers" / "start-here.toml"


def test_answers_that_are_edited_while_a_window_is_open(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    answer(workspace, "a", "one")
    workspace.snapshot()
    edit(answers_file(tmp_path), "one", "ONE")
    assert workspace.refresh()
    assert answers(workspace) == {"a": "ONE"}
    answer(workspace, "b", "two")
    edit(answers_file(tmp_path), "ONE", "One")
    workspace.close()
    assert answers(open_workspace(tmp_path)) == {"a": "One", "b": "two"}
    answers_file(tmp_path).unlink()
    plan_file(tmp_path).unlink()
    assert answers(open_workspace(tmp_path)) == {"a": "One", "b": "two"}, "the journal has it too"


@pytest.mark.parametrize("open_by_then", [False, True])
@pytest.mark.parametrize(
    "broken", ["[steps.a", "x = " + "[" * 3000, '[steps.a]\nkind = "text"\n'], ids=["torn", "deep", "cut"]
)
def test_answers_that_cannot_be_read_are_kept_and_said(tmp_path: Path, broken: str, open_by_then: bool) -> None:
    workspace = open_workspace(tmp_path)
    answer(workspace, "a", "one")
    workspace.close()
    answers_file(tmp_path).write_text(broken, encoding="utf-8")
    if not open_by_then:
        workspace = open_workspace(tmp_path)
        assert answers(workspace) == {"a": "one"}
        assert answers_file(tmp_path).read_text(encoding="utf-8") == broken, "a read never writes"
    answer(workspace, "b", "two")
    workspace.close()
    assert "start-here.toml" in " ".join(workspace.notices)
    kept = list(answers_file(tmp_path).parent.glob("start-here.damaged-*.toml"))
    assert broken in [path.read_text(encoding="utf-8") for path in kept]
    assert answers(open_workspace(tmp_path)) == {"a": "one", "b": "two"}


def test_a_block_taken_out_or_added_by_hand(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "one", "s1")
    add(workspace, "two", "s2")
    workspace.close()
    text = plan_file(tmp_path).read_text(encoding="utf-8")
    block = text[text.index('[[next_steps]]\nid = "s1"') : text.index('[[next_steps]]\nid = "s2"')]
    text = text.replace(block, '[[goals]]\nname = "by hand"\ndue = 2027-03-01\nmine = "unknown key"\n\n')
    plan_file(tmp_path).write_bytes(
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    )  # as a Windows editor saves it
    again = open_workspace(tmp_path)
    assert texts(again) == ["two"]
    goal = again.plan.all(Goal)[0]
    assert (goal.name, goal.extra, str(goal.due)) == ("by hand", {"mine": "unknown key"}, "2027-03-01")
    add(again, "three", "s3")
    again.close()
    assert 'mine = "unknown key"' in plan_file(tmp_path).read_text(encoding="utf-8")


def test_what_this_version_does_not_know_survives(tmp_path: Path) -> None:
    """A table of a newer version, a row that does not fit, a key: written by hand, and there after every rewriting."""
    workspace = open_workspace(tmp_path)
    add(workspace, "one", "s1")
    workspace.close()
    new = (
        '[[mentors]]\nid = "m"\nname = "Ada"\n\n[weather]\nsky = "grey"\n\n[[goals]]\nid = "g"\nname = 7\nmine = "ü"\n'
    )
    edit(plan_file(tmp_path), "\n[saved]\n", f"\n{new}\n[saved]\n")
    for n in (2, 3):
        again = open_workspace(tmp_path)
        add(again, f"step {n}", f"s{n}")
        again.close()
    kept = tomli.loads(plan_file(tmp_path).read_text(encoding="utf-8"))
    assert kept["mentors"] == [{"id": "m", "name": "Ada"}]
    assert kept["goals"] == [{"id": "g", "name": 7, "mine": "ü"}]
    assert kept["weather"] in ({"sky": "grey"}, [{"id": "weather", "sky": "grey"}])


def test_a_plan_alone_is_enough(tmp_path: Path) -> None:
    """Somebody copies only plan.toml to a new machine; later the journal there has it too."""
    workspace = open_workspace(tmp_path / "a")
    add(workspace, "one", "s1")
    workspace.close()
    new = plan_file(tmp_path / "b")
    new.parent.mkdir(parents=True)
    new.write_bytes(plan_file(tmp_path / "a").read_bytes())
    moved = open_workspace(tmp_path / "b", device="new")
    assert texts(moved) == ["one"]
    add(moved, "two", "s2")
    new.unlink()
    assert texts(open_workspace(tmp_path / "b")) == ["one", "two"]


@pytest.mark.parametrize(
    "broken",
    [
        "next_steps = [[[",
        'x = "unclosed\n',
        "\x00",
        "[[next_steps]]\nid = 1\ntext = 3\n",
        pytest.param("x = " + "9" * 5000, id="many digits"),
        pytest.param("x = " + "[" * 3000, id="deep"),
    ],
)
def test_a_plan_that_cannot_be_read_is_kept_and_said(tmp_path: Path, broken: str) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "one", "s1")
    workspace.close()
    plan_file(tmp_path).write_text(broken, encoding="utf-8")
    again = open_workspace(tmp_path)
    assert "one" in texts(again)
    assert again.notices
    assert plan_file(tmp_path).read_text(encoding="utf-8") == broken, "a read never writes"
    add(again, "two", "s2")
    again.close()
    kept = list(plan_file(tmp_path).parent.glob("plan.damaged-*.toml"))
    assert [path.read_text(encoding="utf-8") for path in kept] == [broken]
    assert {"one", "two"} <= set(texts(open_workspace(tmp_path)))


def test_every_cut_of_the_plan_is_noticed_and_nothing_is_lost(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    for n in range(4):
        add(workspace, f"step {n}", f"s{n}")
    workspace.close()
    whole = plan_file(tmp_path).read_bytes()
    for end in range(0, len(whole) - 1, 7):
        plan_file(tmp_path).write_bytes(whole[:end])
        cut = open_workspace(tmp_path)
        assert texts(cut) == [f"step {n}" for n in range(4)], end
        assert cut.notices or whole[:end].strip() == b"" or b"[saved]" in whole[:end], end


def test_every_damaged_byte_of_the_journal_is_noticed(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    for n in range(3):
        add(workspace, f"step {n}", f"s{n}")
    file = next((tmp_path / "people" / "me" / "journal").iterdir())
    whole = file.read_bytes()
    for at in range(0, len(whole), 11):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        found = open_workspace(tmp_path)
        assert found.notices, at
        assert len(texts(found)) >= 1, at


def test_a_torn_line_is_left_and_a_new_file_begun(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "one", "s1")
    file = next((tmp_path / "people" / "me" / "journal").iterdir())
    torn = file.read_bytes() + b'{"len":999,"crc":"00000000","event":{"id'
    file.write_bytes(torn)
    again = open_workspace(tmp_path)
    assert texts(again) == ["one"]
    add(again, "two", "s2")
    assert file.read_bytes() == torn
    assert texts(open_workspace(tmp_path)) == ["one", "two"]


@pytest.mark.parametrize("device", ["test", "other"])
def test_half_a_line_is_read_when_it_is_whole(tmp_path: Path, device: str) -> None:
    """Another program is adding it while we open, or a folder that is kept in step has only the half of it yet."""
    writing = open_workspace(tmp_path, device=device)
    add(writing, "one", "s1")
    file = next((tmp_path / "people" / "me" / "journal").iterdir())
    half = file.stat().st_size + 40
    add(writing, "two", "s2")
    whole = file.read_bytes()
    file.write_bytes(whole[:half])
    again = open_workspace(tmp_path)
    assert (texts(again), len(again.notices)) == (["one"], 1)
    file.write_bytes(whole)
    assert again.refresh()
    add(again, "three", "s3")
    again.close()
    assert texts(again) == texts(open_workspace(tmp_path)) == ["one", "two", "three"]


def test_a_newer_format_is_only_read(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    add(workspace, "one", "s1")
    workspace.close()
    edit(plan_file(tmp_path), "format = 1", "format = 2")
    newer = plan_file(tmp_path).read_bytes()
    again = open_workspace(tmp_path)
    assert "newer version" in again.read_only
    assert texts(again) == ["one"]
    with pytest.raises(NotSaved, match="newer version"):
        add(again, "two", "s2")
    again.close()
    assert plan_file(tmp_path).read_bytes() == newer


# --- what must hold always ---------------------------------------------------------

FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
        "due": st.one_of(st.none(), st.dates().map(str)),
        "status": st.sampled_from(["todo", "doing", "done", "waiting"]),
        "confidence": st.integers(0, 10),
    },
)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from("abc"), FIELDS),
        st.tuples(st.just("undo"), st.none(), st.none()),
        st.tuples(st.just("redo"), st.none(), st.none()),
        st.tuples(st.just("snapshot"), st.none(), st.none()),
    ),
    max_size=14,
)


@given(DEEDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_restores_and_replay_gives_the_plan(tmp_path_factory: pytest.TempPathFactory, deeds: list) -> None:
    folder = tmp_path_factory.mktemp("deeds")
    workspace = open_workspace(folder)
    undoable: list[Plan] = []
    redoable: list[Plan] = []
    for what, id, fields in deeds:
        before = workspace.plan
        if what == "put":
            workspace.put("changed", "next_steps", id, fields)
            undoable.append(before)
            redoable = []
        elif what == "snapshot":
            workspace.snapshot()
        elif what == "undo" and undoable:
            assert workspace.undo()
            redoable.append(before)
            assert plan_rows(workspace.plan) == plan_rows(undoable.pop())
        elif what == "redo" and redoable:
            assert workspace.redo()
            undoable.append(before)
            assert plan_rows(workspace.plan) == plan_rows(redoable.pop())
        elif what in ("undo", "redo"):
            assert getattr(workspace, what)() is None
    assert plan_rows(replay(workspace.history())) == plan_rows(workspace.plan)
    assert plan_rows(open_workspace(folder).plan) == plan_rows(workspace.plan)
    workspace.close()
    assert plan_rows(open_workspace(folder).plan) == plan_rows(workspace.plan)
