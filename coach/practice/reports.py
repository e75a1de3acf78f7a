"""The two reports that leave a practice: for the client, in the client's words; for a sponsor, counts and dates.

Each is put together from named shared parts, never by taking things away from a whole. Nothing private is ever read for
them but to be counted. What was withheld is told by count.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..dates import in_words
from ..exports.markdown import escape
from ..exports.visible import SEEN, level
from ..plan.records import Goal, NextStep, Record
from ..words import marked, said
from .hours import holds
from .practice import OneClient
from .records import RATINGS, Consent, Contact, Note, Scope, Session, Terms
from .seen import met, promised, promises
from .sessions import committed, sessions

Reader = Literal["client", "sponsor", "me"]
FOR_OTHERS = frozenset({"shareable", "sponsor"})  # marks with which a client lets a record go further than the coach
STATES = {
    "idea": marked("an idea"),
    "todo": marked("to do"),
    "doing": marked("under way"),
    "waiting": marked("waiting"),
    "done": marked("done"),
    "dropped": marked("let go"),
}
# What is told by count; each is said where it is shown.
SORTS = (marked("private notes"), marked("contacts"), marked("own terms"), marked("session not closed yet"),
         marked("steps kept private"), marked("goals"), marked("steps"), marked("aims of sessions"),
         marked("shared notes"), marked("summaries"), marked("ratings"), marked("words on promises"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """A report as lines of Markdown, and how many things of which sort are not in it."""

    lines: list[str]
    withheld: Mapping[str, int] = field(default_factory=dict)


def _counted(**sorts: int) -> dict[str, int]:
    return {name.replace("_", " "): n for name, n in sorts.items() if n}


def private_counts(one: OneClient) -> dict[str, int]:
    """How much there is of what never leaves the coach."""
    terms = one.own.only(Terms)
    told = (terms.fit, terms.fee, terms.sponsor, terms.line, terms.note)
    return _counted(
        private_notes=len(one.own.all(Note)), contacts=len(one.own.all(Contact)), own_terms=sum(map(bool, told))
    )


# --- for the client -----------------------------------------------------------------------


def client_summary(one: OneClient) -> Report:
    """What both have seen, session by session, and how what was promised stands."""
    held = [session for session in sessions(one) if not session.open]
    lines = [f"# {said('Our sessions')}", "", *([] if held else [said("There was none yet.")])]
    for session in held:
        lines += _session_lines(one, session)
    shown = promises(one.plan.plan)
    still_open = (_step_line(s) for s in shown if not met(s, one.plan.plan))
    lines += _list(f"## {said('What was agreed and is still open')}", still_open)
    kept_back = sum(promised(step) for step in one.plan.plan.all(NextStep)) - len(shown)
    still = _counted(session_not_closed_yet=len(sessions(one)) - len(held), steps_kept_private=kept_back)
    return Report(lines, {**private_counts(one), **still})


def _session_lines(one: OneClient, session: Session) -> list[str]:
    day = in_words(session.on) if session.on else said("a day not noted")
    lines = [f"## {said('Session {n}, {day}', n=session.number, day=day)}", ""]
    told = ((marked("What we set out to do: {text}"), session.aim),
            (marked("How we would know: {text}"), session.sign_of_success),
            (marked("In your words: {text}"), session.summary))  # fmt: skip
    lines += _list("", (f"- {said(words, text=_flat(text))}" for words, text in told if text))
    lines += _list(said("Noted:"), (f"- {_flat(text)}" for text in session.shared))
    lines += _list(said("Done together:"), (f"- {_flat(_title(one, row.lesson))}" for row in session.exercises))
    lines += _list(said("You took on:"), (_step_line(step) for step in committed(one, session)))
    lines += _list(said("Your coach took on:"), (_own_line(p.text, p.due, p.done_on) for p in session.promises))
    lines += [said("Next time: {day}", day=in_words(session.next_on)), ""] if session.next_on else [""]
    return lines


def _title(one: OneClient, lesson: str) -> str:
    """What a lesson was called when the client was in it."""
    progress = one.plan.plan.progress.get(lesson)
    return progress.title if progress and progress.title else lesson


def _step_line(step: NextStep) -> str:
    by = [said("by {day}", day=step.due.isoformat())] if step.due else []
    parts = ", ".join([said(STATES.get(step.status, step.status)), *by])
    seen = said(" You will know by: {text}", text=_flat(step.done_looks_like)) if step.done_looks_like else ""
    return f"- {_flat(step.label)} ({parts}).{seen}"


def _own_line(text: str, due: dt.date | None, done: dt.date | None) -> str:
    state = said("done") if done else said("by {day}", day=due.isoformat()) if due else said("open")
    return f"- {_flat(text)} ({state})"


def _flat(text: str) -> str:
    """Somebody's words on one line, such that Markdown shows them as they are: no heading, link or HTML comes of them,
    and they cannot pass for another line of the report."""
    return escape(text)


def _list(heading: str, items: Iterable[str]) -> list[str]:
    found = list(items)
    return [*([heading, ""] if heading else []), *found, ""] if found else []


# --- for a sponsor ------------------------------------------------------------------------


def sponsor_report(one: OneClient) -> Report:
    """Counts and dates. More only where the client agreed to it on record, and marked the very thing for others."""
    held = [session for session in sessions(one) if not session.open]
    consents = one.own.all(Consent)
    lines = [f"# {said('Coaching report')}", "", *_attendance(one, held), *_work(one)]
    withheld = {**private_counts(one), **_session_parts(held)}
    plan = one.plan.plan
    for scope, title, records in (
        ("goals", said("Goals"), plan.all(Goal)), ("steps", said("What was agreed"), promises(plan)),
    ):  # fmt: skip
        named = [row for row in records if holds(consents, _scope(scope)) and level(row) in FOR_OTHERS]
        lines += _list(f"## {title}", (f"- {_flat(row.label)} ({_status(row)})" for row in named))
        withheld |= _counted(**{scope: len(records) - len(named)})
    aims = _aims(one, held) if holds(consents, "aims") else []
    lines += _list(f"## {said('What the sessions were about')}", (f"- {_flat(aim)}" for aim in aims))
    withheld |= _counted(aims_of_sessions=sum(bool(s.aim) for s in held) - len(aims))
    lines += _basis(consents)
    return Report(lines, withheld)


def _scope(name: str) -> Scope:
    return "goals" if name == "goals" else "steps"


def _attendance(one: OneClient, held: list[Session]) -> list[str]:
    days = [session.on.isoformat() for session in held if session.on]
    client = one.client
    state = said("It has ended.") if client.status == "ended" else said("It goes on.")
    lines = [said("Begun on: {day}", day=client.started.isoformat())] if client.started else []
    lines += [said("Sessions held: {n}", n=len(held)), *([said("On: {days}", days=", ".join(days))] if days else [])]
    lines += [said("Next session: {day}", day=client.next_on.isoformat())] if client.next_on else []
    return [f"- {line}" for line in [*lines, state]]


def _work(one: OneClient) -> list[str]:
    """How much was agreed and done, without a word on what."""
    plan = one.plan.plan
    agreed = promises(plan)
    done = sum(step.status == "done" for step in agreed)
    goals = [goal for goal in plan.all(Goal) if level(goal) in SEEN["coach"]]
    reached = sum(goal.status == "reached" for goal in goals)
    finished = sum(progress.finished_on is not None for progress in plan.progress.values())
    lines = [said("Agreed next steps: {n}, of these done: {done}", n=len(agreed), done=done),
             said("Goals: {n}, of these reached: {reached}", n=len(goals), reached=reached),
             said("Lessons finished: {n}", n=finished)]  # fmt: skip
    return [*(f"- {line}" for line in lines), ""]


def _session_parts(held: list[Session]) -> dict[str, int]:
    return _counted(
        shared_notes=sum(len(s.shared) for s in held), summaries=sum(bool(s.summary) for s in held),
        ratings=sum(len(s.ratings.keys() & RATINGS.keys()) for s in held),
        words_on_promises=sum(bool(row.why) for s in held for row in s.check_in),
    )  # fmt: skip


def _aims(one: OneClient, held: list[Session]) -> list[str]:
    """The aims of those sessions that the client marked for others in the plan, where each session has its record."""
    plan = one.plan.plan
    found = ((session.aim, plan.record("coaching_sessions", session.id)) for session in held)
    return [aim for aim, row in found if aim and row is not None and level(row) in FOR_OTHERS]


def _status(row: Record) -> str:
    return said(str(getattr(row, "status", "")).replace("todo", "to do"))


def _basis(consents: Iterable[Consent]) -> list[str]:
    """On what the named things rest: that there is a consent, of which day, for what. Its wording stays on record."""
    given = [one for one in consents if one.open and one.on and set(one.scope) & {"goals", "steps", "aims"}]
    lines = (f"- {said('consent of {day}: {scope}', day=one.on, scope=_covers(one))}" for one in given)
    return _list(f"## {said('What the client agreed to')}", lines)


def _covers(consent: Consent) -> str:
    return ", ".join(said(scope) for scope in sorted(set(consent.scope) - {"hours"}))


# --- what stands below either --------------------------------------------------------------


def withheld_lines(report: Report) -> list[str]:
    """What is not in a report, by count."""
    counts = ", ".join(f"{n} × {said(name)}" for name, n in sorted(report.withheld.items()))
    words = (
        said("Not in this report: {counts}.", counts=counts) if counts else said("Nothing was left out of this report.")
    )
    return ["---", "", words]
