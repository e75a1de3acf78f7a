"""What is round the plan: who may read it, what was left lying about, the lessons, the disk, the terminal."""

import os
import re
import shlex
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..backups.shelf import shelf
from ..lessons.library import Library
from ..places import Places
from ..settings import load_settings
from ..store.snapshot import Snapshot
from ..words import marked, said
from .finding import Check, Finding, counted
from .kept import SET_ASIDE, Kept
from .merging import mergeable

LEFT = re.compile(r"\..+\.\d+-[0-9a-f]{8}\.tmp")  # as `write_whole` names what is not in its place yet
COPY = re.compile(
    r"conflict|konflikt|conflit|\(\d+\)| \d+\.(toml|jsonl?)(\.age)?$", re.IGNORECASE
)  # Dropbox, Nextcloud, Syncthing, iCloud
DAY = 86400.0  # seconds; after these, the number of a process says nothing any more
SAVING = 60.0  # seconds after which nobody is still writing a file
LOW = 20 * 1024 * 1024  # bytes; a plan of many years is smaller


class Terminal(NamedTuple):
    """Where the program was started."""

    there: bool  # whether it is a terminal at all
    kind: str = ""  # TERM
    encoding: str = "utf-8"


def _below(folder: Path) -> Iterator[Path]:
    """A folder and all in it. Links are not followed, so that nobody is led out of it."""
    if folder.is_dir():
        yield folder
        for parent, folders, files in os.walk(folder):
            yield from (Path(parent, name) for name in sorted([*folders, *files]))


def _roots(places: Places, person: Path) -> list[Path]:
    """The folders that hold what is this person's, or this machine's. The cache may be deleted, so it is left out."""
    return [
        person,
        shelf(person),
        *(folder for folder in (places.config, places.state) if person not in folder.parents),
    ]


# --- who may read it -------------------------------------------------------------------


def check_modes(places: Places, person: Path) -> Check:
    """May nobody else read the files, and may the person write them? The home itself may be looked into, as it was
    made by the person and what it holds is closed, but nobody else may change what lies in it."""
    title = marked("Permissions")
    if os.name == "nt":
        return Check("permissions", title, said("kept by the system here, not by modes"))
    paths = list(_private(places, person))
    found = (*_loose(loose(places, person), _roots(places, person)), *_closed(paths))
    return Check("permissions", title, said("{files} and folders", files=counted(len(paths), "file")), found)


def loose(places: Places, person: Path) -> dict[Path, int]:
    """What others may look at or change, with its mode."""
    modes = {path: path.stat().st_mode & 0o777 for path in _private(places, person)}
    return {path: mode for path, mode in modes.items() if mode & (0o022 if path == places.data else 0o077)}


def _private(places: Places, person: Path) -> Iterator[Path]:
    """Everything that is for one user alone; a link that leads nowhere is left to others."""
    yield from (folder for folder in (places.data, places.data / "people", shelf(person).parent) if folder.is_dir())
    yield from (path for root in _roots(places, person) for path in _below(root) if path.exists())


def _loose(modes: dict[Path, int], roots: list[Path]) -> Iterator[Finding]:
    """One finding for all that is loose below a folder, as one command mends all of it."""
    within = {path: next((root for root in roots if path.is_relative_to(root)), path) for path in modes}
    for root in dict.fromkeys(within.values()):
        paths = [path for path in modes if within[path] == root]
        deep = "-R " if root in roots else ""
        yield Finding(
            "open-to-others",
            _and_more(paths),
            said("Other people who use this machine are let in (mode {mode}).", mode=f"{modes[paths[0]]:04o}"),
            said("They may be able to read your plan, or to change it."),
            f"chmod {deep}go= {shlex.quote(str(root))}",
            repairs=True,
        )


def _and_more(paths: list[Path]) -> str:
    if len(paths) == 1:
        return str(paths[0])
    return said("{file}, and {n} more", file=paths[0], n=len(paths) - 1)


def _closed(paths: list[Path]) -> Iterator[Finding]:
    shut = [path for path in paths if not os.access(path, os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0))]
    if shut:
        yield Finding(
            "no-access",
            _and_more(shut),
            said("You may not read or write it."),
            said("Changes cannot be saved there."),
            said("Make it yours again. It may have been made by another user, for instance with sudo."),
        )


# --- what was left lying about -----------------------------------------------------------


def leftovers(places: Places, person: Path) -> list[Path]:
    """Files that a save left behind, and that no program which still runs is writing."""
    paths = [path for root in _roots(places, person) for path in _below(root) if LEFT.fullmatch(path.name)]
    return [path for path in paths if path.is_file() and (age := time.time() - path.stat().st_mtime) > SAVING
            and (age > DAY or not _runs(int(path.name.split(".")[-2].partition("-")[0])))]  # fmt: skip


def _runs(process: int) -> bool:
    """Whether a process of this number runs. Numbers are given again and again, so an old file is not spared by one."""
    if os.name == "nt":
        return False  # there, asking is ending; the age has to do
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return process > 0


