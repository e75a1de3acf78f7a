"""The record types of a plan: one class each, one base, one visibility, one id rule.

To add a record type, write one class here: storage, the plan page, exports and `fills` in lessons follow from it.
The entities and their fields come from the curriculum's plan model; `None` and empty values mean "not said".
"""

import datetime as dt
from typing import Any, ClassVar, Literal

import msgspec

Visibility = Literal["private", "coach", "shareable"]


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A group of fields inside a record, such as the current role inside the profile."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record has. `extra` keeps keys this version does not know, so that a newer version's data survives."""

    table: ClassVar[str]
    title: ClassVar[str]
    one: ClassVar[bool] = False  # a plan has exactly one of these; its id is the table's name
    label_field: ClassVar[str] = ""  # the field that names the record in a list
    closed: ClassVar[frozenset[str]] = frozenset()  # statuses after which nothing more is to be done
    default_visibility: ClassVar[Visibility] = "private"

    id: str
    visibility: Visibility | None = None
    source: str | None = None  # "lesson/step", "review", or "hand"
    created: dt.date | None = None
    extra: dict[str, Any] = {}

    @property
    def label(self) -> str:
        """What to call this record in a list: its naming field, or its id when that is empty."""
        return str(getattr(self, self.label_field, None) or self.id)

    @property
    def open(self) -> bool:
        """Whether something can still be done about it."""
        return getattr(self, "status", None) not in self.closed


class Settings(Record):
    """How the person uses the program."""

    table = "settings"
    title = "Settings"
    one = True

    route: Literal["self", "mentee", "mentor", "manager", "coach"] | None = None
    minutes_per_week: int | None = None
    mentoring_hours: int | None = None
    weekly_routine: list[str] = []


class Role(Part):
    """The work somebody does now."""

    title: str | None = None
    organisation: str | None = None
    level: str | None = None
    since: str | None = None  # "2023", "2023-05": as exact as the person likes
    kind: Literal["employed", "independent", "student", "carer", "between", "volunteer", "mixed"] | None = None
    hours: float | None = None  # a week


class Energy(Part):
    """What gives energy and what drains it."""

    gives: list[str] = []
    drains: list[str] = []


class Profile(Record):
    """Who I am at work now."""

    table = "profile"
    title = "Where I am now"
    one = True
    default_visibility = "coach"

    name: str | None = None  # a name or alias; nothing else is asked
    current_role: Role | None = None
    state: (
        Literal["starting", "growing", "settled", "stuck", "between", "returning", "winding-down"] | None
    ) = None
    energy: Energy | None = None
    values: list[str] = []  # in order, at most five
    statement: str | None = None


class Vision(Record):
    """Where I would like to be."""

    table = "vision"
    title = "Where I would like to be"
    one = True
    default_visibility = "coach"

    horizon_months: int | None = None
    statement: str | None = None
    life_statement: str | None = None
    next_statement: str | None = None  # "Now I am ...; next I want to be ..."


class Scale(Part):
    """The scale a rating was given on; ratings on different scales are not compared."""

    min: int = 0
    max: int = 10
    low: str = ""
    high: str = ""


class Assessment(Record):
    """A dated snapshot: ratings given on one day, comparable with other sittings of the same instrument."""

    table = "assessments"
    title = "Assessments"
    label_field = "instrument"

    instrument: str = ""
    instrument_version: int = 1
    taken_on: dt.date | None = None
    ratings: dict[str, float] = {}
    second: dict[str, float] = {}  # importance, or wanted
    names: dict[str, str] = {}  # what each rated thing was called that day
    first_name: str = ""  # what the first rating means, such as "now"
    second_name: str = ""
    scale: Scale | None = None
    note: str | None = None


class Task(Record):
    """Something the person actually does in a week."""

    table = "tasks"
    title = "What I do"
    label_field = "name"

    name: str = ""
    share: float | None = None  # per cent of a normal week
    reviewed_on: dt.date | None = None


class Reflection(Record):
    """An entry of the journal."""

    table = "reflections"
    title = "Journal"
    label_field = "text"

    on: dt.date | None = None
    text: str = ""
    prompt: str | None = None  # the question that was answered


