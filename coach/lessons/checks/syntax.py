"""What a TOML error means for an author: the parser's message becomes a sentence at the place where the slip is."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import tomli

from ...words import marked, said
from ..faults import Unreadable, listed, quoted
from ..lines import Lines
from ..tokens import KeyPath, Scan

if TYPE_CHECKING:
    from ..positions import Places, Repeated

_CURLY = "“”„‟«»‘’‚"
_KEY_LINE = re.compile(r"^(\[\[?[a-z_.]+\]\]?|[a-z_]+ = .*)$", re.MULTILINE)
_HEADER_LINE = re.compile(r"\[\[?[a-z_.]+\]")
_STRANGE = (
    marked("a line cannot begin with {seen}"),
    marked("Keys are of plain letters, digits, - and _; # begins a comment."),
)
_SENTENCES = (
    (
        "Expected '='",
        marked("after a key there is an =, not {seen}"),
        marked('Write it as key = "value"; names with a space go in quotes.'),
    ),
    (
        "Unescaped",
        marked("a backslash in a text that stands for nothing"),
        marked(r"Write \\ for a backslash, or use single quotes."),
    ),
    ("Invalid statement", *_STRANGE),
    ("Invalid initial character", *_STRANGE),
)
_TWICE = ("overwrite", "twice", "Duplicate", "mutate", "redefine")


def explained(scan: Scan, error: tomli.TOMLDecodeError) -> list[Unreadable]:
    """The troubles behind one error of the parser; keys that are set twice are all named at once."""
    if any(word in error.msg for word in _TWICE):
        found = list(_set_twice(scan))
        if found:
            return found
        return [_other_meaning(scan, error)]
    if scan.unclosed is not None and error.pos >= scan.unclosed:
        return [_unclosed_string(scan, scan.unclosed)]
    swallowed = _swallowed(scan, error.pos)
    if swallowed is not None:
        return [_unclosed_string(scan, swallowed)]
    why, advice = _why(scan, error)
    at = error.pos if not error.msg.startswith("Unescaped") else scan.text.rfind("\\", 0, error.pos)
    place = Lines(scan.text).place(at)
    if _header_in_brackets(scan, place[0]):
        place = place[0], 1
        why, advice = (
            said("a table begins here, and a bracket before it is not closed"),
            said("Close [ with ] and { with }."),
        )
        return [Unreadable(why, *place, "C101", advice, Lines(scan.text).place(scan.opened[0][1]))]
    return [Unreadable(why, *place, "C101", advice, _opened(scan, error, place[0]))]


def _header_in_brackets(scan: Scan, line: int) -> bool:
    """Whether a line looks like a header and stands inside a list or an inline table."""
    begins = _HEADER_LINE.match(scan.text.split("\n")[line - 1])
    return bool(begins and scan.opened and Lines(scan.text).place(scan.opened[0][1])[0] < line)


def _opened(scan: Scan, error: tomli.TOMLDecodeError, line: int) -> tuple[int, int] | None:
    """Where the bracket was opened that is missed here, when that is in another line."""
    if not error.msg.startswith(("Unclosed", "Expected ']", "Expected '}")) or not scan.opened:
        return None
    opened = Lines(scan.text).place(scan.opened[-1][1])
    return opened if opened[0] != line else None


def _set_twice(scan: Scan) -> Iterator[Unreadable]:
    """Keys and tables that are set twice. Those of one table are one fault: most often its own header is missing."""
    from ..positions import Places

    places = Places(scan.text, scan)
    tables: dict[KeyPath, list[Repeated]] = {}
    for again in places.repeated:
        table = again.path if again.header else again.path[:-1]
        tables.setdefault(table, []).append(again)
    for found in tables.values():
        yield _twice(places, found)


def _twice(places: "Places", found: "list[Repeated]") -> Unreadable:
    first = found[0]
    if first.header:
        names = quoted(".".join(str(part) for part in first.path if isinstance(part, str)))
        advice = said("Lists of tables take two brackets each time: [[steps]].")
    else:
        names = listed((f"“{again.path[-1]}”" for again in found), 5)
        advice = said("Keep one of the two; a new step, option or row begins with its own [[...]] line.")
    before = places.lines.place(first.first)
    one = marked("{keys} is set twice; the first is in line {line}")
    many = marked("{keys} are set twice; the first is in line {line}")
    why = said(many if len(found) > 1 and not first.header else one, keys=names, line=before[0])
    return Unreadable(why, *places.lines.place(first.second), "C107", advice, before)


def _other_meaning(scan: Scan, error: tomli.TOMLDecodeError) -> Unreadable:
    why, advice = (
        said("a key or table is set here that already has another meaning"),
        said("Give one of the two another name."),
    )
    line = scan.text.split("\n")[error.lineno - 1]
    first = _meant_first(scan, line, error.lineno)
    if line.startswith("["):
        return Unreadable(
            why, error.lineno, 1, "C107", said("Lists of tables take two brackets each time: [[steps]]."), first
        )
    return Unreadable(why, error.lineno, error.colno, "C107", advice, first)


def _meant_first(scan: Scan, line: str, number: int) -> tuple[int, int] | None:
    """Where the first part of the key in a line was set before."""
    from ..positions import Places

    name = re.match(r"[\[ \t]*([A-Za-z0-9_-]+)", line)
    found = Places(scan.text, scan).key((name[1],)) if name else (number, 1)
    return found if found[0] < number else None


def _swallowed(scan: Scan, at: int) -> int | None:
    """Where a text begins that took in the keys after it, because its closing quotation marks are missing."""
    last = next((span for span in reversed(scan.texts) if span[1] <= at), None)
    if last and _KEY_LINE.search(scan.text, last[0], last[1]) and scan.text.count("\n", last[1], at) <= 1:
        return last[0]
    return None


def _unclosed_string(scan: Scan, at: int) -> Unreadable:
    line, column = Lines(scan.text).place(at)
    mark = scan.text[at : at + 3]
    if mark in ('"""', "'''"):
        return Unreadable(
            said("the text that begins here has no closing {mark}", mark=mark),
            line,
            column,
            "C101",
            said("Close it with {mark} before the next key or [[...]] line.", mark=mark),
        )
    advice = said(
        "Close it with {mark}. A text of several lines begins and ends with three: {three}",
        mark=mark[0],
        three=mark[0] * 3,
    )
    if mark[0] == "'":
        advice += said(" A text with an apostrophe in it goes into double quotes.")
    return Unreadable(said("a quotation mark that is not closed in its line"), line, column, "C101", advice)


