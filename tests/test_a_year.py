"""A year with the coach, from the first evening to the last: what stands at its end, and what held all along.

The person is the one of `coach demo`; her year ends on a Thursday, the last day of December. What she would see then is
kept as text in `a_year/`, to be read by people: UPDATE_SNAPSHOTS=1 keeps what is there now.
"""

import datetime as dt
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from coach.cli import main
from coach.dates import in_words
from coach.demo import build
from coach.places import find_places
from coach.plan.difference import between
from coach.plan.events import Change, Event, apply, inverse, stacks
from coach.plan.order import Order
from coach.plan.plan import Plan
from coach.plan.records import Goal, NextStep, Review, ReviewDate
from coach.plan.then import as_it_was, beginning
from coach.plan.today import look, pick
from coach.review.checks import run, title_of
from coach.review.facts import last_review, span_of
from coach.settings import Settings
from coach.store.opening import replay
from coach.store.snapshot import plan_rows
from coach.workspace import Workspace, random_id
from screens.base import Desk
from tests.helpers import course
from tests.screens.sample import Sample, press, running

KEPT = Path(__file__).parent / "a_year"
NOW = dt.datetime(2026, 12, 31, 9, 0, tzinfo=dt.UTC)
FIRST = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class Year:
    """The year as it was lived: where it is kept, its events, and the plan after each of them."""

    home: Path
    events: list[Event]
    plans: list[Plan]

    @property
    def plan(self) -> Plan:
        """The plan at its end."""
        return self.plans[-1]

    def on(self, day: dt.date) -> Plan:
        """The plan as a day began."""
        return as_it_was(self.plan, self.events, beginning(day))

    def held(self, rhythm: str) -> list[dt.date]:
        """The days on which reviews of a rhythm were held."""
        noted = [day for date in self.plan.all(ReviewDate) if date.kind == rhythm for day in date.done]
        written = [r.on or r.created for r in self.plan.all(Review) if (r.kind or "full") == rhythm]
        return sorted({*noted, *(day for day in written if day)})


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    home = tmp_path_factory.mktemp("a-year")
    build(find_places(str(home)), course(), NOW)
    events = opened(home).history()
    plans = [Plan()]
    for event in events:
        plans.append(apply(plans[-1], event))
    return Year(home, events, plans)


def opened(home: Path) -> Workspace:
    return Workspace(find_places(str(home)).person(), "another", clock=lambda: NOW)


def same_as_kept(text: str, name: str) -> None:
    file = KEPT / f"{name}.txt"
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{name} reads differently; see tests/a_year"


# --- what she sees at its end ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("today", "today"),
        ("next", "next --all"),
        ("plan", "plan"),
        ("changes-in-the-year", "changes --since 2026-01-01"),
        ("changes-since-february", "changes --since 2026-02-01"),
        ("changes-since-the-review", "changes"),
        ("pictures", "pictures"),
    ],
)
def test_on_the_command_line(
    year: Year, name: str, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace.__init__, "__defaults__", (lambda: NOW, random_id))
    monkeypatch.setattr("os.umask", lambda mask: 0)
    monkeypatch.setenv("COACH_HOME", str(year.home))  # an option would be repeated in the commands that are told
    assert main(command.split()) == 0
    same_as_kept(capsys.readouterr().out, name)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_in_the_app(year: Year, size: tuple[int, int], tmp_path: Path) -> None:
    home = Path(shutil.copytree(year.home, tmp_path / "year"))
    app = Sample(Desk(opened(home), course(), find_places(str(home)), Settings(first_run_done=True)))
    async with running(app, size) as pilot:
        same_as_kept(app.text(), f"app-today-{size[0]}x{size[1]}")
        await press(pilot, "3")
        same_as_kept(app.text(), f"app-plan-{size[0]}x{size[1]}")


def test_what_the_checks_find_at_the_second_review(year: Year) -> None:
    day = year.held("full")[-1]
    plan, events = year.on(day), [event for event in year.events if event.at < beginning(day)]
    facts = run(plan, events, span_of(plan, day))
    told = [f"{fact.check}  {title_of(fact.check)}\n    {fact.words}" for fact in facts]
    same_as_kept("\n".join([f"Facts before the review of {in_words(day)}", "", *told]), "facts")


# --- that it was such a year -------------------------------------------------------------


def test_it_is_a_year_with_everything_in_it(year: Year) -> None:
    plan, days = year.plan, [event.at.date() for event in year.events]
    assert (days[0].month, days[-1]) == (1, NOW.date() - dt.timedelta(days=1))
    assert [s.taken_on and s.taken_on.month for s in plan.sittings("wheel")] == [1, 6, 12]
    kinds = Counter(review.kind for review in plan.all(Review))
    assert kinds == {"weekly": 4, "monthly": 1, "event": 1, "full": 2}
    assert len(year.held("full")) == 2
    steps = plan.all(NextStep)
    assert {step.status for step in steps} == {"idea", "todo", "doing", "waiting", "done", "dropped"}
    assert any(step.moved for step in steps) and any(step.earlier_wordings for step in steps)
    assert {"undid", "moved", "done", "dropped", "answered", "added"} <= {event.what for event in year.events}


