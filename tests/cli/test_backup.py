"""`coach backup`: what there is, one more, and the way back, seen before it is gone."""

import io
import json
from pathlib import Path

import pytest

from coach.cli.helping import JSON
from tests.cli.conftest import Run
from tests.cli.test_reading import state


def test_list_make_restore_undo(coach: Run, filled: Path) -> None:
    assert "no backups yet" in coach("backup").err
    made = coach("backup", "make")
    assert made.code == 0
    assert Path(made.out.strip()).is_file()
    assert "1 answer. It was read back, and is good." in made.err
    coach("done", "step1")
    coach("win", "Held the training")
    before = state(filled)
    shown = coach("backup", "restore")
    assert shown.code != 0
    assert "  Taken up again: Ask Ravi" in shown.out
    assert "  Taken out: Held the training" in shown.out
    assert "say --yes" in shown.err
    assert state(filled) == before, "a preview changes nothing"
    done = coach("backup", "restore", "1", "--yes")
    assert done.code == 0
    assert "Ask Ravi" in coach("next").out
    listed = coach("backup", "list")
    assert listed.out.splitlines()[0].endswith("made by hand")
    assert listed.out.splitlines()[-1].endswith("before going back to another backup")
    assert " good, 7 records" in listed.out
    assert coach("undo").out.startswith("Took back: went back to “backup 1")
    assert "Ask Ravi" not in coach("next").out
    assert coach("backup", "restore", "1", "--yes").code == 0
    assert "nothing to change" in coach("backup", "restore", "1").out


@pytest.mark.parametrize(("typed", "code"), [("n\n", 1), ("y\n", 0), ("", 1)])
def test_somebody_is_asked(typed: str, code: int, coach: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("backup", "make")
    coach("done", "step1")
    there = io.StringIO(typed)
    monkeypatch.setattr(there, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", there)
    ran = coach("backup", "restore")
    assert (ran.code, "Go back to it?" in ran.err) == (code, True)
    assert ("Ask Ravi" in coach("next").out) == (code == 0)


def test_a_damaged_one_is_listed_and_never_taken(coach: Run, filled: Path) -> None:
    coach("backup", "make")
    coach("add", "x")
    coach("backup", "make")
    files = sorted((filled / "backups" / "me").iterdir())
    files[-1].write_bytes(files[-1].read_bytes()[:400])
    listed = coach("backup")
    assert "damaged" in listed.out.splitlines()[-1]
    data = json.loads(coach("backup", "--json").out)
    assert [one["good"] for one in data["backups"]] == [True] * (len(files) - 1) + [False]
    assert all(key in JSON for key in [*data, *data["backups"][0]])
    number = data["backups"][-1]["number"]
    assert coach("backup", "restore", str(number), "--yes").code == 1
    assert f"backup {number - 1}," in coach("backup", "restore").out
    assert "backup-damaged" in coach("doctor", "--json").out


def test_what_cannot_be_done_is_said(coach: Run, place: Path) -> None:
    for words in (["restore"], ["restore", "7"], ["make"]):
        assert coach("backup", *words).code == 1
    assert coach("backup", "destroy").code == 2
    assert coach("backup", "list", "7").code == 2
    assert not place.exists()


def test_completions(coach: Run, filled: Path) -> None:
    coach("backup", "make")
    assert coach("complete", "--", "backup", "").out.split() == ["list", "make", "restore"]
    assert coach("complete", "--", "backup", "restore", "").out.startswith("1 ")
