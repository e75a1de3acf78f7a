"""Twelve months of what was done."""

import datetime as dt

from coach.pictures.months import months
from coach.plan.plan import Plan

TODAY = dt.date(2026, 11, 23)


def test_what_was_done_by_month() -> None:
    plan = Plan()
    for n, (day, status) in enumerate(
        [("2025-11-30", "done"), ("2025-12-01", "done"), ("2026-11-23", "done"), ("2026-11-24", "done"),
         ("2026-11-02", "dropped")]
    ):  # fmt: skip
        plan = plan.changed("next_steps", f"s{n}", {"text": "x", "status": status, "done_on": day})
    plan = plan.changed("successes", "x", {"what": "x", "on": "2026-03-05"}).changed("successes", "y", {"what": "y"})
    plan = plan.changed("progress", "a", {"status": "finished", "finished_on": "2026-01-05"})
    plan = plan.changed("progress", "b", {"status": "started"})
    shown = months(plan, TODAY)
    assert (shown.names[0], shown.names[-1]) == ("Dec", "Nov")
    assert shown.title == "Twelve months: December 2025 to November 2026"
    told = {count.id: [(name, n) for name, n in zip(shown.names, count.numbers, strict=True) if n]
            for count in shown.counts}  # fmt: skip
    assert told == {"steps": [("Dec", 1), ("Nov", 1)], "successes": [("Mar", 1)], "lessons": [("Jan", 1)],
                    "reviews": []}  # fmt: skip
    assert not shown.empty
    assert months(Plan(), TODAY).empty


def test_a_review_that_was_written_and_ticked_off_counts_once() -> None:
    plan = Plan().changed("reviews", "v", {"kind": "full", "on": "2026-06-05"})
    plan = plan.changed("review_schedule", "r", {"what": "x", "kind": "full", "done": ["2026-06-05", "2026-09-04"]})
    plan = plan.changed("review_schedule", "w", {"what": "y", "kind": "weekly", "done": ["2026-06-05"]})
    (held,) = (count for count in months(plan, TODAY).counts if count.id == "reviews")
    assert held.total == 3


def test_a_month_begins_on_its_first_whatever_the_day() -> None:
    shown = months(Plan(), dt.date(2027, 3, 31))
    assert [month.day for month in shown.months] == [1] * 12
    assert shown.names == ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
