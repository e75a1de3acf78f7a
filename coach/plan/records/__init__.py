"""The record types of a plan. To add one, write its class in the file it belongs to and name it in RECORDS: storage,
the plan page, exports and `fills` in lessons follow from it.

The entities and their fields come from the curriculum's plan model; `None` and empty values mean "not said".
"""

from .ahead import Constraint, Decision, Force, Futures, Goal, IfThen, NextStep, Option, Risk, Stop, Vision
from .base import BY_HAND as BY_HAND
from .base import CAPTURED as CAPTURED
from .base import Part, Record, Visibility
from .kept import Finding, PromotionCase, Reflection, Resource, Review, ReviewDate, Revision, Success
from .now import (
    Assessment,
    Business,
    Energy,
    PracticePlan,
    Profile,
    Role,
    Scale,
    Settings,
    Skill,
    Task,
    Workplace,
)  # fmt: skip
from .others import (
    AgreedGoal,
    Agreement,
    CoachingAgreement,
    CoachingSession,
    Introduction,
    MenteeSelection,
    MentoringSession,
    Person,
)  # fmt: skip

# in the order in which somebody reads a plan
RECORDS: dict[str, type[Record]] = {
    kind.table: kind
    for kind in (
        Profile, Vision, Task, Skill, Assessment, NextStep, IfThen, Goal, Stop, Option, Decision, Constraint, Force,
        Futures, Risk, PracticePlan, PromotionCase, Success, Person, Introduction, Agreement, MentoringSession,
        MenteeSelection, Workplace, CoachingAgreement, CoachingSession, ReviewDate, Review, Resource, Reflection,
        Settings,
    )
}  # fmt: skip

__all__ = [
    "RECORDS",
    "AgreedGoal",
    "Agreement",
    "Assessment",
    "Business",
    "CoachingAgreement",
    "CoachingSession",
    "Constraint",
    "Decision",
    "Energy",
    "Finding",
    "Force",
    "Futures",
    "Goal",
    "IfThen",
    "Introduction",
    "MenteeSelection",
    "MentoringSession",
    "NextStep",
    "Option",
    "Part",
    "Person",
    "PracticePlan",
    "Profile",
    "PromotionCase",
    "Record",
    "Reflection",
    "Resource",
    "Review",
    "ReviewDate",
    "Revision",
    "Risk",
    "Role",
    "Scale",
    "Settings",
    "Skill",
    "Stop",
    "Success",
    "Task",
    "Visibility",
    "Vision",
    "Workplace",
]  # fmt: skip
