"""A plan as a Markdown document that is pleasant to read, as plain text too."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..dates import in_words
from ..pictures.sittings import instruments, picture
from ..plan.cues import OVER, if_thens
from ..plan.plan import Plan
from ..plan.records import RECORDS, Assessment, IfThen, NextStep, Profile, Record, Reflection, Settings
from ..plan.today import Pick, pick
from ..words import marked, said
from .answers import Said, said_in
from .base import Options
from .markdown import bold, bullets, escape, fields, heading, prose, quote, table
from .sittings import Sitting, sittings, when
from .visible import NOTES, lessons_answered
from .words import day_words, described, over, title_of

if TYPE_CHECKING:
    from ..lessons.library import Library

Blocks = Iterator[str]

FIRST = ("profile", "vision", "next_steps", "if_thens", "goals")  # the other tables follow in their usual order
LAST = ("assessments",)
NOT_HERE = (Settings.table, Reflection.table)  # settings are no plan; the journal ends the document
PUT_AWAY = marked("From steps that this lesson no longer has")

FOR = {
    "me": marked("for your own eyes: private things are in it"),
    "coach": marked("for your coach: what is private was left out"),
    "sponsor": marked("for whoever pays for the coaching: only what was marked for them is in it"),
    "shareable": marked("to share: only what was marked as shareable is in it"),
}


def write(plan: Plan, library: "Library", options: Options) -> str:
    """The document."""
    given = [(lesson, list(said_in(plan, lesson, library, options))) for lesson in lessons_answered(plan)]
    shown = {written for _, answers in given for one in answers for written in one.answer.writes}
    body = [*_records(plan, options), *_answers(given, library), *_journal(plan, shown)]
    if not body:
        body = [said("There is nothing in this copy yet.")]
    return "\n\n".join([*_head(plan, options), *body, *_left_out(options)]) + "\n"


def _head(plan: Plan, options: Options) -> Blocks:
    profile = plan.get(Profile)
    name = profile.name if profile else None
    yield heading(1, said("Career plan: {name}", name=name) if name else said("Career plan"))
    yield said("Written on {day}, {audience}.", day=in_words(options.today), audience=said(FOR[options.audience]))


def _records(plan: Plan, options: Options) -> Blocks:
    between = [name for name in RECORDS if name not in (*FIRST, *LAST, *NOT_HERE)]
    for name in [*FIRST, *between, *LAST]:
        if plan.rows(name):
            yield heading(2, title_of(name))
            yield from SECTIONS.get(name, _rows)(plan, name, options)


def _rows(plan: Plan, name: str, options: Options) -> Blocks:
    """Any table: one item a record, newest first where records have a day."""
    rows = plan.rows(name)
    if RECORDS[name].one:
        yield fields(described(rows[0], plan, frozenset({"name"}))) or said("Nothing but a name so far.")
        return
    if "on" in RECORDS[name].__struct_fields__:
        rows.sort(key=lambda row: getattr(row, "on", None) or dt.date.min, reverse=True)
    yield "\n".join(_row(row, plan) for row in rows)


def _row(row: Record, plan: Plan) -> str:
    details = fields(described(row, plan, over(row)), "  ")
    return f"- {bold(row.label)}" + (f"\n{details}" if details else "")


# --- sections that are more than a list of records ----------------------------------


def _next_steps(plan: Plan, name: str, options: Options) -> Blocks:
    picks = pick(plan, options.today)
    if picks:
        yield "\n".join(_step(n, one, plan) for n, one in enumerate(picks, 1))
    closed = [step for step in plan.all(NextStep) if not step.open]
    for status, title in (("done", said("Done")), ("dropped", said("Let go"))):
        lines = [_closed(step) for step in closed if step.status == status]
        if lines:
            yield heading(3, title)
            yield "\n".join(lines)


def _step(n: int, one: Pick, plan: Plan) -> str:
    told = described(one.step, plan, frozenset({"due", "status", "goal", "agreed_with", "waiting_on", "moved"}))
    details = fields(told, "   ")
    return f"{n}. {bold(one.step.label)}: {escape(one.reason)}" + (f"\n{details}" if details else "")


def _closed(step: NextStep) -> str:
    day = f" ({day_words(step.ended_on)})" if step.ended_on else ""
    why = step.learned if step.status == "done" else step.dropped_reason
    return f"- {bold(step.label)}{day}" + (f": {escape(why)}" if why else "")


def _if_thens(plan: Plan, name: str, options: Options) -> Blocks:
    live, past = if_thens(plan)
    if live:
        yield bullets(_if_then(row) for row in live)
    if past:
        yield heading(3, said(OVER))
        yield bullets(_if_then(row) for row in past)


def _if_then(row: IfThen) -> str:
    return said("If {cue}, then {act}", cue=row.cue, act=row.act)


def _assessments(plan: Plan, name: str, options: Options) -> Blocks:
    for sitting in sittings(plan):
        yield heading(3, sitting.title)
        if sitting.lines:
            yield _sitting_table(sitting)
        notes = [words for words in (_scale(sitting.now), *_seen(plan, sitting.now), sitting.now.note) if words]
        if notes:
            yield "\n\n".join(prose(words) for words in notes)


def _seen(plan: Plan, now: Assessment) -> list[str]:
    """What the numbers show: the widest gaps, and what has moved; a role-play has none of this."""
    seen = picture(plan, now.instrument) if now.instrument in instruments(plan) else None
    return [seen.gap_words(), *seen.moved_words(), *seen.noise_words()] if seen else []


def _sitting_table(sitting: Sitting) -> str:
    """What was rated, now and last time; a column for the second rating where there is one."""
    now, last = sitting.now, sitting.last
    head = ["", f"{now.first_name or said('now')} ({_day(now)})"]
    head += [said("last time ({day})", day=_day(last))] if last else []
    head += [now.second_name or said("second")] if now.second else []
    rows = []
    for line in sitting.lines:
        cells = [line.now, *([line.last] if last else []), *([line.second] if now.second else [])]
        rows.append([line.name, *("" if cell is None else f"{cell:g}" for cell in cells)])
    return table(head, rows)


def _day(assessment: Assessment) -> str:
    day = when(assessment)
    return day_words(day) if day else said("no date")


def _scale(assessment: Assessment) -> str:
    scale = assessment.scale
    if scale is None or not (scale.low or scale.high):
        return ""
    return f"{scale.min}: {scale.low or said('lowest')}; {scale.max}: {scale.high or said('highest')}"


SECTIONS: dict[str, Callable[[Plan, str, Options], Blocks]] = {
    "next_steps": _next_steps, "if_thens": _if_thens, "assessments": _assessments,
}  # fmt: skip


# --- what is not a table of records --------------------------------------------------


def _answers(given: list[tuple[str, list[Said]]], library: "Library") -> Blocks:
    lessons = [(lesson, answers) for lesson, answers in given if answers]
    if lessons:
        yield heading(2, said("Answers, lesson by lesson"))
    for lesson, answers in lessons:
        head = library.head(lesson)
        yield heading(3, head.title if head else lesson)
        for one in answers:
            if not one.put_away:
                yield _answer(one)
        if any(one.put_away for one in answers):
            yield heading(4, said(PUT_AWAY))
            yield from (_answer(one) for one in answers if one.put_away)


def _answer(one: Said) -> str:
    day = day_words(one.answer.at.astimezone().date()) if one.answer.at else ""
    asked = " ".join(part for part in (bold(one.prompt), f"({day})" if day else "") if part)
    if one.answer.skipped:
        told = said("Left out: {reason}", reason=escape(one.answer.reason))
    else:
        told = quote("\n".join(one.lines)) if one.written else bullets(one.lines)
    return f"{asked}\n\n{told}" if asked else told


def _journal(plan: Plan, shown: set[str]) -> Blocks:
    """The entries that no answer above has shown already, newest first."""
    rest = (row for row in plan.all(Reflection) if f"{row.table}/{row.id}" not in shown)
    entries = sorted(rest, key=lambda row: row.on or row.created or dt.date.min, reverse=True)
    if entries:
        yield heading(2, title_of(Reflection.table))
    for entry in entries:
        day = entry.on or entry.created
        yield heading(3, in_words(day) if day else said("No date"))
        if entry.prompt:
            yield bold(entry.prompt)
        yield quote(entry.text)


def _left_out(options: Options) -> Blocks:
    if options.withheld:
        yield heading(2, said("Not in this copy"))
        yield bullets(_withheld(title, n) for title, n in sorted(options.withheld.items()))


def _withheld(title: str, n: int) -> str:
    if title == NOTES:
        return said("Notes on people: {n} (these never leave your plan)", n=n)
    return f"{said(title)}: {n}"
