"""Where was I, what is next and why, how do I stand: what Today says, decided without a screen.

The order of the next steps is written down in `order.py`; here each gets its reasons in words.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec

from ..dates import near, rhythm_words, span_words
from ..display import shorten
from ..words import marked, said, said_of
from .events import QUIET, Event
from .order import NOT_YET, SOON, Order, day_that_counts, rank
from .plan import Plan
from .records import Goal, IfThen, NextStep, Record, ReviewDate

SHOWN = 3
# of a look back whose day has passed; it is not late, and runs whenever there is time
WAITS_FOR_YOU = marked("waits for you")
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
    pinned = [said("pinned") if step.pinned else ""]
    told = _given([*pinned, *_chain(step, order), when, *_more(step, plan)])
    chain = _chain(step, order, SHORT)
    first = [when, *chain] if late or soon else [*chain, when]
    strongest = _given([*pinned, *first, *_more(step, plan, SHORT)])[:STRONGEST]
    return Pick(step, told, strongest, when, late, soon, step.id in order.waits, group == NOT_YET, _cue(step, cue))


def _given(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(reason for reason in reasons if reason) or (said("no date yet"),)


def _cue(step: NextStep, cue: IfThen | None) -> str:
    if cue is None:
        return ""
    if cue.act and cue.act != step.text:
        return said("If {cue}, then {act}", cue=cue.cue, act=cue.act)
    return said("If {cue}", cue=cue.cue)


def _chain(step: NextStep, order: Order, room: int = LONG) -> list[str]:
    """What it waits for, and what waits for it."""
    reasons = []
    blocker = order.by_id.get(step.waits_for or "")
    if blocker is not None and blocker is not step:
        named = _named(blocker, room)
        waits = step.id in order.waits
        text = marked("waits for {name}") if waits else marked("it and {name} wait for each other")
        reasons.append(said(text, name=named))
    if step.id in order.urged_by:
        reasons.append(_urging(order.by_id[order.urged_by[step.id]], order.today, room))
    elif waiting := order.waiting.get(step.id):
        first, more = _named(waiting[0], room), len(waiting) - 1
        several = said_of(more, "{name} and {n} more wait for it", "{name} and {n} more wait for it", name=first)
        reasons.append(several if more else said("{name} waits for it", name=first))
    return reasons


def _named(record: Record, room: int) -> str:
    return f"“{shorten(record.label, room)}”"


def _urging(step: NextStep, today: dt.date, room: int) -> str:
    """That a step waits for this one, and what makes it urgent."""
    day = day_that_counts(step, today)
    if step.pinned:
        text = marked("{name} waits for it and is pinned")
    elif day is not None:
        past = day < today
        text = (
            marked("{name} waits for it and was due {day}") if past else marked("{name} waits for it and is due {day}")
        )
    elif step.status == "doing":
        text = marked("{name} waits for it and is under way")
    else:
        text = marked("{name} waits for it")
    return said(text, name=_named(step, room), day=near(day, today) if day else "")


def _more(step: NextStep, plan: Plan, room: int = LONG) -> list[str]:
    """What else is to be known where a choice is made: what it serves, to whom it was promised, how often it moved."""
    goal = plan.get(Goal, step.goal) if step.goal else None
    return [
        said("serves {goal}", goal=_named(goal, room)) if goal else "",
        said("promised to {name}", name=step.agreed_with) if step.agreed_with else "",
        said("moved {n} times", n=step.moved) if step.moved >= 3 else "",
        repeats(step),
    ]


def repeats(step: NextStep) -> str:
    """How a step repeats, in words; empty when it does not."""
    if step.every:
        return rhythm_words(step.every)
    return said("again {span} after it is done", span=span_words(step.after)) if step.after else ""


def _when(step: NextStep, today: dt.date) -> str:
    if step.status == "waiting":
        return _follow_up(step, today)
    if step.status == "idea":
        return said("an idea, not yet chosen")
    if step.not_before is not None and step.not_before > today:
        return said("not before {day}", day=near(step.not_before, today, on=False))
    if step.due is None:
        return said("under way") if step.status == "doing" else ""
    if step.due < today:
        days = (today - step.due).days
        return said("its date passed yesterday") if days == 1 else said("its date passed {n} days ago", n=days)
    return said("due {day}", day=near(step.due, today))


def _follow_up(step: NextStep, today: dt.date) -> str:
    if step.follow_up is None or step.follow_up > today:
        return _waiting(step, near(step.follow_up, today) if step.follow_up else "")
    name, day = step.waiting_on, near(step.follow_up, today)
    if step.follow_up == today:
        alone, text = (
            marked("ask again: the day to follow up is {day}"),
            marked("ask {name}: the day to follow up is {day}"),
        )
    else:
        alone, text = (
            marked("ask again: the day to follow up was {day}"),
            marked("ask {name}: the day to follow up was {day}"),
        )
    return said(text if name else alone, name=name, day=day)


def _waiting(step: NextStep, day: str) -> str:
    """For whom it waits, and the day to ask again, where these are known."""
    if step.waiting_on:
        text = marked("waits for {name}, to ask again {day}") if day else marked("waits for {name}")
    else:
        text = marked("waiting, to ask again {day}") if day else marked("waiting")
    return said(text, name=step.waiting_on, day=day)


def due(plan: Plan, today: dt.date) -> list[Due]:
    """The reviews whose day has come, the longest overdue first."""
    ready = [r for r in plan.all(ReviewDate) if r.next_on is not None and r.next_on <= today]
    ready.sort(key=lambda r: (r.next_on or today, r.id))
    return [Due(r, said("for today") if r.next_on == today else said(WAITS_FOR_YOU)) for r in ready]


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


WORDS = {"answered": marked("answered"), "added": marked("added"), "done": marked("did"), "moved": marked("moved"),
         "dropped": marked("dropped"), "removed": marked("took out"), "changed": marked("changed"),
         "pinned": marked("pinned"), "unpinned": marked("unpinned"), "undid": marked("took back"),
         "redid": marked("did again"), "edited": marked("edited plan.toml"), "skipped": marked("left out"),
         "restored": marked("went back to"), "shown": marked("changed who may see")}  # fmt: skip


def event_words(event: Event) -> str:
    """An event in a few words; empty for those that only find a place again."""
    verb = said(WORDS.get(event.what, "" if event.what in QUIET else event.what))
    if not verb:
        return ""
    return said("{did} “{title}”", did=verb, title=event.title) if event.title and event.what != "edited" else verb
