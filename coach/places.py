"""Where things lie on this machine: the plans, the settings, what may be thrown away. `coach locate` prints them."""

import errno
import os
from pathlib import Path

import msgspec

from .words import said


class Places(msgspec.Struct, frozen=True):
    """The folders of one home. Nothing is created by naming them."""

    data: Path  # people's plans: the only folder worth backing up
    config: Path  # settings
    state: Path  # this machine's own marks: its device name, reports of a crash
    cache: Path  # may be deleted at any time

    def person(self, name: str = "me") -> Path:
        """The folder of one person's plan."""
        return self.data / "people" / name


def find_places(home: str | None = None) -> Places:
    """The places under `home`, else under COACH_HOME, else where the platform keeps a program's data."""
    chosen = home or os.environ.get("COACH_HOME")
    if chosen:
        root = typed_path(chosen).absolute()
        return Places(root, root / "config", root / "state", root / "cache")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("coach", appauthor=False)
    return Places(dirs.user_data_path, dirs.user_config_path, dirs.user_state_path, dirs.user_cache_path)


def typed_path(typed: str | Path) -> Path:
    """A path as somebody typed it: `~` is their home, `~name` that of somebody else here.

    Raises:
        FileNotFoundError: nobody here has that name.
    """
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        raise FileNotFoundError(errno.ENOENT, said("nobody here has this name"), str(typed)) from None
