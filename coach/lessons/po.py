"""Translations as gettext keeps them: `.po` files, read with the place of everything in them, and written.

Why `.po` and not a second TOML file per language: the source stands beside its translation (`msgid`), so one that went
stale is known by itself, without fingerprints; translators have tools for it (Poedit, Weblate, every forge shows it);
and the same format serves lessons and the words of the interface. `msgctxt` holds the place of a text in its lesson by
ids, `steps/why/prompt`, so that two equal texts can be translated in two ways. An author with a text editor fills the
quotation marks after `msgstr`.

Why a reader of our own and not polib or babel: a fault needs its line and column, which neither gives; polib opens a
file when a text is a path, takes a line without quotation marks and cuts off its ends, and had its last release in
2023; babel brings 30 MB of other things. The format itself is a dozen kinds of lines. A test holds that gettext's own
tools' and polib's reading of what is written here is the same as ours.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .lines import Lines

WIDTH = 78
MOST = 40_000  # lines; comments without end are no translation
STALE, BEFORE = "fuzzy", "#| "
_LINE = re.compile(r"(?P<gone>#~[ \t]*)?(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-5]\])?)[ \t]*)?"
                   r'"(?P<text>(?:[^"\\]|\\.)*)"[ \t]*')  # fmt: skip
_BEGUN = re.compile(r"(?P<gone>#~[ \t]*)?(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-5]\])?)\b")
_BEFORE = re.compile(r'#~?\|[ \t]*(?P<word>msgctxt|msgid_plural|msgid)?[ \t]*"(?P<text>(?:[^"\\]|\\.)*)"[ \t]*')
_ESCAPE = re.compile(r"\\(.)")
_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a"}
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_AFTER = {"msgctxt": ("",), "msgid": ("", "msgctxt"), "msgid_plural": ("msgid",), "msgstr": ("msgid", "msgid_plural")}


class Slip(NamedTuple):
    """What may be wrong with the form of a file, and what helps. It is said where it is shown."""

    why: str
    advice: str
    code: str = "C601"


# The words of the interface are read by this, so it asks them for none. `{word}` is the word it is about.
SLIPS = {
    "alone": Slip("a line in quotation marks that goes on with nothing", "Before it stands msgid or msgstr."),
    "order": Slip("“{word}” cannot stand here", "A text is msgctxt, msgid and msgstr, in this order."),
    "last": Slip("the last text has no msgstr", 'Write msgstr "" after its msgid.'),
    "strange": Slip("this line is no part of a translation file",
                    'Texts stand in quotation marks, after msgid or msgstr; comments begin with "# ".'),
    "open": Slip("the quotation mark at the end is missing", "Each line has its own two."),
    "word": Slip("this word begins no text", "The words are msgctxt, msgid, msgid_plural and msgstr."),
    "after": Slip("after this quotation mark the text ends, and the line goes on",
                  'Inside a text it is written \\" with a backslash.'),
    "long": Slip("more than {word} lines: no lesson needs that", "Is this the right file?", "C105"),
}  # fmt: skip


class Trouble(NamedTuple):
    """A slip with its place."""

    slip: Slip
    line: int
    column: int
    word: str = ""

    @property
    def code(self) -> str:
        """The code of the fault that it is."""
        return self.slip.code

    @property
    def advice(self) -> str:
        """What helps, in English."""
        return self.slip.advice


@dataclass
class Entry:
    """One text: where it belongs, its source, and its translation."""

    place: str | None = None  # msgctxt
    source: str = ""
    many: str = ""  # the source for several
    words: str = ""
    forms: list[str] = field(default_factory=list)  # the further forms of a number
    stale: bool = False
    before: str | None = None  # the source that the words are a translation of
    gone: bool = False  # kept, though there is no such text any more
    notes: list[str] = field(default_factory=list)  # its comments, as they were written
    hints: list[str] = field(default_factory=list)  # what the program says of it to the translator
    spots: dict[str, tuple[int, int]] = field(default_factory=dict)  # offsets of the parts' values


@dataclass
class Catalogue:
    """What a file holds, in its order, and what is wrong with its form."""

    entries: list[Entry] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def usable(entry: Entry) -> bool:
    """Whether it is a translation that may be shown, as far as the entry itself tells."""
    return bool(entry.words.strip()) and not (entry.stale or entry.gone)


def parse(text: str) -> Catalogue:
    """The entries of a text with plain line ends. It never raises; its time is in proportion to the text."""
    reader = _Reader(text)
    lines = text.split("\n")
    if len(lines) > MOST:
        return Catalogue([], [Trouble(SLIPS["long"], MOST, 1, f"{MOST:,}")])
    offset = 0
    for line in lines:
        reader.take(line, offset)
        offset += len(line) + 1
    reader.end(offset - 1)
    return Catalogue(reader.entries, reader.troubles)


class _Reader:
    """Goes through the lines once."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.entries: list[Entry] = []
        self.troubles: list[Trouble] = []
        self._new()

    def _new(self) -> None:
        self.entry = Entry()
        self.word = ""  # the part that a line in quotation marks goes on with
        self.parts: dict[str, list[str]] = {}
        self.before: list[str] | None = None
        self._goes_on = False  # whether the next line may go on with the former source

    def take(self, line: str, offset: int) -> None:
        bare = line.strip(" \t")
        offset += len(line) - len(line.lstrip(" \t"))
        if not bare:
            return
        if bare.startswith(("#|", "#~|")):
            self._former(bare)
        elif bare.startswith("#") and not bare.startswith("#~"):
            self._comment(bare)
        elif (match := _LINE.fullmatch(bare)) is None:
            self._odd(bare, offset)
        elif match["word"]:
            self._part(match["word"], bool(match["gone"]), offset)
            self._add(match, offset)
        elif self.word:
            self._add(match, offset)
        else:
            self._wrong(offset, "alone")

    def _comment(self, line: str) -> None:
        self._between()
        if line.startswith("#,"):
            flags = [flag.strip() for flag in line[2:].split(",")]
            self.entry.stale |= STALE in flags
            if rest := ", ".join(flag for flag in flags if flag not in (STALE, "")):
                self.entry.notes.append(f"#, {rest}")
        else:
            (self.entry.hints if line.startswith("#.") else self.entry.notes).append(line)

    def _former(self, line: str) -> None:
        self._between()
        match = _BEFORE.fullmatch(line)
        if match is not None and (match["word"] == "msgid" or (not match["word"] and self._goes_on)):
            self.before = [*(self.before or []), match["text"]]
            self._goes_on = True
        elif match is not None:
            self._goes_on = False

    def _between(self) -> None:
        """A comment after a translation belongs to the next text."""
        if any(word.startswith("msgstr") for word in self.parts):
            self._close()

    def _part(self, word: str, gone: bool, offset: int) -> None:
        kind = word.partition("[")[0]
        if kind in ("msgctxt", "msgid") and any(name.startswith("msgstr") for name in self.parts):
            self._close()
        last = self.word.partition("[")[0]
        expected = (*_AFTER[kind], "msgstr") if "[" in word and word != "msgstr[0]" else _AFTER[kind]
        if last not in expected or word in self.parts:
            self._wrong(offset, "order", kind)
        self.word = word
        self.parts[word] = []
        self.entry.gone = gone

    def _add(self, match: re.Match[str], offset: int) -> None:
        self.parts[self.word].append(match["text"])
        start, end = offset + match.start("text"), offset + match.end("text")
        self.entry.spots[self.word] = (self.entry.spots.get(self.word, (start, end))[0], end)

    def _close(self) -> None:
        parts = {word: _read("".join(texts)) for word, texts in self.parts.items()}
        entry = self.entry
        entry.place = parts.get("msgctxt")
        entry.source, entry.many = parts.get("msgid", ""), parts.get("msgid_plural", "")
        first, *forms = [parts[word] for word in sorted(parts) if word.startswith("msgstr")] or [""]
        entry.words, entry.forms = first, forms
        entry.before = None if self.before is None else _read("".join(self.before))
        self.entries.append(entry)
        self._new()

    def end(self, offset: int) -> None:
        if any(word.startswith("msgstr") for word in self.parts):
            self._close()
        elif self.parts:
            self._wrong(offset, "last")

    def _odd(self, line: str, offset: int) -> None:
        """A line that is none of the kinds: says where it stops being one."""
        match = re.match(r'(?:#~[ \t]*)?(?:[a-z_]+(?:\[\d\])?[ \t]*)?"(?:[^"\\]|\\.)*', line)
        if match is None:
            self._wrong(offset, "strange")
        elif match.end() == len(line):
            self._wrong(offset + match.end(), "open")
        elif re.match(r'(?:#~[ \t]*)?(?:msgctxt|msgid|msgstr|")', line) is None:
            self._wrong(offset, "word")
        else:
            self._wrong(offset + match.end(), "after")
        if begun := _BEGUN.match(line):  # what follows is not to be blamed for this line
            self._part(begun["word"], bool(begun["gone"]), offset)

    def _wrong(self, offset: int, slip: str, word: str = "") -> None:
        self.troubles.append(Trouble(SLIPS[slip], *self.lines.place(offset), word))


