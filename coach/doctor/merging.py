"""Takes over what copies of a person's files say that the plan does not know."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ..backups.shelf import goods
from ..plan.events import Event
from ..plan.plan import Plan
from ..store.copies import add_events, merged, missing, original, sides
from ..store.files import write_whole
from ..store.journal import is_journal
from ..store.opening import PlanFolder, replay
from ..store.seal import PLAIN, Seal, Unopened, opened_or_plain, plain_name
from ..store.snapshot import Rows, Snapshot, Unusable, answer_rows, parse_answers, parse_plan, plan_rows
from ..store.unsealing import seal_of, seal_within
from ..words import said
from ..workspace import Workspace
from .finding import counted

Theirs = dict[Path, bytes]  # the other side of a file, by the file that it is another side of


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was repaired: of which kind, where, and what was done."""

    code: str
    where: str
    what: str


def copies(folder: Path, within: str) -> Iterator[tuple[Path, str]]:
    """The copies in a folder of a person, each with the name of the file that it is a copy of."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for path in sorted((folder / within).iterdir()):
            name = original(path.name)
            if name and path.is_file():
                yield path, name


# --- journals --------------------------------------------------------------------------


def union_journals(files: PlanFolder, *, lost: bool) -> list[Deed]:
    """Adds what copies of the journal have and it does not. Callers hold the lock.

    Args:
        files: the person's.
        lost: whether the journal has lost something: then the newest good backup is looked into as well.
    """
    found = [path for path, name in copies(files.folder, "journal") if is_journal(name)]
    deeds = []
    for path in found:
        count = add_events(files.journal, missing(files.journal, [path.read_bytes()]))
        path.unlink()
        deeds.append(
            Deed(
                "conflict-copy",
                f"journal/{path.name}",
                said("Merged: {changes} had been missing.", changes=_changes(count)),
            )
        )
    if lost and (count := add_events(files.journal, in_backup(files))):
        deeds.append(
            Deed(
                "journal-line",
                "journal",
                said("{changes} came back from the newest good backup.", changes=_changes(count)),
            )
        )
    return deeds


def in_backup(files: PlanFolder) -> list[Event]:
    """What the newest good backup has in its journal, and the journal itself has not."""
    newest = next(goods(files.folder), None)
    contents = newest[2] if newest else {}
    journals = [data for name, data in contents.items() if name.startswith("journal/")]
    return missing(files.journal, journals, seal_within(contents, files.folder))


def _changes(count: int) -> str:
    return counted(count, "change")


# --- files with the marks of git --------------------------------------------------------------


def split_merges(folder: Path) -> tuple[Theirs, list[Deed]]:
    """Leaves our side in each file that `git merge` has left undecided, and gives the other. Callers hold the lock."""
    theirs: Theirs = {}
    deeds = []
    for path in [folder / "plan.toml", *sorted((folder / "answers").glob("*.toml"))]:  # never in what is sealed
        pair = sides(path.read_bytes()) if path.is_file() else None
        if pair is None or any(_read(path, side, PLAIN) is None for side in pair):
            continue
        write_whole(path, pair[0])
        theirs[path] = pair[1]
        where = str(path.relative_to(folder))
        deeds.append(Deed("merge-markers", where, said("Both sides of the merge were taken over, record by record.")))
    return theirs, deeds


def _read(file: Path, data: bytes, seal: Seal) -> Snapshot | None:
    """What a side or a copy of a file says; None when it cannot be read."""
    name = Path(plain_name(file.name))
    try:
        data = opened_or_plain(data, seal)
        return parse_plan(data) if file.parent.name != "answers" else parse_answers(data, name.stem)
    except (Unusable, Unopened):
        return None


# --- copies --------------------------------------------------------------------------------------


def merge_copies(workspace: Workspace, theirs: Theirs) -> list[Deed]:
    """Merges every copy of plan.toml, of answers and of drafts that can be read, and then removes it."""
    folder = workspace.files.folder
    deeds = []
    for file, data in theirs.items():
        deeds += take_over(workspace, file, data, str(file.relative_to(folder))) or []
    for within in ("", "answers"):
        for path, name in copies(folder, within):
            if plain_name(name) == workspace.files.readable or (within and plain_name(name).endswith(".toml")):
                where = str(path.relative_to(folder))
                told = take_over(workspace, path.with_name(name), path.read_bytes(), where)
                if told is not None:
                    path.unlink()
                    deeds += [Deed("conflict-copy", where, said("Merged, record by record.")), *told]
    return deeds + _drafts(workspace)


def take_over(workspace: Workspace, file: Path, data: bytes, where: str) -> list[Deed] | None:
    """Merges one copy; gives the places that both sides had changed, or None when the copy cannot be read."""
    snapshot = _read(file, data, workspace.files.seal)
    if snapshot is None or snapshot.cut:
        return None
    plain = Path(plain_name(file.name))
    lesson = "" if plain.name == workspace.files.readable else plain.stem
    reading = workspace.files.journal.read_until(snapshot.positions)
    whole = all(reading.positions.get(name) == place for name, place in snapshot.positions.items())
    base = replay(reading.events)
    removals = whole and bool(snapshot.positions)
    found = merged(_rows(base, lesson), snapshot.rows, _rows(workspace.plan, lesson), removals=removals)
    if found.changes:
        workspace.record("merged", found.changes, where, "doctor")
    return [Deed("both-changed", place, _both(field, where)) for place, field in found.conflicts]


def _rows(plan: Plan, lesson: str) -> Rows:
    return answer_rows(plan, lesson) if lesson else plan_rows(plan)


def _both(field: str, where: str) -> str:
    what = f"“{field}”" if field else said("It")
    return said(
        "{what} was changed on both sides. Yours stands; the other is in the backup, in {where}.",
        what=what,
        where=where,
    )


def _drafts(workspace: Workspace) -> list[Deed]:
    """What was half typed on another machine, where nothing is half typed here."""
    deeds = []
    for path, name in copies(workspace.files.folder, "drafts"):
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, Unopened):
            lesson = plain_name(name).removesuffix(".json")
            data = opened_or_plain(path.read_bytes(), workspace.files.seal)
            found = msgspec.json.decode(data, type=dict[str, dict[str, Any]])
            for step, raw in found.items():
                if step not in workspace.drafts.of(lesson):
                    workspace.drafts.keep(lesson, step, raw)
            path.unlink()
            deeds.append(
                Deed("conflict-copy", f"drafts/{path.name}", said("Merged: what was half typed is offered again."))
            )
    return deeds


def mergeable(path: Path, folder: Path) -> bool:
    """Whether a copy can be merged: it is known what it is a copy of, and it can be read."""
    name, within = original(path.name), str(path.parent.relative_to(folder))
    if not name or not path.is_file() or within not in (".", "answers", "journal", "drafts"):
        return False
    if within == "journal":
        return is_journal(name)
    if within == "drafts" or (within == "." and plain_name(name) != "plan.toml"):
        return within == "drafts"
    snapshot = _read(path.with_name(name), path.read_bytes(), seal_of(folder))
    return snapshot is not None and not snapshot.cut
