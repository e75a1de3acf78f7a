"""The first start: at most three questions, one at a time, none of them needed."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widgets import Input, Static

from coach.display import in_line
from coach.words import marked, said, said_of

from .base import About, Leaving, OpenLesson, UseTheme
from .dialogs import LineInput, Offer, offered
from .drawing import FAINT, QUIET
from .text import one_line, plain
from .themes import NAMES, known
from .widgets.lines import KeyLine
from .widgets.rows import Rows

WELCOME = marked(
    "A quiet place to think about your working life: short lessons that ask good questions, and a "
    "plan that grows out of your answers. Everything stays on this machine."
)
QUESTIONS = [
    marked("What may I call you?"),
    marked("What brings you here?"),
    marked("Which colours are good to read?"),
    marked("That is all. Shall we begin?"),
]


class FirstRun(Leaving):
    """Name, route, colours; then the first lesson or a look around."""

    about = About(
        marked("Welcome"),
        marked(
            "Three small questions, to begin with. Each can be left out with Escape, and changed later. A "
            "name is only used on this machine; a nickname does as well."
        ),
    )
    DEFAULT_CSS = """
    FirstRun > #welcome {
        max-width: 116; height: 1fr; padding: 1 2;
        & > Static { max-width: 74; height: auto; margin: 0 0 1 2; }
        & > LineInput { max-width: 50; margin-left: 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip", marked("Leave out"), id="first.skip"),
        Binding("ctrl+b", "back", marked("Back"), show=False, id="first.back"),
    ]
    at = 0

    def compose(self) -> ComposeResult:
        with VerticalGroup(id="welcome"):
            yield Static(one_line(said("Welcome to coach"), "bold"), id="title")
            yield Static(plain(said(WELCOME), QUIET), id="text")
            yield Static(id="question")
            yield LineInput(placeholder=said("a name or nickname; nothing is fine too"), id="name")
            yield Rows(id="offers")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self.query_one(Rows).one_click = True
        self._ask()

    def hints(self) -> list[tuple[str, str]]:
        forward = ("submit", said("go on")) if self.at == 0 else ("choose", said("choose"))
        back = [("back", said("back"))] if self.at else []
        return [forward, ("skip", said("leave out")), *back, ("help", said("help"))]

    def _ask(self) -> None:
        """Shows the question that is on."""
        number = said("{n} of {of}", n=self.at + 1, of=3) + "   " if self.at < len(QUESTIONS) - 1 else ""
        question = Content.assemble((number, FAINT), (said(QUESTIONS[self.at]), "bold"))
        self.query_one("#question", Static).update(question)
        line, rows = self.query_one("#name", LineInput), self.query_one(Rows)
        line.display, rows.display = self.at == 0, self.at > 0
        self.query_one("#text").display = self.at == 0
        if self.at:
            themes = [Offer(name, said(words)) for name, words in NAMES.items()]
            offers = [[], _routes(), themes, self._beginnings()][self.at]
            rows.show(offered(offers), self.app.theme if self.at == 2 else offers[0].key)
        self.set_focus(rows if self.at else line)
        self.refresh_bindings()

    def _beginnings(self) -> list[Offer]:
        look = Offer("today", said("Look around first"), said("The lesson waits for you on Today."))
        first = next(iter(self.desk.library.heads()), None)
        if first is None:
            return [look]
        about = said_of(
            first.minutes,
            "“{lesson}”, about {n} minute. You can stop at any step.",
            "“{lesson}”, about {n} minutes. You can stop at any step.",
            lesson=first.title,
        )
        return [Offer("lesson", said("Begin with the first lesson"), about), look]

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        if self.at == 2 and event.key in NAMES:
            self.app.theme = event.key  # seen before it is chosen

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        if name := in_line(event.value):
            self._keep("profile", {"name": name})
        self._go_on()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        if self.at == 1:
            self._keep("settings", {"route": event.key})
        elif self.at == 2:
            self.post_message(UseTheme(event.key))
        if self.at == 3:
            self._finish(event.key == "lesson")
        else:
            self._go_on()

    def _keep(self, table: str, fields: dict[str, str]) -> None:
        title = {"profile": marked("your name"), "settings": marked("your route")}[table]
        self.attempt(lambda: self.workspace.put("changed", table, table, dict(fields), title))

    def action_skip(self) -> None:
        """Leaves this question out; at the last one, looks around."""
        if self.at == 2:
            self.app.theme = known(self.desk.settings.theme)
        if self.at == 3:
            self._finish(lesson=False)
        else:
            self._go_on()

    def action_back(self) -> None:
        """To the question before."""
        self.at = max(0, self.at - 1)
        self._ask()

    def _go_on(self) -> None:
        self.at += 1
        self._ask()

    def _finish(self, lesson: bool) -> None:
        self.attempt(lambda: self.desk.set(first_run_done=True))
        first = next(iter(self.desk.library.heads()), None)
        self.leave()
        if lesson and first:
            self.app.post_message(OpenLesson(first.id))


def _routes() -> list[Offer]:
    """What somebody can be here for."""
    return [
        Offer("self", said("I coach myself"), said("Take stock, draw the map, act and review.")),
        Offer(
            "mentee",
            said("I am being mentored, or want to be"),
            said("Where you are now, then how to find and ask people."),
        ),
        Offer("mentor", said("I mentor somebody"), said("Sharing what you know without taking over.")),
        Offer("manager", said("I lead a team"), said("Mentoring others, and the next level.")),
        Offer("coach", said("I coach clients"), said("The coaching session, and any lesson together with a client.")),
    ]
