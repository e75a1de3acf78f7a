"""Where somebody types: one line, or several. Textual's own fields with our look, a cap on length, and whole pastes."""

from textual import events
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Region
from textual.widgets import Input, TextArea

from coach.display import in_line
from coach.lessons.kinds.base import LINE, LONGEST, line

from .drawn import show_region


class Entry(Input):
    """One line. What is pasted is taken whole, its line breaks as spaces: Textual would keep its first line only."""

    DEFAULT_CSS = """
    Entry { height: 1; width: 1fr; max-width: 72; padding: 0 1; }
    Entry, Entry:focus { border: none; }
    Entry { border-left: outer $line; background: $panel; }
    Entry:focus { border-left: outer $accent; background: $row-chosen; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", longest: int = LINE) -> None:
        super().__init__(line(value), placeholder, max_length=longest, select_on_focus=False)

    def put(self, value: str) -> None:
        """Shows another text, without saying that it changed."""
        with self.prevent(Input.Changed):
            self.value = line(value)
            self.cursor_position = len(self.value)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        room = self.max_length - len(self.value) + len(self.selected_text) if self.max_length else len(event.text)
        self.replace(in_line(event.text)[:room], *sorted(self.selection))


class Writing(TextArea):
    """Several lines, as high as they are many: what is around it scrolls. Enter is a new line; tab leaves."""

    DEFAULT_CSS = """
    Writing { height: auto; width: 1fr; max-width: 72; padding: 0 1; scrollbar-size-vertical: 1; }
    Writing, Writing:focus { border: none; }
    Writing { border-left: outer $line; background: $panel; }
    Writing:focus { border-left: outer $accent; background: $row-chosen; }
    """

    longest = LONGEST
    below = 0  # lines under the field that should stay in view with its last line
    _at: tuple[int, int] | None = None  # the cursor's row, and how many there are, when it was last followed

    def __init__(self, text: str = "", *, numbers: bool = False) -> None:
        super().__init__(text, show_line_numbers=numbers, highlight_cursor_line=False)
        self.move_cursor(self.document.end)

    def put(self, text: str) -> None:
        """Shows another text, without saying that it changed."""
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            self.load_text(text)
            self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Does an edit, as far as there is room for it."""
        if edit.text:
            replaced = self.get_text_range(*sorted((edit.from_location, edit.to_location)))
            room = self.longest - len(self.text) + len(replaced)
            edit.text = edit.text[: max(0, room)]
        return super().edit(edit)

    @property
    def row(self) -> int:
        """The row of the cursor, as lines are wrapped."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y

    @property
    def full(self) -> bool:
        """Whether nothing more fits."""
        return len(self.text) >= self.longest

    def on_text_area_selection_changed(self) -> None:
        self._follow_soon()

    def on_text_area_changed(self) -> None:
        self._follow_soon()

    def on_focus(self) -> None:
        self._at = None
        self._follow_soon()

    def _follow_soon(self) -> None:
        """Keeps the cursor in view: the field itself never scrolls, so whatever is around it has to."""
        at = (self.row, self.wrapped_document.height)
        if at != self._at and self.has_focus:
            self._at = at
            self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        show_region(self, Region(0, self.row, 1, 1 + self.below))

    def action_cursor_page_up(self) -> None:
        """Half a screen up."""
        self._by_rows(-1)

    def action_cursor_page_down(self) -> None:
        """Half a screen down."""
        self._by_rows(1)

    def _by_rows(self, way: int) -> None:
        rows = max(1, self.app.size.height // 2)  # not the field's own height, which may be many screens
        self.move_cursor(self.navigator.get_location_at_y_offset(self.cursor_location, way * rows))
