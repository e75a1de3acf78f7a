"""The view of `checklist`: things to tick, with the day on which each was ticked, and lines of one's own."""

import datetime as dt
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.dates import near
from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.arrange import Checklist
from coach.lessons.kinds.base import line
from coach.lessons.wording import worded
from coach.words import marked, said

from ..text import one_line, plain
from .arranged import AddLine, Arranged, entries, mapping
from .choice import box
from .drawn import DIM, Drawn, DrawnList, beside, hanging


class Ticks(DrawnList):
    """The things to tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "remove", marked("Take the line out"), show=False, id="checklist.remove"),
    ]

    class Removed(Message):
        """A line of one's own was taken out."""

    def __init__(self, given: Given, help: dict[str, str], rows: list[tuple[str, str]], done: dict[str, Any]) -> None:
        super().__init__()
        self.given = given
        self.help = help
        self.rows = rows
        self.own: set[str] = set()
        self.before = dict(done)  # a tick that is taken away and put back keeps its day
        self.done = dict(done)

    def count(self) -> int:
        return len(self.rows)

    def label(self, row: int) -> str:
        return self.rows[row][1]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        id, label = self.rows[row]
        before = self.pointer(here) + box(id in self.done, many=True)
        when = Content.styled(self._when(id), DIM)
        room = width - (when.cell_length + 2 if when else 0)
        lines = hanging(before, one_line(label, "bold" if here else DIM if id in self.done else ""), room)
        lines = beside(lines, when, width) if when else lines
        if here and self.help.get(id):
            lines += hanging(Content(" " * before.cell_length), plain(self.help[id], DIM), width)
        return lines

    def _when(self, id: str) -> str:
        """The day of a tick, as seen from today."""
        if id not in self.done:
            return ""
        try:
            return near(dt.date.fromisoformat(str(self.done[id])), self.given.today)
        except ValueError:
            return ""

    def mark(self, row: int) -> None:
        """Ticks a thing off, or takes the tick away."""
        id = self.rows[row][0]
        if id in self.done:
            del self.done[id]
        else:
            self.done[id] = self.before.get(id) or self.given.today.isoformat()
        self.acted()

    def enter(self, row: int) -> None:
        """Enter ticks too: the list is as often read as it is left."""
        self.mark(row)

    def digit(self, number: int) -> bool:
        """The thing of this number."""
        if not 1 <= number <= self.count():
            return False
        self.cursor = number - 1
        self.mark(self.cursor)
        return True

    def action_remove(self) -> None:
        """Takes out a line of one's own."""
        id = self.rows[self.cursor][0] if self.count() else ""
        if id in self.own:
            self.rows = [row for row in self.rows if row[0] != id]
            self.done.pop(id, None)
            self.own.discard(id)
            self.cursor = max(0, min(self.cursor, self.count() - 1))
            self.post_message(self.Removed())
            self.acted()


class Ticked(Drawn):
    """How many are ticked."""

    DEFAULT_CSS = """
    Ticked { margin: 1 0 0 2; }
    """
    words = Content("")

    def draw(self, width: int) -> list[Content]:
        return self.words.wrap(max(8, width))


class ChecklistView(Arranged[Checklist]):
    """Things to tick, perhaps over several days."""

    DEFAULT_CSS = """
    ChecklistView AddLine { margin: 0 0 0 6; }
    """
    hint = marked("space or enter ticks, ctrl+n goes on with what is ticked")

    def __init__(self, step: Checklist, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        rows = step.choices(given)
        known = {id for id, _ in rows}
        own = [(str(item.get("id") or given.new_id()), line(item.get("label"))) for item in entries(raw, "added")]
        own = [(id, label) for id, label in own if label and id not in known] if step.own else []
        help = {item.id: worded(item.help, given) for item in step.items}
        ticked = {id: day for id, day in mapping(raw, "done").items() if id in dict(rows + own)}
        self._ticks = Ticks(given, help, rows + own, ticked)
        self._ticks.own = {id for id, _ in own}
        self._ticked = Ticked()
        self._add: AddLine | None = None

    def compose(self) -> ComposeResult:
        self._ticks.display = bool(self._ticks.rows) or not self.step.own
        yield self._ticks
        if self.step.own:
            self._add = AddLine(placeholder=said("One of your own: type it, then enter"))
            yield self._add
        yield self._ticked
        self._count()

    def raw(self) -> Value:
        ticks = self._ticks
        raw: Value = {"done": {id: ticks.done[id] for id, _ in ticks.rows if id in ticks.done}}
        if self.step.own:
            raw["added"] = [{"id": id, "label": label} for id, label in ticks.rows if id in ticks.own]
        return raw

    def tell(self) -> None:
        """Also counts anew."""
        self._count()
        super().tell()

    def _count(self) -> None:
        done, of, least = len(self._ticks.done), self._ticks.count(), self.step.min
        words = said("{done} of {of} ticked", done=done, of=of) if of else ""
        if done < least:
            words = said("{words}, at least {least} wanted", words=words, least=least)
        if self._ticks.own:
            words = said("{words}; delete takes out a line of your own", words=words)
        self._ticked.words = Content.styled(words, DIM)
        self._ticked.redraw()

    @on(AddLine.Added)
    def _added(self, message: AddLine.Added) -> None:
        message.stop()
        for label in message.labels:
            id = self.given.new_id()
            self._ticks.rows.append((id, label))
            self._ticks.own.add(id)
        self._ticks.display = True
        self._ticks.redraw()
        self.tell()

    @on(Ticks.Removed)
    def _removed(self, message: Ticks.Removed) -> None:
        message.stop()
        if not self._ticks.rows and self._add is not None:
            self._add.focus()
            self._ticks.display = False

    def after(self, field: Widget) -> None:
        """Enter on the empty line at the end goes on."""
        self.done()
