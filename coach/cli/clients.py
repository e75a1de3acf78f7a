"""`coach clients`: the clients of a coach, who needs attention, and what is kept about each."""

from typing import TYPE_CHECKING, Any

from ..dates import in_words
from ..display import display_line, shorten
from ..words import marked, said, said_of
from .clients_find import client_named, finish, practice_of, span
from .clients_hours import hours
from .clients_keep import agreement, assign, consent, contact, note, retention, set_fields, undo
from .command import Arguments, Command, text, unknown
from .context import Context
from .stop import FINE, Stop
from .streams import WIDTH, show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..practice.practice import OneClient
    from ..practice.roster import Row

HELP = marked("""\
Examples
  coach clients                        who needs attention, and why
  coach clients new "Blue heron" --group evening
  coach clients assign start-here --group evening --due fri --why "To begin"
  coach clients agreement heron purpose="A new field" review_on="in 3 months"
  coach clients consent heron "My hours may be logged" --scope hours
  coach clients hours --csv

coach clients [list [WORDS]] [--group NAME] [--all] [--json]
coach clients new ALIAS [--group NAME] [--keep P24M]
coach clients show CLIENT [--private] [--json]
coach clients set CLIENT alias|groups|status|next_on|name|contact=VALUE...
coach clients assign LESSON [CLIENT...] [--group NAME] [--due DATE] [--why TEXT]
coach clients note CLIENT TEXT [--kind fact|guess|raise|supervision]
coach clients contact CLIENT HOW [--why TEXT] [--on DATE]
coach clients agreement CLIENT [FIELD=VALUE...] [--agreed]
coach clients consent CLIENT [WORDING --scope SCOPE... [--on DATE] | ID --end]
coach clients retention [CLIENT SPAN] | undo CLIENT
coach clients hours [--csv | CLIENT MINUTES --on DATE --paid KIND --people N]

CLIENT is an id or a part of the alias, which is a name of your choosing. What
you keep here is yours; only agreement and assign write into a client's plan.""")

SHOWN_STEPS = 20


def _clients(context: Context, given: Arguments) -> int:
    deeds = {
        "list": _list, "new": _new, "show": _show, "set": set_fields, "assign": assign, "note": note,
        "contact": contact, "agreement": agreement, "consent": consent, "retention": retention, "hours": hours,
        "undo": undo,
    }  # fmt: skip
    action = given.action or "list"
    if action not in deeds:
        raise unknown(action, list(deeds), marked("command “clients”"))
    return deeds[action](context, given)


# --- the roster ------------------------------------------------------------------------


def _list(context: Context, given: Arguments) -> int:
    from ..practice.erasing import sweep
    from ..practice.remembered import all_facts
    from ..practice.roster import roster
    from ..workspace import utc_now

    today = utc_now().astimezone().date()
    for gone in sweep(context.places, today):
        tell(said("Their time in the bin is over, and they are erased for good: {id}", id=gone.id))
    facts = all_facts(practice_of(context))
    rows = roster(facts, today, given.group or "", " ".join(given.words or ()), bool(given.all))
    if given.json:
        show_json({"clients": [_as_data(row) for row in rows]})
        return FINE
    show(line for row in rows for line in _row_lines(row))
    if not facts:
        tell(said("There are no clients yet. To begin: coach clients new ALIAS"))
    elif not rows:
        tell(said("No client fits."))
    return FINE


def _row_lines(row: "Row") -> list[str]:
    from ..plain.today import wrapped

    facts = row.facts
    groups = f" ({', '.join(facts.groups)})" if facts.groups else ""
    label = f"{facts.id:{7}}  "
    lines = wrapped(facts.alias + groups, label, " " * len(label))
    told = [*([row.words] if row.reasons else []), "; ".join(_at_a_glance(row))]
    return [*lines, *(line for text in told for line in _indented(text, " " * len(label)))]


def _indented(text: str, indent: str) -> list[str]:
    """A text that is often one line: only one that is too long is taken apart, for there may be many clients."""
    from ..plain.today import wrapped

    line = indent + display_line(text)
    return [line] if len(line) <= WIDTH else wrapped(text, indent)


def _at_a_glance(row: "Row") -> list[str]:
    facts = row.facts
    late = said(", {n} overdue", n=row.overdue) if row.overdue else ""
    told = [said("next {day}", day=facts.next_on)] if facts.next_on else [said("no session booked")]
    told += [said("{n} days since contact", n=row.days_since)] if row.days_since is not None else []
    told += [said("{n} open", n=len(facts.open_steps)) + late]
    told += [said("in progress: {lessons}", lessons=", ".join(facts.begun))] if facts.begun else []
    told += [said_of(facts.to_raise, "{n} to raise", "{n} to raise")] if facts.to_raise else []
    told += [said(facts.status)] if facts.status != "active" else []
    return [*told, *([said("kept until {day}", day=facts.keep_until)] if facts.keep_until else [])]


