"""Labelled: fields with their names beside them, and days shown back in words."""

import datetime as dt
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from coach.dates import in_words, parse_date
from coach.lessons.given import Given
from coach.lessons.kinds import Step, Value
from coach.words import said

from ..text import one_line
from .arranged import Arranged
from .drawn import DIM, Drawn, hanging
from .entry import Entry

S = TypeVar("S", bound=Step)


class FieldName(Drawn):
    """What the field beside it is called."""

    DEFAULT_CSS = """
    FieldName { width: 100%; }
    """
    ALLOW_SELECT = False

    def __init__(self, text: str, style: str = DIM, field: Widget | None = None) -> None:
        super().__init__()
        self.words = one_line(text, style)
        self.of = field

    def draw(self, width: int) -> list[Content]:
        return hanging(Content(""), self.words, width)

    def on_click(self) -> None:
        """A click on the name goes to the field."""
        if self.of is not None:
            self.of.entry.focus() if isinstance(self.of, Day) else self.of.focus()


class Subject(FieldName):
    """What the fields below it are about."""

    DEFAULT_CSS = """
    Subject.-later { margin: 1 0 0 0; }
    """

    def __init__(self, text: str, later: bool) -> None:
        super().__init__(text, "bold")
        self.set_class(later, "-later")


class DayWords(Drawn):
    """The day that was understood, in words."""

    DEFAULT_CSS = """
    DayWords { margin: 0 0 0 1; }
    """

    def __init__(self, text: str, today: dt.date) -> None:
        super().__init__()
        self.today = today
        self.text = text

    def show(self, text: str) -> None:
        """Shows what another text means."""
        self.text = text
        self.redraw()

    def draw(self, width: int) -> list[Content]:
        day = parse_date(self.text, self.today)
        words = in_words(day) if day else said("a day such as fri, 12 dec or 2027-03-01") if self.text.strip() else ""
        return Content.styled(words, "" if day else DIM).wrap(max(8, width)) if words else [Content("")]


class Day(Horizontal):
    """A day as it was typed, and beside it, or below where it is narrow, what was understood."""

    DEFAULT_CSS = """
    Day { height: auto; width: 1fr; }
    Day Entry { width: 22; }
    Day.-narrow { layout: vertical; }
    """

    def __init__(self, entry: Entry, words: DayWords) -> None:
        super().__init__()
        self.entry = entry
        self.words = words

    def compose(self) -> ComposeResult:
        yield self.entry
        yield self.words

    def on_resize(self) -> None:
        self.set_class(self.size.width < 52, "-narrow")


class Block(Widget):
    """Fields below one another, with their names in a column before them."""

    DEFAULT_CSS = """
    Block { layout: grid; grid-size: 2; grid-columns: 13 1fr; grid-rows: auto; grid-gutter: 0; height: auto; }
    Block.-airy { grid-gutter: 1 0; margin: 0 0 1 0; }
    """

    def __init__(self, *rows: tuple[str, Widget], airy: bool = True) -> None:
        super().__init__()
        self._rows = rows
        self._airy = airy  # whether an empty line between its fields helps; what belongs together has none

    def compose(self) -> ComposeResult:
        for name, field in self._rows:
            yield FieldName(name, field=field)
            yield field

    def on_mount(self) -> None:
        self._breathe()

    def on_resize(self) -> None:
        self._breathe()

    def _breathe(self) -> None:
        """An empty line between fields where there is room for it."""
        self.set_class(self._airy and self.app.size.height >= 3 * len(self._rows) + 14, "-airy")


class LabelledView(Arranged[S]):
    """A view of blocks of fields."""

    def __init__(self, step: S, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._days: dict[str, DayWords] = {}

    def day(self, name: str, before: object, placeholder: str = "") -> Day:
        """A field for a day."""
        self._days[name] = DayWords(str(before or ""), self.given.today)
        return Day(self.line(name, before, placeholder), self._days[name])

    def edited(self, name: str) -> None:
        if name in self._days:
            self._days[name].show(self.text(name))

    def meant(self, name: str, before: object) -> str:
        """A day as an ISO date, if it is one; else what stands in the field."""
        text = self.text(name, before).strip()
        day = parse_date(text, self.given.today)
        return day.isoformat() if day else text
