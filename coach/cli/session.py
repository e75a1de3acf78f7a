"""`coach session`: one session with a client, from the brief before it to the words at its end."""

from typing import TYPE_CHECKING, Any

from ..display import display_line, shorten
from ..words import marked, said
from .clients_find import client_named, day_of, finish, number, practice_of
from .command import Arguments, Command, one_text, text, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..practice.practice import OneClient

HELP = marked("""\
Examples
  coach session prepare heron                    what to have in mind
  coach session start heron --aim "Decide on the offer" --deck grow
  coach session checkin heron k3x not --why "The week was full"
  coach session commit heron "Ring Ada" --due fri --sure 8 --known "We spoke"
  coach session close heron "I will ask" --next "in 2 weeks" --rate 9889

coach session prepare | list CLIENT [--json]
coach session start CLIENT [--aim TEXT] [--known TEXT] [--deck DECK]
                    [--paid paid|pro-bono|internal] [--people N]
coach session checkin CLIENT [ID done|partly|not|dropped] [--why TEXT]
coach session note CLIENT TEXT [--private [--kind fact|guess|raise|...]]
coach session together CLIENT LESSON[/STEP] | deck [DECK]
coach session commit CLIENT TEXT [--who client|me] [--due DATE] [--known TEXT]
                    [--sure 0-10] [--hears WHO] [--smaller TEXT]
coach session kept CLIENT TEXT            you kept a promise of yours
coach session close CLIENT [SUMMARY] [--rate NNNN] [--next DATE] [--minutes N]

Each piece is saved at once; start again takes up a session that broke off.
Only prepare shows private notes. --rate: heard, topics, way, overall, 0 to 10,
as 9889 or 10,9,8,9. What the client takes on becomes a step of their plan.""")

ACTIONS = ("prepare", "list", "start", "checkin", "note", "together", "deck", "commit", "kept", "close")
NOTES = ("fact", "guess", "raise", "supervision")
PAID = {"paid": "paid", "pro-bono": "pro bono", "internal": "internal"}


def _session(context: Context, given: Arguments) -> int:
    from ..practice.decks import NotADeck
    from ..practice.sessions import NotSo

    deeds = {
        "prepare": _prepare, "list": _list, "start": _start, "checkin": _check_in, "note": _note,
        "together": _together, "commit": _commit, "kept": _kept, "close": _close,
    }  # fmt: skip
    try:
        if given.action == "deck":
            return _deck(context, " ".join(given.words))
        if given.action not in deeds:
            raise unknown(given.action, list(ACTIONS), marked("command “session”"))
        if not given.words:
            raise Stop(said("name a client: coach session {action} CLIENT", action=given.action))
        one = client_named(practice_of(context), given.words[0])
        code = deeds[given.action](one, list(given.words[1:]), given)
        if given.action not in ("prepare", "list"):
            finish(context, one)
        return code
    except (NotSo, NotADeck) as error:
        raise Stop(str(error), PROBLEM) from None


# --- looking ---------------------------------------------------------------------------


