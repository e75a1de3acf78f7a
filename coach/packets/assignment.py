"""An assignment: lessons that one person asks another to do. Going out with their files, coming in as next steps.

Lessons that are there already are used as they are: a packet never replaces one. The others are added as a small pack
of their own, held to all that a pack is held to.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from ..display import display_line, shorten
from ..plan.events import Change
from ..plan.plan import Plan
from ..plan.records import NextStep
from ..words import said
from .form import LONGEST_NOTE, Assigned, Assignment, Packet, Refused
from .rows import LESSON_ID, ROW_ID, Fields

if TYPE_CHECKING:
    from ..lessons.library import Library
    from ..packs.incoming import Incoming
    from ..packs.rules import Files, Item

MOST_LESSONS = 40
LONGEST_TITLE = 200  # characters
COACH = "coach"  # to whom it is promised and where it came from, as with an assignment made on one machine
PACK = "packet-"  # what the ids of packs begin with that came in a packet
SCENARIOS = "scenarios/"


def assign(library: "Library", lessons: Sequence[str], new_id: Callable[[], str], due: dt.date | None, note: str
           ) -> Assignment:  # fmt: skip
    """An assignment of these lessons.

    Raises:
        NoLesson: one of them is not there, or cannot be used.
        Refused: there are too many, or the note is too long.
    """
    wanted = list(dict.fromkeys(lessons))
    if len(wanted) > MOST_LESSONS or len(note) > LONGEST_NOTE:
        raise Refused(
            said(
                "a packet takes at most {most_lessons} lessons, and a note of {longest_note} characters.",
                most_lessons=MOST_LESSONS,
                longest_note=f"{LONGEST_NOTE:,}",
            )
        )
    assigned = [Assigned(id, library.lesson(id).title, new_id()) for id in wanted]
    files = dict(pair for id in wanted for pair in _files_of(id, library))
    tracks = {library.lesson(id).track: library.index.tracks.get(library.lesson(id).track) for id in wanted}
    told: list[dict[str, Any]] = [msgspec.to_builtins(track) for track in tracks.values() if track is not None]
    return Assignment(lessons=assigned, files=files, tracks=told, due=due, note=note)


def _files_of(lesson: str, library: "Library") -> Iterator[tuple[str, str]]:
    """The file of a lesson, and those of the role-plays in it."""
    yield f"{lesson}.toml", library.index.files[lesson].read().decode()
    for step in library.lesson(lesson).steps:
        if scenario := getattr(step, "scenario", ""):
            yield f"{SCENARIOS}{scenario}.toml", library.index.scenarios[scenario].read().decode()


def steps(packet: Packet, content: Assignment) -> list[Change]:
    """The next steps that it becomes, alike on both sides, so that what comes back finds its place."""
    return [Change(NextStep.table, one.step, _step(packet, content, one)) for one in content.lessons]


def _step(packet: Packet, content: Assignment, one: Assigned) -> Fields:
    fields: Fields = {"text": said("Work through “{title}”", title=one.title), "lesson": one.lesson, "source": COACH,
                      "agreed_with": COACH, "created": packet.made_at.date().isoformat()}  # fmt: skip
    more = {"due": content.due and content.due.isoformat(), "why": content.note}
    return fields | {name: value for name, value in more.items() if value}


def checked(content: Assignment, plan: Plan) -> None:
    """Makes sure that it can become steps of this plan.

    Raises:
        Refused: it cannot.
    """
    ids = [one.step for one in content.lessons]
    if not ids or len(ids) > MOST_LESSONS or len(content.note) > LONGEST_NOTE or len(set(ids)) < len(ids):
        raise Refused(said("this assignment asks for no lessons, or for more than anybody would, so it is not taken."))
    if not all(LESSON_ID.fullmatch(one.lesson) and ROW_ID.fullmatch(one.step) for one in content.lessons):
        raise Refused(said("this assignment names a lesson in a way that no lesson is named, so it is not taken."))
    if any(len(one.title) > LONGEST_TITLE for one in content.lessons):
        raise Refused(said("this assignment names a lesson with more words than a name has, so it is not taken."))
    if any(plan.fields(NextStep.table, id) is not None for id in ids):
        raise Refused(said("a step of this assignment is in your plan already, so it is not taken in once more."))


# --- the lessons that travelled along ------------------------------------------------------


def brought(packet: Packet, content: Assignment, library: "Library") -> "Incoming | None":
    """The lessons that are not here yet, as a pack; None when all are here.

    Raises:
        Refused: one of them is missing, is not sound, or would replace something.
    """
    from ..packs.incoming import Incoming
    from ..packs.rules import PackRefused, gather

    wanted = [one.lesson for one in content.lessons if library.head(one.lesson) is None]
    if not wanted:
        return None
    pack = _pack(packet)
    try:
        files = gather(_items(content, wanted, pack, library), said("the packet"))
    except PackRefused as error:
        raise Refused(said("the lessons in it are not taken: {why}.", why=error.why)) from None
    incoming = Incoming(said("a packet from {name}", name=pack["authors"][0]), files, _parsed(pack), library, ())
    _sound(incoming, wanted)
    return incoming


def _sound(incoming: "Incoming", wanted: Sequence[str]) -> None:
    if set(incoming.inside.lessons) != set(wanted):
        raise Refused(said("the packet does not bring the lessons that it asks for, so nothing of it is taken."))
    if incoming.replaced() or incoming.also_replaced():
        raise Refused(said("the packet would replace a lesson that is here, so nothing of it is taken."))
    if errors := incoming.report().errors:
        first = shorten(f"{errors[0].path}:{errors[0].line} {errors[0].code} {errors[0].sentence}", 300)
        raise Refused(said("a lesson in it has a fault, so nothing of it is taken. {first}", first=first))


def _pack(packet: Packet) -> dict[str, Any]:
    """What pack.toml says of lessons that came this way."""
    name = shorten(packet.sender, 60) or "somebody"
    title = said("A packet from {name}", name=name)
    return {"format": 1, "id": f"{PACK}{packet.id}", "version": "1", "title": title[:80],
            "authors": [name]}  # fmt: skip


def _parsed(pack: dict[str, Any]) -> Any:
    from ..lessons.lesson import Pack

    return Pack.model_validate(pack)


def _items(content: Assignment, wanted: Sequence[str], pack: dict[str, Any], library: "Library") -> "Iterator[Item]":
    import tomli_w

    files: dict[str, bytes] = {"pack.toml": tomli_w.dumps(pack).encode()}
    unknown = [track for track in content.tracks if str(track.get("id")) not in library.index.tracks]
    if unknown:
        files["tracks.toml"] = tomli_w.dumps({"format": 1, "tracks": unknown}).encode("utf-8", "replace")
    for path, text in content.files.items():
        there = path.removeprefix(SCENARIOS).removesuffix(".toml")
        if there in wanted or (path.startswith(SCENARIOS) and there not in library.index.scenarios):
            files[path] = text.encode("utf-8", "replace")
    yield from _as_items(files)


def _as_items(files: "Files") -> "Iterator[Item]":
    from ..packs.rules import Item

    for path, data in files.items():
        yield Item(path, partial(_beginning, data))


def _beginning(data: bytes, most: int) -> bytes:
    return data[:most]


def used_instead(content: Assignment, library: "Library") -> list[str]:
    """The titles of lessons that it brings in other words than they have here; the ones here are used."""
    found = []
    for one in content.lessons:
        text, here = content.files.get(f"{one.lesson}.toml"), library.index.files.get(one.lesson)
        if text is not None and here is not None and here.read() != text.encode("utf-8", "replace"):
            found.append(display_line(one.title))
    return found
