"""How facts are worded: names in quotation marks, lists, counts, days."""

import datetime as dt
from collections.abc import Iterable, Sequence

from ..dates import date_words
from ..display import display_line, shorten
from ..plan.records import Record
from ..words import said

NAMED = 5  # of a list; the rest is counted
NAME, SAYING = 80, 200  # characters


def quoted(text: object, longest: int = NAME) -> str:
    """Somebody's text in quotation marks, on one line, without the full stop that the sentence itself will have."""
    line = display_line(text)
    return f"“{shorten(line.removesuffix('.') or line, longest)}”"


def name_of(text: object) -> str:
    """A person's name, or that of something rated, as it stands in a sentence."""
    return shorten(text, NAME)


def labels(records: Iterable[Record]) -> list[str]:
    """What records are called, each in quotation marks."""
    return [quoted(record.label) for record in records]


def joined(things: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; of many, the first few and how many more."""
    if len(things) > NAMED + 1:
        things = [*things[:NAMED], said("{n} more", n=len(things) - NAMED)]
    return listed(things)


def listed(things: Sequence[str]) -> str:
    """The same for all of them, however many."""
    if len(things) < 2:
        return "".join(things)
    return said("{things} and {last}", things=", ".join(things[:-1]), last=things[-1])


def either(things: Sequence[str]) -> str:
    """`A`, `A or B`, `A, B or C`."""
    if len(things) < 2:
        return "".join(things)
    return said("{things} or {last}", things=", ".join(things[:-1]), last=things[-1])


def day_words(day: dt.date) -> str:
    """`3 May 2026`."""
    return date_words(day)


def refs(*records: Record) -> tuple[str, ...]:
    """Records as facts refer to them, each once."""
    return tuple(dict.fromkeys(f"{record.table}/{record.id}" for record in records))


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts name the same: capitals and spaces do not count. Nothing is the same as nothing."""
    return bool(one and other) and folded(one) == folded(other)


def folded(text: str | None) -> str:
    """A text for comparing."""
    return " ".join((text or "").split()).casefold()


def mentions(text: str | None, name: str | None) -> bool:
    """Whether a name stands in a text as a word or words of its own."""
    words = "".join(letter if letter.isalnum() else " " for letter in folded(text)).split()
    wanted = "".join(letter if letter.isalnum() else " " for letter in folded(name)).split()
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words)} "
