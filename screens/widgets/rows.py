"""Rows: the one list of this program. It draws what is in view and nothing else, and one selection moves through it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

import msgspec
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coach.words import marked

GUTTER = 2  # columns for the bar that marks the selection
WIDEST = 72  # a line that is longer is hard to read


class Row(msgspec.Struct, frozen=True):
    """One or more lines that stand together. Rows with a key can be selected; the others are only read."""

    draw: Callable[[int], list[Content]]  # the lines for a width, each no longer than that
    key: str = ""
    height: int = 0  # how many lines, where this does not depend on the width; 0: as many as `draw` gives


def blank() -> Row:
    """An empty line."""
    return Row(lambda width: [Content("")], height=1)


def passage(*lines: Content) -> Row:
    """Lines that are only read, wrapped to the width there is."""
    return Row(lambda width: [part for line in lines for part in line.wrap(width)])


class Rows(ScrollView, can_focus=True):
    """A list drawn from content. Up and down move the selection, Enter or a second click acts on it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"rows--row", "rows--hover", "rows--chosen", "rows--bar", "rows--bar-blurred"}
    DEFAULT_CSS = """
    Rows {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        background: transparent;
        & > .rows--hover { background: $row-hover; }
        & > .rows--chosen { background: $row-chosen; }
        & > .rows--bar { color: $accent; }
        & > .rows--bar-blurred { color: $line; }
    }
    """
    BINDINGS = [
        Binding("up,k", "up", marked("Up"), show=False, id="list.up"),
        Binding("down,j", "down", marked("Down"), show=False, id="list.down"),
        Binding("pageup", "page(-1)", marked("Page up"), show=False, id="list.page-up"),
        Binding("pagedown", "page(1)", marked("Page down"), show=False, id="list.page-down"),
        Binding("home,g", "first", marked("First"), show=False, id="list.first"),
        Binding("end,G", "last", marked("Last"), show=False, id="list.last"),
        Binding("enter", "choose", marked("Open"), id="choose"),
    ]

    class Moved(Message):
        """Another row is selected."""

        def __init__(self, rows: "Rows", key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> "Rows":
            """The list."""
            return self.rows

    class Chosen(Moved):
        """Enter was pressed on a row, or it was clicked a second time."""

    class Marked(Moved):
        """The mark in front of a row was clicked."""

    def __init__(self, rows: Sequence[Row] = (), id: str | None = None, widest: int = WIDEST) -> None:
        super().__init__(id=id)
        self.widest = widest
        self.one_click = False  # whether the first click acts, as in a menu
        self.lit = False  # whether the selection is shown as the thing the next key acts on without the focus, too
        self._rows: Sequence[Row] = ()
        self._cursor = -1
        self._hover = -1
        self._tops: list[int] = [0]
        self._width = 0
        self._drawn: dict[tuple[int, str], list[Strip]] = {}
        self._lines: dict[int, list[Content]] = {}
        if rows:
            self.show(rows)

    # --- what is in it -----------------------------------------------------------

    def show(self, rows: Sequence[Row], key: str = "") -> None:
        """Shows other rows. The selection stays on its key (or goes to `key`), else near where it was."""
        wanted = key or self.key
        near = self._cursor
        self._rows = rows
        self._cursor = next((n for n, row in enumerate(rows) if row.key and row.key == wanted), -1)
        if self._cursor < 0:
            self._cursor = self._nearest(max(0, near))
        self._measure(self._width)
        if self._width:
            self._show_cursor()
        if self.key != wanted and self.is_attached:
            self.post_message(self.Moved(self, self.key))

    @property
    def key(self) -> str:
        """The key of the selected row, or empty."""
        return self._rows[self._cursor].key if 0 <= self._cursor < len(self._rows) else ""

    def select(self, key: str) -> None:
        """Selects a row by its key, if it is there."""
        n = next((n for n, row in enumerate(self._rows) if row.key == key), -1)
        if n >= 0:
            self._move_to(n)

    def _nearest(self, n: int) -> int:
        """The first row from `n` on that can be selected, else the last before it."""
        after = (i for i in range(n, len(self._rows)) if self._rows[i].key)
        before = (i for i in range(min(n, len(self._rows)) - 1, -1, -1) if self._rows[i].key)
        return next(after, next(before, -1))

    # --- measuring and drawing ---------------------------------------------------

    @property
    def _text_width(self) -> int:
        return max(8, min(self._width - GUTTER - 1, self.widest))  # a column of air before the scrollbar

    def _measure(self, width: int) -> None:
        self._width = width
        self._drawn.clear()
        self._lines.clear()
        if not width:
            return
        heights = (row.height or len(self._text(n)) for n, row in enumerate(self._rows))
        self._tops = list(accumulate(heights, initial=0))
        self.virtual_size = Size(width, self._tops[-1])
        self.refresh()

    def _text(self, n: int) -> list[Content]:
        if n not in self._lines:
            self._lines[n] = self._rows[n].draw(self._text_width)
        return self._lines[n]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        text_width = width - self.styles.scrollbar_size_vertical  # its column is kept free
        if text_width != self._width:
            self._measure(text_width)
        return self._tops[-1]

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._width:
            self._measure(self.scrollable_content_region.width)
        self.call_after_refresh(self._show_cursor)  # in a dialog the width is known before there is any room

    def notify_style_update(self) -> None:
        """Forgets what was drawn in other colours."""
        self._drawn.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        if not self._width:  # the first painting comes before the news of our size: it must not be empty
            self._measure(self.scrollable_content_region.width)
        line = self.scroll_offset.y + y
        n = bisect_right(self._tops, line) - 1
        strips = self._strips(n) if 0 <= n < len(self._rows) else []
        offset = line - self._tops[n]
        return strips[offset] if offset < len(strips) else self._empty_line()

    def _empty_line(self) -> Strip:
        return Strip.blank(self.size.width, self.get_visual_style("rows--row").rich_style)

    def _strips(self, n: int) -> list[Strip]:
        state = "chosen" if n == self._cursor else "hover" if n == self._hover else "row"
        drawn = (n, state if self.has_focus or self.lit or state != "chosen" else "blurred")
        if drawn not in self._drawn:
            self._drawn[drawn] = self._draw(n, drawn[1])
        return self._drawn[drawn]

    def _draw(self, n: int, state: str) -> list[Strip]:
        chosen = state in ("chosen", "blurred")
        style = self.get_visual_style(f"rows--{'row' if state == 'blurred' else state}")
        bar = self.get_visual_style("rows--bar" if state == "chosen" else "rows--bar-blurred", partial=True)
        gutter = Content.styled("▌ ", bar) if chosen else Content("  ")
        lines = [line.stylize_before("bold") if chosen else line for line in self._text(n)]  # what is quiet stays so
        whole = [Visual.to_strips(self, gutter + line, self.size.width, 1, style, pad=True) for line in lines]
        return [strips[0] if strips else self._empty_line() for strips in whole]

    # --- moving ------------------------------------------------------------------

    def _move_to(self, n: int) -> None:
        if n == self._cursor or not 0 <= n < len(self._rows):
            return
        old, self._cursor = self._cursor, n
        self._refresh_row(old)
        self._refresh_row(n)
        self._show_cursor()
        self.post_message(self.Moved(self, self.key))

    def _refresh_row(self, n: int) -> None:
        if 0 <= n < len(self._rows) and n + 1 < len(self._tops):
            self.refresh_lines(self._tops[n], self._tops[n + 1] - self._tops[n])

    def _show_cursor(self) -> None:
        """Scrolls the selection into view, with what stands above it when that is only read."""
        n = self._cursor
        if not 0 <= n < len(self._tops) - 1:
            return
        first = n
        while (
            first > 0
            and not self._rows[first - 1].key
            and self._tops[n + 1] - self._tops[first - 1] <= self.size.height
        ):
            first -= 1
        region = Region(0, self._tops[first], 1, self._tops[n + 1] - self._tops[first])
        self.scroll_to_region(region, animate=False, force=True)

    def action_up(self) -> None:
        """To the row above; at the first one, as far up as there is something to read."""
        n = next((i for i in range(self._cursor - 1, -1, -1) if self._rows[i].key), -1)
        if n < 0:
            self.scroll_relative(y=-1, animate=False)
        else:
            self._move_to(n)

    def action_down(self) -> None:
        """To the row below; at the last one, as far down as there is something to read."""
        n = next((i for i in range(self._cursor + 1, len(self._rows)) if self._rows[i].key), -1)
        if n < 0:
            self.scroll_relative(y=1, animate=False)
        else:
            self._move_to(n)

    def action_page(self, way: int) -> None:
        """A screenful up or down."""
        if not self._rows:
            return
        line = self._tops[max(0, self._cursor)] + way * max(1, self.size.height - 2)
        n = min(max(0, bisect_right(self._tops, line) - 1), len(self._rows) - 1)
        self._move_to(self._nearest(n))
        if way > 0 and n == len(self._rows) - 1:
            self.scroll_end(animate=False)

    def action_first(self) -> None:
        """To the first row."""
        self._move_to(self._nearest(0))
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the last row."""
        self._move_to(self._nearest(len(self._rows)))

    def action_choose(self) -> None:
        """Acts on the selected row."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    # --- the mouse ---------------------------------------------------------------

    def _row_at(self, y: int) -> int:
        n = bisect_right(self._tops, self.scroll_offset.y + y) - 1
        return n if 0 <= n < len(self._rows) and self._rows[n].key else -1

    def on_click(self, event: events.Click) -> None:
        n = self._row_at(event.y)
        if n < 0:
            return
        again = self.one_click or n == self._cursor
        self._move_to(n)
        if event.style.meta.get("mark"):
            self.post_message(self.Marked(self, self.key))
        elif again:
            self.post_message(self.Chosen(self, self.key))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._point_at(self._row_at(event.y))

    def on_leave(self) -> None:
        self._point_at(-1)

    def _point_at(self, n: int) -> None:
        if n != self._hover:
            old, self._hover = self._hover, n
            self._refresh_row(old)
            self._refresh_row(n)