class Option(Record):
    """A way forward under consideration."""

    table = "options"
    title = "Options"
    label_field = "name"
    closed = frozenset({"chosen", "dropped"})
    default_visibility = "coach"

    name: str = ""
    kind: str | None = None
    attracts: str | None = None
    unknowns: list[str] = []
    status: Literal["idea", "alive", "chosen", "parked", "dropped"] = "idea"


class Goal(Record):
    """What somebody is trying to reach."""

    table = "goals"
    title = "Goals"
    label_field = "name"
    closed = frozenset({"reached", "changed", "dropped"})
    default_visibility = "coach"

    name: str = ""
    why: str | None = None
    kind: Literal["learning", "performance"] | None = None
    measure: str | None = None
    start: str | None = None
    target: str | None = None
    due: dt.date | None = None
    importance: int | None = None  # 0 to 10
    confidence: int | None = None  # 0 to 10
    status: Literal["draft", "active", "reached", "changed", "dropped"] = "active"


class NextStep(Record):
    """The unit of action: something that can be seen to be done."""

    table = "next_steps"
    title = "Next steps"
    label_field = "text"
    closed = frozenset({"done", "dropped"})
    default_visibility = "coach"

    text: str = ""  # starts with a verb
    why: str | None = None
    due: dt.date | None = None
    done_looks_like: str | None = None
    size: Literal["15m", "1h", "half-day", "bigger"] | None = None
    status: Literal["idea", "todo", "doing", "waiting", "done", "dropped"] = "todo"
    waiting_on: str | None = None
    goal: str | None = None  # id of a goal
    confidence: int | None = None  # 0 to 10
    agreed_with: str | None = None
    moved: int = 0  # how often its date moved
    done_on: dt.date | None = None
    learned: str | None = None
    dropped_reason: str | None = None


class IfThen(Record):
    """A cue and the act that follows it (implementation intention: Gollwitzer & Sheeran).

    The plan model nests these in goals, steps and agreements; here they are one type with a reference.
    """

    table = "if_thens"
    title = "If-then plans"
    label_field = "cue"

    cue: str = ""
    act: str = ""
    about: str | None = None  # "table/id" of what it serves


class ReviewDate(Record):
    """When to look again: a date, a rhythm, or an event that triggers it."""

    table = "review_schedule"
    title = "When to look again"
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
    title = "Successes"
    label_field = "what"

    on: dt.date | None = None
    what: str = ""
    my_part: str | None = None
    result: str | None = None
    evidence: str | None = None
    seen_by: str | None = None
    skill: str | None = None
    next_level: bool | None = None


class Person(Record):
    """Somebody on the person's map. Initials are enough."""

    table = "people"
    title = "People"
    label_field = "name"

    name: str = ""
    direction: Literal["up", "down", "beside", "outside"] | None = None
    roles: list[str] = []
    closeness: int | None = None  # 1 to 5
    organisation: str | None = None
    can_learn: list[str] = []
    can_offer: list[str] = []
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
    title = "Mentoring agreements"
    label_field = "purpose"
    closed = frozenset({"closed"})

    mentor: str | None = None
    mentee: str | None = None
    kind: Literal["expertise", "experience", "both"] | None = None
    purpose: str | None = None
    goals: list[AgreedGoal] = []
    every: str | None = None
    length_min: int | None = None
    privacy: str | None = None
    ends_on: dt.date | None = None
    status: Literal["draft", "agreed", "paused", "closed"] = "draft"


class MentoringSession(Record):
    """One mentoring talk, from either side."""

    table = "mentoring_sessions"
    title = "Mentoring talks"
    label_field = "problem"

    on: dt.date | None = None
    with_whom: str | None = None
    problem: str | None = None  # in the mentee's words
    tried: str | None = None
    decided: str | None = None  # by the mentee
    help_level: int | None = None  # highest rung used, 0 to 4
    help_reason: str | None = None
    i_learned: str | None = None


class Resource(Record):
    """Something worth going back to."""

    table = "resources"
    title = "Library"
    label_field = "name"
    default_visibility = "shareable"

    name: str = ""
    kind: str | None = None
    where: str | None = None
    used_for: str | None = None


RECORDS: dict[str, type[Record]] = {
    kind.table: kind
    for kind in (
        Profile, Vision, Task, Assessment, Goal, NextStep, IfThen, ReviewDate, Option,
        Success, Person, Agreement, MentoringSession, Resource, Reflection, Settings,
    )
}  # fmt: skip
