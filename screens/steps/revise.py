"""The view of `revise`: one record after another, what happens with it, and in place the word that this asks for."""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.layout import WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.revise import Revise
from coach.lessons.wording import worded
from coach.words import marked, said

from .arranged import Arranged
from .cases import DONE, Cases, cases
from .drawn import Drawn, Room, show_region
from .slotted import INDENT

TIGHT = 18  # lines of a terminal below which there is no room for empty ones


class StillLeft(Drawn):
    """How many records are left to look at: always in view."""

    DEFAULT_CSS = """
    StillLeft { margin: 0 0 1 0; }
    """
    left, of = 0, 0

    def draw(self, width: int) -> list[Content]:
        if self.left:
            words = Content.styled(said("{left} of {of} still to look at", left=self.left, of=self.of), "bold")
        else:
            done = said("All {of} looked at.", of=self.of) if self.of > 1 else said("Done.")
            words = Content.styled(DONE, "$success") + Content(done)
        return words.wrap(max(8, width))


class Sheet(Widget):
    """The records, and over the lines that they leave free, the fields. `line_of` says where a field goes."""

    DEFAULT_CSS = """
    Sheet { height: auto; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", marked("Up"), show=False, id="revise.up"),
        Binding("down", "go(1)", marked("Down"), show=False, id="revise.down"),
    ]

    class Gone(Message):
        """The person goes up or down out of a field, or past the first or last record."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, line_of: Callable[[Widget], int | None]) -> None:
        super().__init__()
        self._line_of = line_of

    def process_layout(self, placements: list[WidgetPlacement]) -> list[WidgetPlacement]:
        """Puts each field on its line."""
        width = max((placement.region.width for placement in placements), default=0)
        lines = [self._line_of(placement.widget) for placement in placements]
        return [
            placement if line is None else placement._replace(region=Region(INDENT, line, width - INDENT - 2, 1))
            for placement, line in zip(placements, lines, strict=True)
        ]

    def action_go(self, by: int) -> None:
        """Up or down."""
        self.post_message(self.Gone(by))


class ReviseView(Arranged[Revise]):
    """Records to go through."""

    DEFAULT_CSS = """
    ReviseView.-tight StillLeft { margin: 0; }
    """
    hint = marked("a number decides, enter goes on")

    def __init__(self, step: Revise, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        found = cases(step, given, raw)
        self._cases = Cases(found, given, self._turn, self._place)
        self.hint = self.hint if found else marked("enter goes on")
        self._cases.nothing = worded(step.empty, given) or self._cases.nothing
        self._left = StillLeft()
        self._sheet = Sheet(self._line_of)
        self._places: dict[str, int | None] = {}  # the lines on which the fields lie
        self._case = self._cases.case  # the one whose words stand in the fields
        self._at = self._case.at if self._case else None  # and what was to happen with it

    def compose(self) -> ComposeResult:
        case = self._case
        yield self._left
        with Room(others=self._others), self._sheet:
            yield self._cases
            yield self.line("said", case.said if case else "")
            yield self.line("reason", case.reason if case else "")
        self._left.display = bool(self._cases.cases)
        self._count()
        for name in self._lines:
            self._lines[name].display = False

    def _others(self, width: int) -> int:
        tight = self.has_class("-tight")
        return len(self._left.drawn(width)) + (not tight) if self._left.display else 0

    def on_resize(self) -> None:
        """No empty line where each line counts."""
        self.set_class(self.app.size.height < TIGHT, "-tight")

    def raw(self) -> Value:
        return {"decisions": [case.raw() for case in self._cases.cases if case.action]}

    def tell(self) -> None:
        """Also counts what is left."""
        self._count()
        super().tell()

    def _count(self) -> None:
        found = self._cases.cases
        now = sum(not case.decided for case in found), len(found)
        if now != (self._left.left, self._left.of):
            self._left.left, self._left.of = now
            self._left.redraw()

    # --- the words of the highlighted record -------------------------------------------

    def _turn(self) -> None:
        """Another record, or another action: what stands in the fields is kept, and its own words come into them."""
        self._keep()
        self._case = self._cases.case
        self._at = self._case.at if self._case else None
        for name, field in self._lines.items():
            words = getattr(self._case, name, "")
            if field.value != words:
                field.put(words)

    def _keep(self) -> None:
        if self._case is not None and self._lines:
            self._case.keep(self._at, self.text("said"), self.text("reason"))

    def _line_of(self, widget: Widget) -> int | None:
        """The line on which a field lies."""
        return next((self._cases.slot(name) for name, field in self._lines.items() if field is widget), None)

    def _place(self) -> None:
        """Shows the fields that are asked for, where they are asked for."""
        places = {name: self._cases.slot(name) for name in self._lines}
        if places != self._places:
            self._places = places
            for name, line in places.items():
                self._lines[name].display = line is not None
            self._sheet.refresh(layout=True)

    def edited(self, name: str) -> None:
        if self._case is None or self._case is not self._cases.case:
            return
        before = self._case.decided
        self._keep()
        if self._case.decided != before or (self._case.action and self._case.action.number):
            self._cases.redraw()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Brings a field into view together with its question."""
        line = self._line_of(event.widget)
        if line is not None:
            self.call_after_refresh(show_region, self._cases, Region(0, line - 1, 1, 2))

    # --- from one to the next ------------------------------------------------------------

    def _asked(self) -> list[Widget]:
        """The fields that the highlighted record asks to be filled."""
        return [field for field in self._lines.values() if field.display]

    @on(Cases.Chosen)
    def _chosen(self, message: Cases.Chosen) -> None:
        message.stop()
        if asked := self._asked():
            asked[0].focus()
        elif message.fresh and (row := self._cases.following()) is not None:
            self._cases.go(row)

    def after(self, field: Widget) -> None:
        """Enter: to the next field of this record, then to the next record that is left, then on."""
        asked = self._asked()
        at = asked.index(field) + 1 if field in asked else 0
        if at < len(asked):
            asked[at].focus()
        elif self._case is None or self._case.action is None or (row := self._cases.following()) is None:
            self.done()
        elif row == self._cases.cursor:
            asked[0].focus()  # the word that it asks for is still missing
        else:
            self._go(row)

    @on(Sheet.Gone)
    def _up_or_down(self, message: Sheet.Gone) -> None:
        """From a field, or from the first or last record."""
        message.stop()
        stops = [self._cases, *self._asked()]
        focused = self.screen.focused
        at = (stops.index(focused) if focused in stops else 0) + message.by
        if 0 <= at < len(stops):
            stops[at].focus(scroll_visible=stops[at] is not self._cases)
        elif at > 0 and self._cases.cursor + 1 < self._cases.count():
            self._go(self._cases.cursor + 1)

    def _go(self, row: int) -> None:
        self._cases.focus(scroll_visible=False)  # the list is longer than what is seen of it: its row is shown
        self._cases.go(row)
