"""The same pictures as text: sentences, and a table that is aligned; where a table has no room, a sentence a line.

This is what the plain mode, screen readers, exports and a terminal without colours get. Every number that a picture
shows stands here, too.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from ..dates import short_month
from ..display import display_line
from ..words import said
from .months import Months
from .sittings import Line, Picture, number, on_day

WIDTH = 80
LEAST = 14  # cells for what the rows are called; with less, sentences take the place of the table
BETWEEN = (2, 1)  # cells between two columns; one where two would break a name
NOT_RATED = "-"


def picture_lines(picture: Picture, width: int = WIDTH) -> list[str]:
    """A picture of sittings: what it shows in sentences, then its numbers."""
    told = [picture.title, *_folded(picture.scale(), width)]
    told += [line for words in picture.words() for line in _folded(words, width)]
    table = _compared(picture, width) or [line for one in picture.lines for line in _told(picture, one, width)]
    return [*told, "", *table, *_every_sitting(picture, width)]


def month_lines(months: Months, width: int = WIDTH) -> list[str]:
    """Twelve months: what was done in each, and in all of them."""
    rows = [[str(n) for n in (*one.numbers, one.total)] for one in months.counts]
    table = _table([*months.names, said("all")], [one.title for one in months.counts], rows, width)
    if not table:
        told = (_counted(months, count.numbers, count.title) for count in months.counts)
        table = [line for sentence in told for line in _folded(sentence, width)]
    return [*_folded(said("{months} (so far)", months=months.title), width), "", *table]


# --- sittings --------------------------------------------------------------------------


def _compared(picture: Picture, width: int) -> list[str]:
    """First, last and now beside each other, and what has changed; in a table of its own where that is much."""
    many = len(picture.sittings)
    head = [*[said("first")][: many > 2], *[said("last")][: many > 1], said("now")]
    head += [picture.second_name, said("gap")] if picture.seconds else []
    names = [line.label for line in picture.lines]
    numbers = [_numbers(picture, line) for line in picture.lines]
    changed = [said("since last"), said("since first")][: many - 1]
    changes = [_changes(picture, line) for line in picture.lines]
    if many > 2:
        first, second = _table(head, names, numbers, width), _table(changed, names, changes, width)
        return [*first, "", *second] if first and second else []
    return _table([*head, *changed], names, [[*a, *b] for a, b in zip(numbers, changes, strict=True)], width)


def _numbers(picture: Picture, line: Line) -> list[str]:
    """What stands in the table of one rated thing."""
    many = len(picture.sittings)
    told = [*[line.first][: many > 2], *[line.last][: many > 1], line.now]
    told += [line.second, _real_gap(line)] if picture.seconds else []
    return [_shown(n) for n in told]


def _changes(picture: Picture, line: Line) -> list[str]:
    changes = [line.since_last, line.since_first][: len(picture.sittings) - 1]
    return [change.words if change else NOT_RATED for change in changes]


def _told(picture: Picture, line: Line, width: int) -> list[str]:
    """One rated thing as a sentence."""
    many = len(picture.sittings)
    first, last = (said("first"), line.first), (said("last"), line.last)
    numbers = [*[first][: many > 2], *[last][: many > 1], (said("now"), line.now)]
    told = ", ".join(f"{name} {_shown(n, said('not rated'))}" for name, n in numbers)
    told += said("; since last {change}", change=_changes(picture, line)[0]) if many > 1 else ""
    told += said("; since first {change}", change=_changes(picture, line)[1]) if many > 2 else ""
    if line.second is not None:
        gap = _real_gap(line)
        told += f"; {picture.second_name} {number(line.second)}" + (said(", gap {n}", n=number(gap)) if gap else "")
    return _folded(f"{line.label}: {told}.", width)


def _real_gap(line: Line) -> float | None:
    """A gap is what is missing; what is above the second number has none."""
    return line.gap if line.gap is not None and line.gap > 0 else None


def _shown(n: float | None, nothing: str = NOT_RATED) -> str:
    return nothing if n is None else number(n)


def _every_sitting(picture: Picture, width: int) -> Iterator[str]:
    """All numbers in order of time, where there are more sittings than first, last and now."""
    if len(picture.sittings) <= 3:
        return
    yield from ("", said("Every sitting"))
    days = [_short_day(picture, n) for n in range(len(picture.sittings))]
    room = max(1, (width - LEAST - 8) // (max(len(day) for day in days) + BETWEEN[0]))
    for start in range(0, len(days), room):
        some = slice(start, start + room)
        names = [line.label for line in picture.lines]
        rows = [[_shown(point) for point in line.points[some]] for line in picture.lines]
        yield from _table(days[some], names, rows, width) or _in_sentences(picture, days, some, width)


def _in_sentences(picture: Picture, days: list[str], some: slice, width: int) -> Iterator[str]:
    for line in picture.lines:
        points = zip(days[some], line.points[some], strict=True)
        told = (f"{day} {_shown(point, said('not rated'))}" for day, point in points)
        yield from _folded(f"{line.label}: {', '.join(told)}.", width)


def _short_day(picture: Picture, n: int) -> str:
    """`3 May 26`: short, and still one day and no other."""
    day = on_day(picture.sittings[n])
    if day is None:
        return said("no. {n}", n=n + 1)
    return said("{day} {month} {year}", day=day.day, month=short_month(day.month), year=f"{day.year % 100:02}")


def _counted(months: Months, numbers: Sequence[int], title: str) -> str:
    """One thing that was counted as a sentence; months without it are left out."""
    named = [f"{name} {n}" for name, n in zip(months.names, numbers, strict=True) if n]
    return f"{title}: {sum(numbers)}" + (f" ({', '.join(named)})." if named else ".")


# --- tables ----------------------------------------------------------------------------


def _table(head: Sequence[str], names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Rows under a head, numbers to the right; names that are long go on in a second line. Empty without the room."""
    longest = max((cells(name) for name in names), default=0)
    wide = [max(cells(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    rooms = {between: width - sum(wide) - between * len(wide) for between in BETWEEN}
    apart = next((n for n in BETWEEN if rooms[n] >= longest), next((n for n in BETWEEN if rooms[n] >= LEAST), 0))
    if not apart:
        return []
    columns = [min(rooms[apart], longest), *(most + apart for most in wide)]
    lines = [_row(["", *head], columns)]
    for name, row in zip(names, rows, strict=True):
        *above, last = _wrapped(name, columns[0])
        lines += [*above, _row([last, *row], columns)]
    return lines


def _row(row: Sequence[str], columns: Sequence[int]) -> str:
    name = row[0] + " " * (columns[0] - cells(row[0]))
    numbers = (" " * (wide - cells(cell)) + cell for cell, wide in zip(row[1:], columns[1:], strict=True))
    return (name + "".join(numbers)).rstrip()


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: wide letters two, those that only mark another none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.category(letter) in ("Mn", "Me", "Cf") for letter in text)


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most so many cells; a word that is longer than a line is broken."""
    lines = [""]
    for word in display_line(text).split():
        if lines[-1] and cells(f"{lines[-1]} {word}") > width:
            lines.append("")
        for letter in f" {word}" if lines[-1] else word:
            if cells(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def _folded(text: str, width: int) -> list[str]:
    """A sentence in lines; what goes on stands further in."""
    if not text:
        return []
    first, *more = _wrapped(text, width)
    return [first, *(f"  {line}" for line in _wrapped(" ".join(more), width - 2))] if more else [first]
