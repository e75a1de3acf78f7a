"""A small app that shows one step's view as the lesson screen does, and notes what the view says."""

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from coach.lessons.given import Given
from coach.lessons.kinds import KINDS, Step, Value
from coach.plan.plan import Plan
from screens import themes
from screens.steps import StepView, views

TODAY = dt.date(2026, 11, 22)  # a Sunday
HOSTILE = "[/] [b]x[/c] [@click=app.quit]x[/] 👩‍🚀 漢字 *a* `b`"


class Host(App[None]):
    """One view under its prompt, in a scroll as on the lesson screen. `said` holds what Changed carried."""

    CSS_PATH = str(Path(themes.__file__).with_name("app.tcss"))
    CSS = """
    Screen { padding: 1 2 0 2; align-horizontal: left; }
    #prompt { height: auto; margin: 0 0 1 0; max-width: 72; }
    #field { height: 1fr; }
    #hint { color: $text-muted; }
    """

    def __init__(self, step: Step, raw: Value, given: Given, view: type[StepView[Any]] | None) -> None:
        super().__init__()
        self.step = step
        self._made = lambda: (view or views()[step.kind])(step, given, raw)  # fields can only be made inside an app
        self.view: Any = None
        self.said: list[Value] = []
        self.dones = 0
        for theme in themes.THEMES.values():
            self.register_theme(theme)
        self.theme = themes.DEFAULT

    def compose(self) -> ComposeResult:
        self.view = self._made()
        yield Static(self.step.prompt or self.step.title, id="prompt", markup=False)
        with VerticalScroll(id="field", can_focus=False):
            yield self.view
        yield Static(self.view.hint, id="hint", markup=False)

    def on_mount(self) -> None:
        self.view.focus_field()

    @on(StepView.Changed)
    def _changed(self, message: StepView.Changed) -> None:
        self.said.append(message.raw)

    @on(StepView.Done)
    def _done(self) -> None:
        self.dones += 1

    def run_here(self, size: tuple[int, int] = (80, 24)) -> Any:
        """The app running without a terminal, at the design size, with its notifications on."""
        return self.run_test(size=size, notifications=True)

    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines())

    def spot(self, text: str) -> tuple[int, int]:
        """Where a text stands on the screen, as column and row: `await pilot.click(offset=app.spot("Yes"))`."""
        from rich.cells import cell_len

        for row, line in enumerate(self.lines()):
            if text in line:
                return cell_len(line[: line.index(text)]), row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")


@pytest.fixture
def given() -> Given:
    """An empty plan on a Sunday, with ids that count."""
    numbers = itertools.count(1)
    return Given("lesson", Plan(), TODAY, lambda: f"id-{next(numbers)}")


@pytest.fixture
def host(given: Given) -> Any:
    """`host(step, raw, given, view)`: the app. The step is one of coach.lessons.kinds or its data as a dict."""

    def make(
        step: Step | dict[str, Any],
        raw: Value | None = None,
        given: Given = given,
        view: type[StepView[Any]] | None = None,
    ) -> Host:
        if isinstance(step, dict):
            step = KINDS[step["kind"]].model_validate({"id": "step", "title": "A step", **step})
        return Host(step, raw or {}, given, view)

    return make


@pytest.fixture
def hostile() -> str:
    """Text as somebody may type it: markup, an action, an emoji of several code points, wide characters, Markdown."""
    return HOSTILE
