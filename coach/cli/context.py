"""What every command works with: the places, the person, and the one way to open a plan."""

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING

from ..display import shorten
from .stop import Stop
from .streams import tell

if TYPE_CHECKING:
    from ..lessons.library import Library
    from ..places import Places
    from ..workspace import Workspace

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")  # a folder's name, so nothing else may stand in it


class Context:
    """Where the plans are and whose plan is meant."""

    def __init__(self) -> None:
        self.home: str | None = None  # where COACH_HOME or the platform says
        self.person = os.environ.get("COACH_PERSON") or "me"
        self._new_device = ""  # a name for this machine that is not kept yet

    @cached_property
    def places(self) -> "Places":
        """The folders of this home.

        Raises:
            Stop: an empty name was given for it, as a script does whose variable is not set.
        """
        from ..places import find_places

        if self.home is not None and not self.home.strip():
            raise Stop("--home needs a folder.")

        return find_places(self.home)

    @cached_property
    def library(self) -> "Library":
        """The lessons."""
        from ..lessons.library import Library

        return Library()

    def name(self) -> str:
        """The person, as a name that may stand in a path.

        Raises:
            Stop: it may not.
        """
        if not _NAME.fullmatch(self.person):
            raise Stop(f"A person is named with small letters, digits and hyphens; “{shorten(self.person, 60)}” is not.")
        return self.person

    def reading(self) -> "Workspace":
        """The plan, to look at. Nothing is written, and no lock is taken.

        Raises:
            Stop: there is no such person.
        """
        if self.person != "me" and not self.places.person(self.name()).is_dir():
            raise Stop(f"there is no plan of “{self.person}” here. {self._others()}")
        return self._open()

    def writing(self) -> "Workspace":
        """The plan, to change. `finish` closes it."""
        if self.person != "me" and not self.places.person(self.name()).is_dir():
            tell(f"This begins a new plan, of “{self.person}”.")
        return self._open()

    def finish(self, workspace: "Workspace") -> None:
        """Closes a plan after a change: what people read is written, and what could not be is said."""
        from ..store.files import NotSaved

        before = len(workspace.notices)
        workspace.close()
        tell(*workspace.notices[before:])
        try:
            self.keep_device()
        except NotSaved as error:
            tell(f"This machine's name in the journal could not be kept: {error}.")

    def keep_device(self) -> None:
        """Makes sure that the next command writes under the name this one used.

        Raises:
            NotSaved: the name could not be kept.
        """
        from ..store.device import keep_device

        if self._new_device:
            keep_device(self.places.state, self._new_device)
            self._new_device = ""

    def _open(self) -> "Workspace":
        from ..store.device import known_device, new_device
        from ..workspace import Workspace

        device = known_device(self.places.state)
        if device is None:
            device = self._new_device = new_device()
        workspace = Workspace(self.places.person(self.name()), device)
        tell(*workspace.notices, *([workspace.read_only] if workspace.read_only else []))
        return workspace

    def _others(self) -> str:
        try:
            names = sorted(entry.name for entry in os.scandir(self.places.data / "people") if _NAME.fullmatch(entry.name))
        except OSError:
            names = []
        return f"There are: {', '.join(names)}." if names else "There are no plans here yet."

