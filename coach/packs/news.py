"""What a pack has in it, and what is new in it since another version."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from ..lessons.checks.sheet import rows, word, words
from ..lessons.reading import Unreadable, read_toml
from ..words import marked, said
from .rules import Files

WORDS = {"new": marked("new"), "changed": marked("changed"), "gone": marked("gone")}  # what became of something


class LessonInside(msgspec.Struct, frozen=True):
    """A lesson of a pack, as far as two versions of it are compared."""

    id: str
    title: str
    path: str
    steps: dict[str, dict[str, Any]]
    data: dict[str, Any]

    @property
    def earlier(self) -> set[str]:
        """The ids it had before."""
        return {id for _, id in words(self.data, "was")}


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a lesson between two versions. Steps are named by their titles."""

    what: str  # new, changed, gone; beside, alone, when only something else than lessons has changed
    lesson: str
    title: str
    new: list[str] = []
    changed: list[str] = []
    gone: list[str] = []
    moved: bool = False  # whether something goes by another id, and its answers move along
    marked: bool = False  # whether some answers no longer fit as they are


class Inside:
    """The lessons, role-plays, tracks and routes of a pack, by id."""

    def __init__(self, files: Files) -> None:
        self.lessons: dict[str, LessonInside] = {}
        self.others: dict[str, set[str]] = {"role-play": set(), "track": set(), "route": set()}
        self.beside: Files = {}  # files that are neither a lesson nor what a pack says of itself
        for path, data in files.items():
            before = len(self.lessons)
            if path.endswith(".toml"):
                self._take(path, data)
            if len(self.lessons) == before and path != "pack.toml":
                self.beside[path] = data

    def _take(self, path: str, data: bytes) -> None:
        try:
            doc = read_toml(data)
        except Unreadable:
            return
        if "steps" in doc and word(doc, "id"):
            steps = {word(step, "id"): step for _, step in rows(doc, "steps")}
            lesson = LessonInside(word(doc, "id"), word(doc, "title"), path, steps, doc)
            self.lessons[lesson.id] = lesson
        elif "nodes" in doc:
            self.others["role-play"].add(word(doc, "id"))
        for kind in ("track", "route"):
            self.others[kind] |= {word(row, "id") for _, row in rows(doc, f"{kind}s")}


def content_of(files: Files) -> str:
    """A hash of all that is in a pack, names and contents; the same whatever way it came."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{len(files[path])}\0".encode())
        whole.update(files[path])
    return whole.hexdigest()


def news(before: Inside, after: Inside) -> list[Change]:
    """The lessons that are new, changed and gone."""
    came_from = {old: lesson for lesson in after.lessons.values() for old in lesson.earlier}
    found = [Change("new", id, one.title) for id, one in after.lessons.items()
             if id not in before.lessons and not one.earlier & before.lessons.keys()]  # fmt: skip
    for id, old in before.lessons.items():
        new = after.lessons.get(id) or came_from.get(id)
        if new is None:
            found.append(Change("gone", id, old.title))
        elif new.data != old.data:
            found.append(_changed(old, new))
    if not found and before.beside != after.beside:
        return [Change("beside", "", "")]
    return sorted(found, key=lambda change: ("new", "changed", "gone").index(change.what))


def _changed(old: LessonInside, new: LessonInside) -> Change:
    earlier = {was: id for id, step in new.steps.items() for _, was in words(step, "was")}
    now = {id: id if id in new.steps else earlier.get(id, "") for id in old.steps}
    from ..lessons.edits import edits

    found = [edit for edit in edits(old.data, new.data) if not edit.what.startswith(("step-removed", "step-added"))]
    return Change(
        "changed",
        new.id,
        new.title,
        [_title(new.steps[id]) for id in new.steps if id not in now.values()],
        [_title(new.steps[now[id]]) for id, step in old.steps.items() if now[id] and new.steps[now[id]] != step],
        [_title(step) for id, step in old.steps.items() if not now[id]],
        any(edit.what.endswith("-renamed") for edit in found),
        any(edit.effect in ("marked", "attic") for edit in found),
    )


def _title(step: dict[str, Any]) -> str:
    return word(step, "title") or word(step, "id")


def told(changes: list[Change]) -> Iterator[str]:
    """The changes in lines for people, and what they mean for answers."""
    if not changes:
        yield said("  No lesson has changed.")
    for change in changes:
        if change.what == "beside":
            yield said("  Nothing in the lessons as they stand in their own language.")
            return
        yield f"  {said(WORDS[change.what]):7}  {change.lesson}: {change.title}"
        for words_, steps in (
            (WORDS["new"], change.new),
            (WORDS["changed"], change.changed),
            (WORDS["gone"], change.gone),
        ):
            if steps:
                yield f"           {said(words_)}: {_few(steps)}"
    if any(change.changed for change in changes):
        if any(change.marked for change in changes):
            yield said("Your answers to a changed step stand as you gave them; what does not fit there any more is "
                       "shown as what it was.")  # fmt: skip
        else:
            yield said("Your answers to a changed step stand as you gave them.")
    if any(change.moved for change in changes):
        yield said("What has another name in the files now is the same to you: your answers move along.")
    if any(change.what == "gone" or change.gone for change in changes):
        yield said("Your answers to what is gone are kept, beside the others. Nothing that you wrote is deleted.")


def _few(titles: list[str], most: int = 4) -> str:
    shown = ", ".join(f"“{title}”" for title in titles[:most])
    left = len(titles) - most
    return said("{list} and {n} more", list=shown, n=left) if left > 0 else shown
