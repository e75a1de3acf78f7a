"""One client: the brief before a session on one screen, and the keys for all that is done with a client."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.display import shorten
from coach.practice.brief import brief
from coach.practice.keeping import agreement
from coach.practice.records import Note
from coach.practice.remembered import facts_of
from coach.practice.roster import row_of
from coach.practice.sessions import keep_own, open_session, sessions, start
from coach.words import marked, said

from ..base import About, Command, Leaving
from ..dialogs import Choose, Offer
from ..widgets.lines import KeyLine
from ..widgets.rows import Rows
from ..widgets.title import TitleLine
from . import about as records
from .brief_rows import brief_rows
from .client_rows import about_client
from .scraps import Scraps
from .visit import Shared, Visit

BESIDE = 34


class ClientScreen(Shared, Leaving):
    """One client, as the coach knows them."""

    about = About(
        marked("A client"),
        marked(
            "What to have in mind when the client comes in: what was said last time, what was agreed and how it "
            "stands, what is new in the plan. Enter on the first line begins the session. What you noted for yourself "
            "stands here too; f4 hides it at once when somebody looks on, and says so at the top. v shows what the "
            "client sees."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "session", marked("The session"), id="client.session"),
        Binding("p", "plan", marked("Their plan, as you may see it"), id="client.plan"),
        Binding("a", "assign", marked("Give a lesson"), id="client.assign"),
        Binding("n", "note", marked("A note for you alone"), id="client.note"),
        Binding("f", "file", marked("Agreement, consents, and the rest of the file"), id="client.file"),
        Binding("r", "report", marked("Reports and hours"), id="client.report"),
        Binding("v", "preview", marked("As the client sees it"), id="client.preview"),
        Binding("o", "packets", marked("Packets, out and in"), id="client.packets"),
        Binding("d", "done", marked("Kept, or raised"), id="client.done"),
        Binding("u", "undo", marked("Take back what you noted last"), id="client.undo"),
        Binding("escape", "leave", marked("Back to the clients"), id="client.leave"),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.home)
        self.visit = visit
        self.brief = brief(visit.one)
        self.scraps = Scraps(visit.own, "page", self, self.lost)
        self._unwatch: list[Callable[[], None]] = []

    def compose(self) -> ComposeResult:
        yield TitleLine(self.visit.alias)
        with Horizontal(id="page"):
            yield Rows(id="rows")
            yield Static(id="aside")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self._unwatch = [file.watch(self.changed) for file in (self.one.own, self.one.plan)]
        for words in [*self.one.own.notices, *self.one.plan.notices, *self.one.own.faults()]:
            self.warn(words)
        self.query_one(Rows).focus()
        self.redraw()

    def on_screen_resume(self) -> None:
        self.visit.hold()
        for file in (self.one.own, self.one.plan):
            file.refresh()

    def on_unmount(self) -> None:
        for unwatch in self._unwatch:
            unwatch()
        self.visit.close()

    def action_leave(self) -> None:
        """Back to the clients."""
        self.leave()

    # --- what is shown -------------------------------------------------------------

    def redraw(self) -> None:
        safe, today = self.visit.safe, self.one.own.today
        self.brief = brief(self.one)
        self.query_one(TitleLine).tell(said("A client") if safe else self.visit.alias, self.state_words())
        self.query_one(Rows).show(brief_rows(self.brief, today, safe))
        row = row_of(facts_of(self.one), today)
        beside: Content = Content("") if safe else about_client(row, self.desk.library, today, BESIDE, named=False)
        self.query_one("#aside", Static).update(beside)
        self.refresh_bindings()

    def hints(self) -> list[tuple[str, str]]:
        kind, _ = self._chosen
        words = {"session": said("go on") if self.brief.open else said("begin"), "step": said("in full")}
        first = [("choose", words[kind])] if kind in words else []
        first += [("done", {"own": said("kept"), "note": said("raised")}[kind])] if kind in ("own", "note") else []
        most = [("plan", said("plan")), ("assign", said("lesson")), ("note", said("note"))]
        return [*first, *most, ("file", said("file")), ("help", said("help"))]

    def commands(self) -> list[Command]:
        return [
            self.command(said("Begin the session, or go on with it"), "session"),
            self.command(said("Their plan, as you may see it"), "plan"),
            self.command(said("Give a lesson"), "assign"),
            self.command(said("A note for you alone"), "note"),
            self.command(said("Agreement, consents, and the rest of the file"), "file"),
            self.command(said("Reports and hours"), "report"),
            self.command(said("As the client sees it"), "preview"),
            self.command(said("Packets, out and in"), "packets"),
            self.command(said("Hide or show what is yours alone"), "safe"),
            self.command(said("Take back what you noted last"), "undo"),
            self.command(said("Back to the clients"), "leave"),
        ]

    @property
    def _chosen(self) -> tuple[str, str]:
        kind, _, id = self.query_one(Rows).key.partition(":")
        return kind, id

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Rows.Chosen)
    def _act(self) -> None:
        kind, id = self._chosen
        if kind == "session":
            self.action_session()
        elif kind == "step":
            self.in_full(id)
        elif kind in ("own", "note"):
            self.action_done()

    # --- what is done ----------------------------------------------------------------

    def action_session(self) -> None:
        """Begins the session, or takes up the one that is open. From then on nothing private is shown."""
        from .session import SessionScreen

        if open_session(self.one) is None and not self.do(self._start):
            return
        self.visit.safe = True
        self.app.clear_notifications()
        self.app.push_screen(SessionScreen(self.visit))

    def _start(self) -> None:
        """As the last one was: with the same prompts, paid in the same way."""
        held = sessions(self.one)
        before = held[-1] if held else None
        start(self.one, deck=before.deck if before else None, paid=before.paid if before else None)

    def action_plan(self) -> None:
        """Opens the client's plan, as the coach may see it."""
        from .their_plan import TheirPlan

        if self.is_current:
            self.app.push_screen(TheirPlan(self.visit))

    def action_assign(self) -> None:
        """Gives the client a lesson."""
        from .assign import assign_lesson

        assign_lesson(self, [self.one], lambda: None)

    def action_note(self) -> None:
        """Asks for a private note."""
        if self.visit.safe:
            self.say(said("Somebody may look on. f4 first shows what is yours alone; then n writes."))
        else:
            records.add_note(self)

    def action_file(self) -> None:
        """Asks which part of the file on this client is to be opened."""
        agreed = agreement(self.one)
        offers = [
            Offer("agreement", said("Agreement"), said("agreed") if agreed and agreed.status == "agreed" else ""),
            Offer("consents", said("Consents")),
        ]
        if not self.visit.safe:
            offers += [
                Offer("client", said("Who it is: name here, groups, next session, how long it is kept")),
                Offer("terms", said("Your own part of the agreement")),
                Offer("contact", said("A contact between sessions")),
                Offer("hours", said("Hours from before")),
            ]
        deeds = {"agreement": records.edit_agreement, "consents": records.consents, "client": records.edit_client,
                 "terms": records.edit_terms, "contact": records.add_contact,
                 "hours": records.log_hours}  # fmt: skip
        title = said("File ⟨on a client⟩") if self.visit.safe else said("File on {alias}", alias=self.visit.alias)
        self.ask(Choose(title, offers), lambda key: deeds[key](self) if key else None)

    def action_report(self) -> None:
        """Asks which report is to be shown."""
        from .hours import choose_report

        choose_report(self)

    def action_preview(self) -> None:
        """Shows what the client sees."""
        from .preview import PreviewScreen

        if self.is_current:
            self.app.push_screen(PreviewScreen(self.visit))

    def action_packets(self) -> None:
        """Asks which way a packet is to go."""
        from .packets import choose_packet

        choose_packet(self)

    def action_done(self) -> None:
        """Notes that the coach kept a promise, or raised what was to be raised."""
        kind, id = self._chosen
        own, today = self.one.own, self.one.own.today
        if kind == "own":
            promise = self.brief.own[int(id)]
            if self.do(lambda: keep_own(self.one, promise.text)):
                self.say(said("Kept: {text}", text=shorten(promise.text, 60)))
        elif kind == "note" and self.do(lambda: own.write("changed", Note, id, settled_on=today)):
            self.say(said("Raised. u takes it back."))

    def action_undo(self) -> None:
        """Takes back what the coach noted last about this client. It is named, but not said."""
        done: list[str] = []

        def back() -> None:
            event = self.one.own.undo()
            done.append(said("Taken back: {what}.", what=shorten(event.title, 40)) if event else "")

        if self.do(back):
            self.say(done[0] or said("There is nothing to take back."))