def _read(text: str) -> str:
    return _ESCAPE.sub(lambda match: _CHARACTERS.get(match[1], match[1]), text) if "\\" in text else text


# --- writing -------------------------------------------------------------------------


def written(entries: Iterable[Entry]) -> str:
    """The entries as a file."""
    return "\n".join("\n".join(_lines(entry)) + "\n" for entry in entries)


def head(title: str, language: str) -> Entry:
    """The first entry of a new file, which says what it is to every tool."""
    rule = "nplurals=2; plural=(n != 1);"  # as in most languages of Europe; only the interface counts things
    words = {"Project-Id-Version": title, "Language": language, "MIME-Version": "1.0",
             "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
             "Plural-Forms": rule}  # fmt: skip
    return Entry(words="".join(f"{name}: {value}\n" for name, value in words.items()))


def _lines(entry: Entry) -> Iterator[str]:
    mark = "#~ " if entry.gone else ""
    yield from (note for note in entry.notes if not note.startswith("#,"))
    yield from entry.hints if not entry.gone else ()
    flags = [note[2:].strip() for note in entry.notes if note.startswith("#,")]
    if entry.stale or flags:
        yield "#, " + ", ".join([STALE] * entry.stale + flags)
    if entry.before is not None and not entry.gone:
        yield from _quoted(BEFORE, "msgid", entry.before)
    if entry.place is not None:
        yield from _quoted(mark, "msgctxt", entry.place)
    yield from _quoted(mark, "msgid", entry.source)
    if not entry.many:
        yield from _quoted(mark, "msgstr", entry.words)
        return
    yield from _quoted(mark, "msgid_plural", entry.many)
    for n, form in enumerate([entry.words, *entry.forms]):
        yield from _quoted(mark, f"msgstr[{n}]", form)


def _quoted(mark: str, word: str, text: str) -> Iterator[str]:
    """A text in quotation marks; one of several lines, or a long one, begins on a line of its own."""
    if "\n" not in text.rstrip("\n") and len(text.translate(_QUOTED)) + len(mark + word) + 3 <= WIDTH:
        yield f'{mark}{word} "{text.translate(_QUOTED)}"'
        return
    yield f'{mark}{word} ""'
    for line in text.splitlines(keepends=True):
        yield from (f'{mark}"{piece}"' for piece in _pieces(line.translate(_QUOTED), WIDTH - len(mark) - 2))


def _pieces(text: str, width: int) -> Iterator[str]:
    """A long line in pieces that end after a space."""
    while len(text) > width and (at := text.rfind(" ", 1, width) + 1):
        yield text[:at]
        text = text[at:]
    yield text
