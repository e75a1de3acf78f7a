"""A session with a client: check-in, aim, notes, what comes of it, the close. Each piece is saved as it is made.

It begins in a state that is safe to share: nothing that is the coach's alone stands on it. The time that has gone is
told in the title, and by nothing else.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.practice.decks import NotADeck, decks
from coach.practice.keeping import agreement
from coach.practice.records import Session
from coach.practice.sessions import note_private, note_shared, open_session
from coach.words import marked, said

from ..base import About, Command, Leaving
from ..drawing import FAINT, QUIET, joined, one_line, wrap
from ..widgets.lines import KeyLine
from ..widgets.rows import Rows
from ..widgets.title import TitleLine
from .note_pane import NoteLine, NotePane
from .scraps import Scraps
from .session_parts import Parts
from .session_rows import session_rows
from .visit import Visit

MINUTE = 20.0  # seconds between two looks at the clock
USUAL = 60  # minutes of a session, unless the agreement says otherwise
NARROW = 60
BESIDE = 34
NOTE = {False: "note", True: "own-note"}  # the draft of a note, for both or for the coach alone


class SessionScreen(Parts, Leaving):
    """The session that is open."""

    about = About(
        marked("A session"),
        marked(
            "From top to bottom: what became of what was agreed, what today is for, what you do together, notes, what "
            "comes of it, the close. Enter does what the line is for; any order will do. Everything is saved at once: "
            "stop at any moment, and the session goes on from here. f4 shows or hides what is yours alone; while the "
            "title says “Safe to share”, nothing of that is on the screen, and a private note is not shown as you "
            "type it. The figure in the title is how long you have been together; nothing reminds you of it."
        ),
    )
    DEFAULT_CSS = """
    SessionScreen.-low #page { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "note(False)", marked("A note for both"), id="session.note"),
        Binding("p", "note(True)", marked("A note for you alone"), id="session.private"),
        Binding("c", "commit", marked("Who does what, by when"), id="session.commit"),
        Binding("exclamation_mark", "commit", marked("Who does what, by when"), show=False, key_display="!",
                id="session.commit-too"),
        Binding("t", "together", marked("A lesson or a step, together"), id="session.together"),
        Binding("q", "prompts", marked("Questions to ask"), id="session.prompts"),
        Binding("a", "aim", marked("What today is for"), id="session.aim"),
        Binding("s", "close", marked("Sum up and close"), id="session.close"),
        Binding("escape", "leave", marked("Back to the client; the session stays open"), id="session.leave"),
    ]  # fmt: skip

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.home)
        self.visit = visit
        self.session: Session = open_session(visit.one) or Session(id="")
        self.scraps = Scraps(visit.own, f"session-{self.session.id}", self, self.lost)
        self._unwatch: list[Callable[[], None]] = []

    def compose(self) -> ComposeResult:
        yield TitleLine("")
        with Horizontal(id="page"):
            yield Rows(id="rows")
            yield Static(id="aside")
        yield NotePane()
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self._unwatch = [file.watch(self.changed) for file in (self.one.own, self.one.plan)]
        self.set_interval(MINUTE, self._tell_time)
        self.query_one(Rows).focus()
        self.redraw()

    def on_screen_resume(self) -> None:
        self.visit.hold()

    def on_unmount(self) -> None:
        for unwatch in self._unwatch:
            unwatch()

    def leave(self) -> None:
        """Keeps what is half written, and goes back to the client."""
        self.scraps.keep()
        Leaving.leave(self)

    def action_leave(self) -> None:
        """Back to the client; the session stays open."""
        self.leave()

    # --- what is shown -------------------------------------------------------------

    @property
    def planned(self) -> int:
        """How many minutes were agreed on."""
        agreed = agreement(self.one)
        return (agreed and agreed.length_min) or USUAL

    def redraw(self) -> None:
        session = open_session(self.one)
        if session is None:
            return
        self.session = session
        rows = session_rows(self.one, session, self.desk.library, self.planned, self.visit.safe)
        self.query_one(Rows).show(rows)
        self.query_one(NotePane).tell(self.visit.safe)
        self.query_one("#aside", Static).update(self._prompts())
        self._tell_time()
        self.refresh_bindings()

    def _tell_time(self) -> None:
        """Who may look on, and how long it has been: a quiet figure."""
        gone, title = self.minutes_gone(), said("Session {n}", n=self.session.number)
        if not self.visit.safe:
            title = f"{title} · {self.visit.alias}"
        brief = self.size.width < NARROW
        time = said("{n} min", n=gone) if brief else said("{n} of {planned} min", n=gone, planned=self.planned)
        shown = brief and not self.visit.safe
        fact: Content = joined([self.state_words(), *([] if shown else [one_line(time, QUIET)])])
        self.query_one(TitleLine).tell(title, fact)

    def minutes_gone(self) -> int:
        """How long the session has been going on."""
        now = self.one.own.clock()
        return max(0, round((now - (self.session.started or now)).total_seconds() / 60))

    def on_resize(self) -> None:
        if self.is_mounted:
            self._tell_time()

    def _prompts(self) -> Content:
        """The questions of the chosen set, beside the session where there is room; for the coach's eyes."""
        if self.visit.safe:
            return Content("")
        try:
            deck = decks(self.one.practice.folder).get(self.session.deck or "")
        except NotADeck:
            return Content("")
        lines: list[Content] = [one_line(deck.name, "bold")] if deck else []
        for part in deck.parts if deck else []:
            lines += [Content(""), one_line(part.name, FAINT)]
            lines += [line for prompt in part.prompts for line in wrap(prompt, BESIDE, QUIET)]
        return Content("\n").join(lines)

    # --- keys ------------------------------------------------------------------------

    def hints(self) -> list[tuple[str, str]]:
        brief = self.size.width < NARROW
        show, hide = (said("show"), said("hide")) if brief else (said("show mine"), said("hide mine"))
        safe = ("safe", show if self.visit.safe else hide)
        if self.query_one(NoteLine).has_focus:
            kind = [("kind", said("kind"))] if self.query_one(NotePane).private else []
            return [("submit", said("keep")), *kind, safe, ("shut", said("back"))]
        note, most = ("note(False)", said("note")), [("commit", said("who does what")), ("together", said("together"))]
        first = [("choose", self._enter_does())] if self._enter_does() else []
        return [*first, safe, note, *most, ("help", said("help"))]

    def _enter_does(self) -> str:
        kind = self.query_one(Rows).key.partition(":")[0]
        words = {"step": said("check in"), "checked": said("change"), "aim": said("write"), "note": said("write"),
                 "own-note": said("write"), "exercise": said("open ⟨do⟩"), "taken": said("in full"),
                 "commit": said("write"), "close": said("close"), "raise": said("raised")}  # fmt: skip
        return words.get(kind, "")

    def commands(self) -> list[Command]:
        return [
            self.command(said("What today is for"), "aim"),
            self.command(said("Questions to ask"), "prompts"),
            self.command(said("A lesson or a step, together"), "together"),
            self.command(said("A note for both"), "note(False)"),
            self.command(said("A note for you alone"), "note(True)"),
            self.command(said("Who does what, by when"), "commit"),
            self.command(said("Sum up and close"), "close"),
            self.command(said("Hide or show what is yours alone"), "safe"),
            self.command(said("Back to the client; the session stays open"), "leave"),
        ]

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Rows.Chosen)
    def _act(self, event: Rows.Chosen) -> None:
        kind, _, id = event.key.partition(":")
        deeds: dict[str, Callable[[], object]] = {
            "step": lambda: self.check_in(id), "checked": lambda: self.check_in(id), "aim": self.action_aim,
            "note": lambda: self.action_note(False), "own-note": lambda: self.action_note(True),
            "exercise": lambda: self.open_together(*id.split("/", 1)), "taken": lambda: self.in_full(id),
            "commit": self.action_commit, "close": self.action_close, "raise": lambda: self.raised(id),
        }  # fmt: skip
        if kind in deeds:
            deeds[kind]()

    # --- notes -----------------------------------------------------------------------

    def action_note(self, private: bool) -> None:
        """Opens the line for notes."""
        self.query_one(NotePane).open(private, self.scraps.half(NOTE[private]))

    @on(NotePane.Typed)
    def _note_typed(self, message: NotePane.Typed) -> None:
        self.scraps.typed(NOTE[message.private], message.raw)

    @on(NotePane.Kept)
    def _note_kept(self, message: NotePane.Kept) -> None:
        if message.private:
            kept = self.do(lambda: note_private(self.one, message.text, message.kind))
        else:
            kept = self.do(lambda: note_shared(self.one, message.text))
        if not kept:
            self.query_one(NotePane).again(message.text)
            return
        self.scraps.done(NOTE[message.private])
        self.say(said("Noted for you alone.") if message.private else said("Noted for both."))

    @on(NoteLine.Shut)
    def _note_shut(self) -> None:
        self.query_one(NotePane).shut()
        self.query_one(Rows).focus()

    def half_written(self) -> bool:
        """Whether a note is half written, so that closing would leave it behind."""
        return any(self.scraps.half(name).get("text") for name in NOTE.values())