def test_weekly_reviews_are_late_at_times_and_nothing_comes_of_it(year: Year) -> None:
    days = year.held("weekly")
    apart = [(b - a).days for a, b in pairwise(days)]
    assert 35 < len(days) < 52
    assert max(apart) > 28
    assert (weekly := next(r for r in year.plan.all(ReviewDate) if r.kind == "weekly")).next_on
    assert weekly.next_on == days[-1] + dt.timedelta(days=7)
    assert last_review(year.plan, NOW.date(), "weekly") == days[-1]


def test_the_goal_of_the_first_months_changed_with_what_happened(year: Year) -> None:
    (goal,) = year.plan.all(Goal)
    (review,) = [review for review in year.plan.all(Review) if review.kind == "event"]
    assert review.on
    found = {(one.table, one.id): one for one in between(year.on(review.on), year.plan)}
    name = next(change for change in found["goals", goal.id].changes if change.name == "Name")
    assert (name.before, name.after) == (("A front desk that runs without me",), (goal.name,))
    assert ("goals", goal.id, "change") in [(one.entity, one.id, one.action) for one in review.revisions]
    assert look(year.plan, NOW.date()).picks[1].reason.endswith(f"serves “{goal.name}”")


# --- what held all along -----------------------------------------------------------------


def changed(plan: Plan, changes: tuple[Change, ...]) -> Plan:
    for change in changes:
        plan = plan.changed(change.table, change.id, change.new)
    return plan


def test_every_event_can_be_undone_and_done_again(year: Year) -> None:
    for event, before, after in zip(year.events, year.plans, year.plans[1:], strict=False):
        undone = inverse(event)
        assert plan_rows(changed(after, undone)) == plan_rows(before), event.title
        again = inverse(Event(id="", at=event.at, what="undid", changes=undone))
        assert plan_rows(changed(before, again)) == plan_rows(after), event.title


def without_places(plan: Plan) -> dict[str, object]:
    """A plan but for where somebody is in each lesson: that a lesson was opened is not undone."""
    return {table: rows for table, rows in plan_rows(plan).items() if table != "progress"}


def test_the_last_weeks_are_undone_one_by_one_and_done_again(year: Year, tmp_path: Path) -> None:
    workspace = opened(Path(shutil.copytree(year.home, tmp_path / "year")))
    before = {event.id: plan for event, plan in zip(year.events, year.plans, strict=False)}
    done, _ = stacks(year.events)
    for event in done[:-40:-1]:
        undone = workspace.undo()
        assert undone and undone.undoes == event.id
        assert without_places(workspace.plan) == without_places(before[event.id])
    while workspace.redo():
        pass
    assert plan_rows(workspace.plan) == plan_rows(year.plan)


def test_the_journal_the_files_and_the_plan_in_memory_say_the_same(year: Year, tmp_path: Path) -> None:
    home = Path(shutil.copytree(year.home, tmp_path / "year"))
    from_files = opened(home)
    assert from_files.notices == []
    assert plan_rows(from_files.plan) == plan_rows(replay(year.events)) == plan_rows(year.plan)
    from_files.files.plan_file.unlink()
    for file in (from_files.files.folder / "answers").iterdir():
        file.unlink()
    assert plan_rows(opened(home).plan) == plan_rows(year.plan)


def test_a_repeating_step_is_open_once_at_most(year: Year) -> None:
    for event, plan in zip(year.events, year.plans[1:], strict=True):
        live = Counter(step.series for step in plan.all(NextStep) if step.series and step.open)
        assert not [series for series, n in live.items() if n > 1], event.title
    series = {step.series for step in year.plan.all(NextStep) if step.series}
    assert len(series) == 2  # one that goes on, one that was stopped
    assert len({step.series for step in year.plan.all(NextStep) if step.series and step.open}) == 1


def mondays() -> Iterator[dt.date]:
    day = FIRST + dt.timedelta(days=(7 - FIRST.weekday()) % 7)
    while day < NOW.date():
        yield day
        day += dt.timedelta(days=7)


def test_on_every_monday_the_steps_have_one_order_and_the_first_three_have_reasons(year: Year) -> None:
    for monday in mondays():
        plan = year.on(monday)
        steps = [step for step in plan.all(NextStep) if step.open]
        order, picks = Order(steps, monday), pick(plan, monday)
        assert sorted(one.step.id for one in picks) == sorted(step.id for step in steps)
        assert len({(order.claims[s.id], order.depth.get(s.id, 0)) for s in steps}) == len(steps)
        shown = look(plan, monday).picks
        assert len(shown) == min(3, sum(not one.not_yet for one in picks))
        assert all(one.reason and one.step.open for one in shown), monday
