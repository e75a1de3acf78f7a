"""Steps that repeat: on the right days, and one of them open, whatever is done in whatever order."""

import datetime as dt
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach import deeds
from coach.dates import next_after, parse_rhythm, rhythm_words
from coach.plan.plan import Plan
from coach.plan.records import IfThen, NextStep
from coach.plan.repeats import following, next_due
from coach.workspace import Workspace
from tests.helpers import Clock, counting, open_workspace

TODAY = dt.date(2026, 11, 23)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("said", "rhythm"),
    [("2w", "P2W"), ("P2W", "P2W"), ("p1m", "P1M"), ("every week", "P1W"), ("every two weeks", "P2W"),
     ("a year", "P1Y"),
     ("every other day", "P2D"), ("monthly", "P1M"), ("3 months", "P3M"), ("week", "P1W"), ("0w", None), ("P0D", None),
     ("soon", None), ("", None), ("-1w", None), ("P1W2D", None), ("٣w", None)],
)  # fmt: skip
def test_rhythms_as_they_are_said(said: str, rhythm: str | None) -> None:
    assert parse_rhythm(said) == rhythm


@pytest.mark.parametrize(
    ("start", "every", "after", "day"),
    [
        ("2026-01-31", "P1M", "2026-01-31", "2026-02-28"),
        ("2026-01-31", "P1M", "2026-02-28", "2026-03-31"),
        ("2024-02-29", "P1Y", "2024-02-29", "2025-02-28"),
        ("2024-02-29", "P1Y", "2027-03-01", "2028-02-29"),
        ("2026-11-16", "P1W", "2026-11-23", "2026-11-30"),
        ("2026-11-27", "P1W", "2026-11-27", "2026-12-04"),
        ("1999-12-31", "P3M", "2026-11-23", "2026-12-31"),
        ("2030-01-01", "P1D", "2026-11-23", "2030-01-02"),
        ("9999-12-31", "P1D", "9999-12-31", None),
        ("2026-01-01", "nonsense", "2026-01-01", None),
    ],
)
def test_the_next_day(start: str, every: str, after: str, day: str | None) -> None:
    assert next_after(d(start), every, d(after)) == (d(day) if day else None)


@settings(deadline=None)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 40), st.sampled_from("DWMY"),
    st.integers(-400, 40_000),
)  # fmt: skip
def test_the_next_day_is_the_first_of_the_rhythm(start: dt.date, n: int, unit: str, days: int) -> None:
    rhythm = f"P{n}{unit}"
    after = start + dt.timedelta(days=days)
    found = next_after(start, rhythm, after)
    assert found is not None
    assert found > max(start, after)
    before = next_after(start, rhythm, found - dt.timedelta(days=1)) if found - dt.timedelta(days=1) >= after else found
    assert before == found
    assert rhythm_words(rhythm).startswith("every ")


def test_the_fixed_rhythm_counts_from_the_date_and_the_other_from_the_day_it_is_done() -> None:
    assert next_due(NextStep(id="a", every="P1W", due=d("2026-11-27")), TODAY) == d("2026-12-04")
    assert next_due(NextStep(id="a", every="P1W", due=d("2026-10-30")), TODAY) == d("2026-11-27")
    assert next_due(NextStep(id="a", every="P1W"), TODAY) == d("2026-11-30")
    assert next_due(NextStep(id="a", after="P1M", due=d("2026-10-30")), TODAY) == d("2026-12-23")
    assert next_due(NextStep(id="a", due=TODAY), TODAY) is None
    assert next_due(NextStep(id="a", every="P0W", due=TODAY), TODAY) is None


# --- in a plan ---------------------------------------------------------------------------


def steps(workspace: Workspace) -> dict[str, NextStep]:
    return {step.id: step for step in workspace.plan.all(NextStep)}


def live(workspace: Workspace) -> list[NextStep]:
    return [step for step in steps(workspace).values() if step.open]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path, Clock(), ids=counting("k"))


def add(workspace: Workspace, **fields: Any) -> NextStep:
    event = deeds.add_step(workspace, "Write the notes", **fields)
    return steps(workspace)[event.changes[0].id]


def test_the_next_one_comes_with_the_end_and_goes_with_its_undo(workspace: Workspace) -> None:
    first = add(workspace, due=d("2026-11-23"), every="P1W", not_before=d("2026-11-20"), size="1h", cue="lunch is over")
    before = workspace.plan
    event = deeds.finish_step(workspace, first)
    done, following = steps(workspace).values()
    assert (done.status, done.series, deeds.next_instance(event)) == ("done", "k1", "k1-2")
    assert (following.id, following.due, following.not_before) == ("k1-2", d("2026-11-30"), d("2026-11-27"))
    assert (following.text, following.size, following.every, following.status) == (
        "Write the notes", "1h", "P1W", "todo",
    )  # fmt: skip
    cue = deeds.cue_of(workspace, following)
    assert cue is not None
    assert (cue.cue, cue.act) == ("lunch is over", "Write the notes")
    workspace.undo()
    assert workspace.plan == before
    workspace.redo()
    assert len(live(workspace)) == 1


