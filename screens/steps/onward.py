"""What views without a field of their own share: the mark at which the person goes on, and the keys that take it."""

from typing import ClassVar, TypeVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from coach.lessons.kinds import Step
from coach.words import marked, said

from .base import StepView
from .drawn import HERE

S = TypeVar("S", bound=Step)


class Onward(Widget):
    """The words that go on: lit while the view has the focus, and there for the mouse as well."""

    DEFAULT_CSS = """
    Onward { width: auto; height: 1; margin: 1 0 0 0; color: $text-muted; pointer: pointer; }
    Onward.-lit { color: $accent; text-style: bold; }
    Onward:hover { text-style: underline; }
    """
    ALLOW_SELECT = False

    words: reactive[str] = reactive(marked("Go on"), layout=True)

    class Pressed(Message):
        """The mouse went on."""

    def render(self) -> RenderResult:
        return Content((HERE if self.has_class("-lit") else "  ") + said(self.words))

    def light(self, lit: bool) -> None:
        """Shows whether the next Enter goes on."""
        self.set_class(lit, "-lit")
        self.refresh()

    def on_click(self) -> None:
        self.post_message(self.Pressed())


class Press(Onward, can_focus=True):
    """The same as a stop of its own for the focus, where a view has other fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "press", marked("Go on"), show=False, id="step.press"),
    ]

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def watch_has_focus(self, focus: bool) -> None:
        super().watch_has_focus(focus)
        self.light(focus)

    def action_press(self) -> None:
        """Goes on."""
        self.post_message(self.Pressed())


class OnwardView(StepView[S], can_focus=True):
    """A view that is read: Enter goes on, space turns the page first where there is more below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", marked("Go on"), show=False, id="step.onward"),
        Binding("space", "page_or_onward", marked("Go on"), show=False, id="step.page"),
    ]

    def focus_field(self) -> None:
        self.screen.set_focus(self, scroll_visible=False)

    def watch_has_focus(self, focus: bool) -> None:
        super().watch_has_focus(focus)
        for mark in self.query(Onward):
            if not isinstance(mark, Press):  # that one is lit when it has the focus itself
                mark.light(focus)

    def on_onward_pressed(self) -> None:
        self.action_onward()

    def action_onward(self) -> None:
        """Goes on."""
        self.done()

    def action_page_or_onward(self) -> None:
        """Shows what is below, as a reader expects of space; goes on where nothing is."""
        box = next((node for node in self.ancestors_with_self if isinstance(node, Widget) and node.max_scroll_y), None)
        if box is None or box.is_vertical_scroll_end:
            self.action_onward()
        else:
            box.scroll_page_down(animate=False)
