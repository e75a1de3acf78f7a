"""Plans of every format there was open as what they are, are kept byte for byte before they are written in a newer one,
and what a newer version wrote is shown and not touched (G8).

A folder in `formats` is a plan as the first version with that format wrote it; the JSON beside it is what is in it.
"""

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from coach.backups.file import unpack
from coach.backups.making import gather
from coach.backups.shelf import on_shelf
from coach.plan.events import Change
from coach.plan.records import RECORDS, NextStep
from coach.store import journal, migrate
from coach.store.files import NotSaved
from coach.store.inside import on_disk
from coach.store.migrate import FORMAT, Migration
from tests.helpers import Clock, open_workspace
from tests.store.test_kill import killed_after

FORMATS = Path(__file__).parent / "formats"
KEPT = sorted(int(path.name) for path in FORMATS.iterdir() if path.is_dir())


def taken(tmp_path: Path, version: int) -> Path:
    """A copy of the plan of a format, in a home."""
    me = tmp_path / "people" / "me"
    shutil.copytree(FORMATS / str(version), me)
    return me


def as_data(rows: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(rows))


def test_there_is_a_plan_of_every_format() -> None:
    assert list(range(1, FORMAT + 1)) == KEPT
    assert set(msgspec.json.decode((FORMATS / f"{FORMAT}.json").read_bytes())) > set(RECORDS)


@pytest.mark.parametrize("version", KEPT)
def test_it_opens_as_what_it_is_and_goes_on(version: int, tmp_path: Path) -> None:
    me = taken(tmp_path, version)
    before = gather(me, None)
    found = on_disk(me, "looking")
    expected = msgspec.json.decode((FORMATS / f"{version}.json").read_bytes())
    assert (as_data(found.rows), found.notices, found.read_only) == (expected, [], "")
    assert gather(me, None) == before, "a read never writes"
    workspace = open_workspace(tmp_path)
    workspace.put("added", "next_steps", "new", {"text": "today"})
    workspace.close()
    after = on_disk(me, "looking")
    after.rows["next_steps"].pop("new")
    assert (as_data(after.rows), after.notices) == (expected, [])
    (one,) = on_shelf(me)
    kept = unpack(one.path)[1]
    assert all(kept[name] == data for name, data in before.items() if version < FORMAT or "journal" not in name)
    assert one.before == ("migration" if version < FORMAT else "first-change")


# --- the means, tried with a format that never was ---------------------------------------------


def _rows_up(doc: dict[str, Any]) -> dict[str, Any]:
    """In format 0 a next step was called a task, and said `words`."""
    tasks = [{"text" if name == "words" else name: value for name, value in row.items()} for row in doc["tasks"]]
    return {**{table: rows for table, rows in doc.items() if table != "tasks"}, "next_steps": tasks}


def _change_up(change: Change) -> Change:
    if change.table != "tasks":
        return change
    new, old = (
        fields and {"text" if name == "words" else name: value for name, value in fields.items()}
        for fields in (change.new, change.old)
    )
    return Change("next_steps", change.id, new, old)


def _answers_up(doc: dict[str, Any]) -> dict[str, Any]:
    steps = {id: {**answer, "prompt": answer["prompt"].removeprefix("Q: ")} for id, answer in doc["steps"].items()}
    return {**doc, "steps": steps}


