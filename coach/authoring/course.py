"""Where a new lesson stands: the tracks and modules of its pack, or of the lessons that come with the program."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..lessons.checks.sheet import rows, word
from ..lessons.faults import did_you_mean, quoted
from ..lessons.library import core
from ..lessons.reading import Unreadable, read_file, read_toml
from ..words import marked, said
from .naming import NotMade

TRACKS = "tracks.toml"


@dataclass(frozen=True)
class Course:
    """Tracks with their modules, in order; those of the pack first."""

    modules: dict[str, list[str]]

    def place(self, track: str, module: str) -> tuple[str, str]:
        """The track and module meant; what was not said is the first there is.

        Raises:
            NotMade: there is no such track or module.
        """
        if not track:
            holding = [name for name, there in self.modules.items() if not module or module in there]
            if not holding:
                every = [one for there in self.modules.values() for one in there]
                raise NotMade(
                    said(
                        "no track has a module {module}. {advice}",
                        module=quoted(module),
                        advice=did_you_mean(module, every, marked("modules")),
                    ),
                    True,
                )
            track = holding[0]
        if track not in self.modules:
            raise NotMade(
                said(
                    "there is no track {track}. {advice}",
                    track=quoted(track),
                    advice=did_you_mean(track, self.modules, marked("tracks")),
                ),
                True,
            )
        there = self.modules[track]
        if module and module not in there:
            advice = did_you_mean(module, there, marked("modules"))
            raise NotMade(
                said(
                    "the track {track} has no module {module}. {advice}",
                    track=quoted(track),
                    module=quoted(module),
                    advice=advice,
                ),
                True,
            )
        return track, module or there[0]

    def lines(self) -> list[str]:
        """The tracks with their modules, a line for each."""
        return [f"  {track}: {', '.join(there)}" for track, there in self.modules.items()]


def course_of(root: Path) -> Course:
    """The tracks that a lesson in this folder may belong to."""
    own = dict(_tracks(root / TRACKS)) if (root / TRACKS).is_file() else {}
    shipped = core()
    return Course(own | (dict(_tracks(shipped / TRACKS)) if isinstance(shipped, Path) else {}))


def _tracks(file: Path) -> Iterator[tuple[str, list[str]]]:
    try:
        data = read_toml(read_file(file))
    except Unreadable:
        return  # `check` says what is wrong with it
    for _, track in rows(data, "tracks"):
        modules = [word(module, "id") for _, module in rows(track, "modules")]
        if word(track, "id") and any(modules):
            yield word(track, "id"), [id for id in modules if id]
