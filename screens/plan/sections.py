"""The plan in reading order, as rows: each part with its records, or with the lesson that fills it."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from textual.content import Content
from textual.style import Style

from coach.course import filled_by, standing
from coach.dates import near
from coach.plan.plan import Plan
from coach.plan.records import (
    RECORDS,
    Assessment,
    IfThen,
    MentoringSession,
    NextStep,
    Record,
    Reflection,
    ReviewDate,
    Success,
)  # fmt: skip
from coach.plan.today import pick

from ..base import Desk
from ..drawing import QUIET, counted, cut, one_line, spread, wrap, wrapped
from ..widgets.rows import Row, blank
from .facts import short

ORDER = [
    "profile", "vision", "next_steps", "if_thens", "goals", "options", "review_schedule", "people", "agreements",
    "mentoring_sessions", "successes", "tasks", "resources", "reflections", "assessments",
]  # fmt: skip
SIGNS = {"idea": "·", "todo": "○", "doing": "◐", "waiting": "…", "done": "✓", "dropped": "–"}
MARK = Style.from_meta({"mark": True})


def plan_rows(desk: Desk) -> list[Row]:
    """Everything that was recorded. Keys: `table/id` for a record, `lesson:id` for a lesson that would fill a part."""
    shown: list[Row] = []
    for table in [*ORDER, *(t for t in RECORDS if t not in ORDER and t != "settings")]:
        part = list(_section(desk, table))
        if part:
            shown += [blank(), *part] if shown else part
    lessons = list(_lessons(desk))
    return [*shown, blank(), *lessons] if lessons else shown


def _section(desk: Desk, table: str) -> Iterator[Row]:
    kind = RECORDS[table]
    records = in_order(desk, table)
    filler = filled_by(desk.library.heads(), table)
    if not records and not filler and table != NextStep.table:
        return
    yield Row(partial(_head, kind.title, _count(records)), height=1)
    for record in records:
        yield Row(partial(_record, record, desk.workspace.today), f"{table}/{record.id}")
    if not records:
        title = filler.title if filler else ""
        yield Row(partial(_empty, title, filler.minutes if filler else 0), f"lesson:{filler.id}" if filler else "")


def in_order(desk: Desk, table: str) -> list[Record]:
    """The records of a part: next steps in the order of Today, then what is closed; diaries newest first."""
    plan = desk.workspace.plan
    records = plan.rows(table)
    if table == NextStep.table:
        first: list[Record] = [p.step for p in pick(plan, desk.workspace.today)]
        return first + [r for r in reversed(records) if not r.open]
    if table in (Success.table, Reflection.table, Assessment.table, MentoringSession.table):
        return records[::-1]
    return sorted(records, key=lambda record: not record.open)


def _count(records: list[Record]) -> str:
    if len(records) < 2:
        return ""
    closed = sum(not record.open for record in records)
    return f"{len(records) - closed} open, {closed} closed" if closed else str(len(records))


def _head(title: str, right: str, width: int) -> list[Content]:
    return [Content.assemble((title, "bold"), (f"  {right}" if right else "", QUIET))]


def _empty(lesson: str, minutes: int, width: int) -> list[Content]:
    if not lesson:
        return [cut("Nothing yet. a adds a step.", width, QUIET)]
    return wrap(f"Nothing yet. “{lesson}” fills this, about {counted(minutes, 'minute')}.", width, QUIET)


def _record(record: Record, today: dt.date, width: int) -> list[Content]:
    if isinstance(record, NextStep):
        return _step(record, today, width)
    if isinstance(record, IfThen):
        sentence = Content.assemble(("If ", QUIET), one_line(record.cue), (", then ", QUIET), one_line(record.act))
        return wrapped(sentence, width)
    if record.one or not getattr(record, record.label_field, None):
        lines = short(record, 8 if record.one else 2) or [record.label]
        return [line for text in lines for line in _hanging(text, width)]
    right = one_line(_fact(record, today), QUIET)
    if right.cell_length > width // 2:
        return [cut(record.label, width), *wrap(_fact(record, today), width, QUIET, indent=2)]
    return [spread(one_line(record.label), right, width)]


def _hanging(text: str, width: int) -> list[Content]:
    """A fact on one line or two, its label quiet."""
    label, _, rest = text.partition(": ")
    line = Content.assemble((f"{label}: ", QUIET), one_line(rest, "not bold"))
    first, *more = line.wrap(width)
    return [first, *(part.pad_left(2) for part in Content(" ").join(more).wrap(width - 2))] if more else [first]


def _step(step: NextStep, today: dt.date, width: int) -> list[Content]:
    late = step.open and step.due is not None and step.due < today
    style = "" if step.open else QUIET
    sign = Content.styled(SIGNS[step.status], "$text-success" if step.status == "done" else style).stylize(MARK)
    left = Content.assemble(sign, " ", one_line(step.text, style))
    return [spread(left, one_line(_when(step, today), "not bold $text-error" if late else QUIET), width)]


def _when(step: NextStep, today: dt.date) -> str:
    if step.status == "done":
        return f"done {near(step.done_on, today)}" if step.done_on else "done"
    if step.status == "dropped":
        return "let go"
    if step.due is None:
        return {"waiting": "waiting", "idea": "idea", "doing": "under way"}.get(step.status, "no date")
    return f"was due {near(step.due, today)}" if step.due < today else near(step.due, today)


def _fact(record: Record, today: dt.date) -> str:
    """The one thing to know of a record beside its name."""
    if isinstance(record, ReviewDate):
        late = "was due " if record.next_on and record.next_on < today else ""
        return late + near(record.next_on, today) if record.next_on else record.trigger or ""
    day = next(
        (value for name in ("on", "taken_on", "due") if isinstance(value := getattr(record, name, None), dt.date)), None
    )
    due = ", due " if isinstance(getattr(record, "due", None), dt.date) else " "
    return due.join(filter(None, [str(getattr(record, "status", None) or ""), near(day, today) if day else ""]))


def _lessons(desk: Desk) -> Iterator[Row]:
    """The lessons begun: every answer can be looked at there, also those that wrote nothing into the plan."""
    plan, today = desk.workspace.plan, desk.workspace.today
    begun = [(head, plan.progress[head.id]) for head in desk.library.heads() if head.id in plan.progress]
    if begun:
        yield Row(partial(_head, "Answers, by lesson", ""), height=1)
    for head, progress in begun:
        yield Row(partial(_begun, head.title, standing(progress, today)), f"lesson:{head.id}", 1)


def _begun(title: str, state: str, width: int) -> list[Content]:
    return [spread(one_line(title), Content.styled(state, QUIET), width)]


def has_anything(plan: Plan) -> bool:
    """Whether anything was recorded."""
    return any(rows for table, rows in plan.tables.items() if table != "settings")


def names(plan: Plan) -> dict[str, str]:
    """What other records are called, for the fields that point at them."""
    found = {id: record.label for rows in plan.tables.values() for id, record in rows.items()}
    with_table = {f"{table}/{id}": record.label for table, rows in plan.tables.items() for id, record in rows.items()}
    return found | with_table
