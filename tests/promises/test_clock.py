"""The clock is set to any time between any two saves: the order is the one in which things were done, and neither an
answer nor the newest good backup goes for it (G7)."""

import datetime as dt
import os
import random
from pathlib import Path

import pytest

from coach.backups.shelf import newest_good, on_shelf
from coach.plan.events import with_old
from coach.workspace import Workspace
from tests.helpers import MONDAY, Clock, counting
from tests.promises.home import dice

YEARS = [1970, 1980, 1999, 2025, 2026, 2027, 2038, 2100]


def set_anew(clock: Clock, chance: random.Random) -> None:
    """Hours or years, back or forward."""
    way = chance.randrange(4)
    if way == 0:
        clock.now = clock.now.replace(year=chance.choice(YEARS), day=1)
    elif way == 1:
        clock.now = min(max(clock.now, MONDAY), MONDAY) + dt.timedelta(hours=chance.randrange(-48, 49))
    elif way == 2:
        clock.now = MONDAY + dt.timedelta(days=chance.randrange(-9000, 9000))


def set_about(root: Path, times: int, chance: random.Random) -> int:
    """Saves on two machines by turns, whose clocks are set about; gives how many backups there were."""
    clock = Clock()
    folder, made, newest = root / "people" / "me", 0, 0
    for n in range(times):
        workspace = Workspace(folder, chance.choice(["one", "two"]), clock, counting(f"x{n}"))
        for m in range(chance.randrange(1, 4)):
            set_anew(clock, chance)
            workspace.put("added", "next_steps", f"s{made}", {"text": f"step {made}"})
            workspace.put("changed", "profile", "profile", {"name": f"name {made}"})
            fields = {"kind": "text", "value": {"text": f"answer {made}"}, "prompt": "Why?"}
            workspace.record("answered", [with_old(workspace.plan, "answers", "start-here/a", fields)], str(made))
            made += 1
            assert m < 4
        workspace.close()
        assert not workspace.notices, workspace.notices
        numbers = [one.number for one in on_shelf(folder)]
        good = newest_good(folder)
        assert numbers == sorted(numbers)
        assert (good.number if good else 0) >= newest, "the newest good one is there as long as there is no newer"
        newest = max([newest, *numbers])
        assert not good or good.number == newest
        found = Workspace(folder, "looking", clock)
        assert [step.id for step in found.plan.rows("next_steps")] == [f"s{k}" for k in range(made)]
        assert (found.plan.fields("profile", "profile") or {})["name"] == f"name {made - 1}"
        assert (found.plan.answers.of("start-here")["a"].value or {})["text"] == f"answer {made - 1}"
        events = found.history()
        assert [event.title for event in events if event.what == "answered"] == [str(k) for k in range(made)]
    return newest


def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    for call in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, call, lambda fd: None)


def test_a_clock_that_is_set_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    fast(monkeypatch)
    assert set_about(tmp_path, 8, dice("clock", seed))


@pytest.mark.torture
def test_a_clock_that_is_set_about_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    fast(monkeypatch)
    made = sum(set_about(tmp_path / str(n), 30, dice(f"clock {n}", seed)) for n in range(20))
    print(f"\n600 sessions with a clock set about, {made} backups: the order kept, 0 lost; seed {seed}")
