"""The view of `timeline`: the road map, and below it the list of its stops, or one stop as a form in its place."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widget import Widget

from coach.display import display_line
from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.place import LANES, Timeline
from coach.lessons.wording import worded
from coach.plan.moments import read_moment
from coach.words import marked, said

from .arranged import entries
from .drawn import Room, show_region
from .labelled import Block, LabelledView
from .onward import Onward, Press
from .pick import Pick
from .timeline_parts import ROOMY, Map, StopList, Waypoint, When

STOPS = marked("enter opens a stop, a adds one, delete takes it out")
STOP = marked("enter goes to the next line, and back to the stops from the last")
LOW = 18  # a window with fewer lines has the map below the list
PLACEHOLDERS = {
    "behind": marked("2019, 2023-06, early 2021"),
    "ahead": marked("now, next, later, 2027-06"),
}


class TimelineView(LabelledView[Timeline]):
    """The stops of the road map. The drawing changes as one types."""

    DEFAULT_CSS = """
    TimelineView, TimelineView RowList { max-width: 76; }
    TimelineView Block { max-width: 72; }
    TimelineView Block.-airy { grid-gutter: 0; margin: 0; }
    TimelineView.-roomy Block.-airy { grid-gutter: 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", marked("Back to the stops"), show=False, id="timeline.close"),
    ]
    hint = STOPS

    def __init__(self, step: Timeline, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.stops: list[Value] = [_stop(stop, given) for stop in entries(raw, "stops")]
        self.row: int | None = None  # the stop that is being edited
        self._new = False  # whether it was begun just now
        self.list = StopList(step, self.stops, self.open, self._show_map)
        self.map = Map(given.today, step.span, self._waypoints, self._chosen)
        self.lane = Pick([(id, said(name)) for id, name in LANES.items()], "role")
        self.when = When(self.line("when", placeholder=said(PLACEHOLDERS[step.span])), given.today)
        self._days["when"] = self.when.words
        self.form = Block(*self._fields())
        self.back = Press(said("Back to the stops (esc)"))
        self._sort()

    def _fields(self) -> list[tuple[str, Widget]]:
        name = self.line("name", placeholder=said("a post, a course, a person, a move"))
        fields: list[tuple[str, Widget]] = [(said("Stop"), name), (said("When"), self.when), (said("Lane"), self.lane)]
        tell = worded(self.step.tell, self.given)
        return [*fields, (tell, self.line("said"))] if tell else fields

    def compose(self) -> ComposeResult:
        parts = [Room(self.list, others=self._other_lines), self.form, self.back]
        yield from [*parts, self.map] if self._map_below else [self.map, *parts]

    def _other_lines(self, width: int) -> int:
        return 0 if self._map_below else len(self.map.drawn(width)) + 1

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    def on_resize(self) -> None:
        """In a low window what is typed stands first, and the map below it."""
        last = self.children[-1] is self.map
        if self._map_below and not last:
            self.move_child(self.map, after=self.back)
            self._reveal_soon()
        elif last and not self._map_below:
            self.move_child(self.map, before=0)
            self._reveal_soon()
        self.map.set_class(self._map_below, "-below")
        self.set_class(self.app.size.height >= ROOMY, "-roomy")

    @property
    def _map_below(self) -> bool:
        return self.app.size.height < LOW

    def _reveal_soon(self) -> None:
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        """Brings what has the focus into view; all of it, with the map, where there is room."""
        focused = self.screen.focused
        if focused is None or not self.has_focus_within:
            return
        show_region(self, Region(0, 0, 1, self.size.height))
        if focused is self.list:
            self.list.reveal()
        else:
            show_region(focused, Region(0, 0, 1, 1))

    def focus_field(self) -> None:
        field = self.list if self.row is None else self._lines["name"]
        self.screen.set_focus(field, scroll_visible=False)
        self._reveal_soon()

    # --- what stands there -----------------------------------------------------------

    def raw(self) -> Value:
        return {**self.first, "stops": [self._kept(stop) for stop in self.stops if _says(stop)]}

    def _kept(self, stop: Value) -> Value:
        """A stop with its time as it is kept: `in 2 years` means another year by then."""
        moment = read_moment(stop["when"], self.given.today)
        return {**stop, "when": moment.kept if moment else stop["when"]}

    def _waypoints(self) -> list[Waypoint]:
        return [self._waypoint(stop) for stop in self.stops if _says(stop)]

    def _waypoint(self, stop: Value) -> Waypoint:
        record = self.given.plan.record("stops", stop["id"])
        when = str(self._kept(stop)["when"])
        usual = "reached" if self.step.span == "behind" else "now" if when == "now" else "aimed"
        name = display_line(stop["name"]) or "…"
        return Waypoint(stop["id"], name, when, stop["lane"], getattr(record, "status", None) or usual)

    def _chosen(self) -> str:
        """The stop that the next key acts on."""
        row = self.row if self.row is not None else self.list.cursor if self.list.has_focus else len(self.stops)
        return str(self.stops[row]["id"]) if row < len(self.stops) else ""

    def _show_map(self) -> None:
        for stop in self.stops:  # rows that came by pasting have but a name
            stop |= _stop(stop, self.given)
        self.map.redraw()

    def _sort(self) -> None:
        """Puts the stops in the order of time. The list itself stays the same: others hold it."""
        order = {point.id: n for n, point in enumerate(self.map.in_order())}
        self.stops.sort(key=lambda stop: order.get(stop["id"], len(order)))

    def tell(self) -> None:
        if self.row is not None:
            stop = self.stops[self.row]
            stop |= {"name": self.text("name"), "when": self.text("when"), "lane": self.lane.value or "role"}
            stop |= {"said": self.text("said")} if "said" in self._lines else {}
        self._show_map()
        super().tell()

    # --- one stop ----------------------------------------------------------------------

    def open(self, at: int, typed: str = "") -> None:
        """Edits a stop; the one after the last is new."""
        self._new = at == len(self.stops)
        if self._new:
            self.stops.append(_stop({}, self.given))
        stop = self.stops[at]
        for name, field in self._lines.items():
            field.put(str(stop.get(name) or ""))
        self.when.words.show(self.text("when"))
        self.lane.put(stop["lane"])
        self.row = at
        self._show()
        self.map.redraw()
        if typed:
            self._lines["name"].insert_text_at_cursor(typed)

    def _show(self) -> None:
        """The list, or the stop in its place. What gets the focus is shown before what had it goes: or it wanders."""
        form = (self.form, self.back)
        showing, hiding = (form, (self.list,)) if self.row is not None else ((self.list,), form)
        for widget in showing:
            widget.display = True
        if self.has_focus_within:
            self.focus_field()
        for widget in hiding:
            widget.display = False
        self.say_keys(STOPS if self.row is None else STOP)
        self.refresh_bindings()

    @on(Onward.Pressed)
    def _pressed(self, message: Onward.Pressed) -> None:
        message.stop()
        self._close()

    def _close(self) -> None:
        if self.row is None:
            return
        stop, self.row = self.stops[self.row], None
        stop["when"] = self._kept(stop)["when"]
        if not _says(stop):
            self.stops.remove(stop)
        self._sort()
        last = self.list.adds if self.list.adds >= 0 else self.list.ends
        self.list.cursor = last if self._new or stop not in self.stops else self.stops.index(stop)
        self._show()
        self.list.redraw()
        self.tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that closes a stop is not ours while none is open."""
        return self.row is not None if action == "close" else super().check_action(action, parameters)

    def action_close(self) -> None:
        """Back to the stops, with this one as it stands."""
        self._close()

    def fields(self) -> list[Widget]:
        """The list; or the fields of the stop that is open."""
        if self.row is None:
            return [self.list]
        return [widget for widget in super().fields() if widget is not self.list]

    def after(self, field: Widget) -> None:
        """Enter goes to the next field, from the last one back to the list, and on from there."""
        if self.row is not None and self.neighbour(field, 1) is self.back:
            self._close()
        else:
            super().after(field)

    @on(Map.Pressed)
    def _map_pressed(self, message: Map.Pressed) -> None:
        message.stop()
        row = next((n for n, stop in enumerate(self.stops) if stop["id"] == message.id), None)
        if row is not None:
            self.focus_field()
            self.open(row)


def _stop(stop: Value, given: Given) -> Value:
    """A stop with everything that it needs, whatever a draft says of it."""
    lane = stop.get("lane")
    known = {"id": str(stop.get("id") or given.new_id()), "lane": lane if lane in LANES else "role"}
    return {**stop, **known, **{name: str(stop.get(name) or "") for name in ("name", "when", "said")}}


def _says(stop: Value) -> bool:
    """Whether there is anything in it."""
    return any(str(stop.get(name) or "").strip() for name in ("name", "when", "said"))
