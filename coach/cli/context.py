"""What every command works with: the places, the person, and the one way to open a plan."""

import os
from functools import cached_property
from typing import TYPE_CHECKING

from ..display import shorten
from ..words import said
from .stop import Stop
from .streams import tell

if TYPE_CHECKING:
    from pathlib import Path

    from ..lessons.library import Library
    from ..places import Places
    from ..workspace import Workspace

_NAMED_WITH = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")  # a folder's name, so nothing else may stand in it


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
            raise Stop(said("--home needs a folder."))
        return find_places(self.home)

    @cached_property
    def library(self) -> "Library":
        """The lessons. Their index is remembered in the cache, but a home that is not there is not made for it."""
        from ..lessons.library import Library, library_at
        from ..settings import speak_as_set

        speak_as_set(self.places)
        return library_at(self.places) if self.places.data.is_dir() else Library()

    def name(self) -> str:
        """The person, as a name that may stand in a path.

        Raises:
            Stop: it may not.
        """
        if not _may_name(self.person):
            name = shorten(self.person, 60)
            raise Stop(said("a person is named with small letters, digits and hyphens; “{name}” is not.", name=name))
        return self.person

    def reading(self) -> "Workspace":
        """The plan, to look at. Nothing is written, and no lock is taken.

        Raises:
            Stop: there is no such person.
        """
        self.folder()
        return self._open()

    def folder(self) -> "Path":
        """The person's folder. The owner's need not be there yet.

        Raises:
            Stop: there is no such person.
        """
        folder = self.places.person(self.name())
        if self.person != "me" and not folder.is_dir():
            raise Stop(said("there is no plan of “{person}” here. {others}", person=self.person, others=self._others()))
        return folder

    def writing(self) -> "Workspace":
        """The plan, to change. `finish` closes it."""
        if self.person != "me" and not self.places.person(self.name()).is_dir():
            tell(said("This begins a new plan, of “{person}”.", person=self.person))
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
            tell(said("This machine's name in the journal could not be kept: {why}.", why=error))
        self.commit()

    def commit(self) -> None:
        """Puts what is new into the history of a home that is synced; of any other nothing is asked."""
        from ..sync.closing import at_close
        from ..workspace import utc_now

        if told := at_close(self.places.data, utc_now()):
            tell(told)

    def keep_device(self) -> None:
        """Makes sure that the next command writes under the name this one used.

        Raises:
            NotSaved: the name could not be kept.
        """
        from ..store.device import keep_device

        if self._new_device:
            keep_device(self.places.state, self._new_device)
            self._new_device = ""

    def device(self) -> str:
        """The name under which this machine writes; a new one is kept by `finish` or `keep_device`."""
        from ..store.device import known_device, new_device

        known = known_device(self.places.state) or self._new_device
        if not known:
            known = self._new_device = new_device()
        return known

    def _open(self) -> "Workspace":
        from ..workspace import Workspace

        workspace = Workspace(self.places.person(self.name()), self.device())
        tell(*workspace.notices, *([workspace.read_only] if workspace.read_only else []))
        return workspace

    def _others(self) -> str:
        try:
            found = [entry.name for entry in os.scandir(self.places.data / "people")]
        except OSError:
            found = []
        names = sorted(name for name in found if _may_name(name))
        return said("There are: {names}.", names=", ".join(names)) if names else said("There are no plans here yet.")


def _may_name(person: str) -> bool:
    return 0 < len(person) <= 40 and _NAMED_WITH.issuperset(person) and not person.startswith("-")
