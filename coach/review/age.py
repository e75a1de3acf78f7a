"""What has not been looked at for long (C7): the role, the rules of getting ahead, limits, tasks."""

import datetime as dt
from collections.abc import Iterator, Sequence

from ..dates import add_months
from ..plan.plan import Plan
from ..plan.records import Constraint, Profile, Record, Review, Task, Workplace
from ..words import said
from .facts import Fact, Span, day_of
from .past import Past
from .wording import day_words, joined, labels, quoted, refs

MONTHS = 6  # after which something is worth another look, where no day was set for it


def before_months(today: dt.date, months: int = MONTHS) -> dt.date:
    """The day so many months ago."""
    return add_months(today, -months)


def latest(*days: dt.date | None) -> dt.date | None:
    """The last of some days, of those that are known."""
    return max((day for day in days if day), default=None)


def stale(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C7: what is older than the day set for looking at it again, or than six months where none was set."""
    return [
        *_role(plan, past, span.today),
        *_rule(plan, past, span.today),
        *_limits(plan, past, span.today),
        *_tasks(plan, past, span.today),
    ]


def reviewed_on(plan: Plan, record: Record) -> dt.date | None:
    """The day on which a review last went through a record, whether or not it changed anything."""
    held = [
        day_of(review)
        for review in plan.all(Review)
        if any((one.entity, one.id) == (record.table, record.id) for one in review.revisions)
    ]
    return latest(*held)


def _old(day: dt.date | None, today: dt.date) -> dt.date | None:
    """A day that is long ago; None for one that is not, or not known."""
    return day if day and day < before_months(today) else None


def _role(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    profile = plan.get(Profile)
    if profile is None or profile.current_role is None:
        return
    written = latest(past.said_on(profile, "current_role") or profile.created, reviewed_on(plan, profile))
    if day := _old(written, today):
        words = said("The work you do now was last written down on {day}.", day=day_words(day))
        yield Fact("C7", words, refs(profile))


def _rule(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    workplace = plan.get(Workplace)
    if workplace is None or not workplace.promotion_rule:
        return
    written = latest(past.said_on(workplace, "promotion_rule") or workplace.created, reviewed_on(plan, workplace))
    if day := _old(written, today):
        words = said("How people get ahead where you work was last written down on {day}.", day=day_words(day))
        yield Fact("C7", words, refs(workplace))


def _limits(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    """Each limit whose day for another look has passed, or that has stood for long without such a day."""
    for limit in (row for row in plan.all(Constraint) if row.open):
        seen = latest(past.touched_on(limit), reviewed_on(plan, limit))
        reviewed, name = reviewed_on(plan, limit), quoted(limit.label)
        ahead = limit.review_on if reviewed is None or limit.review_on is None or reviewed < limit.review_on else None
        if ahead and ahead <= today:
            words = said("The limit {limit} was to be looked at again on {day}.", limit=name, day=day_words(ahead))
            yield Fact("C7", words, refs(limit))
        elif ahead is None and (day := _old(seen, today)):
            words = said("The limit {limit} was last looked at on {day}.", limit=name, day=day_words(day))
            yield Fact("C7", words, refs(limit))


def _tasks(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    seen = [(latest(task.reviewed_on, past.touched_on(task), reviewed_on(plan, task)), task) for task in plan.all(Task)]
    old = [(day, task) for seen_on, task in seen if (day := _old(seen_on, today))]
    if old:
        first, tasks = min(day for day, _ in old), [task for _, task in old]
        yield Fact("C7", _task_words(tasks, first), refs(*tasks))


def _task_words(tasks: Sequence[Task], first: dt.date) -> str:
    named = joined(labels(tasks))
    if len(tasks) == 1:
        return said("The task {task} was last looked at on {day}.", task=named, day=day_words(first))
    return said(
        "{n} tasks were last looked at over {months} months ago: {tasks}.", n=len(tasks), months=MONTHS, tasks=named
    )
