"""Catching something in passing: one line, a step, a win or a thought, from any screen."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, NamedTuple, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from coach.capture import Kind, capture
from coach.dates import in_words, parse_date
from coach.display import shorten
from coach.words import marked, said
from coach.workspace import Workspace

from .checks import dated_or_nothing
from .dialogs import Checked, Dialog, LineInput, something
from .drawing import QUIET, spread
from .text import one_line
from .widgets.rows import Row, Rows

KINDS: dict[Kind, tuple[str, str]] = {
    "step": (marked("A step"), marked("something to do; it may have a day")),
    "win": (marked("A win"), marked("something that went well")),
    "thought": (marked("A thought"), marked("for your journal")),
}
KEPT = {
    "step": marked("Kept as a step: {words}. {undo}"),
    "win": marked("Kept as a win: {words}. {undo}"),
    "thought": marked("Kept in your journal: {words}. {undo}"),
}
KEPT_FOR = marked("Kept as a step, for {day}: {words}. {undo}")


class Caught(NamedTuple):
    """What was caught."""

    kind: Kind
    words: str
    due: dt.date | None = None


class Capture(Dialog[Caught]):
    """One line to type in; up and down say what it is."""

    DEFAULT_CSS = """
    Capture > #box > #kinds { margin: 1 0; height: 3; }
    Capture.-low > #box > #kinds { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "kind('down')", marked("Step, win or thought"), show=False, id="capture.down"),
        Binding("up", "kind('up')", marked("Step, win or thought"), show=False, id="capture.up"),
    ]

    def __init__(self, today: dt.date) -> None:
        super().__init__(said("Catch it"))
        self.today = today

    def body(self) -> ComposeResult:
        yield LineInput(placeholder=said("in a few words; it is sorted at your next review"), id="line")
        rows = Rows(id="kinds")
        rows.can_focus, rows.lit = False, True
        rows.show([Row(partial(_draw, *words), kind, height=1) for kind, words in KINDS.items()])
        yield rows
        yield LineInput(placeholder=said("by when? fri, in 2 weeks; it may stay empty"), id="day")
        yield Static(id="note")

    def on_mount(self) -> None:
        self.query_one("#line").focus()

    def hints(self) -> list[tuple[str, str]]:
        day = [("app.focus_next", said("its day"))] if self._kind == "step" else []
        kind = ("kind('down')|scroll_down", said("step, win, thought"))
        return [("submit", said("keep")), kind, *day, ("leave", said("leave"))]

    @property
    def _kind(self) -> Kind:
        chosen = self.query_one(Rows).key
        return next((kind for kind in KINDS if kind == chosen), "step")

    def action_kind(self, way: str) -> None:
        """What it is: the one above or below."""
        rows = self.query_one(Rows)
        rows.action_up() if way == "up" else rows.action_down()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.query_one("#day").display = self._kind == "step"
        if self._kind != "step":
            self.query_one("#line").focus()
        self._say(Checked())
        self.refresh_bindings()

    def _say(self, checked: Checked) -> None:
        note = self.query_one("#note", Static)
        if checked.why_not:
            note.update(one_line(f"! {checked.why_not}", "$text-error"))
        else:
            note.update(one_line(checked.means, QUIET))

    def _day(self) -> str:
        return self.query_one("#day", LineInput).value.strip() if self._kind == "step" else ""

    @on(Input.Changed)
    def _typed(self) -> None:
        self._say(Checked(means=dated_or_nothing(self.today)(self._day()).means))

    @on(Input.Submitted)
    def _keep(self) -> None:
        words, day = self.query_one("#line", LineInput).value.strip(), self._day()
        for checked in (something(words), dated_or_nothing(self.today)(day)):
            if checked.why_not:
                self._say(checked)
                return
        if self.is_current:
            self.dismiss(Caught(self._kind, words, parse_date(day, self.today) if day else None))


def _draw(label: str, help: str, width: int) -> list[Content]:
    return [spread(Content.assemble(one_line(said(label)), "  ", one_line(said(help), QUIET)), Content(""), width)]


class Below(Protocol):
    """The screen on which something is caught, as far as that needs it."""

    @property
    def workspace(self) -> Workspace:
        """The person's plan."""

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Does something to the plan; says so when it cannot be saved."""

    def ask(self, dialog: Any, then: Any = None) -> None:
        """Opens a dialog."""

    def say(self, text: str, title: str = "") -> None:
        """Says something in passing."""

    def key_of(self, action: str) -> str:
        """The key of an action, if it has one there."""


def catch(screen: Below) -> None:
    """Asks for something to keep, and keeps it at once; what is half typed on the screen below stays as it is."""

    def keep(caught: Caught | None) -> None:
        if caught is None or not screen.attempt(lambda: capture(screen.workspace, *caught)):
            return
        key = screen.key_of("undo")
        undo = said("{key} takes it back.", key=key) if key else said("Undo, in the list of everything, takes it back.")
        text, day = (KEPT_FOR, in_words(caught.due)) if caught.due else (KEPT[caught.kind], "")
        screen.say(said(text, words=shorten(caught.words, 60), day=day, undo=undo))

    screen.ask(Capture(screen.workspace.today), keep)
