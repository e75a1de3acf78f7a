"""What the doctor says: what was looked at, and what was found out of order."""

from collections.abc import Callable
from dataclasses import dataclass, replace

SHOWN = 10  # findings of one kind; more of the same help nobody


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing out of order: of which kind (a name for programs, for ever), where it is, what it is, what it means for
    the plan, what to do about it, and whether `coach doctor --repair` does something about it."""

    code: str
    where: str
    what: str
    means: str
    do: str
    repairs: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `notes` are worth knowing, and nothing has to be done about them."""

    id: str
    title: str
    seen: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()


def guarded(id: str, title: str, look: Callable[[], Check]) -> Check:
    """A check that finds what it cannot read instead of failing."""
    try:
        check = look()
    except OSError as error:
        check = Check(id, title, "could not be looked at", (unreadable(error),))
    if len(check.findings) > SHOWN:
        more = f"and {len(check.findings) - SHOWN} more of this kind"
        check = replace(check, findings=check.findings[:SHOWN], notes=(*check.notes, more))
    return check


def unreadable(error: OSError, where: str = "") -> Finding:
    """A file that the system does not give out."""
    return Finding(
        "no-reading",
        where or str(error.filename or "a file"),
        f"It cannot be read: {error.strerror or type(error).__name__}.",
        "Coach cannot see what is in it.",
        "See who may read it (coach locate says where the folders are). If the disk is failing, restore a backup.",
    )


def counted(n: int, what: str) -> str:
    """`1 file`, `3 files`, `no files`."""
    return f"{n or 'no'} {what}{'' if n == 1 else 's'}"
