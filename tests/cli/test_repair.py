"""`coach doctor --repair`: what copies of files know is taken over record by record, nothing twice and nothing lost;
what cannot be read is written anew; all of it after a backup (G5, G6)."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.backups.file import unpack
from coach.backups.making import gather
from coach.backups.shelf import on_shelf
from coach.doctor import examine
from coach.doctor.repair import repair
from coach.plan.events import with_old
from coach.plan.records import NextStep, Success
from coach.store.copies import merged, original, sides
from coach.store.inside import on_disk
from coach.store.opening import plan_of
from tests.cli.conftest import Run
from tests.cli.test_doctor import CORE, HARMS, NOWHERE, cut, edited, found, journal_line, look, places, put
from tests.cli.test_reading import state
from tests.helpers import Clock, open_workspace
from tests.store.test_kill import killed_after

NAMES = {
    "plan.sync-conflict-20261120-101112-ABCDEFG.toml": "plan.toml",
    "plan (Maya's conflicted copy 2026-11-20).toml": "plan.toml",
    "start-here (conflicted copy 2026-11-20 101112).toml": "start-here.toml",
    "plan_conflict-20261120-101112.toml": "plan.toml",
    "plan (1).toml": "plan.toml",
    "plan 2.toml": "plan.toml",
    "test-0001.sync-conflict-20261120-101112-ABCDEFG.jsonl": "test-0001.jsonl",
    "start-here 2.json": "start-here.json",
    "plan.toml": "",
    "plan.damaged-20261120.toml": "",
    "my plan.toml": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_copies(name: str) -> None:
    assert original(name) == NAMES[name]


A, B, C = {"name": "a"}, {"name": "b"}, {"name": "c"}
Row = dict[str, str] | None


@pytest.mark.parametrize(
    ("base", "copy", "now", "after", "named"),
    [
        (A, B, A, B, False),  # changed there alone
        (A, A, B, B, False),  # changed here alone
        (A, B, B, B, False),  # the same on both sides
        (A, B, C, C, True),  # on both, and not the same
        (None, B, None, B, False),  # new there
        (None, B, C, C, True),  # new on both
        (A, None, A, None, False),  # taken out there
        (A, None, B, B, True),  # taken out there, changed here: nothing is lost
        (A, B, None, B, False),  # changed there, taken out here: nothing is lost
        (A, A, None, None, False),  # taken out here
    ],
)
def test_three_states_of_a_record(base: Row, copy: Row, now: Row, after: Row, named: bool) -> None:
    rows = [{"goals": {"g": dict(row)} if row else {}} for row in (base, copy, now)]
    found = merged(rows[0], rows[1], rows[2], removals=True)
    plan = plan_of({"goals": {"g": dict(now)} if now else {}})
    for change in found.changes:
        plan = plan.changed(change.table, change.id, change.new)
    kept = plan.fields("goals", "g")
    assert (kept["name"] if kept else None) == (after["name"] if after else None)
    assert bool(found.conflicts) == named
    assert not merged(rows[0], {}, rows[0], removals=False).changes, "nothing is taken out by what may be cut"


def texts(home: Path) -> dict[str, str]:
    return {step.id: step.text for step in on_disk(home / "people" / "me", "looking").plan.all(NextStep)}


def another_machine(home: Path) -> Path:
    """The same plan on another machine, which goes on there and here without the two knowing of each other."""
    there = home.parent / "there"
    shutil.copytree(home, there)
    clock = Clock()
    clock.pass_days(1)
    for place, device in ((home, "here"), (there, "there")):
        workspace = open_workspace(place, clock, device=device)
        workspace.put("added", "successes", f"w-{device}", {"what": f"won {device}"})
        workspace.put(
            "changed", "next_steps", "step1", {"done_looks_like": device} if device == "here" else {"why": device}
        )
        workspace.put("changed", "next_steps", "step2", {"text": f"said {device}"})
        workspace.close()
    return there


@pytest.mark.parametrize("name", [name for name in NAMES if NAMES[name] == "plan.toml"])
def test_a_copy_of_the_plan_is_merged_by_record(name: str, coach: Run, filled: Path) -> None:
    there = another_machine(filled)
    copy = filled / "people" / "me" / name
    shutil.copyfile(there / "people" / "me" / "plan.toml", copy)
    copy.chmod(0o600)
    bytes_of_copy = copy.read_bytes()
    ran = coach("doctor", "--repair")
    plan = open_workspace(filled).plan
    assert {won.what for won in plan.all(Success)} == {"won here", "won there"}
    step = plan.record("next_steps", "step1")
    assert isinstance(step, NextStep)
    assert (step.done_looks_like, step.why) == ("here", "there")
    assert texts(filled)["step2"] == "said here", "what both changed stays as it is here, and is named"
    assert "next_steps/step2" in ran.out
    assert "“text” was changed on both sides" in ran.out
    assert "said there" not in ran.out, "a report may be shown to others"
    assert not copy.exists()
    assert unpack(on_shelf(filled / "people" / "me")[-1].path)[1][name] == bytes_of_copy
    assert ran.code == 0
    assert "All is in order." in ran.out
    before = state(filled)
    assert coach("doctor", "--repair").code == 0
    assert state(filled) == before, "a second time there is nothing to do"
    assert coach("undo").out.startswith("Took back: merged")
    assert "won there" not in coach("plan").out


def test_journals_become_their_union(coach: Run, filled: Path) -> None:
    """The same device name on two machines, as after a home was copied: both have written to the end of one file."""
    there = filled.parent / "there"
    shutil.copytree(filled, there)
    clock = Clock()
    clock.pass_days(1)
    for n, place in enumerate((filled, there, filled, there)):
        workspace = open_workspace(place, clock)
        workspace.put("added", "next_steps", f"n{n}", {"text": f"new {n}"})
        workspace.record("answered", [], "") if n == 3 else None
        workspace.close()
    (lines,) = (there / "people" / "me" / "journal").iterdir()
    shutil.copyfile(lines, filled / "people" / "me" / "journal" / "test-0001.sync-conflict-20261120-101112-ABC.jsonl")
    ran = coach("doctor", "--repair")
    assert {f"n{n}" for n in range(4)} <= set(texts(filled))
    events = on_disk(filled / "people" / "me", "x").events
    assert len({event.id for event in events}) == len(events)
    assert len([event for event in events if event.changes and event.changes[0].id.startswith("n")]) == 4
    assert ran.code == 0


def test_answers_and_drafts_are_merged(coach: Run, filled: Path) -> None:
    me = filled / "people" / "me"
    text = (me / "answers" / "start-here.toml").read_text()
    body, mark, saved = text.rpartition("\n[saved]\n")
    mine = '\n[steps.of-there]\nkind = "text"\nprompt = "Why?"\n[steps.of-there.value]\ntext = "there"\n'
    put("answers/start-here (1).toml", body + mine + mark + saved)(me)
    put("drafts/start-here (1).json", '{"q7": {"text": "half a thou"}}')(me)
    assert coach("doctor", "--repair").code == 0
    workspace = open_workspace(filled)
    assert "of-there" in workspace.plan.answers.of("start-here")
    assert workspace.drafts.of("start-here") == {"q7": {"text": "half a thou"}}


def test_an_undecided_merge_of_git(coach: Run, filled: Path) -> None:
    there = another_machine(filled)
    me, file = filled / "people" / "me", "plan.toml"
    base = filled.parent / "base.toml"
    base.write_text("")
    merge = ["git", "merge-file", "-p", str(me / file), str(base), str(there / "people" / "me" / file)]
    merged = subprocess.run(merge, capture_output=True, check=False).stdout
    assert b"<<<<<<<" in merged
    (me / file).write_bytes(merged)
    data = json.loads(coach("doctor", "--json").out)
    assert "merge-markers" in str(data)
    ran = coach("doctor", "--repair", "--json")
    told = json.loads(ran.out)
    assert (told["found"], ran.code) == (0, 0), [check for check in told["checks"] if check["findings"]]
    assert {"merge-markers", "both-changed"} <= {deed["code"] for deed in told["repaired"]}
    assert unpack(Path(told["backup"]))[1][file] == merged
    assert {won.what for won in open_workspace(filled).plan.all(Success)} == {"won here", "won there"}


def test_sides_of_a_merge() -> None:
    text = b"a\n<<<<<<< HEAD\nb\n||||||| base\nx\n=======\nc\n>>>>>>> there\nd\n=======\n"
    assert sides(text) == (b"a\nb\nd\n=======\n", b"a\nc\nd\n=======\n")
    assert sides(b"title\n=======\n") is None


def gone(home: Path) -> None:
    """A process that is no more."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    put(f".plan.toml.{child}-0a1b2c3d.tmp")(home / "people" / "me")


