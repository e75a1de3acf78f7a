"""A sheet: a few fields below one another, kept together. What is typed may be kept as a draft with every key."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from coach.dates import in_words, parse_date
from coach.past_dates import past_date
from coach.words import marked, said

from ..dialogs import Dialog, LineInput
from ..drawing import QUIET
from ..plan.record_fields import Lines
from ..plan.step_form import Cycle
from ..text import one_line

NO_DATE = marked("That is no date I know. Try fri, next week, in 3 months, 12 dec or 2027-03-01.")
NO_PAST_DATE = marked("That is no day behind us. Try today, last fri, 12 sep or 2026-09-12.")
NO_NUMBER = marked("A whole number, please.")
NOT_KEPT = marked("Not kept yet. ctrl+s keeps it, esc once more leaves it.")
MOST_DIGITS = 4


class Blank(NamedTuple):
    """One field: what it is called, of which kind it is, and what stands in it.

    Its words are said already, but for the values of a choice, which are marked. Kinds: `line`, `words` (several
    lines), `day`, `past`, `number`, and a choice where there are `values`.
    """

    name: str
    label: str
    kind: str = "line"
    value: Any = None
    example: str = ""
    values: Mapping[Any, str] = {}
    needed: str = ""  # what is said when it is left empty


class Choice(Cycle):
    """One of a few values, which says so when it is turned to another."""

    class Turned(Message):
        """Another value stands there."""

    def action_turn(self, way: int) -> None:
        super().action_turn(way)
        self.post_message(self.Turned())


Field = LineInput | Lines | Choice


class Sheet(Dialog[dict[str, Any]]):
    """The sheet. It closes with every field: a text, a day, a number, a chosen value, or None for nothing."""

    DEFAULT_CSS = """
    Sheet > #box { width: 76; }
    Sheet #fields {
        height: auto; max-height: 12; scrollbar-size-vertical: 1;
        & > HorizontalGroup { height: auto; margin: 0 0 1 0; padding: 0 1 0 0; }
        & .label { width: 18; color: $text-muted; padding: 0 2 0 0; }
        & .label.-here { color: $text; text-style: bold; }
        & Cycle { padding: 0 1; }
    }
    Sheet.-tall #fields { max-height: 28; }
    Sheet.-low #fields { max-height: 5; }
    Sheet.-low #fields > HorizontalGroup { margin: 0; }
    Sheet.-low #text { display: none; }
    Sheet.-questions #fields .label { width: 34; }
    Sheet.-narrow #fields .label { width: 11; }
    Sheet.-narrow.-questions #fields .label { width: 18; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", marked("Keep"), priority=True, id="form.keep"),
        Binding("f4", "hide", marked("Hide it at once"), priority=True, id="practice.safe"),
        Binding("down", "app.focus_next", marked("Next field"), show=False, id="form.down"),
        Binding("up", "app.focus_previous", marked("Field before"), show=False, id="form.up"),
    ]

    def __init__(
        self, title: str, blanks: Sequence[Blank], today: dt.date, text: str = "", verb: str = marked("keep"),
        typed: Callable[[dict[str, Any]], None] | None = None, draft: Mapping[str, Any] | None = None,
        wide: bool = False, hide: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """`typed` is told what stands there after every change; `draft` is what stood there when it was left;
        `wide` leaves room for questions beside the fields, `hide` is what the key that hides does, where what is
        asked is the coach's alone."""
        super().__init__(title, text)
        self.blanks = [blank._replace(value=(draft or {}).get(blank.name, blank.value)) for blank in blanks]
        self.today = today
        self.verb = verb
        self.typed = typed
        self.hide = hide
        self._fields: dict[str, Field] = {}
        self._begun: dict[str, Any] = {}
        self._left_once = False
        self.set_class(wide, "-questions")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="fields", can_focus=False):
            for blank in self.blanks:
                self._fields[blank.name] = field = _field(blank)
                yield HorizontalGroup(Static(one_line(blank.label), classes="label"), field)
        yield Static(id="note")

    def on_mount(self) -> None:
        self._begun = self.raw()
        self._fields[self.blanks[0].name].focus()

    def hints(self) -> list[tuple[str, str]]:
        return [
            ("keep", said(self.verb)),
            ("turn(1)", said("change")),
            *([("hide", said("hide"))] if self.hide is not None else []),
            ("leave", said("leave")),
        ]

    def action_hide(self) -> None:
        """Closes at once; what was typed is kept as a draft. What is not the coach's alone stays; behind it is hidden
        what is."""
        if self.hide is None:
            self.action_hide_behind()
        elif self.is_current:
            self.dismiss(None)
            self.hide()

    # --- what stands in it -------------------------------------------------------

    def raw(self) -> dict[str, Any]:
        """What stands in the fields, as it was typed."""
        return {
            name: field.text if isinstance(field, TextArea) else field.value for name, field in self._fields.items()
        }

    def _read(self) -> tuple[dict[str, Any], str, str]:
        """What the fields mean; else the field that cannot be taken, and why."""
        found: dict[str, Any] = {}
        for blank in self.blanks:
            value, why = self._meant(blank, self.raw()[blank.name])
            if why:
                return {}, blank.name, why
            found[blank.name] = value
        return found, "", ""

    def _meant(self, blank: Blank, raw: Any) -> tuple[Any, str]:
        if blank.values:
            return raw, ""
        text = str(raw or "").strip()
        if not text:
            return None, blank.needed
        if blank.kind == "day":
            return (day := parse_date(text, self.today)), "" if day else said(NO_DATE)
        if blank.kind == "past":
            return (day := past_date(text, self.today)), "" if day else said(NO_PAST_DATE)
        if blank.kind == "number":
            fits = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
            return (int(text), "") if fits else (None, said(NO_NUMBER))
        return text, ""

    # --- saying ------------------------------------------------------------------

    def _say(self, words: str, style: str = QUIET) -> None:
        self.query_one("#note", Static).update(one_line(words, style))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        for field in self._fields.values():
            if isinstance(group := field.parent, HorizontalGroup):
                group.query_one(".label").set_class(field is event.widget, "-here")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Turned)
    def _changed(self) -> None:
        if not self._begun:
            return  # fields announce themselves when they appear
        self._left_once = False
        if self.typed is not None and self.raw() != self._begun:
            self.typed(self.raw())
        days = [self._meant(blank, self.raw()[blank.name])[0] for blank in self.blanks if blank.kind in ("day", "past")]
        self._say("; ".join(in_words(day) for day in days if day))

    # --- keys --------------------------------------------------------------------

    @on(Input.Submitted)
    @on(Cycle.Onward)
    def _onward(self, event: Input.Submitted | Cycle.Onward) -> None:
        event.stop()
        if self.focused is self._fields[self.blanks[-1].name]:
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Closes with what was typed, or says what is missing and goes there."""
        found, name, why = self._read()
        if why:
            self._fields[name].focus()
            self.call_after_refresh(self._say, f"! {why}", "$text-error")
        elif self.is_current:
            self.dismiss(found)

    def action_leave(self) -> None:
        """Closes without keeping. Where nothing keeps a draft it asks once more when something was typed."""
        if self.typed is not None or self._left_once or self.raw() == self._begun:
            super().action_leave()
        else:
            self._left_once = True
            self._say(f"! {said(NOT_KEPT)}", "$text-warning")


def _field(blank: Blank) -> Field:
    if blank.values:
        return Choice({key: said(words) for key, words in blank.values.items()}, blank.value, id=blank.name)
    value = blank.value.isoformat() if isinstance(blank.value, dt.date) else str(blank.value or "")
    if blank.kind == "words":
        lines = Lines(value)
        lines.placeholder = blank.example
        return lines
    return LineInput(value, placeholder=blank.example, id=blank.name)
