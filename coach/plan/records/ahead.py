"""Where somebody could go: the vision, options, goals, and the steps towards them."""

import datetime as dt
from typing import Literal

from ...words import marked
from .base import Part, Record


class Version(Part):
    """One of several futures, held lightly."""

    name: str = ""
    sketch: str | None = None
    appeal: int | None = None
    confidence: int | None = None
    resources: int | None = None


class Vision(Record):
    """Where I would like to be."""

    table = "vision"
    title = marked("Where I would like to be")
    one = True
    default_visibility = "coach"

    horizon_months: int | None = None
    statement: str | None = None
    life_statement: str | None = None
    versions: list[Version] = []
    next_statement: str | None = None  # "Now I am ...; next I want to be ..."


class Option(Record):
    """A way forward under consideration."""

    table = "options"
    title = marked("Options")
    label_field = "name"
    closed = frozenset({"chosen", "dropped"})
    default_visibility = "coach"

    name: str = ""
    kind: str | None = None
    attracts: str | None = None
    unknowns: str | None = None
    limit: str | None = None  # which constraint it meets
    test: str | None = None
    test_cost: str | None = None
    test_by: dt.date | None = None
    would_change: str | None = None  # what result would change my mind
    learned: str | None = None
    status: Literal["idea", "alive", "chosen", "parked", "dropped"] = "idea"


class Goal(Record):
    """What somebody is trying to reach."""

    table = "goals"
    title = marked("Goals")
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
    outcome: str | None = None
    obstacle: str | None = None
    reports_to: str | None = None
    stop: str | None = None  # id of the stop on the road map that it leads to
    status: Literal["draft", "active", "reached", "changed", "dropped"] = "active"


class NextStep(Record):
    """The unit of action: something that can be seen to be done."""

    table = "next_steps"
    title = marked("Next steps")
    label_field = "text"
    closed = frozenset({"done", "dropped"})
    default_visibility = "coach"

    text: str = ""  # starts with a verb
    why: str | None = None
    due: dt.date | None = None
    done_looks_like: str | None = None
    size: Literal["15m", "1h", "half-day", "bigger"] | None = None
    status: Literal["idea", "todo", "doing", "waiting", "done", "dropped"] = "todo"
    waiting_on: str | None = None  # a person, while the status is waiting
    follow_up: dt.date | None = None  # the day to ask that person again
    waits_for: str | None = None  # id of another step that has to be done first
    not_before: dt.date | None = None  # it stands behind the others until that day
    pinned: bool = False  # stands first because the person says so
    goal: str | None = None  # id of a goal
    stop: str | None = None  # id of a stop on the road map
    confidence: int | None = None  # 0 to 10
    agreed_with: str | None = None
    lesson: str | None = None  # id of a lesson that was assigned with it
    every: str | None = None  # a rhythm such as P2W, counted from the due date; this or `after`
    after: str | None = None  # a rhythm counted from the day it is done
    series: str | None = None  # what the instances of a repeating step have in common; at most one of them is open
    counted_from: dt.date | None = None  # the day a monthly rhythm began, so that the 31st stays the 31st
    moved: int = 0  # how often its date moved
    earlier_wordings: list[str] = []  # what it said before it was made smaller or became another
    done_on: dt.date | None = None
    learned: str | None = None
    dropped_on: dt.date | None = None
    dropped_reason: str | None = None

    @property
    def ended_on(self) -> dt.date | None:
        """The day on which it was done, or let go."""
        return self.dropped_on if self.status == "dropped" else self.done_on


class IfThen(Record):
    """A cue and the act that follows it (implementation intention: Gollwitzer & Sheeran).

    The plan model nests these in goals, steps and agreements; here they are one type with a reference.
    """

    table = "if_thens"
    title = marked("If-then plans")
    label_field = "cue"

    cue: str = ""
    act: str = ""
    about: str | None = None  # "table/id" of what it serves; a repeating step hands it on to its next instance


