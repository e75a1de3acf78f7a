"""Other people: who they are, what was agreed with them, what was talked about."""

import datetime as dt
from typing import Literal

from ...words import marked
from .base import Part, Record


class Person(Record):
    """Somebody on the person's map. Initials are enough."""

    table = "people"
    title = marked("People")
    label_field = "name"

    name: str = ""
    direction: Literal["up", "down", "beside", "outside"] | None = None
    roles: list[str] = []
    closeness: int | None = None  # 1 to 5
    organisation: str | None = None
    can_learn: str | None = None
    can_offer: str | None = None
    did: str | None = None  # what they did, for an example to learn from
    followed: str | None = None  # what came of it
    copy_or_avoid: str | None = None
    differs: str | None = None  # how my setting differs
    why: str | None = None
    known: str | None = None  # what I already know of them
    questions: str | None = None
    judged_by: str | None = None  # how I judge work of theirs that I could not do
    last_contact: dt.date | None = None
    next_contact: dt.date | None = None
    note: str | None = None  # never exported


class AgreedGoal(Part):
    """What a mentee is to reach, and how much help it takes today."""

    what: str = ""
    who: str | None = None
    seen_in: str | None = None  # how both will see it
    check_in: str | None = None
    held_back: str | None = None  # the HOW the mentor keeps to themselves
    rung: int | None = None  # of the help ladder, 0 to 4
    sign_up: str | None = None
    sign_down: str | None = None
    next_harder: str | None = None


class Agreement(Record):
    """A mentoring agreement, from either side of the table."""

    table = "agreements"
    title = marked("Mentoring agreements")
    label_field = "purpose"
    closed = frozenset({"closed"})

    mentor: str | None = None
    mentee: str | None = None
    kind: Literal["expertise", "experience", "both"] | None = None
    purpose: str | None = None
    goals: list[AgreedGoal] = []
    every: str | None = None
    length_min: int | None = None
    time_cap_min: int | None = None  # a month
    prepares: Literal["mentee", "mentor", "both"] | None = None
    support_given: list[str] = []
    off_limits: str | None = None
    feedback: str | None = None  # both ways
    reporting_line: str | None = None
    no_blame_ending: str | None = None
    checked: list[str] = []
    asked_for: str | None = None
    privacy: str | None = None
    check_in_on: dt.date | None = None
    ends_on: dt.date | None = None
    status: Literal["draft", "agreed", "paused", "closed"] = "draft"


class Considered(Part):
    """An option that was talked through."""

    option: str = ""
    in_favour: str | None = None
    against: str | None = None
    assumption: str | None = None


class MentoringSession(Record):
    """One mentoring talk, from either side."""

    table = "mentoring_sessions"
    title = marked("Mentoring talks")
    label_field = "problem"

    on: dt.date | None = None
    with_whom: str | None = None
    problem: str | None = None  # in the mentee's words
    tried: str | None = None
    options_considered: list[Considered] = []
    story_told: str | None = None
    asked_for: str | None = None  # what I want from my mentor
    decided: str | None = None  # by the mentee
    help_level: int | None = None  # highest rung used, 0 to 4
    help_reason: str | None = None
    i_learned: str | None = None
    questions: list[str] = []  # of the mentee's, that made the mentor stop and think
    outcome: dict[str, int] = {}  # how the mentee was after it: clearer, options, own decision, next step, needs less


class Introduction(Record):
    """A door opened for somebody."""

    table = "introductions"
    title = marked("Introductions")
    label_field = "to_whom"

    who: str | None = None  # who is introduced
    to_whom: str = ""
    why: str | None = None
    how_to_work_with: str | None = None
    my_words: str | None = None
    risk_to_my_name: int | None = None  # 1 to 5
    status: Literal["idea", "asked", "made", "thanked"] = "idea"


class MenteeSelection(Record):
    """Somebody who might be mentored, and what speaks for it: signals with evidence, the same for all."""

    table = "mentee_selections"
    title = marked("Choosing mentees")
    label_field = "candidate"

    candidate: str = ""
    technical: str | None = None
    people_skills: str | None = None
    enthusiasm: str | None = None
    fit: str | None = None
    self_selection: str | None = None
    evidence: str | None = None
    need: str | None = None
    fairness_checks: list[str] = []
    decision: str | None = None
    reason: str | None = None
    offered_to_others: str | None = None  # what those not chosen get
    review_on: dt.date | None = None


class CoachingAgreement(Record):
    """What a coach and a client agree on before they begin."""

    table = "coaching_agreements"
    closed = frozenset({"closed"})
    title = marked("Coaching agreements")
    label_field = "purpose"
    default_visibility = "coach"

    purpose: str = ""
    client: str | None = None
    roles: str | None = None
    is_not: str | None = None
    rhythm: str | None = None
    length_min: int | None = None
    fee: str | None = None
    privacy: str | None = None
    privacy_limits: str | None = None
    notes_policy: str | None = None
    third_party: str | None = None
    status: Literal["draft", "agreed", "closed"] = "draft"
    cancelling: str | None = None
    review_on: dt.date | None = None
    ending: str | None = None
    referral: str | None = None
    checked: list[str] = []


class CoachingSession(Record):
    """One coaching session, as far as both have seen it."""

    table = "coaching_sessions"
    title = marked("Coaching sessions")
    label_field = "aim"
    default_visibility = "coach"

    client: str | None = None
    on: dt.date | None = None
    aim: str = ""
    sign_of_success: str | None = None
    minutes: int | None = None
    exercise: str | None = None
    shared_summary: str | None = None
    next_on: dt.date | None = None
