"""Standard output and error: data to the one, talk to the other, and neither ever the reason for a crash."""

import os
import sys
from collections.abc import Iterable
from typing import Any

from ..display import display
from ..words import marked, said

WIDTH = 80


def prepare() -> None:
    """Makes the streams take any text in any locale: what an encoding lacks is written as an escape."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if stream is sys.stdin else "backslashreplace")


class OutputLost(Exception):
    """Standard output takes no more. `why` is empty when its reader has left, as in `coach plan | head`."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror or type(error).__name__)
        self.why = "" if isinstance(error, BrokenPipeError) else str(self)


def show(lines: Iterable[str]) -> None:
    """Data for people: lines to standard output, made harmless once more."""
    _write("".join(f"{display(line)}\n" for line in lines))


def show_json(data: Any) -> None:
    """Data for programs. Only ASCII, so that no character in it can command a terminal."""
    import json

    _write(json.dumps(data, indent=2, ensure_ascii=True) + "\n")


def flush() -> None:
    """Hands over what was written, so that a full disk or a closed pipe is known before the exit code is given."""
    _write("")


def _write(text: str) -> None:
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        if not text:
            sys.stdout.flush()
    except OSError as error:
        silence(sys.stdout)
        raise OutputLost(error) from None


def tell(*sentences: str) -> None:
    """Talk: sentences to standard error. If nobody can hear it, it is left unsaid."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{display(sentence)}\n" for sentence in sentences))
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: Any) -> None:
    """Sends what is still in a stream nowhere, so that closing it at the end cannot fail once more."""
    try:
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return  # not a file of the system: nothing is flushed at the end


def at_terminal() -> bool:
    """Whether the full screen can be shown: all three streams are one terminal, and not a dumb one.

    The app draws on standard error. On Unix every terminal that can do more than a dumb one says so in TERM; Windows
    has no such name.
    """
    return not _dumb() and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _dumb() -> bool:
    return os.environ.get("TERM", "" if os.name == "posix" else "windows") in ("", "dumb", "unknown")


def why_no_terminal() -> str:
    """Why the full screen cannot be shown, in a few words."""
    streams = {
        marked("standard input is no terminal"): sys.stdin,
        marked("standard output is no terminal"): sys.stdout,
        marked("standard error is no terminal"): sys.stderr,
    }
    for why, stream in streams.items():
        if stream is None or not stream.isatty():
            return said(why)
    return said("this terminal can show no full screen (TERM)")
