"""Moments: when something is, as exactly as a person likes to say it: 2019, June 2027, 2027-Q2, now, next, later."""

import datetime as dt
import re
from dataclasses import dataclass

from ..dates import MONTHS, add_months, parse_date

POINTS = {"now": 0, "next": 12, "later": 60}  # months ahead: next is within a year, later within five
_SAME = {"today": "now", "at present": "now", "at the moment": "now", "soon": "next", "someday": "later",
         "some day": "later", "one day": "later"}  # fmt: skip
_TOLD = {"now": "now", "next": "within a year or so", "later": "in one to five years"}
_PARTS = {"early": (1, 4, "early in"), "mid": (5, 8, "the middle of"), "late": (9, 12, "late in")}
_PART_WORDS = {"early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid", "late": "late",
               "end": "late"}  # fmt: skip

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|2[01]\d\d)(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)\d{4}[-/.](\d{1,2})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\w)(\d{1,2})[-/.]\d{4}(?!\d)")
_QUARTER = re.compile(r"\bq([1-4])\b|\b([1-4])(?:st|nd|rd|th)? quarter\b")
_HALF = re.compile(r"\bh([12])\b")
_COUNTED = re.compile(r"(?:in )?(an?|\d{1,2}) (month|year)s?( ago)?")
_THIS_YEAR = {"last year": -1, "this year": 0, "next year": 1}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time somebody named, and the days that it may mean."""

    kept: str  # as it was said, or as a date where the same words would mean another time tomorrow
    names: tuple[str, ...]  # what it is called, from the longest name to the shortest
    told: str  # what was understood
    first: dt.date
    last: dt.date

    def order(self, today: dt.date) -> tuple[int, int, int]:
        """Where it stands among others. A period that today is in comes after now, and before all that is ahead."""
        if self.kept == "now":
            return today.toordinal(), 0, 0
        if self.first <= today <= self.last:
            return today.toordinal(), 1, self.last.toordinal()
        return self.first.toordinal(), 2, self.last.toordinal()


def read_moment(text: str, today: dt.date) -> Moment | None:
    """The time that a text means, seen from `today`; None when it means none."""
    said = " ".join(text.split())
    words = said.lower().replace(",", " ").strip()
    point = _SAME.get(words, words)
    if point in POINTS:
        day = add_months(today, POINTS[point])
        return Moment(point if words == point or point == "now" else said, (point,), _TOLD[point], day, day)
    return _absolute(said, words) or _relative(words, today)


def _absolute(said: str, words: str) -> Moment | None:
    """A year, or a part of one. Of two years (2019-2021) the first is when it began."""
    found = _YEAR.search(words)
    if found is None:
        return None
    year, low = int(found[1]), words
    for within in (_month_number, _quarter, _half, _month_name, _part):
        if moment := within(said, low, year):
            return moment
    return _period(said, year, (1, 12), (str(year),), str(year))


def _relative(words: str, today: dt.date) -> Moment | None:
    """A time that is named from where one stands; it is kept as the date it means today."""
    if words in _THIS_YEAR:
        return _absolute("", str(today.year + _THIS_YEAR[words]))
    counted = _COUNTED.fullmatch(words)
    if counted:
        n = (1 if counted[1] in ("a", "an") else int(counted[1])) * (-1 if counted[3] else 1)
        if counted[2] == "year":
            return _absolute("", str(today.year + n))
        return _month("", *_year_and_month(today, n))
    if words in MONTHS or (len(words) >= 3 and any(name.startswith(words) for name in MONTHS)):
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(words))
        return _month("", today.year + (month < today.month), month)
    day = parse_date(words, today)
    return _month("", day.year, day.month) if day else None


def _year_and_month(today: dt.date, months: int) -> tuple[int, int]:
    years, month = divmod(today.month - 1 + months, 12)
    return today.year + years, month + 1


# --- parts of a year ---------------------------------------------------------------


def _month_number(said: str, words: str, year: int) -> Moment | None:
    found = _YEAR_MONTH.search(words) or _MONTH_YEAR.search(words)
    return _month(said, year, int(found[1])) if found and 1 <= int(found[1]) <= 12 else None


def _quarter(said: str, words: str, year: int) -> Moment | None:
    found = _QUARTER.search(words)
    if found is None:
        return None
    n = int(found[1] or found[2])
    first, last = MONTHS[3 * n - 3].capitalize(), MONTHS[3 * n - 1].capitalize()
    return _period(said, year, (3 * n - 2, 3 * n), (f"{year} Q{n}", str(year)), f"{first} to {last} {year}")


def _half(said: str, words: str, year: int) -> Moment | None:
    found = _HALF.search(words)
    if found is None:
        return None
    n = int(found[1])
    half = "first" if n == 1 else "second"
    return _period(said, year, (6 * n - 5, 6 * n), (f"{year} H{n}", str(year)), f"the {half} half of {year}")


def _month_name(said: str, words: str, year: int) -> Moment | None:
    for word in re.findall(r"[a-z]{3,9}", words):
        for n, name in enumerate(MONTHS, 1):
            if name.startswith(word):
                return _month(said, year, n)
    return None


def _part(said: str, words: str, year: int) -> Moment | None:
    part = next((_PART_WORDS[word] for word in re.findall(r"[a-z]+", words) if word in _PART_WORDS), None)
    if part is None:
        return None
    first, last, told = _PARTS[part]
    return _period(said, year, (first, last), (f"{part} {year}", str(year)), f"{told} {year}")


def _month(said: str, year: int, month: int) -> Moment:
    name, iso = MONTHS[month - 1].capitalize(), f"{year}-{month:02}"
    names = (f"{name} {year}", f"{name[:3]} {year}", iso, str(year))
    return _period(said or iso, year, (month, month), names, f"{name} {year}")


def _period(said: str, year: int, months: tuple[int, int], names: tuple[str, ...], told: str) -> Moment:
    first = dt.date(year, months[0], 1)
    last = add_months(dt.date(year, months[1], 1), 1) - dt.timedelta(days=1)
    return Moment(said or names[0], names, told, first, last)
