"""What is different between two plans, or between two states of one record: values, without a word on how to show them.

`telling` puts them into words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..exports.words import described, field_words
from ..words import marked, said
from .answers import Progress
from .plan import Plan
from .records import RECORDS, Assessment, Record, Settings

Kind = Literal["added", "changed", "closed", "reopened", "removed", "rated", "ranked"]

LESSONS = "progress"  # the table of how far somebody is in each lesson
RANKED = (("profile", "values"), ("skills", "priority"), ("forces", "watch"))  # lists in order, and places from 1
# What moved, was done or gone through is said already, or is no difference of its own; a status has its words.
NOT_TOLD = frozenset({"moved", "status", "done_on", "dropped_on", "reviewed_on"})
STATUS = {
    "idea": marked("an idea"), "todo": marked("to do"), "doing": marked("under way"), "waiting": marked("waiting"),
    "alive": marked("under consideration"), "parked": marked("set aside"), "draft": marked("a draft"),
    "active": marked("under way"), "exploring": marked("being explored"), "now": marked("where I am"),
    "aimed": marked("aimed at"), "holds": marked("it holds"), "moved": marked("it moved"),
}  # fmt: skip
SEEN_BY = {"private": marked("only me"), "coach": marked("me and my coach"),
           "sponsor": marked("me, my coach, and whoever pays for the coaching"),
           "shareable": marked("whoever I give it to")}  # fmt: skip
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that a record says, before and after, in words; empty where nothing was said."""

    name: str
    before: Lines
    after: Lines


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is not as it was. `status` and `why` tell how one came to its end.

    `before` are further ones that came to the same end, where they are told together: a step done month after month.
    """

    table: str
    id: str
    label: str
    kind: Kind
    changes: tuple[Changed, ...] = ()
    status: str = ""
    why: str = ""
    before: tuple["Difference", ...] = ()


def between(before: Plan, after: Plan) -> list[Difference]:
    """What is different, table by table in the order in which a plan is read, lessons last."""
    found: list[Difference] = []
    for table in RECORDS:
        if table == Assessment.table:
            found += _sittings(before, after)
        elif table != Settings.table:
            found += _in_table(before, after, table)
            found += _rankings(before, after, table)
    return [*found, *_lessons(before, after)]


def _in_table(before: Plan, after: Plan, table: str) -> Iterator[Difference]:
    old, new = before.tables.get(table, {}), after.tables.get(table, {})
    for id, record in new.items():
        if (was := old.get(id)) != record and (different := _of_record(was, record, before, after)):
            yield different
    yield from (Difference(table, id, record.label, "removed") for id, record in old.items() if id not in new)


def _of_record(was: Record | None, record: Record, before: Plan, after: Plan) -> Difference | None:
    status = "" if record.open else str(getattr(record, "status", ""))
    changes = () if was is None else _unranked(was, record, before, after)
    if status and (was is None or was.open):
        return Difference(record.table, record.id, record.label, "closed", changes, status, _why(record))
    if was is None:
        return Difference(record.table, record.id, record.label, "added", tuple(_below_its_name(record, after)))
    kind: Kind = "reopened" if record.open and not was.open else "changed"
    if kind == "changed" and not changes:
        return None
    return Difference(record.table, record.id, record.label, kind, changes)


def _below_its_name(record: Record, plan: Plan) -> Iterator[Changed]:
    """What a new record is about, where its name does not say it: a review's story, all of what a plan has once."""
    if record.one:
        yield from (Changed(name, (), lines) for name, lines in says(record, plan).items())
    elif record.label_field and record.label_field not in record.in_label:
        about = field_words(record.label_field, record.table)
        yield from (Changed(about, (), lines) for name, lines in says(record, plan).items() if name == about)


def _unranked(was: Record, record: Record, before: Plan, after: Plan) -> tuple[Changed, ...]:
    """What is said differently, but for an order, which is told as a whole beside the earlier one."""
    names = {field_words(field) for table, field in RANKED if table == record.table}
    changes = said_differently(was, record, before, after)
    return tuple(c for c in changes if c.name not in names or not (c.before and c.after))


def _why(record: Record) -> str:
    """What somebody said when a thing came to its end."""
    reasons = (getattr(record, name, None) for name in ("dropped_reason", "learned", "outcome", "test_result"))
    return next((str(words) for words in reasons if words), "")


