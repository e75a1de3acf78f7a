"""What was done in the last twelve months, counted by month: no aims, no streaks, only what the records say."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..dates import add_months, short_month
from ..dates import month_words as name_of
from ..plan.plan import Plan
from ..plan.records import NextStep, Review, ReviewDate, Success
from ..words import said

MANY = 12


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was done in each month."""

    id: str
    title: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        """In all these months."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Months:
    """Twelve months, the one that is not over yet the last, and what was done in them."""

    months: tuple[dt.date, ...]  # the first day of each
    counts: tuple[Count, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is known of these months."""
        return not any(count.total for count in self.counts)

    @property
    def names(self) -> list[str]:
        """The months in three letters: `Dec`."""
        return [short_month(month.month) for month in self.months]

    @property
    def title(self) -> str:
        """From when to when."""
        first, last = self.months[0], self.months[-1]
        return said("Twelve months: {first} to {last}", first=month_words(first), last=month_words(last))


def month_words(month: dt.date) -> str:
    """`December 2025`."""
    return said("{month} {year}", month=name_of(month.month), year=month.year)


def months(plan: Plan, today: dt.date) -> Months:
    """What the records say of the last twelve months. A lesson that was finished twice is known by its last time."""
    this = today.replace(day=1)
    shown = tuple(add_months(this, n) for n in range(1 - MANY, 1))
    done = (step.done_on for step in plan.all(NextStep) if step.status == "done")
    finished = (progress.finished_on for progress in plan.progress.values())
    noted = (success.on or success.created for success in plan.all(Success))
    counts = (
        _count("steps", said("Steps done"), shown, done, today),
        _count("successes", said("Successes noted"), shown, noted, today),
        _count("lessons", said("Lessons finished"), shown, finished, today),
        _count("reviews", said("Reviews held"), shown, _held(plan), today),
    )
    return Months(shown, counts)


def _held(plan: Plan) -> Iterator[dt.date | None]:
    """The days on which a review was held. One that was written down and ticked off as well counts once."""
    written = [(review.on or review.created, review.kind or "full") for review in plan.all(Review)]
    ticked = [(day, date.kind or "full") for date in plan.all(ReviewDate) for day in date.done]
    yield from (day for day, _ in dict.fromkeys([*written, *ticked]))


def _count(id: str, title: str, shown: tuple[dt.date, ...], days: Iterable[dt.date | None], today: dt.date) -> Count:
    found = [day.replace(day=1) for day in days if day is not None and shown[0] <= day <= today]
    return Count(id, title, tuple(found.count(month) for month in shown))
