"""The first line of a screen that stands on top of a place: what this is, and to the right a small fact."""

from textual.app import RenderResult
from textual.content import Content

from ..drawing import QUIET, one_line, spread
from .lines import Line


class TitleLine(Line):
    """What this is, and a small fact about it."""

    def __init__(self, title: str) -> None:
        super().__init__(classes="head")
        self.title: Content = one_line(title, "$text bold")
        self.fact: Content = Content("")

    def tell(self, title: str | Content, fact: str | Content = "") -> None:
        """Says something else."""
        self.title = one_line(title, "$text bold") if isinstance(title, str) else title
        self.fact = one_line(fact, QUIET) if isinstance(fact, str) else fact
        self.refresh()

    def render(self) -> RenderResult:
        return spread(self.title, self.fact, self.size.width)
