"""Are there backups, and can they be trusted?"""

from pathlib import Path

from ..backups.file import Unsound, unpack
from ..backups.shelf import OnShelf, on_shelf
from ..words import marked, said
from .finding import Check, Finding, counted


def check_backups(folder: Path, damaged: bool) -> Check:
    """Is every backup as it was made? When the plan is damaged, which is the newest good one?"""
    findings: list[Finding] = []
    newest: OnShelf | None = None
    known = on_shelf(folder)
    for one in known:
        try:
            told, _ = unpack(one.path)
        except Unsound as fault:
            findings.append(_unsound(one, fault))
            continue
        newest = one if told.whole else newest
    seen = counted(len(known), "backup")
    if newest:
        seen = said("{backups}, the newest good one of {day} {time}", backups=seen, day=newest.day, time=newest.time)
    return Check("backups", marked("Backups"), seen, tuple(findings), _offered(newest) if damaged else ())


def _unsound(one: OnShelf, fault: Unsound) -> Finding:
    return Finding(
        "backup-damaged",
        str(one.path),
        said("This backup is damaged: {fault}.", fault=fault),
        said("It is never used and never offered. Your plan is not touched by it."),
        said("Keep another copy of your folder on another disk if this one is failing. The file may be deleted."),
    )


def _offered(newest: OnShelf | None) -> tuple[str, ...]:
    if newest is None:
        return (said("there is no good backup to go back to"),)
    return (
        said(
            "part of the plan is damaged: coach backup restore {number} shows what going back to the newest "
            "good backup would change, and asks",
            number=newest.number,
        ),
    )
