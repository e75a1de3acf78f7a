"""`coach content translate`: files beside lessons, and how far they are."""

from pathlib import Path

from tests.lessons.test_overlay import LESSON

from .conftest import Run


def test_from_the_command_line(coach: Run, tmp_path: Path) -> None:
    lesson = tmp_path / "box.toml"
    lesson.write_text(LESSON)
    ran = coach("content", "translate", str(lesson), "--to", "de")
    assert (ran.code, ran.out.strip()) == (0, str(tmp_path / "box.de.po"))
    assert "9 texts: 0 translated, 0 stale, 9 missing." in ran.err
    assert "box.de.po" in coach("content", "translate", str(tmp_path), "--status").out
    (tmp_path / "box.de.po").write_text("prose")
    ran = coach("content", "translate", str(lesson), "--to", "de")
    assert (ran.code, (tmp_path / "box.de.po").read_text()) == (1, "prose")
    assert coach("content", "translate", str(lesson), "--to", "German").code == 2
    assert coach("content", "check", str(lesson), "--to", "de").code == 2
