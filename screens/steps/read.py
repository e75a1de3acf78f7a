"""The view of `read`: one idea, in a column that is easy to read."""

from textual.app import ComposeResult

from coach.lessons.kinds.show import Read

from .onward import Onward, OnwardView
from .prose import Page, prose


class ReadView(OnwardView[Read]):
    """A text, and the key that goes on."""

    def compose(self) -> ComposeResult:
        yield Page(prose(self.step.text, self.given))
        yield Onward()
