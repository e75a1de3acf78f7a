"""What a roster needs to know of a client, as days and counts that stay true until a file changes."""

import datetime as dt

import msgspec

from ..dates import next_after
from ..plan.plan import Plan
from ..plan.records import CoachingAgreement
from .folder import PracticeFile
from .practice import OneClient
from .records import Client, Contact, Note, Session
from .seen import met, promises

Day = dt.date | None


class Assigned(msgspec.Struct, frozen=True):
    """A lesson that was assigned and is not finished."""

    lesson: str
    due: Day = None


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One client at a glance. Nothing in it depends on the day it is read."""

    id: str
    alias: str
    status: str = "active"
    groups: list[str] = []
    next_on: Day = None
    last_session: Day = None
    last_contact: Day = None  # a session or a contact between
    started: Day = None
    open_since: Day = None  # of a session that was not closed
    open_steps: list[Day] = []  # when what is promised and open is due
    assigned: list[Assigned] = []
    begun: list[str] = []  # lessons in progress
    own_promises: list[Day] = []
    to_raise: int = 0
    follow_up_on: Day = None
    agreement_review: Day = None
    agreed: bool = False
    keep_until: Day = None


def facts(one: OneClient) -> Facts:
    """What is so now, read from both folders."""
    own, plan, client = one.own, one.plan.plan, one.client
    sessions = sorted(own.all(Session), key=lambda s: s.on or dt.date.min)
    last = last_contact(own)
    open_now = [step for step in promises(plan) if not met(step, plan)]
    agreement = _agreement(plan)
    return Facts(
        id=one.id, alias=client.alias or one.id, status=client.status, groups=client.groups, next_on=client.next_on,
        last_session=sessions[-1].on if sessions else None, last_contact=last, started=client.started,
        open_since=next((s.on for s in sessions if s.open), None), open_steps=[step.due for step in open_now],
        assigned=[Assigned(step.lesson, step.due) for step in open_now if step.lesson],
        begun=[id for id, progress in plan.progress.items() if progress.status == "started"],
        own_promises=[p.due for s in sessions for p in s.promises if p.done_on is None],
        to_raise=sum(note.open for note in own.all(Note)), follow_up_on=_follow_up(client, last),
        agreement_review=agreement.review_on if agreement else None, agreed=agreement is not None,
        keep_until=keep_until(client, last),
    )  # fmt: skip


def keep_until(client: Client, last: Day) -> Day:
    """The day until which what is kept was to be kept: that long after the end, or after the last contact."""
    start = client.ended_on or last or client.started
    return next_after(start, client.retention, start) if start else None


def last_contact(own: PracticeFile) -> Day:
    """The day of the last contact, a session or one between sessions."""
    days = [day for day in [*(c.on for c in own.all(Contact)), *(s.on for s in own.all(Session))] if day]
    return max(days, default=None)


def _follow_up(client: Client, last: Day) -> Day:
    """The mid-point, until there was a contact on it or after it."""
    day = client.follow_up_on
    return None if day is None or (last is not None and last >= day) else day


def _agreement(plan: Plan) -> CoachingAgreement | None:
    return next((one for one in reversed(plan.all(CoachingAgreement)) if one.status == "agreed"), None)
