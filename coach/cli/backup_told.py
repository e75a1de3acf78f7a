"""What is said before one goes back to a backup: what would change, and the question."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..display import shorten
from ..words import said
from .command import Arguments
from .stop import PROBLEM, Stop
from .streams import tell

if TYPE_CHECKING:
    from ..backups.shelf import OnShelf
    from ..restore import Preview


def preview_lines(one: "OnShelf", found: "Preview") -> Iterator[str]:
    """What going back to a backup would change."""
    from ..plain.today import wrapped
    from ..plan.telling import details, headline, parts

    if not found.changes:
        yield said(
            "Your plan is as it was in backup {number}, {day} {time}. There is nothing to change.",
            number=one.number,
            day=one.day,
            time=one.time,
        )
        return
    yield said(
        "Going back to backup {number}, {day} {time}, would change:", number=one.number, day=one.day, time=one.time
    )
    for part in parts([each for each in found.differences if each.table != "progress"]):
        yield from ("", part.title)
        for different in part.differences:
            yield from wrapped(shorten(headline(different), 200), "  ", "    ")
            for line in details(different, "now"):
                yield from wrapped(shorten(line, 600), "      ", "        ")
    yield ""
    yield from _besides(found)


def _besides(found: "Preview") -> Iterator[str]:
    """What no record tells: answers, and places in lessons."""
    back, other, gone = found.answers()
    told = [(back, said("{n} would come back", n=back)), (other, said("{n} would be as they were", n=other)),
            (gone, said("{n} would go", n=gone))]  # fmt: skip
    if answers := ", ".join(words for n, words in told if n):
        yield said("Answers: {answers}.", answers=answers)
    if found.lessons():
        yield said("Lessons: in {n} you would be where you were then.", n=found.lessons())


def sure(given: Arguments) -> None:
    """Goes on only when somebody says so.

    Raises:
        Stop: they do not, or nobody can be asked.
    """
    import sys

    if given.yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise Stop(said("nothing was changed. If that is what you want, say --yes."))
    tell(said("Go back to it? A backup of how it is now is made first. [y/n]"))
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Stop(said("nothing was changed."), PROBLEM)
