"""Adding and editing records of every kind: the dialogs, and the words that say what happened."""

from collections.abc import Callable
from typing import Any

from coach import by_hand, deeds
from coach.display import shorten
from coach.plan.events import Event
from coach.plan.onward import step_towards
from coach.plan.plan import as_fields
from coach.plan.records import RECORDS, NextStep, Record, Settings
from coach.plan.words import noun
from coach.words import marked, said

from ..next_steps import StepPlace, edit_step
from .facts import origin, seen_by

NO_RECORD = marked("choose a record first")
WITH = {"stops": ("lane",), "people": ("direction",), "next_steps": ("goal",)}  # what a new record has of its neighbour


class RecordBase(StepPlace):
    """A place where records of every kind are lying about, to be added and edited. Subclasses say which is selected."""

    def chosen_record(self) -> Record | None:
        """The selected record."""
        return None

    def chosen_step(self) -> NextStep | None:
        record = self.chosen_record()
        return record if isinstance(record, NextStep) else None

    def table_here(self) -> str:
        """The table in which the selection stands, or empty."""
        return ""

    def tables_here(self) -> tuple[str, ...]:
        """The tables of this part of the plan."""
        return ()

    def show_record(self, table: str, id: str) -> None:
        """Selects a record, wherever in the plan it stands."""

    def with_record(self, deed: Callable[[Record], None]) -> None:
        """Does something with the selected record; says so when there is none."""
        record = self.chosen_record()
        if record is None:
            self.say(said("Choose a record first."))
        else:
            deed(record)

    def changed_record(self, deed: Callable[[], Event], done: str) -> None:
        """Does something to a record and says so."""
        if self.attempt(deed):
            self.say(said("{done}. u takes it back.", done=done))

    # --- adding ------------------------------------------------------------------

    def action_add(self) -> None:
        """Adds to where the selection is; asks what, when it is nowhere."""
        table = self.table_here()
        if table:
            self.add_to(table)
        else:
            self.action_add_other()

    def action_add_other(self) -> None:
        """Asks what is to be added: what belongs here first."""
        from .choose_record import Choice, ChooseRecord

        here = self.tables_here()
        tables = [*here, *(table for table in RECORDS if table not in here and table != Settings.table)]
        plan = self.workspace.plan
        found = [Choice(t, noun(t)) for t in tables if not (RECORDS[t].one and plan.rows(t))]
        choose = ChooseRecord(said("Add to the plan"), found, marked("add"))
        self.ask(choose, lambda table: self.add_to(table) if table else None)

    def add_to(self, table: str) -> None:
        """Asks for a new record of a table; of what a plan has once, opens the one there is."""
        kind = RECORDS[table]
        there = self.workspace.plan.rows(table)
        if kind.one and there:
            self.edit_record(there[0])
            return
        beside = self.chosen_record()
        same = WITH.get(table, ()) if beside is not None and beside.table == table else ()
        given = {name: getattr(beside, name) for name in same if getattr(beside, name, None)}
        if kind is NextStep:
            self._ask_step(NextStep(id="", **given))
        else:
            self._ask_record(kind, given)

    def _ask_record(self, kind: type[Record], given: dict[str, Any]) -> None:
        from .record_form import RecordForm

        def keep(fields: dict[str, Any] | None) -> None:
            done: list[Event] = []
            if fields and self.attempt(lambda: done.append(by_hand.add_record(self.workspace, kind, fields))):
                self.say(said("Added: {name}. u takes it back.", name=shorten(done[0].title, 60)))
                self.show_record(kind.table, done[0].changes[0].id)

        self.ask(RecordForm(kind, self.workspace.plan, self.workspace.today, given=given), keep)

    def action_next_step(self) -> None:
        """A next step that would be of use for the selected record, half written."""
        self.with_record(lambda record: self._ask_step(step_towards(record)))

    def _ask_step(self, draft: NextStep) -> None:
        """Asks for a next step. What the draft says is kept as it stands there, unless it was changed."""
        from .step_form import StepForm

        form = StepForm(self.workspace.plan, self.workspace.today, draft, said("A next step"))

        def keep(fields: dict[str, Any] | None) -> None:
            if fields is None:
                return
            given: dict[str, Any] = {n: v for n, v in as_fields(draft).items() if v is not None} | fields
            text, due = given.pop("text"), given.pop("due", None)
            done: list[Event] = []
            if self.attempt(lambda: done.append(deeds.add_step(self.workspace, text, due, **given))):
                self.say(said("Added: {name}. u takes it back.", name=shorten(text, 60)))
                if NextStep.table in self.tables_here():
                    self.show_record(NextStep.table, done[0].changes[0].id)

        self.ask(form, keep)

    # --- changing ----------------------------------------------------------------

    def action_edit(self) -> None:
        """Opens the selected record, to look at every field and to change it."""
        self.with_record(self.edit_record)

    def edit_record(self, record: Record) -> None:
        """Opens a record, to look at every field and to change it."""
        from .record_form import RecordForm

        if isinstance(record, NextStep):
            edit_step(self, record)
            return

        def keep(fields: dict[str, Any] | None) -> None:
            if fields:
                self.changed_record(lambda: by_hand.change_record(self.workspace, record, fields), said("Changed"))

        about = f"{origin(record, self.desk.library)} {said('Seen by {who}.', who=seen_by(record))}"
        self.ask(RecordForm(type(record), self.workspace.plan, self.workspace.today, record, about=about), keep)
