"""Checks of a line while it is typed, for dates: how it is understood, or why it is none."""

import datetime as dt
from collections.abc import Callable

from coach.dates import in_words, parse_date

from .dialogs import Checked


def dated(today: dt.date) -> Callable[[str], Checked]:
    """Shows a date back in words while it is typed."""

    def check(text: str) -> Checked:
        day = parse_date(text, today)
        if day is None:
            return Checked("That is no date I know. Try fri, in 2 weeks, 12 dec or 2027-03-01.")
        return Checked(means=in_words(day))

    return check


def dated_or_nothing(today: dt.date) -> Callable[[str], Checked]:
    """The same where a date may be left out."""
    check = dated(today)
    return lambda text: check(text) if text.strip() else Checked()
