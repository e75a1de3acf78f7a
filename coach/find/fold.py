"""Texts as they are compared: without case, accents and widths, and word by word in any script."""

import re
import unicodedata
from typing import Any

# Letters and digits of every script; the marks that \w leaves out but that words of some scripts are written with
# (Hebrew, Arabic, Indic scripts, Thai, Tibetan, Burmese); and marks that compose with a Japanese letter.
_WORD = re.compile(r"[\w\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u109f\u3099\u309a]+")
_ACCENTS = range(0x300, 0x370)  # the marks that fall away: é is found as e


class _Folding(dict[int, str]):
    """How each character is compared, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(character for character in apart if ord(character) not in _ACCENTS)
        self[code] = folded = unicodedata.normalize("NFC", bare.casefold())
        return folded


_FOLDING: Any = _Folding()


def composed(text: str) -> str:
    """A text with its letters in one piece; what is found in it is found by its places in this."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A composed text as it is compared. Character by character, so that places in it can be traced back."""
    if text.isascii():
        return text.lower()
    folded: str = text.translate(_FOLDING)
    return folded


def words(folded: str) -> list[str]:
    """The words of a folded text. A run of Chinese or Japanese is one: what stands within it is found all the same."""
    return _WORD.findall(folded)


def anywhere(part: str) -> bool:
    """Whether something typed is looked for inside words too. One or two letters would be found in all of them; one
    Chinese character is a word.
    """
    return len(part) > 2 or not part.isascii()


def spans(text: str, wanted: frozenset[str], parts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where in a composed text these folded words, or words with these parts in them, stand."""
    folded, places = _traced(text)
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(folded):
        word, start = match[0], match.start()
        part = next((part for part in parts if (part in word if anywhere(part) else word.startswith(part))), "")
        if part:
            at = start + word.index(part)
            found.append((at, at + len(part)))
        elif word in wanted:
            found.append((start, match.end()))
    return [(places[start], places[end - 1] + 1) for start, end in found]


def _traced(text: str) -> tuple[str, list[int]]:
    """A folded text, and for each of its characters the place it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pieces = [fold(character) for character in text]
    return "".join(pieces), [n for n, piece in enumerate(pieces) for _ in piece]
