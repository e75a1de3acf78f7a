"""Plan: everything that was recorded, in reading order. Next steps are changed here, every record is seen in full."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.plan.records import NextStep, Record

from ..base import About, Command, OpenLesson
from ..dialogs import Tell
from ..drawing import counted
from ..next_steps import StepPlace
from ..widgets.lines import KeyLine, PlaceLine
from ..widgets.rows import Rows
from .facts import told
from .sections import names, plan_rows


class PlanScreen(StepPlace):
    """The plan, whole."""

    about = About(
        "Plan",
        "Everything you have recorded, part by part. Next steps can be added, done, moved, edited and let go here. "
        "Enter shows a record in full, with the lesson it came from and who may see it; on an empty part it opens the "
        "lesson that fills it. The plan is also a readable file on your disk.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,space", "done", "Done", id="step.done"),
        Binding("m", "move", "Move the date", id="step.move"),
        Binding("a", "add", "Add a step", id="step.add"),
        Binding("e", "edit", "Edit", show=False, id="step.edit"),
        Binding("x", "drop", "Let go", id="step.drop"),
    ]

    def compose(self) -> ComposeResult:
        yield PlaceLine("plan")
        with Horizontal(id="page"):
            yield Rows(id="rows")
            yield Static(id="aside")
        yield KeyLine(self.hints)

    def redraw(self) -> None:
        plan = self.workspace.plan
        kept = sum(len(rows) for table, rows in plan.tables.items() if table != "settings")
        self.query_one(PlaceLine).tell(f"{counted(kept, 'record')}, all saved")
        self.query_one(Rows).show(plan_rows(self.desk))
        self._tell()

    # --- the selection -----------------------------------------------------------

    def chosen_record(self) -> Record | None:
        """The selected record."""
        table, _, id = self.query_one(Rows).key.partition("/")
        return self.workspace.plan.record(table, id)

    def chosen_step(self) -> NextStep | None:
        record = self.chosen_record()
        return record if isinstance(record, NextStep) else None

    def hints(self) -> list[tuple[str, str]]:
        record = self.chosen_record()
        always = [("add", "add a step"), ("undo", "undo"), ("help", "help")]
        if isinstance(record, NextStep):
            return [("choose", "open"), ("done", "done" if record.open else "reopen"), ("move", "move"), *always]
        return [
            ("choose", "open" if record is None else "in full"),
            *always[:-1],
            ("palette", "everything"),
            always[-1],
        ]

    def commands(self) -> list[Command]:
        return self.step_commands()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        record = self.chosen_record()
        full: Content = told(record, self.desk.library, names(self.workspace.plan)) if record else Content("")
        self.query_one("#aside", Static).update(full)
        self.refresh_bindings()

    @on(Rows.Marked)
    def _marked(self) -> None:
        self.action_done()

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        record = self.chosen_record()
        if isinstance(record, NextStep):
            self.action_edit()
        elif record is not None:
            full = told(record, self.desk.library, names(self.workspace.plan))
            self.ask(Tell(record.title if record.one else record.label, full))
        elif event.key.startswith("lesson:"):
            self.post_message(OpenLesson(event.key.partition(":")[2]))
