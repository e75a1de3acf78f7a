"""A made-up person at the end of her first year with the course, and three whom she coaches, for whoever wants to look
around.

The plans are not written by hand: the person of the files beside this one walks real lessons with her own answers and
does with her steps what people do, on days that lie behind today. So they hold exactly what the program makes of such
a year, and they are the same every time but for their dates.
"""

import datetime as dt
import importlib.resources
import itertools
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

import tomli

from ..lessons.library import Library
from ..places import Places
from ..settings import Settings, save_settings
from ..store.device import keep_device
from ..store.opening import PlanFolder
from ..words import speaking
from ..workspace import Workspace
from .player import Day
from .practice import Known, clients
from .rehearsal import Rehearsal
from .telling import DemoFault

DEVICE = "demodemo"
BETWEEN = dt.timedelta(seconds=50)  # two answers
IDS_OF_AN_ACT = 500
ACTS = 1000  # more than anybody has

Act = dict[str, Any]


def build(places: Places, library: Library, now: dt.datetime) -> None:
    """Fills a home that is empty with the person of the demo, as if it were used for a year until yesterday.

    Raises:
        DemoFault: what she says does not fit these lessons.
    """
    keep_device(places.state, DEVICE)
    save_settings(places, Settings(first_run_done=True))
    with speaking("en"):  # she lives in English, whatever whoever looks at her plan reads
        _own(places, library, now)
        _coach(places, library, now)


def _own(places: Places, library: Library, now: dt.datetime) -> None:
    """Her own year."""
    clock, ids = _Clock(), _Ids()
    year = Rehearsal(DEVICE, clock, ids)
    _live(year, library, now, clock, ids)
    year.write_to(PlanFolder(places.person(), DEVICE).journal)
    Workspace(places.person(), DEVICE, clock).close()  # writes the files that people read


def _live(year: Rehearsal, library: Library, now: dt.datetime, clock: "_Clock", ids: "_Ids") -> None:
    """Does what she does, act by act."""
    _play(_acts(), now, clock, ids, lambda today, day: Day(year, library, today, day))


def _coach(places: Places, library: Library, now: dt.datetime) -> None:
    """Those whom she coaches, each with days of their own."""
    for n, told in enumerate(clients(), 1):
        clock, ids = _Clock(), _Ids(n * ACTS)
        one = Known(places, told, DEVICE, clock, ids)
        acts = [{"ago": max(act["ago"] for act in told["acts"]), "begun": True}, *told["acts"]]
        _play(_in_order(acts), now, clock, ids, one.evening(library))
        one.write()


def _play(
    acts: list[Act], now: dt.datetime, clock: "_Clock", ids: "_Ids", evening: Callable[[dt.date, dt.date], Day]
) -> None:
    """Does what somebody does, act by act, each on its evening."""
    today = now.astimezone().date()
    for act in acts:
        day = today - dt.timedelta(days=act["ago"])
        clock.set(day, act.get("at", "18:30"))
        ids.begin_act()
        evening(today, day).does(act)


def _acts() -> list[Act]:
    """What she does."""
    files = (file for file in importlib.resources.files(__package__).iterdir() if file.name.endswith(".toml"))
    told = [tomli.loads(file.read_text("utf-8"))["acts"] for file in sorted(files, key=lambda file: file.name)]
    return _in_order(itertools.chain(*told))


def _in_order(acts: Iterable[Act]) -> list[Act]:
    """Acts on single days, the oldest first; within a day in the order in which they are written."""
    return sorted(_on_single_days(acts), key=itemgetter("ago"), reverse=True)


def _on_single_days(acts: Iterable[Act]) -> Iterator[Act]:
    """What is done on several days, such as the weekly look, once for each of them."""
    for act in acts:
        days = act["ago"] if isinstance(act["ago"], list) else [act["ago"]]
        yield from ({**act, "ago": ago} for ago in days)


class _Ids:
    """Ids that look like those of real records, and are the same every time.

    Each act has its own numbers: a lesson that makes one record more leaves the ids of all later acts as they are.
    """

    _letters = "abcdefghjkmnpqrstuvwxyz"

    def __init__(self, act: int = 0) -> None:
        self._act = act

    def begin_act(self) -> None:
        """Goes on to the numbers of the next act."""
        self._act += 1
        self._numbers = itertools.count(self._act * IDS_OF_AN_ACT)

    def __call__(self) -> str:
        n, base = next(self._numbers) * 7919, len(self._letters)
        return "".join(self._letters[n // base**place % base] for place in range(4)) + f"{n % 89 + 10}"


class _Clock:
    """Time as the person lives it: set to an evening, and a little later each time somebody looks."""

    _now = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

    def set(self, day: dt.date, time: str) -> None:
        """Goes to an hour of a day, where the person is; never back, should she still be busy with the last thing."""
        hour = dt.datetime.combine(day, dt.time.fromisoformat(time)).astimezone(dt.UTC)
        self._now = max(hour, self._now)

    def __call__(self) -> dt.datetime:
        self._now += BETWEEN
        return self._now


__all__ = ["DemoFault", "build"]
