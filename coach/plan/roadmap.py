"""The road map: stops placed on two axes, time across and four lanes down, for a given width. Others draw it.

Columns stand in the order of time, not to its scale: ten years behind and next spring both have to be readable.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ..words import marked, said
from .moments import Moment, read_moment

LANES = {"role": marked("Role"), "skills": marked("Skills"), "people": marked("People"), "life": marked("Life")}
NO_TIME = marked("when?")  # heads the column of stops that have no time yet
SHORTEST = 12  # cells: a name is cut to no less than this; rather it gets a row of its own
GAP = 2  # cells between a name and the next mark
MARK = 2  # cells of a mark and the space after it
_ROOMY = (48, 36, 28, 22, 18, 15, SHORTEST)  # how long a name may be, tried from the longest

Measure = Callable[[str], int]


class Stop(Protocol):
    """What the map has to know of a stop; the plan's own records say it, and so does a row that is being typed."""

    @property
    def id(self) -> str:
        """What it is known by."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def when(self) -> str | None:
        """Its time, as it was said."""

    @property
    def lane(self) -> str | None:
        """Which lane it is in; none is the first."""

    @property
    def status(self) -> str | None:
        """How far off it is: reached, now, aimed, exploring, parked."""


S = TypeVar("S", bound=Stop)


@dataclass(frozen=True, slots=True)
class Column:
    """A time on the map: where it begins, and its name in the room that it has; empty where there is none."""

    x: int
    room: int
    name: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A stop on the map: where its mark stands, and how much room its name has after that."""

    id: str
    name: str
    status: str
    x: int
    room: int

    @property
    def text(self) -> int:
        """Where its name begins."""
        return self.x + MARK


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and its stops, in as many rows as they need to stand beside one another."""

    id: str
    name: str
    rows: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True)
class RoadMap:
    """The whole map."""

    width: int
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]

    def at(self, x: int, row: int) -> str:
        """The id of the stop at a cell of a row, counted from the first lane's first; empty where there is none."""
        rows = [spots for lane in self.lanes for spots in lane.rows]
        spots = rows[row] if 0 <= row < len(rows) else ()
        return next((spot.id for spot in spots if spot.x <= x < spot.text + spot.room), "")

    def row_of(self, id: str) -> int:
        """The row of a stop, counted from the first lane's first; -1 where it is not on the map."""
        rows = (spots for lane in self.lanes for spots in lane.rows)
        return next((n for n, spots in enumerate(rows) if any(spot.id == id for spot in spots)), -1)

    def beside(self, id: str, across: int, down: int) -> str:
        """The stop one goes to from another: the one before or after it in its lane, or the nearest in the next row
        up or down that has any. Empty where there is none."""
        if across:
            lane = next((lane for lane in self.lanes if any(spot.id == id for row in lane.rows for spot in row)), None)
            spots = sorted((spot for row in lane.rows for spot in row), key=lambda spot: spot.x) if lane else []
            at = next((n for n, spot in enumerate(spots) if spot.id == id), 0) + across
            return spots[at].id if 0 <= at < len(spots) else ""
        rows = [spots for lane in self.lanes for spots in lane.rows if spots]
        at = next((n for n, spots in enumerate(rows) if any(spot.id == id for spot in spots)), -1)
        if at < 0 or not 0 <= at + down < len(rows):
            return ""
        x = next(spot.x for spot in rows[at] if spot.id == id)
        return min(rows[at + down], key=lambda spot: abs(spot.x - x)).id


@dataclass(frozen=True, slots=True)
class _Time:
    """A column before it has a place."""

    order: tuple[int, int, int]
    names: tuple[str, ...]


_Timed = tuple[Stop, _Time]


def in_order(stops: Sequence[S], today: dt.date) -> list[S]:
    """Stops by time. A time that cannot be read stands first for what is behind one, and last for what is ahead."""
    return sorted(stops, key=lambda stop: _time(stop, today).order)


def road_map(
    stops: Sequence[Stop], today: dt.date, width: int, *, anchors: Sequence[str] = (), measure: Measure = len
) -> RoadMap:
    """Places stops. `anchors` are times that stand there also without a stop, where there is room for them.

    `measure` says how many cells a text takes, which only the one who draws knows.
    """
    timed: list[_Timed] = [(stop, _time(stop, today)) for stop in in_order(stops, today)]
    held = [time for _, time in timed]
    fixed = [_of(moment, today) for word in anchors if (moment := read_moment(word, today))]
    times = _once([*held, *fixed])
    xs = _spaced(times, timed, width, measure)
    if xs is None:
        times = _once(held or fixed)
        xs = _spaced(times, timed, width, measure) or _even(len(times), width)
    at = dict(zip(times, xs, strict=True))
    lanes = []
    for id, name in LANES.items():
        here = [(stop, at[time]) for stop, time in timed if _lane(stop) == id]
        lanes.append(Lane(id, said(name), _rows(here, width, measure)))
    return RoadMap(width, _columns(times, xs, width, measure), tuple(lanes))


