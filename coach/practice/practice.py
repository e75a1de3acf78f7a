"""The practice: which clients there are, and the way to what is kept of each.

Names never stand in a path: a client's folders go by a random id, the same for the plan and for the coach's own file.
"""

import os
from collections.abc import Callable
from pathlib import Path

from ..backups.shelf import shelf
from ..places import Places
from ..store.files import private_folder
from ..store.seal import Seal, is_closed
from ..store.unsealing import seal_of
from ..workspace import Clock, Workspace, random_id, utc_now
from .folder import PracticeFile
from .records import Client

NAMED_WITH = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def practice_folder(places: Places) -> Path:
    """Where the coach's own files lie. Who has no such folder has no practice."""
    return places.data / "practice"


class OneClient:
    """One client: the coach's own file, and the client's plan, each opened when it is first asked for."""

    def __init__(self, practice: "Practice", id: str) -> None:
        self.id = id
        self.places = practice.places
        self.folder = practice.folder / id  # the coach's own
        self.plan_folder = practice.places.person(id)
        self.practice = practice
        self._own: PracticeFile | None = None
        self._plan: Workspace | None = None

    @property
    def everywhere(self) -> list[Path]:
        """Every folder in which something of this client may lie, for whoever copies or erases it all."""
        return [self.folder, self.plan_folder, shelf(self.folder), shelf(self.plan_folder)]

    @property
    def seal(self) -> Seal:
        """How what is kept of this client is written and read.

        Raises:
            coach.crypt.age.Sealed: it is closed, and cannot be opened.
        """
        return seal_of(self.plan_folder)

    @property
    def own(self) -> PracticeFile:
        """What the coach keeps. Never shown to the client, never exported with the plan."""
        if self._own is None:
            made = self.practice
            self._own = PracticeFile(self.folder, made.device, made.clock, made.new_id)
        return self._own

    @property
    def plan(self) -> Workspace:
        """The client's plan."""
        if self._plan is None:
            made = self.practice
            self._plan = Workspace(self.plan_folder, made.device, made.clock, made.new_id)
        return self._plan

    @property
    def client(self) -> Client:
        """Who it is."""
        return self.own.only(Client)

    def begin_closed(self) -> None:
        """Gives a client of whom nothing is written yet a vault, so that nothing is ever written openly. It needs no
        passphrase.

        Raises:
            NotSaved: there is none.
            coach.crypt.age.Sealed: there is no key to close it with.
        """
        from ..crypt.keys import Keys
        from ..crypt.vault import NewVault

        NewVault(self.plan_folder, Keys(self.places)).write()

    def close(self) -> list[str]:
        """Writes what people read, and gives what was found out of order."""
        opened = [one for one in (self._own, self._plan) if one is not None]
        for one in opened:
            one.close()
        return [notice for one in opened for notice in [*one.notices, *([one.read_only] if one.read_only else [])]]


class Practice:
    """All clients of a coach."""

    def __init__(
        self, places: Places, device: str, clock: Clock = utc_now, new_id: Callable[[], str] = random_id
    ) -> None:
        self.places = places
        self.folder = practice_folder(places)
        self._paths = str(self.folder), str(places.person("x").parent)
        self.device, self.clock, self.new_id = device, clock, new_id

    def ids(self) -> list[str]:
        """The ids of the clients."""
        try:
            with os.scandir(self.folder) as entries:
                return sorted(one.name for one in entries if NAMED_WITH.issuperset(one.name) and one.is_dir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def paths(self, id: str) -> tuple[str, str]:
        """The coach's own folder of a client, and that of the client's plan, as plain texts."""
        return f"{self._paths[0]}/{id}", f"{self._paths[1]}/{id}"

    def one(self, id: str) -> OneClient:
        """One client by id."""
        return OneClient(self, id)

    def begin(self, alias: str, groups: list[str], retention: str) -> OneClient:
        """A new client, with a plan that is still empty.

        Raises:
            NotSaved: there is none.
        """
        taken = {*self.ids(), "me"}
        id = next(made for _ in range(100) if (made := self.new_id()) not in taken)
        one = self.one(id)
        private_folder(one.plan_folder)
        if any(is_closed(self.places.person(other)) for other in ("me", *self.ids())):
            one.begin_closed()
        today = one.own.today
        one.own.write("added", Client, alias=alias, groups=groups, retention=retention, started=today)
        return one
