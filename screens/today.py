"""Today: where was I, what is next and why, how do I stand. One list, one selection; Enter acts on it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.dates import in_words
from coach.plan.records import NextStep, ReviewDate
from coach.plan.today import Today, changed_lately, look
from coach.words import marked, said

from .base import About, Command, OpenLesson
from .drawing import QUIET, one_line
from .next_steps import StepPlace
from .today_rows import aside, rows, stand_briefly
from .widgets.lines import KeyLine, PlaceLine
from .widgets.rows import Rows

WIDE = 116


class TodayScreen(StepPlace):
    """Answers three questions in five seconds."""

    about = About(
        marked("Today"),
        marked(
            "Where you were, the next three steps and why they come first, what is due to be looked at "
            "again, and how you stand. Pinned steps come first; then a step comes earlier when its date has "
            "passed, when that is near, when it is under way. What another step waits for stands before it, "
            "as urgent as that one. … waits, ◌ cannot begin yet, ↑ is pinned, ↻ comes again. Up and down "
            "choose a line; Enter does what the line is for."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,space", "done", marked("Done"), id="step.done"),
        Binding("m", "move", marked("Move the date"), id="step.move"),
        Binding("a", "add", marked("Add a step"), id="step.add"),
        Binding("e", "edit", marked("Edit"), show=False, id="step.edit"),
        Binding("x", "drop", marked("Let go"), show=False, id="step.drop"),
    ]

    look: Today
    _beside: bool | None = None  # whether the second column was there when it was drawn last
    lately: list[str] | None = None  # not known before the first frame: it needs the whole history

    def compose(self) -> ComposeResult:
        yield PlaceLine("today")
        with Horizontal(id="page"):
            yield Rows(id="rows")
            yield Static(id="aside")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self.call_after_refresh(self._look_back)

    def _look_back(self) -> None:
        self.lately = changed_lately(self.workspace.history())
        self._draw()

    def redraw(self) -> None:
        if self.lately is not None:
            self.lately = changed_lately(self.workspace.history())
        self.look = look(self.workspace.plan, self.workspace.today)
        self._draw()

    def on_resize(self) -> None:
        if self._beside is not None and self._beside != (self.size.width >= WIDE):
            self._draw()

    def _draw(self) -> None:
        wide = self._beside = self.size.width >= WIDE
        parts = (self.desk, self.look, self.lately or [])
        self.query_one(Rows).show(rows(*parts, beside=wide))
        day = in_words(self.workspace.today).rpartition(" ")[0]
        self.query_one(PlaceLine).tell((not wide and stand_briefly(self.desk, self.look)) or one_line(day, QUIET))
        if wide:
            told: Content = aside(*parts)
            self.query_one("#aside", Static).update(told)
        self.refresh_bindings()

    # --- the selection -----------------------------------------------------------

    @property
    def _chosen(self) -> tuple[str, str]:
        kind, _, id = self.query_one(Rows).key.partition(":")
        return kind, id

    def chosen_step(self) -> NextStep | None:
        kind, id = self._chosen
        return self.workspace.plan.get(NextStep, id) if kind == "step" else None

    def _lesson_of_step(self) -> str:
        """The lesson that the selected step asks for, if it is here."""
        step = self.chosen_step()
        head = self.desk.library.head(step.lesson) if step and step.lesson and step.open else None
        return head.id if head else ""

    def hints(self) -> list[tuple[str, str]]:
        kind, _ = self._chosen
        enter = {
            "lesson": said("begin"),
            "resume": said("go on"),
            "step": said("open ⟨do⟩"),
            "review": said("look again"),
            "place": said("show"),
        }
        if kind == "step" and self._lesson_of_step():
            enter["step"] = said("begin")
        first = [("choose", enter[kind])] if kind in enter else []
        steps = [("done", said("done")), ("move", said("move"))] if kind == "step" else []
        steps += [("move", said("another day"))] if kind == "review" else []
        undo = [("undo", said("undo"))] if self.workspace.plan.tables else []
        last = [("palette", said("everything")), ("help", said("help"))]
        return [*first, *steps, ("add", said("add a step")), *undo, *last]

    def commands(self) -> list[Command]:
        return self.step_commands()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Rows.Marked)
    def _marked(self) -> None:
        self.action_done()

    @on(Rows.Chosen)
    def _act(self) -> None:
        kind, id = self._chosen
        if kind in ("lesson", "resume"):
            self.post_message(OpenLesson(id))
        elif kind == "step" and (lesson := self._lesson_of_step()):
            self.post_message(OpenLesson(lesson))
        elif kind == "step":
            self.action_edit()
        elif kind == "review" and (review := self.workspace.plan.get(ReviewDate, id)):
            from .reviews import look_again

            look_again(self, review)
        elif kind == "place":
            self.action_go(id)

    def action_move(self) -> None:
        """Another day for the step, or for the review."""
        from .reviews import offer_review

        kind, id = self._chosen
        if kind == "review" and (review := self.workspace.plan.get(ReviewDate, id)):
            offer_review(self, review)
        else:
            super().action_move()
