"""A made-up person at the end of her first year with the course, for whoever wants to look around.

The plan is not written by hand: the person of the files beside this one walks real lessons with her own answers and
does with her steps what people do, on days that lie behind today. So it holds exactly what the program makes of such
a year, and it is the same every time but for its dates.
"""

import datetime as dt
import importlib.resources
import itertools
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import tomli

from ..lessons.library import Library
from ..places import Places
from ..settings import Settings, save_settings
from ..store.device import keep_device
from ..store.opening import PlanFolder
from ..workspace import Workspace
from .player import Day
from .rehearsal import Rehearsal
from .telling import DemoFault

DEVICE = "demodemo"
BETWEEN = dt.timedelta(seconds=50)  # two answers
IDS_OF_AN_ACT = 500

Act = dict[str, Any]


def build(places: Places, library: Library, now: dt.datetime) -> None:
    """Fills a home that is empty with the person of the demo, as if it were used for a year until yesterday.

    Raises:
        DemoFault: what she says does not fit these lessons.
    """
    keep_device(places.state, DEVICE)
    save_settings(places, Settings(first_run_done=True))
    clock, ids = _Clock(), _Ids()
    year = Rehearsal(DEVICE, clock, ids)
    today = now.astimezone().date()
    for act in _acts():
        day = today - dt.timedelta(days=act["ago"])
        clock.set(day, act.get("at", "18:30"))
        ids.begin_act()
        Day(year, library, today, day).does(act)
    year.write(PlanFolder(places.person(), DEVICE).journal)
    Workspace(places.person(), DEVICE, clock).close()  # writes the files that people read


def _acts() -> list[Act]:
    """What she does, the oldest first; within a day in the order in which it is written."""
    files = (file for file in importlib.resources.files(__package__).iterdir() if file.name.endswith(".toml"))
    told = [tomli.loads(file.read_text("utf-8"))["acts"] for file in sorted(files, key=lambda file: file.name)]
    return sorted(_on_single_days(itertools.chain(*told)), key=itemgetter("ago"), reverse=True)


def _on_single_days(acts: Iterator[Act]) -> Iterator[Act]:
    """What is done on several days, such as the weekly look, once for each of them."""
    for act in acts:
        days = act["ago"] if isinstance(act["ago"], list) else [act["ago"]]
        yield from ({**act, "ago": ago} for ago in days)


class _Ids:
    """Ids that look like those of real records, and are the same every time.

    Each act has its own numbers: a lesson that makes one record more leaves the ids of all later acts as they are.
    """

    _letters = "abcdefghjkmnpqrstuvwxyz"
    _act = 0

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
