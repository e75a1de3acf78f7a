"""What is set up and kept up for a client: assignments, notes, the agreement, consents, retention."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..display import display_line, shorten
from ..words import marked, said
from .clients_find import FieldKind, client_named, day_of, fields_of, finish, past_day_of, practice_of, span
from .command import Arguments, one_text, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from ..practice.practice import OneClient, Practice

KNOWN: dict[str, FieldKind] = {"alias": "text", "groups": "list", "status": "text", "next_on": "day", "name": "text",
                               "contact": "text"}  # fmt: skip
STATUSES = ("active", "paused", "ended")
NOTES = ("fact", "guess", "raise", "supervision")


def named(context: Context, given: Arguments, least: int, form: str) -> "tuple[OneClient, list[str]]":
    """The client named first, and the words after it.

    Raises:
        Stop: words are missing, or there is no such client.
    """
    if len(given.words) < least:
        raise Stop(said("write: coach clients {form}", form=form))
    return client_named(practice_of(context), given.words[0]), given.words[1:]


def one_of(typed: str, known: Iterable[str], what: str) -> Any:
    """One of a few words that are known; `what` they are is marked.

    Raises:
        Stop: it is none of them.
    """
    if typed not in known:
        raise unknown(typed, list(known), what)
    return typed


# --- who it is, and what they are to do ---------------------------------------------------


def set_fields(context: Context, given: Arguments) -> int:
    """Changes what is known of a client."""
    from ..practice.keeping import change, end

    one, words = named(context, given, 2, marked("set CLIENT FIELD=VALUE"))
    fields = fields_of(words, KNOWN, one.own.today)
    if not fields.get("alias", "x"):
        raise Stop(said("a client needs an alias."))
    if "status" in fields:
        one_of(fields["status"] or "", STATUSES, "status")
        if fields["status"] == "ended":
            end(one)
        else:
            fields["ended_on"] = None
    change(one, **fields)
    finish(context, one)
    show([said("Changed: {alias}", alias=shorten(one.client.alias, 100))])
    return FINE


def assign(context: Context, given: Arguments) -> int:
    """Gives one client, several, or a group a lesson to do."""
    from ..practice.keeping import assign as assigned

    if not given.words:
        raise Stop(said("write: coach clients assign LESSON CLIENT..., or with --group NAME"))
    from .ids import one_id

    heads = {head.id: head.title for head in context.library.heads()}
    lesson = one_id(given.words[0], heads, "lesson")
    chosen = _chosen(practice_of(context), given)
    due = day_of(given.due, chosen[0].own.today) if given.due else None
    for one in chosen:
        new = assigned(one, lesson, heads[lesson], due, given.why or "")
        alias = shorten(one.client.alias, 60)
        by = said(", by {day}", day=due) if due else ""
        again = "" if new else said(" (was assigned already)")
        show([f"{alias}: {heads[lesson]}{by}{again}"])
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
        raise Stop(said("nobody is meant: name clients, or a group that has some with --group NAME."), PROBLEM)
    return [practice.one(id) for id in dict.fromkeys(ids)]


def note(context: Context, given: Arguments) -> int:
    """Keeps a private note. It is not said back, for somebody may look on."""
    from ..practice.sessions import note_private

    one, words = named(context, given, 2, marked("note CLIENT TEXT"))
    note_private(one, one_text(words, marked("the note")), one_of(given.kind or "fact", NOTES, marked("kind of note")))
    finish(context, one)
    show([said("Noted for you alone, about {alias}.", alias=shorten(one.client.alias, 100))])
    return FINE


def contact(context: Context, given: Arguments) -> int:
    """Notes a contact between sessions."""
    from ..practice.keeping import contact as contacted

    one, words = named(context, given, 2, marked("contact CLIENT HOW"))
    day = past_day_of(given.on, one.own.today)
    contacted(one, one_text(words, marked("how you were in contact")), given.why or "", day)
    finish(context, one)
    show([said("Noted: {alias}, {day}", alias=shorten(one.client.alias, 100), day=day)])
    return FINE


def undo(context: Context, given: Arguments) -> int:
    """Takes back the last thing that was written into the coach's own file; it is named, but not said."""
    one, _ = named(context, given, 1, marked("undo CLIENT"))
    event = one.own.undo()
    finish(context, one)
    if event is None:
        raise Stop(said("there is nothing to take back."), PROBLEM)
    show(
        [
            said(
                "Taken back, about {alias}: {title}",
                alias=shorten(one.client.alias, 60),
                title=shorten(event.title, 60),
            )
        ]
    )
    return FINE


