"""What is kept to look at again: successes, the library, the journal, and when to look."""

import datetime as dt
from typing import Any, Literal

from ...dates import date_words
from ...words import marked, said
from .base import Part, Record

REVIEWS = {"weekly": marked("Weekly review"), "monthly": marked("Monthly review"), "full": marked("Full review"),
           "event": marked("Review after an event")}  # fmt: skip


class ReviewDate(Record):
    """When to look again: a date, a rhythm, or an event that triggers it."""

    table = "review_schedule"
    title = marked("When to look again")
    label_field = "what"

    what: str = ""  # in words, such as "My weekly ten minutes"
    kind: str | None = None  # weekly, full, redraw-map, contact, practice, agreement-check ...
    next_on: dt.date | None = None
    every: str | None = None  # ISO 8601 duration: P1W, P3M
    trigger: str | None = None
    with_whom: str | None = None
    done: list[dt.date] = []


class Success(Record):
    """An entry of the success log: dated evidence."""

    table = "successes"
    title = marked("Successes")
    label_field = "what"

    on: dt.date | None = None
    what: str = ""
    my_part: str | None = None
    result: str | None = None
    evidence: str | None = None
    seen_by: str | None = None
    skill: str | None = None
    next_level: bool | None = None


class Resource(Record):
    """Something worth going back to."""

    table = "resources"
    title = marked("Library")
    label_field = "name"
    default_visibility = "shareable"

    name: str = ""
    kind: str | None = None
    where: str | None = None
    used_for: str | None = None


class Reflection(Record):
    """An entry of the journal."""

    table = "reflections"
    title = marked("Journal")
    label_field = "text"

    on: dt.date | None = None
    text: str = ""
    prompt: str | None = None  # the question that was answered


class Criterion(Part):
    """Something the next level asks for, and how far it is shown."""

    criterion: str = ""
    shown: Literal["never", "sometimes", "usually"] | None = None
    evidence: str | None = None
    said_by: str | None = None
    gap: str | None = None
    plan: str | None = None


class PromotionCase(Record):
    """The case for the next level."""

    table = "promotion_case"
    title = marked("My case for the next level")
    one = True
    default_visibility = "coach"

    target_level: str | None = None
    criteria: list[Criterion] = []
    no_chance_yet: list[str] = []  # behaviours that present duties give no chance to show
    practise_by: list[str] = []
    successes: list[str] = []
    narrative: str | None = None
    decider: str | None = None
    sponsor: str | None = None
    dates: str | None = None
    managers_view: str | None = None
    manager_agreement: str | None = None
    agreed_until: dt.date | None = None
    judged_by: str | None = None
    if_no: str | None = None


class Finding(Part):
    """A fact of a review, what it means, and what else it could mean."""

    fact: str = ""
    means: str | None = None
    could_also_mean: str | None = None
    check: str | None = None  # the check that found it, C1 to C17; none for a fact of the person's own
    about: list[str] = []  # "table/id" of the records it rests on


class Revision(Part):
    """What a review made of one record."""

    entity: str = ""  # its table
    id: str = ""
    action: str = ""  # keep, change, drop, or what else its kind of record allows
    reason: str | None = None
    said: str | None = None  # how it reads now, where it was reworded
    fields: dict[str, Any] = {}  # what was set, so that it can be applied again
    taken_out: bool = False  # a thought that was let go leaves the plan; the history keeps it


class Review(Record):
    """Analysis and synthesis: the plan taken apart and put together again."""

    table = "reviews"
    title = marked("Reviews")
    label_field = "story"
    default_visibility = "coach"

    kind: Literal["weekly", "monthly", "full", "event"] | None = None
    on: dt.date | None = None
    period_from: dt.date | None = None  # the time it looks back on; from the review before
    period_to: dt.date | None = None
    story: str | None = None
    analysis: list[Finding] = []
    patterns: list[str] = []
    strengths: str | None = None
    weaknesses: str | None = None
    openings: str | None = None
    threats: str | None = None
    revisions: list[Revision] = []
    changes: list[str] = []  # at most three, the most important first
    steps: list[str] = []  # "next_steps/id" of those it set
    next_on: dt.date | None = None
    triggers: list[str] = []

    @property
    def label(self) -> str:
        """What it was and when; its story only where neither is known."""
        day = self.on or self.created
        if not self.kind and not day:
            return self.story or self.id
        what = said(REVIEWS[self.kind]) if self.kind else said("Review")
        return said("{review}, {day}", review=what, day=date_words(day)) if day else what

    @property
    def in_label(self) -> frozenset[str]:
        """What it was and when, unless it goes by its story."""
        return frozenset({"kind", "on"}) if self.kind or self.on or self.created else super().in_label
