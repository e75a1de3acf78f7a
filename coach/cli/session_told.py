"""A session in lines and as data. What is shown while the client looks on holds nothing private."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..dates import in_words
from ..plain.today import wrapped
from ..plan.records import NextStep
from ..practice.brief import Brief, Due, how_it_stands
from ..practice.decks import split
from ..practice.records import Session
from ..words import marked, said, said_of

if TYPE_CHECKING:
    from ..plan.difference import Difference

MOST = 8  # changes in the plan that a brief tells
HOUR = 60


def _part(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", title, *found] if found else []


def promise_lines(steps: Sequence[NextStep], today: dt.date) -> list[str]:
    """Promises, each with how it stands."""
    return _promised([Due(step, how_it_stands(step, today)) for step in steps])


def _promised(found: Sequence[Due]) -> list[str]:
    width = max((len(due.step.id) for due in found), default=0)
    indent = " " * (width + 4)
    return [line for due in found
            for line in wrapped(f"{due.step.label} ({due.words})", f"  {due.step.id:{width}}  ", indent)]  # fmt: skip


# --- before: for the coach alone ----------------------------------------------------------


def brief_lines(brief: Brief) -> list[str]:
    """The brief. It is the coach's: private notes stand at its end."""
    words = marked("{alias}: session {n} is open") if brief.open else marked("{alias}: session {n}")
    since = said(", {n} days since the last", n=brief.days_since) if brief.days_since is not None else ""
    lines = wrapped(said(words, alias=brief.alias, n=brief.number) + since)
    if brief.last is not None:
        lines += _part(
            said("Last time, in the client's words"), wrapped(brief.last.summary or said("(nothing summed up)"), "  ")
        )
        lines += _part(
            said("Noted for both"), (line for text in brief.last.shared for line in wrapped(text, "  ", "    "))
        )
    lines += _part(said("What was agreed"), _promised(brief.promises))
    lines += _part(said("What you promised"), (line for p in brief.own for line in wrapped(_own(p.text, p.due), "  ")))
    lines += _part(said("New in the plan, of what you may see"), _changes(brief.changes))
    lines += _part(said("Worth a look"), (line for words in brief.looks for line in wrapped(words, "  ", "    ")))
    notes = (line for note in brief.raise_ for line in wrapped(note.text, "  ", "    "))
    return lines + _part(said("To raise (yours alone)"), notes)


def _own(text: str, due: dt.date | None) -> str:
    return said("{text} (by {day})", text=text, day=due) if due else text


def _changes(changes: "Sequence[Difference]") -> list[str]:
    from ..plan.telling import headline

    lines = [line for change in changes[:MOST] for line in wrapped(headline(change), "  ", "    ")]
    return lines + ([said("  and {n} more", n=len(changes) - MOST)] if len(changes) > MOST else [])


def brief_data(brief: Brief) -> dict[str, Any]:
    """The brief for programs of the coach's."""
    return {
        "alias": brief.alias, "number": brief.number, "open": brief.open, "days_since": brief.days_since,
        "last": session_data(brief.last) if brief.last else None,
        "promises": [{"id": due.step.id, "text": due.step.label, "status": due.step.status,
                      "due": due.step.due and due.step.due.isoformat(), "words": due.words} for due in brief.promises],
        "own": [{"text": one.text, "due": one.due and one.due.isoformat()} for one in brief.own],
        "changes": [{"table": one.table, "id": one.id, "kind": one.kind, "label": one.label} for one in brief.changes],
        "looks": list(brief.looks),
        "to_raise": [{"id": note.id, "text": note.text} for note in brief.raise_],
    }  # fmt: skip


# --- in it: somebody looks on ---------------------------------------------------------------


def start_lines(alias: str, session: Session, new: bool, promised: Sequence[NextStep], today: dt.date) -> list[str]:
    """What stands on the screen when a session begins or goes on."""
    lines = [said(marked("Session {n}") if new else marked("Session {n}, taken up again"), n=session.number)]
    lines += wrapped(said("Aim: {text}", text=session.aim)) if session.aim else []
    lines += wrapped(said("We will know by: {text}", text=session.sign_of_success)) if session.sign_of_success else []
    lines += [said("Prompts: coach session deck {deck}", deck=session.deck)] if session.deck else []
    parts = ", ".join(f"{name} {n}" for name, n in split(HOUR))
    lines += wrapped(said("An hour may go: {parts}", parts=parts)) if new else []
    lines += _part(said("Noted so far"), (line for text in session.shared for line in wrapped(text, "  ", "    ")))
    return lines + _part(said("What was agreed"), promise_lines(promised, today))


def close_lines(session: Session, steps: Sequence[NextStep], follow_up: dt.date | None) -> list[str]:
    """What stands on the screen at the end."""
    length = said_of(session.minutes or 0, "{n} minute", "{n} minutes")
    lines = [said("Session {n} is closed: {length}.", n=session.number, length=length)]
    lines += wrapped(said("In the client's words: {text}", text=session.summary)) if session.summary else []
    lines += [line for step in steps for line in wrapped(step.label, "  ", "    ")]
    lines += (
        [said("Next time: {day}", day=in_words(session.next_on))]
        if session.next_on
        else [said("No next session is booked.")]
    )
    return lines + ([said("A word half way: {day}", day=in_words(follow_up))] if follow_up else [])


# --- after --------------------------------------------------------------------------------


def session_line(session: Session) -> str:
    """A session on one line."""
    length = said("{n} min", n=session.minutes) if session.minutes is not None else said(session.status)
    return wrapped(f"{session.number}  {session.on}  {length}  {said(session.paid)}  {session.aim or ''}")[0]


def session_data(session: Session) -> dict[str, Any]:
    """A session for programs: what was shared, and the ratings."""
    days = {name: day and day.isoformat() for name, day in (("on", session.on), ("next_on", session.next_on))}
    return {
        "id": session.id, "number": session.number, "status": session.status, "minutes": session.minutes,
        "paid": session.paid, "people": session.people, "aim": session.aim, "summary": session.summary,
        "sign_of_success": session.sign_of_success, "shared": session.shared, "ratings": session.ratings,
        "check_in": [{"id": c.step, "text": c.text, "state": c.state, "why": c.why} for c in session.check_in],
        **days,
    }  # fmt: skip
