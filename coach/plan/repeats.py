"""Repeating steps: what comes after an instance that was done or let go.

`every` counts from the date the instance was due and leaves out what has passed; `after` counts from the day it was
done. The instances of a step share their `series`; however they are done, let go, taken up again and taken back, at
most one of them is open.
"""

import datetime as dt
from typing import Any

from ..dates import next_after, span_of
from .events import Change, with_old
from .plan import Plan
from .records import IfThen, NextStep

HANDED_ON = ("text", "why", "done_looks_like", "size", "goal", "confidence", "agreed_with", "every", "after",
             "visibility", "source")  # fmt: skip
LAST_OF_ALL_MONTHS = 28  # the last day that every month has


def repeats(step: NextStep) -> bool:
    """Whether another instance comes after this one."""
    return span_of(step.every or step.after) is not None


def open_instance(plan: Plan, step: NextStep) -> NextStep | None:
    """Another instance of the same repeating step that is still open."""
    others = plan.all(NextStep) if step.series else []
    return next((one for one in others if one.series == step.series and one.id != step.id and one.open), None)


def next_due(step: NextStep, today: dt.date) -> dt.date | None:
    """When the next instance is due, if this one ends today; None when the step does not repeat."""
    if step.every:
        start = step.counted_from or step.due or today
        return next_after(start, step.every, max(today, step.due or today))
    return next_after(today, step.after, today) if step.after else None


def following(plan: Plan, step: NextStep, today: dt.date) -> list[Change]:
    """The changes that bring the next instance about; none when there is to be none, or there is one already."""
    due = next_due(step, today)
    if due is None or open_instance(plan, step) is not None:
        return []
    series = step.series or _new_series(plan, step)
    id = _next_id(plan, series)
    new = with_old(plan, NextStep.table, id, _fields(plan, step, series, due, today))
    named = with_old(plan, NextStep.table, step.id, {"series": series})
    return [named, new, *_cues(plan, step, id)]


def _fields(plan: Plan, step: NextStep, series: str, due: dt.date, today: dt.date) -> dict[str, Any]:
    same = {name: value for name in HANDED_ON if (value := getattr(step, name)) is not None}
    new = {"created": today.isoformat(), "due": due.isoformat(), "series": series}
    start = step.counted_from or step.due
    if step.every and start and start.day > LAST_OF_ALL_MONTHS and (span_of(step.every) or (0, ""))[1] == "M":
        new["counted_from"] = start.isoformat()
    if step.not_before and step.due:
        new["not_before"] = (due - (step.due - step.not_before)).isoformat()
    blocker = plan.get(NextStep, step.waits_for) if step.waits_for else None
    if blocker is not None and blocker.open:
        new["waits_for"] = blocker.id
    return {**same, **new}


def _cues(plan: Plan, step: NextStep, id: str) -> list[Change]:
    """Its if-then plans go on to the next instance."""
    about = f"{NextStep.table}/{step.id}"
    mine = [one for one in plan.all(IfThen) if one.about == about]
    return [with_old(plan, IfThen.table, one.id, {"about": f"{NextStep.table}/{id}"}) for one in mine]


def _new_series(plan: Plan, step: NextStep) -> str:
    """The id of its first instance, unless that one has left a series of this name."""
    taken = {one.series for one in plan.all(NextStep)}
    return _unused(step.id, taken) if step.id in taken else step.id


def _next_id(plan: Plan, series: str) -> str:
    """`k3x-2`, `k3x-3`: the same from every machine that ends the same instance, so that they make one and not two."""
    return _unused(series, {one.id for one in plan.rows(NextStep.table)} | set(plan.unknown.get(NextStep.table, ())))


def _unused(beginning: str, taken: "set[str] | set[str | None]") -> str:
    n = 2
    while f"{beginning}-{n}" in taken:
        n += 1
    return f"{beginning}-{n}"
