"""A lesson in the reader's language: its text from the `.po` file beside it, everything else from the lesson itself.

Ids are those of the lesson, so answers, progress and conditions hold in every language. A text without a translation,
or with one that was made of other words than stand in the lesson now, is shown in the lesson's own language.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..words import is_tag
from .faults import Unreadable
from .po import Entry, parse, usable
from .reading import FORBIDDEN, read_text
from .wording import places

if TYPE_CHECKING:  # lists need only what is in the files
    from pydantic import BaseModel

    from .texts import Said, Text

D = TypeVar("D", bound="BaseModel")
_NAME = re.compile(r"(?P<stem>[A-Za-z0-9_-]{1,60})\.(?P<tag>[A-Za-z0-9-]{2,24})\.po")


class Name(NamedTuple):
    """What an overlay's file is called after: its lesson's file, and a language."""

    lesson: str
    language: str


def name_of(file: str) -> Name | None:
    """`03-week.de.po` belongs to `03-week.toml` and is German; None for what is no overlay's name."""
    match = _NAME.fullmatch(file)
    return Name(f"{match['stem']}.toml", match["tag"]) if match and is_tag(match["tag"]) else None


def translations(data: bytes) -> dict[str, Entry]:
    """What a file has to offer, by place; nothing when it has faults of form, which `coach content check` names."""
    reading = read_text(data)
    catalogue = parse(reading.text)
    if reading.troubles or catalogue.troubles:
        return {}
    return {entry.place: entry for entry in catalogue.entries if entry.place and usable(entry)}


def why_not(entry: Entry, text: "Text") -> str:
    """Why a translation cannot stand for a text, in a word of ours; empty when it can."""
    if entry.source != text.words:
        return "stale"
    if FORBIDDEN.search(entry.words):
        return "forbidden"
    if text.longest is not None and len(entry.words) > text.longest:
        return "long"
    return "" if sorted(set(places(entry.words))) == sorted(set(places(text.words))) else "placeholders"


def in_words(part: D, files: Sequence[Callable[[], bytes]]) -> D:
    """The same in the words of its translations, the file of the nearest language first."""
    from .texts import reworded

    found: dict[str, Entry] = {}
    for read in reversed(files):
        with suppress(Unreadable, OSError):
            found |= translations(read())
    return reworded(part, _words_of(found)) if found else part


def _words_of(found: dict[str, Entry]) -> "Said":
    """How a text is said with these translations."""

    def words(text: "Text") -> str:
        entry = found.get(text.place)
        return text.words if entry is None or why_not(entry, text) else entry.words

    return words
