"""Translations in packs: added with their lessons, checked before, and shown in the reader's language."""

from pathlib import Path

from coach import words
from coach.lessons.library import library_at
from coach.places import find_places
from tests.cli.conftest import Run
from tests.lessons.test_overlay import po
from tests.packs.build import GOOD, folder

TEXTS = [
    ("title", "A week in the garden", "Eine Woche im Garten"),
    ("outcomes/1", "look at a week", "eine Woche ansehen"),
    ("steps/look/title", "Look", "Schau"),
    ("steps/look/prompt", "How was it?", "Wie war's?"),
]


def test_a_lesson_in_two_languages(coach: Run, place: Path, tmp_path: Path) -> None:
    source = folder(tmp_path / "garden", {**GOOD, "lessons/01-week.de.po": po(*TEXTS)})
    assert coach("packs", "add", str(source), "--yes").code == 0
    words.speak("de")
    library = library_at(find_places(str(place)))
    head = library.head("garden-week")
    assert head is not None
    assert (head.title, library.lesson("garden-week").steps[0].prompt) == ("Eine Woche im Garten", "Wie war's?")
    (place / "config").mkdir(exist_ok=True)
    (place / "config" / "settings.toml").write_text('language = "de"\n')
    assert "Eine Woche im Garten" in coach("lessons").out
    (place / "config" / "settings.toml").write_text('language = "Deutsch"\n')
    assert "A week in the garden" in coach("lessons").out
    assert "settings.toml: language has to be a tag" in coach("doctor").out


def test_a_faulty_one_is_refused_and_a_large_one_is_not_read(coach: Run, place: Path, tmp_path: Path) -> None:
    for n, (data, why) in enumerate([("msgid", "C601"), ("#" * 300_000, "256 KB"), (po(("x", "a", "b")), "C603")]):
        source = folder(tmp_path / f"garden{n}", {**GOOD, "lessons/01-week.de.po": data})
        ran = coach("packs", "add", str(source), "--yes")
        assert ran.code == 1
        assert why in ran.out + ran.err
    assert library_at(find_places(str(place))).head("garden-week") is None
