"""Whether files are closed to others: the seam between what is kept and how it is encrypted.

A person's folder may have a vault, `people/<id>/vault/`: then what is in the folder is written sealed, to the key of
that vault, and the files are called `plan.toml.age` and so on. What a coach keeps about a client, `practice/<id>/`,
shares the vault of that client. Nothing here encrypts: `coach.crypt` does, and is loaded only where there is a vault.

    vault/key.age      the key of the vault, encrypted to the person's own key; who has no such file has no vault
    vault/public       its public half, so that something can be written without any passphrase
    vault/closing      the folder is being closed and was not finished (see coach/crypt/turning.py)
    vault/opening.age  the same for the way back: the key as it was
"""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from ..words import said
from .files import NotSaved, Signature, signature

ENDING = ".age"
VAULT = "vault"
KEY, PUBLIC, CLOSING, OPENING, PART = "key.age", "public", "closing", "opening.age", "part"


class Unopened(OSError):
    """Something sealed that the key does not open: it was changed, cut, or belongs to another vault."""

    def __init__(self, why: str) -> None:
        self.why = why.rstrip(".")
        super().__init__(errno.EIO, self.why)


class Locked(NotSaved):
    """The key was put away, so nothing sealed can be read until the passphrase is typed again."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, said("it is locked; the passphrase opens it again"))


class Seal(Protocol):
    """How the bytes of a folder go to the disk and come back."""

    suffix: str  # of the names of files that are sealed as a whole; empty where nothing is
    mark: Signature | None  # the state of the vault's key, so that a change of it by another window is seen

    def close(self, data: bytes) -> bytes:
        """What is written for these bytes."""
        ...

    def open(self, data: bytes) -> bytes:
        """The bytes that were written as these.

        Raises:
            Unopened: the key does not open them.
            Locked: the key was put away.
        """
        ...


class _Plain:
    """No seal: everything is as it is."""

    suffix = ""
    mark: Signature | None = None

    def close(self, data: bytes) -> bytes:
        return data

    def open(self, data: bytes) -> bytes:
        return data


PLAIN: Seal = _Plain()
_MAGIC = b"age-encryption.org/"
_taken = [False]


@contextlib.contextmanager
def keyboard_taken() -> Iterator[None]:
    """While the app has the terminal, or a shell waits, nobody is asked for a passphrase there: what would need it is
    Locked."""
    before, _taken[0] = _taken[0], True
    try:
        yield
    finally:
        _taken[0] = before


def may_ask() -> bool:
    """Whether somebody can be asked for a passphrase on the terminal."""
    return not _taken[0]


def opened_or_plain(data: bytes, seal: Seal) -> bytes:
    """What a file says that may be sealed or not, as a copy from another machine.

    Raises:
        Unopened: it is sealed, and the key does not open it.
    """
    return seal.open(data) if data.startswith(_MAGIC) else data


def vault_of(folder: Path) -> Path:
    """Where the vault of a person's folder lies, if it has one; a coach's own notes share that of the client."""
    whose = folder.parent.parent / "people" / folder.name if folder.parent.name == "practice" else folder
    return whose / VAULT


def is_closed(folder: Path) -> bool:
    """Whether a folder has a vault, or is on the way from or to one."""
    vault = str(vault_of(folder))
    return os.path.isdir(vault) and any(os.path.exists(f"{vault}/{name}") for name in (KEY, OPENING))


def still(folder: Path, seal: Seal) -> None:
    """Makes sure that a folder is closed or open as it was when it was opened here, before anything is written.

    Raises:
        NotSaved: another window has closed or opened it since.
    """
    if signature(vault_of(folder) / KEY) != seal.mark:
        raise NotSaved(folder, said("it was closed or opened with “coach vault” meanwhile; start coach again"))


def plain_name(name: str) -> str:
    """The name that a file has, or would have, when it is not sealed."""
    return name.removesuffix(ENDING)
