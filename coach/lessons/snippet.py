"""The line of somebody's file that a fault is about, harmless and not too wide, with a mark under the place."""

import re
import unicodedata

from ..display import display

WIDTH = 96  # cells of a line that are shown; a longer line is cut on both sides of the place
LONGEST = 400  # characters on each side of the place that are looked at
CUT = "…"
_PLAIN = re.compile(r"[ -~]*")


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: wide letters take two, joined and combining ones none."""
    if _PLAIN.fullmatch(text):
        return len(text)
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def snippet(line: str, column: int, length: int, width: int = WIDTH) -> tuple[str, int, int]:
    """A line as it may be shown, the cell where the place begins in it (from 0), and how many cells to mark."""
    at = min(max(column - 1, 0), len(line))
    before = display(line[max(0, at - LONGEST) : at])
    meant = display(line[at : at + max(1, min(length, LONGEST))])
    after = display(line[at + max(1, length) :][:LONGEST]) if length <= LONGEST else ""
    hidden_before, hidden_after = at > LONGEST, len(line) > at + max(1, length) + LONGEST or length > LONGEST
    before, meant, after, cut_before, cut_after = _fitted(before, meant, after, width)
    start = CUT if hidden_before or cut_before else ""
    end = CUT if hidden_after or cut_after else ""
    shown = f"{start}{before}{meant}{after}{end}".rstrip()
    return shown, cells(start + before), max(1, cells(meant))


def _fitted(before: str, meant: str, after: str, width: int) -> tuple[str, str, str, bool, bool]:
    """The three parts of a line in `width` cells: the place first, then what is round it."""
    new_meant = _first(meant, width * 2 // 3)
    if new_meant != meant:
        after = ""
    cut_after = new_meant != meant
    room = width - cells(new_meant) - 2
    wanted = cells(after)
    new_before = _last(before, max(room - wanted, room * 2 // 3))
    new_after = _first(after, max(0, room - cells(new_before)))
    return new_before, new_meant, new_after, new_before != before, cut_after or new_after != after


def _first(text: str, most: int) -> str:
    """As much of the beginning as fits."""
    if cells(text) <= most:
        return text
    for n, letter in enumerate(text):
        most -= _cells(letter)
        if most < 0:
            return text[:n]
    return text


def _last(text: str, most: int) -> str:
    """As much of the end as fits."""
    return _first(text[::-1], most)[::-1] if cells(text) > most else text
