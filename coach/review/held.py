"""A review that is walked as a lesson: its own record in the plan, and what its end means for the dates ahead."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from ..dates import next_after
from ..plan.events import Change, with_old
from ..plan.plan import Plan
from ..plan.records import NextStep, Review, ReviewDate
from .facts import Rhythm, last_review


def review_id(lesson: str, run: int) -> str:
    """The id of the review that one run of a lesson is: each has a record of its own."""
    return f"{lesson}-{run}"


def dates_of(plan: Plan, rhythm: str) -> list[ReviewDate]:
    """The dates that were set for reviews of a rhythm."""
    return [date for date in plan.all(ReviewDate) if date.kind == rhythm]


def ended(plan: Plan, id: str, rhythm: Rhythm, today: dt.date, written: Iterable[str], first: bool) -> list[Change]:
    """What the end of a review adds to the plan: what it was, what it set, and, the `first` time, the next date.

    `written` are the records that its answers filled, as "table/id".
    """
    moved = list(_moved_on(plan, rhythm, today)) if first else []
    for change in moved:
        plan = plan.changed(change.table, change.id, change.new)
    ahead = [date.next_on for date in dates_of(plan, rhythm) if date.next_on and date.next_on > today]
    steps = [path for path in dict.fromkeys(written) if path.startswith(f"{NextStep.table}/")]
    fields: dict[str, Any] = {"kind": rhythm, "steps": steps, "next_on": min(ahead).isoformat() if ahead else None}
    if first:
        since = last_review(plan, today, rhythm, without=id)
        fields |= {"on": today.isoformat(), "period_to": today.isoformat()}
        fields |= {"period_from": since.isoformat()} if since else {}
    if plan.fields(Review.table, id) is None:
        fields |= {"source": "review", "created": today.isoformat()}
    return [*moved, with_old(plan, Review.table, id, fields)]


def _moved_on(plan: Plan, rhythm: str, today: dt.date) -> Iterator[Change]:
    """Notes that a review was held, on each date that was set for one and has come; the last one set moves in any case.

    A date ahead that somebody has just chosen stays.
    """
    dates = dates_of(plan, rhythm)
    for date in dates:
        due = date.next_on is not None and date.next_on <= today
        if not (due or date is dates[-1]):
            continue
        fields: dict[str, Any] = {"done": [*(day.isoformat() for day in date.done if day != today), today.isoformat()]}
        if due or date.next_on is None:
            following = next_after(today, date.every, today) if date.every else None
            fields["next_on"] = following.isoformat() if following else None
        yield with_old(plan, ReviewDate.table, date.id, fields)
