"""The view of `form`: the fields of one record."""

from textual import on
from textual.app import ComposeResult

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.structure import Form
from coach.words import marked

from .base import StepView
from .fields import Fields


class FormView(StepView[Form]):
    """Fields below one another; Enter goes to the next, and on from the last."""

    hint = marked("enter or ↓: next line · ←→ pick, backspace: none")

    def __init__(self, step: Form, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.fields = Fields(step.fields, given.today, dict(raw.get("fields") or {}))

    def compose(self) -> ComposeResult:
        yield self.fields

    def focus_field(self) -> None:
        self.fields.focus_field()

    def raw(self) -> Value:
        return {**self.first, "fields": self.fields.values()}

    @on(Fields.Changed)
    def _changed(self) -> None:
        self.changed()

    @on(Fields.Finished)
    def _finished(self) -> None:
        self.done()
