"""The two reports that leave a practice: for the client, in the client's words; for a sponsor, counts and dates.

Each is put together from named shared parts, never by taking things away from a whole. Nothing private is ever read for
them but to be counted. What was withheld is told by count.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..dates import in_words
from ..exports.visible import SEEN, level
from ..plan.records import Goal, NextStep, Record
from .hours import holds
from .practice import OneClient
from .records import RATINGS, Consent, Contact, Note, Scope, Session, Terms
from .seen import met, promised, promises
from .sessions import committed, sessions

Reader = Literal["client", "sponsor", "me"]
FOR_OTHERS = frozenset({"shareable", "sponsor"})  # marks with which a client lets a record go further than the coach
STATES = {"idea": "an idea", "todo": "to do", "doing": "under way", "waiting": "waiting", "done": "done",
          "dropped": "let go"}  # fmt: skip


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
    lines = ["# Our sessions", ""] if held else ["# Our sessions", "", "There was none yet."]
    for session in held:
        lines += _session_lines(one, session)
    shown = promises(one.plan.plan)
    lines += _list("## What was agreed and is still open", (_step_line(s) for s in shown if not met(s, one.plan.plan)))
    kept_back = sum(promised(step) for step in one.plan.plan.all(NextStep)) - len(shown)
    still = _counted(session_not_closed_yet=len(sessions(one)) - len(held), steps_kept_private=kept_back)
    return Report(lines, {**private_counts(one), **still})


def _session_lines(one: OneClient, session: Session) -> list[str]:
    day = in_words(session.on) if session.on else "a day not noted"
    lines = [f"## Session {session.number}, {day}", ""]
    told = (("What we set out to do", session.aim), ("How we would know", session.sign_of_success),
            ("In your words", session.summary))  # fmt: skip
    lines += _list("", (f"- {name}: {_flat(text)}" for name, text in told if text))
    lines += _list("Noted:", (f"- {_flat(text)}" for text in session.shared))
    lines += _list("Done together:", (f"- {row.lesson}" for row in session.exercises))
    lines += _list("You took on:", (_step_line(step) for step in committed(one, session)))
    lines += _list("Your coach took on:", (_own_line(p.text, p.due, p.done_on) for p in session.promises))
    lines += [f"Next time: {in_words(session.next_on)}", ""] if session.next_on else [""]
    return lines


def _step_line(step: NextStep) -> str:
    parts = [STATES.get(step.status, step.status), *([f"by {step.due.isoformat()}"] if step.due else [])]
    known = f" You will know by: {_flat(step.done_looks_like)}" if step.done_looks_like else ""
    return f"- {_flat(step.label)} ({', '.join(parts)}).{known}"


def _own_line(text: str, due: dt.date | None, done: dt.date | None) -> str:
    state = "done" if done else f"by {due.isoformat()}" if due else "open"
    return f"- {_flat(text)} ({state})"


def _flat(text: str) -> str:
    """Somebody's words on one line, so that they cannot pass for a heading or another line of the report."""
    return " ".join(text.split())


def _list(heading: str, items: Iterable[str]) -> list[str]:
    found = list(items)
    return [*([heading, ""] if heading else []), *found, ""] if found else []


# --- for a sponsor ------------------------------------------------------------------------


def sponsor_report(one: OneClient) -> Report:
    """Counts and dates. More only where the client agreed to it on record, and marked the very thing for others."""
    held = [session for session in sessions(one) if not session.open]
    consents = one.own.all(Consent)
    lines = ["# Coaching report", "", *_attendance(one, held), *_work(one)]
    withheld = {**private_counts(one), **_session_parts(held)}
    plan = one.plan.plan
    for scope, title, records in (
        ("goals", "Goals", plan.all(Goal)), ("steps", "What was agreed", promises(plan)),
    ):  # fmt: skip
        named = [row for row in records if holds(consents, _scope(scope)) and level(row) in FOR_OTHERS]
        lines += _list(f"## {title}", (f"- {_flat(row.label)} ({_status(row)})" for row in named))
        withheld |= _counted(**{scope: len(records) - len(named)})
    aims = _aims(one, held) if holds(consents, "aims") else []
    lines += _list("## What the sessions were about", (f"- {_flat(aim)}" for aim in aims))
    withheld |= _counted(aims_of_sessions=sum(bool(s.aim) for s in held) - len(aims))
    lines += _basis(consents)
    return Report(lines, withheld)


def _scope(name: str) -> Scope:
    return "goals" if name == "goals" else "steps"


def _attendance(one: OneClient, held: list[Session]) -> list[str]:
    days = [session.on.isoformat() for session in held if session.on]
    client = one.client
    state = "It has ended." if client.status == "ended" else "It goes on."
    lines = [f"- Begun on: {client.started.isoformat()}"] if client.started else []
    lines += [f"- Sessions held: {len(held)}", *([f"- On: {', '.join(days)}"] if days else [])]
    lines += [f"- Next session: {client.next_on.isoformat()}"] if client.next_on else []
    return [*lines, f"- {state}"]


def _work(one: OneClient) -> list[str]:
    """How much was agreed and done, without a word on what."""
    plan = one.plan.plan
    agreed = promises(plan)
    done = sum(step.status == "done" for step in agreed)
    goals = [goal for goal in plan.all(Goal) if level(goal) in SEEN["coach"]]
    reached = sum(goal.status == "reached" for goal in goals)
    finished = sum(progress.finished_on is not None for progress in plan.progress.values())
    return [f"- Agreed next steps: {len(agreed)}, of these done: {done}",
            f"- Goals: {len(goals)}, of these reached: {reached}", f"- Lessons finished: {finished}", ""]  # fmt: skip


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
    return str(getattr(row, "status", "")).replace("todo", "to do")


def _basis(consents: Iterable[Consent]) -> list[str]:
    """On what the named things rest: that there is a consent, of which day, for what. Its wording stays on record."""
    given = [one for one in consents if one.open and one.on and set(one.scope) & {"goals", "steps", "aims"}]
    lines = (f"- consent of {one.on}: {', '.join(sorted(set(one.scope) - {'hours'}))}" for one in given)
    return _list("## What the client agreed to", lines)


# --- what stands below either --------------------------------------------------------------


def withheld_lines(report: Report) -> list[str]:
    """What is not in a report, by count."""
    counts = ", ".join(f"{n} × {name}" for name, n in sorted(report.withheld.items()))
    return ["---", "", f"Not in this report: {counts}." if counts else "Nothing was left out of this report."]
