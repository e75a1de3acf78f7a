"""Quick capture: a step, a win or a thought, kept between two other things and sorted at the next review."""

import datetime as dt
from typing import Literal

from . import deeds
from .plan.events import Event
from .plan.records import BY_HAND, CAPTURED, Reflection
from .workspace import Workspace

Kind = Literal["step", "win", "thought"]


def capture(workspace: Workspace, kind: Kind, words: str, due: dt.date | None = None) -> Event:
    """Keeps it at once. A step with a day has its place already; everything else waits to be sorted."""
    if kind == "step":
        return deeds.add_step(workspace, words, due, source=BY_HAND if due else CAPTURED)
    if kind == "win":
        return deeds.add_success(workspace, words, source=CAPTURED)
    fields = {"text": words, "on": workspace.today.isoformat(), "source": CAPTURED}
    return workspace.put("added", Reflection.table, workspace.new_id(), fields, words)
