"""The file of translations beside a lesson, brought up to date: new texts empty, stale ones marked, gone ones kept.

No translation is ever lost. One whose source was reworded stays with its text, marked `fuzzy`, with the former source
beside it; one whose text moved or has another id now goes along; one whose text is gone stays at the end of the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ..lessons.po import Catalogue, Entry, head, usable, written
from ..lessons.texts import Text


class Counts(NamedTuple):
    """How far a translation is."""

    texts: int
    done: int
    stale: int
    gone: int

    @property
    def missing(self) -> int:
        """Texts with no words at all."""
        return self.texts - self.done - self.stale


def updated(source: list[Text], old: Catalogue, title: str, language: str) -> str:
    """The file for these texts, with everything that was translated before."""
    first = next((entry for entry in old.entries if not entry.source and entry.place is None), head(title, language))
    before = [entry for entry in old.entries if entry is not first]
    now = list(_fitted(source, before))
    return written([first, *now, *_kept(before, now)])


def _fitted(source: list[Text], before: list[Entry]) -> Iterator[Entry]:
    """An entry for each text: the one with its very words, first of its own place; else the one of its place."""
    by_place = {entry.place: entry for entry in reversed(before) if not entry.gone} | {}
    for entry in before:
        by_place.setdefault(entry.place, entry)
    by_source: dict[str, Entry] = {}
    for entry in before:
        if entry.words and not entry.stale:
            by_source.setdefault(entry.source, entry)
    for text in source:
        there, same = by_place.get(text.place), by_source.get(text.words)
        hints = [f"#. at most {text.longest} characters"] if text.longest is not None else []
        if there is not None and there.source == text.words and (there.words or same is None):
            yield replace(there, gone=False, hints=hints)
        elif same is not None:
            yield replace(same, place=text.place, gone=False, hints=hints)
        else:
            yield _reworded(text, there, hints)


def _reworded(text: Text, there: Entry | None, hints: list[str]) -> Entry:
    """A text without a translation of these words: what it had before stays with it, marked."""
    if there is None or not there.words:
        return Entry(text.place, text.words, hints=hints)
    former = there.before if there.stale and there.before is not None else there.source
    return replace(there, source=text.words, stale=True, before=former, gone=False, hints=hints)


def _kept(before: Iterable[Entry], now: Iterable[Entry]) -> Iterator[Entry]:
    """Translations that no text has any more."""
    there = {entry.words for entry in now}
    for entry in before:
        if entry.words and entry.words not in there:
            there.add(entry.words)
            yield replace(entry, gone=True, hints=[])


def counts(source: list[Text], catalogue: Catalogue) -> Counts:
    """How far a translation of these texts is."""
    entries = {entry.place: entry for entry in catalogue.entries if entry.words and not entry.gone}
    found = [(text, entry) for text in source if (entry := entries.get(text.place)) is not None]
    done = sum(usable(entry) and entry.source == text.words for text, entry in found)
    gone = sum(entry.gone for entry in catalogue.entries)
    return Counts(len(source), done, len(found) - done, gone)
