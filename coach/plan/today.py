"""Where was I, what is next and why, how do I stand: what Today says, decided without a screen.

The order of the next steps is written down in `order.py`; here each gets its reasons in words.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec

from ..dates import near, rhythm_words, span_words
from ..display import shorten
from .events import QUIET, Event
from .order import NOT_YET, SOON, Order, day_that_counts, rank
from .plan import Plan
from .records import Goal, IfThen, NextStep, Record, ReviewDate

SHOWN = 3
WAITS_FOR_YOU = "waits for you"  # a look back whose day has passed; it is not late, and runs whenever there is time
STRONGEST = 2  # reasons that stand on one line
SHORT, LONG = 30, 200  # characters of a name in a reason


class Pick(msgspec.Struct, frozen=True):
    """A next step and why it stands where it stands."""

    step: NextStep
    reasons: tuple[str, ...]
    strongest: tuple[str, ...] = ()  # the two that say most of its place, with names cut short: for one line
    day: str = ""  # the reason among these that speaks of its date
    late: bool = False
    soon: bool = False
    waits: bool = False  # for another step that is still open
    not_yet: bool = False  # its day has not come
    cue: str = ""  # what is to set it off, in words: "If I have had lunch"

    @property
    def reason(self) -> str:
        """All of the reasons, as one line."""
        return "; ".join(self.reasons)

    @property
    def brief(self) -> str:
        """The two that say most, as one line that is not long."""
        return "; ".join(self.strongest)


class Resume(msgspec.Struct, frozen=True):
    """A lesson under way: where in it somebody is."""

    lesson: str
    title: str  # of the lesson, as it was called when it was last open
    step: str
    n: int
    of: int
    minutes_left: int


class Due(msgspec.Struct, frozen=True):
    """A review whose day has come."""

    review: ReviewDate
    reason: str


class Today(msgspec.Struct, frozen=True):
    """What there is to do, and to see."""

    resume: Resume | None
    picks: tuple[Pick, ...]
    more: int  # open steps that are not among the picks
    due: tuple[Due, ...]
    done_this_week: tuple[NextStep, ...]
    finished_lessons: int


def look(plan: Plan, today: dt.date) -> Today:
    """What Today says of this plan on this day."""
    picks = pick(plan, today)
    return Today(
        resume=resume(plan),
        picks=tuple(first := shown(picks)),
        more=len(picks) - len(first),
        due=tuple(due(plan, today)),
        done_this_week=tuple(s for s in plan.all(NextStep) if s.done_on and 0 <= (today - s.done_on).days < 7),
        finished_lessons=sum(progress.finished_on is not None for progress in plan.progress.values()),
    )


def resume(plan: Plan) -> Resume | None:
    """The lesson touched last, when it is not finished."""
    started = [(p.touched_at, id, p) for id, p in plan.progress.items() if p.status == "started" and p.touched_at]
    if not started:
        return None
    _, id, progress = max(started, key=lambda row: (row[0], row[1]))
    return Resume(id, progress.title or id, progress.step, progress.n, progress.of, progress.minutes_left)


def shown(picks: Sequence[Pick]) -> list[Pick]:
    """The few that are shown first: none whose day has not come, unless somebody pinned it."""
    return [one for one in picks if not one.not_yet or one.step.pinned][:SHOWN]


def picked(plan: Plan, today: dt.date, step: NextStep) -> Pick | None:
    """One open step with its reasons; None for one that is not open."""
    return next((one for one in pick(plan, today) if one.step.id == step.id), None)


def pick(plan: Plan, today: dt.date) -> list[Pick]:
    """The open next steps in the order above, each with its reasons in words."""
    steps = [step for step in plan.all(NextStep) if step.open]
    order = Order(steps, today)
    cues = {one.about: one for one in reversed(plan.all(IfThen)) if one.about and one.cue}
    return [_pick(step, order, plan, cues.get(f"{NextStep.table}/{step.id}")) for step in order.steps()]


def _pick(step: NextStep, order: Order, plan: Plan, cue: IfThen | None) -> Pick:
    today = order.today
    group, _ = rank(step, today)
    waiting = step.status == "waiting"
    late = step.due is not None and step.due < today and not waiting
    day = day_that_counts(step, today) if waiting else step.due
    soon = day is not None and ((day - today).days <= SOON if waiting else 0 <= (day - today).days <= SOON)
    when = _when(step, today)
    pinned = ["pinned" if step.pinned else ""]
    told = _said([*pinned, *_chain(step, order), when, *_more(step, plan)])
    chain = _chain(step, order, SHORT)
    first = [when, *chain] if late or soon else [*chain, when]
    strongest = _said([*pinned, *first, *_more(step, plan, SHORT)])[:STRONGEST]
    return Pick(step, told, strongest, when, late, soon, step.id in order.waits, group == NOT_YET, _cue(step, cue))


def _said(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(reason for reason in reasons if reason) or ("no date yet",)


def _cue(step: NextStep, cue: IfThen | None) -> str:
    if cue is None:
        return ""
    return f"If {cue.cue}" + (f", then {cue.act}" if cue.act and cue.act != step.text else "")


def _chain(step: NextStep, order: Order, room: int = LONG) -> list[str]:
    """What it waits for, and what waits for it."""
    reasons = []
    blocker = order.by_id.get(step.waits_for or "")
    if blocker is not None and blocker is not step:
        named = _named(blocker, room)
        waits = step.id in order.waits
        reasons.append(f"waits for {named}" if waits else f"it and {named} wait for each other")
    if step.id in order.urged_by:
        urging = order.by_id[order.urged_by[step.id]]
        reasons.append(f"{_named(urging, room)} waits for it{_urgency(urging, order.today)}")
    elif waiting := order.waiting.get(step.id):
        more = f" and {len(waiting) - 1} more wait for it" if len(waiting) > 1 else " waits for it"
        reasons.append(f"{_named(waiting[0], room)}{more}")
    return reasons


def _named(record: Record, room: int) -> str:
    return f"“{shorten(record.label, room)}”"


def _urgency(step: NextStep, today: dt.date) -> str:
    if step.pinned:
        return " and is pinned"
    day = day_that_counts(step, today)
    if day is None:
        return " and is under way" if step.status == "doing" else ""
    return f" and {'was' if day < today else 'is'} due {near(day, today)}"


def _more(step: NextStep, plan: Plan, room: int = LONG) -> list[str]:
    """What else is to be known where a choice is made: what it serves, to whom it was promised, how often it moved."""
    goal = plan.get(Goal, step.goal) if step.goal else None
    return [
        f"serves {_named(goal, room)}" if goal else "",
        f"promised to {step.agreed_with}" if step.agreed_with else "",
        f"moved {step.moved} times" if step.moved >= 3 else "",
        repeats(step),
    ]


def repeats(step: NextStep) -> str:
    """How a step repeats, in words; empty when it does not."""
    if step.every:
        return rhythm_words(step.every)
    return f"again {span_words(step.after)} after it is done" if step.after else ""


def _when(step: NextStep, today: dt.date) -> str:
    if step.status == "waiting":
        return _follow_up(step, today)
    if step.status == "idea":
        return "an idea, not yet chosen"
    if step.not_before is not None and step.not_before > today:
        return f"not before {near(step.not_before, today).removeprefix('on ')}"
    if step.due is None:
        return "under way" if step.status == "doing" else ""
    if step.due < today:
        days = (today - step.due).days
        return f"its date passed {'yesterday' if days == 1 else f'{days} days ago'}"
    return f"due {near(step.due, today)}"


def _follow_up(step: NextStep, today: dt.date) -> str:
    if step.follow_up is None or step.follow_up > today:
        ask = f", to ask again {near(step.follow_up, today)}" if step.follow_up else ""
        return f"waits for {step.waiting_on}{ask}" if step.waiting_on else f"waiting{ask}"
    tense = "is" if step.follow_up == today else "was"
    return f"ask {step.waiting_on or 'again'}: the day to follow up {tense} {near(step.follow_up, today)}"


def due(plan: Plan, today: dt.date) -> list[Due]:
    """The reviews whose day has come, the longest overdue first."""
    ready = [r for r in plan.all(ReviewDate) if r.next_on is not None and r.next_on <= today]
    ready.sort(key=lambda r: (r.next_on or today, r.id))
    return [Due(r, "for today" if r.next_on == today else WAITS_FOR_YOU) for r in ready]


def changed_lately(events: Sequence[Event], limit: int = 3) -> list[str]:
    """What changed last, newest first, each as a few words: `finished “Open the box”`, `added a goal`."""
    lines: list[str] = []
    for event in reversed(events):
        line = event_words(event)
        if line and line not in lines:
            lines.append(line)
        if len(lines) == limit:
            break
    return lines


WORDS = {"answered": "answered", "added": "added", "done": "did", "moved": "moved", "dropped": "dropped",
         "removed": "took out", "changed": "changed", "pinned": "pinned", "unpinned": "unpinned", "undid": "took back",
         "redid": "did again", "edited": "edited plan.toml", "skipped": "left out",
         "restored": "went back to"}  # fmt: skip


def event_words(event: Event) -> str:
    """An event in a few words; empty for those that only find a place again."""
    verb = WORDS.get(event.what, "" if event.what in QUIET else event.what)
    if not verb:
        return ""
    return f"{verb} “{event.title}”" if event.title and event.what != "edited" else verb
