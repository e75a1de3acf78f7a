"""Dates as people say them: `fri`, `next week`, `in 3 months`, `12 dec`, `2027-03-01`. Always shown back as a date."""

import datetime as dt
import re

from .words import marked, said, said_of

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december"]  # fmt: skip
WEEKDAYS = [marked("Monday"), marked("Tuesday"), marked("Wednesday"), marked("Thursday"), marked("Friday"),
            marked("Saturday"), marked("Sunday")]  # fmt: skip
MONTH_NAMES = [marked("January"), marked("February"), marked("March"), marked("April"), marked("May"), marked("June"),
               marked("July"), marked("August"), marked("September"), marked("October"), marked("November"),
               marked("December")]  # fmt: skip
SHORT_MONTHS = [marked("Jan"), marked("Feb"), marked("Mar"), marked("Apr"), marked("May"), marked("Jun"), marked("Jul"),
                marked("Aug"), marked("Sep"), marked("Oct"), marked("Nov"), marked("Dec")]  # fmt: skip
# How dates are typed in the reader's language, each word with the English one: `heute=today`. Beginnings will do.
TYPED = marked("today=today")

_IN = r"(?:in )?(an?|\d{1,3}) (day|week|month|year)s?"
_DAY_MONTH = r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?"
_MONTH_DAY = r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?"


def parse_date(text: str, today: dt.date) -> dt.date | None:
    """The day that a text means, seen from `today`; None when it means none. Days without a year lie ahead."""
    words = " ".join(text.lower().replace(",", " ").split())
    words = in_english(words)
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        return _named(words, today) or _counted(words, today) or _spelled(words, today)


def in_english(words: str, more: str = "") -> str:
    """Words for days as they are typed in another language as those below know them: whole, or their beginning.

    `more` are further pairs like those of `TYPED`.
    """
    if (typed := said(TYPED)) == TYPED:
        return words
    pairs = f"{typed} {said(more)}".split()
    known = dict(pair.split("=") for pair in pairs if pair.count("=") == 1)
    return " ".join(known.get(word) or _begun(word.rstrip("."), known) or word for word in words.split())


def _begun(word: str, known: dict[str, str]) -> str:
    found = {english for own, english in known.items() if own == word or (len(word) >= 2 and own.startswith(word))}
    return found.pop() if len(found) == 1 else ""


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
    match = re.fullmatch(_IN, words)
    if match is None:
        return None
    n = 1 if match[1] in ("a", "an") else int(match[1])
    if match[2] in ("month", "year"):
        return add_months(today, n * (12 if match[2] == "year" else 1))
    return today + dt.timedelta(days=n * (7 if match[2] == "week" else 1))


def _spelled(words: str, today: dt.date) -> dt.date | None:
    match = re.fullmatch(_DAY_MONTH, words)
    if match:
        return _day_of(int(match[1]), match[2], match[3], today)
    match = re.fullmatch(_MONTH_DAY, words)
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


# --- rhythms: P2W, as ISO 8601 writes a span of time ------------------------------------

_SPAN = r"P([1-9][0-9]{0,2})([DWMY])"  # compiled when it is first needed, which no start waits for
_SAID = r"(?:every )?(?:(an?|one|two|three|other|[0-9]{1,3}) ?)?(d|w|m|y|days?|weeks?|months?|years?)"
_ALONE = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "yearly": "P1Y"}
TYPED_RHYTHM = marked("every=every")  # as `TYPED`, for rhythms and spans: `alle=every`
_COUNTS = {None: 1, "a": 1, "an": 1, "one": 1, "two": 2, "other": 2, "three": 3}


def parse_rhythm(text: str) -> str | None:
    """The rhythm that a text means: `2w`, `every two weeks`, `monthly` and `P2W` are `P2W` or the like; else None."""
    words = in_english(" ".join(text.lower().split()), TYPED_RHYTHM)
    if words in _ALONE or re.fullmatch(_SPAN, words.upper()):
        return _ALONE.get(words) or words.upper()
    match = re.fullmatch(_SAID, words)
    n = 0 if match is None else _COUNTS[match[1]] if match[1] in _COUNTS else int(match[1])
    return f"P{n}{match[2][0].upper()}" if match and n else None


