"""What a lesson builds on and somebody has not begun: said when the lesson is opened, and never in the way."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from coach.course import groundwork
from coach.lessons.index import Head
from coach.words import marked, said, said_of

from .base import CoachScreen, OpenLesson
from .dialogs import Choose, Dialog, LineInput, Offer

NO_MATTER = marked("You have not been there yet, and you can begin here all the same. This is asked only once.")
SHORT = marked("A few words are enough, and none are fine too. They go into your journal.")


class BuildsOn(Choose):
    """Asks what to do about lessons that were not begun; escape goes on without them."""

    DEFAULT_CSS = """
    BuildsOn > #box > Rows { max-height: 10; }
    BuildsOn.-low > #box > #text { display: none; }
    BuildsOn.-low > #box > Rows { max-height: 5; }
    """

    def __init__(self, missing: Sequence[Head]) -> None:
        named = said(" and ").join(f"“{head.title}”" for head in missing)
        super().__init__(said("This lesson builds on {lessons}", lessons=named), _offers(missing), said(NO_MATTER))

    def hints(self) -> list[tuple[str, str]]:
        return [("choose", said(self.verb)), ("leave", said("go on without"))]


def _offers(missing: Sequence[Head]) -> list[Offer]:
    offers = []
    for head in missing:
        if head.light:
            offers.append(
                Offer(f"short:{head.id}", said("The short version of “{lesson}”, here", lesson=head.title), head.light)
            )
        about = said_of(head.minutes, "{n} minute; this lesson stays open below it.",
                        "{n} minutes; this lesson stays open below it.")  # fmt: skip
        offers.append(Offer(f"first:{head.id}", said("“{lesson}” first", lesson=head.title), about))
    on = Offer("on", said("Go on without"), said("What it draws on and is not there yet is left out."))
    return [*offers, on]


class Short(Dialog[str]):
    """The short version of another lesson, with two lines to write on; gives what was written."""

    DEFAULT_CSS = """
    Short LineInput { margin: 0 0 1 0; }
    Short.-low LineInput { margin: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", marked("Go on"), id="short.keep"),
        Binding("up", "to('first')", marked("The first line"), show=False, id="short.up"),
        Binding("down", "to('second')", marked("The second line"), show=False, id="short.down"),
    ]

    def __init__(self, head: Head) -> None:
        super().__init__(said("“{lesson}” in short", lesson=head.title), f"{head.light.strip()}\n\n{said(SHORT)}")

    def body(self) -> ComposeResult:
        yield LineInput(id="first")
        yield LineInput(id="second")

    def hints(self) -> list[tuple[str, str]]:
        return [("submit", said("keep and go on")), ("leave", said("go on without"))]

    def action_to(self, line: str) -> None:
        """To one of the two lines."""
        self.query_one(f"#{line}", LineInput).focus()

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        lines = [line.value.strip() for line in self.query(LineInput)]
        if event.input.id == "first" and event.value.strip() and not lines[1]:
            self.action_to("second")
        elif self.is_current:
            self.dismiss("\n".join(filter(None, lines)))


class Groundwork:
    """The question about what a lesson builds on. `begin` opens the lesson, `jot` keeps what was written."""

    def __init__(
        self, screen: CoachScreen, lesson: str, begin: Callable[[], None], jot: Callable[[Head, str], None]
    ) -> None:
        self.screen = screen
        self.lesson = lesson
        self.begin = begin
        self.jot = jot
        self.missing: list[Head] = []  # as long as nobody has said what to do about it

    def look(self) -> bool:
        """Whether there is anything to ask."""
        self.missing = groundwork(self.screen.desk.library, self.screen.workspace.plan, self.lesson)
        return bool(self.missing)

    def ask(self) -> None:
        """Asks, if there is anything left to ask."""
        if self.missing:
            self.screen.ask(BuildsOn(self.missing), self._answered)

    def _answered(self, answer: str | None) -> None:
        way, _, lesson = (answer or "on").partition(":")
        if way == "first":
            self.screen.post_message(OpenLesson(lesson, back=True))
            return
        self.begin()
        head = next((head for head in self.missing if way == "short" and head.id == lesson), None)
        if head is None:
            self.missing = []
        else:
            self.missing.remove(head)
            self.screen.ask(Short(head), partial(self._written, head))

    def _written(self, head: Head, text: str | None) -> None:
        if text:
            self.jot(head, text)
        self.ask()