# --- what was agreed ------------------------------------------------------------------------


def agreement(context: Context, given: Arguments) -> int:
    """Shows the agreement as a form, or fills in some of it."""
    from ..practice.keeping import OWN, SHARED, agree

    one, words = named(context, given, 1, marked("agreement CLIENT [FIELD=VALUE]"))
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
    state = said(found.status) if found else said("not begun")
    lines = [said("The agreement with {alias}: {state}", alias=shorten(one.client.alias, 60), state=state)]
    for name in SHARED:
        value = getattr(found, name, None)
        words = field_words(name, "coaching_agreements")
        told = display_line(value or said("(not said yet)"))
        lines.append(f"  {name:15} {display_line(words)}: {told}")
    own = sum(bool(getattr(one.own.only(Terms), name)) for name in OWN)
    return [*lines, said("Yours alone ({fields}): {n} filled in", fields=", ".join(OWN), n=own)]


def consent(context: Context, given: Arguments) -> int:
    """Lists consents, records one with its wording, date and scope, or notes that it was taken back."""
    from ..practice.keeping import consent as consented
    from ..practice.keeping import withdraw
    from ..practice.records import Consent
    from .ids import one_id

    one, words = named(context, given, 1, marked("consent CLIENT [WORDING --scope SCOPE]"))
    if given.end:
        labels = {row.id: row.wording for row in one.own.all(Consent)}
        withdraw(one, one_id(one_text(words, marked("the id of the consent")), labels, "consent"))
    elif words:
        if not given.scope:
            raise Stop(said("say what it covers: --scope hours, aims, goals or steps. It may stand several times."))
        consented(one, one_text(words, marked("its wording")), given.scope, past_day_of(given.on, one.own.today))
    if words:
        finish(context, one)
    show(display_line(_consent_line(row)) for row in one.own.all(Consent))
    return FINE


def _consent_line(row: Any) -> str:
    ended = said(", taken back on {day}", day=row.withdrawn_on) if row.withdrawn_on else ""
    given = said("{day}, for {scope}", day=row.on, scope=", ".join(said(one) for one in row.scope))
    return f"{row.id}  {given}{ended}: “{row.wording}”"


# --- how long -------------------------------------------------------------------


def retention(context: Context, given: Arguments) -> int:
    """Lists whose time is over, or says how long things about a client are kept after the end."""
    from ..practice.keeping import change
    from ..practice.remembered import all_facts
    from ..workspace import utc_now

    if given.words:
        one, words = named(context, given, 2, marked("retention CLIENT SPAN"))
        change(one, retention=span(" ".join(words)))
        finish(context, one)
        show(
            [
                said(
                    "{alias}: kept for {retention} after the end",
                    alias=shorten(one.client.alias, 100),
                    retention=one.client.retention,
                )
            ]
        )
        return FINE
    today = utc_now().astimezone().date()
    facts = sorted(all_facts(practice_of(context)), key=lambda one: (str(one.keep_until), one.id))
    over = [one for one in facts if one.keep_until and one.keep_until <= today]
    show(
        said(
            "{id}  {alias}: kept until {keep_until}", id=one.id, alias=shorten(one.alias, 60), keep_until=one.keep_until
        )
        for one in over
    )
    if not over:
        following = next((one.keep_until for one in facts if one.keep_until), None)
        more = said(" The next day to look is {day}.", day=following) if following else ""
        tell(said("Nothing is kept for too long.") + more)
    return FINE
