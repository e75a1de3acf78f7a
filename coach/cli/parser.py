"""Arguments: argparse for reading them, our own words for help and mistakes."""

import argparse
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

from ..display import display_line, shorten
from .context import Context
from .stop import Stop

Arguments = argparse.Namespace


class HelpWanted(Exception):
    """Somebody asked for the help of this command."""


class Parser(argparse.ArgumentParser):
    """Reads the arguments of one command; a mistake is a sentence and a way to the help."""

    def __init__(self, command: str) -> None:
        super().__init__(prog=f"coach {command}", add_help=False, allow_abbrev=False)
        self.command = command
        self.add_argument("-h", "--help", action=_Help)
        self.add_argument("--home", default=argparse.SUPPRESS)
        self.add_argument("--person", default=argparse.SUPPRESS)

    def error(self, message: str) -> NoReturn:
        """Ends the command with what argparse found."""
        raise Stop(f"{self.prog}: {display_line(message)}. More: coach help {self.command}")


class _Help(argparse.Action):
    def __init__(self, option_strings: list[str], dest: str, **more: Any) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, default=argparse.SUPPRESS, nargs=0)

    def __call__(self, *arguments: object, **more: object) -> NoReturn:
        raise HelpWanted


def _nothing(parser: Parser) -> None:
    """A command without arguments of its own."""


class Command(NamedTuple):
    """One command: what it does, what it takes, and its help with the examples first."""

    run: Callable[[Context, Arguments], int]
    help: str
    arguments: Callable[[Parser], object] = _nothing
    mixed: bool = False  # whether options may stand between the words of a text

    def parse(self, name: str, given: list[str]) -> Arguments:
        """The arguments as given.

        Raises:
            HelpWanted: one of them was -h or --help.
            Stop: they cannot be understood.
        """
        parser = Parser(name)
        self.arguments(parser)
        return parser.parse_intermixed_args(given) if self.mixed else parser.parse_args(given)


def text(raw: str) -> str:
    """Words of the person's own. Bytes that are not text in their locale become a question mark instead of an error later."""
    return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def said(words: list[str], what: str) -> str:
    """The words of a command as one text.

    Raises:
        Stop: there are none.
    """
    whole = " ".join(words).strip()
    if not whole:
        raise Stop(f"Write {what} after the command, in quotation marks if you like.")
    return whole


def unknown(word: str, known: list[str], what: str) -> Stop:
    """The end of a command for a word that is not known, with the nearest one that is."""
    import difflib

    near = difflib.get_close_matches(word.lower()[:60], known, n=1)
    advice = f" Did you mean “{near[0]}”?" if near else f" There are: {', '.join(known)}."
    return Stop(f"There is no {what} “{shorten(word, 60)}”.{advice}")
