"""A session, piece by piece: each is on disk before the next, so that one that broke off is simply taken up again.

What concerns the client's plan is written there first, under an id that makes a second try harmless; the session's own
record follows.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from ..deeds import add_step, drop_step, finish_step
from ..plan.events import Change, with_old
from ..plan.records import CoachingSession, NextStep
from ..words import marked, said
from .practice import OneClient
from .records import RATINGS, CheckIn, Client, Exercise, Kept, Note, NoteKind, OwnPromise, Session
from .seen import COACH, SESSION, met, promises

LONGEST = 240  # minutes; a session that seems longer was left open
SURE = 6  # of 10: below it, something smaller is offered
HALF_WAY = 7  # days between two sessions, below which nobody needs a word in between


class NotSo(Exception):
    """Something that cannot be done as it was asked; the sentence says what would do."""


def sessions(one: OneClient) -> list[Session]:
    """All sessions, oldest first."""
    return sorted(one.own.all(Session), key=lambda s: (s.on or dt.date.min, s.number))


def open_session(one: OneClient) -> Session | None:
    """The session that is under way, or was when something broke off."""
    return next((session for session in one.own.all(Session) if session.open), None)


def under_way(one: OneClient) -> Session:
    """The same.

    Raises:
        NotSo: there is none.
    """
    session = open_session(one)
    if session is None:
        raise NotSo(said("no session is open. To begin one: coach session start CLIENT"))
    return session


def start(one: OneClient, **more: Any) -> tuple[Session, bool]:
    """Begins a session, or takes up the one that is open. Says whether it is a new one.

    Args:
        one: the client.
        **more: what is said of it: aim, sign_of_success, deck, paid, people.
    """
    session = open_session(one)
    new = session is None
    told = {name: value for name, value in more.items() if value is not None}
    if session is None:
        now = one.own.clock()
        number = max((s.number for s in one.own.all(Session)), default=0) + 1
        told |= {"number": number, "on": one.own.today, "started": now, "status": "open"}
    if told:
        one.own.write("started" if new else "changed", Session, session.id if session else None, **told)
    return under_way(one), new


def _say(one: OneClient, session: Session, what: str = "changed", **fields: Any) -> None:
    one.own.write(what, Session, session.id, **fields)


# --- the opening: what became of what was promised ---------------------------------------


def to_check(one: OneClient) -> list[NextStep]:
    """What was promised and not yet talked about: what is open, and what has ended since the last session."""
    session = open_session(one)
    talked = {row.step for row in session.check_in} if session else set()
    before = [s.on for s in sessions(one) if not s.open and s.on]
    last = before[-1] if before else dt.date.min
    own = f"{SESSION}{session.id}" if session else ""
    found = [step for step in promises(one.plan.plan) if step.id not in talked and (not own or step.source != own)]
    return [step for step in found if step.open or (step.ended_on or dt.date.min) >= last]


def check_in(one: OneClient, step: NextStep, state: Kept, why: str = "") -> bool:
    """Notes what became of a promise, in the plan as well. Says whether it is time to ask about the step itself.

    Raises:
        NotSo: no session is open, or it is let go without a word why.
    """
    session = under_way(one)
    if state == "dropped" and not why.strip():
        raise NotSo(said("say in a few words why it is let go: --why WORDS"))
    if step.open and state == "done":
        finish_step(one.plan, step, why)
    elif step.open and state == "dropped":
        drop_step(one.plan, step, why)
    row = CheckIn(step=step.id, text=step.label, state=state, why=why or None, on=one.own.today)
    _say(one, session, check_in=[*(c for c in session.check_in if c.step != step.id), row])
    return state in ("partly", "not") and (step.moved >= 3 or _times_not(one, step.id) >= 3)


def _times_not(one: OneClient, step: str) -> int:
    rows = [row for session in one.own.all(Session) for row in session.check_in if row.step == step]
    return sum(row.state in ("partly", "not") for row in rows)


# --- in the middle -----------------------------------------------------------------------


def note_shared(one: OneClient, text: str) -> None:
    """Notes something that both have said and seen."""
    session = under_way(one)
    _say(one, session, shared=[*session.shared, text])


def note_private(one: OneClient, text: str, kind: NoteKind = "fact") -> str:
    """Notes something for the coach alone, in a session or outside one."""
    session = open_session(one)
    return one.own.write("noted", Note, text=text, on=one.own.today, kind=kind, session=session.id if session else None)


def exercise(one: OneClient, lesson: str, step: str | None) -> None:
    """Notes that a lesson, or one step of it, is done together from now on."""
    session = under_way(one)
    row = Exercise(lesson=lesson, step=step, began=one.own.clock())
    _say(one, session, exercises=[*session.exercises, row])


def mark_answers(one: OneClient, session: Session) -> int:
    """Marks the answers given in the exercises of a session as given with the coach. Says how many."""
    plan = one.plan
    changes: list[Change] = []
    for row in session.exercises:
        for id, answer in plan.plan.answers.of(row.lesson).items():
            since = answer.at is not None and row.began is not None and answer.at >= row.began
            if since and not answer.with_coach and row.step in (None, id):
                changes.append(with_old(plan.plan, "answers", f"{row.lesson}/{id}", {"with_coach": session.id}))
    unique = list({change.id: change for change in changes}.values())
    if unique:
        plan.record("changed", unique, marked("answers given with the coach"), f"{SESSION}{session.id}")
    return len(unique)


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody takes on: what, by when, how we will know, how sure they are, and who hears of it."""

    text: str
    who: Literal["client", "me"] = "client"
    due: dt.date | None = None
    done_looks_like: str = ""
    confidence: int | None = None
    hears: str = ""
    smaller: str = ""  # a first piece, when somebody was not sure enough of the whole

    @property
    def unsure(self) -> bool:
        """Whether something smaller should be offered."""
        return self.confidence is not None and self.confidence < SURE and not self.smaller