def test_the_31st_comes_back_to_the_31st(workspace: Workspace) -> None:
    clock = workspace.clock
    assert isinstance(clock, Clock)
    clock.now = dt.datetime(2027, 1, 31, 12, tzinfo=dt.UTC)
    add(workspace, due=d("2027-01-31"), every="P1M")
    days = []
    for _ in range(3):
        deeds.finish_step(workspace, live(workspace)[0])
        days.append(str(live(workspace)[0].due))
    assert days == ["2027-02-28", "2027-03-31", "2027-04-30"]
    deeds.change_step(workspace, live(workspace)[0], due=d("2027-05-05"))
    deeds.finish_step(workspace, live(workspace)[0])
    assert str(live(workspace)[0].due) == "2027-06-05", "a moved date is counted from"


def test_letting_one_go_is_not_the_end_unless_it_is_said(workspace: Workspace) -> None:
    first = add(workspace, due=d("2026-11-20"), after="P1M")
    deeds.drop_step(workspace, first, "ill")
    assert [str(step.due) for step in live(workspace)] == ["2026-12-23"]
    deeds.drop_step(workspace, live(workspace)[0], "no longer mine", stop=True)
    assert not live(workspace)
    deeds.reopen_step(workspace, steps(workspace)["k1-2"])
    assert [(step.id, step.after) for step in live(workspace)] == [("k1-2", "P1M")]


def test_taken_up_again_while_the_next_is_open_it_stands_alone(workspace: Workspace) -> None:
    first = add(workspace, due=d("2026-11-20"), every="P1W")
    deeds.finish_step(workspace, first)
    event = deeds.reopen_step(workspace, steps(workspace)["k1"])
    assert deeds.left_its_series(event)
    assert [(step.id, step.every) for step in live(workspace)] == [("k1", None), ("k1-2", "P1W")]
    deeds.finish_step(workspace, steps(workspace)["k1"])
    assert [step.id for step in live(workspace)] == ["k1-2"]
    deeds.reopen_step(workspace, steps(workspace)["k1"])
    deeds.change_step(workspace, steps(workspace)["k1"], every="P2W")
    deeds.finish_step(workspace, steps(workspace)["k1"])
    assert sorted((step.series, step.every) for step in live(workspace)) == [("k1", "P1W"), ("k1-2", "P2W")]


def test_two_windows_that_end_the_same_one_make_one(tmp_path: Path) -> None:
    here = open_workspace(tmp_path, Clock(), ids=counting("k"))
    first = add(here, due=d("2026-11-20"), every="P1W")
    there = open_workspace(tmp_path, Clock(), device="there")
    deeds.finish_step(there, first)
    deeds.finish_step(there, steps(there)["k1-2"])
    event = deeds.finish_step(here, first)
    assert len(event.changes) == 1
    assert [step.id for step in live(here)] == ["k1-3"]


def test_two_of_them_that_were_written_by_hand_become_one() -> None:
    both = [NextStep(id=id, text="x", every="P1W", due=TODAY, series="a") for id in ("a", "b")]
    assert following(Plan(tables={"next_steps": {one.id: one for one in both}}), both[0], TODAY) == []


def test_machines_that_end_the_same_one_apart_make_the_same() -> None:
    first = NextStep(id="k", text="x", every="P1W", due=TODAY)
    plan = Plan(tables={"next_steps": {"k": first}})
    assert following(plan, first, TODAY)[1].id == following(plan, first, d("2026-11-25"))[1].id == "k-2"


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["done", "done", "drop", "stop", "reopen", "reopen", "undo", "redo", "move", "every", "once"]),
        st.integers(0, 7),
    ),
    max_size=10,
)


@settings(max_examples=30, deadline=None)  # it writes to a disk that others use as well
@given(ACTS)
def test_never_two_of_them_open_and_undo_restores(acts: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        workspace = open_workspace(Path(folder), Clock(), ids=counting("k"))
        add(workspace, due=d("2026-11-20"), every="P1W", cue="it rains")
        add(workspace, due=d("2026-11-30"), after="P2D")
        for act, n in acts:
            _act(workspace, act, n)
            open_ones = Counter(step.series for step in live(workspace) if step.series)
            assert all(count == 1 for count in open_ones.values()), (act, open_ones)
            assert len(workspace.plan.all(IfThen)) <= 1


def _act(workspace: Workspace, act: str, n: int) -> None:
    if act in ("undo", "redo"):
        workspace.undo() if act == "undo" and len(workspace.history()) > 2 else workspace.redo()
        return
    among = [step for step in steps(workspace).values() if step.open != (act == "reopen")]
    if not among:
        return
    step = among[n % len(among)]
    deed = {
        "done": lambda: deeds.finish_step(workspace, step), "drop": lambda: deeds.drop_step(workspace, step, "why"),
        "stop": lambda: deeds.drop_step(workspace, step, "why", stop=True),
        "reopen": lambda: deeds.reopen_step(workspace, step),
        "move": lambda: deeds.change_step(workspace, step, due=TODAY + dt.timedelta(days=n)),
        "every": lambda: deeds.change_step(workspace, step, every="P1M"),
        "once": lambda: deeds.change_step(workspace, step, every=None, after=None),
    }[act]  # fmt: skip
    before, rows = workspace.plan, workspace.plan.tables
    deed()
    after = workspace.plan
    if act in ("done", "drop") and (step.every or step.after):
        series = steps(workspace)[step.id].series
        assert len([one for one in live(workspace) if one.series == series]) == 1, "and not none"
    workspace.undo()
    assert workspace.plan.tables == rows == before.tables
    workspace.redo()
    assert workspace.plan.tables == after.tables
