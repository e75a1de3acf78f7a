"""What is set up and kept up for a client: who they are, notes, contacts, the agreement, consents, hours, the end."""

import datetime as dt
from typing import Any

from coach.dates import in_words, parse_rhythm, span_words
from coach.display import shorten
from coach.plan.records import CoachingAgreement
from coach.practice import keeping
from coach.practice.records import Client, Consent, NoteKind, Scope, Terms
from coach.practice.seen import as_seen
from coach.practice.sessions import note_private
from coach.words import marked, said

from ..dialogs import Choose, Offer
from ..plan.record_form import RecordForm
from .sheet import Blank, Sheet
from .visit import Shared

STATUS = {"active": marked("active"), "paused": marked("paused"), "ended": marked("ended")}
KINDS: dict[NoteKind, str] = {
    "fact": marked("a fact"),
    "guess": marked("a guess of mine"),
    "raise": marked("to raise next time"),
    "supervision": marked("for supervision"),
}
PAID = {"paid": marked("paid"), "pro bono": marked("pro bono"), "internal": marked("within the organisation")}
SCOPES: dict[Scope, str] = {
    "hours": marked("Their name in my log of hours"),
    "aims": marked("Aims to the sponsor"),
    "goals": marked("Goals to the sponsor"),
    "steps": marked("Next steps to the sponsor"),
}
NO_YES = {False: marked("no"), True: marked("yes")}
OWN = {"fit": marked("How well we fit"), "sponsor": marked("Who pays"), "line": marked("A reporting line"),
       "note": marked("Else")}  # fmt: skip
KEEP = "P24M"
SPAN_EXAMPLE = marked("2 years, 18 months")
SPAN = marked("“{typed}” is no span of time. Some that are: 2 years, 18 months.")


def new_client(today: dt.date, group: str) -> Sheet:
    """Asks for a new client."""
    needed = said("They need a name here. It need not be their own.")
    blanks = [
        Blank("alias", said("Called here"), example=said("a name of your choosing: Blue heron"), needed=needed),
        Blank("groups", said("Groups"), value=group, example=said("evening, school; it may stay empty")),
    ]
    text = said("A plan of their own is begun for them, still empty. Your notes stay apart from it.")
    return Sheet(said("A new client"), blanks, today, text, marked("begin"))


# --- who it is ----------------------------------------------------------------------------


def edit_client(screen: Shared) -> None:
    """Asks who the client is to the coach."""
    client = screen.one.client
    needed = said("They need a name here. It need not be their own.")
    blanks = [
        Blank("alias", said("Called here"), value=client.alias, needed=needed),
        Blank("groups", said("Groups"), value=", ".join(client.groups)),
        Blank("status", said("Status"), values=STATUS, value=client.status),
        Blank("next_on", said("Next session"), "day", value=client.next_on, example=said("fri, in 2 weeks")),
        Blank("retention", said("Kept for"), value=span_words(client.retention), example=said(SPAN_EXAMPLE)),
        Blank("name", said("Real name"), value=client.name, example=said("only for the log of hours, if they agreed")),
        Blank("contact", said("Contact"), value=client.contact, example=said("for the log of hours")),
    ]

    def keep(fields: dict[str, Any]) -> bool:
        return screen.do(lambda: _change(screen, client, fields))

    screen.ask_sheet("client", said("About this client"), blanks, keep, private=True, edit=True)


def _say(screen: Shared, words: str) -> bool:
    """Says that what was asked is kept."""
    screen.say(words)
    return True


def _change(screen: Shared, client: Client, fields: dict[str, Any]) -> None:
    if fields["retention"] == span_words(client.retention):
        fields["retention"] = client.retention
    elif not (span := parse_rhythm(fields["retention"] or KEEP)):
        screen.warn(said(SPAN, typed=shorten(str(fields["retention"]), 20)))
        fields["retention"] = client.retention
    else:
        fields["retention"] = span
    fields["groups"] = [name.strip() for name in (fields["groups"] or "").split(",") if name.strip()]
    if fields["status"] == "ended" != client.status:
        keeping.end(screen.one)
        fields.pop("next_on")
    elif fields["status"] != "ended":
        fields["ended_on"] = None
    keeping.change(screen.one, **fields)


# --- notes and contacts ----------------------------------------------------------------------


def add_note(screen: Shared) -> None:
    """Asks for a private note."""
    blanks = [
        Blank(
            "text", said("Note"), "words", example=said("what you saw or heard"), needed=said("A few words, please.")
        ),
        Blank("kind", said("It is"), values=KINDS, value="fact"),
    ]

    def keep(fields: dict[str, Any]) -> bool:
        kept = screen.do(lambda: note_private(screen.one, fields["text"], fields["kind"]))
        return kept and _say(screen, said("Noted for you alone."))

    screen.ask_sheet("note", said("Yours alone"), blanks, keep, private=True)


