"""The view of `grid`: items placed between two axes; or two uncertainties and the four corners that they make."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.place import Grid
from coach.words import marked

from .arranged import Arranged
from .drawn import Room, show_region
from .grid_board import Board
from .grid_corners import Corners
from .grid_items import Held, Legend
from .grid_plane import Plane

NARROW = 60  # with less room than this the list of items stands below the grid


class Placing(Horizontal):
    """The grid and the list of its items, beside each other or below."""

    DEFAULT_CSS = """
    Placing { height: auto; width: 1fr; }
    Placing Room { width: 1fr; margin: 0 0 0 2; }
    Placing.-narrow { layout: vertical; }
    Placing.-narrow Room { margin: 1 0 0 0; }
    """


class GridView(Arranged[Grid]):
    """What is placed, or what the person names."""

    DEFAULT_CSS = """
    GridView { max-width: 76; }
    """
    hint = marked("enter takes the next one, and goes on from the last")

    def __init__(self, step: Grid, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.corners = Corners(step, raw, self.line) if step.own_corners else None
        self.board = Board(step, [] if step.own_corners else step.choices(given), raw)
        self.plane = Plane(self.board)
        self.held = Held(self.board)
        self.legend = Legend(self.board)
        self.room = Room(self.legend, others=self._other_lines)
        self.placing = Placing(self.plane, self.room)
        self._around = Size()  # the room around it when it was last laid out

    def compose(self) -> ComposeResult:
        if self.corners is not None:
            yield self.corners
        else:
            yield self.held
            yield self.placing

    def on_mount(self) -> None:
        super().on_mount()
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def _laid_out(self, _screen: Screen[Any]) -> None:
        """Follows when there is more or less room around: what was in view may not be any more."""
        around = self.parent.size if isinstance(self.parent, Widget) else Size()
        if around != self._around:
            self._around = around
            self.call_after_refresh(self._follow)

    def on_resize(self) -> None:
        width = self.size.width
        narrow = width < NARROW
        self.placing.set_class(narrow, "-narrow")
        self.plane.styles.width = "1fr" if narrow else self.plane.beside_width(width)
        self.held.display = not self.plane.low

    def _other_lines(self, width: int) -> int:
        """The lines above the list of items."""
        above = len(self.held.drawn(self.size.width)) + 1
        if self.placing.has_class("-narrow"):
            above += len(self.plane.drawn(self.size.width)) + 1
        return above

    def raw(self) -> Value:
        if self.corners is not None:
            return {**self.first, **self.corners.raw()}
        return {**self.first, **self.board.raw()}

    def focus_field(self) -> None:
        if self.corners is not None:
            self.corners.focus_field()
        else:
            self._to_plane()

    def _to_plane(self) -> None:
        self.screen.set_focus(self.plane, scroll_visible=False)
        self.call_after_refresh(self._follow)

    # --- placing -----------------------------------------------------------------------

    @on(Plane.Moved)
    def _moved(self, message: Plane.Moved) -> None:
        message.stop()
        self.tell()

    @on(Plane.Finished)
    def _finished(self, message: Plane.Finished) -> None:
        message.stop()
        self.done()

    def tell(self) -> None:
        """Also shows what is held now, and where."""
        if self.corners is None:
            self.held.redraw()
            self.plane.redraw()
            self.legend.follow()
            self.call_after_refresh(self._follow)
        super().tell()

    def _follow(self) -> None:
        """Brings the held item into view, in the list and on the grid."""
        if self.corners is not None:
            return
        top, height = self.legend.top(self.board.held)
        self.room.scroll_to_region(Region(0, top, 1, height), animate=False, immediate=True, force=True)
        if self.plane.has_focus:
            row, tall = self.plane.line_of(self.board.at[1])
            for region in (Region(0, 0, 1, row + tall), Region(0, row, 1, tall)):  # with the top, if there is room
                show_region(self.plane, region)

    def edited(self, name: str) -> None:
        if self.corners is not None:
            self.corners.edited(name)

    def after(self, field: Widget) -> None:
        """From the list of items, enter goes back to the grid with the one that it is on."""
        if field is self.legend:
            self._to_plane()
            self.tell()
        else:
            super().after(field)
