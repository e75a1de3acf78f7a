"""Documents that a lesson makes from the plan: section by section, private parts only when they are ticked."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..dates import in_words
from ..plan.cues import past
from ..plan.order import Order
from ..plan.plan import Plan
from ..plan.records import RECORDS, NextStep, Record
from ..words import lowered, marked, said
from .markdown import escape
from .words import described

# which tables a document draws on, in its order
DRAWN: dict[str, tuple[str, ...]] = {
    "one-page-plan": ("profile", "vision", "stops", "goals", "next_steps", "if_thens", "options", "skills", "people",
                      "review_schedule"),
    "agreement": ("agreements", "if_thens", "review_schedule"),
    "promotion-case": ("promotion_case", "successes", "skills"),
    "coaching-agreement": ("coaching_agreements", "review_schedule"),
    "session-summary": ("coaching_sessions", "next_steps", "review_schedule"),
}  # fmt: skip
TITLES = {"one-page-plan": marked("My plan on one page"), "agreement": marked("Mentoring agreement"),
          "promotion-case": marked("My case for the next level"),
          "coaching-agreement": marked("Coaching agreement"),
          "session-summary": marked("Session summary")}  # fmt: skip
NOT_SAID = frozenset({"note", "moved", "pinned"})  # how somebody keeps house, and not what the page is about
KEPT_BACK = {  # the person's own thoughts in a record that others are to read
    "promotion-case": {"if_no", "managers_view", "manager_agreement", "sponsor", "handed_to", "authority", "insight"},
}
BRIEF: dict[str, dict[str, tuple[str, ...]]] = {  # what is said of a record where a page shall stay a page
    "one-page-plan": {
        "stops": ("when", "arrived_when"), "goals": ("why", "due"), "next_steps": ("due", "done_looks_like"),
        "options": ("test", "test_by"), "skills": ("level", "target_level"), "people": ("next_contact",),
        "review_schedule": ("next_on", "every"),
    },
}  # fmt: skip
MOST = 12  # records of one type on one page


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: its lines as they would leave."""

    id: str
    title: str
    lines: tuple[str, ...]
    private: bool


def sections(template: str, plan: Plan, today: dt.date) -> list[Section]:
    """The sections a document could have; those without anything to say are left out."""
    found = []
    for table in DRAWN[template]:
        kind = RECORDS[table]
        rows = [row for row in _rows(table, plan, today) if row.open and not past(row, plan)]
        kept_back, brief = NOT_SAID | KEPT_BACK.get(template, set()), BRIEF.get(template, {}).get(table)
        lines = tuple(line for row in rows for line in record_lines(row, plan, kept_back, brief))
        private = any((row.visibility or kind.default_visibility) == "private" for row in rows)
        if lines:
            found.append(Section(table, said(kind.title), lines, private))
    return found


def compose(template: str, chosen: list[Section], today: dt.date) -> str:
    """The document as Markdown."""
    parts = [f"# {said(TITLES[template])}", in_words(today)]
    for section in chosen:
        parts.append(f"## {section.title}")
        parts.append("\n".join(section.lines))
    return "\n\n".join(parts) + "\n"


def _rows(table: str, plan: Plan, today: dt.date) -> Sequence[Record]:
    """The records of a table, the last of them; of next steps the first, in their order."""
    if table != NextStep.table:
        return plan.rows(table)[-MOST:]
    return Order([step for step in plan.all(NextStep) if step.open], today).steps()[:MOST]


def record_lines(
    record: Record, plan: Plan, kept_back: frozenset[str] = NOT_SAID, brief: Collection[str] | None = None
) -> list[str]:
    """A record as lines: its name, then what is said of it; in `brief` only these fields, on the same line."""
    if brief is not None:
        others = frozenset(record.__struct_fields__) - set(brief)
        told = described(record, plan, others)
        brought = [f"{lowered(one.name)}: {', '.join(one.lines)}" for one in told]
        beside = f" ({'; '.join(brought)})" if brought else ""
        return [f"- {escape(record.label + beside)}"]
    lines = [] if record.one else [f"- {escape(record.label)}"]
    indent = "" if record.one else "  "
    told = described(record, plan, kept_back)
    return lines + [f"{indent}- {escape(one.name)}: {escape('; '.join(one.lines))}" for one in told]
