"""Which folders of a home are packs, and in which order they count. Read at every start, so it is little.

`installed.json` is a list of folder names in the order in which the packs were added. A folder that coach made has an @
in its name and counts only when it is in that list: replacing this one file is what adds, updates or removes a pack. A
folder that somebody put there by hand counts, too; those come first, by name.
"""

import os
from pathlib import Path

import msgspec

ORDER = "installed.json"
RESERVED = ("coach", "core")  # of the lessons that come with the program: no pack may pass for them


def folders(packs: Path) -> list[Path]:
    """The folders of the packs, a later one replacing lessons of the earlier. Without a list every folder counts."""
    try:
        with os.scandir(packs) as entries:
            found = {entry.name: Path(entry.path) for entry in entries if _counts(entry)}
    except OSError:
        return []
    listed = read_order(packs)
    if listed is None:
        return [found[name] for name in sorted(found)]
    by_hand = [found[name] for name in sorted(found) if "@" not in name]
    return by_hand + [found[name] for name in listed if name in found]


def read_order(packs: Path) -> list[str] | None:
    """The names in the list; None when there is no list, or it cannot be read."""
    try:
        return list(dict.fromkeys(msgspec.json.decode((packs / ORDER).read_bytes(), type=list[str])))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _counts(entry: "os.DirEntry[str]") -> bool:
    try:
        return not entry.name.startswith(".") and entry.name.lower() not in RESERVED and entry.is_dir()
    except OSError:  # a link that leads to itself
        return False
