"""A client whose folders lie open on the screen, and what every screen about that client shares.

`safe` says whether somebody may look on: then nothing that is the coach's alone stands anywhere. One key turns it.
"""

import contextlib
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.crypt.age import Sealed
from coach.display import shorten
from coach.plan.records import NextStep
from coach.practice.decks import NotADeck
from coach.practice.practice import OneClient, Practice
from coach.practice.seen import as_seen
from coach.practice.sessions import NotSo
from coach.store.files import NotSaved
from coach.words import marked, said

from ..base import CoachScreen, Desk
from ..dialogs import Tell
from ..drawing import one_line
from ..plan.facts import told
from .scraps import Scraps
from .sheet import Blank, Sheet

LOOK_EVERY = 2.0  # seconds between two looks at what was written elsewhere
CLOSED_OFF = frozenset({"find", "catch"})  # they would open the coach's own plan while a client looks on


def practice_of(desk: Desk) -> Practice:
    """The practice of this home."""
    own = desk.workspace
    return Practice(desk.places, own.files.journal.device, own.clock, own.new_id)


class Visit:
    """One client, open: the coach's own file and the client's plan, each with a desk for the screens that need one."""

    def __init__(self, desk: Desk, one: OneClient) -> None:
        self.home = desk
        self.one = one
        self.showing: list[Callable[[], None]] = []  # what draws the screens that are open, whether in front or not
        self._safe = False
        self.own = Desk(one.own, desk.library, desk.places, desk.settings)
        self.plan = Desk(one.plan, desk.library, desk.places, desk.settings)

    @property
    def safe(self) -> bool:
        """Whether somebody may look on."""
        return self._safe

    @safe.setter
    def safe(self, safe: bool) -> None:
        self._safe = safe
        for show in list(self.showing):  # at once, so that none comes back into view as it was
            show()

    @property
    def alias(self) -> str:
        """What the coach calls the client."""
        return shorten(self.one.client.alias or self.one.id, 60)

    def look_around(self) -> None:
        """Takes in what was written elsewhere, by a sync or another window, and shows it."""
        with contextlib.suppress(NotSaved, OSError, Sealed):  # the journal has everything; the next look tries again
            came = [one.refresh() for one in (self.one.own, self.one.plan)]
            if any(came):
                for show in list(self.showing):
                    show()

    def hold(self) -> None:
        """Sees to it that what is half typed about this client is kept, however the program ends."""
        self.home.look = self.keep_half_typed

    def keep_half_typed(self) -> None:
        """Puts on disk what is only in memory."""
        for desk in (self.own, self.plan):
            desk.keep_half_typed()

    def close(self) -> list[str]:
        """Writes what people read, and gives what was found out of order."""
        self.keep_half_typed()
        self.home.look = lambda: None
        return self.one.close()


class AboutClient(CoachScreen):
    """A screen about one client. A client may be looking on, so no key leads from it into the coach's own plan."""

    by_itself = True  # the list of everything holds what can be done here, and nothing else
    BINDINGS: ClassVar[list[BindingType]] = []
    visit: Visit

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What would open the coach's own plan is not there."""
        return False if action in CLOSED_OFF else super().check_action(action, parameters)

    @property
    def one(self) -> OneClient:
        """The client."""
        return self.visit.one

    def in_full(self, id: str) -> None:
        """Shows all that a promise says, of what the coach may see."""
        plan = as_seen(self.one.plan.plan)
        if step := plan.get(NextStep, id):
            full: Content = told(step, self.desk.library, plan)
            self.ask(Tell(said("What was agreed"), full))

    def do(self, deed: Callable[[], object]) -> bool:
        """Does something for the client; when it cannot be done or saved, says why."""
        try:
            deed()
        except NotSaved as error:
            self.warn(said("Not saved: {why}. Nothing was changed.", why=error.why))
        except (NotSo, NotADeck) as error:
            self.warn(str(error))
        else:
            return True
        return False


class Shared(AboutClient):
    """Such a screen with things that are the coach's alone, which one key hides at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "safe", marked("Hide or show what is yours alone"), priority=True, id="practice.safe"),
    ]

    scraps: Scraps  # what is half written here
    _stale = False

    def on_mount(self) -> None:
        self.visit.showing.append(self.redraw)
        self.set_interval(LOOK_EVERY, self._look_around)

    def on_unmount(self) -> None:
        self.visit.showing.remove(self.redraw)

    def _look_around(self) -> None:
        if not getattr(self.app, "locked", False):
            self.visit.look_around()

    def changed(self) -> None:
        """Shows what was changed; while something else is in front, when one comes back."""
        if self.is_current:
            self.redraw()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        if self._stale:
            self._stale = False
            self.redraw()

    def ask_sheet(
        self, name: str, title: str, blanks: Sequence[Blank], keep: Callable[[dict[str, Any]], bool],
        text: str = "", verb: str = marked("keep"), wide: bool = False, private: bool = False, edit: bool = False,
    ) -> None:  # fmt: skip
        """Asks for a few fields. What is half written stays, under this name, until `keep` says that it was kept, or
        somebody leaves a sheet that edits what is there. A private sheet is gone with the key that hides."""
        hidden: list[bool] = []

        def hide() -> None:
            hidden.append(True)
            self.action_safe()

        def typed(raw: dict[str, Any]) -> None:
            self.scraps.typed(name, raw)

        def answered(fields: dict[str, Any] | None) -> None:
            if keep(fields) if fields is not None else edit and not hidden:
                self.scraps.done(name)

        draft = self.scraps.half(name)
        sheet = Sheet(title, blanks, self.one.own.today, text, verb, typed, draft, wide, hide if private else None)
        self.ask(sheet, answered)

    def lost(self, words: str, lost: bool = False) -> None:
        """Says when a draft could not be kept."""
        if lost:
            self.warn(words)

    def action_safe(self) -> None:
        """Hides what is the coach's alone, or shows it again."""
        self.visit.safe = not self.visit.safe
        self.app.clear_notifications()

    def hide_now(self) -> None:
        """Hides what is the coach's alone, also from behind a dialog."""
        if not self.visit.safe:
            self.action_safe()

    def redraw(self) -> None:
        """Shows everything as it is now."""

    def state_words(self) -> Content:
        """In words, whether somebody may look on."""
        if self.visit.safe:
            return one_line(said("Safe to share"), "not bold $text-success")
        return one_line(said("Not safe to share"), "not bold $text-warning")
