"""Arguments: argparse for reading them, our own words for help and mistakes."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from ..display import display_line
from ..words import said
from .command import Arguments, HelpWanted
from .stop import Stop


class _Formatter(argparse.HelpFormatter):
    """With a width of its own: asking the terminal for one takes longer than reading the arguments."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(argparse.ArgumentParser):
    """Reads the arguments of one command; a mistake is a sentence and a way to the help."""

    def __init__(self, command: str) -> None:
        super().__init__(prog=f"coach {command}", add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self.command = command
        self.add_argument("-h", "--help", action=_Help)
        self.add_argument("--home", metavar="DIR")
        self.add_argument("--person", metavar="NAME")

    def error(self, message: str) -> NoReturn:
        """Ends the command with what argparse found."""
        why = display_line(message)
        raise Stop(said("{command}: {why}. More: coach help {command}", command=self.command, why=why))


class _Help(argparse.Action):
    def __init__(self, option_strings: list[str], dest: str, **more: Any) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, default=argparse.SUPPRESS, nargs=0)

    def __call__(self, *arguments: object, **more: object) -> NoReturn:
        raise HelpWanted


def read(name: str, given: list[str], arguments: Callable[[argparse.ArgumentParser], object], mixed: bool) -> Arguments:
    """The arguments of a command as given.

    Raises:
        HelpWanted: one of them was -h or --help.
        Stop: they cannot be understood.
    """
    parser = Parser(name)
    arguments(parser)
    return parser.parse_intermixed_args(given, Arguments()) if mixed else parser.parse_args(given, Arguments())


def options(arguments: Callable[[argparse.ArgumentParser], object]) -> set[str]:
    """The options that a command takes."""
    parser = Parser("")
    arguments(parser)
    return {option for action in parser._actions for option in action.option_strings}
