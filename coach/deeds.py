"""What people do with their plan by hand, the same from the screen and from the command line."""

import datetime as dt
from typing import Any

from .plan.events import Event
from .plan.records import NextStep, ReviewDate
from .workspace import Workspace


def add_step(workspace: Workspace, text: str, due: dt.date | None = None, **more: Any) -> Event:
    """Adds a next step."""
    fields = {"text": text, "due": due and due.isoformat(), **more}
    return workspace.put("added", "next_steps", workspace.new_id(), fields, text)


def change_step(workspace: Workspace, step: NextStep, **fields: Any) -> Event:
    """Changes what a next step says. A new date counts as moved."""
    new = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fields.items()}
    if "due" in fields and step.due is not None and fields["due"] != step.due:
        new["moved"] = step.moved + 1
    what = "moved" if set(fields) == {"due"} else "changed"
    return workspace.put(what, "next_steps", step.id, new, step.text)


def finish_step(workspace: Workspace, step: NextStep, learned: str = "") -> Event:
    """Marks a next step as done today."""
    fields = {"status": "done", "done_on": workspace.today.isoformat(), "learned": learned or None}
    return workspace.put("done", "next_steps", step.id, fields, step.text)


def drop_step(workspace: Workspace, step: NextStep, reason: str) -> Event:
    """Lets a next step go, with why. It stays in the plan's history."""
    return workspace.put(
        "dropped", "next_steps", step.id, {"status": "dropped", "dropped_reason": reason or None}, step.text
    )


def reopen_step(workspace: Workspace, step: NextStep) -> Event:
    """Takes up a finished or dropped step again."""
    fields = {"status": "todo", "done_on": None, "dropped_reason": None}
    return workspace.put("changed", "next_steps", step.id, fields, step.text)


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
    from .dates import add_months

    n, unit = int(every[1:-1]), every[-1]
    if unit in "MY":
        return add_months(day, n * (12 if unit == "Y" else 1))
    return day + dt.timedelta(days=n * (7 if unit == "W" else 1))
