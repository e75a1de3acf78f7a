"""The first and the last line of a screen: where one is, and which keys do something here."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from coach.words import marked, said

from ..drawing import ACCENT, QUIET, joined, one_line, spread

MOST_KEYS = 6
PLACES = {"today": marked("Today"), "learn": marked("Learn"), "plan": marked("Plan")}
CLIENTS = {"clients": marked("Clients")}  # there for whoever has some, and where they are


class Line(Widget):
    """One line that can be clicked in parts."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; max-width: 116; padding: 0 2 0 4; color: $text-muted; }
    Line.head { margin-bottom: 1; }
    """


class PlaceLine(Line):
    """The places by number, the one that is open underlined; to the right a small fact."""

    def __init__(self, place: str) -> None:
        super().__init__(classes="head")
        self.place = place
        self.fact: Content = Content("")

    def tell(self, fact: str | Content) -> None:
        """Sets the small fact."""
        self.fact = one_line(fact, QUIET) if isinstance(fact, str) else fact
        self.refresh()

    def render(self) -> RenderResult:
        tabs = [self._tab(n, place) for n, place in enumerate(self._places(), 1)]
        left = joined(tabs, "   ")
        left = left if left.cell_length <= self.size.width else joined(tabs, " ")
        room = self.size.width - left.cell_length - 3
        return spread(left, self.fact if self.fact.cell_length <= room else Content(""), self.size.width)

    def _places(self) -> dict[str, str]:
        coaches = self.place in CLIENTS or getattr(self.app, "coaching", False)
        return PLACES | CLIENTS if coaches else PLACES

    def _tab(self, n: int, place: str) -> Content:
        key = (f"{n} ", "$text-faint")
        word = (said(self._places()[place]), "$text bold underline" if place == self.place else QUIET)
        return Content.assemble(key, word).stylize(Style.from_meta({"place": place}))

    def on_click(self, event: events.Click) -> None:
        place = event.style.meta.get("place")
        if place in self._places():
            self.app.switch_mode(str(place))


class KeyLine(Line):
    """The keys for what is focused, at most six. A click on one presses it."""

    most: ClassVar[int] = MOST_KEYS

    def __init__(self, hints: Callable[[], list[tuple[str, str]]]) -> None:
        super().__init__()
        self.hints = hints  # actions (or ids of keys) of this moment, each with its word; the last is always shown

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda screen: self.refresh())

    def render(self) -> RenderResult:
        *others, last = [*self._hints()] or [Content("")]
        shown = [*others[: self.most - 1], last]
        while len(shown) > 1 and self._length(shown, 2) > self.size.width:
            del shown[-2]  # the last one, help, always stays
        gap = 3 if self._length(shown, 3) <= self.size.width else 2
        return Content(" " * gap).join(shown)

    def _length(self, shown: list[Content], gap: int) -> int:
        return sum(hint.cell_length for hint in shown) + gap * (len(shown) - 1)

    def _hints(self) -> Iterator[Content]:
        active = [found.binding for found in self.screen.active_bindings.values() if found.enabled]
        for actions, word in self.hints():
            if binding := _first_of(actions, active):
                press = Style.from_meta({"press": binding.key})
                key = self.app.get_key_display(binding)
                yield Content.assemble((key, ACCENT), " ", one_line(word, QUIET)).stylize(press)

    def on_click(self, event: events.Click) -> None:
        if key := event.style.meta.get("press"):
            self.app.simulate_key(str(key))


def _first_of(actions: str, active: list[Binding]) -> Binding | None:
    """The key for the first of some actions (`one|another`) that there is a key for; a key's own id will do as well."""
    found = (b for action in actions.split("|") for b in active if action in (b.action, b.id))
    return next(found, None)
