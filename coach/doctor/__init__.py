"""The doctor: looks at everything a person keeps and at what is round it, and says what is out of order. It only
looks: nothing is written, mended or locked."""

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
from .finding import Check, Finding, guarded
from .journal import check_agreement, check_journal
from .kept import look_into
from .rows import check_answers, check_drafts, check_plan

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
        ("settings", "Settings", partial(check_settings, places)),
        ("lessons", "Lessons", partial(check_lessons, library, kept)),
        ("disk", "Disk", partial(check_disk, places)),
        ("terminal", "Terminal", partial(check_terminal, terminal)),
    )
    return [guarded(id, title, look) for id, title, look in checks]