MENDED: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut short": (cut("plan.toml", "[[next_steps]]"), "written-anew"),
    "not TOML": (edited("plan.toml", "format = 1", "format = = 1"), "written-anew"),
    "answers cut": (cut("answers/*.toml", "[saved]"), "written-anew"),
    "answers not TOML": (edited("answers/start-here.toml", "[steps", "steps"), "written-anew"),
    "older copy": (cut("journal/*", '{"len":'), "written-anew"),
    "open to others": (lambda me: (me / "plan.toml").chmod(0o644), "open-to-others"),
    "left over": (lambda me: gone(me.parents[1]), "left-over"),
}


@pytest.mark.parametrize("name", MENDED)
def test_what_is_mended(name: str, coach: Run, filled: Path) -> None:
    harm, code = MENDED[name]
    me = filled / "people" / "me"
    whole = on_disk(me, "looking").rows
    harm(me)
    broken = gather(me, None)
    assert coach("doctor").code == 1
    told = json.loads(coach("doctor", "--repair", "--json").out)
    assert code in {deed["code"] for deed in told["repaired"]}
    assert unpack(Path(told["backup"]))[1] == broken, "all of it as it was, in the backup"
    left = {f["code"] for check in told["checks"] for f in check["findings"]}
    assert left <= {"set-aside"}, "what could not be read is kept, to be looked into"
    assert on_disk(me, "looking").rows == whole


