"""A lesson being walked: one step at a time, its question in view, and every key that is typed kept."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from coach.course import next_lesson
from coach.lessons.kinds import Refused, Step
from coach.lessons.lesson import Lesson
from coach.store.files import NotSaved
from coach.walk import Outcome, Walk

from .base import About, Command, Desk, Leaving, OpenLesson
from .dialogs import Ask, Choose, Offer
from .drawing import QUIET, one_line, plain
from .lesson_parts import LessonHead, Rail, closing
from .steps import StepView, views

DRAFT_AFTER = 0.5  # seconds after a key until what stands there is on disk
LEFT_OUT = "It can be done at any time later. Why leave it out today? One line is enough."
AGAIN = [
    Offer("look", "Look through it", "Your answers stand where you gave them; changing one is kept at once."),
    Offer("again", "Do it again", "Your earlier answers are kept beside the new ones."),
]


class LessonScreen(Leaving):
    """One lesson."""

    about = About(
        "A lesson",
        "One step at a time. ctrl+n keeps the answer and goes on; where there is nothing to type, Enter does. What you type is "
        "kept as a draft while you think, so you can stop at any moment and find it again. Nothing has to be answered: "
        "ctrl+g leaves a step out.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "next", "Keep and go on", id="lesson.next"),
        Binding("enter", "next", "Keep and go on", show=False, id="lesson.enter"),
        Binding("ctrl+b", "back", "The step before", id="lesson.back"),
        Binding("ctrl+g", "skip", "Leave this step out", id="lesson.skip"),
        Binding("f2", "example", "An example", id="lesson.example"),
        Binding("escape", "leave", "Stop here; it is all kept", id="lesson.leave"),
        Binding("pageup", "page(-1)", "Up in the text", show=False, id="lesson.page-up"),
        Binding("pagedown", "page(1)", "Down in the text", show=False, id="lesson.page-down"),
    ]

    def __init__(self, desk: Desk, lesson: Lesson) -> None:
        super().__init__(desk)
        self.lesson = lesson
        self.walk = self._fresh_walk()
        self.step: Step = lesson.steps[0]
        self.view: StepView[Any] | None = None
        self.at_end = False
        self.looking = False  # through a lesson that is done
        self._busy = False
        self._recording = False
        self._advised = False  # the advice on this answer was read; going on keeps the answer as it is
        self._told = False  # the word on the kept answer is shown; going on leaves the step
        self._example = False
        self._keeping: Timer | None = None
        self._unwatch: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        yield LessonHead()
        with Horizontal(id="page"):
            with Vertical(id="main"):
                yield Static(id="title")
                with VerticalScroll(id="ask", can_focus=False):
                    yield Static(id="prompt")
                with VerticalScroll(id="field", can_focus=False):
                    yield Static(id="note")
                    yield Static(id="hint")
                    yield Static(id="example")
            with VerticalScroll(id="aside", can_focus=False):
                yield Rail()
                yield Static(id="why")
        from .widgets.lines import KeyLine

        yield KeyLine(self.hints)
