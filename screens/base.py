"""What every screen shares: the desk it works at, its keys and its help, and how it hears of changes to the plan."""

import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

import msgspec
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen

from coach.display import display, shorten
from coach.lessons.library import Library
from coach.places import Places
from coach.plan.events import Event
from coach.settings import Settings, save_settings
from coach.store.files import NotSaved
from coach.words import marked, said
from coach.workspace import Workspace

if TYPE_CHECKING:
    from coach.find import Finder

T = TypeVar("T")
DAY_CHECK = 60.0  # seconds


class Desk(msgspec.Struct):
    """What lies open: a person's plan, the lessons, and what was typed and is not an answer yet."""

    workspace: Workspace
    library: Library
    places: Places
    settings: Settings = msgspec.field(default_factory=Settings)
    notices: list[str] = []  # what was out of order at the start, besides the plan
    half_typed: dict[tuple[str, str], dict[str, Any]] = {}  # by lesson and step, not on disk
    finder: "Finder | None" = None  # made when somebody first looks for something
    look: Callable[[], None] = lambda: None  # puts there what stands in the field of the open lesson

    @property
    def is_new(self) -> bool:
        """Whether somebody is here for the first time."""
        plan = self.workspace.plan
        return not (self.settings.first_run_done or plan.tables or plan.progress or self.workspace.read_only)

    def set(self, **fields: Any) -> None:
        """Changes settings, and keeps them.

        Raises:
            NotSaved: they hold until the program ends.
        """
        self.settings = msgspec.structs.replace(self.settings, **fields)
        save_settings(self.places, self.settings)

    def keep_half_typed(self) -> str:
        """Puts on disk what is only in memory. Says why it could not, or nothing; what failed is tried again later."""
        with contextlib.suppress(Exception):  # whatever state the screen is in when the program falls over
            self.look()
        why = ""
        for place, raw in list(self.half_typed.items()):
            try:
                self.workspace.drafts.keep(*place, raw)
                self.half_typed.pop(place, None)
            except NotSaved as error:
                why = error.why
        return why


class Command(msgspec.Struct, frozen=True):
    """Something that can be done, as the palette lists it. One that cannot be done now says why."""

    words: str
    run: Callable[[], object]
    key: str = ""
    why_not: str = ""


class About(NamedTuple):
    """What a place is for, in its help."""

    title: str
    text: str


class OpenLesson(Message):
    """The person wants to work on a lesson; with `back`, only to come back to the one that is open now."""

    def __init__(self, lesson: str, back: bool = False, step: str = "") -> None:
        super().__init__()
        self.lesson = lesson
        self.back = back
        self.step = step  # where in it to begin; empty: where the person is


class GoTo(Message):
    """The person wants to be at another place."""

    def __init__(self, place: str, at: str = "") -> None:
        super().__init__()
        self.place = place
        self.at = at  # what is to be selected there, by its key


class FindAnything(Message):
    """The person is looking for something."""


class ShowHelp(Message):
    """The person wants to know what this place is for."""


