"""The screen of a locked app: a field for the passphrase, and nothing else to see."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from coach.places import Places
from coach.words import marked, said

from .dialogs import Dialog
from .text import plain

LONGEST = 1024


class LockScreen(Dialog[None]):
    """Covers everything. The right passphrase leads back to the same place."""

    DEFAULT_CSS = """
    LockScreen { background: $background; }
    LockScreen Toast { display: none; }
    LockScreen > #box > Input { background: $panel; padding: 0 1; width: 1fr; }
    LockScreen > #box > #note { margin-top: 1; }
    LockScreen.-low > #box > #note { margin-top: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "app.quit", marked("Leave coach"), id="lock.quit"),
        Binding("escape", "clear", marked("Clear the line"), show=False, id="lock.clear"),
    ]

    def __init__(self, places: Places, lost: str = "") -> None:
        told = said("Everything is saved, also what you were writing.")
        if lost:
            told = said("What you were writing is not on the disk yet: {why}. It is tried again.", why=lost)
        super().__init__(said("Locked"), told)
        self.places = places

    def body(self) -> ComposeResult:
        from coach.crypt import asking

        asks = asking.by_command()
        words = said("your passphrase; Enter alone asks your program for it") if asks else said("your passphrase")
        yield Input(password=True, compact=True, max_length=LONGEST, placeholder=words)
        yield Static(id="note")

    def hints(self) -> list[tuple[str, str]]:
        return [("submit", said("open ⟨do⟩")), ("app.quit", said("leave coach"))]

    def action_clear(self) -> None:
        """Empties the line."""
        self.query_one(Input).clear()
        self._say("")

    def action_leave(self) -> None:
        """There is no other way out of here."""

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        passphrase = event.value
        event.input.clear()
        self._say(said("A moment ..."))
        self.call_after_refresh(self._try, passphrase)  # it takes a second or two

    def _try(self, passphrase: str) -> None:
        why = self._opened(passphrase)
        if why:
            self._say(why)
        elif self.is_current:
            self.dismiss(None)

    def _opened(self, passphrase: str) -> str:
        """Opens the key, or says in a sentence why not. An empty line asks the program that gives passphrases."""
        from coach.crypt import asking
        from coach.crypt.age import NotOurs, Sealed
        from coach.crypt.keys import Keys
        from coach.crypt.vault import keep_open

        keys = Keys(self.places)
        if not passphrase and not asking.by_command():
            return said("Type your passphrase, and press Enter.")
        try:
            keep_open(keys, keys.opened(passphrase or asking.passphrase("")))
        except NotOurs:
            return said("That is not the passphrase.")
        except Sealed as error:
            return f"{error.sentence[:1].upper()}{error.sentence[1:]}"
        except OSError as error:
            return said("Your key cannot be read ({why}).", why=error.strerror)
        return ""

    def _say(self, words: str) -> None:
        self.query_one("#note", Static).update(plain(words))