def _prepare(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..practice.brief import brief
    from .session_told import brief_data, brief_lines

    found = brief(one)
    if given.json:
        show_json(brief_data(found))
    else:
        show(brief_lines(found))
    return FINE


def _list(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..practice.sessions import sessions
    from .session_told import session_data, session_line

    held = sessions(one)
    if given.json:
        show_json({"sessions": [session_data(session) for session in held]})
    else:
        show(session_line(session) for session in held)
        if not held:
            tell(said("There was no session yet."))
    return FINE


def _deck(context: Context, name: str) -> int:
    from ..practice.decks import decks

    known = decks(practice_of(context).folder)
    if not name:
        show(display_line(f"{deck.id:8}{deck.name}: {deck.good_for}") for deck in known.values())
        return FINE
    if name.casefold() not in known:
        raise unknown(name, list(known), marked("deck"))
    for part in known[name.casefold()].parts:
        show([display_line(part.name), *(f"  {display_line(prompt)}" for prompt in part.prompts)])
    return FINE


# --- the session -------------------------------------------------------------------------


def _start(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..practice.sessions import start, to_check
    from .session_told import start_lines

    more: dict[str, Any] = {"aim": given.aim, "sign_of_success": given.known, "deck": _known_deck(one, given.deck)}
    if given.paid:
        if given.paid not in PAID:
            raise unknown(given.paid, list(PAID), marked("kind of pay"))
        more["paid"] = PAID[given.paid]
    if given.people:
        more["people"] = max(1, number(given.people, "people"))
    session, new = start(one, **more)
    show(start_lines(one.client.alias, session, new, to_check(one), one.own.today))
    return FINE


def _known_deck(one: "OneClient", name: str | None) -> str | None:
    from ..practice.decks import decks

    known = decks(one.folder.parent)
    if name is not None and name.casefold() not in known:
        raise unknown(name, list(known), marked("deck"))
    return name.casefold() if name else None


def _check_in(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..practice.records import Kept
    from ..practice.sessions import check_in, to_check
    from .ids import one_record
    from .session_told import promise_lines

    waiting = to_check(one)
    if not words:
        show(promise_lines(waiting, one.own.today))
        return FINE
    states: dict[str, Kept] = {"done": "done", "partly": "partly", "not": "not", "dropped": "dropped"}
    if len(words) != 2 or words[1] not in states:
        raise Stop(said("write: coach session checkin CLIENT ID done|partly|not|dropped"))
    step = one_record(words[0], waiting, marked("next step"))
    ask = check_in(one, step, states[words[1]], given.why or "")
    show([f"{said(words[1])}: {shorten(step.label, 100)}"])
    if ask:
        tell(said("It has come up a few times. Something smaller, something else, or no longer wanted? To reword it: "
                  "coach --person {client} change {step}", client=one.id, step=step.id))  # fmt: skip
    return FINE


def _note(one: "OneClient", words: list[str], given: Arguments) -> int:
    """A private note is not said back: somebody may look on."""
    from ..practice.records import NoteKind
    from ..practice.sessions import note_private, note_shared

    words_given = one_text(words, marked("the note"))
    kinds: dict[str, NoteKind] = {"fact": "fact", "guess": "guess", "raise": "raise", "supervision": "supervision"}
    if given.kind and not given.private:
        raise Stop(said("--kind goes with --private."))
    if given.kind and given.kind not in kinds:
        raise unknown(given.kind, list(kinds), marked("kind of note"))
    if given.private:
        note_private(one, words_given, kinds[given.kind or "fact"])
        show([said("Noted for you alone.")])
    else:
        note_shared(one, words_given)
        show([said("Noted for both: {text}", text=shorten(words_given, 200))])
    return FINE


def _together(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..lessons.library import library_at
    from ..practice.sessions import exercise
    from .ids import one_id

    typed, _, step = one_text(words, marked("a lesson")).partition("/")
    library = library_at(one.places)
    lesson = one_id(typed, {head.id: head.title for head in library.heads()}, marked("lesson"))
    if step:
        step = one_id(step, {one.id: one.id for one in library.lesson(lesson).steps}, marked("step"))
    exercise(one, lesson, step or None)
    show([said("Together from now on: {lesson}", lesson=f"{lesson}/{step}" if step else lesson)])
    tell(
        said(
            "The answers go into the client's plan, marked when you close: coach --person {id} learn {lesson}",
            id=one.id,
            lesson=lesson,
        )
    )
    return FINE


def _commit(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..practice.sessions import Promise, commit

    due = day_of(given.due, one.own.today) if given.due else None
    promise = Promise(
        text=one_text(words, marked("what is promised")), who="me" if given.who == "me" else "client", due=due,
        done_looks_like=given.known or "", confidence=given.sure, hears=given.hears or "", smaller=given.smaller or "",
    )  # fmt: skip
    id = commit(one, promise)
    by = said(", by {day}", day=due) if due else ""
    show([f"{id or said('you')}  {shorten(promise.smaller or promise.text, 100)}{by}"])
    if promise.unsure and id:
        smaller = marked("{n} of 10. Something smaller may help: which first piece would be an 8? "
                         "coach --person {client} change {step} --text “...”")  # fmt: skip
        tell(said(smaller, n=promise.confidence, client=one.id, step=id))
    return FINE


def _kept(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..practice.sessions import keep_own

    kept = keep_own(one, one_text(words, marked("what you promised, or how it begins")))
    if not kept:
        raise Stop(said("no open promise of yours begins so."), PROBLEM)
    show([said("Kept: {n}", n=kept)])
    return FINE


def _close(one: "OneClient", words: list[str], given: Arguments) -> int:
    from ..practice.sessions import close, committed
    from .session_told import close_lines

    following = day_of(given.next, one.own.today) if given.next else None
    minutes = number(given.minutes, "minutes") if given.minutes else None
    session = close(one, " ".join(words).strip(), _ratings(given.rate), following, minutes)
    show(close_lines(session, committed(one, session), one.client.follow_up_on))
    return FINE


def _ratings(typed: str | None) -> dict[str, int]:
    from ..practice.records import RATINGS

    if not typed:
        return {}
    numbers = typed.replace(",", " ").split() if not typed.isdigit() else list(typed)
    if len(numbers) != len(RATINGS) or not all(one.isascii() and one.isdigit() and int(one) <= 10 for one in numbers):
        raise Stop(
            said("--rate takes four numbers from 0 to 10, such as 9889 or 10,9,8,9: heard, topics, way, overall.")
        )
    return dict(zip(RATINGS, map(int, numbers), strict=True))


def _complete(before: list[str], context: Context) -> list[tuple[str, str]]:
    from .clients_words import following

    return following(before, context, ACTIONS)


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("action", metavar="|".join(ACTIONS))
    parser.add_argument("words", nargs="*", type=text, metavar="CLIENT")
    for name in ("aim", "known", "deck", "paid", "people", "why", "kind", "hears", "smaller", "rate", "minutes"):
        parser.add_argument(f"--{name}", type=text, metavar=name.upper())
    for name in ("--due", "--next"):
        parser.add_argument(name, type=text, metavar="DATE")
    parser.add_argument("--who", choices=("client", "me"))
    parser.add_argument("--sure", type=int, choices=range(11), metavar="N")
    parser.add_argument("--private", action="store_true")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"session": Command(_session, HELP, _arguments, alone=False, mixed=True, complete=_complete)}
