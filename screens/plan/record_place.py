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
from coach.plan.seen import OFFERS
from coach.plan.words import capital, field_words, noun
from coach.words import marked, said

from ..base import Command
from ..checks import dated, timed
from ..dialogs import Ask, Choose, Offer, Tell, anything
from .facts import seen_by, told
from .record_base import NO_RECORD, RecordBase

DATES = ("next_on", "next_contact", "due", "revisit_on", "decide_by", "test_by", "check_in_on", "review_on")
SEEN = {
    "private": marked("Seen by: only me"),
    "coach": marked("Seen by: my coach"),
    "sponsor": marked("Seen by: my coach and the sponsor"),
    "shareable": marked("Seen by: whoever i give it to"),
}
OUT = "take-out"


class RecordPlace(RecordBase):
    """A place where every record can be changed in every way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d,space", "done", marked("Done"), id="step.done"),
        Binding("m", "move", marked("Move the date"), id="step.move"),
        Binding("a", "add", marked("Add"), id="step.add"),
        Binding("A", "add_other", marked("Add something else"), show=False, id="record.add-other"),
        Binding("e", "edit", marked("Edit"), show=False, id="step.edit"),
        Binding("s", "status", marked("Status"), id="record.status"),
        Binding("l", "link", marked("Link"), id="record.link"),
        Binding("v", "visibility", marked("Who may see it"), id="record.visibility"),
        Binding("n", "next_step", marked("Next step from this"), id="record.next-step"),
        Binding("i", "in_full", marked("In full"), id="record.in-full"),
        Binding("x", "drop", marked("Let go, or take out"), id="step.drop"),
    ]

    def record_commands(self) -> list[Command]:
        """The palette's commands for the selected record, with the reason when there is none."""
        record = self.chosen_record()
        why = "" if record else said(NO_RECORD)
        no_status = why or ("" if record and statuses(type(record)) else said("it has no status"))
        no_link = why or ("" if record and links(type(record)) else said("it points at nothing"))
        step = isinstance(record, NextStep)
        own = [
            self.command(said("Edit the record"), "edit", why),
            self.command(said("Let the record go, or take it out"), "drop", why),
        ]
        return [
            *(self.step_commands()[1:] if step else own),
            Command(said("Add a next step"), partial(self.add_to, NextStep.table)),
            self.command(said("Add something to the plan"), "add_other"),
            self.command(said("Give the record a status"), "status", no_status),
            self.command(said("Link the record to another one"), "link", no_link),
            self.command(said("Say who may see the record"), "visibility", why),
            self.command(said("Make a next step from the record"), "next_step", why),
            self.command(said("Show the record in full"), "in_full", why),
        ]

    def action_status(self) -> None:
        """Asks for another status."""
        self.with_record(self._status)

    def _status(self, record: Record) -> None:
        offers = [Offer(mark, capital(words)) for mark, words in _statuses(record).items()]
        if not offers:
            self.say(said("{record} has no status. e edits what it says.", record=capital(noun(record.table))))
            return
        now = str(getattr(record, "status", "") or "")
        set_to = partial(self._set_status, record)
        self.ask(Choose(shorten(_called(record), 60), offers, said("How does it stand?"), now), set_to)

    def _set_status(self, record: Record, status: str | None) -> None:
        if status is None or status == getattr(record, "status", None):
            return
        words = _statuses(record)[status]
        field = reason_field(record.table, status)
        if field is None:
            deed = partial(by_hand.set_status, self.workspace, record, status)
            self.changed_record(deed, f"{capital(words)}: {shorten(record.label, 60)}")
            return

        def keep(reason: str | None) -> None:
            if reason is not None:
                deed = partial(by_hand.set_status, self.workspace, record, status, field.path, reason)
                self.changed_record(deed, f"{capital(words)}: {shorten(record.label, 60)}")

        text = said("{field}? One line, or nothing.", field=said(field.label))
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
        known = [name for name in DATES if isinstance(getattr(record, name, None), dt.date)]
        name = next(iter(known), next((name for name in DATES if name in record.__struct_fields__), ""))
        if name:
            self._move_date(record, name)
        else:
            self.say(said("{record} has no date to move. e edits what it says.", record=capital(noun(record.table))))

    def _move_stop(self, stop: Record) -> None:
        """A stop on the road map has a time that may be as vague as one likes."""
        today = self.workspace.today

        def keep(answer: str | None) -> None:
            if moment := read_moment(answer or "", today):
                deed = partial(by_hand.change_record, self.workspace, stop, {"when": moment.kept})
                self.changed_record(deed, said("Moved to {day}", day=moment.names[0]))

        before = read_moment(getattr(stop, "when", None) or "", today)
        text = said("It has no time yet. When is it to be?")
        if before:
            text = said("It stands at {time}. When is it to be?", time=before.names[0])
        example, verb = said("2027, June 2027, next, later"), marked("move")
        self.ask(Ask(shorten(stop.label, 60), text, "", example, timed(today), verb), keep)

    def _move_date(self, record: Record, name: str) -> None:
        today, before = self.workspace.today, getattr(record, name)
        text = said("{field}: no day yet. Which day is it to be?", field=field_words(name, record.table))
        if isinstance(record, ReviewDate) and before and before < today:
            text = said("It waits for you. Which day is it to be?")
        elif before:
            label, day = field_words(name, record.table), near(before, today)
            text = said("{field}: {day}. Which day is it to be?", field=label, day=day)

        def keep(answer: str | None) -> None:
            day = parse_date(answer or "", today)
            if day is not None:
                fields = {name: day.isoformat()}
                deed = partial(by_hand.change_record, self.workspace, record, fields)
                self.changed_record(deed, said("Moved to {day}", day=in_words(day)))

        example, verb = said("fri, next week, in 3 months, 12 dec"), marked("move")
        self.ask(Ask(shorten(record.label, 60), text, "", example, dated(today), verb), keep)

    # --- linking, showing, taking out ----------------------------------------------

    def action_link(self) -> None:
        """Lets the record point at another one."""
        self.with_record(self._link)

    def _link(self, record: Record) -> None:
        fields = links(type(record))
        if not fields:
            told = marked("{record} points at nothing itself. Others can point at it: select one of them and press l.")
            self.say(said(told, record=capital(noun(record.table))))
        elif len(fields) == 1:
            self._link_field(record, fields[0])
        else:
            offers = [Offer(field.path, said(field.label)) for field in fields]
            by_path = {field.path: field for field in fields}
            choose = Choose(shorten(record.label, 60), offers, said("Link what?"))
            self.ask(choose, lambda path: self._link_field(record, by_path[path]) if path else None)

    def _link_field(self, record: Record, field: FormField) -> None:
        from .choose_record import Choice, ChooseRecord, choices

        plan = self.workspace.plan
        others = [row for table in field.refers for row in plan.rows(table) if row is not record]
        if not others:
            self.say(said("There is nothing to link yet: add {record} first.", record=noun(field.refers[0])))
            return
        found = [*choices(others), Choice("none/", said("None of them"))]

        def keep(key: str | None) -> None:
            if key is None:
                return
            table, _, id = key.partition("/")
            other = plan.record(table, id)
            deed = partial(by_hand.link, self.workspace, record, field, other)
            name = shorten(other.label, 60) if other else said("none")
            self.changed_record(deed, f"{said(field.label)}: {name}")

        self.ask(ChooseRecord(said(field.label), found, marked("link")), keep)

    def action_visibility(self) -> None:
        """Asks who may see the record."""
        self.with_record(self._visibility)

    def _visibility(self, record: Record) -> None:
        now = record.visibility or RECORDS[record.table].default_visibility

        def keep(answer: str | None) -> None:
            chosen = next((mark for mark in get_args(Visibility) if mark == answer), None)
            if chosen and chosen != now:
                deed = partial(by_hand.show_to, self.workspace, record, chosen)
                self.changed_record(deed, said(SEEN[chosen]))

        title = said("Who may see it: {name}", name=shorten(_called(record), 40))
        offers = [Offer(mark, said(label), said(help)) for mark, (label, help) in OFFERS.items()]
        self.ask(Choose(title, offers, said("Now: {who}.", who=seen_by(record)), now), keep)

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
        ends = [Offer(mark, capital(words)) for mark, words in _statuses(record).items() if mark in record.closed]
        kept = said("The history keeps it, and u brings it back as it was.")
        out = Offer(OUT, said("Take it out of the plan"), kept)

        def keep(answer: str | None) -> None:
            if answer == OUT:
                deed = partial(by_hand.take_out, self.workspace, record)
                self.changed_record(deed, said("Taken out: {name}", name=shorten(_called(record), 60)))
            else:
                self._set_status(record, answer)

        self.ask(Choose(shorten(_called(record), 60), [*ends, out]), keep)


def _called(record: Record) -> str:
    """What a record is called; what a plan has once goes by the name of its kind."""
    return said(record.title) if record.one else by_hand.called(record)


def _statuses(record: Record) -> dict[str, str]:
    """The statuses of a record, as marks and their words."""
    return {mark: said(words) for mark, words in statuses(type(record))}
