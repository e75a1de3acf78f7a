"""Asks before something is done that takes thought to take back."""

import sys

from ..words import said
from .command import Arguments
from .stop import PROBLEM, Stop
from .streams import tell


def at_keyboard() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def is_yes(question: str) -> bool:
    """Asks, and says whether the answer was yes, in English or in the reader's language."""
    yes, no = said("y"), said("n")
    tell(f"{question} [{yes}/{no}]")
    return sys.stdin.readline().strip().lower() in ("y", "yes", yes, said("yes"))


def agreed(question: str, given: Arguments) -> None:
    """Goes on only when somebody says so.

    Raises:
        Stop: they do not, or nobody can be asked.
    """
    if given.yes:
        return
    if not at_keyboard():
        raise Stop(said("nothing was changed. If that is what you want, say --yes."))
    if not is_yes(question):
        raise Stop(said("nothing was changed."), PROBLEM)
