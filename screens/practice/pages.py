"""A page of text on top of a client's screens: a title line, the text, its keys."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.words import marked, said

from ..base import Leaving
from ..pictures import Board, Page
from ..widgets.lines import KeyLine
from ..widgets.title import TitleLine
from .visit import AboutClient, Visit

WIDEST = 72


class ClientPage(AboutClient, Leaving):
    """Something to read about a client."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("Back"), id="page.leave"),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit.home)
        self.visit = visit
        self._unwatch: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        yield TitleLine("")
        with Page(id="page"):
            yield Board()
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self._unwatch = self.one.plan.watch(self.redraw)
        self.query_one(Page).focus()
        self.redraw()

    def on_unmount(self) -> None:
        self._unwatch()

    def lines(self, width: int) -> list[Content]:
        """What is to be read, in lines of a width."""
        return []

    def heading(self) -> tuple[str, str]:
        """What it is, and a small fact about it."""
        return "", ""

    def redraw(self) -> None:
        """Shows it as it is now."""
        board = self.query_one(Board)
        board.lines = lambda width: self.lines(min(width, WIDEST))
        board.redraw()
        self.query_one(TitleLine).tell(*self.heading())
        self.refresh_bindings()

    def hints(self) -> list[tuple[str, str]]:
        return [("leave", said("back")), ("help", said("help"))]

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.leave()