@pytest.fixture
def zero(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of format 0."""
    me = tmp_path / "people" / "me"
    workspace = open_workspace(tmp_path)
    workspace.put("added", "next_steps", "s1", {"text": "Ask Ravi"}, "Ask Ravi")
    workspace.record("answered", [Change("answers", "start-here/a", {"kind": "text", "prompt": "Why?"})], "a")
    workspace.close()
    for path in me.rglob("*.toml"):
        text = path.read_text().replace("format = 1", "format = 0").replace("[[next_steps]]", "[[tasks]]")
        body, mark, saved = text.replace("\ntext = ", "\nwords = ").replace("Why?", "Q: Why?").rpartition("\n[saved]\n")
        from coach.store.snapshot import _digest  # what coach itself had written then

        old = saved.split('digest = "')[1].split('"')[0]
        path.write_text(body + mark + saved.replace(old, _digest(body.encode())))
    (lines,) = (me / "journal").iterdir()
    events = [journal.decode(line) for line in lines.read_bytes().splitlines()]
    said = []
    for event in events:
        assert not isinstance(event, str)
        changes = tuple(
            Change("tasks" if c.table == "next_steps" else c.table, c.id, _zero(c.new), _zero(c.old))
            for c in event.changes
        )
        said.append(journal.encode(msgspec.structs.replace(event, changes=changes, format=0)))
    grown = sum(map(len, said))
    for path in me.rglob("*.toml"):
        path.write_text(path.read_text().replace(str(lines.stat().st_size), str(grown)))
    lines.write_bytes(b"".join(said))
    monkeypatch.setitem(migrate.MIGRATIONS, 0, Migration(_rows_up, _answers_up, _change_up))
    return me


def _zero(fields: dict[str, Any] | None) -> dict[str, Any] | None:
    if fields is None:
        return None
    fields = {"words" if name == "text" else name: value for name, value in fields.items()}
    return {**fields, "prompt": f"Q: {fields['prompt']}"} if "prompt" in fields else fields


def check(me: Path, *more: str) -> None:
    found = on_disk(me, "looking")
    assert found.notices == []
    assert [step.text for step in found.plan.all(NextStep)] == ["Ask Ravi", *more]
    assert [answer["prompt"].removeprefix("Q: ") for answer in found.rows["answers"].values()] == ["Why?"]


def test_an_older_plan_is_brought_up_after_a_backup(zero: Path, tmp_path: Path) -> None:
    before = gather(zero, None)
    check(zero)
    assert gather(zero, None) == before
    workspace = open_workspace(tmp_path)
    workspace.put("added", "next_steps", "s2", {"text": "Ring Ada"})
    (one,) = on_shelf(zero)
    assert one.before == "migration"
    told, contents = unpack(one.path)
    assert (contents, told.whole, told.answers) == (before, True, 1), "byte for byte, before the first new line"
    workspace.close()
    assert b"format = 1" in (zero / "plan.toml").read_bytes()
    assert len(on_shelf(zero)) == 1
    check(zero, "Ring Ada")


def test_no_backup_no_migration(zero: Path, tmp_path: Path) -> None:
    before = gather(zero, None)
    (tmp_path / "backups").write_text("in the way")
    workspace = open_workspace(tmp_path)
    with pytest.raises(NotSaved):
        workspace.put("added", "next_steps", "s2", {"text": "Ring Ada"})
    workspace.close()
    assert gather(zero, None) == before


def test_what_says_it_is_older_and_is_not_is_left_alone(zero: Path, tmp_path: Path) -> None:
    (zero / "plan.toml").write_text("format = 0\nx = 1\n[saved]\nend = '1'\n")
    workspace = open_workspace(tmp_path)
    assert "it says it is of format 0" in workspace.notices[0]
    assert [step.text for step in workspace.plan.all(NextStep)] == ["Ask Ravi"]


def bring_up(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    workspace.put("added", "next_steps", "s2", {"text": "Ring Ada"})
    workspace.close()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_every_call_of_a_migration(zero: Path, tmp_path: Path) -> None:
    """After each call that changes a disk in turn: all is old, all is new, or each file is one of both."""
    first = gather(zero, None)
    n = 0
    while killed_after(n, lambda: bring_up(tmp_path)):
        found = on_disk(zero, "looking")
        texts = [step.text for step in found.plan.all(NextStep)]
        assert texts in (["Ask Ravi"], ["Ask Ravi", "Ring Ada"]), n
        assert found.notices == [] or "not a line" in found.notices[0], n
        if gather(zero, None) != first:
            kept = [unpack(one.path)[1] for one in on_shelf(zero)]
            assert first in kept, "the original is kept before anything of it changes"
        shutil.rmtree(tmp_path / "backups", ignore_errors=True)
        shutil.rmtree(zero)
        for name, data in first.items():
            (zero / name).parent.mkdir(parents=True, exist_ok=True)
            (zero / name).write_bytes(data)
        n += 1
    assert n >= 12


# --- newer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["plan.toml", "answers/start-here.toml"])
def test_what_a_newer_version_wrote_is_not_touched(where: str, tmp_path: Path) -> None:
    me = taken(tmp_path, FORMAT)
    text = (me / where).read_text()
    (me / where).write_text(text.replace(f"format = {FORMAT}", "format = 99"))
    before = gather(me, None)
    workspace = open_workspace(tmp_path, Clock())
    workspace.plan.answers.of("start-here")
    assert "newer version" in workspace.read_only
    with pytest.raises(NotSaved, match="newer version"):
        workspace.put("added", "next_steps", "s2", {"text": "Ring Ada"})
    workspace.close()
    assert gather(me, None) == before


@pytest.mark.parametrize("late", [False, True])
def test_newer_answers_that_nobody_looked_at_are_not_written_over(late: bool, tmp_path: Path) -> None:
    me = taken(tmp_path, FORMAT)
    workspace = open_workspace(tmp_path)
    file = me / "answers" / "start-here.toml"
    file.write_text(file.read_text().replace(f"format = {FORMAT}", "format = 99"))
    before = file.read_bytes()
    if late:  # events of another machine arrive that are older than ours: all is read from the journal anew
        event = journal.decode((me / "journal" / "secondone-0001.jsonl").read_bytes().splitlines()[0])
        assert not isinstance(event, str)
        earlier = msgspec.structs.replace(event, at=event.at - dt.timedelta(days=1))
        (me / "journal" / "third-0001.jsonl").write_bytes(journal.encode(earlier))
    workspace.record("answered", [Change("answers", "start-here/z", {"kind": "text"})], "z")
    workspace.close()
    assert file.read_bytes() == before


def test_a_newer_event_is_left_where_it_is(tmp_path: Path) -> None:
    me = taken(tmp_path, FORMAT)
    file = me / "journal" / "secondone-0001.jsonl"
    event = journal.decode(file.read_bytes().splitlines()[0])
    assert not isinstance(event, str)
    with file.open("ab") as lines:
        lines.write(journal.encode(msgspec.structs.replace(event, format=FORMAT + 1)))
    workspace = open_workspace(tmp_path)
    assert "newer version of coach wrote it" in workspace.notices[0]
