"""`coach export`: for whom has to be said, nothing is written over, and what is left out is told."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_for_whom_has_to_be_said(coach: Run, filled: Path) -> None:
    ran = coach("export", "md")
    assert (ran.code, ran.out) == (2, "")
    assert "--for" in ran.err
    assert coach("export", "md", "--for", "everybody").code == 2


def test_to_standard_output(coach: Run, filled: Path) -> None:
    ran = coach("export", "md", "--for", "me")
    assert ran.out.startswith("# Career plan: Maya\n")
    assert "**Ask Ravi**" in ran.out
    assert "a note" not in ran.out
    assert ran.err == "Not in this copy: 1 x Notes on people\n"


def test_for_a_coach(coach: Run, filled: Path) -> None:
    ran = coach("export", "md", "--for", "coach")
    assert "**Ask Ravi**" in ran.out
    assert "R. K." not in ran.out
    assert "1 x People" in ran.err


def test_to_a_file(coach: Run, filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    ran = coach("export", "md", "--for", "me", "--out", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert str(file) in ran.err
    assert file.read_text(encoding="utf-8") == coach("export", "md", "--for", "me").out
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_written_over_without_a_word(coach: Run, filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("mine")
    ran = coach("export", "md", "--for", "me", "--out", str(file))
    assert ran.code == 1
    assert "--replace" in ran.err
    assert file.read_text() == "mine"
    assert coach("export", "md", "--for", "me", "--out", str(file), "--replace").code == 0
    assert "Ask Ravi" in file.read_text()


def test_to_a_folder(coach: Run, filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    coach("export", "md", "--for", "coach", "--out", str(folder))
    (file,) = folder.iterdir()
    assert file.name.startswith("career-plan-20")
    assert file.suffix == ".md"


def test_into_a_folder_that_is_not_there(coach: Run, filled: Path, tmp_path: Path) -> None:
    ran = coach("export", "md", "--for", "me", "--out", str(tmp_path / "nowhere" / "plan.md"))
    assert ran.code == 2
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe with a name")
def test_only_ordinary_files_are_written_over(coach: Run, filled: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ran = coach("export", "md", "--for", "me", "--out", str(pipe), "--replace")
    assert ran.code == 2
    assert pipe.is_fifo()


def test_an_unknown_format(coach: Run, filled: Path) -> None:
    ran = coach("export", "mdd", "--for", "me")
    assert ran.code == 2
    assert "Did you mean “md”?" in ran.err
