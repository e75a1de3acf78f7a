"""The doctor: looks at everything a person keeps and at what is round it, and says what is out of order. It only
looks: nothing is written, mended or locked; `repair` is what mends, when it is told."""

from functools import partial

from ..lessons.library import Library
from ..places import Places
from .around import (
    Terminal,
    check_copies,
    check_disk,
    check_leftovers,
    check_lessons,
    check_modes,
    check_settings,
    check_terminal,
)
from .backups import check_backups
from .finding import Check, Finding, guarded
from .journal import check_agreement, check_journal
from .kept import Kept, look_into
from .rows import check_answers, check_drafts, check_plan

_DAMAGE = frozenset({"not-readable", "cut-short", "journal-line", "journal-short", "plan-gone"})


def _damaged(kept: Kept) -> bool:
    """Whether something of the plan is damaged, so that somebody may want to go back to a backup."""
    checks = (partial(check_plan, kept), partial(check_answers, kept), partial(check_journal, kept))
    findings = [finding for check in checks for finding in guarded("", "", check).findings]
    return any(finding.code in _DAMAGE for finding in findings)


__all__ = ["Check", "Finding", "Terminal", "examine"]


def examine(places: Places, person: str, library: Library, terminal: Terminal) -> list[Check]:
    """Everything that can be looked at, in the order of how much it matters."""
    folder = places.person(person)
    kept = look_into(folder)
    checks = (
        ("plan", "plan.toml", partial(check_plan, kept)),
        ("answers", "Answers", partial(check_answers, kept)),
        ("journal", "Journal", partial(check_journal, kept)),
        ("agreement", "Files and journal", partial(check_agreement, kept)),
        ("drafts", "Drafts", partial(check_drafts, kept)),
        ("permissions", "Permissions", partial(check_modes, places, folder)),
        ("leftovers", "Left-over files", partial(check_leftovers, places, folder)),
        ("copies", "Conflict copies", partial(check_copies, folder)),
        ("backups", "Backups", partial(check_backups, folder, _damaged(kept))),
        ("settings", "Settings", partial(check_settings, places)),
        ("lessons", "Lessons", partial(check_lessons, library, kept)),
        ("disk", "Disk", partial(check_disk, places)),
        ("terminal", "Terminal", partial(check_terminal, terminal)),
    )
    return [guarded(id, title, look) for id, title, look in checks]
