"""Half-typed answers: on disk within a second of the last key, gone when the answer is recorded.

They are kept beside the journal and not in it: a draft is not history.
"""

from pathlib import Path
from typing import Any

import msgspec

from .files import write_whole


class Drafts:
    """The drafts of one person, a file a lesson."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, dict[str, Any]] = {}

    def of(self, lesson: str) -> dict[str, Any]:
        """The drafts of a lesson by step id. A file that cannot be read holds none."""
        if lesson not in self._known:
            self._known[lesson] = self._on_disk(lesson)
        return self._known[lesson]

    def keep(self, lesson: str, step: str, raw: dict[str, Any]) -> None:
        """Keeps what stands in a step now, beside what another window has kept of other steps.

        Raises:
            NotSaved: it is not on disk.
        """
        drafts = self._on_disk(lesson)
        if drafts.get(step) != raw:
            self._save(lesson, {**drafts, step: raw})

    def drop(self, lesson: str, step: str) -> None:
        """Forgets the draft of a step, if there is one that is known here; what another window has typed stays."""
        mine = self.of(lesson).get(step)
        if mine is None:
            return
        drafts = self._on_disk(lesson)
        self._save(lesson, {id: raw for id, raw in drafts.items() if (id, raw) != (step, mine)})

    def _on_disk(self, lesson: str) -> dict[str, Any]:
        try:
            drafts: dict[str, Any] = msgspec.json.decode(self._path(lesson).read_bytes(), type=dict[str, Any])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}
        return drafts

    def _save(self, lesson: str, drafts: dict[str, Any]) -> None:
        if drafts:
            write_whole(self._path(lesson), msgspec.json.encode(drafts))
        else:
            self._path(lesson).unlink(missing_ok=True)
        self._known[lesson] = drafts

    def _path(self, lesson: str) -> Path:
        return self.folder / f"{lesson}.json"
