"""Clients: who needs attention and why, what each is doing, and a lesson given to several at once."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from coach.crypt.age import Sealed
from coach.plan.words import capital
from coach.practice.erasing import sweep
from coach.practice.facts import Facts
from coach.practice.practice import OneClient
from coach.practice.remembered import all_facts
from coach.practice.roster import Row, roster
from coach.store.files import NotSaved
from coach.words import marked, said, said_of

from ..base import About, Command, Desk, Place
from ..dialogs import LineInput
from ..widgets.lines import KeyLine, PlaceLine
from ..widgets.rows import Rows
from .client_rows import about_client, client_rows
from .visit import practice_of

WIDE = 116
BESIDE = 34  # columns for what is said of a client
NOT_HERE = frozenset({"undo", "redo"})  # they would take back what was done in the coach's own plan


class ClientsScreen(Place):
    """The clients of a coach."""

    about = About(
        marked("Clients"),
        marked(
            "Whoever needs attention comes first, with the reason in words: a session left open, one that is near, "
            "something overdue, a long silence. Enter opens a client. Space marks several, and a gives a lesson to all "
            "that are marked, or to the one that is selected. Tab shows one group after the other. Names are of your "
            "choosing, so that somebody who looks over your shoulder learns nothing."
        ),
    )
    DEFAULT_CSS = """
    ClientsScreen > #filter { max-width: 74; margin: 0 2 1 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,f", "filter", marked("Only some clients"), id="clients.filter"),
        Binding("tab", "group", marked("Only one group"), id="clients.group"),
        Binding("space", "mark", marked("Mark, for several at once"), id="clients.mark"),
        Binding("a", "assign", marked("Give a lesson"), id="clients.assign"),
        Binding("n", "new", marked("A new client"), id="clients.new"),
        Binding("e", "ended", marked("With those that have ended"), show=False, id="clients.ended"),
        Binding("H", "hours", marked("The log of hours"), id="clients.hours"),
        Binding("escape", "clear", marked("Show all"), show=False, id="clients.clear"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.practice = practice_of(desk)
        self.group = ""
        self.with_ended = False
        self.chosen: dict[str, None] = {}  # marked, in the order in which they were
        self.rows: list[Row] = []
        self._facts: list[Facts] = []

    def compose(self) -> ComposeResult:
        yield PlaceLine("clients")
        line = LineInput(placeholder=said("only clients with these words"), id="filter")
        line.display = False
        yield line
        with Horizontal(id="page"):
            yield Rows(id="rows")
            yield Static(id="aside")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing here is taken back by a key that means the coach's own plan."""
        return False if action in NOT_HERE else super().check_action(action, parameters)

    # --- what is shown -------------------------------------------------------------

    def redraw(self) -> None:
        try:
            self._facts = all_facts(self.practice)
        except Sealed as error:
            self.warn(capital(error.sentence))
        ids = {facts.id for facts in self._facts}
        self.chosen = {id: None for id in self.chosen if id in ids}
        self.draw()

    def on_screen_resume(self) -> None:
        self._sweep()
        self._stale = True  # what one comes back from may have changed a client
        super().on_screen_resume()

    def _sweep(self) -> None:
        """Takes away for good whose days in the bin are over, and says so."""
        try:
            gone = sweep(self.desk.places, self.workspace.today)
        except NotSaved as error:
            self.warn(said("The bin could not be emptied: {why}. It is tried again next time.", why=error.why))
            return
        if gone:
            ids = ", ".join(one.id for one in gone)
            told = said("Their time in the bin is over, and they are erased for good: {id}", id=ids)
            self.app.notify(told, markup=False)

    def on_resize(self) -> None:
        if self.is_mounted:
            self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Shows the clients as they are known."""
        today, words = self.workspace.today, self.query_one("#filter", LineInput).value
        self.rows = roster(self._facts, today, self.group, words, self.with_ended)
        wide = self.size.width >= WIDE
        self.query_one(Rows).show(client_rows(self.rows, self.chosen, today, wide, bool(self._facts)))
        self.query_one(PlaceLine).tell(self._fact())
        self._tell()

    def _fact(self) -> str:
        told = [said("group {name}", name=self.group)] if self.group else []
        told += [said_of(len(self.chosen), "{n} marked", "{n} marked")] if self.chosen else []
        return ", ".join(told) or said_of(len(self.rows), "{n} client", "{n} clients")

    @on(Rows.Moved)
    def _tell(self) -> None:
        row = self.selected()
        told: Content = about_client(row, self.desk.library, self.workspace.today, BESIDE) if row else Content("")
        self.query_one("#aside", Static).update(told)
        self.refresh_bindings()

    def selected(self) -> Row | None:
        """The selected client."""
        key = self.query_one(Rows).key
        return next((row for row in self.rows if row.facts.id == key), None)

    def hints(self) -> list[tuple[str, str]]:
        if self.query_one("#filter", LineInput).has_focus:
            return [("submit", said("to the list")), ("clear", said("show all"))]
        new, help = ("new", said("new client")), ("help", said("help"))
        if not self.rows:
            return [new, *([("clear", said("show all"))] if self._facts else []), help]
        group = [("group", said("group"))] if self._groups() else []
        assign = ("assign", said("lesson for {n}", n=len(self.chosen)) if self.chosen else said("lesson"))
        return [
            ("choose", said("open ⟨do⟩")),
            ("mark", said("mark")),
            assign,
            new,
            ("filter", said("filter")),
            *group,
            help,
        ]

    def commands(self) -> list[Command]:
        none = "" if self.selected() else said("there is nobody here yet")
        no_groups = "" if self._groups() else said("nobody is in a group")
        return [
            self.command(said("A new client"), "new"),
            self.command(said("Give a lesson to the client, or to all that are marked"), "assign", none),
            self.command(said("Mark the client"), "mark", none),
            self.command(said("Show only some clients"), "filter", none),
            self.command(said("Show only one group"), "group", no_groups),
            self.command(said("Show those that have ended, or not"), "ended"),
            self.command(said("The log of hours"), "hours"),
        ]

    # --- which ones ------------------------------------------------------------------

    def _groups(self) -> list[str]:
        return sorted({name for facts in self._facts for name in facts.groups}, key=str.casefold)

    def action_group(self) -> None:
        """The next group; after the last one, everybody."""
        names = ["", *self._groups()]
        self.group = names[(names.index(self.group) + 1) % len(names)] if self.group in names else ""
        self.draw()

    def action_ended(self) -> None:
        """With the clients whose coaching has ended, or without them."""
        self.with_ended = not self.with_ended
        self.draw()

    def action_filter(self) -> None:
        """Opens the line to type in."""
        line = self.query_one("#filter", LineInput)
        line.display = True
        line.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.draw()
        self.query_one(Rows).action_first()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one(Rows).focus()

    def action_clear(self) -> None:
        """Shows everybody, with no marks."""
        line = self.query_one("#filter", LineInput)
        line.value, line.display = "", False
        self.group, self.chosen = "", {}
        self.query_one(Rows).focus()
        self.draw()

    @on(Rows.Marked)
    def _click(self) -> None:
        self.action_mark()

    def action_mark(self) -> None:
        """Marks the selected client, or takes the mark away, and goes on to the next."""
        if row := self.selected():
            id = row.facts.id
            self.chosen = {one: None for one in self.chosen if one != id} | ({} if id in self.chosen else {id: None})
            self.draw()
            self.query_one(Rows).action_down()

    # --- what is done ------------------------------------------------------------------

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        self.open_client(event.key)

    def open_client(self, id: str) -> None:
        """Opens a client on top of the list."""
        from .client import ClientScreen
        from .visit import Visit

        if not self.is_current:
            return
        try:
            visit = Visit(self.desk, self.practice.one(id))
        except Sealed as error:
            self.warn(capital(error.sentence))
        else:
            self.app.push_screen(ClientScreen(visit))

    def action_new(self) -> None:
        """Asks for a new client, and opens them."""
        from .about import KEEP, new_client

        def keep(fields: dict[str, object] | None) -> None:
            if fields is None:
                return
            groups = [name.strip() for name in str(fields["groups"] or "").split(",") if name.strip()]
            try:
                one = self.practice.begin(str(fields["alias"]), groups, KEEP)
                one.close()
            except (NotSaved, Sealed) as error:
                why = error.why if isinstance(error, NotSaved) else error.sentence
                self.warn(said("Not saved: {why}. Nothing was changed.", why=why.rstrip(".")))
                return
            self.redraw()
            self.open_client(one.id)

        self.ask(new_client(self.workspace.today, self.group), keep)

    def action_assign(self) -> None:
        """Gives a lesson to those that are marked, else to the selected one."""
        from .assign import assign_lesson

        row = self.selected()
        ids = list(self.chosen) or ([row.facts.id] if row else [])
        if ids:
            clients = [self.practice.one(id) for id in ids]
            assign_lesson(self, clients, partial(self._assigned, clients))

    def _assigned(self, clients: list[OneClient]) -> None:
        for one in clients:
            one.close()
        self.chosen = {}
        self.redraw()

    def action_hours(self) -> None:
        """Shows the sums of the hours, and what is missing for a credential."""
        from .hours import show_hours

        show_hours(self, self.practice)
