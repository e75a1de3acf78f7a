"""What people do with any record of their plan by hand: add, change, give a status, show to others, take out."""

from collections.abc import Mapping
from typing import Any, cast

from . import deeds
from .plan.events import Event, with_old
from .plan.forms import FormField
from .plan.plan import Plan, parse
from .plan.records import RECORDS, NextStep, Record, Visibility
from .words import said
from .workspace import Workspace


def add_record(workspace: Workspace, kind: type[Record], fields: Mapping[str, Any]) -> Event:
    """Adds a record; one that a plan has once is filled in. What says when something was is today unless said."""
    id = kind.table if kind.one else workspace.new_id()
    given = {name: value for name, value in fields.items() if value is not None}
    if kind is NextStep:
        return deeds.add_step(workspace, str(given.pop("text", "")), **given)
    for name in ("on", "taken_on"):
        if name in kind.__struct_fields__:
            given.setdefault(name, workspace.today.isoformat())
    return workspace.put("added", kind.table, id, given, title_for(kind, id, given))


def title_for(kind: type[Record], id: str, fields: Mapping[str, Any]) -> str:
    """What a record is called in the history."""
    record = parse(kind, id, dict(fields))
    return said(kind.title) if kind.one else cast(Record, record).label


def change_record(workspace: Workspace, record: Record, fields: Mapping[str, Any]) -> Event:
    """Changes fields of a record; None empties one. A next step keeps count of its dates and of how it ended."""
    if isinstance(record, NextStep):
        return _change_step(workspace, record, dict(fields))
    return workspace.put("changed", record.table, record.id, dict(fields), called(record))


def _change_step(workspace: Workspace, step: NextStep, fields: dict[str, Any]) -> Event:
    status = fields.get("status")
    if set(fields) == {"status"} and status == "done":
        return deeds.finish_step(workspace, step)
    if status == "dropped" and not set(fields) - {"status", "dropped_reason"}:
        return deeds.drop_step(workspace, step, str(fields.get("dropped_reason") or ""))
    if set(fields) == {"status"} and status == "todo" and not step.open:
        return deeds.reopen_step(workspace, step)
    return deeds.change_step(workspace, step, **{**_ends(step, status, workspace.today.isoformat()), **fields})


def _ends(step: NextStep, status: object, today: str) -> dict[str, Any]:
    """What goes with a status: the day on which the step came to its end, or no such day any more."""
    if step.open and status in step.closed:
        return {f"{status}_on": today}
    taken_up = not step.open and status is not None and status not in step.closed
    return {"done_on": None, "dropped_on": None, "dropped_reason": None} if taken_up else {}


def set_status(workspace: Workspace, record: Record, status: str, reason_in: str = "", reason: str = "") -> Event:
    """Gives a record a status, with why where its type keeps that."""
    fields: dict[str, Any] = {"status": status}
    if reason_in and reason:
        fields[reason_in] = reason
    return change_record(workspace, record, fields)


def show_to(workspace: Workspace, record: Record, visibility: Visibility) -> Event:
    """Says who may see a record."""
    usual = RECORDS[record.table].default_visibility
    fields = {"visibility": None if visibility == usual else visibility}
    return workspace.put("changed", record.table, record.id, fields, called(record))


def link(workspace: Workspace, record: Record, field: FormField, other: Record | None) -> Event:
    """Lets a field of a record point at another one, or at none."""
    return change_record(workspace, record, {field.path: kept(field, other) if other else None})


def kept(field: FormField, other: Record) -> str:
    """What a field keeps of the record it points at."""
    return {"id": other.id, "path": f"{other.table}/{other.id}", "name": other.label}[field.keep]


def pointed_at(plan: Plan, field: FormField, value: object) -> Record | None:
    """The record that a field points at, if it is one."""
    text = str(value or "")
    if not text or not field.refers:
        return None
    table, _, id = text.partition("/")
    if field.keep == "path" and table in field.refers:
        return plan.record(table, id)
    if field.keep == "name":
        return next((r for t in field.refers for r in plan.rows(t) if r.label == text), None)
    return plan.record(field.refers[0], text)


def take_out(workspace: Workspace, record: Record) -> Event:
    """Takes a record out of the plan. The history keeps it, and undo brings it back as it was."""
    return workspace.record(
        "removed", [with_old(workspace.plan, record.table, record.id, None)], called(record), "hand"
    )


def called(record: Record) -> str:
    """What a record is called in the history."""
    return said(record.title) if record.one else record.label
