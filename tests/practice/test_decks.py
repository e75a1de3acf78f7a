"""Prompt sets: ours, a coach's own, and a file that cannot be read; an exercise done together from the command line."""

from pathlib import Path

import pytest

from coach.practice.decks import NotADeck, decks, split
from tests.cli.conftest import Run

OWN = """\
[[decks]]
id = "{id}"
name = "My own"

[[decks.parts]]
name = "Only part"
prompts = ["What now?"]
"""


def test_ours_and_the_coachs_own(tmp_path: Path) -> None:
    ours = decks(tmp_path)
    assert list(ours) == ["grow", "clear", "oskar"]
    assert all(part.prompts for deck in ours.values() for part in deck.parts)
    (tmp_path / "decks.toml").write_text(OWN.format(id="mine"))
    assert list(decks(tmp_path)) == ["grow", "clear", "oskar", "mine"]
    (tmp_path / "decks.toml").write_text(OWN.format(id="grow"))
    assert decks(tmp_path)["grow"].name == "My own"


@pytest.mark.parametrize("text", ["[[decks]\n", "[[decks]]\nid = 3\n", "decks = 1\n"])
def test_a_file_that_is_no_deck(text: str, tmp_path: Path) -> None:
    (tmp_path / "decks.toml").write_text(text)
    with pytest.raises(NotADeck, match=r"decks\.toml"):
        decks(tmp_path)


def test_the_parts_of_a_session_add_up() -> None:
    assert [sum(part for _, part in split(minutes)) for minutes in (60, 30)] == [60, 30]


def test_an_exercise_together(coach: Run, place: Path) -> None:
    coach("clients", "new", "Blue heron")
    assert coach("session", "together", "heron", "start-here").code == 1  # no session is open
    coach("session", "start", "heron")
    ran = coach("session", "together", "heron", "start-here")
    assert (ran.out, ran.code) == ("Together from now on: start-here\n", 0)
    assert "learn start-here" in ran.err
    coach("session", "close", "heron")
    assert "- start-here" in coach("report", "client", "heron", "--for", "client").out
    (place / "practice" / "decks.toml").write_text("[[decks]\n")
    broken = coach("session", "deck")
    assert (broken.code, broken.err.startswith("coach: decks.toml, line 1")) == (1, True)
    assert coach("clients").code == 0
