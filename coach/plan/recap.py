"""Part of a plan, laid out for reading: facts, lists, shares, and ratings with their widest gaps and what has changed.

Nothing here knows how it will be shown: the app draws it, the plain mode and the exports read out `Block.words`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..dates import date_words, in_words, near
from ..review.compare import Delta, deltas
from ..words import said, said_of
from .forms import coded
from .plan import Plan
from .records import RECORDS, Assessment, NextStep, Part, Record, Stop, Task
from .roadmap import in_order
from .words import field_words, mark_words

LONGEST = 12  # rows of a table; a recap is for looking at, not for going through
GAPS = 2  # the widest ones that are named

_OWN = {"id", "visibility", "source", "created", "extra"}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was said, with its name, or without one where the title names it. A list has several texts."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A number on the scale of its block, and a second one beside it (how much it matters, what is wanted)."""

    label: str
    value: float
    second: float | None = None

    @property
    def gap(self) -> float:
        """How far the first number is below the second."""
        return (self.second or 0) - self.value if self.second is not None else 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that differs from the sitting before."""

    label: str
    before: float
    after: float

    def words(self, arrow: bool = True) -> str:
        """`Learning 4 → 7`, or `Learning from 4 to 7`."""
        if arrow:
            return f"{self.label} {self.before:g} → {self.after:g}"
        values = {"label": self.label, "before": f"{self.before:g}", "after": f"{self.after:g}"}
        return said("{label} from {before} to {after}", **values)


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the plan."""

    title: str
    facts: tuple[Fact, ...] = ()
    bars: tuple[Bar, ...] = ()
    low: float = 0
    high: float = 10
    unit: str = ""
    names: tuple[str, str] = ("", "")  # what the two numbers of a bar mean
    gaps: tuple[Bar, ...] = ()  # the widest, widest first
    moved: tuple[Moved, ...] = ()
    noise: tuple[Moved, ...] = ()  # numbers that differ by no more than two sittings usually do
    when: str = ""  # when the numbers were given, as seen from today
    before: str = ""  # and when those were that they are compared with
    more: int = 0  # rows that are not shown

    @property
    def empty(self) -> bool:
        """Whether nothing was said yet."""
        return not self.facts and not self.bars

    def gap_words(self) -> str:
        """The widest gaps as a sentence."""
        first, second = self.names[0] or said("now"), self.names[1] or said("wanted")
        told = [f"{bar.label} ({first} {bar.value:g}, {second} {bar.second or 0:g})" for bar in self.gaps]
        gaps = said("{one} and {other}", one=told[0], other=told[1]) if len(told) > 1 else "".join(told)
        return said_of(len(told), "Widest gap: {gaps}.", "Widest gaps: {gaps}.", gaps=gaps) if told else ""

    def moved_words(self, arrow: bool = True) -> str:
        """What has changed, as a sentence; without arrows for somebody who hears it."""
        if not self.before:
            return ""
        moved, noise = (", ".join(one.words(arrow) for one in some) for some in (self.moved, self.noise))
        if noise and not moved:
            return said("Since {day}, all within noise: {noise}.", day=self.before, noise=noise)
        told = said("{moved}; within noise: {noise}", moved=moved, noise=noise) if noise else moved
        return said("Since {day}: {moved}.", day=self.before, moved=told or said("no number has changed"))

    def words(self) -> list[str]:
        """The block as lines, without its title."""
        lines = [f"{fact.label}: {text}" if fact.label else text for fact in self.facts for text in fact.texts]
        first, second = self.names
        for bar in self.bars:
            beside = f", {second or said('wanted')} {bar.second:g}" if bar.second is not None else ""
            lines.append(f"{bar.label}: {f'{first} ' if first and beside else ''}{bar.value:g}{self.unit}{beside}")
        lines += [sentence for sentence in (self.gap_words(), self.moved_words()) if sentence]
        return lines + ([said("and {n} more", n=self.more)] if self.more else [])


def recap(plan: Plan, parts: Iterable[tuple[str, str]], today: dt.date) -> list[Block]:
    """The parts of a plan that are named by path and title, empty ones too: what is missing is worth seeing."""
    return [_block(plan, path, title, today) for path, title in parts]


def _block(plan: Plan, path: str, title: str, today: dt.date) -> Block:
    table, _, field = path.partition(".")
    kind = RECORDS.get(table)
    title = title or (field_words(field) if field else said(kind.title) if kind else field_words(table))
    if kind is Assessment and field:
        return _ratings(plan.sittings(field), title, today)
    if kind is Task and not field:
        return _tasks([task for task in plan.all(Task) if task.open], title)
    if field:
        return Block(title, facts=_said(plan, table, field))
    if kind is Stop:
        return _in_short([*in_order([stop for stop in plan.all(Stop) if stop.open], today)], title, today)
    rows = [row for row in plan.rows(table) if row.open]
    if kind is not None and kind.one:
        return Block(title, facts=tuple(fact for row in rows for fact in _facts(row)))
    return _in_short(rows, title, today)