# --- time --------------------------------------------------------------------------


def _once(times: list[_Time]) -> list[_Time]:
    """Each time once, in order."""
    return sorted(dict.fromkeys(times), key=lambda time: time.order)


def _of(moment: Moment, today: dt.date) -> _Time:
    return _Time(moment.order(today), moment.names)


def _time(stop: Stop, today: dt.date) -> _Time:
    when = " ".join((stop.when or "").split())
    moment = read_moment(when, today)
    if moment is not None:
        return _of(moment, today)
    behind = stop.status == "reached" and bool(when)
    return _Time((0 if behind else dt.date.max.toordinal(), 0 if when else 1, 0), (when or said(NO_TIME),))


def _lane(stop: Stop) -> str:
    return stop.lane if stop.lane in LANES else "role"


# --- across ------------------------------------------------------------------------


def _spaced(times: list[_Time], timed: list[_Timed], width: int, measure: Measure) -> list[int] | None:
    """Where each column begins, so that names are as whole as there is room for; None where it is too narrow."""
    stops = [(_lane(stop), times.index(time), measure(stop.name)) for stop, time in timed]
    for longest in _ROOMY:
        for usual in (1, -1):  # which of a time's names its column has room for
            heads = [measure(time.names[usual if len(time.names) > usual else -1]) for time in times]
            xs, needed = _tight(heads, stops, longest)
            if needed <= width:
                return [x + (width - needed) * n // max(1, len(times)) for n, x in enumerate(xs)]
    return None


def _tight(heads: list[int], stops: list[tuple[str, int, int]], longest: int) -> tuple[list[int], int]:
    """The closest that columns can stand, and the width they then take; names count up to `longest` cells."""
    xs: list[int] = []
    needed = 0
    for n, head in enumerate(heads):
        lanes = {lane for lane, at, _ in stops if at == n}
        ends = [xs[at] + MARK + min(name, longest) for lane, at, name in stops if lane in lanes and at < n]
        ends += [xs[-1] + heads[n - 1]] if xs else []
        xs.append(max(ends) + GAP if ends else 0)
        names = [MARK + min(name, longest) for _, at, name in stops if at == n]
        needed = max(needed, *(xs[n] + room for room in (head, *names)))
    return xs, needed


def _even(count: int, width: int) -> list[int]:
    """Columns spread evenly, the last one with room for a short name."""
    last = max(0, width - MARK - SHORTEST)
    return [last * n // max(1, count - 1) for n in range(count)]


def _columns(times: list[_Time], xs: list[int], width: int, measure: Measure) -> tuple[Column, ...]:
    """Each time with the longest of its names that fits before the next; where columns are close, some have none."""
    columns = []
    free = 0
    for time, x, end in zip(times, xs, [*xs, width + 1][1:], strict=True):
        name = next((name for name in time.names if x + measure(name) < end), time.names[-1])
        room = min(measure(name), width - x, max(end - x - 1, SHORTEST)) if x >= free else 0
        free = x + room + 1 if room else free
        columns.append(Column(x, room, name if room else ""))
    return tuple(columns)


# --- down --------------------------------------------------------------------------


def _rows(stops: list[tuple[Stop, int]], width: int, measure: Measure) -> tuple[tuple[Spot, ...], ...]:
    """The stops of a lane, in order, each in the first row that is free where it stands."""
    rows: list[list[tuple[Stop, int]]] = []
    for stop, x in stops:
        row = next((row for row in rows if _least(row[-1], measure) + GAP <= x), None)
        if row is None:
            rows.append(row := [])
        row.append((stop, x))
    return tuple(tuple(_spots(row, width, measure)) for row in rows) or ((),)


def _least(placed: tuple[Stop, int], measure: Measure) -> int:
    """Where a stop ends at the earliest, its name cut as far as it may be."""
    stop, x = placed
    return x + MARK + min(measure(stop.name), SHORTEST)


def _spots(row: list[tuple[Stop, int]], width: int, measure: Measure) -> list[Spot]:
    ends = [x - GAP for _, x in row[1:]] + [width]
    return [
        Spot(stop.id, stop.name, stop.status or "", x, max(0, min(end - x - MARK, measure(stop.name))))
        for (stop, x), end in zip(row, ends, strict=True)
    ]
