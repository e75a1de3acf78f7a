"""Takes in what another machine has: by content and not by line, so that it can be broken off and begun again.

Nothing that is here is ever made shorter or taken away by it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..doctor.merging import take_over
from ..store.copies import add_events, missing
from ..store.files import private_folder, write_whole
from ..store.journal import Journal
from ..store.lock import held
from ..store.seal import KEY, PUBLIC, is_closed, vault_of
from ..store.snapshot import Unusable, parse_answers, parse_plan
from ..typed import typed
from ..words import marked, said
from ..workspace import Workspace
from .git import Entry, Git, Tree
from .layout import LARGEST, Kind, folder_of, kind

TWICE = marked(
    "“{name}” was closed here and on another machine, each with a key of its own. Open it here first: {command}"
)
OpenOne = Callable[[str], Workspace]  # opens a folder such as `people/me`


class Sides(NamedTuple):
    """Three commits: what both had in common, this machine's, and the other one's."""

    base: Tree
    ours: Tree
    theirs: Tree

    def news(self) -> Iterator[tuple[str, Entry]]:
        """The files that the other machine has changed or added, but for those of people who were erased here."""
        erased = set(erased_between(self.base, self.ours))
        for path, entry in sorted(self.theirs.items()):
            if entry not in (self.ours.get(path), self.base.get(path)) and folder_of(path) not in erased:
                yield path, entry

    def erased_there(self) -> list[str]:
        """The folders of people whom the other machine has erased, and who are still here."""
        return [folder for folder in erased_between(self.base, self.theirs) if folder in folders(self.ours)]


def folders(tree: Tree) -> set[str]:
    """The folders of people in a commit."""
    return {folder for path in tree if (folder := folder_of(path))}


def erased_between(base: Tree, side: Tree) -> list[str]:
    """The folders of people who were there and on one side are not any more."""
    return sorted(folders(base) - folders(side))


class Taken(NamedTuple):
    """What there is to say about what came in."""

    folders: list[str]  # of people whose journal or files have grown
    beside: list[str]  # files that both had changed: theirs lies beside ours under this name
    strange: list[str]  # files that coach does not know; they stay in the repository's history
    by_hand: list[str]  # files that a hand had changed there; it was taken over
    closed: list[str]  # folders that were closed there, and so are closed here now


def take_in(git: Git, sides: Sides, open_one: OpenOne) -> Taken:
    """Takes in what the other side has changed.

    Raises:
        NotSaved: something could not be written. What was taken in so far does no harm, and is not taken in again.
        GitFailed: git could not read it.
    """
    taken = Taken([], [], [], [], [])
    by_folder: dict[str, list[tuple[str, Entry]]] = {}
    vaults: dict[str, Entry] = {}
    for path, entry in sides.news():
        if not entry.ordinary or kind(path) is Kind.STRANGE:
            taken.strange.extend([path] if path not in (".gitignore", ".gitattributes") else [])
        elif kind(path) is Kind.VAULT:
            vaults |= {folder_of(path): entry} if path.endswith(f"/{KEY}") else {}
        elif kind(path) in (Kind.JOURNAL, Kind.READABLE):
            by_folder.setdefault(folder_of(path), []).append((path, entry))
        else:
            _whole_file(git, sides, path, entry, taken)
    for folder, entry in vaults.items():
        if _close_as_there(git.home / folder, git.content(entry)):
            taken.closed.append(folder)
    for folder, files in by_folder.items():
        _person(git, folder, files, open_one, taken)
    return taken


# --- people ---------------------------------------------------------------------------------


def _person(git: Git, folder: str, files: list[tuple[str, Entry]], open_one: OpenOne, taken: Taken) -> None:
    """One person's files: first the journal, so that all else finds the events that it speaks of."""
    one = open_one(folder)
    journals = [(Path(path).name, entry) for path, entry in files if kind(path) is Kind.JOURNAL]
    with held(one.files.folder):
        for name, entry in journals:
            if _journal(one, name, git.content(entry)):
                one.positions[name] = 0  # the same events lie at other places now: all is read, and written, anew
    one.refresh()
    for path, entry in files:
        if kind(path) is Kind.READABLE and _by_hand(one, git, path, entry):
            taken.by_hand.append(path)
    taken.folders.append(folder)
    one.close()


