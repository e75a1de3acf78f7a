"""A line to type in over a list of what fits it: the list has no focus of its own, and its keys work as one types."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from coach.words import marked

from ..dialogs import LineInput
from .rows import Rows


class SearchLine(LineInput):
    """The line. Its keys go through the rows of its screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "row('down')", marked("Down"), show=False, id="search.down"),
        Binding("up", "row('up')", marked("Up"), show=False, id="search.up"),
        Binding("pagedown", "page(1)", marked("Page down"), show=False, id="search.page-down"),
        Binding("pageup", "page(-1)", marked("Page up"), show=False, id="search.page-up"),
    ]

    def action_row(self, way: str) -> None:
        """The row above or below."""
        rows = self.screen.query_one(Rows)
        rows.action_up() if way == "up" else rows.action_down()

    def action_page(self, way: int) -> None:
        """A screenful up or down."""
        self.screen.query_one(Rows).action_page(way)


def found_rows(id: str) -> Rows:
    """The list under a line to type in: lit as if it had the focus, and acted on with the first click."""
    rows = Rows(id=id)
    rows.can_focus, rows.lit, rows.one_click = False, True, True
    return rows
