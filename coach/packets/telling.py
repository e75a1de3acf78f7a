"""A packet in words, before anything is done with it. All of it comes from elsewhere, so each line is made harmless."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..dates import in_words
from ..display import display_line, shorten
from ..exports.words import field_words, title_of
from ..plan.answers import Answer
from ..plan.difference import between, says
from ..plan.events import Change
from ..plan.plainly import answer_lines
from ..plan.plan import Plan, build
from ..plan.records import Record
from ..plan.telling import details, headline, parts
from ..words import marked, said, said_of
from .form import Assignment, Packet, Row
from .merge import Met
from .rows import Fields

if TYPE_CHECKING:
    from ..lessons.library import Library

WIDTH = 110
WORDING = 400  # characters of a wording that are shown
KINDS = {
    "assignment": marked("An assignment"),
    "return": marked("What came back of an assignment"),
    "handover": marked("A whole plan"),
}
PROGRESS, ANSWERS = "progress", "answers"


_COUNTS: dict[str, Callable[[int], str]] = {
    "answer": lambda n: said_of(n, "{n} answer", "{n} answers"),
    "record": lambda n: said_of(n, "{n} record", "{n} records"),
    "step": lambda n: said_of(n, "{n} next step", "{n} next steps"),
}


def count(n: int, what: str) -> str:
    """`1 answer`, `3 answers`."""
    return _COUNTS[what](n)


def sender(packet: Packet) -> str:
    """Whom it says it is from."""
    return display_line(packet.sender) or said("somebody who gave no name")


def head(packet: Packet) -> str:
    """What it is, and from whom."""
    day = in_words(packet.made_at.astimezone().date())
    return said(
        "{kind}. It says it is from {name}, made on {day}.",
        kind=said(KINDS[packet.kind]),
        name=shorten(sender(packet), 60),
        day=day,
    )


def assignment(content: Assignment) -> Iterator[str]:
    """The lessons that somebody asks for."""
    for one in content.lessons:
        yield f"  {shorten(one.title, 80)} ({shorten(one.lesson, 60)})"
    if content.due:
        yield said("  by {day}", day=in_words(content.due))
    if content.note:
        yield said("  They write: {note}", note=shorten(content.note, WORDING))


def contents(rows: Sequence[Row], library: "Library") -> Iterator[str]:
    """What goes out, by sort, count and title."""
    by_lesson = Counter(row.id.partition("/")[0] for row in rows if row.table == ANSWERS)
    progress = {row.id: row.fields for row in rows if row.table == PROGRESS}
    for lesson in dict.fromkeys([*progress, *by_lesson]):
        how = str(progress.get(lesson, {}).get("status", ""))
        yield f"  “{_title(lesson, library)}”{', ' if how else ''}{how}: {count(by_lesson[lesson], 'answer')}"
    tables = dict.fromkeys(row.table for row in rows if row.table not in (ANSWERS, PROGRESS))
    for table in tables:
        named = [_label(table, row.id, row.fields) for row in rows if row.table == table]
        yield f"  {title_of(table)}, {len(named)}: {shorten('; '.join(named), 4 * WIDTH)}"


def withheld(counted: dict[str, int], theirs: bool = False) -> str:
    """How many things of which sort are not in it: of one's own, or of what somebody else keeps."""
    things = ", ".join(f"{n} x {display_line(title)}" for title, n in sorted(counted.items()))
    if theirs:
        return said("It stays with them: {things}", things=things)
    return said("It stays here: {things}", things=things)


def news(plan: Plan, changes: Sequence[Change], library: "Library") -> Iterator[str]:
    """What the changes would make of a plan."""
    after = plan
    for change in changes:
        after = after.changed(change.table, change.id, change.new)
    ids = dict.fromkeys(change.id for change in changes if change.table == ANSWERS)
    answers = {id: one for id in ids if (one := _answer(after, id)) != _answer(plan, id)}
    for part in parts(between(plan, after)):
        yield f"{shorten(part.title, WIDTH)}"
        for different in part.differences:
            yield f"  {shorten(headline(different), WIDTH)}"
            yield from (f"    {shorten(line, WIDTH)}" for line in details(different, "before"))
    if answers:
        yield said("Answers")
    for id, one in answers.items():
        yield f"  {_step(id, library)}: {shorten('; '.join(answer_lines(one)) if one else said('taken out'), WIDTH)}"


def conflict(met: Met, plan: Plan, library: "Library") -> Iterator[str]:
    """One record that both have changed, in both wordings."""
    if met.table == ANSWERS:
        yield said("Answer: {step}", step=_step(met.id, library))
    else:
        yield f"{title_of(met.table)}: {shorten(_label(met.table, met.id, met.ours or {}), 80)}"
    ours, theirs = met.result("ours"), met.result("theirs")
    old, new = _lines(met, ours, plan), _lines(met, theirs, plan)
    if old == new or {"status", "visibility"}.intersection(met.both):
        old, new = {**_raw(met, ours), **old}, {**_raw(met, theirs), **new}
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            named = f"{shorten(name, 40)}: " if name else ""
            here, there = (shorten("; ".join(told.get(name, ())) or said("nothing"), WORDING) for told in (old, new))
            yield said("  here    {words}", words=f"{named}{here}")
            yield said("  theirs  {words}", words=f"{named}{there}")
    yield said("  Theirs was written later.") if met.theirs_newer else said("  The one here was written later.")


def _lines(met: Met, fields: Fields, plan: Plan) -> dict[str, tuple[str, ...]]:
    """What a record says, by field; what has no words of its own by its name."""
    built = build(met.table, met.id, fields)
    if isinstance(built, Answer):
        return {"": (said("left out: {reason}", reason=built.reason),) if built.skipped else tuple(answer_lines(built))}
    told = says(built, plan) if isinstance(built, Record) else {}
    label = {"": (built.label,)} if isinstance(built, Record) and built.in_label else {}
    return {**label, **told}


def _raw(met: Met, fields: Fields) -> dict[str, tuple[str, ...]]:
    """Fields that a record does not tell by itself, such as a status: by their names."""
    shown = {field_words(name, met.table): fields.get(name) for name in met.both}
    return {name: () if value is None else (str(value),) for name, value in shown.items()}


def _answer(plan: Plan, id: str) -> Answer | None:
    lesson, _, step = id.partition("/")
    return plan.answers.of(lesson).get(step)


def _label(table: str, id: str, fields: Fields) -> str:
    built = build(table, id, fields)
    return display_line(built.label if isinstance(built, Record) and not built.one else title_of(table))


def _title(lesson: str, library: "Library") -> str:
    found = library.head(lesson)
    return shorten(found.title if found else lesson, 60)


def _step(id: str, library: "Library") -> str:
    """A step of a lesson, as its lesson calls it."""
    from ..lessons.library import NoLesson

    lesson, _, step = id.partition("/")
    try:
        found = next((one for one in library.lesson(lesson).steps if one.id == step), None)
    except NoLesson:
        found = None
    return f"“{_title(lesson, library)}”, {shorten((found and found.title) or step, 60)}"


def step_named(id: str, library: "Library") -> str:
    """A step by the id of its answer, in words."""
    return _step(id, library)
