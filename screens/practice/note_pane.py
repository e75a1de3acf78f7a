"""Where notes are written in a session: one line, kept with Enter; what is half written stays as a draft.

While somebody may look on, a private note is written without being shown.
"""

from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from coach.practice.records import NoteKind
from coach.words import marked, said

from ..dialogs import LineInput
from ..drawing import QUIET
from ..text import one_line

KINDS: tuple[NoteKind, ...] = ("fact", "guess", "raise", "supervision")
WORDS: dict[NoteKind, str] = {
    "fact": marked("Yours alone, a fact"),
    "guess": marked("Yours alone, a guess"),
    "raise": marked("Yours alone, to raise"),
    "supervision": marked("Yours alone, for supervision"),
}
UNSEEN = marked("{what}, typed unseen")


class NoteLine(LineInput):
    """The line. It has the keys of the pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "kind", marked("Fact, guess, to raise, for supervision"), id="note.kind"),
        Binding("escape", "shut", marked("Back to the session"), id="note.close"),
    ]

    class Shut(Message):
        """The pane is to close."""

    class Kind(Message):
        """The note is to be of another kind."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only private notes are of a kind."""
        return self.has_class("-private") if action == "kind" else super().check_action(action, parameters)

    async def on_key(self, event: events.Key) -> None:
        """Enter in the order in which it was typed: as a binding it would come after the letters that follow it."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    async def action_submit(self) -> None:
        """Takes the text out at once: what is typed while it is being kept belongs to the next note."""
        text = self.value
        with self.prevent(Input.Changed):
            self.value = ""
        self.post_message(Input.Submitted(self, text))

    def action_shut(self) -> None:
        """Closes the pane; what is half written stays."""
        self.post_message(self.Shut())

    def action_kind(self) -> None:
        """The next kind of note."""
        self.post_message(self.Kind())


class NotePane(Vertical):
    """One line at the foot of the session: for both, or for the coach alone."""

    DEFAULT_CSS = """
    NotePane { height: auto; max-width: 116; padding: 0 2 0 4; display: none; }
    NotePane > #label { height: 1; width: 1fr; color: $text-muted; }
    NotePane > Horizontal { height: 1; margin: 0 0 1 0; }
    .-low NotePane > Horizontal { margin: 0; }
    """

    private = False
    safe = True

    class Kept(Message):
        """A note is to be kept."""

        def __init__(self, text: str, private: bool, kind: NoteKind) -> None:
            super().__init__()
            self.text = text
            self.private = private
            self.kind = kind

    class Typed(Message):
        """Something else stands in the line."""

        def __init__(self, private: bool, raw: dict[str, Any]) -> None:
            super().__init__()
            self.private = private
            self.raw = raw

    def __init__(self) -> None:
        super().__init__()
        self.kind: NoteKind = "fact"

    def compose(self) -> ComposeResult:
        yield Static(id="label")
        with Horizontal():
            yield NoteLine(id="note-line")

    @property
    def line(self) -> NoteLine:
        """The line."""
        return self.query_one(NoteLine)

    def open(self, private: bool, draft: dict[str, Any]) -> None:
        """Opens the line, with what was half written."""
        self.private, self.kind = private, next((kind for kind in KINDS if kind == draft.get("kind")), "fact")
        with self.prevent(Input.Changed):
            self.line.value = str(draft.get("text", ""))
        self.line.cursor_position = len(self.line.value)
        self.display = True
        self.tell(self.safe)
        self.line.focus()

    def tell(self, safe: bool) -> None:
        """Shows for whom the note is; with somebody looking on, a private one is not shown as it is typed."""
        self.safe = safe
        self.line.password = self.private and safe
        self.line.set_class(self.private, "-private")
        words = said(WORDS[self.kind]) if self.private else said("Noted for both")
        told = said(UNSEEN, what=words) if self.line.password else words
        self.query_one("#label", Static).update(one_line(told, QUIET))
        self.refresh_bindings()

    def shut(self) -> None:
        """Closes the line."""
        self.display = False
        with self.prevent(Input.Changed):
            self.line.value = ""

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.private, {"text": event.value, "kind": self.kind} if event.value else {}))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if text := event.value.strip():
            self.post_message(self.Kept(text, self.private, self.kind))
        else:
            self.post_message(NoteLine.Shut())

    @on(NoteLine.Kind)
    def _other_kind(self, event: NoteLine.Kind) -> None:
        event.stop()
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self.tell(self.safe)
        self.post_message(self.Typed(True, {"text": self.line.value, "kind": self.kind} if self.line.value else {}))

    def again(self, text: str) -> None:
        """The note could not be kept: it stands in the line again, before what was typed since."""
        self.line.value = f"{text} {self.line.value}".strip()
        self.line.cursor_position = len(self.line.value)
