"""A preview line by line, where there is no terminal for the full screen: the file is walked once."""

from typing import TextIO

from ..lessons.lesson import Lesson
from ..plain.talk import Talk
from ..plain.walk import PlainWalk
from .preview import Shelf
from .preview_plan import Scratch


class PlainPreview(PlainWalk):
    """The lesson as a reader hears it. What it builds on is not asked for, and nothing is kept."""

    def _grounded(self) -> bool:
        return True

    def _stopped(self) -> None:
        self.talk.say("Stopped. This was a preview: nothing is kept.")


def walk_once(lesson: Lesson, scratch: Scratch, inward: TextIO, outward: TextIO) -> int:
    """Walks a lesson once with a scratch plan. Gives the exit code."""
    shelf = Shelf(None, scratch.places.cache / "lessons.cache")
    shelf.shown = lesson
    return PlainPreview(scratch.fresh(), shelf, lesson.id, Talk(inward, outward)).run()
