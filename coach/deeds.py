"""What people do with their plan by hand, the same from the screen and from the command line."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from .plan.events import Change, Event, with_old
from .plan.records import IfThen, NextStep, ReviewDate
from .workspace import Workspace

MOVES = 3  # after that many moves of a date something about the step itself is asked


def add_step(workspace: Workspace, text: str, due: dt.date | None = None, cue: str = "", **more: Any) -> Event:
    """Adds a next step, with the cue that is to set it off if there is one."""
    id = workspace.new_id()
    fields = _settled(NextStep(id=id), {"text": text, "due": due, **more})
    changes = [_new(workspace, NextStep.table, id, fields)]
    changes += _cue_changes(workspace, NextStep(id=id), cue, text) if cue else []
    return workspace.record("added", changes, text, "hand")


def change_step(workspace: Workspace, step: NextStep, cue: str | None = None, **fields: Any) -> Event:
    """Changes what a next step says. A new date counts as moved; an empty cue takes its if-then plan away."""
    new = _settled(step, fields)
    what = "moved" if set(fields) == {"due"} and cue is None else "changed"
    return workspace.record(what, _changes(workspace, step, new, cue), step.text, "hand")


def _changes(workspace: Workspace, step: NextStep, new: dict[str, Any], cue: str | None) -> list[Change]:
    changes = [with_old(workspace.plan, NextStep.table, step.id, new)] if new else []
    return [*changes, *_cue_changes(workspace, step, cue, str(new.get("text") or step.text))]


def _settled(step: NextStep, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as plain data, with those that follow from them."""
    new = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fields.items()}
    if "due" in fields and fields["due"] != step.due:
        new |= {"moved": step.moved + 1} if step.due is not None else {}
        new |= {"counted_from": None} if step.counted_from else {}
    if fields.get("waiting_on") and step.open:
        new.setdefault("status", "waiting")
    elif "waiting_on" in fields and step.status == "waiting":
        new = {"status": "todo", "follow_up": None, **new}
    for one, other in (("every", "after"), ("after", "every")):
        if fields.get(one):
            new |= {other: None, "counted_from": None} if getattr(step, other) or step.counted_from else {}
    return new


def cue_of(workspace: Workspace, step: NextStep) -> IfThen | None:
    """The if-then plan that is to set a step off."""
    about = f"{NextStep.table}/{step.id}"
    return next((one for one in workspace.plan.all(IfThen) if one.about == about), None)


def _cue_changes(workspace: Workspace, step: NextStep, cue: str | None, text: str) -> list[Change]:
    """The changes to a step's if-then plan; what is then done is the step itself, unless it says something else."""
    before = cue_of(workspace, step)
    if before is None:
        fields = {"cue": cue, "act": text, "about": f"{NextStep.table}/{step.id}"}
        return [_new(workspace, IfThen.table, workspace.new_id(), fields)] if cue else []
    if cue == "":
        return [with_old(workspace.plan, IfThen.table, before.id, None)]
    new = {"cue": cue} if cue is not None and cue != before.cue else {}
    new |= {"act": text} if before.act == step.text != text else {}
    return [with_old(workspace.plan, IfThen.table, before.id, new)] if new else []


def _new(workspace: Workspace, table: str, id: str, fields: dict[str, Any]) -> Change:
    made = {"source": "hand", "created": workspace.today.isoformat(), **fields}
    return with_old(workspace.plan, table, id, made)


def asks_again(step: NextStep, due: dt.date | None) -> bool:
    """Whether this new date makes it three moves (or six): time to ask about the step rather than the date."""
    return step.due is not None and due != step.due and (step.moved + 1) % MOVES == 0


def reword_step(workspace: Workspace, step: NextStep, text: str, cue: str | None = None, **fields: Any) -> Event:
    """Makes a step that was put off smaller, or another one: same id, the earlier wording kept, moves counted anew."""
    new = {**_settled(step, {**fields, "text": text}), "moved": 0}
    if text != step.text:
        new["earlier_wordings"] = [*step.earlier_wordings, step.text]
    return workspace.record("changed", _changes(workspace, step, new, cue), step.text, "hand")


