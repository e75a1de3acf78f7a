"""What coach hands on to other programs, takes from other machines, and gives to the clipboard (G10, G11)."""

import base64
import itertools
import json
import os
import re
import shlex
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from coach.crypt import age
from coach.sync.git import Git, GitFailed
from coach.sync.layout import Kind, kind
from coach.sync.syncing import set_up, sync
from coach.workspace import Workspace
from screens.hardening import Hardened
from tests.cli.conftest import Run
from tests.packets.conftest import Home, assign, cheap_passphrase, coach, homes
from tests.promises.everywhere import EVERYTHING, SOME
from tests.promises.hostile import ALL, LONE, UNSAFE, WORDS, unsafe
from tests.sync.machines import Machine, plain_git, remote

__all__ = ["assign", "cheap_passphrase", "coach", "homes"]
needs_sh = pytest.mark.skipif(os.name == "nt", reason="needs a shell of POSIX")


@pytest.fixture(autouse=True)
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a power cut leaves is tested elsewhere."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


def test_the_clipboard() -> None:
    """What the terminal is given holds no command, whatever is copied; within coach it is pasted as it was."""
    app: Hardened = Hardened()
    sent: list[str] = []
    app._driver = SimpleNamespace(write=sent.append)  # type: ignore[assignment]
    for text in [*ALL, *LONE, EVERYTHING]:
        app.copy_to_clipboard(text)
        assert app.clipboard == text
        head, _, rest = sent.pop().partition(";c;")
        assert (head, rest[-1]) == ("\x1b]52", "\x07")
        given = base64.b64decode(rest[:-1]).decode()
        assert not UNSAFE.search(given)
        assert given == UNSAFE.sub("", text.replace("\r\n", "\n"))


# --- packets ---------------------------------------------------------------------------------

HEAD: dict[str, Any] = {"coach_packet": 1, "made_at": "2026-11-23T09:00:00Z"}
READING = ("next", "today", "due --days 9000", "log", "changes --since beginning", "plan", "plan show people", "find Q",
           "export md --for me", "review facts", "lessons", "packs")  # fmt: skip


def opened(home: Home, packet: dict[str, Any], file: Path) -> None:
    """Takes a packet in that somebody made by hand."""
    file.write_bytes(age.encrypt(json.dumps(HEAD | packet).encode(), [home.key]))
    ran = home("packet", "open", str(file), "--yes")
    assert (ran.code, unsafe(ran.out + ran.err)) == (0, []), ran.err


def test_a_packet(homes: tuple[Home, Home], tmp_path: Path) -> None:
    """A plan and an assignment full of such texts: as they come in, and wherever they are shown and written later."""
    home, ids = homes[1], itertools.count()
    kinds = ("goals/name", "people/name", "successes/what", "resources/title", "next_steps/text", "of_tomorrow/name")
    rows = [{"table": table, "id": f"r{next(ids)}", "fields": {field: text, "note": text}}
            for text in SOME[::3] for table, _, field in (one.partition("/") for one in kinds)]  # fmt: skip
    answer = {"kind": "text", "value": {"text": EVERYTHING}, "prompt": EVERYTHING}
    rows.append({"table": "answers", "id": "start-here/why", "fields": answer})
    handover = {"kind": "handover", "id": "a" * 20, "from": EVERYTHING, "content": {"rows": rows}}
    opened(home, handover, tmp_path / "a.coachpacket")
    lesson = {"lesson": "start-here", "title": EVERYTHING, "step": "abc2345"}
    asked = {"lessons": [lesson], "note": EVERYTHING}
    assignment = {"kind": "assignment", "id": "b" * 20, "from": EVERYTHING, "content": asked}
    opened(home, assignment, tmp_path / "b.coachpacket")
    for line in READING:
        ran = home(*line.split())
        assert unsafe(ran.out + ran.err) == [], line
    assert home("next", "--json").out.isascii()
    assert (
        home(
            "packet", "return", "b" * 8, "--to", homes[0].key, "--out", str(tmp_path), "--yes", "--from", EVERYTHING
        ).code
        == 0
    )
    made = {path.name for path in tmp_path.iterdir() if path.suffix == ".coachpacket"} - {
        "a.coachpacket",
        "b.coachpacket",
    }
    assert [bool(re.fullmatch(r"return-[a-z0-9]{8}\.coachpacket", name)) for name in made] == [True]
    assert [path for path in tmp_path.rglob("*") if unsafe(str(path)) or "app.quit" in str(path)] == []


# --- git ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["people/me/../../x.toml", "../x", "/etc/passwd", "people/me/\x1b[2J.toml", "people/me/a\nb.toml", ".git/config",
     "people/me/.gitattributes", "people/\u202e/plan.toml", "people/me/a/../../../x", "coach/__main__.py", "sitecustomize.py",
     "config/settings.toml", "people/me/journal/../../../x-0001.jsonl", "people//x", "packs/.hidden/x.toml", "packs",
     "people/me/" + "x" * 200, "state/device", "people/me/con\u200b.toml", "", "-rf", "people/me/-rf", "C:\\x", "people\\me\\plan.toml"],
)  # fmt: skip
def test_names_that_come_in(name: str) -> None:
    assert kind(name) is Kind.STRANGE


