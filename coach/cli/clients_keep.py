"""What is set up and kept up for a client: assignments, notes, the agreement, consents, retention, hours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..display import display_line, shorten
from .clients_find import FieldKind, client_named, day_of, fields_of, finish, number, past_day_of, practice_of, span
from .command import Arguments, said, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from ..practice.hours import Logged
    from ..practice.practice import OneClient, Practice

KNOWN: dict[str, FieldKind] = {"alias": "text", "groups": "list", "status": "text", "next_on": "day", "name": "text",
                               "contact": "text"}  # fmt: skip
STATUSES = ("active", "paused", "ended")
NOTES = ("fact", "guess", "raise", "supervision")
PAID = ("paid", "pro bono", "internal")


def _named(context: Context, given: Arguments, least: int, form: str) -> "tuple[OneClient, list[str]]":
    """The client named first, and the words after it.

    Raises:
        Stop: words are missing, or there is no such client.
    """
    if len(given.words) < least:
        raise Stop(f"write: coach clients {form}")
    return client_named(practice_of(context), given.words[0]), given.words[1:]


def _one_of(typed: str, known: Iterable[str], what: str) -> Any:
    if typed not in known:
        raise unknown(typed, list(known), what)
    return typed


# --- who it is, and what they are to do ---------------------------------------------------


def set_fields(context: Context, given: Arguments) -> int:
    """Changes what is known of a client."""
    from ..practice.keeping import change, end

    one, words = _named(context, given, 2, "set CLIENT FIELD=VALUE")
    fields = fields_of(words, KNOWN, one.own.today)
    if not fields.get("alias", "x"):
        raise Stop("a client needs an alias.")
    if "status" in fields:
        _one_of(fields["status"] or "", STATUSES, "status")
        if fields["status"] == "ended":
            end(one)
        else:
            fields["ended_on"] = None
    change(one, **fields)
    finish(context, one)
    show([f"Changed: {shorten(one.client.alias, 100)}"])
    return FINE


def assign(context: Context, given: Arguments) -> int:
    """Gives one client, several, or a group a lesson to do."""
    from ..practice.keeping import assign as assigned

    if not given.words:
        raise Stop("write: coach clients assign LESSON CLIENT..., or with --group NAME")
    from .ids import one_id

    heads = {head.id: head.title for head in context.library.heads()}
    lesson = one_id(given.words[0], heads, "lesson")
    chosen = _chosen(practice_of(context), given)
    due = day_of(given.due, chosen[0].own.today) if given.due else None
    for one in chosen:
        new = assigned(one, lesson, heads[lesson], due, given.why or "")
        alias = shorten(one.client.alias, 60)
        show([f"{alias}: {heads[lesson]}{f', by {due}' if due else ''}{'' if new else ' (was assigned already)'}"])
    finish(context, *chosen)
    return FINE


def _chosen(practice: "Practice", given: Arguments) -> "list[OneClient]":
    """The clients that were named, and those of the group, each once."""
    from ..practice.remembered import all_facts

    group = (given.group or "").casefold()
    ids = [client_named(practice, typed).id for typed in given.words[1:]]
    if group:
        ids += [facts.id for facts in all_facts(practice)
                if facts.status == "active" and group in (name.casefold() for name in facts.groups)]  # fmt: skip
    if not ids:
        raise Stop("nobody is meant: name clients, or a group that has some with --group NAME.", PROBLEM)
    return [practice.one(id) for id in dict.fromkeys(ids)]


def note(context: Context, given: Arguments) -> int:
    """Keeps a private note. It is not said back, for somebody may look on."""
    from ..practice.sessions import note_private

    one, words = _named(context, given, 2, "note CLIENT TEXT")
    note_private(one, said(words, "the note"), _one_of(given.kind or "fact", NOTES, "kind of note"))
    finish(context, one)
    show([f"Noted for you alone, about {shorten(one.client.alias, 100)}."])
    return FINE


def contact(context: Context, given: Arguments) -> int:
    """Notes a contact between sessions."""
    from ..practice.keeping import contact as contacted

    one, words = _named(context, given, 2, "contact CLIENT HOW")
    day = past_day_of(given.on, one.own.today)
    contacted(one, said(words, "how you were in contact"), given.why or "", day)
    finish(context, one)
    show([f"Noted: {shorten(one.client.alias, 100)}, {day}"])
    return FINE


def undo(context: Context, given: Arguments) -> int:
    """Takes back the last thing that was written into the coach's own file; it is named, but not said."""
    one, _ = _named(context, given, 1, "undo CLIENT")
    event = one.own.undo()
    finish(context, one)
    if event is None:
        raise Stop("there is nothing to take back.", PROBLEM)
    show([f"Taken back, about {shorten(one.client.alias, 60)}: {shorten(event.title, 60)}"])
    return FINE


# --- what was agreed ------------------------------------------------------------------------


def agreement(context: Context, given: Arguments) -> int:
    """Shows the agreement as a form, or fills in some of it."""
    from ..practice.keeping import OWN, SHARED, agree

    one, words = _named(context, given, 1, "agreement CLIENT [FIELD=VALUE]")
    days: dict[str, FieldKind] = {"review_on": "day", "length_min": "number"}
    kinds: dict[str, FieldKind] = {name: days.get(name, "text") for name in (*SHARED, *OWN)}
    fields = fields_of(words, kinds, one.own.today)
    own = {name: fields.pop(name) for name in OWN if name in fields}
    if not (fields or own or given.agreed):
        show(_form(one))
        return FINE
    agree(one, fields, own, bool(given.agreed))
    finish(context, one)
    show(_form(one))
    return FINE