def said_differently(was: Record, record: Record, before: Plan, after: Plan) -> Iterator[Changed]:
    """What two states of one record say differently, field by field."""
    if was.label != record.label and record.label_field:
        name = field_words(record.label_field) if record.label_field in record.in_label else said("Name")
        yield Changed(name, (was.label,), (record.label,))
    old, new = says(was, before), says(record, after)
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield Changed(name, old.get(name, ()), new.get(name, ()))
    yield from _marks(was, record)


def says(record: Record, plan: Plan) -> dict[str, Lines]:
    """What a record says, field by field."""
    return {told.name: tuple(told.lines) for told in described(record, plan, NOT_TOLD)}


def _marks(was: Record, record: Record) -> Iterator[Changed]:
    """A status, while both are open, and who may see it."""
    old, new = (str(getattr(row, "status", None) or "") for row in (was, record))
    if old != new and was.open and record.open:
        yield Changed(said("Standing"), _words(STATUS, old), _words(STATUS, new))
    seen = [row.visibility or row.default_visibility for row in (was, record)]
    if seen[0] != seen[1]:
        yield Changed(said("Seen by"), _words(SEEN_BY, seen[0]), _words(SEEN_BY, seen[1]))


def _words(known: dict[str, str], mark: str) -> Lines:
    return (said(known.get(mark, mark.replace("-", " "))),) if mark else ()


# --- rankings and ratings ----------------------------------------------------------


def _rankings(before: Plan, after: Plan, table: str) -> Iterator[Difference]:
    """Orders that are not what they were, each side by side as a whole."""
    for field in (field for ranked, field in RANKED if ranked == table):
        old, new = _order(before, table, field), _order(after, table, field)
        if old and new and old != new:
            id = table if RECORDS[table].one else ""
            yield Difference(table, id, field_words(field), "ranked", (Changed("", old, new),))


def _order(plan: Plan, table: str, field: str) -> Lines:
    """What was ranked, first things first: the texts of a list, or the records that have a place."""
    rows = [(getattr(row, field, None), row) for row in plan.rows(table)]
    if RECORDS[table].one:
        return tuple(str(text) for value, _ in rows if isinstance(value, list) for text in value)
    placed = sorted(((place, row.label) for place, row in rows if isinstance(place, int)), key=lambda pair: pair[0])
    return tuple(label for _, label in placed)


def _sittings(before: Plan, after: Plan) -> Iterator[Difference]:
    """The newest sitting of each instrument beside the last one there was before."""
    for instrument in dict.fromkeys(a.instrument for a in after.all(Assessment)):
        old, new = before.sittings(instrument), after.sittings(instrument)
        now = new[-1]
        if old and now == old[-1]:
            continue
        then = next((a for a in reversed(old) if a.id != now.id and a.asks_like(now)), None)
        if then is None and now.id in {a.id for a in old}:  # the same sitting, given anew
            then = next(a for a in old if a.id == now.id)
        yield Difference(Assessment.table, now.id, now.label, "rated", tuple(_ratings(then, now)) if then else ())


def _ratings(old: Assessment, new: Assessment) -> Iterator[Changed]:
    """What was rated both times and differs, the largest difference first."""
    names = {**old.names, **new.names}
    rated = [("", old.ratings, new.ratings), (new.second_name or said("second"), old.second, new.second)]
    for which, then, now in rated:
        both = [(id, then[id], n) for id, n in now.items() if id in then and then[id] != n]
        for id, was, is_now in sorted(both, key=lambda one: -abs(one[2] - one[1])):
            name = names.get(id, id) + (f", {which}" if which else "")
            yield Changed(name, (f"{was:g}",), (f"{is_now:g}",))


# --- lessons -----------------------------------------------------------------------


def _lessons(before: Plan, after: Plan) -> Iterator[Difference]:
    for id, now in after.progress.items():
        was = before.progress.get(id)
        if now.finished_on is not None and (was is None or was.finished_on != now.finished_on):
            yield Difference(LESSONS, id, now.title or id, "closed", status="finished")
        elif was is None or _began_again(was, now):
            yield Difference(LESSONS, id, now.title or id, "added")


def _began_again(was: Progress, now: Progress) -> bool:
    return was.run != now.run
