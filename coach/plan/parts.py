"""The parts of a plan in the order in which somebody reads it, and the tables that each holds."""

from typing import NamedTuple

from .records import RECORDS, Settings


class PlanPart(NamedTuple):
    """One part: what it is called, in full and where there is little room, and its tables."""

    id: str
    title: str
    short: str
    tables: tuple[str, ...]


_NAMED = (
    PlanPart("now", "Now", "Now", ("profile", "tasks", "assessments")),
    PlanPart("road-map", "Road map", "Map", ("stops", "vision")),
    PlanPart("goals-and-steps", "Goals and steps", "Goals", ("next_steps", "goals", "if_thens")),
    PlanPart("skills", "Skills", "Skills", ("skills", "practice_plans")),
    PlanPart("people", "People", "People", ("people", "agreements", "mentoring_sessions", "introductions")),
    PlanPart("options-and-decisions", "Options and decisions", "Options", ("options", "decisions", "constraints",
             "risks")),
    PlanPart("successes", "Successes", "Wins", ("successes", "promotion_case")),
    PlanPart("reviews", "Reviews", "Reviews", ("review_schedule", "reviews")),
    PlanPart("journal", "Journal", "Journal", ("reflections",)),
)  # fmt: skip
_PLACED = {table for part in _NAMED for table in part.tables} | {Settings.table}
# What has no part of its own, a record type of next year too, stands in the last.
PARTS = (*_NAMED, PlanPart("more", "More", "More", tuple(table for table in RECORDS if table not in _PLACED)))


def part_of(table: str) -> PlanPart:
    """The part that a table belongs to."""
    return next((part for part in PARTS if table in part.tables), PARTS[-1])


def part_named(name: str) -> PlanPart | None:
    """A part by its id or its title, however it is typed."""
    wanted = "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
    return next((part for part in PARTS if wanted in (part.id, part.short.casefold())), None)
