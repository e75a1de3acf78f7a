"""A preview line by line, where there is no terminal for the full screen: the file is walked once."""

from typing import TextIO

from ..lessons.lesson import Lesson
from ..lessons.library import Library
from ..plain.ends import wrote
from ..plain.talk import Talk
from ..plain.walk import PlainWalk
from ..walk import Walk
from ..words import marked, said
from ..workspace import Workspace
from .preview import Shelf
from .preview_plan import Scratch

OVER = marked("This was a preview: nothing is kept.")


def closing(talk: Talk, workspace: Workspace, library: Library, walk: Walk) -> None:
    """Says what the lesson would have come to. Nothing follows: a scratch plan is no plan to go on with."""
    talk.say()
    talk.say(said("That was “{title}”.", title=walk.lesson.title))
    wrote(talk, workspace, walk)
    talk.say(said(OVER))


class PlainPreview(PlainWalk):
    """The lesson as a reader hears it. What it builds on is not asked for, and nothing is kept."""

    closing = staticmethod(closing)

    def _grounded(self) -> bool:
        return True

    def _stopped(self) -> None:
        self.talk.say(said("Stopped. {over}", over=said(OVER)))


def walk_once(lesson: Lesson, scratch: Scratch, inward: TextIO, outward: TextIO) -> int:
    """Walks a lesson once with a scratch plan. Gives the exit code."""
    shelf = Shelf(None, scratch.places.cache / "lessons.cache")
    shelf.shown = lesson
    return PlainPreview(scratch.fresh(), shelf, lesson.id, Talk(inward, outward)).run()