def _journal(one: Workspace, name: str, theirs: bytes) -> bool:
    """One journal file: what theirs has more is added. Says whether what was here has other bytes now. Callers hold
    the lock.

    Both can only have gone different ways when two machines were one, as after a home was copied whole.
    """
    journal = one.files.journal
    path = journal.folder / name
    ours = path.read_bytes() if path.is_file() else b""
    theirs = theirs[: theirs.rfind(b"\n") + 1]
    if theirs.startswith(ours):
        if theirs != ours or not path.is_file():
            private_folder(path.parent)
            write_whole(path, theirs)
        return False
    if ours.startswith(theirs) or add_events(journal, missing(journal, [theirs])):
        return False
    return _as_there(journal, path, ours, theirs)


def _as_there(journal: Journal, path: Path, ours: bytes, theirs: bytes) -> bool:
    """Takes their bytes for the same events: each machine has sealed them, and every time they look different. All
    machines choose in the same way, so that they come to rest: the longer, of equals the one that sorts first."""
    here, there = ([journal.decoded(line) for line in data.split(b"\n")[:-1]] for data in (ours, theirs))
    taken = theirs < ours if there == here else there[: len(here)] == here
    if taken:
        write_whole(path, theirs)
    return taken


def _by_hand(one: Workspace, git: Git, path: str, entry: Entry) -> bool:
    """Takes over what a hand has changed there in a file that people read; what coach wrote is in the journal."""
    data = git.content(entry)
    name = Path(path).name
    if name.endswith(".age"):
        return False  # only coach writes it
    answers = "/answers/" in path
    try:
        snapshot = parse_answers(data, Path(name).stem) if answers else parse_plan(data)
    except Unusable:
        return False  # its own machine says what is wrong with it
    if not snapshot.edited or snapshot.cut:
        return False
    file = one.files.answers_file(Path(name).stem) if answers else one.files.plan_file
    before = one.positions.copy()
    take_over(one, file, data, path)
    return one.positions != before


def _close_as_there(folder: Path, key: bytes) -> bool:
    """Closes a folder under the key that another machine has closed it with, and says whether it was open here. The
    passphrase is asked for.

    Raises:
        Sealed: the key of this home does not open that one, or it was closed here with another; nothing was changed.
    """
    from ..crypt.age import Sealed
    from ..crypt.keys import Keys
    from ..crypt.turning import close
    from ..crypt.vault import open_vault, places_of, vault_within

    place, vault = vault_of(folder), vault_within(key, folder)
    was_closed = is_closed(folder)
    if was_closed and open_vault(folder).public != vault.public:
        raise Sealed(said(TWICE, name=folder.name, command=typed("vault open", folder.name)))
    if not was_closed:
        write_whole(place / PUBLIC, f"{vault.public}\n".encode())
        write_whole(place / KEY, key)
        close(folder, Keys(places_of(folder)))
    write_whole(place / KEY, key)  # the same key, and the same bytes on every machine
    return not was_closed


# --- all else -----------------------------------------------------------------------------------


def _whole_file(git: Git, sides: Sides, path: str, entry: Entry, taken: Taken) -> None:
    if entry.size > LARGEST:
        taken.strange.append(path)
        return
    data = git.content(entry)
    file = git.home / path
    if kind(path) is Kind.ORDER and (both := _order(file, data)):
        data = both
    elif sides.ours.get(path) not in (None, sides.base.get(path)):
        file = file.with_name(f"{file.stem}.sync-{entry.number[:8]}{file.suffix}")
        taken.beside.append(str(file.relative_to(git.home)))
    write_whole(file, data)


def _order(file: Path, theirs: bytes) -> bytes:
    """The packs of both machines, ours first; empty when one of the two lists cannot be read."""
    try:
        ours = msgspec.json.decode(file.read_bytes(), type=list[str]) if file.is_file() else []
        names = list(dict.fromkeys([*ours, *msgspec.json.decode(theirs, type=list[str])]))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return b""
    latest = {name.partition("@")[0]: name for name in names}
    return msgspec.json.format(msgspec.json.encode(list(latest.values()))) + b"\n"
