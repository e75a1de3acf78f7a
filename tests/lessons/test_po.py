"""Translations as gettext keeps them: read with places, written so that every tool reads the same."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.lessons.po import Entry, parse, written

ROOT = Path(__file__).parents[2]
SHIPPED = [*ROOT.glob("content/**/*.po"), *ROOT.glob("coach/catalogues/*.po")]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t"\\#'), max_size=120)


@settings(max_examples=25)
@given(TEXT, TEXT, TEXT, st.booleans(), st.booleans())
def test_what_is_written_is_read_again(place: str, source: str, words: str, stale: bool, gone: bool) -> None:
    entry = Entry(place, source, words=words, stale=stale, gone=gone, before=source if stale and not gone else None)
    catalogue = parse(written([Entry(words="Language: de\n"), entry]))
    assert catalogue.troubles == []
    [_, read] = catalogue.entries
    read.spots = {}
    assert read == entry


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_other_tools_read_the_same(file: Path) -> None:
    polib = pytest.importorskip("polib")
    ours = parse(file.read_text("utf-8")).entries[1:]
    theirs = list(polib.pofile(str(file)))
    assert [(e.msgctxt, e.msgid, e.msgstr or e.msgstr_plural.get(0, "")) for e in theirs] == [
        (e.place, e.source, e.words) for e in ours
    ]
    if msgfmt := shutil.which("msgfmt"):
        ran = subprocess.run([msgfmt, "-c", "-o", "/dev/null", file], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr


WRONG = {
    'msgid "a"\nmsgstr A\n': (2, 1),
    'msgid "a"\nmsgstr "A\n': (2, 10),
    'msgid "a"\nmsgstr "A "B""\n': (2, 11),
    'msgid "a"\n  "b"\nmsgsrt "A"\n': (3, 1),
    'msgstr "A"\n': (1, 1),
    '"A"\n': (1, 1),
    'msgid "a"\nmsgctxt "x"\nmsgstr ""\n': (2, 1),
    'msgid "a"': (1, 10),
    "prose\n": (1, 1),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_has_its_place(text: str) -> None:
    first = parse(text).troubles[0]
    assert (first.code, first.line, first.column) == ("C601", *WRONG[text])
    assert first.advice


def test_an_endless_file_is_not_read() -> None:
    assert parse("#a\n" * 50_000).troubles[0].code == "C105"
