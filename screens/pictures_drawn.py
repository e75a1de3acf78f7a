"""Small multiples in text: a line over the sittings, bars over the months. What they mean is said by form and in words.

A line is drawn in braille dots, two by four a cell, by hand: it is a handful of points, and no library is lighter.
The first sitting, the last one and the one of now have marks of their own, which stand beside their numbers, too.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual.content import Content

from coach.dates import short_month
from coach.pictures.months import Count, Months
from coach.pictures.sittings import Change, Line, Picture, number, on_day
from coach.plan.records import Assessment
from coach.words import said

from .drawing import FAINT, QUIET, cut, joined, one_line, wrapped

FIRST, LAST, NOW, SECOND = "○", "◇", "●", "◂"
ROWS = 4  # of a chart, each of four dots
LEAST, MOST = 10, 32  # cells for a line
GAP = 4  # cells between a line and what is said of it; the mark of the second number stands there
LONGEST = 24  # cells for the name of the second number
BESIDE = 3  # cells between two columns
COLUMN = 50  # cells that a column needs at least; with less, what is said stands under the line
MONTH = 4  # cells for a month
BARS = 2  # rows of the bars
BLOCKS = " ▁▂▃▄▅▆▇█"

Lines = list[Content]


def grid(multiples: Sequence[Callable[[int], Lines]], width: int) -> Lines:
    """Small multiples in one column, or in as many as there is room for, read from left to right."""
    columns = max(1, (width + BESIDE) // (COLUMN + BESIDE))
    room = (width - BESIDE * (columns - 1)) // columns
    lines: Lines = []
    for n in range(0, len(multiples), columns):
        drawn = [draw(room) for draw in multiples[n : n + columns]]
        high = max(len(one) for one in drawn)
        level = [[Content("")] * (high - len(one)) + one for one in drawn]  # a name may take two lines
        for parts in zip(*level, strict=True):
            *left, right = parts
            lines.append(Content("").join([*(one.pad_right(room + BESIDE - one.cell_length) for one in left), right]))
        lines.append(Content(""))
    return lines[:-1]


# --- sittings --------------------------------------------------------------------------


def marks(picture: Picture, width: int) -> Lines:
    """Which mark is which sitting, with its day."""
    many = len(picture.sittings)
    shown = [(FIRST, said("first"), picture.sittings[0])][: many > 2]
    shown += [(LAST, said("last"), picture.sittings[-2])] if many > 1 else []
    shown += [(NOW, said("now"), picture.now)]
    told = [one_line(f"{mark} {name} {_day(sitting)}", QUIET) for mark, name, sitting in shown]
    line = joined(told, "   ")
    return [line] if line.cell_length <= width else told


def _day(sitting: Assessment) -> str:
    day = on_day(sitting)
    if day is None:
        return ""
    return said("{day} {month} {year}", day=day.day, month=short_month(day.month), year=day.year)


def multiples(picture: Picture) -> list[Callable[[int], Lines]]:
    """Each rated thing, drawn; the widest gaps first."""
    beside = max((part.cell_length for line in picture.lines for part in _said(picture, line)), default=0)
    lines = [*picture.gaps, *(line for line in picture.lines if line not in picture.gaps)]
    return [partial(_multiple, picture, line, beside) for line in lines]


def _multiple(picture: Picture, line: Line, beside: int, width: int) -> Lines:
    """One rated thing: its name, its line on the scale of all of them, and beside it its numbers and what has moved."""
    names = wrapped(Content.assemble(one_line(line.label, "bold"), _gap(picture, line)), width)
    beside_it = [*_said(picture, line)]
    low, high = (number(end) for end in picture.ends)
    side = max(len(low), len(high)) + 2
    narrow = width - side - GAP - beside < LEAST
    room = max(2, min(MOST, width - side - GAP + 1 if narrow else width - side - GAP - beside))
    drawn = [Content.assemble((axis, FAINT), row) for axis, row in zip(_axis(low, high), _plot(picture, line, room),
                                                                      strict=True)]  # fmt: skip
    if narrow:
        return [*names, *drawn, *(part for words in beside_it for part in wrapped(words, width, 2))]
    told = [*beside_it, *[Content("")] * (ROWS - len(beside_it))]
    rows = zip(drawn, told, strict=True)
    return [*names, *(row.pad_right(side + room + GAP - row.cell_length) + words for row, words in rows)]


def _gap(picture: Picture, line: Line) -> str:
    """What stands behind the name of something in which now and the second number are far apart."""
    if line not in picture.gaps:
        return ""
    return "  ‹ " + (said("widest gap") if line in picture.gaps[:1] else said("wide gap"))


def _axis(low: str, high: str) -> list[str]:
    """The scale at the left of a line."""
    room = max(len(low), len(high))
    return [f"{high:>{room}}┤ ", *[" " * room + "│ "] * (ROWS - 2), f"{low:>{room}}┤ "]


def _said(picture: Picture, line: Line) -> Iterator[Content]:
    """The numbers, each with the mark it has in the line, and what has moved since."""
    many = len(picture.sittings)
    told = [(FIRST, line.first)][: many > 2] + [(LAST, line.last)][: many > 1] + [(NOW, line.now)]
    yield Content(" → ").join(Content.assemble((mark, ""), f" {_shown(n)}") for mark, n in told)
    if many > 1:
        yield _moved(said("since last: "), line.since_last)
    if many > 2:
        yield _moved(said("since first: "), line.since_first)
    if line.second is not None:
        gap = said(", gap {n}", n=number(line.gap)) if line.gap is not None and line.gap > 0 else ""
        name = cut(picture.second_name, LONGEST, QUIET)
        yield Content.assemble((f"{SECOND} ", QUIET), name, (f" {number(line.second)}{gap}", QUIET))


def _moved(since: str, change: Change | None) -> Content:
    words = change.words if change else said("not rated both times")
    return Content.assemble((since, QUIET), one_line(words, "bold" if change and change.moved else QUIET))


def _shown(n: float | None) -> str:
    return said("not rated") if n is None else number(n)


# --- a line ------------------------------------------------------------------------------


def _plot(picture: Picture, line: Line, width: int) -> Lines:
    """A line over the sittings, with its marks, and at its end the mark of the second number."""
    low, high = picture.ends
    places = [*zip(_across(picture, width), line.points, strict=True)]
    points = [None if n is None else (2 * x, _level(n, low, high)) for x, n in places]
    cells = _dots(points, width)
    for mark, n in _marked(len(points)):
        if point := points[n]:
            cells[ROWS - 1 - point[1] // 4][point[0] // 2] = mark
    rows = [Content("".join(row)) for row in cells]
    if line.second is not None:
        at = ROWS - 1 - _level(line.second, low, high) // 4
        rows[at] += Content.styled(f" {SECOND}", QUIET)
    return rows


def _marked(many: int) -> list[tuple[str, int]]:
    """The marks, and at which sitting each stands; the later one is on top."""
    return [*[(FIRST, 0)][: many > 2], *[(LAST, many - 2)][: many > 1], (NOW, many - 1)]


def _across(picture: Picture, width: int) -> list[int]:
    """In which cell each sitting stands: by its day, but none on another where there is room for all."""
    days = [on_day(sitting) for sitting in picture.sittings]
    many = len(days)
    known = [day.toordinal() for day in days if day]
    span = known[-1] - known[0] if len(known) == many else 0
    if many < 2:
        return [width - 1] * many
    if span <= 0 or known != sorted(known) or many * 2 > width:
        return [n * (width - 1) // (many - 1) for n in range(many)]
    cells = [round((day - known[0]) * (width - 1) / span) for day in known]
    for n in range(1, many):
        cells[n] = max(cells[n], cells[n - 1] + 2)
    for n in range(many - 1, -1, -1):
        cells[n] = min(cells[n], width - 1 - 2 * (many - 1 - n))
    return cells


def _level(n: float, low: float, high: float) -> int:
    """How many dots above the foot of the chart a number is."""
    return round((n - low) / (high - low) * (4 * ROWS - 1))


def _dots(points: "Sequence[tuple[int, int] | None]", width: int) -> list[list[str]]:
    """Cells with the points joined; where a sitting has no number, the line has a gap. A point alone is a dot."""
    masks = [[0] * width for _ in range(ROWS)]
    for one, other in zip(points, [*points[1:], None], strict=True):
        for x, y in _between(one, other or one) if one else ():
            masks[ROWS - 1 - y // 4][x // 2] |= DOTS[x % 2][y % 4]
    return [[chr(0x2800 + mask) if mask else " " for mask in row] for row in masks]


DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))  # of a braille cell: by column, from below


def _between(one: tuple[int, int], other: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The dots from one point to another."""
    (x0, y0), (x1, y1) = one, other
    steps = max(x1 - x0, abs(y1 - y0), 1)
    for n in range(steps + 1):
        yield round(x0 + (x1 - x0) * n / steps), round(y0 + (y1 - y0) * n / steps)


# --- months ------------------------------------------------------------------------------


def month_multiple(months: Months, count: Count, width: int) -> Lines:
    """What was done in each month, as bars with their numbers; all counts have one scale."""
    most = max(4, *(n for one in months.counts for n in one.numbers))
    total = said("{n} in twelve months", n=count.total)
    name = Content.assemble((count.title, "bold"), (f"  {total}", QUIET))
    rows = [Content.styled("".join(f"{_block(n, most, row) * (MONTH - 1)} " for n in count.numbers), QUIET)
            for row in reversed(range(BARS))]  # fmt: skip
    numbers = Content("").join(_number(n) for n in count.numbers)
    return [name, *rows, numbers, Content.styled("".join(f"{name:<{MONTH}}" for name in months.names), FAINT)]


def _number(n: int) -> Content:
    return Content.styled(f"{n:^{MONTH - 1}} ", "" if n else FAINT)


def _block(n: int, most: int, row: int) -> str:
    """A bar's part in one row, counted from below; whatever happened at all can be seen."""
    eighths = max(1, round(8 * BARS * n / most)) if n else 0
    return BLOCKS[max(0, min(8, eighths - 8 * row))]