def _form(one: "OneClient") -> list[str]:
    """The shared part, each field with what was said. Of the coach's own part only how much there is."""
    from ..plan.words import field_words
    from ..practice.keeping import OWN, SHARED, agreement
    from ..practice.records import Terms

    found = agreement(one)
    lines = [f"The agreement with {shorten(one.client.alias, 60)}: {found.status if found else 'not begun'}"]
    for name in SHARED:
        value = getattr(found, name, None)
        words = field_words(name, "coaching_agreements")
        lines.append(f"  {name:15} {display_line(words)}: {display_line(value or '(not said yet)')}")
    own = sum(bool(getattr(one.own.only(Terms), name)) for name in OWN)
    return [*lines, f"Yours alone ({', '.join(OWN)}): {own} filled in"]


def consent(context: Context, given: Arguments) -> int:
    """Lists consents, records one with its wording, date and scope, or notes that it was taken back."""
    from ..practice.keeping import consent as consented
    from ..practice.keeping import withdraw
    from ..practice.records import Consent
    from .ids import one_id

    one, words = _named(context, given, 1, "consent CLIENT [WORDING --scope SCOPE]")
    if given.end:
        labels = {row.id: row.wording for row in one.own.all(Consent)}
        withdraw(one, one_id(said(words, "the id of the consent"), labels, "consent"))
    elif words:
        if not given.scope:
            raise Stop("say what it covers: --scope hours, aims, goals or steps. It may stand several times.")
        consented(one, said(words, "its wording"), given.scope, past_day_of(given.on, one.own.today))
    if words:
        finish(context, one)
    show(display_line(_consent_line(row)) for row in one.own.all(Consent))
    return FINE


def _consent_line(row: Any) -> str:
    ended = f", taken back on {row.withdrawn_on}" if row.withdrawn_on else ""
    return f"{row.id}  {row.on}, for {', '.join(row.scope)}{ended}: “{row.wording}”"


# --- how long, and how much -------------------------------------------------------------------


def retention(context: Context, given: Arguments) -> int:
    """Lists whose time is over, or says how long things about a client are kept after the end."""
    from ..practice.keeping import change
    from ..practice.remembered import all_facts
    from ..workspace import utc_now

    if given.words:
        one, words = _named(context, given, 2, "retention CLIENT SPAN")
        change(one, retention=span(" ".join(words)))
        finish(context, one)
        show([f"{shorten(one.client.alias, 100)}: kept for {one.client.retention} after the end"])
        return FINE
    today = utc_now().astimezone().date()
    facts = sorted(all_facts(practice_of(context)), key=lambda one: (str(one.keep_until), one.id))
    over = [one for one in facts if one.keep_until and one.keep_until <= today]
    show(f"{one.id}  {shorten(one.alias, 60)}: kept until {one.keep_until}" for one in over)
    if not over:
        following = next((one.keep_until for one in facts if one.keep_until), None)
        tell("Nothing is kept for too long." + (f" The next day to look is {following}." if following else ""))
    return FINE


def hours(context: Context, given: Arguments) -> int:
    """The log of hours: the sums, a table for a credential, or hours from before this practice was kept here."""
    from ..practice.hours import as_csv, log, rows

    if given.words:
        return _log_hours(context, given)
    logged = log(practice_of(context))
    if given.csv:
        show(as_csv(rows(logged)).splitlines())
        tell(*_unlisted(logged))
    elif given.json:
        show_json(_hours_data(logged))
    else:
        show(_hours_lines(logged))
    return FINE


def _log_hours(context: Context, given: Arguments) -> int:
    from ..practice.keeping import log_hours

    one, words = _named(context, given, 2, "hours CLIENT MINUTES --on DATE")
    minutes, people = number(words[0], "minutes"), number(given.people or "1", "people")
    paid = _one_of(given.paid or "paid", PAID, "kind of pay")
    day = past_day_of(given.on, one.own.today)
    log_hours(one, minutes, day, None, paid, max(1, people))
    finish(context, one)
    show([f"Logged: {minutes} minutes, {day}, {paid}, {shorten(one.client.alias, 60)}"])
    return FINE


def _unlisted(logged: "list[Logged]") -> list[str]:
    from ..practice.hours import totals

    out = [one for one in logged if not one.agreed]
    hidden = totals(out)
    many = "s" if len(out) != 1 else ""
    return [f"Not listed, for want of a consent to stand in the log: {len(out)} client{many}, {hidden.hours():g} "
            "hours. To record one: coach clients consent CLIENT WORDING --scope hours"] if out else []  # fmt: skip


def _hours_lines(logged: "list[Logged]") -> list[str]:
    from ..practice.hours import levels, missing, totals

    listed = totals([one for one in logged if one.agreed])
    table = levels()
    lines = [f"Hours that can be listed: {listed.hours():g}, paid {listed.hours('paid'):g}, pro bono "
             f"{listed.hours('pro_bono'):g}, with {listed.clients} clients", *_unlisted(logged)]  # fmt: skip
    for level in table.levels:
        lacking = missing(level, listed)
        lines.append(f"{level.name}: {'still ' + ', '.join(lacking) if lacking else 'the hours are there'}")
    return [*lines, f"The levels are as published in {table.checked} ({table.where}). Check them before you apply."]


def _hours_data(logged: "list[Logged]") -> dict[str, Any]:
    from ..practice.hours import levels, missing, totals

    listed, hidden = (totals([one for one in logged if one.agreed is agreed]) for agreed in (True, False))
    sums = {
        name: {
            "clients": one.clients,
            "hours": one.hours(),
            "paid": one.hours("paid"),
            "pro_bono": one.hours("pro_bono"),
        }
        for name, one in (("listed", listed), ("unlisted", hidden))
    }
    table = levels()
    steps = [{"name": level.name, "missing": missing(level, listed)} for level in table.levels]
    return {**sums, "levels_checked": table.checked, "levels": steps}