def add_contact(screen: Shared) -> None:
    """Asks for a contact between sessions."""
    blanks = [
        Blank("how", said("How"), example=said("a call, a message"), needed=said("How were you in contact?")),
        Blank("on", said("When"), "past", value=said("today"), example=said("today, yesterday, last fri")),
        Blank("note", said("What about"), "words", example=said("for you alone")),
    ]

    def keep(fields: dict[str, Any]) -> bool:
        day = fields["on"] or screen.one.own.today
        kept = screen.do(lambda: keeping.contact(screen.one, fields["how"], fields["note"] or "", day))
        return kept and _say(screen, said("Noted for you alone."))

    screen.ask_sheet("contact", said("A contact between sessions"), blanks, keep, private=True)


def log_hours(screen: Shared) -> None:
    """Asks for hours from before this practice was kept here."""
    blanks = [
        Blank("minutes", said("Minutes"), "number", needed=said("How many minutes?")),
        Blank("start", said("On"), "past", example="2026-03-01", needed=said("On which day?")),
        Blank("paid", said("Paid"), values=PAID, value="paid"),
        Blank("people", said("People"), "number", value=1),
    ]

    def keep(fields: dict[str, Any]) -> bool:
        minutes, people = fields["minutes"], max(1, fields["people"] or 1)
        kept = screen.do(lambda: keeping.log_hours(screen.one, minutes, fields["start"], None, fields["paid"], people))
        return kept and _say(screen, said("Logged."))

    screen.ask_sheet("hours", said("Hours from before"), blanks, keep)


# --- what was agreed --------------------------------------------------------------------------


def edit_agreement(screen: Shared) -> None:
    """Opens the agreement: the part that both see, in the client's plan."""
    found = keeping.agreement(screen.one)
    title = said("Both see this; it stands in their plan.")
    form = RecordForm(CoachingAgreement, as_seen(screen.one.plan.plan), screen.one.own.today, found, about=title)

    def keep(fields: dict[str, Any] | None) -> None:
        if fields and screen.do(lambda: keeping.agree(screen.one, fields, {}, False)):
            screen.say(said("Kept in their plan, where both of you see it."))

    screen.ask(form, keep)


def edit_terms(screen: Shared) -> None:
    """Opens the coach's own part of the agreement."""
    terms = screen.one.own.only(Terms)
    blanks = [Blank(name, said(label), value=getattr(terms, name)) for name, label in OWN.items()]

    def keep(fields: dict[str, Any]) -> bool:
        return screen.do(lambda: keeping.agree(screen.one, {}, fields, False))

    title, text = said("Your own part of the agreement"), said("For you alone.")
    screen.ask_sheet("terms", title, blanks, keep, text, private=True, edit=True)


def consents(screen: Shared) -> None:
    """Lists what the client agreed to; records more, or that it was taken back."""
    rows = screen.one.own.all(Consent)
    offers = [Offer(row.id, shorten(row.wording, 60), _consent_words(row)) for row in rows]
    offers.append(Offer("new", said("Record a consent"), said("Their words, the day, and what it covers.")))

    def act(key: str | None) -> None:
        row = next((row for row in rows if row.id == key), None)
        if key == "new":
            _new_consent(screen)
        elif row is not None and row.open:
            _take_back(screen, row)

    screen.ask(Choose(said("What they agreed to"), offers), act)


def _consent_words(row: Consent) -> str:
    scope = ", ".join(said(SCOPES[one]) for one in row.scope)
    day = in_words(row.on) if row.on else ""
    if row.withdrawn_on:
        return said("{scope}; taken back on {day}", scope=scope, day=in_words(row.withdrawn_on))
    return said("{scope}; since {day}", scope=scope, day=day)


def _new_consent(screen: Shared) -> None:
    needed = said("Write down what they said, or what they signed.")
    blanks = [
        Blank("wording", said("In which words"), "words", needed=needed),
        Blank("on", said("When"), "past", value=said("today"), example=said("today, last fri")),
        *(Blank(name, said(label), values=NO_YES, value=False) for name, label in SCOPES.items()),
    ]

    def keep(fields: dict[str, Any]) -> bool:
        scope: list[Scope] = [name for name in SCOPES if fields[name]]
        if not scope:
            screen.warn(said("Nothing was kept yet: say what it covers, at least one thing."))
            return False
        day = fields["on"] or screen.one.own.today
        kept = screen.do(lambda: keeping.consent(screen.one, fields["wording"], scope, day))
        return kept and _say(screen, said("Recorded."))

    screen.ask_sheet("consent", said("A consent"), blanks, keep)


def _take_back(screen: Shared, row: Consent) -> None:
    offers = [
        Offer("keep", said("It holds")),
        Offer("end", said("They take it back today"), said("That it was given stays on record.")),
    ]

    def act(answer: str | None) -> None:
        if answer == "end" and screen.do(lambda: keeping.withdraw(screen.one, row.id)):
            screen.say(said("Taken back as of today."))

    screen.ask(Choose(shorten(row.wording, 60), offers, _consent_words(row)), act)
