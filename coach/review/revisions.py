"""What a review made of each record: kept with the review, shown at the next one, and applied again if need be."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ..dates import date_words
from ..plan.events import Change
from ..plan.plan import Plan
from ..plan.records import Review, Revision
from ..words import marked, said
from .facts import day_of

Kept = dict[str, Any]
MADE = "made"  # the action of a record that came of another one
CARRIED = "carried"  # of one that was there, and belongs to the new one now: the if-then plan of a step that repeats
WORDS = {"keep": marked("kept"), "change": marked("changed"), "drop": marked("let go"), "done": marked("done"),
         "reached": marked("reached"), "moved": marked("moved"), "gone": marked("gone")}  # fmt: skip


def revised(decision: Kept, changes: Sequence[Change]) -> list[Kept]:
    """The revisions that one decision comes to, as plain data: of the record itself, and of what was made of it."""
    own = (decision["table"], decision["id"])
    told = {"entity": own[0], "id": own[1], "action": decision["action"]}
    told |= {name: decision[name] for name in ("reason", "said") if decision.get(name)}
    found = [told]
    for change in changes:
        if (change.table, change.id) == own:
            told |= {"taken_out": True} if change.new is None else _set(change, told.get("fields", {}))
        else:
            what = MADE if change.old is None else CARRIED
            found.append({"entity": change.table, "id": change.id, "action": what, **_set(change, {})})
    return found


def _set(change: Change, before: Kept) -> Kept:
    new = {name: value for name, value in (change.new or {}).items() if value is not None}
    plain = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in new.items()}
    return {"fields": {**before, **plain}} if before or plain else {}


def merged(before: Sequence[Kept], new: Sequence[Kept]) -> list[Kept]:
    """The revisions of a review with newer ones: the last word on a record counts."""
    return list({(one.get("entity"), one.get("id")): one for one in [*before, *new]}.values())


def replay(plan: Plan, review: Review) -> Plan:
    """The plan with all that a review revised. From the plan as it was before, what was revised is as it was after."""
    for one in review.revisions:
        if one.taken_out:
            plan = plan.changed(one.entity, one.id, None)
        elif one.fields:
            plan = plan.changed(one.entity, one.id, one.fields)
    return plan


def last_time(plan: Plan, table: str, id: str, without: str = "") -> str:
    """What the last review made of a record: `Last time, on 12 March: kept, because the days are long`."""
    found = [
        (day_of(review) or dt.date.min, one)
        for review in plan.all(Review)
        if review.id != without
        for one in review.revisions
        if (one.entity, one.id) == (table, id) and one.action not in (MADE, CARRIED)
    ]
    if not found:
        return ""
    day, one = max(found, key=lambda pair: pair[0])
    if day == dt.date.min:
        return said("Last time: {told}", told=_told(one))
    return said("Last time, on {day}: {told}", day=date_words(day), told=_told(one))


def _told(one: Revision) -> str:
    action = said(WORDS.get(one.action, one.action))
    if not one.reason:
        return action
    if one.action in ("done", "reached"):
        return said("{done}, what came of it: {reason}", done=action, reason=one.reason)
    return said("{done}, because: {reason}", done=action, reason=one.reason)
