"""When coach ends in a synced home, what is new is committed, under a message that says nothing."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.conftest import coach as coach
from tests.cli.conftest import place as place
from tests.sync.machines import plain_git


def test_a_command_commits(coach: Run, place: Path) -> None:
    coach("add", "Ring Ada")
    assert not (place / ".git").exists(), "nothing is asked of a home that is not synced"
    assert coach("sync", "start").code == 0
    assert coach("add", "Ask Ravi").code == 0
    assert plain_git(place, "status", "--porcelain") == ""
    assert plain_git(place, "log", "--format=%s %an %ae").splitlines() == ["Save coach coach@localhost"] * 2
    before = plain_git(place, "rev-parse", "HEAD")
    coach("next")
    assert plain_git(place, "rev-parse", "HEAD") == before


def test_a_history_that_cannot_be_written_is_told_and_nothing_is_lost(coach: Run, place: Path) -> None:
    coach("sync", "start")
    (place / ".git" / "HEAD").write_text("nonsense")
    ran = coach("add", "Ask Ravi")
    assert ran.code == 0
    assert "only its history was not brought up to date" in ran.err
    assert "Ask Ravi" in coach("next").out


def test_while_a_sync_is_running(coach: Run, place: Path) -> None:
    coach("sync", "start")
    (place / ".git" / "index.lock").touch()
    ran = coach("add", "Ask Ravi")
    assert (ran.code, ran.err) == (0, "")
