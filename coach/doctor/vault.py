"""Of a folder that is closed: is there anything in it that can be read without the key?"""

from pathlib import Path

from ..words import marked, said, said_of
from .finding import Check, Finding


def check_vault(folder: Path) -> Check:
    """Is everything closed that should be? A machine that did not know, or a hand, may have written something."""
    from ..crypt.extent import readable

    open_files = readable(folder)
    found = tuple(
        Finding(
            "not-closed",
            str(path),
            said("It can be read without your passphrase, and this folder is closed."),
            said("Another machine, another program or a hand has written it. Coach reads the journal all the same."),
            said("coach vault close closes it, too, and loses nothing."),
        )
        for path in open_files
    )
    seen = said_of(len(open_files), "{n} file can be read", "{n} files can be read") if open_files else said("closed")
    return Check("vault", marked("Vault"), seen, found)
