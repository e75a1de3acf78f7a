"""What is said about files that are not in order, in sentences."""

from pathlib import Path

from ..words import said
from .files import NotSaved
from .journal import Damage
from .snapshot import Unusable


def cut_short(path: Path) -> str:
    """A file without its end mark as a sentence."""
    return said(
        "The end of {name} is missing. What is there was taken over, nothing taken away; the file is kept.",
        name=path.name,
    )


def not_taken(path: Path, error: Unusable | OSError) -> str:
    """A hand edit that cannot be read as a sentence."""
    where = _place(path, error) if isinstance(error, Unusable) else path.name
    return said("{place}: {why}. Your edit is kept beside it when the file is next written.", place=where, why=error)


def not_brought_up(error: NotSaved) -> str:
    """A file that could not be written at the end as a sentence."""
    return said("{name} could not be brought up to date: {why}. Your plan is saved all the same, in the journal beside"
                " it; the file follows next time.", name=error.path.name, why=error.why)  # fmt: skip


def unreadable(path: Path, error: Exception) -> str:
    """A file that cannot be read as a sentence."""
    if isinstance(error, Unusable):
        place = _place(path, error)
        return said("{place}: {why}. It is left as it is; your plan comes from the journal.", place=place,
                    why=error.why)  # fmt: skip
    why = getattr(error, "strerror", "") or type(error).__name__
    return said("{name} cannot be read ({why}). Your plan comes from the journal.", name=path.name, why=why)


def damage_words(damage: Damage) -> str:
    """A damaged line of the journal as a sentence."""
    place = said("journal/{file}, line {line}", file=damage.file, line=damage.line)
    why = said(damage.why)
    return said("{place}: {why}. Everything else was read; the file is left as it is.", place=place, why=why)


def _place(path: Path, error: Unusable) -> str:
    return said("{name}, line {line}, column {column}", name=path.name, line=error.line, column=error.column)
