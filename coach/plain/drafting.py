"""What is half said in a step: on disk before the person is waited for, and offered when they come back."""

from copy import deepcopy
from typing import Any

from ..lessons.kinds import Step, Value
from ..store.drafts import Drafts
from ..walk import Walk


class Draft:
    """The answer to one step while it is being given."""

    def __init__(self, drafts: Drafts, lesson: str, step: Step, walk: Walk) -> None:
        self._drafts, self._lesson, self._step = drafts, lesson, step
        self._stands = _said(walk.raw(step))
        kept = drafts.of(lesson).get(step.id)
        self.raw: Value = deepcopy(walk.opened(step, kept))  # askers change it as they go
        self.found = bool(kept) and _said(self.raw) != self._stands
        self._kept: Any = _said(kept) if kept else self._stands

    def put(self, raw: Value) -> None:
        """Makes the answer what it was."""
        self.raw.clear()
        self.raw.update(deepcopy(raw))

    def keep(self) -> None:
        """Keeps the answer as it is now, unless it says nothing new.

        Raises:
            NotSaved: it is not on disk.
        """
        said = _said(self.raw)
        if self._step.asks and said != self._kept:
            self._drafts.keep(self._lesson, self._step.id, deepcopy(self.raw))
            self._kept = said

    def drop(self) -> None:
        """Forgets it: the answer is recorded."""
        self._drafts.drop(self._lesson, self._step.id)


def _said(value: Any) -> Any:
    """What somebody has said in an answer: without empty places, ids, and counts of tries."""
    if isinstance(value, dict):
        said = {name: _said(part) for name, part in value.items() if name not in ("id", "record", "tries")}
        return {name: part for name, part in said.items() if part not in (None, "", [], {})}
    return [_said(part) for part in value] if isinstance(value, list) else deepcopy(value)
