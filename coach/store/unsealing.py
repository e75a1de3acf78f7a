"""The seal of a folder: none, at the price of a look; for one that is closed, its vault, opened with the passphrase."""

import os
from collections.abc import Mapping
from pathlib import Path

from ..words import said
from .seal import ENDING, KEY, PLAIN, VAULT, Seal, is_closed, vault_of


def seal_of(folder: Path) -> Seal:
    """How the files of a person's folder are written and read. Asks for the passphrase, once, where it is closed.

    Raises:
        coach.crypt.age.Sealed: it cannot be opened, and why.
    """
    if not is_closed(folder):
        _nothing_sealed(folder)
        return PLAIN
    from ..crypt.vault import open_vault

    return open_vault(folder)


def _nothing_sealed(folder: Path) -> None:
    """Makes sure that nobody takes a folder for an empty one whose key has not come along.

    Raises:
        coach.crypt.age.Sealed: something in it is sealed, and there is no vault.
    """
    name = "practice" if folder.parent.name == "practice" else "plan"
    if os.path.exists(f"{folder}/{name}.toml{ENDING}"):
        from ..crypt.age import Damaged

        key = vault_of(folder) / KEY
        why = said("“{name}” is closed, and the key of its vault is missing: {file}. Nothing was changed. Copy it back,"
                   " from another machine or from a backup.", name=folder.name, file=key)  # fmt: skip
        raise Damaged(why)


def seal_within(contents: Mapping[str, bytes], folder: Path) -> Seal:
    """The seal of the files in a backup of a folder: a backup of a closed one has the key of the vault with it.

    Raises:
        coach.crypt.age.Sealed: it cannot be opened, and why.
    """
    key = contents.get(f"{VAULT}/{KEY}")
    if key is None:
        return PLAIN if not any(name.endswith(f".toml{ENDING}") for name in contents) else seal_of(folder)
    from ..crypt.vault import vault_within

    return vault_within(key, folder)
