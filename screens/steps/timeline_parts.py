"""The parts of the timeline's view: the map, the list of stops, and the field for a time."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.actions import SkipAction
from textual.content import Content
from textual.message import Message

from coach.lessons.kinds import Value
from coach.lessons.kinds.base import Item
from coach.lessons.kinds.place import LANES, Timeline
from coach.lessons.kinds.structure import FieldSpec, Table
from coach.plan.moments import read_moment
from coach.plan.roadmap import RoadMap, in_order, road_map
from coach.words import marked, said

from ..widgets.roadmap import SIDE, TOP, cells, drawn_map
from .drawn import DIM, Drawn
from .entry import Entry
from .labelled import Day, DayWords
from .rows import RowList

ROOMY = 32  # a window with as many lines has empty ones between what belongs apart
ANCHORS = {"behind": ("now",), "ahead": ("now", "next", "later")}


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A stop as the map takes it."""

    id: str
    name: str
    when: str
    lane: str
    status: str


class Map(Drawn):
    """The road map as it stands. A click on a stop opens it."""

    DEFAULT_CSS = """
    Map { margin: 0 0 1 0; max-width: 76; }
    Map.-below { margin: 1 0 0 0; }
    """
    ALLOW_SELECT = False

    class Pressed(Message):
        """A click on a stop."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(
        self,
        today: dt.date,
        span: Literal["behind", "ahead"],
        stops: Callable[[], Sequence[Waypoint]],
        chosen: Callable[[], str],
    ) -> None:
        super().__init__()
        self.today = today
        self.anchors = ANCHORS[span]
        self.stops = stops
        self.chosen = chosen

    def placed(self, width: int) -> RoadMap:
        """The stops where they stand in so many cells."""
        return road_map(self.stops(), self.today, max(1, width - SIDE), anchors=self.anchors, measure=cells)

    def in_order(self) -> list[Waypoint]:
        """The stops by time."""
        return in_order(self.stops(), self.today)

    def draw(self, width: int) -> list[Content]:
        return drawn_map(self.placed(width), self.chosen())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        id = self.placed(self.content_size.width).at(offset.x - SIDE, offset.y - TOP) if offset else ""
        if id:
            event.stop()
            self.post_message(self.Pressed(id))


class StopList(RowList):
    """The stops as rows of a table. They stand in the order of time, so they cannot be carried about."""

    def __init__(
        self, step: Timeline, stops: list[Value], opens: Callable[[int, str], None], moved: Callable[[], None]
    ) -> None:
        super().__init__(_table(step), stops, opens)
        self._moved = moved

    def redraw(self) -> None:
        """Draws again, and the map with it: it shows the stop that the next key acts on."""
        super().redraw()
        self._moved()

    def above(self, row: int, width: int) -> list[Content]:
        """Neither a heading nor an empty line where each line counts: the map above says what the columns are."""
        return super().above(row, width) if row >= self.count() or self.app.size.height >= ROOMY else []

    def action_carry(self, way: int) -> None:
        """Means nothing here."""
        raise SkipAction


def _table(step: Timeline) -> Table:
    """The stops as the table that they are on the screen."""
    lanes = tuple(Item(id=id, label=said(label)) for id, label in LANES.items())
    columns = [
        FieldSpec(id="name", label=said("Stop")),
        FieldSpec(id="when", label=said("When")),
        FieldSpec(id="lane", label=said("Lane"), type="choice", options=lanes),
    ]
    if step.tell:
        columns.append(FieldSpec(id="said", label=step.tell[:80]))
    fields = {"kind": "table", "id": step.id, "title": step.title, "columns": columns, "min_rows": step.min}
    return Table.model_validate({**fields, "max_rows": step.max, "row_name": marked("stop")})


class WhenWords(DayWords):
    """What was understood of a time, in words."""

    def draw(self, width: int) -> list[Content]:
        typed = " ".join(self.text.split())
        moment = read_moment(typed, self.today)
        words = moment.told if moment else said("try 2027, 2027-06, next, later") if typed else ""
        if words.casefold() == typed.casefold() or not words:
            return [Content("")]
        return Content.styled(words, "" if moment else DIM).wrap(max(8, width))


class When(Day):
    """A time as it was typed, and beside it what was understood."""

    def __init__(self, entry: Entry, today: dt.date) -> None:
        super().__init__(entry, WhenWords("", today))
