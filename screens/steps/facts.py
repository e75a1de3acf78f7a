"""The view of `facts`: what the checks found, grouped; what is marked asks in place what it could mean."""

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.base import line
from coach.lessons.kinds.facts import Facts
from coach.words import marked, said

from .arranged import AddLine, Arranged
from .drawn import Drawn, Room, show_region
from .fact_list import QUESTIONS, FactList, all_shown
from .revise import Sheet

TIGHT = 30  # lines of a terminal below which there is no room for empty ones


class HowMany(Drawn):
    """How many facts are marked: always in view."""

    DEFAULT_CSS = """
    HowMany { margin: 0 0 1 0; }
    """
    words = Content("")

    def draw(self, width: int) -> list[Content]:
        return self.words.wrap(max(8, width)) if self.words else []


class FactsView(Arranged[Facts]):
    """Facts to mark, and what they could mean."""

    DEFAULT_CSS = """
    FactsView AddLine { margin: 1 0 0 4; }
    FactsView.-tight HowMany { margin: 0; }
    FactsView.-tight AddLine { margin: 0 0 0 4; }
    """
    hint = marked("space marks, enter marks and asks what it could mean, ctrl+n goes on")

    def __init__(self, step: Facts, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._found = step.shown(raw, given)
        self._list = FactList(all_shown(step, given, raw), step.most, self._turn, self._place)
        self._sheet = Sheet(self._line_of)
        self._many = HowMany()
        self._add = AddLine(placeholder=said("A fact of your own: type it, then enter"))
        self._places: dict[str, int | None] = {}
        self._fact = self._list.fact  # the one whose words stand in the fields

    def compose(self) -> ComposeResult:
        yield self._many
        with Room(others=self._others), self._sheet:
            yield self._list
            for name in QUESTIONS:
                yield self.line(name, self._fact.said[name] if self._fact else "")
        yield self._add
        self._count()
        for field in self._lines.values():
            field.display = False

    def _others(self, width: int) -> int:
        return len(self._many.drawn(width)) + 1 + (0 if self.has_class("-tight") else 2)

    def on_resize(self) -> None:
        """No empty line where each line counts."""
        self.set_class(self.app.size.height < TIGHT, "-tight")

    def focus_field(self) -> None:
        (self._list if self._list.facts else self._add).focus()

    def raw(self) -> Value:
        raw: Value = {"found": self._found, "facts": [fact.raw() for fact in self._list.facts if fact.marked]}
        return raw | ({"on": self.first["on"]} if "on" in self.first else {})

    def tell(self) -> None:
        """Also counts anew."""
        self._count()
        super().tell()

    def _count(self) -> None:
        many, most = self._list.marked, self.step.most
        words = (
            said("{many} of up to {most} marked", many=many, most=most)
            if many <= most
            else said("{many} marked, {over} more than fit here", many=many, over=many - most)
        )
        self._many.words = Content.styled(words, "bold" if many <= most else "$text-error bold")
        self._many.redraw()

    # --- the words of the highlighted fact -------------------------------------------

    def _turn(self) -> None:
        """Another fact: what stands in the fields is kept, and its own words come into them."""
        self._keep()
        self._fact = self._list.fact
        for name, field in self._lines.items():
            words = self._fact.said[name] if self._fact else ""
            if field.value != words:
                field.put(words)

    def _keep(self) -> None:
        if self._fact is not None and self._lines:
            self._fact.said = {name: line(self.text(name)) for name in QUESTIONS}

    def edited(self, name: str) -> None:
        if self._fact is not None and self._fact is self._list.fact:
            self._keep()

    def _line_of(self, widget: Widget) -> int | None:
        return next((self._list.slot(name) for name, field in self._lines.items() if field is widget), None)

    def _place(self) -> None:
        """Shows the fields that are asked for, where they are asked for."""
        places = {name: self._list.slot(name) for name in self._lines}
        if places != self._places:
            self._places = places
            for name, at in places.items():
                self._lines[name].display = at is not None
            self._sheet.refresh(layout=True)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Brings a field into view together with its question, and with its fact where there is room."""
        at = self._line_of(event.widget)
        if at is not None:
            top = self._list.top
            self.call_after_refresh(show_region, self._list, Region(0, top, 1, at - top + 1))
            self.call_after_refresh(show_region, self._list, Region(0, at - 1, 1, 2))

    # --- from one to the next ------------------------------------------------------------

    def _asked(self) -> list[Widget]:
        return [field for field in self._lines.values() if field.display]

    def after(self, field: Widget) -> None:
        """Enter: through the fields of a fact, then to the next fact, then to the line for one's own, then on."""
        stops: list[Widget] = [self._list, *self._asked()]
        at = stops.index(field) + 1 if field in stops else 0
        if field is self._add:
            self.done()
        elif at < len(stops):
            stops[at].focus()
        else:
            self._down()

    def _down(self) -> None:
        """To the next fact; after the last one, to the line for one's own."""
        if self._list.cursor + 1 < self._list.count():
            self._list.focus(scroll_visible=False)  # the list is longer than what is seen of it: its row is shown
            self._list.go(self._list.cursor + 1)
        else:
            self._add.focus()

    @on(Sheet.Gone)
    def _up_or_down(self, message: Sheet.Gone) -> None:
        """From a field, or from the first or last fact."""
        message.stop()
        stops: list[Widget] = [self._list, *self._asked()]
        focused = self.screen.focused
        at = (stops.index(focused) if focused in stops else 0) + message.by
        if 0 <= at < len(stops):
            stops[at].focus(scroll_visible=stops[at] is not self._list)
        elif at > 0:
            self._down()

    @on(AddLine.Added)
    def _added(self, message: AddLine.Added) -> None:
        message.stop()
        for words in message.labels:
            self._list.add(words)
        self._lines["means"].focus()
