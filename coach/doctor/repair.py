"""Repairs what can be repaired without a judgement: after a backup, and only when told.

What is merged is an event of its own, so it can be undone; what is removed or written anew is in the backup as it was.
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from ..backups.making import make
from ..places import Places
from ..plan.events import Change
from ..plan.plan import Plan
from ..store.handedit import edits
from ..store.lock import held
from ..store.opening import PlanFolder, replay
from ..store.snapshot import FORMAT, Snapshot, answer_rows
from ..words import said
from ..workspace import Clock, Workspace
from .around import leftovers, loose
from .finding import Check, Finding
from .kept import look_into
from .merging import Deed, merge_copies, split_merges, union_journals

ANEW = frozenset({"not-readable", "cut-short", "journal-short", "journal-line"})  # what writing the files anew cures


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done, in which backup everything is as it was before, and what there is to say besides."""

    deeds: list[Deed]
    backup: Path | None
    notices: list[str]


def repair(places: Places, person: str, checks: list[Check], device: str, clock: Clock) -> Repaired:
    """Does what the checks say can be done, and nothing else.

    Raises:
        NotSaved: no backup could be made, so nothing was done; or a repair could not be written.
    """
    wanted = [finding for check in checks for finding in check.findings if finding.repairs]
    folder = places.person(person)
    if not wanted:
        return Repaired([], None, [])
    deeds: list[Deed] = [] if os.name == "nt" else _tighten(places, folder)  # first: a backup may need it
    files = PlanFolder(folder, device)
    with held(folder):
        backup = make(files, "repair", clock()).path
    notices: list[str] = []
    if not _newer(folder):
        deeds += _files(folder, device, clock, wanted, notices)
    deeds += _sweep(places, folder)
    return Repaired(deeds, backup, notices)


def _newer(folder: Path) -> bool:
    """Whether a newer version of coach wrote some of it: then none of it is touched."""
    kept = look_into(folder)
    every = [kept.plan, *kept.answers.values()]
    return any(isinstance(found, Snapshot) and found.format > FORMAT for found in every)


# --- the plan --------------------------------------------------------------------------


def _files(folder: Path, device: str, clock: Clock, wanted: list[Finding], notices: list[str]) -> list[Deed]:
    files = PlanFolder(folder, device)
    codes = {finding.code for finding in wanted}
    with held(folder):
        deeds = union_journals(files, lost=bool(codes & {"journal-line", "journal-short"}))
        theirs, split = split_merges(folder)
        deeds += split
    broken = _broken(folder)
    workspace = Workspace(folder, device, clock)
    deeds += merge_copies(workspace, theirs)
    if deeds or codes & ANEW:
        deeds += _write_anew(workspace, broken)
    workspace.close()
    notices += [notice for notice in workspace.notices if notice not in notices]
    return deeds


def _broken(folder: Path) -> list[str]:
    """The lessons whose file of answers cannot be read, was cut, or knows more of the journal than there is."""
    kept = look_into(folder)
    sizes = kept.files.journal.sizes()
    return [
        lesson
        for lesson, found in kept.answers.items()
        if not isinstance(found, Snapshot)
        or found.cut
        or any(sizes.get(name, 0) < place for name, place in found.positions.items())
    ]


def _write_anew(workspace: Workspace, lessons: list[str]) -> list[Deed]:
    """Lets the journal have what only the files knew, and writes the files anew."""
    known = replay(workspace.history())
    changes = [change for lesson in lessons for change in _unknown(known, workspace.plan, lesson)]
    workspace.record("repaired", changes, workspace.files.plan_file.name, "doctor")
    workspace.snapshot()
    names = [workspace.files.plan_file.name, *(f"answers/{lesson}.toml" for lesson in lessons)]
    return [Deed("written-anew", name, said("Written anew, from the journal.")) for name in names]


def _unknown(known: Plan, plan: Plan, lesson: str) -> list[Change]:
    """What the journal does not know of the answers to a lesson; if it knows all, what has them written anyway."""
    changes = edits(answer_rows(known, lesson), answer_rows(plan, lesson), removals=True)
    touched = (Change("answers", f"{lesson}/{step}", {}, {}) for step in plan.answers.of(lesson))
    return changes or list(touched)[:1]


# --- round it -----------------------------------------------------------------------------


def _sweep(places: Places, folder: Path) -> list[Deed]:
    done = []
    for path in leftovers(places, folder):
        with contextlib.suppress(OSError):
            path.unlink()
            done.append(Deed("left-over", str(path), said("Removed; no program was still writing it.")))
    return done


def _tighten(places: Places, folder: Path) -> list[Deed]:
    done = []
    for path, mode in loose(places, folder).items():
        with contextlib.suppress(OSError):
            path.chmod(mode & (0o755 if path == places.data else 0o700))
            done.append(Deed("open-to-others", str(path), said("Closed to other people who use this machine.")))
    return done