def test_what_only_a_backup_knows_comes_back(coach: Run, filled: Path) -> None:
    coach("backup", "make")
    me = filled / "people" / "me"
    journal_line(lambda line: line.replace(b"Ask Ravi", b"Ask Rav1"))(me)
    assert "brings them back" in " ".join(coach("doctor").out.split())
    told = json.loads(coach("doctor", "--repair", "--json").out)
    assert "journal-line" in {deed["code"] for deed in told["repaired"]}
    shutil.rmtree(me / "answers")
    (me / "plan.toml").unlink()
    assert texts(filled)["step1"] == "Ask Ravi", "the journal has it again"
    assert not [f for f in look(filled)["journal"].findings if f.repairs]


def test_a_program_that_runs_keeps_its_file(filled: Path) -> None:
    name = f".plan.toml.{os.getpid()}-0a1b2c3d.tmp"
    put(name)(filled / "people" / "me")
    assert look(filled)["leftovers"].findings == ()
    put(name, age=100000)(filled / "people" / "me")
    assert look(filled)["leftovers"].findings, "the number is another program's by now"


def test_backups_are_looked_after_too(coach: Run, filled: Path) -> None:
    kept = Path(coach("backup", "make").out.strip())
    kept.chmod(0o644)
    kept.parent.parent.chmod(0o755)
    gone(filled)
    (left,) = (filled / "people" / "me").glob(".*.tmp")
    left.rename(kept.with_name(left.name))
    told = json.loads(coach("doctor", "--repair", "--json").out)
    assert {deed["where"] for deed in told["repaired"]} == {
        str(kept),
        str(kept.parent.parent),
        str(kept.with_name(left.name)),
    }
    assert told["found"] == 0


