"""What of a home is synced, and of which kind each file is.

Backups, drafts, caches and this machine's own marks stay where they are. What git would merge by itself is told in
`.gitattributes`, so that a plain `git merge` does the right thing, too: journals are the union of both sides, and of
the files that people read one's own stays, for coach writes them anew from the journal (see `driver.py`).
"""

import re
from enum import Enum, auto
from pathlib import Path

from ..store.seal import KEY, PUBLIC, VAULT

IGNORED = """\
# Written by coach. What is not named here stays on this machine.
/*
!/.gitignore
!/.gitattributes
!/people/
!/practice/
!/packs/
!/identity.*
.*.tmp
.lock
.new-*
.fetched-*
drafts/
roster.json*
vault/part/
vault/closing
vault/opening.age
# Sealed, and the same as the journal: every machine writes its own.
people/*/plan.toml.age
people/*/answers/*.age
practice/*/practice.toml.age
practice/*/answers/*.age
"""
ATTRIBUTES = """\
# Written by coach. Journals are united, never merged by line; what people read is written anew from them.
* -text
journal/** merge=union
people/*/journal/** merge=union
practice/*/journal/** merge=union
people/*/plan.toml* merge=coach
people/*/answers/** merge=coach
practice/*/practice.toml* merge=coach
practice/*/answers/** merge=coach
"""
LARGEST = 64 * 1024 * 1024  # bytes of a file that comes in

_PART = r"[A-Za-z0-9_@+][A-Za-z0-9_.@+ ()-]{0,119}"  # never hidden, never above, no option
_SAFE = re.compile(rf"(?:{_PART}/){{0,6}}{_PART}")
_JOURNAL = re.compile(r"(?P<folder>(?:people|practice)/[a-z0-9-]{1,40})/journal/[a-z0-9]+-\d{4}\.jsonl")
_READABLE = re.compile(
    r"(?P<folder>(?:people|practice)/[a-z0-9-]{1,40})/(?:(?:plan|practice)\.toml|answers/[a-z0-9-]{1,80}\.toml)(?:\.age)?"
)
_VAULT = re.compile(rf"(?P<folder>people/[a-z0-9-]{{1,40}})/{VAULT}/(?P<name>.+)")
_PERSON = re.compile(r"(?P<folder>(?:people|practice)/[a-z0-9-]{1,40})/.+")
_ORDER = "packs/installed.json"


class Kind(Enum):
    """What becomes of a file that another machine has changed."""

    JOURNAL = auto()  # united with ours
    VAULT = auto()  # the key of a folder that was closed there: ours is closed as well
    READABLE = auto()  # ours stays, for it is written from the journal; what a hand changed there is taken over
    ORDER = auto()  # the packs of both
    OTHER = auto()  # theirs where only they have changed it, else both
    STRANGE = auto()  # left where it is


def kind(path: str) -> Kind:
    """Of which kind a file is, by its path in the repository."""
    if path in (".gitignore", ".gitattributes") or not _SAFE.fullmatch(path):
        return Kind.STRANGE
    if _JOURNAL.fullmatch(path):
        return Kind.JOURNAL
    if _READABLE.fullmatch(path):
        return Kind.READABLE
    if match := _VAULT.fullmatch(path):
        return Kind.VAULT if match["name"] in (KEY, PUBLIC) else Kind.STRANGE
    if path == _ORDER:
        return Kind.ORDER
    known = _PERSON.fullmatch(path) or path.startswith("packs/") or re.fullmatch(r"identity\.[a-z.]{1,20}", path)
    return Kind.OTHER if known else Kind.STRANGE


def folder_of(path: str) -> str:
    """The folder of the person, or of the coach's own file, to which a path belongs; empty for none."""
    match = _PERSON.fullmatch(path)
    return match["folder"] if match else ""


def write(home: Path) -> None:
    """Puts the two files into the home that tell git what to do.

    Raises:
        NotSaved: they could not be written.
    """
    from ..store.files import write_whole

    for name, text in ((".gitignore", IGNORED), (".gitattributes", ATTRIBUTES)):
        path = home / name
        if not path.is_file() or path.read_bytes() != text.encode():
            write_whole(path, text.encode())