def check_leftovers(places: Places, person: Path) -> Check:
    """Are there files that a save in progress left behind?"""
    old = leftovers(places, person)
    found = tuple(
        Finding(
            "left-over",
            str(path),
            said("It was left behind when a save was stopped half-way."),
            said("The file that it was to replace is whole, and the journal has what was saved."),
            f"rm {shlex.quote(str(path))}",
            repairs=True,
        )
        for path in old
    )
    return Check("leftovers", marked("Left-over files"), counted(len(old), "file"), found)


def check_copies(person: Path) -> Check:
    """Are there copies that a sync program made of a conflict, or that coach set aside?"""
    found = [finding for path in _below(person) if path != person and (finding := _copy(path, person))]
    return Check("copies", marked("Conflict copies"), counted(len(found), "copy"), tuple(found))


def _copy(path: Path, person: Path) -> Finding | None:
    where = str(path.relative_to(person))
    if SET_ASIDE in path.name:
        return Finding(
            "set-aside",
            where,
            said("Coach kept this file, which it could not read whole, before it wrote it anew."),
            said("Something that was in it may be missing from your plan."),
            said("Look into it with an editor. Put what you miss into plan.toml, then delete this file."),
        )
    if not COPY.search(path.name):
        return None
    known = mergeable(path, person)
    by_hand = said("Compare it with the file beside it, put what you miss into plan.toml, then move this one away.")
    return Finding(
        "conflict-copy",
        where,
        said("By its name, a sync program made it when two machines had changed a file."),
        said("Coach does not read it, so your plan may lack what was changed on the other machine."),
        said("coach doctor --repair takes over what your plan lacks. By hand: {by_hand}", by_hand=by_hand)
        if known
        else by_hand,
        known,
    )


# --- lessons and settings ----------------------------------------------------------------


def check_lessons(library: Library, kept: Kept) -> Check:
    """Can the lessons be read, and are those that somebody is in still there?"""
    findings = [
        Finding(
            "lesson-unreadable",
            words.partition(": ")[0],
            f"{words.partition(': ')[2][:1].upper()}{words.partition(': ')[2][1:]}.",
            said("This lesson is left out. Your answers to it, if there are any, are kept."),
            said("If it is yours, coach content check names the place. If it is somebody's pack, get it anew."),
        )
        for words in library.index.unreadable
    ]
    rows = kept.plan.rows.get("progress", {}) if isinstance(kept.plan, Snapshot) else {}
    gone = [id for id, row in rows.items() if row.get("status", "started") == "started" and not library.head(id)]
    findings += [
        Finding(
            "lesson-gone",
            id,
            said("You are in the middle of this lesson, and it is not there any more."),
            said("Your answers are kept, but you cannot go on with it."),
            said("If it came in a pack, add the pack again: coach packs add."),
        )
        for id in gone
    ]
    return Check("lessons", marked("Lessons"), counted(len(library.heads()), "lesson"), tuple(findings))


def check_settings(places: Places) -> Check:
    """Can the settings be used?"""
    _, notices = load_settings(places)
    found = tuple(
        Finding(
            "settings",
            str(places.config / "settings.toml"),
            notice,
            said("Coach looks and behaves as it usually does, not as you set it. Your plan is not touched by it."),
            said("Correct the file in an editor, or delete it to begin again."),
        )
        for notice in notices
    )
    return Check(
        "settings", marked("Settings"), "settings.toml" if places.config.is_dir() else said("the usual ones"), found
    )


# --- the disk and the terminal -----------------------------------------------------------


def check_disk(places: Places) -> Check:
    """Is there room to save?"""
    folder = next(path for path in (places.data, *places.data.parents) if path.is_dir())
    free = shutil.disk_usage(folder).free
    low = Finding(
        "disk-full",
        str(folder),
        said("Only {size} MB are free on this disk.", size=f"{free / 1024 / 1024:.0f}"),
        said("When it is full, nothing more can be saved. Coach says so; what was saved before stays."),
        said("Make room on the disk."),
    )
    return Check(
        "disk", marked("Disk"), said("{size} GB free", size=f"{free / 1024**3:.1f}"), (low,) if free < LOW else ()
    )


def check_terminal(terminal: Terminal) -> Check:
    """Can the terminal show the app?"""
    title = marked("Terminal")
    if not terminal.there:
        return Check("terminal", title, said("not looked at: this is not one"))
    findings = []
    if terminal.kind in ("", "dumb", "unknown"):
        findings.append(
            Finding(
                "terminal-dumb",
                "TERM",
                said("It says “{kind}”.", kind=terminal.kind) if terminal.kind else said("It is not set."),
                said("The full screen cannot be drawn here; lessons are walked line by line."),
                said("Nothing, if you like it plain. Otherwise set TERM, for instance to xterm-256color."),
            )
        )
    if terminal.encoding.lower().replace("-", "").replace("_", "") != "utf8":
        findings.append(
            Finding(
                "terminal-encoding",
                "LANG",
                said("Text goes out as {encoding}, not as UTF-8.", encoding=terminal.encoding),
                said("Letters that it lacks are shown as escapes. They are kept as they are in your plan."),
                said("Choose a UTF-8 locale, for instance LANG=C.UTF-8."),
            )
        )
    return Check("terminal", title, f"{terminal.kind or said('no TERM')}, {terminal.encoding}", tuple(findings))
