"""Plan: everything that was recorded, part by part. Every record can be seen in full, added to, and changed here."""

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.plan.forms import links, statuses
from coach.plan.parts import PARTS, PlanPart, part_of
from coach.plan.records import Assessment, NextStep, Record, ReviewDate, Skill, Stop
from coach.words import marked, said, said_of

from ..base import About, Command, OpenLesson
from ..widgets.lines import KeyLine, PlaceLine
from ..widgets.rows import Rows
from .facts import told
from .map_view import MapView
from .part_line import PartLine
from .record_place import RecordPlace
from .sections import filled, part_rows

ROAD_MAP = "road-map"


class PlanScreen(RecordPlace):
    """The plan, whole."""

    about = About(
        marked("Plan"),
        marked(
            "Everything you have recorded, part by part: [ and ] go from part to part. Enter opens what is selected, "
            "to read it and to change it; on an empty part it opens the lesson that fills it. a adds, s sets how "
            "something stands, l links it to something else, v says who may see it, n makes a next step from it, and "
            "x ends it or takes it out. On the road map the arrows go from stop to stop. Nothing is lost: u takes "
            "back whatever was done; h shows what a record has been through, H what has changed in the whole plan, "
            "o what you rated over time. The plan is also a readable file on your disk."
        ),
    )
    DEFAULT_CSS = """
    PlanScreen #column { width: 1fr; height: 1fr; }
    PlanScreen #map-box { height: auto; max-height: 60%; margin: 0 0 1 0; scrollbar-size-vertical: 1; }
    PlanScreen.-low #map-box { max-height: 50%; margin: 0; }
    """
    BINDINGS = [
        Binding("right_square_bracket", "part(1)", marked("Next part"), id="part.next", key_display="]"),
        Binding(
            "left_square_bracket", "part(-1)", marked("Part before"), show=False, id="part.before", key_display="["
        ),
        Binding("h", "history", marked("Its history"), id="plan.history"),
        Binding("H", "history(True)", marked("What has changed"), id="plan.changed"),
        Binding("o", "over_time", marked("Over time"), id="plan.over-time"),
    ]

    part: PlanPart = PARTS[0]
    sought: str = ""  # the record that somebody came here to see; it stands here even where its like do not

    def compose(self) -> ComposeResult:
        yield PlaceLine("plan")
        yield PartLine(lambda part: filled(self.workspace.plan, part))
        with Horizontal(id="page"):
            with Vertical(id="column"):
                with VerticalScroll(id="map-box", can_focus=False):
                    yield MapView()
                yield Rows(id="rows")
            yield Static(id="aside")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Rows).focus()

    def redraw(self) -> None:
        plan = self.workspace.plan
        kept = sum(len(rows) for table, rows in plan.tables.items() if table != "settings")
        self.query_one(PlaceLine).tell(said_of(kept, "{n} record, all saved", "{n} records, all saved"))
        self.query_one(PartLine).show(self.part.id)
        self._draw_part()

    def _draw_part(self, key: str = "") -> None:
        stops = [stop for stop in self.workspace.plan.all(Stop) if stop.status != "dropped"]
        box, map = self.query_one("#map-box"), self.query_one(MapView)
        box.display = self.part.id == ROAD_MAP and bool(stops)
        map.show(stops if box.display else [], self.workspace.today)
        rows = self.query_one(Rows)
        if map.has_focus and not box.display:
            rows.focus()
        rows.show(part_rows(self.desk, self.part, self.sought), key)
        self._tell()

    # --- the parts ---------------------------------------------------------------

    def open_part(self, part: PlanPart, key: str = "") -> None:
        """Shows a part of the plan, from its beginning or at a row."""
        self.part, self.sought = part, key
        rows = self.query_one(Rows)
        rows.show([])  # the selection of the part before is none here
        rows.scroll_home(animate=False)
        self.query_one(PartLine).show(part.id)
        self._draw_part(key)
        on_map = self.query_one("#map-box").display and (not key or key.startswith("stops/"))
        self.query_one(MapView).focus() if on_map else rows.focus()

    def action_part(self, way: int) -> None:
        """The part after this one, or before; after the last comes the first."""
        at = PARTS.index(self.part) + way
        self.open_part(PARTS[at % len(PARTS)])

    @on(PartLine.Chosen)
    def _part(self, event: PartLine.Chosen) -> None:
        self.open_part(next(part for part in PARTS if part.id == event.part))

    def show_record(self, table: str, id: str) -> None:
        self.show_at(f"{table}/{id}")

    def show_at(self, key: str) -> None:
        part = part_of(key.partition("/")[0])
        if part is self.part:
            self.sought = key
            self._draw_part(key)
        else:
            self.open_part(part, key)

    # --- the selection -----------------------------------------------------------

    def chosen_record(self) -> Record | None:
        table, _, id = self.query_one(Rows).key.partition("/")
        return self.workspace.plan.record(table, id)

    def table_here(self) -> str:
        key = self.query_one(Rows).key
        if key.startswith("new:"):
            return key.partition(":")[2]
        before, _, after = key.partition("/")
        return after if before.startswith("lesson:") else before

    def tables_here(self) -> tuple[str, ...]:
        return self.part.tables

    def hints(self) -> list[tuple[str, str]]:
        record = self.chosen_record()
        always = [("add", said("add")), ("part(1)", said("next part")), ("undo", said("undo")), ("help", said("help"))]
        if isinstance(record, NextStep):
            done = said("done") if record.open else said("reopen")
            return [("choose", said("open ⟨do⟩")), ("done", done), ("move", said("move")), *always]
        if record is None:
            return [("choose", said("open ⟨do⟩")), *always[:-1], ("palette", said("everything")), always[-1]]
        return [("choose", said("edit")), *self._more_hints(record), *always]

    def _more_hints(self, record: Record) -> list[tuple[str, str]]:
        """The keys that are most worth knowing for a record."""
        if isinstance(record, Skill):
            return [("next_step", said("next step"))]
        if isinstance(record, Assessment):
            return [("over_time", said("over time"))]
        if isinstance(record, ReviewDate):
            return [("done", said("look again")), ("move", said("another day"))]
        if statuses(type(record)):
            return [("status", said("status"))]
        return [("link", said("link"))] if links(type(record)) else [("in_full", said("in full"))]

    def commands(self) -> list[Command]:
        names = {part.id: said("Plan: {part}", part=said(part.title)) for part in PARTS}
        jumps = [Command(names[part.id], partial(self.open_part, part), "] [") for part in PARTS]
        return [*self.record_commands(), *jumps]

    def action_history(self, whole: bool = False) -> None:
        """What the selected record has been through; without one, or when asked for, what the whole plan has."""
        from ..history import open_history

        record = None if whole else self.chosen_record()
        open_history(self, (record.table, record.id) if record else None)

    def action_over_time(self) -> None:
        """What was rated, sitting after sitting, from what is selected; and what was done, month after month."""
        from ..pictures import open_pictures

        record = self.chosen_record()
        open_pictures(self, record.instrument if isinstance(record, Assessment) else None)

    # --- moving about --------------------------------------------------------------

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        record = self.chosen_record()
        self.query_one(MapView).choose(record.id if isinstance(record, Stop) else "")
        aside = self.query_one("#aside", Static)
        if aside.display:  # it has its size from the screen, so what it says never lays the screen out anew
            full: Content = told(record, self.desk.library, self.workspace.plan) if record else Content("")
            aside.update(full, layout=False)
        self.refresh_bindings()

    def on_resize(self) -> None:
        self.call_after_refresh(self._tell)

    @on(Rows.Marked)
    def _marked(self) -> None:
        self.action_done()

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if self.chosen_record() is not None:
            self.action_edit()
        elif event.key.startswith("lesson:"):
            self.post_message(OpenLesson(event.key.partition(":")[2].partition("/")[0]))
        elif event.key.startswith("new:"):
            self.action_add()

    @on(MapView.Moved)
    def _on_map(self, event: MapView.Moved) -> None:
        self.query_one(Rows).select(f"stops/{event.id}")

    @on(MapView.Chosen)
    def _open_stop(self, event: MapView.Chosen) -> None:
        self.query_one(Rows).select(f"stops/{event.id}")
        self.action_edit()

    @on(MapView.Left)
    def _down_from_map(self) -> None:
        self.query_one(Rows).focus()
