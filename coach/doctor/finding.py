"""What the doctor says: what was looked at, and what was found out of order."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..words import marked, said, said_of

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
        check = Check(id, title, said("could not be looked at"), (unreadable(error),))
    if len(check.findings) > SHOWN:
        more = said("and {n} more of this kind", n=len(check.findings) - SHOWN)
        check = replace(check, findings=check.findings[:SHOWN], notes=(*check.notes, more))
    return check


def unreadable(error: OSError, where: str = "") -> Finding:
    """A file that the system does not give out."""
    return Finding(
        "no-reading",
        where or str(error.filename or "a file"),
        said("It cannot be read: {why}.", why=error.strerror or type(error).__name__),
        said("Coach cannot see what is in it."),
        said(
            "See who may read it (coach locate says where the folders are). If the disk is failing, restore a backup."
        ),
    )


_COUNTED: dict[str, tuple[str, Callable[[int], str]]] = {
    "file": (marked("no files"), lambda n: said_of(n, "{n} file", "{n} files")),
    "change": (marked("no changes"), lambda n: said_of(n, "{n} change", "{n} changes")),
    "copy": (marked("no copies"), lambda n: said_of(n, "{n} copy", "{n} copies")),
    "record": (marked("no records"), lambda n: said_of(n, "{n} record", "{n} records")),
    "answer": (marked("no answers"), lambda n: said_of(n, "{n} answer", "{n} answers")),
    "lesson": (marked("no lessons"), lambda n: said_of(n, "{n} lesson", "{n} lessons")),
    "backup": (marked("no backups"), lambda n: said_of(n, "{n} backup", "{n} backups")),
    "half-typed": (
        marked("no half-typed answers"), lambda n: said_of(n, "{n} half-typed answer", "{n} half-typed answers"),
    ),
}  # fmt: skip


def counted(n: int, what: str) -> str:
    """`1 file`, `3 files`, `no files`."""
    none, some = _COUNTED[what]
    return some(n) if n else said(none)
