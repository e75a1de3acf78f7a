"""Half-typed answers: on disk within a second of the last key, gone when the answer is recorded.

They are kept beside the journal and not in it: a draft is not history.
"""

from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from .files import Signature, refusals_told, signature, write_whole
from .seal import PLAIN, Locked, Seal, Unopened, still


class Drafts:
    """The drafts of one person, a file a lesson."""

    def __init__(self, folder: Path, seal: Seal = PLAIN) -> None:
        self.folder = folder
        self.seal = seal
        self._known: dict[str, dict[str, Any]] = {}
        self._states: dict[str, Signature | None] = {}  # of the files, when they were last read or written here

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
        try:
            drafts = self._beneath(lesson)
        except Locked:
            self._keep_locked(lesson, step, raw)
            return
        if drafts.get(step) != raw:
            self._save(lesson, {**drafts, step: raw})

    def _keep_locked(self, lesson: str, step: str, raw: dict[str, Any]) -> None:
        """Keeps a draft though nothing can be read now. What another window has kept meanwhile stays: then this is
        written beside it, as a copy that `coach doctor --repair` takes in."""
        drafts = {**self._known.get(lesson, {}), step: raw}
        if signature(self._path(lesson)) == self._states.get(lesson):
            self._save(lesson, drafts)
        else:
            self._write(self.folder / f"{lesson} (1).json{self.seal.suffix}", drafts)

    def drop(self, lesson: str, step: str) -> None:
        """Forgets the draft of a step, if there is one that is known here; what another window has typed stays.

        Raises:
            NotSaved: it is still there.
        """
        mine = self.of(lesson).get(step)
        if mine is None:
            return
        drafts = self._beneath(lesson)
        self._save(lesson, {id: raw for id, raw in drafts.items() if (id, raw) != (step, mine)})

    def _on_disk(self, lesson: str) -> dict[str, Any]:
        path = self._path(lesson)
        state = signature(path)
        try:
            drafts = self._decoded(path.read_bytes()) or {}
        except OSError:
            return {}
        self._states[lesson] = state
        return drafts

    def _beneath(self, lesson: str) -> dict[str, Any]:
        """What is on disk and about to be written over. What cannot be read is kept beside it.

        Raises:
            NotSaved: nobody knows what is there, so that it must not be written over.
        """
        path = self._path(lesson)
        with refusals_told(path):
            try:
                data = path.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return {}
        drafts = self._decoded(data)
        if drafts is None and data:
            write_whole(path.with_name(f"{lesson}.damaged-{crc32(data):08x}.json{self.seal.suffix}"), data)
        return drafts or {}

    def _save(self, lesson: str, drafts: dict[str, Any]) -> None:
        path = self._path(lesson)
        if drafts:
            self._states[lesson] = self._write(path, drafts)
        else:
            with refusals_told(path):
                path.unlink(missing_ok=True)
            self._states[lesson] = None
        self._known[lesson] = drafts

    def _write(self, path: Path, drafts: dict[str, Any]) -> Signature | None:
        still(self.folder.parent, self.seal)
        return write_whole(path, self.seal.close(msgspec.json.encode(drafts)))

    def _path(self, lesson: str) -> Path:
        return self.folder / f"{lesson}.json{self.seal.suffix}"

    def _decoded(self, data: bytes) -> dict[str, Any] | None:
        """The drafts in a file, or None when they cannot be read."""
        try:
            drafts: dict[str, Any] = msgspec.json.decode(self.seal.open(data), type=dict[str, Any])
        except (Unopened, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        return drafts
