"""How values of a plan are typed and read: dates as people say them, lists a line each, groups a paragraph each."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol

from ..dates import parse_date
from ..display import in_line
from ..words import marked, said
from .moments import read_moment

FieldType = Literal[
    "text", "long", "number", "date", "dates", "choice", "yesno", "list", "pairs", "texts", "grid", "parts", "ref",
    "moment",
]  # fmt: skip
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
NO_DATE = marked("that is no date I know. Try fri, next week, in 3 months, 12 dec or 2027-03-01.")


class Shape(Protocol):
    """What a reader has to know of a field."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def type(self) -> FieldType:
        """What it holds."""

    @property
    def whole(self) -> bool:
        """Whether its numbers have no decimals."""

    @property
    def low(self) -> int | None:
        """The least number."""

    @property
    def high(self) -> int | None:
        """The greatest number."""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Marks and their words."""

    @property
    def of(self) -> "Sequence[Inner]":
        """The fields of each group in it."""


class Inner(Shape, Protocol):
    """A field of a group."""

    @property
    def path(self) -> str:
        """Its name."""

    def show(self, value: Any) -> str:
        """A kept value as it is typed."""

    def read(self, typed: str, today: dt.date) -> tuple[Any, str]:
        """What was typed in its kept form, or why it cannot be kept."""


Read = tuple[Any, str]

# --- as it is typed ----------------------------------------------------------------


def showing(field: Shape, value: Any) -> str:
    """A kept value as it is typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return said("yes") if value else said("no")
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "\n".join(_pairs_shown(value))
    if isinstance(value, list):
        if field.type == "parts":
            return "\n\n".join(_part_shown(field, part) for part in value)
        return "\n".join(str(item) for item in value)
    return str(value)


def _pairs_shown(value: Mapping[str, Any]) -> list[str]:
    lines = []
    for name, one in value.items():
        if isinstance(one, Mapping):
            lines += [f"{name} / {line}" for line in _pairs_shown(one)]
        else:
            lines.append(f"{name}: {one:g}" if isinstance(one, float) else f"{name}: {one}")
    return lines


def _part_shown(field: Shape, part: Mapping[str, Any]) -> str:
    """A group: what names it, and below that a line for each thing it says."""
    first, *rest = field.of
    lines = [first.show(part.get(first.path))]
    lines += [f"{inner.label}: {_tight(inner.show(part[inner.path]))}" for inner in rest if part.get(inner.path)]
    return "\n".join(lines)


def _tight(text: str) -> str:
    """A text without empty lines, which would end its group."""
    return "\n".join(line for line in text.splitlines() if line.strip())


# --- and back ----------------------------------------------------------------------


def _text(field: Shape, text: str, today: dt.date) -> Read:
    return in_line(text), ""


def _long(field: Shape, text: str, today: dt.date) -> Read:
    return text, ""


def _number(field: Shape, text: str, today: dt.date) -> Read:
    try:
        number = float(text.replace(",", ".").removesuffix("%").strip())
        whole = int(number)
    except (ValueError, OverflowError):
        return None, _wanted(field, marked("a number, please."), marked("a number, please, from {low} to {high}."))
    if field.whole and whole != number:
        ranged = marked("a whole number, please, from {low} to {high}.")
        return None, _wanted(field, marked("a whole number, please."), ranged)
    if field.low is not None and field.high is not None and not field.low <= number <= field.high:
        return None, said("a number from {low} to {high}.", low=field.low, high=field.high)
    return (whole if whole == number and field.whole else number), ""


def _wanted(field: Shape, plain: str, within: str) -> str:
    """What would do: one of two texts, by whether there is a range."""
    return said(plain) if field.low is None else said(within, low=field.low, high=field.high)


def _date(field: Shape, text: str, today: dt.date) -> Read:
    day = parse_date(text, today)
    return (day.isoformat(), "") if day else (None, said(NO_DATE))


def _dates(field: Shape, text: str, today: dt.date) -> Read:
    days = [parse_date(line, today) for line in text.splitlines() if line.strip()]
    return (None, said(NO_DATE)) if None in days else ([day.isoformat() for day in days if day], "")


