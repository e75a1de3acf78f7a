"""Dates as people say them: `fri`, `next week`, `in 3 months`, `12 dec`, `2027-03-01`. Always shown back as a date."""

import datetime as dt
import re

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december"]  # fmt: skip

_IN = re.compile(r"(?:in )?(an?|\d{1,3}) (day|week|month|year)s?")
_DAY_MONTH = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?")


def parse_date(text: str, today: dt.date) -> dt.date | None:
    """The day that a text means, seen from `today`; None when it means none. Days without a year lie ahead."""
    words = " ".join(text.lower().replace(",", " ").split())
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return _named(words, today) or _counted(words, today) or _spelled(words, today)


def _named(words: str, today: dt.date) -> dt.date | None:
    plain = {"today": 0, "now": 0, "tomorrow": 1, "next week": 7}
    if words in plain:
        return today + dt.timedelta(days=plain[words])
    if words == "next month":
        return add_months(today, 1)
    if words == "next year":
        return add_months(today, 12)
    name = words.removeprefix("next ").removeprefix("on ").removeprefix("this ")
    day = _index(name, DAYS)
    if day is None:
        return None
    ahead = (day - today.weekday() - 1) % 7 + 1
    return today + dt.timedelta(days=ahead)


def _counted(words: str, today: dt.date) -> dt.date | None:
    match = _IN.fullmatch(words)
    if match is None:
        return None
    n = 1 if match[1] in ("a", "an") else int(match[1])
    if match[2] in ("month", "year"):
        return add_months(today, n * (12 if match[2] == "year" else 1))
    return today + dt.timedelta(days=n * (7 if match[2] == "week" else 1))


def _spelled(words: str, today: dt.date) -> dt.date | None:
    match = _DAY_MONTH.fullmatch(words)
    if match:
        return _day_of(int(match[1]), match[2], match[3], today)
    match = _MONTH_DAY.fullmatch(words)
    return _day_of(int(match[2]), match[1], match[3], today) if match else None


def _day_of(day: int, name: str, year: str | None, today: dt.date) -> dt.date | None:
    month = _index(name, MONTHS)
    if month is None:
        return None
    try:
        found = dt.date(int(year) if year else today.year, month + 1, day)
    except ValueError:
        return None
    return found.replace(year=today.year + 1) if not year and found < today and (month, day) != (1, 29) else found


def _index(name: str, names: list[str]) -> int | None:
    """The place of a name, given in full or by its first three letters or more."""
    found = [n for n, full in enumerate(names) if len(name) >= 3 and full.startswith(name)]
    return found[0] if len(found) == 1 else None


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or that month's last day."""
    import calendar  # and with it locale, which nothing on the way to the first screen needs

    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def in_words(day: dt.date) -> str:
    """`Friday 27 November 2026`, the same in every locale."""
    return f"{DAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def near(day: dt.date, today: dt.date) -> str:
    """A day as seen from today: `today`, `tomorrow`, `on Friday`, `3 days ago`, `on 12 December`."""
    days = (day - today).days
    if days in (0, 1, -1):
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[days]
    if 1 < days < 7:
        return f"on {DAYS[day.weekday()].capitalize()}"
    if -31 < days < 0:
        return f"{-days} days ago"
    year = f" {day.year}" if day.year != today.year else ""
    return f"on {day.day} {MONTHS[day.month - 1].capitalize()}{year}"
