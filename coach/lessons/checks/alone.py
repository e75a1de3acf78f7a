"""One file by itself: read, and everything looked at that needs no other file."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ...words import said
from ..faults import Fault, Unreadable
from ..reading import read, read_file
from .expected import check_expected
from .fills import check_fills
from .form import check_form
from .ids import check_ids
from .known import kind_of
from .looks import check_looks
from .outside import outline
from .overlays import is_overlay, look_at_overlay, look_at_overlay_bytes
from .records import check_records
from .sheet import Sheet, unread
from .steps import check_steps
from .story import check_story
from .style import check_story_style, check_style

Looked = Sheet | list[Fault]  # a file as a sheet, or why it is none
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}\.toml")


def look_at(file: Path) -> Looked:
    """A file on disk. Its text is let go of; it is read once more if a place in it is needed later."""
    if is_overlay(file.name):
        return look_at_overlay(file)
    return _alone(_opened(file), let_go=True)


def look_at_bytes(name: str, data: bytes, lesson: bytes | None = None) -> Looked:
    """A file in memory; for one of translations, with the lesson that it belongs to."""
    if is_overlay(name):
        return look_at_overlay_bytes(name, data, lesson)
    return _alone(_read(name, data), let_go=False)


def _alone(sheet: Looked, let_go: bool) -> Looked:
    """Everything that one file shows by itself. What is not needed for the other checks is let go of."""
    if not isinstance(sheet, Sheet):
        return sheet
    check_form(sheet)
    if () not in sheet.faulty:  # else it is of a newer format, and nothing else is known of it
        _parts(sheet)
    sheet.settle(let_go)
    return sheet


def _parts(sheet: Sheet) -> None:
    check_ids(sheet)
    if sheet.kind == "lesson":
        for check_part in (check_steps, check_looks, check_fills, check_records, check_expected, check_style):
            check_part(sheet)
        sheet.data = outline(sheet.data)
    elif sheet.kind == "scenario":
        check_story(sheet)
        check_story_style(sheet)


def _opened(file: Path) -> Looked:
    if file.is_dir():
        return unread(
            str(file), [Unreadable(said("there is no TOML file in this folder"), 1, 1, "C106", said("Check the path."))]
        )
    try:
        return _read(str(file), read_file(file))
    except Unreadable as error:
        return unread(str(file), [error])


def _read(name: str, data: bytes) -> Looked:
    """The file as a sheet, or why it is none."""
    reading = read(data)
    base = os.path.basename(name)
    troubles = [*reading.troubles, *_named(base)]
    if reading.data is None:
        return unread(name, troubles, reading.text)
    if not reading.data:
        advice = said("Begin with format = 1; a lesson that works is the best pattern.")
        return unread(name, [*troubles, Unreadable(said("there is nothing in this file"), 1, 1, "C109", advice)])
    return Sheet(name, kind_of(base, reading.data), reading.text.encode(), reading.data, troubles=troubles)


def _named(base: str) -> Iterator[Unreadable]:
    if not _NAME.fullmatch(base):
        why = said("a file is named with letters, digits, - and _ only, at most 60, and .toml")
        yield Unreadable(why, 1, 1, "C108", said("Such as 03-my-week.toml."))
