"""What is said before one goes back to a backup: what would change, and the question."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..display import shorten
from ..words import said

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
