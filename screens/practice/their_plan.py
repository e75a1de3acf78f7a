"""A client's plan in the Plan screen: what the client lets the coach see, to look at; and the same as the client sees
it. Nothing of the coach's stands in either."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType

from coach.practice.looking import Looking
from coach.words import marked, said, said_of

from ..base import About, Command, Desk
from ..drawing import QUIET, cut, one_line, spread
from ..plan.page import PlanScreen
from ..plan.sections import part_rows
from ..widgets.lines import PlaceLine
from ..widgets.rows import Row, Rows
from .visit import CLOSED_OFF, Visit

# What PlanScreen does with a plan of one's own: none of it is done with another's.
NOT_OURS = CLOSED_OFF | {
    "add", "add_other", "edit", "done", "move", "drop", "status", "link", "visibility", "next_step", "pin", "wait",
    "undo", "redo", "history", "over_time", "go", "quit_hint",
}  # fmt: skip


class WhoseLine(PlaceLine):
    """Whose plan it is, in the place of the places."""

    whose = ""

    def render(self) -> RenderResult:
        return spread(one_line(self.whose, "$text bold"), self.fact, self.size.width)


class TheirPlan(PlanScreen):
    """A client's plan, to look at."""

    by_itself = True
    about = About(
        marked("Your client's plan"),
        marked(
            "What your client lets you see of their plan, part by part: [ and ] go from part to part. Enter shows a "
            "record in full, or a lesson with the answers they show you. It is theirs: what is to change, they change, "
            "or you do it together in a session. v shows it as they see it, without what lessons say to a coach."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("Back"), id="their-plan.leave"),
        Binding("v", "preview", marked("As the client sees it, or as you do"), id="their-plan.preview"),
        Binding("f4", "preview", marked("As the client sees it"), show=False, id="their-plan.safe"),
    ]

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.seen = Looking(visit.one.plan)
        self.preview = visit.safe
        super().__init__(Desk(self.seen, visit.home.library, visit.home.places, visit.home.settings))

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield WhoseLine("plan") if isinstance(widget, PlaceLine) else widget

    def on_unmount(self) -> None:
        self.seen.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Here one looks and changes nothing."""
        return False if action in NOT_OURS else super().check_action(action, parameters)

    def redraw(self) -> None:
        super().redraw()
        line = self.query_one(WhoseLine)
        line.whose = self._title()
        n = self.seen.withheld
        hidden = said_of(n, "{n} thing they keep private", "{n} things they keep private") if n else ""
        line.tell(one_line(hidden, QUIET))

    def _draw_part(self, key: str = "") -> None:
        super()._draw_part(key)
        rows = [_to_look_at(row) for row in part_rows(self.desk, self.part, self.sought)]
        self.query_one(Rows).show(rows, key)
        self._tell()

    def _title(self) -> str:
        if self.preview:
            return said("As the client sees it; nothing of yours is here")
        return said("The plan of {alias}", alias=self.visit.alias)

    def hints(self) -> list[tuple[str, str]]:
        first = [("choose", said("in full"))] if self._opens() else []
        turn = said("as you see it") if self.preview else said("as they see it")
        return [
            *first,
            ("part(1)", said("next part")),
            ("preview", turn),
            ("leave", said("back")),
            ("help", said("help")),
        ]

    def commands(self) -> list[Command]:
        return [
            self.command(said("As the client sees it, or as you do"), "preview"),
            self.command(said("Back to the client"), "leave"),
        ]

    def _opens(self) -> bool:
        return self.chosen_record() is not None or bool(self._lesson())

    def _lesson(self) -> str:
        """The lesson that is selected, among those in which something was answered."""
        kind, _, id = self.query_one(Rows).key.partition(":")
        return id if kind == "lesson" and "/" not in id else ""

    @on(Rows.Chosen)
    def _look_at(self, event: Rows.Chosen) -> None:
        event.prevent_default()  # in a plan of one's own this would edit
        if self.chosen_record() is not None:
            self.action_in_full()
        elif lesson := self._lesson():
            from .lesson_sheet import LessonSheet

            self.app.push_screen(LessonSheet(self.visit, self.seen, lesson, self.preview))

    def action_preview(self) -> None:
        """Turns between what the coach sees and what the client sees."""
        self.preview = self.visit.safe or not self.preview
        self.redraw()
        if self.visit.safe:
            self.say(said("The screen is safe to share; f4 on the client's page changes that."))

    def action_leave(self) -> None:
        """Back to the client."""
        if self.is_current:
            self.dismiss()


def _to_look_at(row: Row) -> Row:
    """A row; where it would offer to fill an empty part, only that there is nothing."""
    if row.key.startswith("new:") or (row.key.startswith("lesson:") and "/" in row.key):
        return Row(lambda width: [cut(said("Nothing that you may see."), width, QUIET)], height=1)
    return row
