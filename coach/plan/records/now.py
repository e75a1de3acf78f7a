"""Where somebody is: who they are at work, what they do, how they rate it, what they can."""

import datetime as dt
from typing import Literal

from ...words import marked
from ..words import instrument_words
from .base import Part, Record


class Settings(Record):
    """How the person uses the program."""

    table = "settings"
    title = marked("Settings")
    one = True

    route: Literal["self", "mentee", "mentor", "manager", "coach"] | None = None
    course: str | None = None  # the id of a way through the course, when one was chosen; else the one for the route
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


class Customer(Part):
    """Somebody the person works for: a manager, a team, a client."""

    who: str = ""
    trying_to: str | None = None
    how_i_help: str | None = None
    would_notice: str | None = None


class Business(Part):
    """A career as a business of one."""

    serve: str | None = None
    problem: str | None = None
    offer: str | None = None
    proof: str | None = None
    channels: str | None = None
    costs: str | None = None
    reserves: str | None = None


class Profile(Record):
    """Who I am at work now."""

    table = "profile"
    title = marked("Where I am now")
    one = True
    default_visibility = "coach"

    name: str | None = None  # a name or alias; nothing else is asked
    current_role: Role | None = None
    state: Literal["starting", "growing", "settled", "stuck", "between", "returning", "winding-down"] | None = None
    energy: Energy | None = None
    business: Business | None = None
    customers: list[Customer] = []
    mentoring_motives: list[str] = []
    values: list[str] = []  # in order, at most five
    statement: str | None = None


class Scale(Part):
    """The scale a rating was given on; ratings on different scales are not compared."""

    min: int = 0
    max: int = 10
    low: str = ""
    high: str = ""


class Assessment(Record):
    """A dated snapshot: ratings given on one day, comparable with other sittings of the same instrument."""

    table = "assessments"
    title = marked("Assessments")
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

    @property
    def label(self) -> str:
        """The instrument in words, and how a role-play ended."""
        words = instrument_words(self.instrument) or self.id
        return f"{words}: {self.note}" if self.note else words

    @property
    def in_label(self) -> frozenset[str]:
        """Both are in it."""
        return frozenset({"instrument", "note"})

    def asks_like(self, other: "Assessment") -> bool:
        """Whether both asked the same on the same scale, so that their numbers compare; how its ends were worded does
        not matter.
        """
        one, two = ((s.min, s.max) if s else None for s in (self.scale, other.scale))
        return self.instrument_version == other.instrument_version and one == two


class Task(Record):
    """Something the person actually does in a week."""

    table = "tasks"
    title = marked("What I do")
    label_field = "name"

    name: str = ""
    share: float | None = None  # per cent of a normal week
    routine: int | None = None  # 1 to 5
    tool_today: Literal["no", "partly", "mostly"] | None = None
    human_part: str | None = None
    error_cost: Literal["low", "mid", "high"] | None = None
    response: Literal["hand-over", "with-a-tool", "deepen", "let-go"] | None = None
    reviewed_on: dt.date | None = None


class Skill(Record):
    """A skill with its level, and the evidence for it."""

    table = "skills"
    title = marked("Skills")
    label_field = "name"
    default_visibility = "coach"

    name: str = ""
    kind: Literal["technical", "communication", "interpersonal", "delegation", "big-picture", "domain"] | None = None
    level: int | None = None  # 0 not yet ... 5 sets the standard
    target_level: int | None = None
    basis: Literal["evidence", "other-rating", "guess"] | None = None
    evidence: str | None = None
    confirmed_by: str | None = None
    trend: Literal["rising", "steady", "fading"] | None = None
    importance_now: int | None = None  # 0 to 100
    importance_next: int | None = None
    priority: int | None = None  # 1 to 3
    insight: str | None = None  # what mentoring taught me about it
    handed_to: str | None = None
    authority: str | None = None  # what goes with a task that is handed over
    check_in: str | None = None


class PracticePlan(Record):
    """Deliberate practice of one narrow thing."""

    table = "practice_plans"
    title = marked("Practice")
    label_field = "sub_skill"

    skill: str | None = None
    sub_skill: str | None = None
    task: str | None = None
    good_looks_like: str | None = None
    feedback_from: str | None = None
    harder_by: str | None = None
    used_at: str | None = None  # where else at work the skill could be used
    log: str | None = None


class ValuedAction(Part):
    """Something leaders here notice or reward."""

    action: str = ""
    evidence: str | None = None
    fits_me: str | None = None


class ProcessStep(Part):
    """One step of how something is really done here."""

    step: str = ""
    owner: str | None = None
    order: str | None = None
    trips_up: str | None = None
    soft_skill: str | None = None
    improvement: str | None = None


class PromotionRule(Part):
    """How somebody gets ahead here, said and seen."""

    rule: str = ""
    seen: str | None = None
    decides: str | None = None
    how_i_know: str | None = None


class Offer(Part):
    """What somebody in a team has been offered, to grow."""

    person: str = ""
    strength: str | None = None
    potential: str | None = None
    offer: str | None = None
    last_offer: str | None = None


class Workplace(Record):
    """The place somebody works in."""

    table = "workplace"
    title = marked("My workplace")
    one = True

    organisation: str | None = None
    mentoring_climate: Literal["welcome", "neutral", "risky"] | None = None
    promotion_rule: list[PromotionRule] = []
    valued_actions: list[ValuedAction] = []
    processes: list[ProcessStep] = []
    development_offers: list[Offer] = []
    mentoring_practices: list[str] = []
    mentoring_hope: str | None = None  # what people should say about working here in two years