class Stop(Record):
    """A stop on the road map: time across, lanes down. (The plan model's roadmap is the table of its stops.)"""

    table = "stops"
    title = marked("Road map")
    label_field = "name"
    closed = frozenset({"reached", "dropped"})
    default_visibility = "coach"

    name: str = ""
    lane: Literal["role", "skills", "people", "life"] | None = None
    when: str | None = None  # as exact as the person likes: 2019, 2027-06, 2027-Q2, now, next, later
    status: Literal["reached", "now", "aimed", "exploring", "parked", "dropped"] | None = None
    certainty: int | None = None  # 1 to 5
    appeal: int | None = None  # 1 to 5
    must_be_true: str | None = None
    limit: str | None = None  # which constraint it touches
    arrived_when: str | None = None
    gave_me: str | None = None  # what a stop behind me gave me


class Constraint(Record):
    """A limit round the choices: the constraints box."""

    table = "constraints"
    title = marked("My limits")
    label_field = "statement"
    closed = frozenset({"gone"})

    statement: str = ""
    kind: str | None = None
    origin: Literal["chosen", "imposed", "assumed"] | None = None
    firmness: Literal["fixed", "negotiable", "unknown"] | None = None
    cost: int | None = None  # 1 to 5
    protects: str | None = None
    test_how: str | None = None
    test_who: str | None = None
    test_by: dt.date | None = None
    test_result: str | None = None  # what would change my mind, then what was found
    review_on: dt.date | None = None
    status: Literal["holds", "moved", "gone"] = "holds"


class Decision(Record):
    """A choice, with its reasons and a way back."""

    table = "decisions"
    title = marked("Decisions")
    label_field = "question"
    default_visibility = "coach"

    question: str = ""
    affects: str | None = None
    decide_by: dt.date | None = None
    reversible: Literal["easily", "with-cost", "hardly"] | None = None
    options: list[str] = []
    criteria: dict[str, int] = {}  # name and weight
    scores: dict[str, dict[str, int]] = {}  # option, criterion, 1 to 5
    gut_check: str | None = None
    choice: str | None = None
    plan_a: str | None = None
    plan_b: str | None = None
    plan_z: str | None = None
    would_change_my_mind: str | None = None
    decided_on: dt.date | None = None
    revisit_on: dt.date | None = None


class Risk(Record):
    """What could go wrong, and what would show it early."""

    table = "risks"
    title = marked("Risks")
    label_field = "statement"
    closed = frozenset({"closed"})

    statement: str = ""
    early_sign: str | None = None
    response: str | None = None
    first_week: str | None = None
    first_month: str | None = None
    plan_z: str | None = None
    who_helps: str | None = None
    status: Literal["open", "watched", "closed"] = "open"


class Force(Record):
    """A force of change, from the person's own side and time frame."""

    table = "forces"
    title = marked("Forces of change")
    label_field = "name"

    name: str = ""
    kind: Literal["automation", "remote", "platforms", "contract", "law", "market", "demography", "other"] | None = None
    visible_now: str | None = None
    effect: str | None = None
    when: Literal["now", "1y", "3y", "later"] | None = None
    opening: str | None = None
    threat: str | None = None
    skills_rising: str | None = None
    skills_fading: str | None = None
    spreads_to: str | None = None
    watch: int | None = None  # rank
    verdict: Literal["holds", "shaky", "wrong"] | None = None  # for an assumption about the job


class Driver(Part):
    """A driving force of the futures."""

    name: str = ""
    certain: str | None = None
    weight: int | None = None


class Future(Part):
    """One corner: what it would mean, and the best move in it."""

    name: str = ""
    implications: str | None = None
    openings: str | None = None
    threats: str | None = None
    move: str | None = None


class Signpost(Part):
    """What would show first that a future is coming."""

    sign: str = ""
    where: str | None = None
    look_on: dt.date | None = None
    then: str | None = None
    seen_on: dt.date | None = None


class Futures(Record):
    """Four futures built from two real uncertainties, and their signposts."""

    table = "scenarios"
    title = marked("Four futures")
    label_field = "question"

    question: str = ""
    drivers: list[Driver] = []
    axis_x: str | None = None
    axis_y: str | None = None
    corners: dict[str, str] = {}
    news: str | None = None
    futures: list[Future] = []
    signposts: list[Signpost] = []
