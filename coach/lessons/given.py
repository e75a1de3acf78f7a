"""What a step knows when it is answered: the plan, the earlier answers of the lesson, the day, and fresh ids."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..plan.events import Event
from ..plan.plan import Plan

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """The surroundings of one answer. `values` are this lesson's answers by step id; `labels` name their items."""

    lesson: str
    plan: Plan
    today: dt.date
    new_id: Callable[[], str]
    run: int = 1
    values: Mapping[str, Value] = field(default_factory=dict)
    items: Mapping[str, list[tuple[str, str]]] = field(
        default_factory=dict
    )  # what each answered step offers later steps
    review: str = ""  # the rhythm of a lesson that is a review
    answered: frozenset[str] = frozenset()  # the steps that were answered in this run
    history: Callable[[], Sequence[Event]] = tuple  # every event, oldest first; read only when somebody asks

    def source(self, step: str) -> str:
        """Where a record came from, in words a person can follow."""
        return f"{self.lesson}/{step}"

    def choices_from(self, ref: str) -> list[tuple[str, str]]:
        """The (id, label) pairs that `from` names: an earlier step, or a table of the plan (`plan.next_steps`)."""
        if ref.startswith("plan."):
            return [(record.id, record.label) for record in self.plan.rows(ref.removeprefix("plan.")) if record.open]
        return list(self.items.get(ref, ()))


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer in its kept form, and, where a word helps, advice that may be ignored."""

    value: Value
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an answer cannot be kept yet, as a sentence for the person."""

    why: str


Verdict = Accepted | Refused
