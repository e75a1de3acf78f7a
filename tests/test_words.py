"""The interface's own words: all of them in the catalogue, nothing beside it, and the right form of each."""

import pytest

from coach import words
from coach.dates import in_words, parse_date
from coach.lessons.po import parse
from tests.helpers import MONDAY
from tests.words_in_code import DONE, ROOT, everything, outside

GERMAN = {entry.source: entry for entry in parse((ROOT / "coach/catalogues/de.po").read_text("utf-8")).entries}


@pytest.mark.parametrize("file", DONE)
def test_no_sentence_goes_round_the_catalogue(file: str) -> None:
    assert outside(ROOT / file) == []


def test_every_word_is_in_the_catalogue() -> None:
    missing = {one for one, many in everything().items() if one not in GERMAN or GERMAN[one].many != many}
    assert missing == set(), "python -m tests.words_in_code de adds what is missing"


def test_translations_have_the_same_places() -> None:
    """Values, and the space at either end, where pieces are put together."""

    def marks(text: str) -> tuple[set[str], bool, bool]:
        return set(words._PLACE.findall(text)) - {"n"}, text[:1] == " ", text[-1:] == " "

    odd = [
        form for entry in GERMAN.values() if entry.source and not entry.gone
        for form in (entry.words, *entry.forms) if form and marks(form) != marks(entry.source)
    ]  # fmt: skip
    assert odd == []


def test_every_number_of_things_has_its_forms() -> None:
    """German has two: for one, and for all else."""
    plural = [entry for entry in GERMAN.values() if entry.many and not entry.gone]
    odd = [entry.source for entry in plural if [bool(form) for form in (entry.words, *entry.forms)] != [True, True]]
    assert odd == []


def test_numbers_and_values() -> None:
    assert words.said_of(1, "{n} minute", "{n} minutes") == "1 minute"
    assert words.said("Not saved: {why}.", why="{why} %s {0}") == "Not saved: {why} %s {0}."
    words.speak("de")
    assert [words.said_of(n, "{n} minute", "{n} minutes") for n in (0, 1, 2)] == ["0 Minuten", "1 Minute", "2 Minuten"]
    assert (words.said("Saved."), words.said(""), words.said("no such text")) == ("Gespeichert.", "", "no such text")
    assert in_words(MONDAY.date()) == "Montag, 23. November 2026"


DAYS = {"fr": "2026-11-27", "nächste Woche": "2026-11-30", "12. Dez": "2026-12-12", "in 2 Wochen": "2026-12-07",
        "am Freitag": "2026-11-27", "morgen": "2026-11-24", "fri": "2026-11-27", "ne": None}  # fmt: skip


@pytest.mark.parametrize(("typed", "day"), DAYS.items())
def test_days_as_germans_type_them(typed: str, day: str | None) -> None:
    words.speak("de")
    found = parse_date(typed, MONDAY.date())
    assert (found and found.isoformat()) == day


def test_which_language() -> None:
    assert words.of_system({"LC_ALL": "de_AT.UTF-8", "LANG": "fr_FR"}) == "de-AT"
    assert words.of_system({"LC_ALL": "", "LANG": "C.UTF-8"}) == words.of_system({}) == ""
    assert words.tags("pt-BR") == ["pt-BR", "pt"]
    words.speak("../../etc")
    assert words.language() == ""


def test_one_english_word_that_is_two() -> None:
    """The note after it is for translators, and is never shown."""
    assert (words.said("open ⟨do⟩"), words.said("open")) == ("open", "open")
    words.speak("de")
    assert (words.said("open ⟨do⟩"), words.said("open")) == ("öffnen", "offen")
