"""`coach content new`: files to begin with. What they say holds, and a check finds no fault in them.

Nothing that is there is ever written over: each file is made only if there was none, and a pack is begun only if none
of its files is there.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..lessons.checks.beside import PACK
from ..lessons.checks.known import known_core
from ..lessons.checks.sheet import FileKind
from ..places import typed_path
from ..words import said
from .course import TRACKS, course_of
from .filling import filled, tables, template
from .naming import NotMade, as_id, checked_title, file_for, id_of, root_of, title_of
from .schemas import put_schema, schema_line

if TYPE_CHECKING:
    from .from_notes import Notes

OUTCOMES = ["see where you stand with this", "choose one small piece, and a day for it"]
SOURCES = ["Written from experience. Put books and studies here, with author and year."]
MINUTES = 10


@dataclass(frozen=True)
class Wish:
    """What an author asked for; "" for what was left to us."""

    name: str = ""
    title: str = ""
    track: str = ""
    module: str = ""
    notes: Path | None = None


@dataclass
class Made:
    """What was written: the author's files, the schemas beside them, and what there is to say of it."""

    files: list[Path] = field(default_factory=list)
    schemas: list[Path] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    check: Path = Path()  # what to give to `check`: the whole pack, when its tracks are needed


def new_lesson(wish: Wish) -> Made:
    """A lesson: a pattern that works, or one made of the author's notes.

    Raises:
        NotMade: there is such a file already, or it cannot be written, or the notes cannot be read.
    """
    from .from_notes import lesson_of

    notes = lesson_of(wish.notes) if wish.notes else None
    title = checked_title(wish.title) if wish.title else notes.title if notes else ""
    file = file_for(wish.name, title or "my-lesson", "my-lesson")
    root = root_of(file.parent)
    course = course_of(root)
    track, module = course.place(wish.track, wish.module)
    head: dict[str, Any] = {
        "id": id_of(file, "my-lesson"), "title": title or title_of(file), "track": track, "module": module,
        "tracks": course.lines(), "minutes": notes.minutes if notes else MINUTES,
        "outcomes": (notes and notes.outcomes) or OUTCOMES, "sources": (notes and notes.sources) or SOURCES,
    }  # fmt: skip
    made = Made(told=notes.told if notes else [], check=root if (root / TRACKS).is_file() else file)
    if head["id"] in known_core().lessons:
        made.told.append(
            said("coach has a lesson “{id}”, too. In a pack, yours takes its place; else change the id.", id=head["id"])
        )
    text = filled(template("lesson-head"), head) + "\n"
    _put(made, file, "lesson", text + (_steps(text, notes, made.told) if notes else template("lesson-steps")))
    return made


def _steps(head: str, notes: "Notes", told: list[str]) -> str:
    """The steps made of notes. A `${` that would be a place in a text, and cannot be filled, becomes plain text."""
    from ..lessons.check import check_bytes

    steps = tables("steps", notes.steps)
    if "${" in steps and any(
        fault.code == "C321" for fault in check_bytes("notes.toml", f"{head}{steps}".encode()).faults
    ):
        told.append(said("Each ${ is written as $ { now: what stood in it could not be filled in."))
        return steps.replace("${", "$ {")
    return steps


def new_scenario(wish: Wish) -> Made:
    """A role-play: a short story with two ways through it and a way back.

    Raises:
        NotMade: there is such a file already, or it cannot be written.
    """
    title = checked_title(wish.title) if wish.title else ""
    file = file_for(wish.name, title or "my-story", "my-story")
    id = id_of(file, "my-story")
    made = Made(
        check=file, told=[said('A lesson plays it with a step that says: kind = "scenario", scenario = "{id}".', id=id)]
    )
    _put(made, file, "scenario", filled(template("scenario"), {"id": id, "title": title or title_of(file)}))
    return made


def new_track(wish: Wish) -> Made:
    """A track, in a tracks.toml of its own.

    Raises:
        NotMade: there is a tracks.toml already (the sentence holds what to add to it), or it cannot be written.
    """
    folder, name = os.path.split(wish.name)
    id = as_id(name.removesuffix(".toml"), "my-track") if name not in ("", ".", TRACKS) else "my-track"
    title = checked_title(wish.title) if wish.title else title_of(Path(id))
    file = typed_path(folder) / TRACKS
    track = filled(template("track"), {"id": id, "title": title})
    if file.exists():
        raise NotMade(said("{file} is there already. Add this at its end:\n\n{track}", file=file, track=track))
    made = Made(check=file)
    _put(made, file, "tracks", f"{template('tracks')}\n{track}")
    return made


def new_pack(wish: Wish) -> Made:
    """A pack: a folder with its pack.toml, a track of its own, and a first lesson.

    Raises:
        NotMade: one of these files is there already, or cannot be written.
    """
    title = checked_title(wish.title) if wish.title else ""
    folder = typed_path(wish.name) if wish.name else Path(as_id(title, "my-pack"))
    id = as_id(folder.absolute().name, "my-pack")
    title = title or title_of(Path(id))
    pack = filled(template("pack"), {"id": id, "title": title})
    track = filled(template("track"), {"id": id, "title": title})
    lesson = folder / "01-first-lesson.toml"
    for file in (folder / PACK, folder / TRACKS, lesson):
        if file.exists():
            raise NotMade(said("{file} is there already, and stays as it is.", file=file))
    made = Made(check=folder)
    _put(made, folder / PACK, "pack", pack)
    _put(made, folder / TRACKS, "tracks", f"{template('tracks')}\n{track}")
    first = new_lesson(Wish(name=str(lesson), track=id))
    return Made(made.files + first.files, made.schemas + first.schemas, first.told, folder)


NEW = {"lesson": new_lesson, "scenario": new_scenario, "track": new_track, "pack": new_pack}


def _put(made: Made, file: Path, what: FileKind, text: str) -> None:
    """Writes a file that was not there, and the schema that it names."""
    root = root_of(file.parent)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(f"{schema_line(what, root, file)}\n\n{text}")
    except OSError as error:
        if file.exists():
            raise NotMade(said("{file} is there already, and stays as it is.", file=file)) from None
        raise NotMade(said("{file} cannot be written: {why}.", file=file, why=error.strerror)) from None
    made.files.append(file)
    made.schemas += put_schema(what, root, made.told)