def pin_step(workspace: Workspace, step: NextStep, pinned: bool = True) -> Event:
    """Puts a step first whatever the order says, or back into the order."""
    what = "pinned" if pinned else "unpinned"
    return workspace.put(what, NextStep.table, step.id, {"pinned": pinned or None}, step.text)


def wait_for(workspace: Workspace, step: NextStep, who: str, follow_up: dt.date | None = None) -> Event:
    """Notes that a step waits for somebody, and when to ask again; nobody ends the waiting."""
    fields: dict[str, Any] = {"waiting_on": who or None, "follow_up": follow_up if who else None}
    return change_step(workspace, step, **fields)


def makes_circle(workspace: Workspace, step: NextStep | None, blocker: str) -> bool:
    """Whether a step, waiting for this other one, would wait for itself."""
    seen: set[str] = set()
    at: str | None = blocker
    while step is not None and at and at not in seen:
        if at == step.id:
            return True
        seen.add(at)
        following = workspace.plan.get(NextStep, at)
        at = following.waits_for if following else None
    return False


def finish_step(workspace: Workspace, step: NextStep, learned: str = "") -> Event:
    """Marks a next step as done today. Of one that repeats, the next instance comes with it."""
    fields = {"status": "done", "done_on": workspace.today.isoformat(), "learned": learned or None, "pinned": None}
    return _end(workspace, "done", step, fields)


def drop_step(workspace: Workspace, step: NextStep, reason: str, stop: bool = False) -> Event:
    """Lets a next step go, with why. It stays in the plan's history.

    Of a step that repeats only this instance goes and the next one comes, unless it is to `stop`.
    """
    today = workspace.today.isoformat()
    fields = {"status": "dropped", "dropped_on": today, "dropped_reason": reason or None, "pinned": None}
    return _end(workspace, "dropped", step, fields, stop)


def _end(workspace: Workspace, what: str, step: NextStep, fields: dict[str, Any], stop: bool = False) -> Event:
    from .plan.repeats import following

    workspace.refresh()  # what another window has just ended is not to be followed by a second next one
    step = workspace.plan.get(NextStep, step.id) or step
    if not step.pinned:
        fields.pop("pinned")
    changes = [with_old(workspace.plan, NextStep.table, step.id, fields)]
    if step.open and not stop:
        changes += following(workspace.plan, step, workspace.today)
    return workspace.record(what, changes, step.text, "hand")


def next_instance(event: Event) -> str:
    """The id of the next instance that came with the end of a repeating step; empty when none did."""
    made = (one for one in event.changes if one.table == NextStep.table and one.old is None)
    return next((one.id for one in made), "")


def reopen_step(workspace: Workspace, step: NextStep) -> Event:
    """Takes up a finished or dropped step again.

    When a later instance of it is open already, this one becomes a step of its own: a repeating step is open once.
    """
    from .plan.repeats import open_instance

    workspace.refresh()
    step = workspace.plan.get(NextStep, step.id) or step
    fields: dict[str, Any] = {"status": "todo", "done_on": None, "dropped_on": None, "dropped_reason": None}
    if open_instance(workspace.plan, step) is not None:
        fields |= {"series": None, "every": None, "after": None, "counted_from": None}
    return workspace.put("changed", NextStep.table, step.id, fields, step.text)


def left_its_series(event: Event) -> bool:
    """Whether a step that was taken up again became one of its own, because a later instance is open."""
    return any("series" in (one.new or {}) for one in event.changes)


def add_success(workspace: Workspace, what: str, **more: Any) -> Event:
    """Logs a success of today."""
    fields = {"what": what, "on": workspace.today.isoformat(), **more}
    return workspace.put("added", "successes", workspace.new_id(), fields, what)


def review_done(workspace: Workspace, review: ReviewDate) -> Event:
    """Notes that a review was held today, and sets its next date by its rhythm."""
    today = workspace.today
    done = [*[day.isoformat() for day in review.done], today.isoformat()]
    following = after(today, review.every) if review.every else None
    fields = {"done": done, "next_on": following and following.isoformat()}
    return workspace.put("done", "review_schedule", review.id, fields, review.what)


def after(day: dt.date, every: str) -> dt.date:
    """The day one rhythm later: `P1W`, `P3M`."""
    from .dates import next_after

    return next_after(day, every, day) or day
