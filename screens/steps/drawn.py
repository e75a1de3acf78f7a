"""Drawn and DrawnList: text and lists as one widget each, drawn line by line, because many small widgets are slow."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from coach.words import marked, said

from .base import StepView

HERE = "› "  # stands before the row that the next key acts on
ACCENT = "bold $accent"
DIM = "$foreground-muted"


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """A text wrapped to a width, its later lines standing under its first."""
    indent = first.cell_length
    wrapped = text.wrap(max(8, width - indent)) or [Content("")]
    return [first + wrapped[0], *(Content(" " * indent) + line for line in wrapped[1:])]


def beside(left: Sequence[Content], right: Content, width: int) -> list[Content]:
    """Lines with something short at the right-hand end of the first."""
    room = max(1, width - left[0].cell_length - right.cell_length)
    return [left[0].pad_right(room) + right, *left[1:]]


def show_region(widget: Widget, region: Region) -> None:
    """Scrolls whatever is around a widget until a part of it is in view; its first lines, if it is too high."""
    region = region.translate(widget.gutter.top_left)
    while isinstance(parent := widget.parent, Widget):
        region = region.translate(widget.virtual_region.offset)
        if parent.allow_vertical_scroll:
            room = parent.scrollable_content_region.height
            seen = Region(0, region.y, 1, min(region.height, room))
            parent.scroll_to_region(seen, animate=False, immediate=True, x_axis=False, force=True)
        region = region.translate(-parent.scroll_offset).translate(parent.gutter.top_left)
        widget = parent


class Room(VerticalScroll, can_focus=False):
    """A part that scrolls in itself, so that what is above and below it stays in view. `others` counts those lines."""

    DEFAULT_CSS = """
    Room { height: auto; scrollbar-size-vertical: 1; }
    """
    LEAST = 2

    def __init__(self, *children: Widget, others: Callable[[int], int]) -> None:
        super().__init__(*children)
        self._others = others
        self._free = 0  # lines that were free for the view when this was last laid out

    def on_mount(self) -> None:
        self.screen.screen_layout_refresh_signal.subscribe(self, self._measure, immediate=True)

    def _measure(self, _screen: Screen[Any]) -> None:
        """Lays out again when there is more or less room, of which nothing else tells."""
        if self._lines_free() != self._free:
            self.refresh(layout=True)

    def _lines_free(self) -> int:
        """The height of what scrolls around the view, without what else stands in there, such as a word of advice."""
        view = next((n for n in self.ancestors if isinstance(n, StepView)), self)
        around = view.parent if isinstance(view.parent, Widget) else self.screen
        others = [child for child in around.children if child is not view and child.display]
        taken = sum(child.outer_size.height + child.styles.margin.height for child in others)
        return around.scrollable_content_region.height - taken

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        height = super().get_content_height(container, viewport, width)
        self._free = self._lines_free()
        return min(height, max(self.LEAST, self._free - self._others(width)))


class Drawn(Widget):
    """Lines that depend on the width alone and on what `draw` looks at; `redraw` says that this has changed."""

    DEFAULT_CSS = """
    Drawn { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    _drawn: tuple[int, list[Content]] = (-1, [])

    def draw(self, width: int) -> list[Content]:
        """The lines, none of them wider than `width` cells."""
        return []

    def drawn(self, width: int) -> list[Content]:
        """The lines, drawn anew only when something has changed."""
        if self._drawn[0] != width:
            self._drawn = (width, self.draw(width))
        return self._drawn[1]

    def redraw(self) -> None:
        """Draws again. What is around is laid out anew only when the height has changed."""
        width, before = self._drawn
        self._drawn = (-1, [])
        self.refresh(layout=width != self.content_size.width or len(self.drawn(width)) != len(before))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.drawn(width)) if width else 0

    def render(self) -> Content:
        return Content("\n").join(self.drawn(self.content_size.width))


