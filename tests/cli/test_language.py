"""The language of commands: as it is set in the home that is meant, else the system's."""

from pathlib import Path

import pytest

from .conftest import Run

DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@pytest.mark.parametrize("where", ["", "before", "after"])
def test_commands_speak_the_language_of_the_home_that_is_meant(coach: Run, place: Path, where: str) -> None:
    home = place.with_name("other") if where else place
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text('language = "de"\n')
    before, after = ["--home", str(home)] if where == "before" else [], [f"--home={home}"] if where == "after" else []
    ran = coach(*before, "add", "Ring Ada", "--due", "morgen", *after)
    assert ran.code == 0, ran.err
    assert any(day in ran.out for day in DAYS)


def test_without_a_setting_it_is_the_system_s(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = coach("add", "Ring Ada", "--due", "morgen")
    assert refused.code == 2
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert coach("add", "Ring Ada", "--due", "morgen").code == 0
    assert coach("add", "Ring Ada", "--due", "tomorrow", "--home=~nobody-of-that-name").code == 1
