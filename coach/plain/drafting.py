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
        self._stands = deepcopy(walk.raw(step))
        kept = drafts.of(lesson).get(step.id)
        self.raw: Value = deepcopy(walk.opened(step, kept))  # askers change it as they go
        self.found = bool(kept) and self.raw != self._stands
        self._kept: Any = deepcopy(kept)

    def put(self, raw: Value) -> None:
        """Makes the answer what it was."""
        self.raw.clear()
        self.raw.update(deepcopy(raw))

    def keep(self) -> None:
        """Keeps the answer as it is now, unless it says nothing new.

        Raises:
            NotSaved: it is not on disk.
        """
        if not self._step.asks or self.raw == self._kept or (self._kept is None and self.raw == self._stands):
            return
        kept = deepcopy(self.raw)
        self._drafts.keep(self._lesson, self._step.id, kept)
        self._kept = kept

    def drop(self) -> None:
        """Forgets it: the answer is recorded."""
        self._drafts.drop(self._lesson, self._step.id)
