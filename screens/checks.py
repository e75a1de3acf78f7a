"""Checks of a line while it is typed, for dates: how it is understood, or why it is none."""

import datetime as dt
from collections.abc import Callable

from coach.dates import in_words, parse_date
from coach.past_dates import PAST_EXAMPLE, past_date
from coach.plan.moments import read_moment
from coach.plan.words import capital
from coach.words import said

from .dialogs import Checked


def dated(today: dt.date) -> Callable[[str], Checked]:
    """Shows a date back in words while it is typed."""

    def check(text: str) -> Checked:
        day = parse_date(text, today)
        if day is None:
            return Checked(said("That is no date I know. Try fri, in 2 weeks, 12 dec or 2027-03-01."))
        return Checked(means=in_words(day))

    return check


def dated_or_nothing(today: dt.date) -> Callable[[str], Checked]:
    """The same where a date may be left out."""
    check = dated(today)
    return lambda text: check(text) if text.strip() else Checked()


def past(today: dt.date, since: dt.date | None = None) -> Callable[[str], Checked]:
    """The same for a day that lies behind; with `since`, one after that day, or nothing for today."""

    def check(text: str) -> Checked:
        if since is not None and not text.strip():
            return Checked(means=said("Up to now."))
        day = past_date(text, today)
        if day is None:
            return Checked(said("That is no date I know. Try {examples}.", examples=said(PAST_EXAMPLE)))
        if since is not None and day <= since:
            return Checked(said("That is not after {day}. Name a later day.", day=in_words(since)), in_words(day))
        return Checked(means=in_words(day))

    return check


def timed(today: dt.date) -> Callable[[str], Checked]:
    """The same for a time that may be vague: 2027, next, in two years."""

    def check(text: str) -> Checked:
        moment = read_moment(text, today)
        if moment is None:
            return Checked(said("That is no time I know. Try 2027, June 2027, now, next or later."))
        return Checked(means=f"{capital(moment.told)}.")

    return check
