"""What can be done with any record of the plan: its status, its links, who sees it, and taking it out."""

import datetime as dt
from functools import partial
from typing import ClassVar, get_args

from textual.binding import Binding, BindingType

from coach import by_hand
from coach.dates import in_words, near, parse_date
from coach.display import shorten
from coach.plan.forms import FormField, links, reason_field, statuses
from coach.plan.moments import read_moment
from coach.plan.records import RECORDS, NextStep, Record, ReviewDate, Stop, Visibility
from coach.plan.today import WAITS_FOR_YOU
from coach.plan.words import capital, field_words, noun

from ..base import Command
from ..checks import dated, timed
from ..dialogs import Ask, Choose, Offer, Tell, anything
from .facts import seen_by, told
from .record_base import NO_RECORD, RecordBase

DATES = ("next_on", "next_contact", "due", "revisit_on", "decide_by", "test_by", "check_in_on", "review_on")
VISIBLE = (
    Offer("private", "Only me", "Nobody else gets to see it; no export for others holds it."),
    Offer("coach", "My coach", "It is in what I prepare for my coach."),
    Offer("shareable", "Whoever I give it to", "It may stand in any export."),
)


class RecordPlace(RecordBase):
    """A place where every record can be changed in every way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,space", "done", "Done", id="step.done"),
        Binding("m", "move", "Move the date", id="step.move"),
        Binding("a", "add", "Add", id="step.add"),
        Binding("A", "add_other", "Add something else", show=False, id="record.add-other"),
        Binding("e", "edit", "Edit", show=False, id="step.edit"),
        Binding("s", "status", "Status", id="record.status"),
        Binding("l", "link", "Link", id="record.link"),
        Binding("v", "visibility", "Who may see it", id="record.visibility"),
        Binding("n", "next_step", "Next step from this", id="record.next-step"),
        Binding("i", "in_full", "In full", id="record.in-full"),
        Binding("x", "drop", "Let go, or take out", id="step.drop"),
    ]

    def record_commands(self) -> list[Command]:
        """The palette's commands for the selected record, with the reason when there is none."""
        record = self.chosen_record()
        why = "" if record else NO_RECORD
        no_status = why or ("" if record and statuses(type(record)) else "it has no status")
        no_link = why or ("" if record and links(type(record)) else "it points at nothing")
        step = isinstance(record, NextStep)
        own = [
            self.command("Edit the record", "edit", why),
            self.command("Let the record go, or take it out", "drop", why),
        ]
        return [
            *(self.step_commands()[1:] if step else own),
            Command("Add a next step", partial(self.add_to, NextStep.table)),
            self.command("Add something to the plan", "add_other"),
            self.command("Give the record a status", "status", no_status),
            self.command("Link the record to another one", "link", no_link),
            self.command("Say who may see the record", "visibility", why),
            self.command("Make a next step from the record", "next_step", why),
            self.command("Show the record in full", "in_full", why),
        ]

    def action_status(self) -> None:
        """Asks for another status."""
        self.with_record(self._status)

    def _status(self, record: Record) -> None:
        offers = [Offer(mark, words.capitalize()) for mark, words in statuses(type(record))]
        if not offers:
            self.say(f"{capital(noun(record.table))} has no status. e edits what it says.")
            return
        now = str(getattr(record, "status", "") or "")
        set_to = partial(self._set_status, record)
        self.ask(Choose(shorten(by_hand.called(record), 60), offers, "How does it stand?", now), set_to)

    def _set_status(self, record: Record, status: str | None) -> None:
        if status is None or status == getattr(record, "status", None):
            return
        words = dict(statuses(type(record)))[status]
        field = reason_field(record.table, status)
        if field is None:
            deed = partial(by_hand.set_status, self.workspace, record, status)
            self.changed_record(deed, f"{words.capitalize()}: {shorten(record.label, 60)}")
            return

        def keep(reason: str | None) -> None:
            if reason is not None:
                deed = partial(by_hand.set_status, self.workspace, record, status, field.path, reason)
                self.changed_record(deed, f"{words.capitalize()}: {shorten(record.label, 60)}")

        text = f"{field.label}? One line, or nothing."
        self.ask(Ask(f"{shorten(record.label, 50)}: {words}", text, "", "", anything, words), keep)

    def action_done(self) -> None:
        """Marks a step as done; of a date to look again, asks what became of it; else asks for the status."""
        record = self.chosen_record()
        if isinstance(record, ReviewDate):
            from ..reviews import offer_review

            offer_review(self, record)
        elif isinstance(record, NextStep):
            super().action_done()
        else:
            self.with_record(self._status)

    def action_move(self) -> None:
        """Asks for another date."""
        record = self.chosen_record()
        if isinstance(record, NextStep):
            super().action_move()
        else:
            self.with_record(self._move_stop if isinstance(record, Stop) else self._move_record)

    def _move_record(self, record: Record) -> None:
        said = [name for name in DATES if isinstance(getattr(record, name, None), dt.date)]
        name = next(iter(said), next((name for name in DATES if name in record.__struct_fields__), ""))
        if name:
            self._move_date(record, name)
        else:
            self.say(f"{capital(noun(record.table))} has no date to move. e edits what it says.")

    def _move_stop(self, stop: Record) -> None:
        """A stop on the road map has a time that may be as vague as one likes."""
        today = self.workspace.today

        def keep(answer: str | None) -> None:
            if moment := read_moment(answer or "", today):
                deed = partial(by_hand.change_record, self.workspace, stop, {"when": moment.kept})
                self.changed_record(deed, f"Moved to {moment.names[0]}")

        before = read_moment(getattr(stop, "when", None) or "", today)
        now = f"It stands at {before.names[0]}." if before else "It has no time yet."
        example = "2027, June 2027, next, later"
        self.ask(Ask(shorten(stop.label, 60), f"{now} When is it to be?", "", example, timed(today), "move"), keep)

    def _move_date(self, record: Record, name: str) -> None:
        today, before = self.workspace.today, getattr(record, name)
        label = field_words(name, record.table)
        now = f"{label}: {near(before, today)}." if before else f"{label}: no day yet."
        if isinstance(record, ReviewDate) and before and before < today:
            now = f"It {WAITS_FOR_YOU}."

        def keep(answer: str | None) -> None:
            day = parse_date(answer or "", today)
            if day is not None:
                fields = {name: day.isoformat()}
                deed = partial(by_hand.change_record, self.workspace, record, fields)
                self.changed_record(deed, f"Moved to {in_words(day)}")

        example = "fri, next week, in 3 months, 12 dec"
        self.ask(
            Ask(shorten(record.label, 60), f"{now} Which day is it to be?", "", example, dated(today), "move"), keep
        )

    # --- linking, showing, taking out ----------------------------------------------

    def action_link(self) -> None:
        """Lets the record point at another one."""
        self.with_record(self._link)

    def _link(self, record: Record) -> None:
        fields = links(type(record))
        if not fields:
            itself = f"{capital(noun(record.table))} points at nothing itself."
            self.say(f"{itself} Others can point at it: select one of them and press l.")
        elif len(fields) == 1:
            self._link_field(record, fields[0])
        else:
            offers = [Offer(field.path, field.label) for field in fields]
            by_path = {field.path: field for field in fields}
            choose = Choose(shorten(record.label, 60), offers, "Link what?")
            self.ask(choose, lambda path: self._link_field(record, by_path[path]) if path else None)

    def _link_field(self, record: Record, field: FormField) -> None:
        from .choose_record import Choice, ChooseRecord, choices

        plan = self.workspace.plan
        others = [row for table in field.refers for row in plan.rows(table) if row is not record]
        if not others:
            self.say(f"There is nothing to link yet: add {noun(field.refers[0])} first.")
            return
        found = [*choices(others), Choice("none/", "None of them")]

        def keep(key: str | None) -> None:
            if key is None:
                return
            table, _, id = key.partition("/")
            other = plan.record(table, id)
            deed = partial(by_hand.link, self.workspace, record, field, other)
            self.changed_record(deed, f"{field.label}: {shorten(other.label, 60) if other else 'none'}")

        self.ask(ChooseRecord(field.label, found, "link"), keep)

    def action_visibility(self) -> None:
        """Asks who may see the record."""
        self.with_record(self._visibility)

    def _visibility(self, record: Record) -> None:
        now = record.visibility or RECORDS[record.table].default_visibility

        def keep(answer: str | None) -> None:
            chosen = next((mark for mark in get_args(Visibility) if mark == answer), None)
            if chosen and chosen != now:
                words = next(offer.label for offer in VISIBLE if offer.key == chosen)
                deed = partial(by_hand.show_to, self.workspace, record, chosen)
                self.changed_record(deed, f"Seen by: {words.lower()}")

        title = f"Who may see it: {shorten(by_hand.called(record), 40)}"
        self.ask(Choose(title, VISIBLE, f"Now: {seen_by(record)}.", now), keep)

    def action_in_full(self) -> None:
        """Shows all that a record says, where it came from, and who may see it."""

        def show(record: Record) -> None:
            full = told(record, self.desk.library, self.workspace.plan, self.workspace.today)
            self.ask(Tell(capital(noun(record.table)), full))

        self.with_record(show)

    def action_drop(self) -> None:
        """Lets a step go; ends another record, or takes it out."""
        if isinstance(self.chosen_record(), NextStep):
            super().action_drop()
        else:
            self.with_record(self._end)

    def _end(self, record: Record) -> None:
        ends = [Offer(mark, words.capitalize()) for mark, words in statuses(type(record)) if mark in record.closed]
        out = Offer("take out", "Take it out of the plan", "The history keeps it, and u brings it back as it was.")

        def keep(answer: str | None) -> None:
            if answer == "take out":
                deed = partial(by_hand.take_out, self.workspace, record)
                self.changed_record(deed, f"Taken out: {shorten(by_hand.called(record), 60)}")
            else:
                self._set_status(record, answer)

        self.ask(Choose(shorten(by_hand.called(record), 60), [*ends, out]), keep)