class DrawnList(Drawn, can_focus=True):
    """Rows with one highlighted, by arrow keys and mouse. A subclass draws the rows and says what keys do to them."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", marked("Up"), show=False, id="list.up"),
        Binding("down", "move(1)", marked("Down"), show=False, id="list.down"),
        Binding("home", "first", marked("First"), show=False, id="list.first"),
        Binding("end", "last", marked("Last"), show=False, id="list.last"),
        Binding("enter", "enter", marked("Choose"), show=False, id="list.enter"),
        Binding("space", "mark", marked("Mark"), show=False, id="list.mark"),
    ]

    class Acted(Message):
        """Something was done that may have changed the answer."""

        def __init__(self, list: "DrawnList") -> None:
            super().__init__()
            self.list = list

    class Entered(Message):
        """Enter, on a row where enter means: go on."""

        def __init__(self, list: "DrawnList") -> None:
            super().__init__()
            self.list = list

    cursor = 0
    nothing = marked("There is nothing here yet. You can go on.")  # what stands there when there are no rows

    def __init__(self) -> None:
        super().__init__()
        self._tops: list[tuple[int, int]] = []  # for each row the line it begins at, and how many lines it has

    # --- what a subclass says ----------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return 0

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        """The lines of a row. `here`: the next key acts on it."""
        return []

    def above(self, row: int, width: int) -> list[Content]:
        """Lines before a row that belong to no row, such as a heading; `row` may be one past the last."""
        return []

    def label(self, row: int) -> str:
        """What a letter jumps to."""
        return ""

    def mark(self, row: int) -> None:
        """Space, on a row."""

    def enter(self, row: int) -> None:
        """Enter, on a row."""
        self.post_message(self.Entered(self))

    def digit(self, number: int) -> bool:
        """A digit; False if it means nothing here."""
        return False

    def letter(self, character: str) -> bool:
        """Another character; the usual meaning is a jump to the next row that begins with it."""
        return self._jump(character)

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click on a row, at a cell of one of its lines."""
        self.mark(row)

    # --- drawing -----------------------------------------------------------------

    def draw(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._tops = []
        for row in range(self.count()):
            lines += self.above(row, width)
            drawn = self.draw_row(row, width, self.has_focus and row == self.cursor)
            self._tops.append((len(lines), len(drawn)))
            lines += drawn
        if not self.count() and self.nothing:
            return hanging(self.pointer(self.has_focus), Content.styled(said(self.nothing), DIM), width)
        return lines + self.above(self.count(), width)

    def pointer(self, here: bool) -> Content:
        """What stands before a row."""
        return Content.styled(HERE, ACCENT) if here else Content("  ")

    def acted(self) -> None:
        """Shows what has changed, and says so."""
        self.redraw()
        self.reveal()
        self.post_message(self.Acted(self))

    def reveal(self) -> None:
        """Brings the highlighted row into view."""
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        if not self.has_focus or self.cursor >= len(self._tops):
            return
        top, height = self._tops[self.cursor]
        above = sum(self._tops[self.cursor - 1]) if self.cursor else 0
        show_region(self, Region(0, above, 1, top + height - above))  # with the heading over it, if there is one

    # --- moving ------------------------------------------------------------------

    def go(self, row: int) -> None:
        """Highlights a row."""
        self.cursor = max(0, min(row, self.count() - 1))
        self.redraw()
        self.reveal()

    def action_move(self, by: int) -> None:
        """The row above or below; beyond the list the key is left to what is around."""
        if not 0 <= self.cursor + by < self.count():
            raise SkipAction
        self.go(self.cursor + by)

    def action_first(self) -> None:
        """The first row."""
        self.go(0)

    def action_last(self) -> None:
        """The last row."""
        self.go(self.count() - 1)

    def action_enter(self) -> None:
        """What enter does on this row; without rows, it goes on."""
        if self.count():
            self.enter(self.cursor)
        else:
            self.post_message(self.Entered(self))

    def action_mark(self) -> None:
        """What space does on this row."""
        if not self.count():
            raise SkipAction
        self.mark(self.cursor)

    def _jump(self, character: str) -> bool:
        count, wanted = self.count(), character.casefold()
        for step in range(1, count + 1):
            row = (self.cursor + step) % count
            first = next((c for c in self.label(row).casefold() if c.isalnum()), "")
            if first == wanted:
                self.go(row)
                return True
        return False

    # --- events ------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if not character.strip() or not character.isprintable() or not self.count():
            return
        if self.digit(int(character)) if character in "0123456789" else self.letter(character):
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for row, (top, height) in enumerate(self._tops):
            if top <= offset.y < top + height:
                event.stop()
                self.cursor = row
                self.pressed(row, offset.x, offset.y - top)
                self.redraw()
                self.reveal()
                return
        self.pressed_between(offset.x, offset.y)

    def pressed_between(self, x: int, y: int) -> None:
        """A click on a line that belongs to no row."""

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self.redraw()
        if _has_focus:
            self.reveal()
