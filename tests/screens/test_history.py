"""History: what was done, what one record has been through, what is different, and the way there."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.history import HistoryScreen
from screens.lesson import LessonScreen
from screens.plan.page import PlanScreen
from screens.widgets.rows import Rows
from tests.helpers import Clock
from tests.screens.sample import Sample, make, press, put, running, same_as_snapshot, settled, type_in


@pytest.fixture(autouse=True)
def one_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times of day are shown, so the tests stand in one time zone, wherever they run."""
    monkeypatch.setenv("TZ", "UTC")
    getattr(time, "tzset", lambda: None)()  # Windows has none, and takes the variable as it is
    yield
    monkeypatch.undo()
    getattr(time, "tzset", lambda: None)()  # Windows has none, and takes the variable as it is


def lived(tmp_path: Path) -> Sample:
    """The small plan, made some months ago, looked over, and changed since."""
    app = make(tmp_path)
    workspace = app.desk.workspace
    clock = workspace.clock
    assert isinstance(clock, Clock)
    clock.pass_days(100)
    workspace.put("done", "review_schedule", "r1", {"done": ["2027-03-03"], "next_on": "2027-03-10"}, "My weekly")
    workspace.put("done", "next_steps", "s1", {"status": "done", "learned": "ten minutes are enough"}, "Ask Leyla")
    clock.pass_days(1)
    workspace.put("changed", "profile", "profile", {"values": ["calm", "craft"]}, "What drives me")
    return app


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_looks_like_this(tmp_path: Path, size: tuple[int, int]) -> None:
    app = lived(tmp_path)
    async with running(app, size) as pilot:
        await press(pilot, "3", "H")
        same_as_snapshot(app, f"history-{size[0]}x{size[1]}")
        await press(pilot, "c", "enter")
        same_as_snapshot(app, f"history-review-{size[0]}x{size[1]}")


async def test_the_plan_on_two_days_that_somebody_names(tmp_path: Path) -> None:
    app = lived(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3", "H", "c", "end", "enter")
        await type_in(pilot, "no day")
        await press(pilot, "enter")
        assert "! That is no date I know. Try yesterday" in app.text()
        await press(pilot, *["backspace"] * 6)
        await type_in(pilot, "2020-01-01")
        await press(pilot, "enter")
        await type_in(pilot, "2019-01-01")
        await press(pilot, "enter")
        assert "! That is not after Wednesday 1 January 2020" in app.text()
        await press(pilot, *["backspace"] * 10)
        await type_in(pilot, "2020-02-01")
        await press(pilot, "enter")
        assert "Different between 1 January 2020 and 1 February 2020" in app.text()
        assert "Nothing is different." in app.text()


async def test_a_change_leads_to_its_record(tmp_path: Path) -> None:
    app = lived(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "what has changed")
        await press(pilot, "enter", "down")
        assert isinstance(app.screen, HistoryScreen)
        await press(pilot, "enter")
        await settled(pilot)
        assert isinstance(app.screen, PlanScreen)
        assert (record := app.screen.chosen_record())
        assert (record.table, record.id) == ("next_steps", "s1")


async def test_an_answer_leads_to_its_step(tmp_path: Path) -> None:
    app = make(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "enter", "enter", "ctrl+g", "enter", "escape", "3", "H", "enter")
        await settled(pilot)
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.step.id == "story"


async def test_a_record_has_a_history_of_its_own(tmp_path: Path) -> None:
    app = lived(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3")
        assert isinstance(app.screen, PlanScreen)
        app.screen.show_at("next_steps/s1")
        await settled(pilot)
        await press(pilot, "h")
        assert "Ask Leyla for ten minutes" in app.lines()[0]
        assert "ten minutes are enough" in app.text()
        assert "What drives me" not in app.text()
        await press(pilot, "escape")
        assert isinstance(app.screen, PlanScreen)


async def test_undo_names_what_it_was_and_stands_in_the_history(tmp_path: Path) -> None:
    app = lived(tmp_path)
    async with running(app) as pilot:
        await press(pilot, "3", "H", "u")
        assert "Took back: changed “What drives me”" in app.toasts()
        assert "took back: changed “What drives me”" in app.text()
        await press(pilot, "U")
        assert "did again: changed “What drives me”" in app.text()


async def test_ten_thousand_changes_open_without_a_wait(tmp_path: Path) -> None:
    app = make(tmp_path, filled=False)
    put(app.desk.workspace, "goals", "g", name="Lead")
    one = app.desk.workspace.history()[0]
    later = [dt.timedelta(minutes=n) for n in range(10_000)]
    app.desk.workspace._history = [type(one)(id=f"x:{n}", at=one.at + by, what="changed", title=f"change {n}",
                                             changes=one.changes) for n, by in enumerate(later)]  # fmt: skip
    async with running(app, (120, 40)) as pilot:
        await press(pilot, "3")
        began = time.perf_counter()
        await press(pilot, "H")
        assert "change 9999" in app.text()
        assert len(app.screen.query_one(Rows)._lines) < 60, "only what is in view is worded"
        await press(pilot, "end")
        assert "change 0" in app.text()
        assert time.perf_counter() - began < 5  # a fraction of a second where nothing else is at work
