"""What is half said in a step: on disk before the person is waited for, and offered when they come back."""

from copy import deepcopy
from typing import Any

from ..lessons.kinds import Step, Value
from ..lessons.kinds.shapes import said
from ..lessons.survival import draft_of, ids_of
from ..store.drafts import Drafts
from ..walk import Walk


class Draft:
    """The answer to one step while it is being given."""

    def __init__(self, drafts: Drafts, lesson: str, step: Step, walk: Walk) -> None:
        self._drafts, self._lesson, self._step = drafts, lesson, step
        self._ids = ids_of(step, walk.lesson.steps)
        self._stands = said(walk.raw(step))
        kept = draft_of(step, walk.lesson.steps, drafts.of(lesson))
        self.raw: Value = deepcopy(walk.opened(step, kept))  # askers change it as they go
        self.found = bool(kept) and said(self.raw) != self._stands
        self._kept: Any = said(kept) if kept else self._stands

    def put(self, raw: Value) -> None:
        """Makes the answer what it was."""
        self.raw.clear()
        self.raw.update(deepcopy(raw))

    def keep(self) -> None:
        """Keeps the answer as it is now, unless it says nothing new.

        Raises:
            NotSaved: it is not on disk.
        """
        now = said(self.raw)
        if self._step.asks and now != self._kept:
            self._drafts.keep(self._lesson, self._step.id, deepcopy(self.raw))
            self._kept = now

    def drop(self) -> None:
        """Forgets it: the answer is recorded."""
        for id in self._ids:
            self._drafts.drop(self._lesson, id)
