"""Sets of prompts for a session: data, optional, in no forced order. A coach may add sets of their own."""

from importlib.resources import files
from pathlib import Path

import msgspec
import tomli

from ..words import marked, said

OWN = "decks.toml"  # in the practice folder
# How an hour is often spent, as parts of sixty minutes. A suggestion; nothing counts down.
HOUR = ((marked("arrive"), 5), (marked("what became of what was agreed"), 10), (marked("aim for today"), 5),
        (marked("explore"), 25), (marked("what comes of it"), 10), (marked("close"), 5))  # fmt: skip


class DeckPart(msgspec.Struct, frozen=True):
    """A part of a set, with its questions."""

    name: str
    prompts: list[str]


class Deck(msgspec.Struct, frozen=True):
    """A set of prompts."""

    id: str
    name: str
    parts: list[DeckPart]
    good_for: str = msgspec.field(name="for", default="")


class _Decks(msgspec.Struct):
    decks: list[Deck] = []


class NotADeck(Exception):
    """The coach's own file of decks cannot be read; the sentence says where."""


def decks(practice: Path) -> dict[str, Deck]:
    """All sets by id: ours, then those in the practice folder.

    Raises:
        NotADeck: the coach's own file cannot be read.
    """
    ours = _read(files(__package__).joinpath("decks.toml").read_bytes())
    own = practice / OWN
    return {deck.id: deck for deck in [*ours, *(_own(own) if own.is_file() else [])]}


def split(minutes: int) -> list[tuple[str, int]]:
    """How a session of that length may be divided."""
    found, so_far, ended = [], 0, 0
    for name, part in HOUR:
        so_far += part
        end = round(so_far * minutes / 60)
        found.append((said(name), end - ended))
        ended = end
    return found


def _own(path: Path) -> list[Deck]:
    try:
        return _read(path.read_bytes())
    except tomli.TOMLDecodeError as error:
        raise NotADeck(f"{path.name}, line {error.lineno}: {error.msg}.") from None
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        raise NotADeck(f"{path.name}: {error}.") from None


def _read(data: bytes) -> list[Deck]:
    return msgspec.convert(tomli.loads(data.decode()), _Decks).decks
