"""A file of translations: its form, and what it translates beside what stands in the lesson now."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from ...words import marked, said, said_of
from ..codes import CODES
from ..faults import Fault, Unreadable, did_you_mean, listed, quoted
from ..lines import Lines
from ..overlay import name_of
from ..po import Catalogue, Entry, parse
from ..reading import FORBIDDEN, read, read_file, read_text
from ..texts import Text, texts
from ..wording import RAW, places
from .form import MODELS
from .known import kind_of
from .sheet import Advice, shortened


def texts_of(name: str, data: bytes) -> list[Text] | None:
    """The texts for readers in a file; None when it has faults, or is none of those that have such texts."""
    reading = read(data)
    kind = kind_of(os.path.basename(name), reading.data or {})
    if reading.troubles or kind == "pack":
        return None
    try:
        part: BaseModel = MODELS[kind].model_validate(reading.data)
    except ValidationError:
        return None
    return texts(part)


@dataclass
class Opened(Catalogue):
    """What a file of translations holds, with all that is wrong with its bytes and its form, in words."""

    faults: list[Unreadable] = field(default_factory=list)


def opened(data: bytes) -> tuple[str, Opened]:
    """The text of a file of translations, and what it holds."""
    reading = read_text(data)
    catalogue = parse(reading.text)
    faults = [Unreadable(said(one.slip.why, word=one.word), one.line, one.column, one.code, said(one.advice))
              for one in catalogue.troubles]  # fmt: skip
    return reading.text, Opened(catalogue.entries, catalogue.troubles, reading.troubles + faults)


def look_at_overlay(file: Path) -> list[Fault]:
    """A file of translations on disk, with the lesson beside it."""
    try:
        data = read_file(file)
    except Unreadable as error:
        return _Overlay(str(file), "").of_file([error])
    name = name_of(file.name)
    try:
        lesson = read_file(file.with_name(name.lesson)) if name else None
    except Unreadable:
        lesson = None
    return look_at_overlay_bytes(str(file), data, lesson)


def look_at_overlay_bytes(name: str, data: bytes, lesson: bytes | None) -> list[Fault]:
    """The same in memory; `lesson` is None when there is none beside it."""
    text, catalogue = opened(data)
    overlay = _Overlay(name, text)
    own = name_of(os.path.basename(name))
    if own is None:
        why = said("translations are named like their lesson, with a language")
        return overlay.of_file([Unreadable(why, 1, 1, "C108", said("Such as 03-my-week.de.po for 03-my-week.toml."))])
    if catalogue.faults or not catalogue.entries:
        nothing = Unreadable(
            said("there is nothing in this file"),
            1,
            1,
            "C109",
            said("{command} begins one.", command=f"coach content translate {own.lesson} --to {own.language}"),
        )
        return overlay.of_file(catalogue.faults or [nothing])
    if lesson is None:
        why = said("there is no {file} beside it", file=quoted(own.lesson))
        return overlay.of_file([Unreadable(why, 1, 1, "C602", said("A translation lies beside its lesson."))])
    source = texts_of(own.lesson, lesson)
    if source is None:
        return []  # the lesson has faults, which are said of it; or it is a pack.toml, of which nothing is translated
    overlay.check(
        source,
        catalogue.entries,
        f"coach content translate {own.lesson} --to {own.language}",
    )
    return shortened(sorted(overlay.found, key=lambda fault: (fault.line, fault.column, fault.code)))


class _Overlay:
    """A file of translations under check."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.lines, self.rows = Lines(text), text.split("\n")
        self.found: list[Fault] = []

    def of_file(self, troubles: list[Unreadable]) -> list[Fault]:
        """What is wrong with its form."""
        for one in troubles:
            row = self.rows[one.line - 1] if self.text and one.line <= len(self.rows) else None
            self.found.append(Fault(self.name, one.line, one.column, one.code, one.why, one.advice, source=row))
        return shortened(self.found)

    def check(self, source: list[Text], entries: list[Entry], command: str) -> None:
        """Compares it with the texts of the lesson."""
        by_place = {text.place: text for text in source}
        first: dict[str, Entry] = {}
        for entry in entries:
            if entry.gone or (entry.place is None and not entry.source):
                continue
            text = by_place.get(entry.place or "")
            if text is None:
                self._nowhere(entry, list(by_place), command)
            elif first.setdefault(text.place, entry) is not entry:
                why = said("{place} is translated twice", place=quoted(text.place))
                self._say("C604", entry, "msgctxt", why, said("Keep the better one of the two."))
            elif entry.words.strip():
                self._translation(entry, text, command)
        missing = [text for text in source if text.place not in first or not first[text.place].words.strip()]
        if missing:
            self._missing(missing, len(source), first, command)

    def _nowhere(self, entry: Entry, known: list[str], command: str) -> None:
        if entry.place is None:
            self._say("C603", entry, "msgid", said("a text without msgctxt, which says where it belongs"),
                      said("Write msgctxt with its place before msgid."))  # fmt: skip
            return
        place = entry.place

        def advice() -> str:
            near = did_you_mean(place, known, marked("places of texts"))
            return said("{near} If the lesson has changed: {command} puts it in order.", near=near, command=command)

        self._say("C603", entry, "msgctxt", said("the lesson has no text at {place}", place=quoted(place)), advice)

    def _translation(self, entry: Entry, text: Text, command: str) -> None:
        if entry.stale or entry.source != text.words:
            how = (
                said("{command} marks it and shows both texts.", command=command)
                if entry.source != text.words
                else said("Look it over; then take out its line with “fuzzy” and those that begin with #|.")
            )
            self._say(
                "C415", entry, "msgstr", said("the text of the lesson has changed since this was translated"), how
            )
            return
        if bad := FORBIDDEN.search(entry.words):
            why = said("the character U+{code} is refused (here as an escape)", code=f"{ord(bad[0]):04X}")
            self._say("C102", entry, "msgstr", why, said("Take it out: it is invisible or steers the terminal."))
        if text.longest is not None and len(entry.words) > text.longest:
            why = said("this has {n} characters, and fits with {most}", n=len(entry.words), most=text.longest)
            self._say("C207", entry, "msgstr", why, said("Say it more shortly."))
        self._placeholders(entry, text)

    def _placeholders(self, entry: Entry, text: Text) -> None:
        wanted, there = places(text.words), places(entry.words)
        strange = next((place for place in there if place not in wanted), None)
        lost = next((place for place in wanted if place not in there), None)
        halves = len(RAW.findall(entry.words)) - len(there)
        advice = said(
            "The source has {list}; only the words after | change.", list=listed(f"${{{a}.{b}|…}}" for a, b in wanted)
        )
        if strange:
            name = ".".join(strange)
            why = said("the source has no placeholder {placeholder}", placeholder=quoted(name))
            self._say("C605", entry, "msgstr", why, advice if wanted else said("Take it out."), name)
        elif halves > 0:
            self._say("C605", entry, "msgstr", said("a placeholder that cannot be read"),
                      advice if wanted else said("Take it out."), "${")  # fmt: skip
        elif lost:
            self._say(
                "C605",
                entry,
                "msgstr",
                said("the placeholder {placeholder} is missing", placeholder=quoted(".".join(lost))),
                advice,
            )

    def _missing(self, missing: list[Text], of: int, first: dict[str, Entry], command: str) -> None:
        count = said_of(len(missing), "{n} of {of} texts has no translation yet",
                        "{n} of {of} texts have no translation yet", of=of)  # fmt: skip
        entry = first.get(missing[0].place)
        how = said("Write it after msgstr.") if entry else said("{command} puts them into this file.", command=command)
        self._say(
            "C416",
            entry,
            "msgstr",
            said("{count}; the first is {place}", count=count, place=quoted(missing[0].place)),
            said("{how} Until then readers see the lesson's own words.", how=how),
        )

    def _say(self, code: str, entry: Entry | None, part: str, why: str, advice: Advice, find: str = "") -> None:
        """Adds a finding, at a part of an entry; without one, at the beginning of the file."""
        spots = entry.spots if entry else {}
        start, end = spots.get(part) or next((at for name, at in spots.items() if name.startswith(part)), (0, 1))
        inside = self.text.find(find, start, end) if find else -1
        start, end = (inside, inside + len(find)) if inside >= 0 else (start, end)
        line, column = self.lines.place(start)
        row = self.rows[line - 1]
        length = max(1, min(end - start, len(row) - column + 1))
        advice = advice if isinstance(advice, str) else advice()
        self.found.append(Fault(self.name, line, column, code, why, advice, CODES[code].level, length, row))


def is_overlay(name: str) -> bool:
    """Whether a file is to be read as translations."""
    return re.search(r"\.po$", name, re.IGNORECASE) is not None
