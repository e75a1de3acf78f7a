"""A lesson with what a client answered and lets the coach see; for the coach, also with what the lesson says to one."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.kinds import Step
from coach.lessons.library import NoLesson
from coach.plan.plainly import answer_lines
from coach.practice.looking import Looking
from coach.words import marked, said

from ..base import About
from ..drawing import FAINT, QUIET, one_line, plain, wrap, wrapped
from .pages import ClientPage
from .visit import Visit


class LessonSheet(ClientPage):
    """One lesson of a client's, to read."""

    about = About(
        marked("A lesson of your client's"),
        marked(
            "The questions of the lesson, with the answers that your client lets you see; the others are not here. "
            "What the lesson says to a coach stands below the question, and is gone when v shows it as they see it."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "preview", marked("As the client sees it, or as you do"), id="lesson-sheet.preview"),
        Binding("f4", "preview", marked("As the client sees it"), show=False, id="lesson-sheet.safe"),
    ]

    def __init__(self, visit: Visit, seen: Looking, lesson: str, preview: bool) -> None:
        super().__init__(visit)
        self.seen = seen
        self.lesson = lesson
        self.preview = preview

    def heading(self) -> tuple[str, str]:
        head = self.desk.library.head(self.lesson)
        preview = said("As the client sees it; nothing of yours is here")
        return head.title if head else self.lesson, preview if self.preview else ""

    def hints(self) -> list[tuple[str, str]]:
        turn = said("as you see it") if self.preview else said("as they see it")
        return [("preview", turn), *super().hints()]

    def action_preview(self) -> None:
        """Turns between what the coach sees and what the client sees."""
        self.preview = self.visit.safe or not self.preview
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        try:
            steps = self.desk.library.lesson(self.lesson).steps
        except NoLesson as error:
            return wrap(str(error), width)
        return [line for step in steps if step.asks for line in self._step(step, width)]

    def _step(self, step: Step, width: int) -> Iterator[Content]:
        yield one_line(step.title, "bold")
        yield from wrap(step.prompt, width, QUIET) if step.prompt else ()
        answer = self.seen.plan.answers.of(self.lesson).get(step.id)
        for line in answer_lines(answer) if answer else ():
            yield from wrap(line, width - 2, indent=2)
        if answer is None:
            yield one_line(said("  Nothing that you may see."), FAINT) if not self.preview else Content("")
        if step.coach_prompt and not self.preview:
            yield from wrapped(Content.assemble((said("For you: "), "$accent"), plain(step.coach_prompt)), width, 2)
        yield Content("")
