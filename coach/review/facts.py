"""What a check finds, and the time that it looks at."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from ..plan.plan import Plan
from ..plan.records import Review, ReviewDate, Settings

Rhythm = Literal["weekly", "monthly", "full", "event"]
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so in a plan, or a question about it: one sentence, without a verdict, advice or a score.

    Texts of the person's own in `words` are quoted on one line, cut to a bearable length and harmless to show.
    """

    check: str  # "C1"
    words: str
    about: tuple[str, ...] = ()  # "table/id" of the records it rests on

    @property
    def asks(self) -> bool:
        """Whether it is a question for the person to answer."""
        return self.words.endswith("?")


@dataclass(frozen=True, slots=True)
class Span:
    """The time that a review looks back on, and how much room there is in the weeks ahead."""

    today: dt.date
    since: dt.date | None = None  # the last review; None when there was none
    minutes_per_week: int | None = None  # what the person gives to their plan; None when they did not say

    def holds(self, day: dt.date | None) -> bool:
        """Whether something of that day belongs to the review; without a day, only to the first review of all."""
        return self.since is None or (day is not None and day >= self.since)


def span_of(
    plan: Plan, today: dt.date, rhythm: Rhythm = "full", since: dt.date | None = None, without: str = ""
) -> Span:
    """What a review today looks back on: from a day that was named, else from the last review of that rhythm.

    `without` is the id of the review that is under way.
    """
    settings = plan.get(Settings)
    room = settings.minutes_per_week if settings else None
    return Span(today, since or last_review(plan, today, rhythm, without), room)


def last_review(plan: Plan, today: dt.date, rhythm: Rhythm = "full", without: str = "") -> dt.date | None:
    """The day before today on which such a review, or one that looks at more, was last held.

    A review after an event counts when it was written down; that its day was only ticked off looked at nothing.
    """
    enough = RHYTHMS[RHYTHMS.index(rhythm) :] if rhythm != "event" else ("full", "event")
    noted_by = [kind for kind in enough if kind != "event"]
    others = (review for review in plan.all(Review) if review.id != without)
    written = [day_of(review) for review in others if (review.kind or "full") in enough]
    noted = [day for date in plan.all(ReviewDate) if date.kind in noted_by for day in date.done]
    return max((day for day in [*written, *noted] if day is not None and day < today), default=None)


def day_of(review: Review) -> dt.date | None:
    """When a review was held; one that was walked as a lesson has only the day on which it was begun."""
    return review.on or review.created