def span_of(rhythm: str | None) -> tuple[int, str] | None:
    """A rhythm as a number and `D` or `M`; None for what is no rhythm, as in a file that was edited by hand."""
    match = re.fullmatch(_SPAN, rhythm or "")
    if match is None:
        return None
    n, unit = int(match[1]), match[2]
    return n * {"W": 7, "Y": 12}.get(unit, 1), "D" if unit in "DW" else "M"


def next_after(start: dt.date, rhythm: str, after: dt.date) -> dt.date | None:
    """The first day after `after` that lies one rhythm or several behind `start`; None when there is no such day.

    Counted from the start each time, so that what falls on a 31st comes back to the 31st after a short month.
    """
    span = span_of(rhythm)
    if span is None:
        return None
    n, unit = span
    days = (after - start).days
    times = max(1, days // n if unit == "D" else days // 31 // n)  # that many at least, or nearly
    try:
        while (day := _on(start, n * times, unit)) <= after:
            times += 1
    except (OverflowError, ValueError):  # beyond the year 9999
        return None
    return day


def _on(start: dt.date, n: int, unit: str) -> dt.date:
    return add_months(start, n) if unit == "M" else start + dt.timedelta(days=n)


def rhythm_words(rhythm: str) -> str:
    """`P1W` as `every week`, `P2M` as `every 2 months`; what is no rhythm stays as it is."""
    match = re.fullmatch(_SPAN, rhythm)
    if match is None:
        return rhythm
    return every_words(int(match[1]), match[2])


def every_words(n: int, unit: str) -> str:
    """How often, by a number and `D`, `W`, `M` or `Y`: `every week`, `every 2 months`."""
    if n == 1:
        each = {"D": marked("every day"), "W": marked("every week"), "M": marked("every month")}
        return said(each.get(unit, marked("every year")))
    match unit:
        case "D":
            return said_of(n, "every {n} days", "every {n} days")
        case "W":
            return said_of(n, "every {n} weeks", "every {n} weeks")
        case "M":
            return said_of(n, "every {n} months", "every {n} months")
    return said_of(n, "every {n} years", "every {n} years")


def span_words(rhythm: str) -> str:
    """`P1W` as `a week`, `P2M` as `2 months`."""
    match = re.fullmatch(_SPAN, rhythm)
    if match is None:
        return rhythm
    n = int(match[1])
    match match[2]:
        case "D":
            return said_of(n, "a day", "{n} days")
        case "W":
            return said_of(n, "a week", "{n} weeks")
        case "M":
            return said_of(n, "a month", "{n} months")
    return said_of(n, "a year", "{n} years")


# --- a day in words --------------------------------------------------------------------


def in_words(day: dt.date) -> str:
    """`Friday 27 November 2026`, in the reader's language and whatever the locale."""
    weekday, month = said(WEEKDAYS[day.weekday()]), said(MONTH_NAMES[day.month - 1])
    return said("{weekday} {day} {month} {year}", weekday=weekday, day=day.day, month=month, year=day.year)


def date_words(day: dt.date) -> str:
    """`27 November 2026`, as it stands after `since` or `on`."""
    return said("{day} {month} {year}", day=day.day, month=said(MONTH_NAMES[day.month - 1]), year=day.year)


def short_date(day: dt.date) -> str:
    """`27 Nov`."""
    return said("{day} {month}", day=day.day, month=short_month(day.month))


def short_month(month: int) -> str:
    """`Nov` for the eleventh month."""
    return said(SHORT_MONTHS[month - 1])


def month_words(month: int) -> str:
    """`November` for the eleventh month."""
    return said(MONTH_NAMES[month - 1])


def near(day: dt.date, today: dt.date, on: bool = True) -> str:
    """A day as seen from today: `today`, `tomorrow`, `on Friday`, `3 days ago`, `on 12 December`.

    Without `on` it is `Friday` and `12 December`, as it stands after another such word.
    """
    days = (day - today).days
    if days in (0, 1, -1):
        return said({0: marked("today"), 1: marked("tomorrow"), -1: marked("yesterday")}[days])
    if 1 < days < 7:
        weekday = said(WEEKDAYS[day.weekday()])
        return said("on {weekday}", weekday=weekday) if on else weekday
    if -31 < days < 0:
        return said("{n} days ago", n=-days)
    year = f" {day.year}" if day.year != today.year else ""
    text = marked("on {day} {month}") if on else marked("{day} {month}")
    return said(text, day=day.day, month=month_words(day.month)) + year
