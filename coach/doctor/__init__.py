"""The doctor: looks at everything a person keeps and at what is round it, and says what is out of order. It only
looks: nothing is written, mended or locked; `repair` is what mends, when it is told."""

from functools import partial
from pathlib import Path

from ..lessons.library import Library
from ..places import Places
from ..store.seal import is_closed
from ..words import marked
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
        ("answers", marked("Answers"), partial(check_answers, kept)),
        ("journal", marked("Journal"), partial(check_journal, kept)),
        ("agreement", marked("Files and journal"), partial(check_agreement, kept)),
        ("drafts", marked("Drafts"), partial(check_drafts, kept)),
        ("permissions", marked("Permissions"), partial(check_modes, places, folder)),
        ("leftovers", marked("Left-over files"), partial(check_leftovers, places, folder)),
        ("copies", marked("Conflict copies"), partial(check_copies, folder)),
        ("backups", marked("Backups"), partial(check_backups, folder, _damaged(kept))),
        ("settings", marked("Settings"), partial(check_settings, places)),
        ("lessons", marked("Lessons"), partial(check_lessons, library, kept)),
        ("disk", marked("Disk"), partial(check_disk, places)),
        ("terminal", marked("Terminal"), partial(check_terminal, terminal)),
    )
    closed = (("vault", marked("Vault"), partial(_check_vault, folder)),) if is_closed(folder) else ()
    return [guarded(id, title, look) for id, title, look in (*checks, *closed)]


def _check_vault(folder: Path) -> Check:
    from .vault import check_vault  # it loads what encrypts

    return check_vault(folder)
