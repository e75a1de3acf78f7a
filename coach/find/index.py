"""The words of all entries, and which entries each stands in: so looking for one costs milliseconds."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from .fold import anywhere, composed, fold, words
from .hits import Entry, Meant, Where

EXACT, BEGINS, WITHIN, ALIKE = range(4)  # how well a word fits, best first
FEW = 8  # with fewer entries than this, words that are only alike are taken in as well; of short words, with none
MANY = 2000  # with more entries than this, those with the word inside another are left out
SHORTEST_ALIKE, LONG = 4, 6  # letters; the shorter a word is, the more others are like it
MOST_WORDS, LONGEST_WORD = 8, 60  # of what was typed

Fit = dict[int, int]  # how well an entry fits, by its number


class Result(NamedTuple):
    """The entries that fit, best first, and what was meant."""

    entries: list[Entry]
    meant: Meant


class Index:
    """Entries by their words. An entry of the same place takes the place of the former one."""

    def __init__(self) -> None:
        self._entries: list[Entry | None] = []
        self._numbers: dict[Where, int] = {}
        self._in: dict[str, list[int]] = {}  # by word: the numbers of the entries
        self._titled: dict[str, list[int]] = {}  # the same for words of titles

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, entry: Entry) -> None:
        """Takes an entry in."""
        self.drop(entry.where)
        number = self._numbers[entry.where] = len(self._entries)
        self._entries.append(entry)
        for word in set(words(fold(composed(entry.title)))):
            self._titled.setdefault(word, []).append(number)
        text = "\n".join((entry.title, *(piece.text for piece in entry.pieces)))
        for word in set(words(fold(composed(text)))):
            self._in.setdefault(word, []).append(number)

    def drop(self, where: Where) -> None:
        """Forgets an entry."""
        number = self._numbers.pop(where, None)
        if number is not None:
            self._entries[number] = None  # its number stays in the lists of words, and means nothing

    def find(self, typed: str, wanted: Callable[[Entry], bool] = lambda entry: True) -> Result:
        """The entries that have every word that was typed: the word itself first, then its beginnings, then the rest;
        among equals those with it in their title, and then the newest.
        """
        asked = [word[:LONGEST_WORD] for word in words(fold(composed(typed)))][:MOST_WORDS]
        alike: set[str] = set()
        fits = [self._fit(word, alike) for word in asked]
        if not fits:
            return Result([], Meant(frozenset(), ()))
        titled = [self._in_titles(word) for word in asked]
        more = list(zip(fits[1:], titled[1:], strict=True))
        scored = []
        for number in set(fits[0]).intersection(*fits[1:]):
            entry = self._entries[number]
            if entry is not None and wanted(entry):
                worst = total = fits[0][number]
                elsewhere = int(number not in titled[0])
                for fit, numbers in more:  # a first letter is in almost everything: what is done for each entry counts
                    worst, total = max(worst, fit[number]), total + fit[number]
                    elsewhere += number not in numbers
                scored.append((worst, total, elsewhere, -entry.day, entry.where, entry))
        scored.sort()  # no two entries are in one place, so they are never compared themselves
        return Result([one[-1] for one in scored], Meant(frozenset(alike), tuple(dict.fromkeys(asked))))

    def _in_titles(self, asked: str) -> set[int]:
        """The entries with a word in their title that begins so."""
        return {number for word, numbers in self._titled.items() if word.startswith(asked) for number in numbers}

    def _fit(self, asked: str, found: set[str]) -> Fit:
        """How well each entry fits one word; words that are only alike are added to `found`."""
        fit: Fit = {}
        self._take(fit, [(EXACT, asked)] if asked in self._in else [])
        self._take(fit, [(BEGINS, word) for word in self._in if word.startswith(asked)])
        if anywhere(asked) and len(fit) < MANY:
            self._take(fit, [(WITHIN, word) for word in self._in if asked in word])
        few = FEW if len(asked) >= LONG else 1
        if len(fit) < few and len(asked) >= SHORTEST_ALIKE:
            alike = self._alike(asked)
            found.update(alike)
            self._take(fit, [(ALIKE, word) for word in alike])
        return fit

    def _take(self, fit: Fit, graded: Iterable[tuple[int, str]]) -> None:
        for grade, word in graded:
            for number in self._in[word]:
                fit.setdefault(number, grade)

    def _alike(self, asked: str) -> list[str]:
        """The words that differ by a letter or two, as mistyped or half remembered ones do; their beginnings, too."""
        from rapidfuzz import process  # only who mistypes needs it
        from rapidfuzz.distance import OSA

        most = 1 if len(asked) < 8 else 2
        long = [word for word in self._in if len(word) >= len(asked) - most]
        starts = [word[: len(asked)] for word in long] if len(asked) >= LONG else []
        found = {n for _, _, n in process.extract(asked, long, scorer=OSA.distance, score_cutoff=most, limit=None)}
        found |= {n for _, _, n in process.extract(asked, starts, scorer=OSA.distance, score_cutoff=most, limit=None)}
        return [long[n] for n in sorted(found) if long[n][0] == asked[0] or len(asked) > SHORTEST_ALIKE]