def _in_short(rows: list[Record], title: str, today: dt.date) -> Block:
    """A table, a line for each row."""
    facts = tuple(Fact("", (_brief(row, today),)) for row in rows[:LONGEST])
    return Block(title, facts=facts, more=max(0, len(rows) - LONGEST))


# --- facts -----------------------------------------------------------------------


def _said(plan: Plan, table: str, field: str) -> tuple[Fact, ...]:
    """A single field, whose name the title already says."""
    value = plan.look(f"{table}.{field}")
    if isinstance(value, Part):
        return _facts(value)
    owner = RECORDS.get(table)
    texts = _texts(value, owner is not None and coded(owner, field))
    return (Fact("", texts),) if texts else ()


def _facts(row: Record | Part) -> tuple[Fact, ...]:
    """Everything a record or a group of fields says."""
    found: list[Fact] = []
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if name in _OWN or value in (None, "", [], {}):
            continue
        if isinstance(value, Part):
            found += _facts(value)
        elif texts := _texts(value, coded(type(row), name)):
            found.append(Fact(field_words(name, getattr(row, "table", "")), texts))
    return tuple(found)


def _texts(value: Any, marked: bool = False) -> tuple[str, ...]:
    """A value as one or several texts."""
    match value:
        case None | "" | []:
            return ()
        case bool():
            return (said("yes") if value else said("no"),)
        case int() | float():
            return (f"{value:g}",)
        case dt.date():
            return (in_words(value),)
        case list():
            return tuple(text for item in value for text in _texts(item, marked))
        case dict():
            return tuple(f"{field_words(str(name))}: {', '.join(_texts(item))}" for name, item in value.items())
        case Part():
            return (", ".join(text for fact in _facts(value) for text in fact.texts),)
        case Record():
            return (value.label,)
    return (mark_words(str(value)) if marked else str(value),)


def _brief(row: Record, today: dt.date) -> str:
    """A record on one line, with its date where it has one; a stop with its place on the map."""
    if isinstance(row, Stop):
        return f"{row.label} ({row.when or said('no date yet')}, {mark_words(row.lane or 'role')})"
    due = getattr(row, "due", None) or getattr(row, "next_on", None)
    words = said("{name} (due {day})", name=row.label, day=near(due, today)) if due else row.label
    return said("{name}, waiting", name=words) if isinstance(row, NextStep) and row.status == "waiting" else words


# --- numbers ---------------------------------------------------------------------


def _tasks(tasks: list[Task], title: str) -> Block:
    """What somebody does, the largest share of the week first."""
    shared = sorted((task for task in tasks if task.share is not None), key=lambda task: -(task.share or 0))
    bars = tuple(Bar(task.label, task.share or 0) for task in shared)
    rest = tuple(task.label for task in tasks if task.share is None)
    high = max([10.0, *(-(-bar.value // 10) * 10 for bar in bars)])
    return Block(title, facts=(Fact("", rest),) if rest else (), bars=bars, high=high, unit=" %")


def _ratings(sittings: list[Assessment], title: str, today: dt.date) -> Block:
    """The latest sitting of an instrument, compared with the one before on the same scale."""
    if not sittings:
        return Block(title)
    last = sittings[-1]
    bars = tuple(Bar(_called(last, id), n, last.second.get(id)) for id, n in last.ratings.items())
    compared = [sitting for sitting in sittings if sitting.asks_like(last)]
    before = compared[-2] if len(compared) > 1 else None
    values = [n for bar in bars for n in (bar.value, bar.second) if n is not None]
    return Block(
        title,
        bars=bars,
        low=last.scale.min if last.scale else 0,
        high=last.scale.max if last.scale else max([10.0, *values]),
        names=(last.first_name, last.second_name),
        gaps=_widest(bars),
        moved=tuple(_moved(delta) for delta in deltas(compared) if not delta.noise),
        noise=tuple(_moved(delta) for delta in deltas(compared) if delta.noise),
        when=near(last.taken_on, today) if last.taken_on else "",
        before=_day(before) if before else "",
    )


def _called(sitting: Assessment, id: str) -> str:
    return sitting.names.get(id) or field_words(id)


def _day(sitting: Assessment) -> str:
    """A day as it stands after `since`: `3 May 2026`."""
    return date_words(sitting.taken_on) if sitting.taken_on else said("last time")


def _widest(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """The rated things that are furthest below how much they matter."""
    return tuple(sorted((bar for bar in bars if bar.gap > 0), key=lambda bar: -bar.gap)[:GAPS])


def _moved(delta: Delta) -> Moved:
    return Moved(delta.label, delta.before, delta.after)
