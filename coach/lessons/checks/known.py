"""What a lesson may refer to outside its own file: lessons, tracks and scenarios that are known already."""

import functools
import importlib.resources
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from ..reading import read
from .sheet import FileKind, Sheet, rows, word, words


@dataclass(frozen=True, slots=True)
class Known:
    """Lessons with what they require, tracks with their modules, and scenarios as data, each by id."""

    lessons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tracks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    scenarios: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    def having(self, sheets: list[Sheet]) -> "Known":
        """The same and what these files add; a file replaces what was known under its id."""
        lessons, tracks, scenarios = dict(self.lessons), dict(self.tracks), dict(self.scenarios)
        for sheet in sheets:
            id = word(sheet.data, "id")
            if sheet.kind == "lesson" and id:
                lessons[id] = tuple(name for _, name in words(sheet.data, "requires"))
            elif sheet.kind == "scenario" and id:
                scenarios[id] = sheet.data
            elif sheet.kind == "tracks":
                tracks |= _tracks(sheet.data)
        return Known(lessons, tracks, scenarios)


def _tracks(data: dict[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for _, track in rows(data, "tracks"):
        id = word(track, "id")
        found[id] = found.get(id, frozenset()) | _modules(track)
    return found


def _modules(track: dict[str, Any]) -> frozenset[str]:
    return frozenset(word(module, "id") for _, module in rows(track, "modules"))


def kind_of(name: str, data: dict[str, Any]) -> FileKind:
    """What a file is: by its name, else by what is in it. In doubt it is a lesson."""
    named: dict[str, FileKind] = {"pack.toml": "pack", "tracks.toml": "tracks", "routes.toml": "routes"}
    if name in named:
        return named[name]
    return "scenario" if "steps" not in data and ("nodes" in data or "endings" in data) else "lesson"


@functools.cache
def known_core() -> Known:
    """What the lessons that come with the program offer; read once, and only when something refers to it."""
    try:
        files = list(_files(importlib.resources.files("content") / "core"))
    except (ModuleNotFoundError, OSError):
        return Known()
    sheets = []
    for file in files:
        reading = read(file.read_bytes())
        if reading.data is not None:
            sheets.append(Sheet(file.name, kind_of(file.name, reading.data), b"", reading.data))
    return Known().having(sheets)


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith(".toml"):
            yield entry