def _moment(field: Shape, text: str, today: dt.date) -> Read:
    moment = read_moment(text, today)
    return moment.kept if moment else in_line(text), ""


def _choice(field: Shape, text: str, today: dt.date) -> Read:
    wanted = text.casefold()
    whole = [mark for mark, words in field.choices if wanted in (mark.casefold(), words.casefold())]
    begun = [mark for mark, words in field.choices if words.casefold().startswith(wanted)]
    if whole or len(begun) == 1:
        return (whole or begun)[0], ""
    return None, said("one of these: {choices}.", choices=", ".join(words for _, words in field.choices))


def _yesno(field: Shape, text: str, today: dt.date) -> Read:
    word, yes, no = text.casefold(), said("yes").casefold(), said("no").casefold()
    agrees = word in (*YES, yes, yes[:1])
    return (agrees, "") if agrees or word in (*NO, no, no[:1]) else (None, said("yes or no."))


def _list(field: Shape, text: str, today: dt.date) -> Read:
    return [in_line(line) for line in text.splitlines() if line.strip()], ""


def _pairs(field: Shape, text: str, today: dt.date) -> Read:
    found: dict[str, Any] = {}
    for line in (line for line in text.splitlines() if line.strip()):
        name, colon, rest = (part.strip() for part in line.rpartition(":"))
        number, why = _number(field, rest, today) if colon and name else (None, "x")
        if why:
            return None, said("“{line}” is no name with a number, such as Pay: 4.", line=in_line(line)[:40])
        found[name] = number
    return found, ""


def _texts(field: Shape, text: str, today: dt.date) -> Read:
    lines = [line for line in text.splitlines() if line.strip()]
    found = [[part.strip() for part in line.partition(":")] for line in lines]
    if any(not name or not colon for name, colon, _ in found):
        return None, said("a name, a colon and what it says, a line each.")
    return {name: rest for name, _, rest in found}, ""


def _grid(field: Shape, text: str, today: dt.date) -> Read:
    flat, why = _pairs(field, text, today)
    if why or any(" / " not in name for name in flat):
        return None, said("lines such as Stay here / Pay: 4, please.")
    found: dict[str, Any] = {}
    for name, number in flat.items():
        outer, _, inner = name.partition(" / ")
        found.setdefault(outer, {})[inner] = number
    return found, ""


def _parts(field: Shape, text: str, today: dt.date) -> Read:
    parts = []
    for block in _blocks(text):
        part: dict[str, Any] = {}
        for inner, rest in _split(field, block):
            value, why = inner.read(rest, today)
            if why:
                return None, said("in “{part}”, {why}", part=in_line(block[0])[:30], why=why)
            part[inner.path] = value
        parts.append({name: value for name, value in part.items() if value is not None})
    return parts, ""


def _blocks(text: str) -> list[list[str]]:
    """The paragraphs of a text, as lines."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _split(field: Shape, block: list[str]) -> "list[tuple[Inner, str]]":
    """The fields of one group; a line that begins with no field's name goes on with the field before."""
    named = {inner.label.casefold(): inner for inner in field.of}
    found: list[tuple[Inner, str]] = []
    for n, line in enumerate(block):
        label, colon, rest = line.partition(":")
        inner = named.get(label.strip().casefold()) if colon else None
        if inner is not None:
            found.append((inner, rest.strip()))
        elif n == 0:
            found.append((field.of[0], line.strip()))
        else:
            last, before = found[-1]
            found[-1] = (last, f"{before}\n{line}")
    return found


READERS: dict[FieldType, Callable[[Any, str, dt.date], Read]] = {
    "text": _text, "long": _long, "number": _number, "date": _date, "dates": _dates, "choice": _choice,
    "yesno": _yesno, "list": _list, "pairs": _pairs, "texts": _texts, "grid": _grid, "parts": _parts, "ref": _text,
    "moment": _moment,
}  # fmt: skip
