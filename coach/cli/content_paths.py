"""Which lessons a `coach content` command is about."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..words import said
from .command import Arguments
from .stop import Stop

if TYPE_CHECKING:
    from argparse import ArgumentParser


def any_paths(parser: "ArgumentParser") -> None:
    """Any number of files and folders."""
    parser.add_argument("paths", nargs="*", metavar="PATH")


def paths_or_core(given: Arguments) -> list[Path]:
    """The files and folders that were named, else the lessons that come with coach.

    Raises:
        Stop: none were named, and those that come with coach are not in a folder.
    """
    return [Path(path) for path in given.paths or ()] or [_core()]


def _core() -> Path:
    from ..lessons.library import core

    folder = core()
    if not isinstance(folder, Path):
        raise Stop(said("the lessons of this installation are not in a folder; name the files to check."))
    return folder
