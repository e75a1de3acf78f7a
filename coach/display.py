"""The one way for somebody's text to a screen, a terminal or a log: what could command them becomes a visible mark.

Control, escape and direction characters are kept in the files exactly as they were typed; they are never shown raw.
The set is that of the project's reliability notes (terminal control and "Trojan Source").
"""

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"‹U+{code:04X}›"


def display(text: object) -> str:
    """Somebody's text, line breaks kept, with every character that could command a terminal made visible."""
    return UNSAFE.sub(_mark, str(text).replace("\r\n", "\n").replace("\t", "    "))


_RUN = re.compile(r"[ \t\r\n\f\v]+")


def in_line(text: str) -> str:
    """What was typed, on one line: line breaks, tabs and runs of spaces become one space. Other spaces stay as they
    are: a wide one is part of a Japanese text, a narrow one that does not break part of a French one.
    """
    return _RUN.sub(" ", text).strip(" ")


def display_line(text: object) -> str:
    """The same on one line."""
    return " ".join(display(text).split())


# Letters and signs that take one cell each: what is made of these alone is as wide as it is long.
NARROW = re.compile("[\x20-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25fc\u2713\u2717]*")


def shorten(text: object, width: int) -> str:
    """One line of at most `width` cells, with an ellipsis where it was cut; what belongs together is never torn."""
    line = display_line(text)
    if NARROW.fullmatch(line) is None:
        from .cells import cut

        return cut(line, width)
    return line if len(line) <= width else line[: max(0, width - 1)].rstrip() + "…"
