"""The name of this machine in the journal: random, so that it says nothing of the person, and kept in the state folder.

Two machines must never append to one journal file. A whole home may be synced between machines, the state folder with
it, so the file holds a line for each machine, found again by a mark made from what the machine calls itself.
"""

import os
from pathlib import Path

_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_NAMED = ("/etc/machine-id", "/var/lib/dbus/machine-id")  # where Linux keeps an id of the installation


def known_device(state: Path) -> str | None:
    """The name this machine has, or None if it has none yet."""
    return _names(state / "device").get(_mark())


def new_device() -> str:
    """A fresh name. Whoever only reads uses one and forgets it; whoever has written something keeps it."""
    return "".join(chr(_LETTERS[byte % len(_LETTERS)]) for byte in os.urandom(8))


def keep_device(state: Path, name: str) -> None:
    """Keeps a name for this machine, unless it has one by now.

    Raises:
        NotSaved: the name could not be kept.
    """
    from .files import write_whole

    names = {_mark(): name, **_names(state / "device")}
    write_whole(state / "device", "".join(f"{mark} {name}\n" for mark, name in names.items()).encode())


def device(state: Path) -> str:
    """The name this machine has, made and kept if it has none: for a program that stays open.

    Raises:
        NotSaved: a new name could not be kept.
    """
    name = known_device(state)
    if name is None:
        name = new_device()
        keep_device(state, name)
    return name


def _names(file: Path) -> dict[str, str]:
    """The names by the marks of their machines. Lines that are not of that form are left out."""
    try:
        lines = file.read_text("ascii", "replace").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    pairs = (line.partition(" ")[::2] for line in lines)
    return {mark: name for mark, name in pairs if len(mark) == len(name) == 8 and set(name.encode()) <= set(_LETTERS)}


def _mark() -> str:
    """A mark of this machine that does not tell its name."""
    import hashlib

    told = [_host()]
    for path in _NAMED:
        try:
            told.append(Path(path).read_text("ascii", "replace").strip())
        except OSError:
            continue
    return hashlib.sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:8]


def _host() -> str:
    uname = getattr(os, "uname", None)
    return str(uname().nodename) if uname else os.environ.get("COMPUTERNAME", "")
