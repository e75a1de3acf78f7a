"""What a program has asked of a terminal, read from the raw bytes, and whether it has taken all of it back."""

import os
import pty
import re
import termios

from tests.terminal import Terminal

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
NORMAL = {b"7": b"h", b"25": b"h"}  # line wrap and the cursor are on in a terminal at rest, everything else is off


def still_on(raw: bytes) -> list[str]:
    """The modes that are not as they were; the keyboard protocol too."""
    modes = {mode: state for found in _MODE.finditer(raw) for mode in found[1].split(b";") for state in [found[2]]}
    left = [mode.decode() for mode, state in modes.items() if state != NORMAL.get(mode, b"l")]
    keys = raw.count(b"\x1b[>") - raw.count(b"\x1b[>4;") > raw.count(b"\x1b[<u")
    return left + (["keyboard protocol"] if keys else [])


def untouched() -> list[object]:
    """The settings of a terminal that no program has touched."""
    leader, follower = pty.openpty()
    try:
        return termios.tcgetattr(leader)
    finally:
        os.close(leader)
        os.close(follower)


def assert_given_back(terminal: Terminal) -> None:
    """The terminal of a program that has ended is as it was: modes, echo, line by line."""
    assert b"\x1b[?1049h" in terminal.raw, "there was a screen to leave"
    assert still_on(bytes(terminal.raw)) == []
    assert terminal.settings() == untouched()
