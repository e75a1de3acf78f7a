"""What lies beside a file that is checked alone: the rest of its pack, to which it may refer."""

import os
from collections.abc import Iterator
from pathlib import Path

from ..faults import Unreadable
from ..reading import read, read_file
from .known import kind_of
from .overlays import is_overlay
from .sheet import Sheet

PACK = "pack.toml"
HIGHEST = 4  # folders above a file in which its pack may begin
MOST = 2000  # files of a pack that are looked at for what one of them may refer to


def pack_above(folder: Path) -> Path | None:
    """The folder of the pack that a folder belongs to, if there is one."""
    here = Path(os.path.abspath(folder))
    return next((one for one in (here, *here.parents[:HIGHEST]) if (one / PACK).is_file()), None)


def packs_of(paths: list[Path]) -> list[Path]:
    """The packs of which only parts are named."""
    packs = {path: pack_above(path if path.is_dir() else path.parent) for path in paths}
    found = [pack for path, pack in packs.items() if pack is not None and Path(os.path.abspath(path)) != pack]
    return list(dict.fromkeys(found))


def sheets_beside(paths: list[Path], files: list[Path]) -> list[Sheet]:
    """The files of these packs that are not checked themselves, as far as they can be read."""
    checked = {os.path.abspath(file) for file in files}
    beside = [file for pack in packs_of(paths) for file in _files(pack) if str(file) not in checked]
    return [sheet for file in beside[:MOST] if (sheet := sheet_of(file)) is not None]


def _files(pack: Path) -> Iterator[Path]:
    """The TOML files of a pack; hidden folders are left out, as the check itself does."""
    for place, folders, names in os.walk(pack):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(place, name)
            if name.lower().endswith(".toml") and not is_overlay(name) and not path.is_symlink():
                yield path


def sheet_of(path: Path) -> Sheet | None:
    """What is known of a file beside; None when it cannot be read, which is for its own check to say."""
    try:
        data = read(read_file(path)).data
    except Unreadable:
        return None
    return Sheet(str(path), kind_of(path.name, data), b"", data) if data else None
