"""How wide text is on a terminal, and how it is cut and wrapped so that nothing is torn apart.

A terminal has cells: a Chinese character takes two, a letter with its accents one, a family of emoji joined into one
picture two. What belongs together (a cluster) is never divided. Only text that is not ASCII comes here.

Text that runs from right to left is handed on in the order in which it was typed, as every terminal wants it: those
that know the way (most that are newer) turn it round themselves, the others show it from left to right. Signs that
would steer the direction are refused in lessons and marked in what people type, so our own signs stay where we put
them: they stand before such text, at the beginning of the line, or in columns of their own.
"""

import re
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_NOT_FIRST = "ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"  # no line of Japanese begins with one of these
_SPACES = re.compile(r"[ \t\n\r\f\v]+")  # other spaces hold together what stands on either side


def clusters(text: str) -> Iterator[str]:
    """What the eye sees as one character, each with all that belongs to it."""
    held = ""
    for character in text:
        if held and not _goes_on(held, character):
            yield held
            held = ""
        held += character
    if held:
        yield held


def _goes_on(held: str, character: str) -> bool:
    """Whether a character belongs to the ones before it."""
    if held.endswith(_JOINER) or character == _JOINER or _is_mark(character):
        return True
    flag = "\U0001f1e6" <= character <= "\U0001f1ff"
    return flag and len(held) == 1 and "\U0001f1e6" <= held <= "\U0001f1ff"


def _is_mark(character: str) -> bool:
    """Accents, vowel signs, variants of a picture and colours of skin."""
    return unicodedata.category(character) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= character <= "\U0001f3ff"


def width(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else sum(map(_width, clusters(text)))


def _width(cluster: str) -> int:
    if cluster.isascii():
        return len(cluster)
    first = cluster[0]
    if "\ufe0f" in cluster or (len(cluster) == 2 and "\U0001f1e6" <= first <= "\U0001f1ff"):
        return 2
    if unicodedata.category(first) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(first) in ("W", "F") else 1


def cut(text: str, room: int, more: str = "…") -> str:
    """A text of at most so many cells, with a sign where it was cut."""
    kept, used, fits = "", 0, ""
    for cluster in clusters(text):
        used += _width(cluster)
        if used > room:
            return (fits.rstrip() + more) if room >= width(more) else ""
        kept += cluster
        fits = kept if used <= room - width(more) else fits
    return text


def wrap(text: str, room: int, first: str = "", hang: str = "") -> list[str]:
    """A text as lines of at most so many cells; the first begins with one text, all others with another."""
    lines, line, used = [], first, width(first)
    bare = True  # whether there is nothing of the text in this line yet
    for space, word in _words(text):
        need = width(word)
        if not bare and used + len(space) + need > room:
            lines.append(line)
            line, used, bare = hang, width(hang), True
        for piece in [space * (not bare) + word] if used + need <= room else _pieces(word, room - width(hang)):
            if not bare and used + width(piece) > room:
                lines.append(line)
                line, used = hang, width(hang)
            line, used, bare = line + piece, used + width(piece), False
    return [*lines, line] if not bare else lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The pieces between which a line may end, each with the space before it: words, and wide characters by one."""
    for n, word in enumerate(part for part in _SPACES.split(text) if part):
        space, held = " " * (n > 0), ""
        for cluster in clusters(word):
            if held and _may_break(held, cluster):
                yield space, held
                space, held = "", ""
            held += cluster
        yield space, held


def _may_break(held: str, cluster: str) -> bool:
    """Between wide characters, but not before a mark that ends a sentence nor after one that opens a bracket."""
    if unicodedata.east_asian_width(held[-1]) != "W" and unicodedata.east_asian_width(cluster[0]) != "W":
        return False
    ends = unicodedata.category(cluster[0]) in ("Po", "Pe", "Pf") or cluster in _NOT_FIRST
    return not ends and unicodedata.category(held[-1]) not in ("Ps", "Pi")


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word that is wider than a line, in pieces."""
    held, used = "", 0
    for cluster in clusters(word):
        if held and used + _width(cluster) > max(2, room):
            yield held
            held, used = "", 0
        held, used = held + cluster, used + _width(cluster)
    yield held