class UseTheme(Message):
    """The person wants other colours."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.theme = theme


class CoachScreen(Screen[None]):
    """A screen of this program."""

    about: ClassVar[About] = About("coach", "")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", marked("Help"), id="help"),
        Binding("question_mark", "help", marked("Help"), show=False, id="help.letter"),
        Binding("slash", "find", marked("Find anything"), show=False, id="find"),
        Binding("ctrl+t", "catch", marked("Catch a step, a win, a thought"), show=False, id="catch"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def workspace(self) -> Workspace:
        """The person's plan, open."""
        return self.desk.workspace

    def hints(self) -> list[tuple[str, str]]:
        """The actions for the line at the foot, each with its word; the first six are shown."""
        return []

    def commands(self) -> list[Command]:
        """What the palette lists for this screen."""
        return []

    def command(self, words: str, action: str, why_not: str = "") -> Command:
        """A command of this screen that is also on a key."""
        return Command(words, lambda: self.run_action(f"screen.{action}"), self.key_of(action), why_not)

    def key_of(self, action: str) -> str:
        """The key of an action as it is shown, whatever the person has mapped it to."""
        found = (active.binding for active in self.active_bindings.values() if active.binding.action == action)
        return next(map(self.app.get_key_display, found), "")

    def say(self, text: str, title: str = "") -> None:
        """Says something in passing. It takes the place of what was said before; a warning stays."""
        if not self.app.screen.query("Toast.-warning, Toast.-error"):
            self.app.clear_notifications()
        self.app.notify(display(text), title=shorten(title, 60), markup=False, timeout=6)

    def warn(self, text: str) -> None:
        """Says what did not work."""
        self.app.notify(display(text), severity="warning", markup=False, timeout=12)

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Does something to the plan; when it cannot be saved, says so and what it means."""
        try:
            deed()
        except NotSaved as error:
            self.warn(said("Not saved: {why}. Your plan is as it was before.", why=error.why))
            return False
        return True

    def ask(
        self, dialog: Screen[T], then: Callable[[T | None], None] | Callable[[T | None], Awaitable[None]] | None = None
    ) -> None:
        """Opens a dialog; keys that come fast never open two."""
        if self.is_current:
            self.app.push_screen(dialog, then)

    def action_help(self) -> None:
        """What this place is for, and its keys."""
        self.post_message(ShowHelp())

    def action_find(self) -> None:
        """Looks for something in all there is."""
        self.post_message(FindAnything())

    def action_catch(self) -> None:
        """Keeps something in passing."""
        from .capture import catch

        catch(self)

    def keys_here(self) -> list[tuple[str, ActiveBinding]]:
        """Every key that does something now, as it is shown, with what it does."""
        return [(self.app.get_key_display(active.binding), active) for active in self.active_bindings.values()]

    def more_help(self) -> list[Content]:
        """What else the help says at this moment."""
        return []


class Leaving(CoachScreen):
    """A screen on top of a place, which is left before one goes elsewhere."""

    def leave(self) -> None:
        """Keeps what is to be kept, and closes."""
        if self.is_current:
            self.dismiss()


class Place(CoachScreen):
    """A screen one comes back to: Today, Learn, Plan. It is drawn again when the plan has changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,t", "go('today')", marked("Today"), show=False, id="go.today"),
        Binding("2,l", "go('learn')", marked("Learn"), show=False, id="go.learn"),
        Binding("3", "go('plan')", marked("Plan"), show=False, id="go.plan"),
        Binding("u", "undo", marked("Undo"), id="undo"),
        Binding("ctrl+r,U", "redo", marked("Redo"), show=False, id="redo"),
        Binding("q", "quit_hint", marked("Quit"), show=False, id="quit.hint"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stale = False
        self._day = desk.workspace.today
        self._unwatch: Callable[[], None] = lambda: None

    def redraw(self) -> None:
        """Shows the plan as it is now."""

    def show_at(self, key: str) -> None:
        """Selects something here by its key, for whoever was sent here because of it."""

    def on_mount(self) -> None:
        self._unwatch = self.workspace.watch(self._changed)
        self.set_interval(DAY_CHECK, self._look_at_calendar)
        self.redraw()

    def on_unmount(self) -> None:
        self._unwatch()

    def _changed(self) -> None:
        self._stale = True
        if self.is_current:
            self._draw_again()

    def _look_at_calendar(self) -> None:
        """A program that stays open over midnight is not a day behind."""
        if self.workspace.today != self._day:
            self._day = self.workspace.today
            self._changed()

    def on_screen_resume(self) -> None:
        if self._stale:
            self._draw_again()

    def _draw_again(self) -> None:
        self._stale = False
        self.redraw()

    def action_go(self, place: str) -> None:
        """To another place."""
        self.app.switch_mode(place)

    def action_undo(self) -> None:
        """Takes back what was done last."""
        take_back(self)

    def action_redo(self) -> None:
        """Does again what was taken back."""
        take_back(self, again=True)

    def action_quit_hint(self) -> None:
        """Says how to leave, to whoever tries the usual letter."""
        self.say(said("ctrl+q leaves. Everything is saved already."))


def take_back(screen: CoachScreen, again: bool = False) -> None:
    """Undo or redo, with a word that names what it was."""
    from coach.plan.telling import first_words

    workspace = screen.workspace
    done: list[Event | None] = []
    screen.attempt(lambda: done.append(workspace.redo() if again else workspace.undo()))
    if not done:
        return  # the reason was said
    event = done[0]
    words = first_words(workspace.history(), event) if event else ""
    if event is None:
        screen.say(said("There is nothing to do again.") if again else said("There is nothing to take back."))
    elif again:
        screen.say(said("Did again: {words}", words=words))
    else:
        screen.say(said("Took back: {words}. {key} does it again.", words=words, key=screen.key_of("redo") or "ctrl+r"))
