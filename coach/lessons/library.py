"""Finds and loads lessons. Start-up reads an index of heads; a lesson is parsed when it is opened.

Packs are folders; a later root replaces a lesson of the same id. A lesson with faults is left out and
remembered, not raised.
"""

import importlib.resources
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from .reading import Unreadable, read_toml


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What lists show of a lesson, without parsing its steps."""

    id: str
    title: str
    track: str
    module: str
    minutes: int
    audience: list[str] = []
    outcomes: list[str] = []
    requires: list[str] = []
    fills: list[str] = []
    steps: int = 0
    light: str = ""
    pack: str = ""


class ModuleHead(msgspec.Struct, frozen=True):
    """A module of a track, with its lessons in order."""

    id: str
    title: str


class TrackHead(msgspec.Struct, frozen=True, kw_only=True):
    """A track as lists show it."""

    id: str
    title: str
    promise: str = ""
    audience: str = ""
    modules: list[ModuleHead] = []


class NoLesson(Exception):
    """There is no lesson of that name, or it cannot be used: a sentence that says so."""


@dataclass(slots=True)
class Index:
    """Everything that is known of the lessons without parsing them."""

    tracks: dict[str, TrackHead] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    files: dict[str, Traversable] = field(default_factory=dict)
    scenarios: dict[str, Traversable] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)  # "name: why", for the notices


def core() -> Traversable:
    """The folder of the lessons that come with the program."""
    return importlib.resources.files("content") / "core"


class Library:
    """The lessons of one or more packs."""

    def __init__(self, roots: Sequence[Traversable] | None = None) -> None:
        self._roots = list(roots) if roots is not None else [core()]
        self._index: Index | None = None
        self._lessons: dict[str, Any] = {}

    @property
    def index(self) -> Index:
        """Tracks and heads, in the order of the tracks."""
        if self._index is None:
            self._index = Index()
            for root in self._roots:
                _scan(root, self._index)
            order = {track: n for n, track in enumerate(self._index.tracks)}
            names = {id: self._index.files[id].name for id in self._index.heads}
            heads = sorted(self._index.heads.values(), key=lambda h: (order.get(h.track, 99), names[h.id]))
            self._index.heads = {head.id: head for head in heads}
        return self._index

    def heads(self) -> list[Head]:
        """All lessons, in the order of the course."""
        return list(self.index.heads.values())

    def head(self, id: str) -> Head | None:
        """One lesson's head."""
        return self.index.heads.get(id)

    def lesson(self, id: str) -> Any:
        """A lesson, whole, with the role-plays that its steps use.

        Raises:
            NoLesson: no such lesson, or it has faults (`coach content check` names them).
        """
        if id not in self._lessons:
            self._lessons[id] = self._load(id)
        return self._lessons[id]

    def _load(self, id: str) -> Any:
        from pydantic import ValidationError

        from .lesson import Lesson

        file = self.index.files.get(id)
        if file is None:
            raise NoLesson(f"There is no lesson “{id}”." + _nearest(id, self.index.heads))
        try:
            lesson = Lesson.model_validate(read_toml(file.read_bytes()))
        except (Unreadable, ValidationError):
            raise NoLesson(f"The lesson “{id}” has faults: coach content check {file.name} names them.") from None
        steps = tuple(self._with_story(step) for step in lesson.steps)
        return lesson.model_copy(update={"steps": steps})

    def _with_story(self, step: Any) -> Any:
        if step.kind != "scenario":
            return step
        from .kinds import Scenario

        file = self.index.scenarios.get(step.scenario)
        if file is None:
            raise NoLesson(f"The role-play “{step.scenario}” is missing.")
        return step.model_copy(update={"story": Scenario.model_validate(read_toml(file.read_bytes()))})


def _nearest(id: str, known: dict[str, Head]) -> str:
    import difflib

    near = difflib.get_close_matches(id, known, n=1)
    return f" Did you mean “{near[0]}”?" if near else ""


def _scan(root: Traversable, index: Index) -> None:
    """Adds a pack to the index."""
    for folder in sorted(root.iterdir(), key=lambda entry: entry.name):
        if folder.name == "tracks.toml":
            for track in read_toml(folder.read_bytes()).get("tracks", ()):
                head = msgspec.convert(track, TrackHead)
                index.tracks[head.id] = head
        elif folder.is_dir() and not folder.name.startswith("_"):
            for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
                if file.name.endswith(".toml"):
                    _scan_file(file, root.name, folder.name == "scenarios", index)


def _scan_file(file: Traversable, pack: str, scenario: bool, index: Index) -> None:
    try:
        doc = read_toml(file.read_bytes())
        if scenario:
            index.scenarios[str(doc["id"])] = file
            return
        head = msgspec.convert({**doc, "pack": pack, "steps": 0, "fills": []}, Head)
        fills = list(dict.fromkeys(step["fills"] for step in doc["steps"] if "fills" in step))
        index.heads[head.id] = msgspec.structs.replace(head, steps=len(doc["steps"]), fills=fills)
        index.files[head.id] = file
    except Unreadable as error:
        index.unreadable.append(f"{file.name}: {error.why}")
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        index.unreadable.append(f"{file.name}: not a lesson ({type(error).__name__})")