@pytest.mark.parametrize(
    "address", ["--upload-pack=touch MARK", "-oProxyCommand=x", "ext::sh -c touch% MARK", "fd::17"]
)
def test_an_address_that_is_a_command(address: str, tmp_path: Path) -> None:
    mark, home = tmp_path / "mark", tmp_path / "elsewhere"
    home.mkdir()
    with pytest.raises(GitFailed) as refused:
        set_up(home, address.replace("MARK", str(mark)))
    assert "is no address" in str(refused.value)
    assert not Git(home).there


@needs_sh
def test_an_address_with_an_option_of_another_program(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    one = Machine(tmp_path / "home", "dev", None)
    for address in ("ssh://-oProxyCommand=touch${IFS}MARK/x", "git@-oProxyCommand=touch${IFS}MARK:x"):
        set_up(one.home, address.replace("MARK", str(mark)))
        with pytest.raises(GitFailed) as failed:
            sync(one.home, one.open, one.clock)
        assert unsafe(str(failed.value)) == []
    assert not mark.exists()


@needs_sh
def test_a_merge_runs_nothing_of_the_home(tmp_path: Path) -> None:
    """Git starts the driver in the home, into which other machines put files: none of them is ever loaded."""
    one = Machine(tmp_path / "home", "dev", None)
    (one.home / "coach").mkdir()
    for name in ("coach/__init__.py", "coach/__main__.py", "json.py", "usercustomize.py"):
        (one.home / name).write_text("open('mark', 'w').close()")
    driver = one.git("config", "merge.coach.driver").strip()
    for place, file in zip(("%O", "%A", "%B", "%P"), "abcd", strict=True):
        driver = driver.replace(place, file)
    assert shlex.split(driver)[1:4] == ["-P", "-m", "coach"]
    subprocess.run(["sh", "-c", driver], cwd=one.home, capture_output=True, check=False)
    assert not (one.home / "mark").exists()


@pytest.mark.slow
def test_a_history_and_what_comes_from_elsewhere(tmp_path: Path, coach: Run) -> None:
    """The history tells nothing, and what another machine has made of it is told without commands."""
    place = remote(tmp_path / "remote")
    one, two = Machine(tmp_path / "a", "deva", place), Machine(tmp_path / "b", "devb", place)
    one.open().put("added", "goals", "g", {"name": EVERYTHING, "measure": "m"}, EVERYTHING)
    one.sync()
    two.sync()
    for machine in (one, two):
        plan = machine.open()
        plan.put("changed", "goals", "g", {"measure": f"{machine.name} {EVERYTHING}"}, EVERYTHING)
        plan.put("added", "people", machine.name, {"name": WORDS[3], "note": EVERYTHING}, EVERYTHING)
        plan.close()
    for name in ("\x1b[2J.toml", "\u202e.toml", "-rf", "a\nb"):
        (one.home / "people/me" / name).write_text(EVERYTHING)
    one.sync()
    ran = coach("--home", str(two.home), "sync")
    assert (ran.code, unsafe(ran.out + ran.err)) == (0, []), ran.err
    assert "Changed on both sides" in ran.out and "4 files are not coach's" in ran.out
    assert coach("--home", str(two.home), "sync", "--json").out.isascii()
    told = plain_git(place, "log", "--all", "--format=%an %ae %cn %ce %s%b").splitlines()
    assert set(told) == {"coach coach@localhost coach coach@localhost Save"}
    names = {path.name for path in two.home.rglob("*") if ".git" not in path.parts}
    assert [name for name in names if unsafe(name) or name.startswith("-") or "\n" in name] == []


@pytest.mark.parametrize(
    "lesson",
    ["../../x", "..", "/tmp/x", "a/../../y", "", "a\nb", "\x1b[2J", "\u202e", "-rf", "x" * 300, ".hidden", "a\\..\\b"],
)
def test_an_answer_in_a_journal_from_elsewhere(lesson: str, tmp_path: Path) -> None:
    """The id of a lesson names a file, and a journal may come from anybody: what is no name stays in the journal."""
    home = tmp_path / "deep" / "er" / "home"
    for words in ("first", "second"):
        plan = Workspace(home / "people/me", "dev")
        plan.put("answered", "answers", f"{lesson}/q", {"kind": "text", "value": {"text": words}}, "x")
        plan.put("answered", "answers", "good/q", {"kind": "text", "value": {"text": words}}, "x")
        plan.close()
        assert plan.notices == []
    named = f"{lesson}/q".partition("/")
    kept = Workspace(home / "people/me", "dev").plan.answers.of(named[0])
    assert [answer.value for answer in kept.values()] == [{"text": "second"}]
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.toml")}
    assert written == {"deep/er/home/people/me/plan.toml", "deep/er/home/people/me/answers/good.toml"} | (
        {"deep/er/home/people/me/answers/a.toml"} if named[0] == "a" else set()
    )
