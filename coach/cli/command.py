"""What a command is, and small helpers of all commands. Arguments are read by `parser`, loaded if there are any."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..display import shorten
from .context import Context
from .stop import USAGE, Stop

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Arguments:
    """What was given to a command, by name. What was not given is None."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return None


def _nothing(parser: "ArgumentParser") -> None:
    """A command without arguments of its own."""


class Command(NamedTuple):
    """One command: what it does, its help with the examples first, and what it takes."""

    run: Callable[[Context, Arguments], int]
    help: str
    arguments: "Callable[[ArgumentParser], object]" = _nothing
    alone: bool = True  # whether its name may stand alone
    mixed: bool = False  # whether options may stand between the words of a text
    flags: frozenset[str] = frozenset()  # options without a value that are read without loading what reads all others
    complete: "Callable[[list[str], Context], list[tuple[str, str]]] | None" = None  # what may follow these words
    actions: "Mapping[str, Command] | None" = None  # a command for each first word; then this one only names them


def group(name: str, help: str, actions: "Mapping[str, Command]") -> Command:
    """A command that is the common name of others, each with its own arguments and its own help."""

    def which(context: Context, given: Arguments) -> int:
        raise Stop(f"{name}: say which: {', '.join(actions)}. More: coach help {name}", USAGE)

    return Command(which, help, actions=actions)


class HelpWanted(Exception):
    """Somebody asked for the help of this command."""


def text(raw: str) -> str:
    """Words of the person's own. Bytes that are no text in their locale are marked, so that they can be kept at all."""
    return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def said(words: list[str], what: str) -> str:
    """The words of a command as one text.

    Raises:
        Stop: there are none.
    """
    whole = " ".join(words).strip()
    if not whole:
        raise Stop(f"write {what} after the command, in quotation marks if you like.")
    return whole


def counted(n: int, what: str) -> str:
    """A number of things in words: `no faults`, `1 fault`, `1,200 faults`."""
    return f"{f'{n:,}' if n else 'no'} {what}{'' if n == 1 else 's'}"


def unknown(word: str, known: list[str], what: str) -> Stop:
    """The end of a command for a word that is not known, with the nearest one that is."""
    import difflib

    near = difflib.get_close_matches(word.lower()[:60], known, n=1)
    advice = f" Did you mean “{near[0]}”?" if near else f" There are: {', '.join(known)}."
    return Stop(f"there is no {what} “{shorten(word, 60)}”.{advice}")
