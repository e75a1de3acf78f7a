"""Other people: contacts and promises (C10), mentoring agreements (C11)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..plan.plan import Plan
from ..plan.records import (
    Agreement,
    CoachingAgreement,
    Introduction,
    MentoringSession,
    NextStep,
    Person,
    Profile,
    Record,
)
from ..words import marked, said
from .age import latest
from .facts import Fact, Span
from .past import Past
from .wording import day_words, either, folded, joined, name_of, quoted, refs, same_text

TALK = 56  # days: eight weeks
DIRECTIONS = {"up": marked("ahead of you"), "down": marked("behind you"), "beside": marked("beside you"),
              "outside": marked("outside your work")}  # fmt: skip
ME = {"", "me", "i", "myself"}
SILENT = {  # by their role, and whether a talk is noted
    ("mentor", True): marked("The last talk with {name}, your mentor, was on {day}."),
    ("mentor", False): marked("No talk with {name}, your mentor, is noted since {day}."),
    ("mentee", True): marked("The last talk with {name}, your mentee, was on {day}."),
    ("mentee", False): marked("No talk with {name}, your mentee, is noted since {day}."),
}


# --- C10 -------------------------------------------------------------------------


def people(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C10: contacts whose day has passed, directions with nobody, mentoring without talks, promises still open."""
    return [
        *_contacts(plan, span.today),
        *_directions(plan),
        *_silences(plan, past, span.today),
        *_promises(plan, span.today),
    ]


def _contacts(plan: Plan, today: dt.date) -> Iterator[Fact]:
    for person in plan.all(Person):
        day = person.next_contact
        if day and day < today and (person.last_contact is None or person.last_contact < day):
            name = name_of(person.label)
            words = said("You meant to be in touch with {name} on {day}.", name=name, day=day_words(day))
            yield Fact("C10", words, refs(person))


def _directions(plan: Plan) -> Iterator[Fact]:
    """Directions of the map in which there is nobody; of a map on which nobody has a direction, nothing is said."""
    placed = [person for person in plan.all(Person) if person.direction]
    empty = [said(words) for way, words in DIRECTIONS.items() if all(person.direction != way for person in placed)]
    if placed and empty:
        words = said("On your map of people there is nobody {where}.", where=either(empty))
        yield Fact("C10", words, refs(*placed))


@dataclass(frozen=True, slots=True)
class _Partner:
    """Somebody in a mentoring relationship with the person."""

    name: str
    role: str  # "mentor" or "mentee"
    last: dt.date | None  # talk
    known: dt.date | None  # since when
    rests_on: tuple[Record, ...]


def _silences(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    for one in _partners(plan, past):
        since = one.last or one.known
        if since is None or (today - since).days <= TALK:
            continue
        words = said(SILENT[one.role, one.last is not None], name=name_of(one.name), day=day_words(since))
        yield Fact("C10", words, refs(*one.rests_on))


def _partners(plan: Plan, past: Past) -> list[_Partner]:
    """Mentors and mentees: people with that role, and the other side of agreements that are not closed."""
    found: dict[str, _Partner] = {}
    for name, role, record in [*_by_role(plan), *_by_agreement(plan)]:
        before = found.get(folded(name))
        talks = [talk for talk in plan.all(MentoringSession) if same_text(talk.with_whom, name)]
        spoken = record.last_contact if isinstance(record, Person) else None
        last = latest(before.last if before else None, spoken, *(talk.on or talk.created for talk in talks))
        known = (before.known if before else None) or past.made_on(record)
        rests_on = (*(before.rests_on if before else ()), record, *talks)
        found[folded(name)] = _Partner(name, before.role if before else role, last, known, rests_on)
    return list(found.values())


def _by_role(plan: Plan) -> Iterator[tuple[str, str, Record]]:
    for person in plan.all(Person):
        roles = {folded(role) for role in person.roles}
        for role in ("mentor", "mentee"):
            if role in roles and folded(person.name):
                yield person.name, role, person
                break


def _by_agreement(plan: Plan) -> Iterator[tuple[str, str, Record]]:
    profile = plan.get(Profile)
    me = ME | {folded(profile.name if profile else "")}
    for agreement in plan.all(Agreement):
        sides = {"mentor": agreement.mentor, "mentee": agreement.mentee}
        others = [(name, role) for role, name in sides.items() if name and folded(name) not in me]
        if agreement.status == "agreed" and len(others) == 1:
            yield others[0][0], others[0][1], agreement


def _promises(plan: Plan, today: dt.date) -> Iterator[Fact]:
    """Thanks and reports that were promised and are not given: introductions made, and steps agreed with somebody."""
    for door in plan.all(Introduction):
        if door.status == "made":
            text = (
                marked("The introduction of {who} to {whom} is made; no thanks are noted.")
                if door.who
                else (marked("The introduction to {whom} is made; no thanks are noted."))
            )
            yield Fact("C10", said(text, who=name_of(door.who), whom=name_of(door.label)), refs(door))
    for step in plan.all(NextStep):
        if step.open and step.agreed_with and step.due and step.due < today:
            words = said(
                "{step}, agreed with {name}, was due on {day}.",
                step=quoted(step.label), name=name_of(step.agreed_with), day=day_words(step.due),
            )  # fmt: skip
            yield Fact("C10", words, refs(step))


# --- C11 -------------------------------------------------------------------------

TO_CHECK = marked("The agreement {name} was to be checked on {day}.")
TO_END = marked("The agreement {name} was to end on {day}.")


def agreements(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C11: agreements whose check-in or end has passed, and help that has not gone down over three talks."""
    return [*_passed(plan, span.today), *_help(plan)]


def _passed(plan: Plan, today: dt.date) -> Iterator[Fact]:
    for agreement in (row for row in plan.all(Agreement) if row.open):
        days = {TO_CHECK: agreement.check_in_on, TO_END: agreement.ends_on}
        for text, day in days.items():
            if day and day <= today:
                words = said(text, name=quoted(agreement.label), day=day_words(day))
                yield Fact("C11", words, refs(agreement))
    for coaching in (row for row in plan.all(CoachingAgreement) if row.open):
        if coaching.review_on and coaching.review_on <= today:
            words = said(TO_CHECK, name=quoted(coaching.label), day=day_words(coaching.review_on))
            yield Fact("C11", words, refs(coaching))


TALKS = 3


def _help(plan: Plan) -> Iterator[Fact]:
    """The rungs of help in the last talks with one person, where they never went down and are not at the foot."""
    by_name: dict[str, list[MentoringSession]] = {}
    for talk in sorted(plan.all(MentoringSession), key=lambda talk: talk.on or talk.created or dt.date.min):
        if talk.help_level is not None and folded(talk.with_whom):
            by_name.setdefault(folded(talk.with_whom), []).append(talk)
    for talks in (talks[-TALKS:] for talks in by_name.values()):
        rungs = [talk.help_level or 0 for talk in talks]
        if len(talks) == TALKS and rungs == sorted(rungs) and rungs[-1] > 0:
            words = said(
                "In the last {n} talks with {name} the highest rung of help was {rungs}; it has not gone down.",
                n=TALKS, name=name_of(talks[-1].with_whom), rungs=joined([str(rung) for rung in rungs]),
            )  # fmt: skip
            yield Fact("C11", words, refs(*talks))
