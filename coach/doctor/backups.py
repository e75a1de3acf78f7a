"""Are there backups, and can they be trusted?"""

from pathlib import Path

from ..backups.file import Unsound, unpack
from ..backups.shelf import OnShelf, on_shelf
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
    seen = counted(len(known), "backup") + (f", the newest good one of {newest.day} {newest.time}" if newest else "")
    return Check("backups", "Backups", seen, tuple(findings), _offered(newest) if damaged else ())


def _unsound(one: OnShelf, fault: Unsound) -> Finding:
    return Finding(
        "backup-damaged",
        str(one.path),
        f"This backup is damaged: {fault}.",
        "It is never used and never offered. Your plan is not touched by it.",
        "Keep another copy of your folder on another disk if this one is failing. The file may be deleted.",
    )


def _offered(newest: OnShelf | None) -> tuple[str, ...]:
    if newest is None:
        return ("there is no good backup to go back to",)
    return (
        f"part of the plan is damaged: coach backup restore {newest.number} shows what going back to the newest good "
        "backup would change, and asks",
    )
