"""What can be done now in a role-play: the choices of a moment, or the ways on between them."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coach.words import marked

from ..text import one_line
from .drawn import ACCENT, DIM, DrawnList, hanging

AIRY = 32  # lines of terminal from which the choices stand apart


class Way(NamedTuple):
    """A line that leads on: a choice of the story, or something to do between two of its moments."""

    key: str
    label: str
    take: Callable[[], None]
    choice: bool = False


class Ways(DrawnList):
    """The ways on. A choice is taken by letter, number, arrows and enter; none is highlighted to begin with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "take_back", marked("Take the last choice back"), show=False, id="scenario.back"),
    ]

    def __init__(self, back: Callable[[], None]) -> None:
        super().__init__()
        self.ways: list[Way] = []
        self._back = back

    def offer(self, ways: list[Way]) -> None:
        """Shows what can be done now. Enter takes a single way on at once; a choice wants a thought first."""
        self.ways = ways
        self.cursor = -1 if ways and ways[0].choice else 0
        self.redraw()

    def count(self) -> int:
        return len(self.ways)

    def above(self, row: int, width: int) -> list[Content]:
        airy = self.app.size.height >= AIRY and 0 < row < self.count()
        return [Content("")] if airy and self.ways[row].choice else []

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        way = self.ways[row]
        if way.choice:
            lit = here or (self.cursor < 0 and self.has_focus)
            key = Content.styled(f"{way.key}  ", ACCENT if lit else DIM)
            return hanging(self.pointer(here) + key, one_line(way.label), width)
        key = Content.styled(f"   {way.key}", DIM) if way.key else Content("")
        return hanging(self.pointer(here), one_line(way.label, ACCENT if here else "") + key, width)

    # --- what is in view -----------------------------------------------------------

    def _around(self) -> Widget | None:
        """What scrolls around the story."""
        return next((n for n in self.ancestors if isinstance(n, Widget) and n.allow_vertical_scroll), None)

    def _unseen(self) -> bool:
        """Whether the highlighted row, or else the first, is below what is in view."""
        around, row = self._around(), max(0, self.cursor)
        if around is None or row >= len(self._tops):
            return False
        return self.region.y + self._tops[row][0] >= around.region.bottom

    def _reveal(self) -> None:
        if self.cursor >= 0:
            super()._reveal()

    # --- keys ------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """The row above or below; while the ways are out of sight, the key scrolls."""
        if by > 0 and self._unseen():
            raise SkipAction
        super().action_move(by)

    def enter(self, row: int) -> None:
        """Takes the highlighted way; turns the page while the ways are out of sight."""
        around = self._around()
        if self._unseen() and around is not None:
            around.scroll_page_down(animate=False)
        elif row < 0:
            self.go(0)
        elif row < self.count():
            self.ways[row].take()

    def mark(self, row: int) -> None:
        """Space does the same as enter."""
        self.enter(row)

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click takes a way."""
        self.ways[row].take()

    def digit(self, number: int) -> bool:
        """A choice by its number."""
        if not 1 <= number <= self.count() or not self.ways[number - 1].choice:
            return False
        self.ways[number - 1].take()
        return True

    def letter(self, character: str) -> bool:
        """A way by its letter; `u` takes the last choice back at any time."""
        found = next((way for way in self.ways if way.key == character.lower()), None)
        if found is not None:
            found.take()
        elif character.lower() == "u":
            self._back()
        else:
            return False
        return True

    def action_take_back(self) -> None:
        """Takes the last choice back."""
        self._back()
