"""Days that lie behind, as people say them: yesterday, monday, 3 weeks ago, last month, 2026-09-01."""

import datetime as dt

from .dates import add_months, in_english, parse_date
from .words import marked

PAST_EXAMPLE = marked("yesterday, monday, 3 weeks ago, last month, 2026-09-01")
TYPED = marked("yesterday=yesterday")  # what else is typed in the reader's language, as in `dates.TYPED`; `vor=ago` too
_UNITS = ("day", "week", "month", "year")


def past_date(typed: str, today: dt.date) -> dt.date | None:
    """The day that a text means, seen from today; days without a year lie behind."""
    told = in_english(typed.lower(), TYPED)
    words = told if told == typed.lower() else told.removeprefix("ago ")
    words = words.removesuffix(" ago").replace("last ", "next ").strip()
    if words == "yesterday":
        return today - dt.timedelta(days=1)
    day = parse_date(words, today)
    if day is None or day <= today:
        return day
    if words.split()[-1].rstrip("s") in _UNITS:
        return today - (day - today)
    if not any(letter.isdigit() for letter in words):
        back = day - dt.timedelta(days=7)  # the name of a weekday: today at the latest, but "last" is never today
        return back - dt.timedelta(days=7) if back == today and words.startswith("next ") else back
    return add_months(day, -12) if str(day.year) not in words else day
