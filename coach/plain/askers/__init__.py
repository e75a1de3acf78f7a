"""How each kind of step is asked line by line. A registry test holds this table and the kinds together."""

from collections.abc import Callable
from typing import Any

from ...lessons.given import Given
from ...lessons.kinds import Step, Value
from ..talk import Talk
from . import act, arrange, choose, commit, facts, order, place, show, simulate, structure, weigh, write

Asker = Callable[
    [Any, Given, Talk, Value], None
]  # fills the answer as it goes, so that stopping in the middle keeps it

ASKERS: dict[str, Asker] = {
    "read": show.read, "reveal": show.reveal, "recap": show.recapped, "choice": choose.choice, "scale": choose.scale,
    "text": write.text, "list": write.items, "table": structure.table, "form": structure.form,
    "sort": arrange.sort, "allocate": arrange.allocate, "checklist": arrange.checklist,
    "rank": order.rank, "pick": order.pick, "revise": order.revise, "timeline": place.timeline, "grid": place.grid,
    "matrix": weigh.matrix, "do": act.do, "export": act.export, "scenario": simulate.scenario,
    "if-then": commit.if_then, "commit": commit.commit, "schedule": commit.schedule,
    "facts": facts.facts,
}  # fmt: skip


def ask(step: Step, given: Given, talk: Talk, raw: Value) -> None:
    """Asks a step; what is answered goes into `raw` at once."""
    ASKERS[step.kind](step, given, talk, raw)
