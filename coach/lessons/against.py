"""Two versions of lessons side by side: what an edit does to answers, and which ids were lost without a word.

`coach content diff` tells all of it; `coach content check --against` makes faults of the last, with advice to say `was`
or `gone`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..words import marked, said
from .checks.known import kind_of
from .checks.sheet import Sheet, rows, unread, word, words
from .edits import Edit, edits
from .faults import Fault, Spot, Unreadable, quoted
from .reading import read, read_file
from .tokens import KeyPath

LOST = {"step-removed": "C501", "kind-changed": "C504"}  # edits by the code of their fault; parts have one of their own
PART, LESSON = "C502", "C503"


@dataclass(frozen=True, slots=True)
class Version:
    """The lessons of one version by id, the ids said to be gone, and what could not be read."""

    lessons: Mapping[str, Sheet]
    gone: frozenset[str]
    faults: tuple[Fault, ...]
    whole: bool  # a folder: a lesson that is not in it is not there


@dataclass(frozen=True, slots=True)
class Told:
    """One edit with the places it has in the two versions, None where it has none."""

    edit: Edit
    lesson: str
    old: Spot | None
    new: Spot | None


def version(*paths: Path) -> Version:
    """Reads the lessons of files, or of folders and those below them."""
    lessons: dict[str, Sheet] = {}
    gone: set[str] = set()
    faults: list[Fault] = []
    for file in [file for path in paths for file in _files(path)]:
        sheet = _sheet(file)
        if not isinstance(sheet, Sheet):
            faults += sheet
        elif sheet.kind == "lesson" and word(sheet.data, "id"):
            lessons[word(sheet.data, "id")] = sheet
        elif sheet.kind == "pack":
            gone |= {id for _, id in words(sheet.data, "gone")}
    return Version(lessons, frozenset(gone), tuple(faults), all(path.is_dir() for path in paths))


def _files(path: Path) -> Sequence[Path]:
    if not path.is_dir():
        return [path]
    below = (file for file in path.rglob("*.toml") if "." not in file.stem and not _hidden(file.relative_to(path)))
    return sorted(below)


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.parts)


def _sheet(file: Path) -> Sheet | list[Fault]:
    try:
        reading = read(read_file(file))
    except Unreadable as error:
        return unread(str(file), [error])
    if reading.data is None:
        return unread(str(file), reading.troubles)
    return Sheet(str(file), kind_of(file.name, reading.data), reading.text.encode(), reading.data)


# --- what an edit does ----------------------------------------------------------------------


def told(old: Version, new: Version) -> list[Told]:
    """Every edit, lesson by lesson in the order of the new version; lessons that are gone come last."""
    found: list[Told] = []
    for before, after in _pairs(old, new):
        id = word(after.data, "id")
        found += [Told(edit, id, _spot(before, edit.old), _spot(after, edit.new))
                  for edit in edits(before.data, after.data)]  # fmt: skip
    return [*found, *_gone(old, new)]


def _spot(sheet: Sheet, path: KeyPath | None) -> Spot | None:
    return None if path is None else sheet.spot(path, "")


def _pairs(old: Version, new: Version) -> list[tuple[Sheet, Sheet]]:
    """The lessons that are in both, under the same id or a new one that says `was`."""
    found = []
    for id, sheet in new.lessons.items():
        was = [name for _, name in words(sheet.data, "was") if name not in new.lessons]
        before = next((old.lessons[name] for name in (id, *was) if name in old.lessons), None)
        found += [(before, sheet)] if before else []
    return found


def _gone(old: Version, new: Version) -> Iterator[Told]:
    """Lessons of the old version that the new one no longer has; nobody can tell from one file of many."""
    if not new.whole and len(old.lessons) != 1:
        return
    known = {word(before.data, "id") for before, _ in _pairs(old, new)}
    for id, sheet in old.lessons.items():
        if id not in known:
            sentence = said("the lesson {id} is gone; its answers stay with the plan, and in its copies", id=quoted(id))
            edit = Edit("lesson-removed", "attic", sentence, said=id in new.gone, old=("id",))
            yield Told(edit, id, sheet.spot(("id",), ""), None)


# --- what was lost without a word -------------------------------------------------------------


def lost(old: Version, new: Version) -> list[Fault]:
    """A fault for each id of a lesson, a step or a part that answers are kept under and that is gone in silence."""
    faults: list[Fault] = [*old.faults]
    for before, after in _pairs(old, new):
        sheet = Sheet(after.name, "lesson", after.source, after.data)
        for edit in edits(before.data, after.data):
            if not edit.said:
                code = LOST.get(edit.what, PART)
                label = said("as it was")
                sheet.say(code, edit.new or ("id",), _sentence(edit, before), _advice(edit),
                          elsewhere=before.spot(edit.old or ("id",), label))  # fmt: skip
        _taken(sheet)
        faults += sheet.faults()
    return faults + [_lesson_lost(one, new) for one in _gone(old, new) if not one.edit.said]


def _sentence(edit: Edit, before: Sheet) -> str:
    line = before.spot(edit.old or ("id",), said("as it was")).line
    return said(
        "{what}, and nothing says so; it stood in line {line} of {file}",
        what=edit.sentence.partition(";")[0],
        line=line,
        file=before.name,
    )


def _advice(edit: Edit) -> str:
    if edit.what == "kind-changed":
        return said(
            'Give the step an id of its own, and say gone = ["{step}"] in the lesson; answers of another '
            "kind cannot be shown in it.",
            step=edit.step,
        )
    id = edit.part or edit.step
    same = said('If it has another id now, that one says was = ["{id}"].', id=id)
    if edit.maybe:
        same = said('If {maybe} is the same, it says was = ["{id}"].', maybe=quoted(edit.maybe), id=id)
    step = marked('If it is gone for good, the step says gone = ["{id}"].')
    lesson = marked('If it is gone for good, the lesson says gone = ["{id}"].')
    return same + " " + said(step if edit.part else lesson, id=id)


def _taken(sheet: Sheet) -> None:
    """Adds every `was` that names what is still there: those answers stay where they are."""
    ids = {word(step, "id") for _, step in rows(sheet.data, "steps")}
    for n, step in rows(sheet.data, "steps"):
        for m, old in words(step, "was"):
            if old in ids:
                advice = said(
                    "The step {id} keeps its answers. Take it out of “was”, or take that step out.", id=quoted(old)
                )
                sheet.say(
                    "C505",
                    ("steps", n, "was", m),
                    said("{id} is still a step of this lesson", id=quoted(old)),
                    advice,
                )


def _lesson_lost(one: Told, new: Version) -> Fault:
    spot = one.old or Spot("", 1, 1)
    advice = said(
        'If it has another id now, that lesson says was = ["{id}"]. If it is gone for good, '
        'pack.toml says gone = ["{id}"].',
        id=one.lesson,
    )
    sentence = said("the lesson {id} is gone, and nothing says so", id=quoted(one.lesson))
    return Fault(spot.path, spot.line, spot.column, LESSON, sentence, advice, "error", spot.length, spot.source)
