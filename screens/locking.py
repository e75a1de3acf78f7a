"""Locks the app after a while without a key, when something in it is closed on the disk (`coach vault`)."""

import contextlib
import sys
import time
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import AwaitMount

from coach.places import Places
from coach.store.files import NotSaved
from coach.store.seal import is_closed
from coach.words import marked, said

from .base import Command, Desk
from .doors import CLIENTS
from .hardening import Hardened

LOOK = 5.0  # seconds between two looks at how long nobody has touched anything
TOUCHES = (events.Key, events.Paste, events.MouseEvent)


class WithLock(Hardened):
    """An app that can be locked: keys are put away, and nothing of the plan is on the screen until the passphrase is
    typed. What was half typed is on the disk before."""

    desk: Desk
    locked = False
    touched = 0.0  # when somebody last pressed a key or moved the mouse
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "lock", marked("Lock"), show=False, priority=True, id="lock"),
    ]

    def on_mount(self) -> None:
        self.touched = time.time()
        self.set_interval(LOOK, self.look_at_the_clock)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, TOUCHES):
            self.touched = time.time()
        await super().on_event(event)

    def look_at_the_clock(self) -> None:
        """Locks when nobody has touched anything for as long as the settings say. The time of day is asked, so that
        sleep counts."""
        minutes = self.desk.settings.lock_after
        if minutes > 0 and time.time() - self.touched >= minutes * 60 and not self._why_not():
            self.action_lock()

    def _why_not(self) -> str:
        """Why nothing can be locked."""
        vaults = sys.modules.get("coach.crypt.vault")
        return "" if vaults is not None and vaults.in_use() else said("nothing here is closed: coach help vault")

    def lock_command(self) -> Command:
        """What the palette says of it."""
        return Command(said("Lock coach until the passphrase is typed"), self.action_lock, "ctrl+l", self._why_not())

    def action_lock(self) -> None:
        """Locks at once."""
        if self.locked:
            return
        if why := self._why_not():
            self.notify(f"{why[0].upper()}{why[1:]}.", markup=False)
            return
        self._lock()

    def switch_mode(self, mode: str) -> AwaitMount:
        """Goes to a place. To clients who were closed while the app was running only with the passphrase."""
        if mode == CLIENTS and _closed_clients(self.desk.places) and not _is_unlocked(self.desk.places):
            self.call_later(self._lock)
            mode = self.current_mode
        return super().switch_mode(mode)

    def _lock(self) -> None:
        from coach.crypt import vault

        from .lock import LockScreen

        lost = self.desk.keep_half_typed()
        with contextlib.suppress(NotSaved, OSError):  # the journal has everything
            self.desk.workspace.snapshot()
        self.clear_notifications()
        vault.forget()
        self.locked = True
        self.push_screen(LockScreen(self.desk.places, lost), self._unlocked)

    def _unlocked(self, _: None) -> None:
        self.locked = False
        self.touched = time.time()


def ask_first(places: Places) -> None:
    """Asks for the passphrase while the terminal is still free, when a coach has clients who are closed.

    Raises:
        coach.crypt.age.Sealed: it was not given, and why.
    """
    if _closed_clients(places):
        from coach.crypt.keys import Keys
        from coach.crypt.vault import unlocked

        unlocked(Keys(places))


def _closed_clients(places: Places) -> bool:
    try:
        ids = [entry.name for entry in (places.data / "practice").iterdir()]
    except OSError:
        return False
    return any(is_closed(places.person(id)) for id in ids)


def _is_unlocked(places: Places) -> bool:
    from coach.crypt.vault import is_unlocked

    return is_unlocked(places.data)
