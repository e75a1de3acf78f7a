"""What stays of a client who was erased: that it was done, and the hours, for the log. No name, and no word."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from ..places import Places
from .records import Paid


class Stint(msgspec.Struct, frozen=True):
    """One session, or some hours from before, as the log needs it."""

    start: dt.date
    end: dt.date
    minutes: int
    paid: Paid
    people: int


class Receipt(msgspec.Struct, frozen=True, omit_defaults=True):
    """That somebody was erased. Nothing in it says who, or what about."""

    id: str
    erased_on: dt.date
    for_good_on: dt.date
    files: int
    size: int
    hours: tuple[Stint, ...] = ()


def receipts_folder(places: Places) -> Path:
    """Where receipts are kept."""
    return places.data / "receipts"


def receipts(places: Places) -> Iterator[Receipt]:
    """The receipts there are; one that cannot be read is passed over."""
    for file in sorted(receipts_folder(places).glob("*.json")):
        try:
            yield msgspec.json.decode(file.read_bytes(), type=Receipt)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            continue