def commit(one: OneClient, promise: Promise) -> str:
    """Keeps a promise: the client's as a next step in their plan, the coach's in the session. Gives the step's id."""
    session = under_way(one)
    if promise.who == "me":
        _say(one, session, promises=[*session.promises, OwnPromise(text=promise.text, due=promise.due)])
        return ""
    fields: dict[str, Any] = {
        "done_looks_like": promise.done_looks_like or None, "confidence": promise.confidence,
        "agreed_with": promise.hears or COACH, "source": f"{SESSION}{session.id}",
        "earlier_wordings": [promise.text] if promise.smaller else None,
    }  # fmt: skip
    more = {name: value for name, value in fields.items() if value is not None}
    return add_step(one.plan, promise.smaller or promise.text, promise.due, **more).changes[0].id


def committed(one: OneClient, session: Session) -> list[NextStep]:
    """What the client took on in a session."""
    return [step for step in promises(one.plan.plan) if step.source == f"{SESSION}{session.id}"]


def still_open(one: OneClient) -> list[NextStep]:
    """What the client has promised and not done yet."""
    return [step for step in promises(one.plan.plan) if not met(step, one.plan.plan)]


def keep_own(one: OneClient, text: str) -> int:
    """Notes that the coach has kept a promise of theirs: all open ones that begin so. Says how many."""
    kept = 0
    for session in one.own.all(Session):
        fits = [p.done_on is None and p.text.casefold().startswith(text.casefold()) for p in session.promises]
        if any(fits):
            rows = [
                msgspec.structs.replace(p, done_on=one.own.today) if fit else p
                for p, fit in zip(session.promises, fits, strict=True)
            ]
            _say(one, session, promises=rows)
            kept += sum(fits)
    return kept


# --- the close ---------------------------------------------------------------------------


def close(
    one: OneClient, summary: str, ratings: Mapping[str, int], next_on: dt.date | None, minutes: int | None = None
) -> Session:
    """Closes the session: the client's words, how it was for them, and when to meet again.

    Raises:
        NotSo: no session is open, or it was open for so long that its length has to be said.
    """
    session = under_way(one)
    length = minutes if minutes is not None else _length(session, one.own.clock())
    mark_answers(one, session)
    session = msgspec.structs.replace(
        session, summary=summary or session.summary, minutes=length, next_on=next_on,
        ratings={**session.ratings, **{name: ratings[name] for name in RATINGS if name in ratings}},
    )  # fmt: skip
    _into_the_plan(one, session)
    one.own.write("changed", Client, next_on=next_on, follow_up_on=_half_way(one.own.today, next_on))
    _say(one, session, "closed", status="closed", ended=one.own.clock(), minutes=length, summary=session.summary,
         ratings=session.ratings, next_on=next_on)  # fmt: skip
    found = one.own.get(Session, session.id)
    return found or session


def _length(session: Session, now: dt.datetime) -> int:
    began = session.started or now
    minutes = max(1, round((now - began).total_seconds() / 60))
    if minutes > LONGEST:
        raise NotSo(said("it has been open for long; say how long it took: --minutes 60"))
    return minutes


def _half_way(today: dt.date, next_on: dt.date | None) -> dt.date | None:
    days = (next_on - today).days if next_on else 0
    return today + dt.timedelta(days=days // 2) if days >= HALF_WAY else None


def _into_the_plan(one: OneClient, session: Session) -> None:
    """The session as both have seen it, in the client's plan. The alias stays with the coach."""
    done = [f"{row.lesson}/{row.step}" if row.step else row.lesson for row in session.exercises]
    fields = {
        "on": session.on and session.on.isoformat(), "aim": session.aim or "", "minutes": session.minutes,
        "sign_of_success": session.sign_of_success, "exercise": ", ".join(dict.fromkeys(done)) or None,
        "shared_summary": "\n".join(_words(session)) or None,
        "next_on": session.next_on and session.next_on.isoformat(), "source": f"{SESSION}{session.id}",
    }  # fmt: skip
    one.plan.put("noted", CoachingSession.table, session.id, fields, session.aim or marked("a coaching session"))


def _words(session: Session) -> Sequence[str]:
    return [*([session.summary] if session.summary else []), *session.shared]