def _why(scan: Scan, error: tomli.TOMLDecodeError) -> tuple[str, str]:
    rest = scan.text[error.pos : error.pos + 80].split("\n")[0]
    for beginning, why, advice in _SENTENCES:
        if error.msg.startswith(beginning):
            return said(why, seen=_seen(rest)), said(advice)
    if error.msg.startswith("Invalid value"):
        return _bad_value(rest)
    if error.msg.startswith("Expected newline"):
        return said("the line goes on with {seen} after its value", seen=_seen(rest)), _after_a_value(
            scan.text[: error.pos], rest
        )
    if error.msg.startswith(("Unclosed", "Expected ']", "Expected '}")):
        return _unclosed(scan, error.lineno)
    return (
        said("this is not TOML: {why}", why=quoted(error.msg)),
        said("The line before may be at fault; compare with a lesson that works."),
    )


def _seen(rest: str) -> str:
    return quoted(rest.split()[0]) if rest.strip() else said("the end of the line")


def _bad_value(rest: str) -> tuple[str, str]:
    word = rest.split(",")[0].strip()
    if not word:
        return said("there is nothing after the ="), said('Write a value, or leave the line out; an empty text is "".')
    if word[0] in _CURLY:
        return said("these quotation marks are typographic ones"), said('Use the straight ones: "text".')
    if word.lower() in ("true", "false", "yes", "no"):
        small = {"yes": "true", "no": "false"}.get(word.lower(), word.lower())
        return said("{word} is not a value", word=quoted(word)), said("Write {small}, in small letters.", small=small)
    return said("{word} is not a value", word=quoted(word)), said(
        'Text stands in quotes: "text"; numbers have a point and no unit.'
    )


def _after_a_value(before: str, rest: str) -> str:
    if before.endswith("0") and rest[:1].isdigit():
        return said("A number does not begin with 0. Dates are written 2027-03-01.")
    if before.endswith("'"):
        return said('A text with an apostrophe in it goes into double quotes: "It\'s noon".')
    return said(
        'One key a line. A quotation mark inside a text is written \\", or the text goes into three quotes: """..."""'
    )


def _unclosed(scan: Scan, line: int) -> tuple[str, str]:
    """A bracket that is not closed: the line where it was opened is the one to look at."""
    opened = Lines(scan.text).place(scan.opened[-1][1])[0] if scan.opened else line
    here = marked("here a comma or a closing bracket is missing")
    far = marked("here a comma or a closing bracket is missing (the bracket was opened in line {line})")
    advice = said("Close [ with ], { with } and [[ with ]]; commas between.")
    return said(far if opened != line else here, line=opened), advice
