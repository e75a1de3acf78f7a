"""Finds and loads lessons. Start-up reads an index of heads; a lesson is parsed when it is opened.

Packs are folders; a later root replaces a lesson of the same id. A lesson with faults is left out and remembered.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..places import Places
from ..words import said

if TYPE_CHECKING:  # nothing here is needed before the first frame of Today
    from importlib.resources.abc import Traversable

    from pydantic import BaseModel

    from .index import Found, Head, Index, PackHead
    from .kinds import Step
    from .lesson import Lesson

D = TypeVar("D", bound="BaseModel")


class NoLesson(Exception):
    """There is no lesson of that name, or it cannot be used: a sentence that says so."""


def core() -> "Traversable":
    """The folder of the lessons that come with the program."""
    from importlib.resources import files

    return files("content") / "core"


def library_at(places: Places) -> "Library":
    """The lessons that come with the program, and the packs added to a home in the order in which they were added."""
    packs = places.data / "packs"
    if not packs.is_dir():
        return Library(None, places.cache / "lessons.cache")
    from ..packs.order import folders

    return Library(None, places.cache / "lessons.cache", folders(packs))


def _faulty(what: str, id: str, found: "Found") -> NoLesson:
    """Names the file by a path that works from where somebody is."""
    from shlex import quote

    file = quote(str(found.place))
    if what == "lesson":
        return NoLesson(said("The lesson “{id}” has faults: coach content check {file} names them.", id=id, file=file))
    return NoLesson(said("The role-play “{id}” has faults: coach content check {file} names them.", id=id, file=file))


class Library:
    """The lessons of one or more packs."""

    def __init__(
        self,
        roots: "Sequence[Traversable] | None" = None,
        cache: Path | None = None,
        added: "Sequence[Traversable]" = (),
    ) -> None:
        self._roots = roots  # None: the ones that come with the program
        self._added = added
        self._cache = cache
        self._lessons: dict[str, Lesson] = {}

    @cached_property
    def index(self) -> "Index":
        """Tracks and heads, in the order of the tracks; read when first asked for."""
        from ..words import language, tags
        from .index import Index

        roots = [core()] if self._roots is None else self._roots
        return Index(roots, self._cache, self._added, tags(language()))

    @property
    def unreadable(self) -> list[str]:
        """Files that are no lessons, each as "name: why"; empty as long as nobody has asked for the index."""
        return self.index.unreadable if "index" in self.__dict__ else []

    def heads(self) -> "list[Head]":
        """All lessons, in the order of the course."""
        return list(self.index.heads.values())

    def head(self, id: str) -> "Head | None":
        """One lesson's head."""
        return self.index.heads.get(id)

    def pack(self, head: "Head") -> "PackHead | None":
        """The pack that a lesson came in, when somebody added it; None for the lessons that come with the program."""
        return self.index.packs.get(head.pack)

    def origin(self, id: str) -> str:
        """The pack that a lesson came in, and who wrote it; nothing for the lessons that come with the program."""
        head = self.head(id)
        pack = self.pack(head) if head else None
        return pack.words if pack else ""

    def lesson(self, id: str) -> "Lesson":
        """A lesson, whole, with the role-plays that its steps use.

        Raises:
            NoLesson: no such lesson, or it has faults (`coach content check` names them).
        """
        if id not in self._lessons:
            self._lessons[id] = self._load(id)
        return self._lessons[id]

    def _load(self, id: str) -> "Lesson":
        from pydantic import ValidationError

        from .lesson import Lesson
        from .reading import Unreadable, read_toml

        found = self.index.files.get(id)
        if found is None:
            from difflib import get_close_matches

            near = get_close_matches(id, self.index.heads, n=1)
            unknown = said("There is no lesson “{id}”.", id=id)
            raise NoLesson(unknown + (said(" Did you mean “{id}”?", id=near[0]) if near else ""))
        try:
            lesson = self._worded(Lesson.model_validate(read_toml(found.read())), found)
            return lesson.model_copy(update={"steps": tuple(self.with_story(step) for step in lesson.steps)})
        except (Unreadable, ValidationError, OSError):
            raise _faulty("lesson", id, found) from None

    def with_story(self, step: "Step") -> "Step":
        """A step with the role-play that it uses, if it uses one.

        Raises:
            NoLesson: the role-play is not there, or has faults.
        """
        from pydantic import ValidationError

        from .kinds import Scenario
        from .kinds.simulate import ScenarioStep
        from .reading import Unreadable, read_toml

        if not isinstance(step, ScenarioStep):
            return step
        found = self.index.scenarios.get(step.scenario)
        if found is None:
            raise NoLesson(said("The role-play “{scenario}” is missing.", scenario=step.scenario))
        try:
            story = Scenario.model_validate(read_toml(found.read()))
        except (Unreadable, ValidationError, OSError):
            raise _faulty("role-play", step.scenario, found) from None
        return step.model_copy(update={"story": self._worded(story, found)})

    def _worded(self, part: D, found: "Found") -> D:
        """A lesson or role-play in the reader's language, as far as there are words for it."""
        if str(found.place) not in self.index.overlays:
            return part
        from .overlay import in_words

        return in_words(part, [overlay.read for overlay, _ in self.index.overlays[str(found.place)]])
