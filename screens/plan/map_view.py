"""The road map as a place to move in: the arrows go from stop to stop, Enter opens the one that is chosen."""

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from coach.plan.records import Stop
from coach.plan.roadmap import RoadMap, road_map
from coach.words import marked

from ..widgets.roadmap import SIDE, TOP, cells, drawn_map

ANCHORS = ("now", "next", "later")


class MapView(Widget, can_focus=True):
    """The drawn map. What is chosen here is chosen in the list below it, too."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    MapView { height: auto; width: 1fr; padding: 0 0 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1, 0)", marked("Stop before"), show=False, id="map.left"),
        Binding("right", "go(1, 0)", marked("Stop after"), show=False, id="map.right"),
        Binding("up,k", "go(0, -1)", marked("Lane above"), show=False, id="map.up"),
        Binding("down,j", "go(0, 1)", marked("Lane below"), show=False, id="map.down"),
        Binding("enter", "choose", marked("Open"), id="choose"),
    ]

    class Moved(Message):
        """Another stop is chosen."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Chosen(Moved):
        """Enter was pressed on a stop, or it was clicked a second time."""

    class Left(Message):
        """The way led down, out of the map."""

    def __init__(self) -> None:
        super().__init__(id="map")
        self.stops: Sequence[Stop] = ()
        self.today = dt.date.min
        self.chosen = ""
        self._placed: tuple[int, RoadMap] | None = None

    def show(self, stops: Sequence[Stop], today: dt.date) -> None:
        """Shows other stops."""
        self.stops, self.today, self._placed = stops, today, None
        self.refresh(layout=True)

    def choose(self, id: str) -> None:
        """Marks a stop as the chosen one, and brings it into view."""
        if id != self.chosen:
            self.chosen = id
            self.refresh()
            self.call_after_refresh(self._reveal)

    def placed(self, width: int) -> RoadMap:
        """The stops where they stand in so many cells."""
        if self._placed is None or self._placed[0] != width:
            map = road_map(self.stops, self.today, max(1, width - SIDE), anchors=ANCHORS, measure=cells)
            self._placed = (width, map)
        return self._placed[1]

    @property
    def map(self) -> RoadMap:
        """The map as it stands on the screen."""
        return self.placed(self.content_size.width)

    def render(self) -> RenderResult:
        return Content("\n").join(drawn_map(self.map, self.chosen))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return TOP + sum(len(lane.rows) for lane in self.placed(width).lanes)

    def _reveal(self) -> None:
        row = self.map.row_of(self.chosen)
        box = self.parent
        if row >= 0 and isinstance(box, VerticalScroll):
            top = 0 if row == 0 else TOP + row  # with the times, when it is the first
            box.scroll_to_region(Region(0, top, 1, TOP + row + 1 - top), animate=False, force=True)

    def action_go(self, across: int, down: int) -> None:
        """To the stop beside, above or below; from the last row, down into the list."""
        id = self.map.beside(self.chosen, across, down)
        if id:
            self.post_message(self.Moved(id))
        elif not self.chosen and self.stops:
            self.post_message(self.Moved(self.stops[0].id))
        elif down > 0:
            self.post_message(self.Left())

    def action_choose(self) -> None:
        """Opens the chosen stop."""
        if self.chosen:
            self.post_message(self.Chosen(self.chosen))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        id = self.map.at(offset.x - SIDE, offset.y - TOP) if offset else ""
        if id:
            self.post_message(self.Chosen(id) if id == self.chosen else self.Moved(id))
