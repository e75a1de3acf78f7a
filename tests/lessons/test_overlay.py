"""A lesson in the reader's language: text by text, the same ids, and nothing else."""

from pathlib import Path

import pytest

from coach import words
from coach.lessons.library import Library
from coach.lessons.overlay import name_of
from coach.lessons.texts import texts
from tests.helpers import course

LESSON = """
format = 1
id = "box"
title = "The box"
track = "take-stock"
module = "open-the-box"
minutes = 5
audience = ["all"]
outcomes = ["see it", "say it"]

[[steps]]
id = "way"
kind = "choice"
title = "Which way?"
options = [{ id = "a", label = "Alone" }, { id = "b", label = "Together", help = "Good." }]

[[steps]]
id = "go"
kind = "do"
title = "Go"
prompt = "You said ${answer.way|nothing}."
"""


def po(*entries: tuple[str, str, str], flag: str = "") -> str:
    """A file of translations: place, source and words."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return head + "\n".join(f'{flag}msgctxt "{at}"\nmsgid "{a}"\nmsgstr "{b}"\n' for at, a, b in entries)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with one lesson."""
    (tmp_path / "box.toml").write_text(LESSON)
    (tmp_path / "box.de.po").write_text(
        po(("title", "The box", "Die Kiste"), ("outcomes/2", "say it", "sag es"), ("steps/way/options/a/label",
            "Alone", "Allein"), ("steps/way/title", "What way?", "Welcher Weg?"),
           ("steps/go/prompt", "You said ${answer.way|nothing}.", "Du sagtest nichts."))
    )  # fmt: skip
    return tmp_path


def test_each_text_for_itself(folder: Path) -> None:
    words.speak("de-AT")  # the nearest there is
    library = Library([folder])
    lesson, head = library.lesson("box"), library.head("box")
    assert head is not None
    assert (head.title, head.outcomes) == ("Die Kiste", ["see it", "sag es"])
    way = lesson.steps[0].model_dump()
    assert lesson.title == "Die Kiste"
    assert way["title"] == "Which way?"  # made of other words than stand there now
    assert lesson.steps[1].prompt == "You said ${answer.way|nothing}."  # its placeholder is lost
    assert [(one["id"], one["label"]) for one in way["options"]] == [("a", "Allein"), ("b", "Together")]
    words.speak("en")
    assert Library([folder]).lesson("box").steps[0].fingerprint() == lesson.steps[0].fingerprint()


def test_the_nearer_language_first_and_the_other_where_it_says_nothing(folder: Path) -> None:
    (folder / "box.de-AT.po").write_text(po(("title", "The box", "Das Kistl")))
    words.speak("de-AT")
    library = Library([folder], folder / "cache")
    assert library.heads()[0].title == library.lesson("box").title == "Das Kistl"
    assert library.heads()[0].outcomes[1] == "sag es"
    (folder / "box.de-AT.po").unlink()
    assert Library([folder], folder / "cache").heads()[0].title == "Die Kiste"


@pytest.mark.parametrize("data", [b"\xff\xfe", b'msgid "', b"x" * 300_000, po(("title", "The box", "K\\b")).encode(),
                                  po(("title", "The box", "K" * 81)).encode(),
                                  po(("title", "The box", "Kiste"), flag="#, fuzzy\n").encode()])  # fmt: skip
def test_what_cannot_be_used_is_left(folder: Path, data: bytes) -> None:
    (folder / "box.de.po").write_bytes(data)
    words.speak("de")
    library = Library([folder])
    assert library.heads()[0].title == library.lesson("box").title == "The box"


def test_the_shipped_lesson_is_whole_in_german() -> None:
    english = {text.place: text.words for text in texts(course().lesson("start-here"))}
    words.speak("de")
    library = Library()
    german = {text.place: text.words for text in texts(library.lesson("start-here"))}
    same = {place for place in english if german[place] == english[place]}
    assert (english.keys(), same) == (german.keys(), set())
    assert library.index.tracks["take-stock"].title == "Bestandsaufnahme"
    assert library.index.routes["one-hour"].title == "Eine Stunde"


def test_which_texts_are_for_readers() -> None:
    found = {text.place for text in texts(course().lesson("start-here"))}
    assert {"title", "privacy", "sources/7", "steps/route/options/coach/help", "steps/what-helps/options/4",
            "steps/one-small-step/coach_prompt", "steps/weekly-slot/what"} <= found  # fmt: skip
    assert not {place for place in found if place.rsplit("/", 1)[-1] in ("id", "kind", "fills", "covers", "track")}


def test_names_of_files() -> None:
    assert name_of("03-week.pt-BR.po") == ("03-week.toml", "pt-BR")
    assert [name_of(name) for name in ("03-week.po", "03-week.GERMAN.po", "../x.de.po", "a.de.po\n")] == [None] * 4


def test_what_is_wrong_is_said_in_the_language_of_today(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was remembered of the file when another language was spoken."""
    (folder / "box.toml").write_text("title = Mine")
    Library([folder], folder / "cache").heads()
    monkeypatch.setattr(words, "_catalogue", lambda _: {"{word} is not a value": ("{word} ist kein Wert",)})
    words.speak("de")
    library = Library([folder], folder / "cache")
    assert library.heads() == []
    assert library.index.unreadable == ["box.toml: “Mine” ist kein Wert"]
