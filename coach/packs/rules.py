"""What may be in a pack. Every source is held to this before one byte of it is written anywhere.

The limits belong together: everything that is admitted is read and checked in memory, within five seconds and 500 MB on
a slow machine (a check reads some 3 MB a second). A pack has 5 MB: all lessons that come with coach, six times over.
Its 500 files are forty lessons in ten languages, with room left. A library of ten thousand lessons is twenty packs.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..lessons.faults import quoted
from ..lessons.reading import LARGEST
from ..words import said

MOST_FILES = 500  # that are kept
MOST_ENTRIES = 5_000  # that are looked at: a repository also has files that do not concern us
MOST_BYTES = 5 * 1024 * 1024  # of all files together, as they are when unpacked
LONGEST_ARCHIVE = MOST_BYTES + 1024 * 1024  # with names and headers
MOST_FOLDERS = 100

_LESSON = re.compile(r"[A-Za-z0-9_-]{1,60}(\.toml|\.[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}\.po)")
_ABOUT = re.compile(r"(README|LICEN[CS]E|COPYING|NOTICE|AUTHORS|CHANGELOG|CHANGES|CONTRIBUTING)"
                    r"(-[A-Za-z0-9.-]{1,30})?(\.(md|txt|rst))?", re.IGNORECASE)  # fmt: skip
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_WRAPPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst", ".jar", ".whl", ".egg")

Files = dict[str, bytes]  # what is in a pack, by path
CHECKED = (".toml", ".po")  # what is looked over by the check; the rest is kept as it is and never read


@dataclass(eq=False)
class PackRefused(Exception):
    """A pack that is not taken: where, why, and what helps."""

    where: str
    why: str
    cure: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}\n    {self.cure}"


def parts_of(path: str, where: str) -> list[str]:
    """The parts of a path inside a pack.

    Raises:
        PackRefused: the path could lead elsewhere, or means something else on another system.
    """
    made_anew = said("Nobody makes such a name by accident: ask where this comes from, or make the archive anew.")
    place = f"{where}: {quoted(path)}"
    if not path or path.startswith("/") or re.match(r"[A-Za-z]:", path):
        raise PackRefused(place, said("the name is not one inside the pack"), made_anew)
    if "\\" in path or not path.isascii() or not path.isprintable():
        raise PackRefused(
            place,
            said("the name has characters that a file of a pack cannot have"),
            said("Rename it: a-z, 0-9, - and _."),
        )
    parts = path.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise PackRefused(place, said("the name leads out of the pack, or round about in it"), made_anew)
    if any(_DEVICE.fullmatch(part) or part.endswith((".", " ")) for part in parts):
        raise PackRefused(
            place, said("on some systems this is the name of a device, or of another file"), said("Rename it.")
        )
    return parts


def ignored(parts: list[str]) -> bool:
    """Whether it is no part of the pack: hidden files, and what systems and tools leave behind."""
    return any(part.startswith((".", "__")) for part in parts)


def admit(parts: list[str], where: str) -> str:
    """The path of a file that may be in a pack.

    Raises:
        PackRefused: no lesson is named so, or it lies where none is looked for.
    """
    path, name = "/".join(parts), parts[-1]
    place = f"{where}: {quoted(path)}"
    if len(parts) > 2:
        raise PackRefused(
            place, said("it lies too deep"), said("A pack has files and folders with files, and no folder in a folder.")
        )
    if len(parts) == 2 and not _FOLDER.fullmatch(parts[0]):
        raise PackRefused(
            place, said("a folder is named with letters, digits, - and _ only, at most 60"), said("Rename the folder.")
        )
    if len(parts) == 2 and name.lower() == "pack.toml":
        raise PackRefused(
            place, said("a pack has one pack.toml, and it lies at its top"), said("Add the packs one by one.")
        )
    if name.lower().endswith(_ARCHIVES):
        raise PackRefused(
            place, said("an archive in a pack is not looked into"), said("Unpack it, and put its lessons in the pack.")
        )
    if not _LESSON.fullmatch(name) and not _ABOUT.fullmatch(name):
        cure = said(
            "In a pack are lessons and role-plays (03-my-week.toml), their translations (03-my-week.de.po), "
            "pack.toml, tracks.toml, routes.toml, README and LICENSE. Take it out."
        )
        raise PackRefused(place, said("this is no file of a pack"), cure)
    return path


def unwrap(paths: list[list[str]], where: str) -> int:
    """How many parts of each path only wrap the pack: 1 when all of it lies in one folder, as archives are often made.

    Raises:
        PackRefused: there is no pack.toml where it should be.
    """
    if ["pack.toml"] in paths:
        return 0
    tops = {parts[0] for parts in paths}
    if len(tops) == 1 and [*tops, "pack.toml"] in paths and _WRAPPER.fullmatch(next(iter(tops))):
        return 1
    cure = said(
        "A pack has a pack.toml at its top: coach content new pack writes one. Give the folder in which it lies."
    )
    raise PackRefused(where, said("there is no pack.toml"), cure)


@dataclass
class Tally:
    """Counts what is taken in, while it is taken in: what headers say of sizes is not relied on."""

    where: str
    files: Files = field(default_factory=dict)
    size: int = 0  # of all so far
    seen: dict[str, str] = field(default_factory=dict)  # names as systems see them that do not tell A from a

    def room(self) -> int:
        """How many bytes the next file may have."""
        return min(LARGEST, MOST_BYTES - self.size)

    def name(self, path: str) -> None:
        """Notes a file that is coming.

        Raises:
            PackRefused: there was one of that name, or there are too many.
        """
        other = self.seen.setdefault(path.lower(), path)
        place = f"{self.where}: {quoted(path)}"
        if path in self.files or other != path:
            raise PackRefused(
                place,
                said("{name} is there already, and is the same name on some systems", name=quoted(other)),
                said("Rename one."),
            )
        if len(self.files) >= MOST_FILES:
            raise PackRefused(
                place,
                said("there are more than {n} files", n=MOST_FILES),
                said("Make two packs of it."),
            )
        if len({name.partition("/")[0] for name in self.seen if "/" in name}) > MOST_FOLDERS:
            raise PackRefused(
                place,
                said("there are more than {n} folders", n=MOST_FOLDERS),
                said("Make two packs of it."),
            )
        self.files[path] = b""

    def too_large(self, path: str) -> PackRefused:
        """The end for a file that has more bytes than there is room for."""
        place = f"{self.where}: {quoted(path)}"
        if MOST_BYTES - self.size < LARGEST:
            why = said("all files together have more than {n} MB when unpacked", n=MOST_BYTES // 1024 // 1024)
            return PackRefused(place, why, said("Make two packs of it."))
        return PackRefused(
            place,
            said("the file has more than {n} KB", n=LARGEST // 1024),
            said("A lesson that large is two lessons."),
        )

    def take(self, path: str, data: bytes) -> None:
        """Takes a file in.

        Raises:
            PackRefused: there is no room for it.
        """
        if len(data) > self.room():
            raise self.too_large(path)
        self.files[path] = data
        self.size += len(data)


class Item(NamedTuple):
    """Something that lies in a folder, an archive or a repository."""

    path: str
    read: Callable[[int], bytes]  # its bytes, and no more of them than it is told; it may raise `PackRefused`
    odd: str = ""  # what it is, when it is no ordinary file


def gather(items: Iterable[Item], where: str) -> Files:
    """The files of a pack. All names are looked at before the first file is read.

    Raises:
        PackRefused: one of them cannot be in a pack, or together they are too much.
    """
    wanted = [(parts, item) for item in items if not ignored(parts := parts_of(item.path, where))]
    skip = unwrap([parts for parts, _ in wanted], where)
    tally, found = Tally(where), []
    for parts, item in wanted:
        if item.odd:
            cure = said("A pack is ordinary files: put the file itself there, or take it out.")
            raise PackRefused(f"{where}: {quoted(item.path)}", said("this is {what}", what=item.odd), cure)
        path = admit(parts[skip:], where)
        tally.name(path)
        found.append((path, item))
    for path, item in found:
        tally.take(path, item.read(tally.room() + 1))
    return dict(sorted(tally.files.items()))
