"""One step on the screen: its title, its question in view above the field, and what is said under the field."""

from collections.abc import Awaitable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.lessons.kinds import Step, Value
from coach.walk import Walk
from coach.words import said

from .base import CoachScreen
from .drawing import ACCENT, QUIET, one_line, plain
from .steps import StepView, views


class Unknown(StepView[Step]):
    """Stands for a kind of step that this version cannot show."""

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(said("This step cannot be shown here. ctrl+g leaves it out."), QUIET))


class WhoSees(Static):
    """Stands for the note on who sees the answers, where there is no room for it: it names the key that shows it."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="who")

    def tell(self, key: str) -> None:
        """Names the key, whichever it is that the person has for it."""
        self.update(Content.assemble(one_line(key, ACCENT), said(" who sees this")))

    async def on_click(self) -> None:
        await self.run_action("screen.help")


async def _at_once() -> None:
    """There is nothing to wait for."""


class StepPane(Vertical):
    """A step's title, prompt and view, with room for a word under the view."""

    DEFAULT_CSS = """
    StepPane { width: 1fr; height: 1fr; max-width: 76; padding: 0 0 0 2; }
    StepPane #top { height: auto; }
    StepPane #title { text-style: bold; height: auto; width: 1fr; }
    StepPane #who { width: auto; color: $text-faint; padding: 0 4 0 2; display: none; pointer: pointer; }
    StepPane #privacy { height: auto; max-width: 72; color: $text-muted; margin: 1 0 0 0; display: none; }
    StepPane #ask { height: auto; max-height: 50%; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    StepPane #prompt { height: auto; max-width: 73; padding-right: 1; }
    StepPane #field { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    StepPane #note, StepPane #last, StepPane #seen, StepPane #hint, StepPane #example {
        height: auto; max-width: 72; display: none;
    }
    StepPane #note { margin: 1 0 0 0; }
    StepPane #hint { color: $text-faint; margin: 1 0 0 0; }
    StepPane #last, StepPane #seen { color: $text-muted; margin: 1 0 0 0; }
    StepPane #example { margin: 1 0 0 0; color: $text-muted; }
    StepPane.-end #note { margin: 0; }
    .-low StepPane #ask, .-low StepPane #hint, .-low StepPane #note { margin: 0; }
    """

    view: StepView[Any] | None = None
    _said = False
    _private = False  # whether who sees the answers is to be said at this step
    _brief = False  # whether it is enough to name the key for it

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(id="title")
            yield WhoSees()
        with VerticalScroll(id="ask", can_focus=False):
            yield Static(id="prompt")
        yield Static(id="privacy")
        with VerticalScroll(id="field", can_focus=False):
            yield Static(id="note")
            yield Static(id="last")
            yield Static(id="seen")
            yield Static(id="hint")
            yield Static(id="example")

    async def show(self, step: Step, walk: Walk, raw: Value) -> StepView[Any]:
        """Puts a step in the place of the one before."""
        made = views().get(step.kind, Unknown)(step, walk.given, raw)
        with self.app.batch_update():
            gone = self._take_away()
            self._put("title", one_line(step.title))
            self._ask(step, walk)
            self._put("hint", one_line(said(made.hint)))
            self.view = made
            field = self.query_one("#field", VerticalScroll)
            await field.mount(made, before=0)
            await gone
            field.scroll_home(animate=False)
            made.focus_field()
        return made

    def _ask(self, step: Step, walk: Walk) -> None:
        """Shows the question; as a lesson that touches something sensitive begins, also who sees the answers."""
        self._put("prompt", plain(walk.worded(step.prompt)) if step.prompt else Content(""))
        self.query_one("#ask").display = bool(step.prompt)
        self._put("privacy", plain(walk.lesson.privacy))
        self._private = bool(walk.lesson.privacy) and step in walk.path[:1]
        self._brief = not step.asks or walk.progress.run > 1
        self._tell_who()

    def _tell_who(self) -> None:
        """Says who sees the answers, where there is room for it, else the key that says it.

        In a wide window it stands in the second column. A text to read comes first, unless the window is tall.
        """
        screen = self.screen
        here = self._private and not screen.has_class("-wide")
        whole = screen.has_class("-tall") or not (self._brief or screen.has_class("-low"))
        self.query_one("#privacy").display = here and whole
        who = self.query_one(WhoSees)
        who.display = here and not whole
        if who.display and isinstance(screen, CoachScreen):
            who.tell(screen.key_of("help"))

    def on_resize(self) -> None:
        self._tell_who()

    def _take_away(self) -> Awaitable[None]:
        """Takes the step away, and what was said under it."""
        self.remove_class("-end")
        self._private = False
        self._tell_who()
        self.say(Content(""))
        for name in ("last", "seen", "example"):
            self._put(name, Content(""))
        view, self.view = self.view, None
        return view.remove() if view is not None else _at_once()

    @on(StepView.Hinted)
    def _hinted(self, message: StepView.Hinted) -> None:
        message.stop()
        if message.view is self.view:
            self._put("hint", one_line(said(message.view.hint)))

    async def close(self, title: str, told: Content) -> None:
        """Shows the page at the end."""
        with self.app.batch_update():
            await self._take_away()
            self._put("hint", Content(""))
            self._put("title", Content.assemble((said(" ✓ Done "), "reverse $text-success"), "  ", one_line(title)))
            self.query_one("#ask").display = False
            self.add_class("-end")
            self.say(told)

    def say(self, words: Content) -> None:
        """A word under the field: why an answer cannot be kept, or advice. Empty words take it away."""
        if not words and not self._said:
            return  # this is asked for with every key
        self._said = bool(words)
        self._put("note", words)
        if words and self.view is not None:
            self.query_one("#note").scroll_visible(animate=False)

    def show_example(self, words: Content) -> None:
        """What an answer may look like; empty words take it away."""
        self._put("example", words)

    def show_last(self, words: str) -> None:
        """What was answered last time; empty words take it away."""
        if words or self.query_one("#last").display:  # this is asked for with every key
            self._put("last", plain(words))

    def show_seen(self, words: Content) -> None:
        """Who else may see the answer; empty words take it away."""
        self._put("seen", words)

    @property
    def more_below(self) -> bool:
        """Whether the step goes on below what is in view."""
        field = self.query_one("#field", VerticalScroll)
        return field.max_scroll_y > 0 and not field.is_vertical_scroll_end

    def page(self, way: int) -> None:
        """Moves the text of a step that is longer than the screen."""
        field = self.query_one("#field", VerticalScroll)
        field.scroll_relative(y=way * max(1, field.size.height - 2), animate=False)

    def _put(self, name: str, words: Content) -> None:
        part = self.query_one(f"#{name}", Static)
        part.update(words)
        part.display = bool(words)
