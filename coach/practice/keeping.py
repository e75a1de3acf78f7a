"""What a coach sets up and keeps up for a client: assignments, the agreement, consents, contacts, the end."""

import datetime as dt
from typing import Any

from ..deeds import add_step, change_step
from ..plan.records import CoachingAgreement, NextStep
from ..words import marked, said
from .practice import OneClient
from .records import Client, Consent, Contact, Hours, Paid, Scope, Terms
from .seen import COACH, met, promises

SHARED = ("purpose", "roles", "is_not", "rhythm", "length_min", "fee", "privacy", "privacy_limits", "notes_policy",
          "third_party", "cancelling", "ending", "referral", "review_on")  # fmt: skip
OWN = ("fit", "sponsor", "line", "note")


def assign(one: OneClient, lesson: str, title: str, due: dt.date | None, note: str) -> bool:
    """Gives a client a lesson to do, as a step in their plan. Says whether it is new: one that is open is changed."""
    for step in promises(one.plan.plan):
        if step.lesson == lesson and not met(step, one.plan.plan):
            fields: dict[str, Any] = {"due": due} if due else {}
            fields |= {"why": note} if note else {}
            if fields:
                change_step(one.plan, step, **fields)
            return False
    more = {"why": note} if note else {}
    add_step(
        one.plan,
        said("Work through “{title}”", title=title),
        due,
        lesson=lesson,
        agreed_with=COACH,
        source=COACH,
        **more,
    )
    return True


def agreement(one: OneClient) -> CoachingAgreement | None:
    """The agreement with the client, the newest that is not closed."""
    return next((row for row in reversed(one.plan.plan.all(CoachingAgreement)) if row.open), None)


def agree(one: OneClient, shared: dict[str, Any], own: dict[str, Any], agreed: bool) -> None:
    """Fills in the agreement: the shared part in the client's plan, the coach's own part in the practice."""
    if own:
        one.own.write("changed", Terms, **own)
    if not shared and not agreed:
        return
    before = agreement(one)
    fields = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in shared.items()}
    fields |= {"status": "agreed"} if agreed else {}
    id = before.id if before else one.plan.new_id()
    one.plan.put(
        "changed" if before else "added", CoachingAgreement.table, id, fields, marked("the coaching agreement"), COACH
    )


def consent(one: OneClient, wording: str, scope: list[Scope], on: dt.date) -> str:
    """Records what the client agreed to. Gives its id."""
    return one.own.write("added", Consent, wording=wording, scope=scope, on=on)


def withdraw(one: OneClient, id: str) -> None:
    """Notes that a consent was taken back today; that it was given stays on record."""
    one.own.write("changed", Consent, id, withdrawn_on=one.own.today)


def contact(one: OneClient, how: str, note: str, on: dt.date) -> None:
    """Notes a contact between sessions."""
    one.own.write("noted", Contact, how=how, note=note, on=on)


def log_hours(one: OneClient, minutes: int, start: dt.date, end: dt.date | None, paid: Paid, people: int) -> None:
    """Logs hours from before this practice was kept here."""
    one.own.write("added", Hours, minutes=minutes, start=start, end=end, paid=paid, people=people)


def end(one: OneClient) -> None:
    """Notes that the coaching has ended today; from now the time runs for which things are kept."""
    one.own.write("changed", Client, status="ended", ended_on=one.own.today, next_on=None, follow_up_on=None)


def change(one: OneClient, **fields: Any) -> None:
    """Changes what is known of a client: alias, groups, retention, next session, name and contact for the log."""
    one.own.write("changed", Client, **fields)


def assigned(one: OneClient) -> list[NextStep]:
    """The lessons that were assigned and are not finished."""
    return [step for step in promises(one.plan.plan) if step.lesson and not met(step, one.plan.plan)]
