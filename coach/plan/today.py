"""Where was I, what is next and why, how do I stand: what Today says, decided without a screen.

The order of next steps is written down here and nowhere else; no score is computed and none is shown. A step comes
earlier for the first of these that tells it from another:
  1. its date has passed (the longest first), 2. its date is within a week (the nearest first), 3. it is under way,
  4. it has a later date (the nearest first), 5. it has none; and among equals the one that was made first.
Ideas, and steps that wait for somebody, stand behind all others.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..dates import near
from .events import Event
from .plan import Plan
from .records import Goal, NextStep, ReviewDate

SHOWN = 3
SOON = 7  # days


@dataclass(frozen=True, slots=True)
class Pick:
    """A next step and why it stands where it stands."""

    step: NextStep
    reason: str
    late: bool = False
    soon: bool = False


@dataclass(frozen=True, slots=True)
class Resume:
    """A lesson under way: where in it somebody is."""

    lesson: str
    title: str  # of the lesson, as it was called when it was last open
    step: str
    n: int
    of: int
    minutes_left: int


@dataclass(frozen=True, slots=True)
class Due:
    """A review whose day has come."""

    review: ReviewDate
    reason: str


@dataclass(frozen=True, slots=True)
class Today:
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
        picks=tuple(picks[:SHOWN]),
        more=max(0, len(picks) - SHOWN),
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


def pick(plan: Plan, today: dt.date) -> list[Pick]:
    """The open next steps in the order above, each with its reason in words."""
    steps = [step for step in plan.all(NextStep) if step.open]
    ordered = sorted(enumerate(steps), key=lambda pair: (*_rank(pair[1], today), pair[0]))
    return [_with_reason(step, plan, today) for _, step in ordered]


def _rank(step: NextStep, today: dt.date) -> tuple[int, int]:
    if step.status in ("idea", "waiting"):
        return (5 if step.status == "waiting" else 6), 0
    if step.due is None:
        return (2 if step.status == "doing" else 4), 0
    days = (step.due - today).days
    if days < 0:
        return 0, days
    if days <= SOON:
        return 1, days
    return (2, days) if step.status == "doing" else (3, days)


def _with_reason(step: NextStep, plan: Plan, today: dt.date) -> Pick:
    late = step.due is not None and step.due < today
    soon = step.due is not None and 0 <= (step.due - today).days <= SOON
    return Pick(step, "; ".join(_reasons(step, plan, today)), late and step.status != "waiting", soon)


def _reasons(step: NextStep, plan: Plan, today: dt.date) -> list[str]:
    reasons = [_when(step, today)]
    goal = plan.get(Goal, step.goal) if step.goal else None
    if goal:
        reasons.append(f"serves “{goal.name}”")
    if step.agreed_with:
        reasons.append(f"promised to {step.agreed_with}")
    if step.moved >= 3:
        reasons.append(f"moved {step.moved} times")
    return [reason for reason in reasons if reason] or ["no date yet"]


def _when(step: NextStep, today: dt.date) -> str:
    if step.status == "waiting":
        return f"waits for {step.waiting_on}" if step.waiting_on else "waiting"
    if step.status == "idea":
        return "an idea, not yet chosen"
    if step.due is None:
        return "under way" if step.status == "doing" else ""
    if step.due < today:
        days = (today - step.due).days
        return f"its date passed {'yesterday' if days == 1 else f'{days} days ago'}"
    return f"due {near(step.due, today)}"


def due(plan: Plan, today: dt.date) -> list[Due]:
    """The reviews whose day has come, the longest overdue first."""
    ready = [r for r in plan.all(ReviewDate) if r.next_on is not None and r.next_on <= today]
    ready.sort(key=lambda r: (r.next_on or today, r.id))
    return [
        Due(
            r,
            f"due {near(r.next_on or today, today)}"
            if r.next_on == today
            else f"was due {near(r.next_on or today, today)}",
        )
        for r in ready
    ]


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
         "changed": "changed", "undid": "took back", "redid": "did again",
         "edited": "edited plan.toml", "skipped": "left out"}  # fmt: skip


def event_words(event: Event) -> str:
    """An event in a few words; empty for those that only find a place again."""
    verb = WORDS.get(event.what)
    if verb is None:
        return ""
    return f"{verb} “{event.title}”" if event.title and event.what != "edited" else verb
