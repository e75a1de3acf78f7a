"""Moments: when something is, as exactly as a person likes to say it: 2019, June 2027, 2027-Q2, now, next, later."""

import datetime as dt
import re
from dataclasses import dataclass

from ..dates import MONTHS, add_months, in_english, month_words, parse_date, short_month
from ..words import marked, said

POINTS = {"now": 0, "next": 12, "later": 60}  # months ahead: next is within a year, later within five
TYPED = marked("now=now")  # what else is typed for times in the reader's language, as in `dates.TYPED`: `bald=soon`
_SAME = {"today": "now", "at present": "now", "at the moment": "now", "soon": "next", "someday": "later",
         "some day": "later", "one day": "later"}  # fmt: skip
_TOLD = {"now": marked("now"), "next": marked("within a year or so"), "later": marked("in one to five years")}
_NAMES = {"now": marked("now"), "next": marked("next ⟨soon⟩"), "later": marked("later")}
_PARTS = {"early": (1, 4, marked("early in {year}"), marked("early {year}")),
          "mid": (5, 8, marked("the middle of {year}"), marked("mid {year}")),
          "late": (9, 12, marked("late in {year}"), marked("late {year}"))}  # fmt: skip
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
    typed = " ".join(text.split())
    words = in_english(typed.lower().replace(",", " ").strip(), TYPED)
    point = _SAME.get(words, words)
    if point in POINTS:
        day = add_months(today, POINTS[point])
        kept = point if words == point or point == "now" else typed
        return Moment(kept, (said(_NAMES[point]),), said(_TOLD[point]), day, day)
    return _absolute(typed, words) or _relative(words, today)


def _absolute(typed: str, words: str) -> Moment | None:
    """A year, or a part of one. Of two years (2019-2021) the first is when it began."""
    found = _YEAR.search(words)
    if found is None:
        return None
    year, low = int(found[1]), words
    for within in (_month_number, _quarter, _half, _month_name, _part):
        if moment := within(typed, low, year):
            return moment
    return _period(typed, year, (1, 12), (str(year),), str(year))


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


def _month_number(typed: str, words: str, year: int) -> Moment | None:
    found = _YEAR_MONTH.search(words) or _MONTH_YEAR.search(words)
    return _month(typed, year, int(found[1])) if found and 1 <= int(found[1]) <= 12 else None


def _quarter(typed: str, words: str, year: int) -> Moment | None:
    found = _QUARTER.search(words)
    if found is None:
        return None
    n = int(found[1] or found[2])
    told = said("{first} to {last} {year}", first=month_words(3 * n - 2), last=month_words(3 * n), year=year)
    return _period(typed, year, (3 * n - 2, 3 * n), (said("{year} Q{n}", year=year, n=n), str(year)), told)


def _half(typed: str, words: str, year: int) -> Moment | None:
    found = _HALF.search(words)
    if found is None:
        return None
    n = int(found[1])
    told = marked("the first half of {year}") if n == 1 else marked("the second half of {year}")
    names = (said("{year} H{n}", year=year, n=n), str(year))
    return _period(typed, year, (6 * n - 5, 6 * n), names, said(told, year=year))


def _month_name(typed: str, words: str, year: int) -> Moment | None:
    for word in re.findall(r"[a-z]{3,9}", words):
        for n, name in enumerate(MONTHS, 1):
            if name.startswith(word):
                return _month(typed, year, n)
    return None


def _part(typed: str, words: str, year: int) -> Moment | None:
    part = next((_PART_WORDS[word] for word in re.findall(r"[a-z]+", words) if word in _PART_WORDS), None)
    if part is None:
        return None
    first, last, told, name = _PARTS[part]
    return _period(typed, year, (first, last), (said(name, year=year), str(year)), said(told, year=year))


def _month(typed: str, year: int, month: int) -> Moment:
    iso, told = f"{year}-{month:02}", said("{month} {year}", month=month_words(month), year=year)
    names = (told, said("{month} {year}", month=short_month(month), year=year), iso, str(year))
    return _period(typed or iso, year, (month, month), names, told)


def _period(typed: str, year: int, months: tuple[int, int], names: tuple[str, ...], told: str) -> Moment:
    first = dt.date(year, months[0], 1)
    last = add_months(dt.date(year, months[1], 1), 1) - dt.timedelta(days=1)
    return Moment(typed or names[0], names, told, first, last)
