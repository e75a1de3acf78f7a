"""How a next step comes to its end, and the day of it."""

import datetime as dt
from pathlib import Path

from coach import by_hand, deeds
from coach.plan.records import NextStep
from tests.helpers import MONDAY, open_workspace

TODAY = MONDAY.date()


def test_a_step_keeps_the_day_on_which_it_was_done_or_let_go(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path)
    deeds.add_step(workspace, "Ring Ada")

    def step() -> NextStep:
        return workspace.plan.all(NextStep)[0]

    def days() -> tuple[dt.date | None, ...]:
        return step().done_on, step().dropped_on, step().ended_on

    deeds.drop_step(workspace, step(), "not mine")
    assert days() == (None, TODAY, TODAY)
    by_hand.change_record(workspace, step(), {"status": "doing"})
    assert (*days(), step().dropped_reason) == (None, None, None, None)
    by_hand.change_record(workspace, step(), {"status": "done", "learned": "early is easier"})
    assert days() == (TODAY, None, TODAY)
    deeds.reopen_step(workspace, step())
    assert days() == (None, None, None)
    by_hand.change_record(workspace, step(), {"status": "dropped", "why": "none"})
    assert days() == (None, TODAY, TODAY)
