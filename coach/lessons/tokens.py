"""The words of a TOML file, looked at before it is parsed: bombs are found without setting them off.

This is not a parser: it knows strings, comments, brackets and words, which is enough to measure nesting, dotted keys
and numbers in one pass over the text, and to tell where an unclosed string or bracket began.
"""

import re
from typing import NamedTuple

from ..words import said

DEEPEST = 20  # levels of brackets
PARTS = 8  # of a dotted key
DIGITS = 18  # of a number; hexadecimal, octal and binary ones as many as 64 bits have
KeyPath = tuple[str | int, ...]
_BASES = {"x": 16, "o": 22, "b": 64}

_TOKEN = re.compile(
    r"""(?P<space>[ \t]+) | (?P<newline>\n) | (?P<comment>\#[^\n]*) | (?P<long>\"{3}|'{3})
    | (?P<string>"(?:[^"\\\n]|\\[^\n])*+" | '[^'\n]*+') | (?P<broken>["'])
    | (?P<word>[^\s"'\#\[\]{}=,]+) | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<mark>[=,]) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_LONG_END = {
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"(?:[^']|'(?!''))*+'{3,5}"),
}


class Excess(NamedTuple):
    """More than a lesson can need, at an offset of the text."""

    offset: int
    why: str


class Scan:
    """What one pass over the tokens found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.excess: list[Excess] = []
        self.unclosed: int | None = None  # where a string begins that does not end
        self.joins: list[int] = []  # line breaks and last commas in inline tables: TOML 1.1 has them, 1.0 had not
        self.texts: list[tuple[int, int]] = []  # those of several lines
        self.comments: list[tuple[int, int]] = []
        self.times: list[tuple[int, int]] = []  # `15:00`: TOML 1.1 has times without seconds, 1.0 had not
        self.opened: list[tuple[str, int]] = []  # brackets that are open
        self._dots = 0
        self._run = 0  # where the key that is being counted begins
        self._part = False  # whether the last thing was a part of a key that no dot followed
        self._comma: int | None = None  # the last thing was a comma, here
        self._walk()

    def _walk(self) -> None:
        at = 0
        while at < len(self.text) and self.unclosed is None and not self.excess:
            match = _TOKEN.match(self.text, at)
            assert match is not None  # the last alternative takes any character
            at = match.end()
            kind = match.lastgroup or ""
            if kind == "long":
                at = self._long(match)
            elif kind not in ("space", "comment"):
                self._token(kind, match[0], match.start())
            elif kind == "comment":
                self.comments.append(match.span())

    def _long(self, match: re.Match[str]) -> int:
        self._end_key()
        self._comma = None
        end = _LONG_END[match[0]].match(self.text, match.end())
        if end is None:
            self.unclosed = match.start()
            return len(self.text)
        self.texts.append((match.start(), end.end()))
        return end.end()

    def _token(self, kind: str, token: str, at: int) -> None:
        if kind == "string":
            self._key_part(at, dots=0, begins_with_dot=False)
            self._part = True
        elif kind == "broken":
            self.unclosed = at
        elif kind == "word":
            self._word(token, at)
        else:
            self._end_key()
            self._bracket(kind, token, at)
        if kind != "newline":
            self._comma = at if token == "," else None

    def _word(self, word: str, at: int) -> None:
        self._key_part(at, word.count("."), word.startswith("."))
        self._part = not word.endswith(".")
        if len(word) > DIGITS - 2 and word[0] in "+-0123456789" and _too_many_digits(word):
            self.excess.append(Excess(at, said("a number with more digits than 64 bits hold")))
        if ":" in word:
            self.times.append((at, at + len(word)))

    def _key_part(self, at: int, dots: int, begins_with_dot: bool) -> None:
        if self._dots == 0 or (self._part and not begins_with_dot):
            self._dots, self._run = 0, self._run if begins_with_dot and self._part else at
        self._dots += dots
        if self._dots >= PARTS:
            self.excess.append(Excess(self._run, said("a key with more than {n} parts", n=PARTS)))

    def _end_key(self) -> None:
        self._dots, self._part = 0, False

    def _bracket(self, kind: str, token: str, at: int) -> None:
        if kind == "open":
            self.opened.append((token, at))
            if len(self.opened) > DEEPEST:
                self.excess.append(Excess(at, said("more than {n} levels of brackets", n=DEEPEST)))
        elif kind == "close" and self.opened:
            opened, _ = self.opened.pop()
            if opened == "{" and self._comma is not None:
                self.joins.append(self._comma)
        elif kind == "newline" and self.opened and self.opened[-1][0] == "{":
            self.joins.append(at)


def _too_many_digits(word: str) -> bool:
    digits = word.lstrip("+-").replace("_", "")
    if digits[:1] == "0" and digits[1:2] in _BASES:
        return len(digits) - 2 > _BASES[digits[1]]
    return any(len(run) > DIGITS for run in re.findall(r"[0-9]+", digits))
