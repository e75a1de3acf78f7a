"""`coach doctor`: what is in order, what is found out of order, and that nothing is changed by looking."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace

import msgspec
import pytest

from coach.cli.helping import JSON
from coach.doctor import Check, Terminal, examine
from coach.doctor.around import check_disk, check_terminal
from coach.lessons.library import Library
from coach.places import Places, find_places
from coach.store.journal import decode, encode
from tests.cli.conftest import Run
from tests.cli.test_reading import state
from tests.helpers import HOSTILE, Clock, course, open_workspace

NOWHERE = Terminal(there=False)
CORE = course()  # read once
Harm = Callable[[Path], object]


def places(home: Path) -> Places:
    return find_places(str(home))


def look(home: Path, library: Library = CORE) -> dict[str, Check]:
    """The checks of a home by their ids."""
    return {check.id: check for check in examine(places(home), "me", library, NOWHERE)}


def found(home: Path) -> set[str]:
    """The checks that found something."""
    return {id for id, check in look(home).items() if check.findings}


# --- in order ------------------------------------------------------------------------


def test_all_is_in_order(coach: Run, filled: Path) -> None:
    before = state(filled)
    ran = coach("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("\nAll is in order.\n")
    assert "plan.toml" in ran.out
    assert "1 answer in 1 lesson" in ran.out
    assert state(filled) == before


def test_an_empty_home_is_in_order_and_is_not_made(coach: Run, place: Path) -> None:
    ran = coach("doctor")
    assert ran.code == 0
    assert "there is no plan yet" in ran.out
    assert not place.exists()


def test_a_plan_before_its_first_snapshot_is_in_order(place: Path) -> None:
    open_workspace(place, Clock()).put("added", "goals", "a", {"name": "x"}, "x")
    assert not (place / "people" / "me" / "plan.toml").exists()
    assert found(place) == set()
    assert "journal has everything" in look(place)["plan"].seen


def test_a_plan_with_every_kind_of_text_is_in_order(place: Path) -> None:
    workspace = open_workspace(place, Clock())
    for n, text in enumerate(HOSTILE):
        workspace.put("added", "next_steps", f"s{n}", {"text": text, "due": "2026-12-01", "moved": n}, text)
        workspace.put("changed", "next_steps", f"s{n}", {"due": None, "why": text}, text)
    workspace.put("changed", "profile", "profile", {"current_role": {"title": "x", "hours": 3.5}}, "x")
    workspace.undo()
    workspace.close()
    assert found(place) == set()


def test_two_machines_are_in_order(place: Path) -> None:
    here, there = (open_workspace(place, Clock(), device=name) for name in ("here", "there"))
    for workspace in (here, there, here):
        workspace.put("added", "goals", workspace.new_id() + workspace.files.journal.device, {"name": "x"}, "x")
    here.close()
    there.close()
    assert found(place) == set()


def test_somebody_who_is_not_there(coach: Run, filled: Path) -> None:
    ran = coach("doctor", "--person", "bob")
    assert (ran.code, ran.out) == (2, "")
    assert "There are: me." in ran.err


# --- out of order ----------------------------------------------------------------------


def edited(file: str, old: str, new: str) -> Harm:
    """Changes a text in a file of the person."""

    def harm(me: Path) -> None:
        text = (me / file).read_text(encoding="utf-8")
        assert old in text
        (me / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return harm


def put(file: str, text: str = "x", age: float = 3600) -> Harm:
    """Puts a file there."""

    def harm(me: Path) -> None:
        path = me / file
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        os.utime(path, (time.time() - age,) * 2)

    return harm


def cut(file: str, keep: str) -> Harm:
    """Cuts a file short before a text."""

    def harm(me: Path) -> None:
        (path,) = me.glob(file)
        text = path.read_bytes()
        path.write_bytes(text[: text.index(keep.encode())])

    return harm


def journal_line(change: Callable[[bytes], bytes], at: int = 2) -> Harm:
    """Changes a line of the journal."""

    def harm(me: Path) -> None:
        (path,) = (me / "journal").iterdir()
        lines = path.read_bytes().split(b"\n")
        lines[at] = change(lines[at])
        path.write_bytes(b"\n".join(lines))

    return harm


def another_event(line: bytes) -> bytes:
    """The same event with another text in it, and a checksum that fits."""
    event = decode(line)
    assert not isinstance(event, str)
    (change,) = event.changes
    changed = msgspec.structs.replace(change, new={**(change.new or {}), "text": "ASK RAVI"})
    return encode(msgspec.structs.replace(event, changes=(changed,))).rstrip(b"\n")


def folder_for_file(me: Path) -> None:
    (me / "plan.toml").unlink()
    (me / "plan.toml").mkdir(mode=0o700)


def file_for_journal(me: Path) -> None:
    shutil.rmtree(me / "journal")
    put("journal")(me)


def only_answers(me: Path) -> None:
    (me / "plan.toml").unlink()
    shutil.rmtree(me / "journal")


def no_journal(me: Path) -> None:
    next((me / "journal").iterdir()).unlink()


HARMS: dict[str, tuple[Harm, str, str]] = {
    "not TOML": (edited("plan.toml", "format = 1", "format = = 1"), "plan", "line 4, column"),
    "cut short": (cut("plan.toml", "[[next_steps]]"), "plan", "[saved]"),
    "newer": (edited("plan.toml", "format = 1", "format = 99"), "plan", "newer version"),
    "a folder": (folder_for_file, "plan", "cannot be read"),
    "a date that is none": (edited("plan.toml", "2026-11-01", '"soon"'), "plan", "next_steps/step1"),
    "a wrong word": (edited("plan.toml", 'goal = "goal1"', 'status = "maybe"'), "plan", "status: "),
    "a wrong table": (edited("plan.toml", "[[goals]]", "[[goal]]"), "plan", "Did you mean “goals”?"),
    "a wrong field": (edited("plan.toml", "due = ", "deu = "), "plan", "Did you mean “due”?"),
    "all but the answers": (only_answers, "plan", "backup"),
    "answers not TOML": (edited("answers/start-here.toml", "[steps", "steps"), "answers", "answers/start-here.toml"),
    "answers cut": (cut("answers/*.toml", "[saved]"), "answers", "[saved]"),
    "answers wrong": (edited("answers/start-here.toml", "skipped = true", "skipped = 7"), "answers", "skipped: "),
    "flipped": (journal_line(lambda line: line.replace(b"Ask Ravi", b"Ask Rav1")), "journal", "line 3"),
    "no line": (journal_line(lambda line: b"\x00" * len(line)), "journal", "Not a line"),
    "newer event": (journal_line(lambda _: b'{"len":2,"crc":"99914b93","event":{}}'), "journal", "another machine"),
    "older copy": (cut("journal/*", '{"len":'), "journal", "bytes of"),
    "journal gone": (no_journal, "journal", "It is gone."),
    "journal a file": (file_for_journal, "journal", "cannot be read"),
    "another story": (journal_line(another_event), "agreement", "differ in: text"),
    "broken draft": (put("drafts/start-here.json", "{"), "drafts", "drafts/start-here.json"),
    "left over": (put(".plan.toml.4711-0a1b2c3d.tmp"), "leftovers", "rm "),
    "Dropbox": (put("plan (Maya's conflicted copy 2026-11-20).toml"), "copies", "conflicted copy"),
    "Nextcloud": (put("plan (conflicted copy 2026-11-20 101112).toml"), "copies", "sync program"),
    "Syncthing": (put("journal/test-0001.sync-conflict-20261120-101112-ABCDEFG.jsonl"), "copies", "sync-conflict"),
    "a browser": (put("answers/start-here (1).toml"), "copies", "start-here (1).toml"),
    "iCloud": (put("plan 2.toml"), "copies", "plan 2.toml"),
    "set aside": (put("plan.damaged-20261120-101112.toml"), "copies", "Coach kept this file"),
    "settings": (put("../../config/settings.toml", "theme = ["), "settings", "settings.toml"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMS)
def test_what_is_found(name: str, coach: Run, filled: Path) -> None:
    harm, id, words = HARMS[name]
    harm(filled / "people" / "me")
    before = state(filled)
    ran = coach("doctor")
    assert ran.code == 1
    assert "out of order. Nothing was changed." in ran.out
    data = json.loads(coach("doctor", "--json").out)
    told = {check["id"]: str(check["findings"]) for check in data["checks"] if check["findings"]}
    assert id in told
    assert words in told[id]
    assert state(filled) == before
    assert "Ask Ravi" not in ran.out, "a report may be shown to others"
    if name not in ("journal a file", "a folder"):
        assert coach("next").code == 0, "what is advised presumes that coach still works"


def test_permissions(coach: Run, filled: Path) -> None:
    (filled / "people" / "me" / "plan.toml").chmod(0o644)
    (filled / "people").chmod(0o755)
    (filled / "state").mkdir(mode=0o777, exist_ok=True)
    (filled / "state").chmod(0o777)
    filled.chmod(0o755)  # a folder of the person's own choice: what is in it is closed
    findings = look(filled)["permissions"].findings
    assert [finding.do.split()[:-1] for finding in findings] == [
        ["chmod", "go="], ["chmod", "-R", "go="], ["chmod", "-R", "go="],
    ]  # fmt: skip
    for finding in findings:
        os.system(finding.do)
    assert found(filled) == set()
    filled.chmod(0o777)
    assert found(filled) == {"permissions"}


def test_what_mends_a_leftover_can_be_copied(filled: Path) -> None:
    put(".it's mine $(x).toml.4711-0a1b2c3d.tmp")(filled / "people" / "me")
    (finding,) = look(filled)["leftovers"].findings
    os.system(finding.do)
    assert found(filled) == set()


def test_a_save_in_progress_is_no_leftover(filled: Path) -> None:
    put(".plan.toml.4711-0a1b2c3d.tmp", age=1)(filled / "people" / "me")
    assert found(filled) == set()


# --- worth knowing, and nothing to do about ------------------------------------------------


def test_a_half_written_line_is_told_and_is_no_fault(coach: Run, filled: Path) -> None:
    (path,) = (filled / "people" / "me" / "journal").iterdir()
    with path.open("ab") as file:
        file.write(b'{"len":231,"crc":"1a2b')
    ran = coach("doctor")
    assert ran.code == 0
    assert "never shown as saved" in " ".join(ran.out.split())
    coach("add", "Ask Ravi again")  # and it stays no fault when the program has gone on
    assert coach("doctor").code == 0


def test_a_hand_edit_is_told_and_is_no_fault(coach: Run, filled: Path) -> None:
    edited("plan.toml", "Read the advert", "Read it aloud")(filled / "people" / "me")
    ran = coach("doctor")
    assert ran.code == 0
    assert "changed by hand (next_steps/step2)" in " ".join(ran.out.split())
    coach("add", "x")
    assert "by hand" not in coach("doctor").out


def test_only_so_many_of_one_kind(filled: Path) -> None:
    for n in range(30):
        put(f"plan ({n}).toml")(filled / "people" / "me")
    check = look(filled)["copies"]
    assert len(check.findings) == 10
    assert check.notes == ("and 20 more of this kind",)


# --- lessons, disk, terminal ---------------------------------------------------------------


def test_a_lesson_that_cannot_be_read(coach: Run, filled: Path) -> None:
    pack = filled / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / "01-x.toml").write_text("id = [")
    out = coach("doctor").out
    assert "01-x.toml" in out
    assert "coach content check" in out


def test_a_lesson_that_is_gone(filled: Path) -> None:
    check = look(filled, Library([]))["lessons"]
    assert [finding.where for finding in check.findings] == ["start-here"]


def test_a_full_disk(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=3 * 1024 * 1024))
    (finding,) = check_disk(places(filled)).findings
    assert "3 MB" in finding.what


@pytest.mark.parametrize(
    ("terminal", "where"),
    [
        (Terminal(True, "xterm-256color", "UTF-8"), []),
        (Terminal(True, "dumb", "utf8"), ["TERM"]),
        (Terminal(True, "", "utf-8"), ["TERM"]),
        (Terminal(True, "xterm", "ANSI_X3.4-1968"), ["LANG"]),
        (Terminal(False, "dumb", "ascii"), []),
    ],
)
def test_the_terminal(terminal: Terminal, where: list[str]) -> None:
    assert [finding.where for finding in check_terminal(terminal).findings] == where


# --- what programs read, and what cannot be foreseen -----------------------------------------


def test_json_keys(coach: Run, filled: Path) -> None:
    put("plan (1).toml")(filled / "people" / "me")
    data = json.loads(coach("doctor", "--json").out)
    assert set(data) == {"checks", "found"}
    assert data["found"] == 1
    assert [set(check) for check in data["checks"]] == [{"id", "title", "seen", "notes", "findings"}] * 13
    (finding,) = (finding for check in data["checks"] for finding in check["findings"])
    assert set(finding) == {"code", "where", "what", "means", "do", "repairs"}
    assert all(key in JSON for key in [*data, *data["checks"][0], *finding])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_can_command_the_terminal(text: str, coach: Run, filled: Path) -> None:
    me = filled / "people" / "me"
    put(f"conflict {text.replace('/', '-')}")(me)
    edited("plan.toml", "[[goals]]", f"[[{json.dumps(text, ensure_ascii=True)}]]")(me)
    for arguments in ([], ["--json"]):
        ran = coach("doctor", *arguments)
        assert ran.code == 1
        assert not {c for c in ran.out + ran.err if not c.isprintable()} - {"\n", "\u200d", "\u200c"}


def test_lines_fit_a_terminal(coach: Run, filled: Path) -> None:
    for name in ("a wrong word", "flipped", "broken draft"):
        HARMS[name][0](filled / "people" / "me")
    assert max(map(len, coach("doctor").out.splitlines())) <= 80


def harmed(data: bytes, dice: Random) -> bytes:
    """Cut short, filled with zeros, with a byte changed, or empty."""
    at = dice.randrange(len(data))
    zeros = data[:at] + b"\x00" * 40 + data[at:]
    changed = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
    return dice.choice([data[:at], zeros, changed, b""])


def test_damage_of_any_kind_is_looked_at_calmly(filled: Path, tmp_path: Path) -> None:
    """Whatever the bytes are, the doctor says something, and changes nothing."""
    dice = Random(7)
    for n in range(60):
        home = tmp_path / f"harmed-{n}"
        shutil.copytree(filled, home)
        files = [path for path in sorted((home / "people").rglob("*")) if path.is_file() and path.stat().st_size]
        victim = dice.choice(files)
        victim.write_bytes(harmed(victim.read_bytes(), dice))
        before = state(home)
        assert len(look(home)) == 13
        assert state(home) == before