def _as_data(row: "Row") -> dict[str, Any]:
    facts = row.facts
    days = {"next_on": facts.next_on, "last_session": facts.last_session, "last_contact": facts.last_contact,
            "keep_until": facts.keep_until}  # fmt: skip
    return {
        "id": facts.id, "alias": facts.alias, "groups": facts.groups, "status": facts.status,
        "reasons": [reason.words for reason in row.reasons], "days_since_contact": row.days_since,
        "open": len(facts.open_steps), "overdue": row.overdue, "in_progress": facts.begun,
        "assigned": [{"lesson": one.lesson, "due": one.due and one.due.isoformat()} for one in facts.assigned],
        "to_raise": facts.to_raise, "agreed": facts.agreed,
        **{name: day and day.isoformat() for name, day in days.items()},
    }  # fmt: skip


# --- one client ------------------------------------------------------------------------


def _new(context: Context, given: Arguments) -> int:
    alias = " ".join(given.words).strip()
    if not alias:
        raise Stop(said("name the client by an alias of your choosing: coach clients new ALIAS"))
    practice = practice_of(context)
    one = practice.begin(alias, [given.group] if given.group else [], span(given.keep or "P24M"))
    finish(context, one)
    show([f"{one.id}  {shorten(alias, 100)}"])
    tell(said("The plan is the client's own: coach --person {id}", id=one.id))
    return FINE


def _show(context: Context, given: Arguments) -> int:
    if len(given.words) != 1:
        raise Stop(said("name one client: coach clients show CLIENT"))
    one = client_named(practice_of(context), given.words[0])
    from ..practice.remembered import facts_of
    from ..practice.roster import row_of

    row = row_of(facts_of(one), one.own.today)
    if given.json:
        show_json({"client": _as_data(row)})
    else:
        show([*_row_lines(row), *_details(one), *(_private(one) if given.private else ())])
    tell(*one.own.faults())
    return FINE


def _details(one: "OneClient") -> list[str]:
    from ..practice.reports import private_counts
    from ..practice.sessions import sessions, still_open
    from .session_told import promise_lines

    client = one.client
    lines = [
        "",
        said("Since {day}", day=in_words(client.started)) if client.started else "",
        said("Kept for {span}", span=client.retention),
    ]
    lines += [said("Sessions: {n}", n=len(sessions(one)))]
    steps = still_open(one)[:SHOWN_STEPS]
    lines += promise_lines(steps, one.own.today)
    counts = ", ".join(f"{said(name)}: {n}" for name, n in private_counts(one).items())
    return [*lines, said("Yours alone ({counts})", counts=counts) if counts else said("Yours alone: nothing yet")]


def _private(one: "OneClient") -> list[str]:
    """The coach's own words. Asked for by name, so that no glance at a screen meets them."""
    from ..practice.records import Contact, Note, Terms

    notes = [f"{note.on} {said(note.kind)}: {note.text}" for note in one.own.all(Note)]
    notes += [f"{row.on} {row.how}: {row.note or ''}" for row in one.own.all(Contact)]
    terms = one.own.only(Terms)
    told = (("fit", terms.fit), ("sponsor", terms.sponsor), ("line", terms.line), ("note", terms.note))
    notes += [f"{said(name)}: {words}" for name, words in told if words]
    return ["", *(f"  {display_line(line)}" for line in notes)]


def _arguments(parser: "ArgumentParser") -> None:
    names = "list|new|show|set|assign|note|contact|agreement|consent|retention|hours|undo"
    parser.add_argument("action", nargs="?", metavar=names)
    parser.add_argument("words", nargs="*", type=text, metavar="CLIENT")
    for name in ("--group", "--keep", "--why", "--kind", "--paid", "--people"):
        parser.add_argument(name, type=text, metavar=name[2:].upper())
    for name in ("--due", "--on"):
        parser.add_argument(name, type=text, metavar="DATE")
    parser.add_argument("--scope", action="append", choices=("hours", "aims", "goals", "steps"))
    for name in ("--all", "--json", "--private", "--agreed", "--csv", "--end"):
        parser.add_argument(name, action="store_true")


def _complete(before: list[str], context: Context) -> list[tuple[str, str]]:
    """What may follow: an action, then a client, and for `assign` a lesson first."""
    from .clients_words import following

    return following(before, context, _ACTIONS)


_ACTIONS = ("list", "new", "show", "set", "assign", "note", "contact", "agreement", "consent", "retention", "hours",
            "undo")  # fmt: skip

COMMANDS = {
    "clients": Command(_clients, HELP, _arguments, mixed=True, flags=frozenset({"--json", "--all"}), complete=_complete)
}
