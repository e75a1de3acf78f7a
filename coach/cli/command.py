"""What a command is, and small helpers of all commands. Arguments are read by `parser`, loaded if there are any."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..display import shorten
from ..words import said
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
        known = ", ".join(actions)
        raise Stop(said("{name}: say which: {actions}. More: coach help {name}", name=name, actions=known), USAGE)

    return Command(which, help, actions=actions)


class HelpWanted(Exception):
    """Somebody asked for the help of this command."""


def text(raw: str) -> str:
    """Words of the person's own. Bytes that are no text in their locale are marked, so that they can be kept at all."""
    return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def one_text(words: list[str], what: str) -> str:
    """The words of a command as one text. `what` they are is marked, and said only in the refusal.

    Raises:
        Stop: there are none.
    """
    whole = " ".join(words).strip()
    if not whole:
        raise Stop(said("write {what} after the command, in quotation marks if you like.", what=said(what)))
    return whole


def unknown(word: str, known: list[str], what: str) -> Stop:
    """The end of a command for a word that is not known, with the nearest one that is. `what` is marked, or said."""
    import difflib

    near = difflib.get_close_matches(word.lower()[:60], known, n=1)
    what, word = said(what), shorten(word, 60)
    if near:
        return Stop(said("there is no {what} “{word}”. Did you mean “{near}”?", what=what, word=word, near=near[0]))
    there = ", ".join(known)
    return Stop(said("there is no {what} “{word}”. There are: {known}.", what=what, word=word, known=there))
