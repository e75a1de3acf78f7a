"""The brief before a session, on one screen: for the coach alone, for private notes stand in it."""

import datetime as dt

import msgspec

from ..dates import near
from ..plan.difference import LESSONS, Difference, between
from ..plan.plan import Plan
from ..plan.records import CoachingSession, NextStep
from ..plan.then import as_it_was
from ..review.checks import run
from ..review.facts import Span
from ..words import marked, said
from .practice import OneClient
from .records import Note, OwnPromise, Session
from .seen import as_seen
from .sessions import open_session, sessions, to_check

CHECKS = ("C4", "C10", "C12")  # of a review: steps that are stuck, people, decisions
STUCK = 3  # moves of a date


class Due(msgspec.Struct, frozen=True):
    """A promise of the client, and how it stands in words."""

    step: NextStep
    words: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What to have in mind when the client comes in."""

    alias: str
    number: int  # of the session that comes, or is open
    last: Session | None
    days_since: int | None
    promises: tuple[Due, ...]
    own: tuple[OwnPromise, ...]  # the coach's own, still open
    changes: tuple[Difference, ...]  # in the plan, as far as the coach may see it
    looks: tuple[str, ...]  # what the checks of a review find in what the coach may see
    raise_: tuple[Note, ...]  # private
    open: bool  # whether a session is under way


def brief(one: OneClient) -> Brief:
    """All that a coach reads in five minutes."""
    held = [session for session in sessions(one) if not session.open]
    last = held[-1] if held else None
    now = open_session(one)
    today = one.own.today
    return Brief(
        alias=one.client.alias, number=now.number if now else (last.number if last else 0) + 1, last=last,
        days_since=(today - last.on).days if last and last.on else None,
        promises=tuple(Due(step, how_it_stands(step, today)) for step in to_check(one)),
        own=tuple(p for session in held for p in session.promises if p.done_on is None),
        changes=tuple(changes_since(one, last)), looks=tuple(looks(one, last)),
        raise_=tuple(note for note in one.own.all(Note) if note.open),
        open=now is not None,
    )  # fmt: skip


def how_it_stands(step: NextStep, today: dt.date) -> str:
    """A promise in a few words, without reproach."""
    if not step.open:
        day = near(step.ended_on, today) if step.ended_on else ""
        words = said("let go {day}", day=day) if step.status == "dropped" else said("done {day}", day=day)
        return words.strip()
    moved = [said("moved {n} times: smaller, other, or no longer wanted?", n=step.moved)] if step.moved >= STUCK else []
    if step.due is None:
        return "; ".join([said("no date"), *moved])
    due = marked("was due {day}") if step.due < today else marked("is due {day}")
    return "; ".join([said(due, day=near(step.due, today)), *moved])


def looks(one: OneClient, last: Session | None) -> list[str]:
    """What is stuck, whom to ask again, which decisions are to be looked at. The history stays out of it: it may know
    what the client has since made private."""
    span = Span(one.own.today, last.on if last else None)
    return [fact.words for fact in run(as_seen(one.plan.plan), (), span, CHECKS)]


def changes_since(one: OneClient, last: Session | None) -> list[Difference]:
    """What is different in the client's plan since the last session, of what the coach may see."""
    if last is None or last.ended is None:
        return []
    plan = one.plan
    then = as_it_was(plan.plan, plan.history(), last.ended)
    found = between(as_seen(then), as_seen(plan.plan))
    return [change for change in found if change.table != CoachingSession.table and not _withdrawn(change, plan.plan)]


def _withdrawn(different: Difference, plan: Plan) -> bool:
    """Whether something is only out of the coach's sight: it is still there, and nothing is said of it."""
    there = different.table == LESSONS or plan.record(different.table, different.id) is not None
    return different.kind == "removed" and there