@pytest.mark.parametrize("name", HARMS)
def test_every_finding_has_a_code_and_no_repair_harms(name: str, coach: Run, filled: Path) -> None:
    me = filled / "people" / "me"
    HARMS[name][0](me)
    files = {path.name: path.read_bytes() for path in me.rglob("*") if path.is_file() and path.suffix == ".toml"}
    found = [finding for check in look(filled).values() for finding in check.findings]
    assert all(finding.code.replace("-", "").isalpha() for finding in found)
    ran = coach("doctor", "--repair")
    assert ran.code in (0, 1)
    assert "inside the program" not in ran.err
    if name == "newer":
        assert (me / "plan.toml").read_bytes() == files["plan.toml"]
    assert bool(on_shelf(me)) == any(finding.repairs for finding in found), "only when there is something to do"


def test_what_the_other_machine_took_out_goes(coach: Run, filled: Path) -> None:
    there = filled.parent / "there"
    shutil.copytree(filled, there)
    workspace = open_workspace(there, device="there")
    workspace.record("removed", [with_old(workspace.plan, "next_steps", "step2", None)], "step2")
    workspace.close()
    me = filled / "people" / "me"
    put("plan (1).toml", (there / "people" / "me" / "plan.toml").read_text())(me)
    coach("doctor", "--repair")
    assert "step2" in texts(filled), "the other's journal is not here, so what its file lacks may be lost there"
    (journal,) = (there / "people" / "me" / "journal").glob("there-*")
    shutil.copyfile(journal, me / "journal" / journal.name)
    assert "step2" not in texts(filled)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_every_call_of_a_repair(filled: Path) -> None:
    """Whatever was left half done, doing it again ends where doing it once does, and nothing is there twice."""
    there = another_machine(filled)
    me = filled / "people" / "me"
    shutil.copyfile(there / "people" / "me" / "plan.toml", me / "plan (1).toml")
    (journal,) = (there / "people" / "me" / "journal").glob("there-*")
    shutil.copyfile(journal, me / "journal" / journal.name.replace(".", " (1)."))
    for path in me.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    first = filled.parent / "first"
    shutil.copytree(filled, first)

    def mend() -> None:
        at = places(filled)
        repair(at, "me", examine(at, "me", CORE, NOWHERE), "mending", Clock())

    n = 0
    while killed_after(n, mend):
        mend()
        assert {won.what for won in open_workspace(filled).plan.all(Success)} == {"won here", "won there"}
        assert texts(filled)["step2"].startswith("said ")
        events = on_disk(me, "x").events
        told = [(event.at, event.what) for event in events if event.what not in ("merged", "repaired")]
        assert len(told) == len(set(told)), n
        assert found(filled) == set(), n
        shutil.rmtree(filled)
        shutil.copytree(first, filled)
        n += 1
    assert n >= 12


def test_a_newer_plan_is_not_repaired(coach: Run, filled: Path) -> None:
    me = filled / "people" / "me"
    put("plan (1).toml", (me / "plan.toml").read_text().replace("Ask Ravi", "Ask Ada"))(me)
    edited("plan.toml", "format = 1", "format = 99")(me)
    before = gather(me, None)
    ran = coach("doctor", "--repair")
    assert (ran.code, "not saved" in ran.err) == (1, False)
    assert gather(me, None) == before


def test_no_backup_no_repair(coach: Run, filled: Path) -> None:
    cut("plan.toml", "[[next_steps]]")(filled / "people" / "me")
    (filled / "backups").write_text("in the way")
    before = state(filled)
    ran = coach("doctor", "--repair")
    assert (ran.code, "not saved" in ran.err) == (1, True)
    after = state(filled)
    assert {name: data for name, data in after.items() if "state" not in name} == {
        name: data for name, data in before.items() if "state" not in name
    } or set(after) - set(before) <= {"people/me/.lock", "state/device", "state"}
