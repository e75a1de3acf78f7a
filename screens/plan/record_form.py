"""Every field of a record, to look at and to change. Next steps have a form of their own."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from coach.by_hand import kept, pointed_at
from coach.dates import in_words
from coach.plan.forms import FormField, form, plain_fields, read_form, shown
from coach.plan.moments import read_moment
from coach.plan.plan import Plan
from coach.plan.records import Record
from coach.plan.words import noun
from coach.words import marked, said

from ..dialogs import Dialog
from ..drawing import QUIET
from ..text import one_line
from .choose_record import ChooseRecord, choices
from .record_fields import Editor, Lines, Pointer, editor, typed_in
from .step_form import Cycle

NOTHING = marked("Nothing is written yet. Esc leaves it.")
NOT_KEPT = marked("Not kept yet. ctrl+s keeps it, esc once more leaves it.")


class FieldList(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields below one another. The arrows go from field to field; what is around them follows."""


class RecordForm(Dialog[dict[str, Any]]):
    """The form. It closes with the fields that were changed, as plain data."""

    DEFAULT_CSS = """
    RecordForm > #box { width: 76; }
    RecordForm #fields {
        layout: grid; grid-size: 2; grid-columns: 22 1fr; grid-rows: auto; grid-gutter: 0;
        height: auto; max-height: 11; scrollbar-size-vertical: 1;
        & > .label { height: auto; color: $text-muted; padding: 0 2 0 0; }
        & > .label.-here { color: $text; text-style: bold; }
        & > Cycle { padding: 0 1; }
    }
    RecordForm.-tall #fields { max-height: 27; grid-gutter: 1 0; }
    RecordForm.-low #fields { max-height: 6; }
    RecordForm.-low #text { display: none; }
    RecordForm.-narrow #fields { grid-columns: 12 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", marked("Keep"), priority=True, id="form.keep"),
        Binding("down", "app.focus_next", marked("Next field"), show=False, id="form.down"),
        Binding("up", "app.focus_previous", marked("Field before"), show=False, id="form.up"),
    ]

    def __init__(
        self, kind: type[Record], plan: Plan, today: dt.date, record: Record | None = None,
        given: Mapping[str, Any] | None = None, about: str = "",
    ) -> None:  # fmt: skip
        """`given` is what a new record begins with; `about` is said of one that there is: where it came from."""
        title = noun(kind.table)
        super().__init__(title[0].upper() + title[1:], about)
        self.kind, self.plan, self.today, self.record = kind, plan, today, record
        before = plain_fields(record or kind(id=""))
        self.editors: dict[str, tuple[FormField, Editor]] = {}
        self._labels: dict[Widget, Static] = {}
        self._begun = shown(kind, {**before, **(given or {})})
        self._left_once = False

    def body(self) -> ComposeResult:
        with FieldList(id="fields"):
            for field in form(self.kind):
                text = self._begun[field.path]
                there = editor(field, text, self._called(field, text))
                label = Static(one_line(said(field.label)), classes="label")
                self.editors[field.path], self._labels[there] = (field, there), label
                yield label
                yield there
        yield Static(id="note")

    def _called(self, field: FormField, value: str) -> str:
        other = pointed_at(self.plan, field, value)
        return other.label if other else value

    def hints(self) -> list[tuple[str, str]]:
        return [("keep", said("keep")), ("turn(1)|choose", said("change")), ("leave", said("leave"))]

    # --- what stands in it -------------------------------------------------------

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by path."""
        return {path: typed_in(there) for path, (_, there) in self.editors.items()}

    # --- saying ------------------------------------------------------------------

    def _say(self, words: str, style: str = QUIET) -> None:
        self.query_one("#note", Static).update(one_line(words, style))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for there, label in self._labels.items():
            label.set_class(there is event.widget, "-here")
        self._tell()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Pointer.Changed)
    def _changed(self) -> None:
        self._left_once = False
        self._tell()

    def _tell(self) -> None:
        """How what stands in the field is understood, or what one could type there."""
        found = next(((field, there) for field, there in self.editors.values() if there.has_focus), None)
        self._say(self._understood(*found) if found else "")

    def _understood(self, field: FormField, there: Editor) -> str:
        text = typed_in(there).strip()
        if not text:
            return said(field.example) if isinstance(there, Lines) else ""
        if field.type == "moment":
            moment = read_moment(text, self.today)
            return (
                moment.told[:1].upper() + moment.told[1:] + "."
                if moment
                else said("No time I know; it is kept as it is.")
            )
        if field.type == "date":
            value, _ = field.read(text, self.today)
            return f"{in_words(dt.date.fromisoformat(value))}." if value else ""
        return ""

    # --- keys --------------------------------------------------------------------

    @on(Input.Submitted)
    @on(Cycle.Onward)
    def _onward(self, event: Input.Submitted | Cycle.Onward) -> None:
        event.stop()
        if self.focused is [there for _, there in self.editors.values()][-1]:
            self.action_keep()
        else:
            self.focus_next()

    @on(Pointer.Asked)
    def _point(self, event: Pointer.Asked) -> None:
        pointer = event.pointer
        records = [row for table in pointer.field.refers for row in self.plan.rows(table) if row is not self.record]
        if not records:
            first = noun(pointer.field.refers[0])
            self._say(said("There is nothing yet that it could be: add {record} first.", record=first))
            return

        def put(key: str | None) -> None:
            table, _, id = (key or "").partition("/")
            if other := self.plan.record(table, id):
                pointer.put(kept(pointer.field, other), other.label)

        self.app.push_screen(ChooseRecord(said(pointer.field.label), choices(records)), put)

    def action_keep(self) -> None:
        """Closes with what was changed, or says what is missing and goes there."""
        fields, refused = read_form(self.kind, self.record, self.typed(), self.today)
        if refused:
            path, why = next(iter(refused.items()))
            self.editors[path][1].focus()
            self.call_after_refresh(self._say, f"! {why}", "$text-error")
        elif not fields and self.record is None:
            self._say(f"! {said(NOTHING)}", "$text-error")
        elif self.is_current:
            self.dismiss(fields)

    def action_leave(self) -> None:
        """Closes without keeping; asks once more when something was changed."""
        if self.typed() == self._begun or self._left_once:
            super().action_leave()
        else:
            self._left_once = True
            self._say(f"! {said(NOT_KEPT)}", "$text-warning")
