"""The yardsticks: the smallest Textual apps that do one thing, by name: `python -m tests.benchmarks.bare static`.

Each imports its own widgets when it is composed, so that the barest one stays bare.
"""

import sys

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static


class Bare(App[None]):
    """Shows one Static; q quits."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Static("bare is ready")


class BareInput(App[None]):
    """One Input."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Input

        yield Static("bare is ready")
        yield Input()


class BareArea(App[None]):
    """One TextArea."""

    def compose(self) -> ComposeResult:
        from textual.widgets import TextArea

        yield Static("bare is ready")
        yield TextArea()


class BareList(App[None]):
    """One OptionList of a hundred lines."""

    def compose(self) -> ComposeResult:
        from textual.widgets import OptionList

        yield Static("bare is ready")
        yield OptionList(*(f"line {n}" for n in range(100)))


class Pushed(Screen[None]):
    """A screen with one number."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def compose(self) -> ComposeResult:
        yield Static(f"pushed {self.n}.")


class BarePush(App[None]):
    """Pushes a screen for each n."""

    BINDINGS = [("n", "push", "Push")]
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("bare is ready")

    def action_push(self) -> None:
        """One screen more."""
        self.count += 1
        self.push_screen(Pushed(self.count))


APPS = {"static": Bare, "input": BareInput, "area": BareArea, "list": BareList, "push": BarePush}

if __name__ == "__main__":
    APPS[sys.argv[1]]().run()
