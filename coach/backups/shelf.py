"""Where backups lie, in which order they were made, and which of them stay.

The order is a number at the beginning of each name, and not the time: a clock that is wrong, or was, can neither make a
new backup look old nor have the newest taken away.
"""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..typed import typed
from ..words import marked, said

if TYPE_CHECKING:
    from .file import Contents, Told

LAST = 10  # of these all stay
WEEK = 7  # of the seventy before them, one of seven; of all earlier ones, one of seven times seven
WEEKS = 70
_NAME = re.compile(
    r"(?P<number>[0-9]{4,9})-(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})"
    r"-(?P<before>[a-z-]{1,40})\.zip"
)
BEFORE = {
    "first-change": marked("the first change of the day"),
    "import": marked("an import"),
    "merge": marked("a merge"),
    "restore": marked("going back to another backup"),
    "migration": marked("the files were brought to a newer format"),
    "repair": marked("coach doctor repaired something"),
}
BY_HAND = "by-hand"


class OnShelf(NamedTuple):
    """A backup by its name alone: nothing of it has been read."""

    number: int
    day: str  # as 2026-11-22
    time: str  # as 09:15
    before: str
    path: Path


def shelf(folder: Path) -> Path:
    """Where the backups of a person's folder lie: beside the folders of all people, so that losing one keeps them."""
    beside = {"people": folder.name, "practice": f"practice-{folder.name}"}.get(folder.parent.name)
    return folder.parent.parent / "backups" / beside if beside else folder.parent / "backups" / folder.name


def name_of(number: int, stamp: str, before: str) -> str:
    """The name of a backup: its number, its day and time, what it was made before."""
    return f"{number:04d}-{stamp}-{before if before == BY_HAND else f'before-{before}'}.zip"


def on_shelf(folder: Path) -> list[OnShelf]:
    """The backups of a person's folder, oldest first. Files with other names are nobody's but the person's."""
    found: list[OnShelf] = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for path in shelf(folder).iterdir():
            if match := _NAME.fullmatch(path.name):
                before = match["before"].removeprefix("before-")
                time = f"{match['hour']}:{match['minute']}"
                found.append(OnShelf(int(match["number"]), match["day"], time, before, path))
    return sorted(found)


def words_of(before: str) -> str:
    """What a backup was made before, in words."""
    if before == BY_HAND:
        return said("made by hand")
    return said("before {what}", what=said(BEFORE.get(before, "")) or before.replace("-", " "))


def goods(folder: Path) -> "Iterator[tuple[OnShelf, Told, Contents]]":
    """The good backups, newest first: as they were made, and of a plan that could be read whole."""
    from .file import Unsound, unpack

    for one in reversed(on_shelf(folder)):
        try:
            told, contents = unpack(one.path)
        except Unsound:
            continue
        if told.whole:
            yield one, told, contents


def newest_good(folder: Path) -> OnShelf | None:
    """The newest backup that can be trusted."""
    try:
        return next((one for one, _, _ in goods(folder)), None)
    except OSError:
        return None


def thin(folder: Path, whole: bool) -> list[Path]:
    """Takes away what is no longer needed, by the order alone, and gives what went. The newest good one always stays.

    Args:
        folder: the person's.
        whole: whether the newest of all is known to be good; if not, the newest that is gets looked up.
    """
    known = on_shelf(folder)
    newest = known[-1].number if known else 0
    unneeded = [one for one in known if not stays(one.number, newest)]
    if unneeded and not whole:
        good = newest_good(folder)
        unneeded = [one for one in unneeded if good is not None and one.number < good.number]
    for one in unneeded:
        with contextlib.suppress(OSError):  # one too many harms nobody, and goes the next time
            one.path.unlink(missing_ok=True)
    return [one.path for one in unneeded]


def stays(number: int, newest: int) -> bool:
    """Whether a backup stays when the newest has a certain number."""
    age = newest - number
    return age < LAST or number % (WEEK if age < LAST + WEEKS else WEEK * WEEK) == 0


def offer(folder: Path) -> str:
    """The newest good backup as a sentence, for somebody whose plan is damaged; empty when there is none."""
    good = newest_good(folder)
    if good is None:
        return ""
    restore = typed(f"backup restore {good.number}", folder.name)
    return said(
        "The newest good backup is of {day}, {time}. Nothing is taken from it by itself: “{restore}” "
        "shows what would change, and asks.",
        day=good.day,
        time=good.time,
        restore=restore,
    )
