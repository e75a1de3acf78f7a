"""Documents that a lesson makes from the plan: section by section, private parts only when they are ticked."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ..dates import in_words
from ..display import display
from ..plan.cues import past
from ..plan.plan import Plan
from ..plan.records import RECORDS, Record

# which tables a document draws on, in its order
DRAWN: dict[str, tuple[str, ...]] = {
    "one-page-plan": ("profile", "vision", "stops", "goals", "next_steps", "if_thens", "options", "skills", "people",
                      "review_schedule"),
    "agreement": ("agreements", "if_thens", "review_schedule"),
    "promotion-case": ("promotion_case", "successes", "skills"),
    "coaching-agreement": ("coaching_agreements", "review_schedule"),
    "session-summary": ("coaching_sessions", "next_steps", "review_schedule"),
}  # fmt: skip
TITLES = {"one-page-plan": "My plan on one page", "agreement": "Mentoring agreement",
          "promotion-case": "My case for the next level",
          "coaching-agreement": "Coaching agreement", "session-summary": "Session summary"}  # fmt: skip
NOT_SAID = {"id", "source", "created", "visibility", "extra", "note"}
KEPT_BACK = {  # the person's own thoughts in a record that others are to read
    "promotion-case": {"if_no", "managers_view", "manager_agreement", "sponsor", "handed_to", "authority", "insight"},
}
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
        rows = [row for row in plan.rows(table) if row.open and not past(row, plan)][-MOST:]
        kept_back = KEPT_BACK.get(template, set())
        lines = tuple(line for row in rows for line in record_lines(row, kept_back))
        private = any((row.visibility or kind.default_visibility) == "private" for row in rows)
        if lines:
            found.append(Section(table, kind.title, lines, private))
    return found


def compose(template: str, chosen: list[Section], today: dt.date) -> str:
    """The document as Markdown."""
    parts = [f"# {TITLES[template]}", in_words(today)]
    for section in chosen:
        parts.append(f"## {section.title}")
        parts.append("\n".join(section.lines))
    return "\n\n".join(parts) + "\n"


def record_lines(record: Record, kept_back: Collection[str] = ()) -> list[str]:
    """A record as lines: its name, then what is said of it."""
    lines = [] if record.one else [f"- {_escaped(record.label)}"]
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if name not in NOT_SAID and name not in kept_back and name not in record.in_label and value:
            lines.append(f"{'' if record.one else '  '}- {name.replace('_', ' ')}: {_escaped(_shown(value))}")
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return "; ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(item)}" for key, item in value.items())
    if hasattr(value, "__struct_fields__"):
        return ", ".join(_shown(getattr(value, name)) for name in value.__struct_fields__ if getattr(value, name))
    return str(value)


def _escaped(text: str) -> str:
    """Somebody's words inside Markdown: one line, nothing in it a mark."""
    line = " ".join(display(text).split())
    for mark in "\\`*_[]<>#|":
        line = line.replace(mark, f"\\{mark}")
    return line
