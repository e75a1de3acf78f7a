"""Translations brought up to date: nothing is lost, and what went stale is marked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.authoring.translate import counts, updated
from coach.lessons.checks.overlays import opened, texts_of
from coach.lessons.po import Catalogue, Entry, parse
from coach.lessons.texts import Text
from tests.lessons.test_overlay import LESSON

WORDS = st.sampled_from(["one", "two", "three", "four"])


def again(lesson: str, old: str) -> str:
    source = texts_of("box.toml", lesson.encode())
    assert source is not None
    return updated(source, opened(old.encode())[1], "box", "de")


def filled(text: str) -> str:
    """Everything translated, as `~source`."""
    entries = parse(text).entries
    for entry in entries[1:]:
        entry.words = f"~{entry.source}"
    return again(LESSON, updated([], Catalogue(entries), "box", "de").replace("#~ ", ""))


def test_an_edit_of_the_lesson() -> None:
    first = again(LESSON, "")
    assert 'msgctxt "steps/way/options/a/label"\nmsgid "Alone"\nmsgstr ""' in first
    whole = filled(first)
    assert again(LESSON, whole) == whole
    edited = LESSON.replace('"Alone"', '"On my own"').replace('"see it", "say it"', '"say it", "see it"')
    edited = edited.replace(', help = "Good."', "").replace('id = "go"', 'id = "walk"')
    text = again(edited, whole)
    assert '#, fuzzy\n#| msgid "Alone"\nmsgctxt "steps/way/options/a/label"\nmsgid "On my own"\nmsgstr "~Alone"' in text
    assert 'msgctxt "outcomes/1"\nmsgid "say it"\nmsgstr "~say it"' in text  # it moved
    assert 'msgctxt "steps/walk/title"\nmsgid "Go"\nmsgstr "~Go"' in text  # its step has another id
    assert '#~ msgctxt "steps/way/options/b/help"\n#~ msgid "Good."\n#~ msgstr "~Good."' in text
    source = texts_of("box.toml", edited.encode())
    assert source is not None
    assert counts(source, opened(text.encode())[1]) == (8, 7, 1, 1)
    back = again(LESSON, text)  # the edit is taken back
    assert "#~" not in back
    assert 'msgid "Good."\nmsgstr "~Good."' in back


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=4, unique=True), st.lists(st.lists(WORDS, max_size=4), max_size=3))
def test_no_translation_is_ever_lost(first: list[str], edits: list[list[str]]) -> None:
    entries = [Entry(f"place/{n}", source, words=f"~{source} {n}") for n, source in enumerate(first)]
    there = {entry.words for entry in entries}
    text = updated([], Catalogue(entries), "x", "de")
    for edit in edits:
        source = [Text(f"place/{n}", words) for n, words in enumerate(edit)]
        text = updated(source, parse(text), "x", "de")
        assert there <= {entry.words for entry in parse(text).entries}
