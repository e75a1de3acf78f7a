"""The scratch plan: where the answers of a preview go. It lies in a folder of its own and is gone at the end."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..places import Places
from ..workspace import Clock, Workspace, random_id, utc_now

DEVICE = "preview"


class Scratch:
    """A throw-away home for this user alone. With `demo`, every plan in it begins as that of the demo's person."""

    def __init__(self, demo: bool = False, clock: Clock = utc_now, new_id: Callable[[], str] = random_id) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="coach-preview-", ignore_cleanup_errors=True)
        self.root = Path(self._folder.name)
        self.places = Places(self.root / "data", self.root / "config", self.root / "state", self.root / "cache")
        self._demo, self._clock, self._new_id = demo, clock, new_id
        self._plans = 0

    def __enter__(self) -> "Scratch":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Throws everything away."""
        self._folder.cleanup()

    def fresh(self) -> Workspace:
        """A plan as it is at the beginning. The one before is thrown away."""
        shutil.rmtree(self._person(self._plans), ignore_errors=True)
        self._plans += 1
        person = self._person(self._plans)
        if self._demo:
            shutil.copytree(self._pristine(), person)
        return Workspace(person, DEVICE, self._clock, self._new_id)

    def _person(self, n: int) -> Path:
        return self.places.person(f"plan-{n}")

    def _pristine(self) -> Path:
        """The plan of the demo's person, made when it is first asked for."""
        from ..demo import build
        from ..lessons.library import Library

        home = self.root / "demo"
        places = Places(home, home / "config", home / "state", home / "cache")
        if not home.is_dir():
            build(places, Library(), dt.datetime.now(dt.UTC))
        return places.person()
