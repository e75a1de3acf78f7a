"""The parts of a plan in the order in which somebody reads it, and the tables that each holds."""

from typing import NamedTuple

from ..words import marked
from .records import RECORDS, Settings


class PlanPart(NamedTuple):
    """One part: what it is called, in full and where there is little room, and its tables.

    What it is called is in English, as it can be typed; whoever shows it says it.
    """

    id: str
    title: str
    short: str
    tables: tuple[str, ...]


_NAMED = (
    PlanPart("now", marked("Now"), marked("Now"), ("profile", "tasks", "assessments")),
    PlanPart("road-map", marked("Road map"), marked("Map"), ("stops", "vision")),
    PlanPart("goals-and-steps", marked("Goals and steps"), marked("Goals"), ("next_steps", "goals", "if_thens")),
    PlanPart("skills", marked("Skills"), marked("Skills"), ("skills", "practice_plans")),
    PlanPart("people", marked("People"), marked("People"), ("people", "agreements", "mentoring_sessions",
             "introductions")),
    PlanPart("options-and-decisions", marked("Options and decisions"), marked("Options"), ("options", "decisions",
             "constraints", "risks")),
    PlanPart("successes", marked("Successes"), marked("Wins"), ("successes", "promotion_case")),
    PlanPart("reviews", marked("Reviews"), marked("Reviews"), ("review_schedule", "reviews")),
    PlanPart("journal", marked("Journal"), marked("Journal"), ("reflections",)),
)  # fmt: skip
_PLACED = {table for part in _NAMED for table in part.tables} | {Settings.table}
# What has no part of its own, a record type of next year too, stands in the last.
_REST = tuple(table for table in RECORDS if table not in _PLACED)
PARTS = (*_NAMED, PlanPart("more", marked("More"), marked("More"), _REST))


def part_of(table: str) -> PlanPart:
    """The part that a table belongs to."""
    return next((part for part in PARTS if table in part.tables), PARTS[-1])


def part_named(name: str) -> PlanPart | None:
    """A part by its id or its title, however it is typed."""
    wanted = "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
    return next((part for part in PARTS if wanted in (part.id, part.short.casefold())), None)
