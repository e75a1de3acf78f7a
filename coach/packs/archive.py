"""Reads a zip archive that a stranger made, in memory, and only when all that it says of itself agrees.

A zip names its files twice, in a directory at its end and before each file, and programs differ in which they believe.
Python's reader is lenient where this one refuses: data before, between and behind the files, files that
overlap, names, sizes or methods that do not agree. Sizes are counted while unpacking. Other archives are not read:
two readers are twice as much to get right, and everybody can make a zip.
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import NoReturn

from ..lessons.faults import quoted
from ..words import marked, said
from .rules import LONGEST_ARCHIVE, MOST_ENTRIES, Files, Item, PackRefused, gather

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s4B4HL2L5H2L")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_ENCRYPTED, _LATER, _PATCHED, _MASKED = 0x1, 0x8, 0x20, 0x2040  # flags; _LATER: sizes stand behind the data
_STORED, _DEFLATED = 0, 8
_UNIX = (3, 19)  # systems whose archives say what kind of file it is
_ANEW = marked("Make the archive anew: zip -r my-pack.zip my-pack, or “compress” in the file manager.")
_TWO_FACED = marked("Programs would read it in different ways, so it is not read at all. Make the archive anew: zip -r "
                    "my-pack.zip my-pack, or “compress” in the file manager.")  # fmt: skip
_BEHIND = 24  # bytes that may follow a file whose sizes were not known before


@dataclass(frozen=True, slots=True)
class _Member:
    """A file as the directory of the archive has it."""

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    at: int  # where its own header begins
    mode: int  # of Unix; 0 when it is not said

    @property
    def path(self) -> str:
        """Its name as text; what is not ASCII is refused later, so it only has to stay visible."""
        return self.name.decode("utf-8", "backslashreplace")


def read_archive(data: bytes, where: str) -> Files:
    """The files of a pack in a zip archive.

    Raises:
        PackRefused: it is no plain zip, does not agree with itself, or holds what cannot be in a pack.
    """
    if len(data) > LONGEST_ARCHIVE:
        _refuse(
            where,
            said("the archive has more than {n} MB", n=LONGEST_ARCHIVE // 1024 // 1024),
            said("Make two packs of it."),
        )
    archive = _Archive(data, where)
    return gather(archive.items(), where)


def _refuse(where: str, why: str, cure: str = _ANEW) -> NoReturn:
    raise PackRefused(where, why, said(cure))


class _Archive:
    def __init__(self, data: bytes, where: str) -> None:
        self.data = data
        self.where = where
        self.directory = 0  # where it begins

    def items(self) -> Iterator[Item]:
        """What is in it, after all headers were looked at."""
        members = self._members()
        starts = self._starts(members)
        for member, start in zip(members, starts, strict=True):
            if not member.path.endswith("/"):
                yield Item(member.path, partial(self._unpacked, member, start), _odd(member))
            elif member.size or member.packed > 2:
                self._stop(member, said("a folder has no content"))
            else:
                yield Item(
                    member.path + ".folder", lambda most: b""
                )  # its name is looked at; it is no part of the pack

    # --- the directory at the end ------------------------------------------------------

    def _members(self) -> list[_Member]:
        """The directory. It has to fill the room between the files and the end, with as many entries as are said."""
        end = self._end()
        _, disk, first_disk, here, count, size, self.directory, _ = _END.unpack_from(self.data, end)
        if 0xFFFF in (disk, first_disk, here, count) or 0xFFFFFFFF in (size, self.directory):
            _refuse(self.where, said("the archive is of the kind for more than 4 GB (zip64)"))
        if disk or first_disk or here != count:
            _refuse(self.where, said("the archive is one part of several"))
        if self.directory + size != end:
            _refuse(self.where, said("the archive's directory does not lie where its end says"), _TWO_FACED)
        if count > MOST_ENTRIES:
            _refuse(
                self.where,
                said("there are {n} entries", n=f"{count:,}"),
                said("A pack has at most {n}: make two of it.", n=f"{MOST_ENTRIES:,}"),
            )
        members, at = [], self.directory
        for _ in range(count):
            member, at = self._entry(at, end)
            members.append(member)
        if at != end:
            _refuse(self.where, said("the archive has other entries than its end says"), _TWO_FACED)
        return members

    def _end(self) -> int:
        """Where the end record is: it and its comment are the last of the file, and no other could be meant."""
        found, at = [], len(self.data)
        while (at := self.data.rfind(b"PK\x05\x06", max(0, len(self.data) - 22 - 0xFFFF), at)) >= 0:
            if at + 22 <= len(self.data) and at + 22 + int.from_bytes(self.data[at + 20 : at + 22], "little") == len(
                self.data
            ):
                found.append(at)
            at += 3
            if len(found) > 1:
                _refuse(self.where, said("the archive ends in two ways"), _TWO_FACED)
        if not found:
            what = said("this is no zip archive, or it was cut short")
            _refuse(self.where, what, said("Get it anew. A tar or 7z archive: unpack it, and give the folder."))
        return found[0]

    def _entry(self, at: int, end: int) -> tuple[_Member, int]:
        if at + _ENTRY.size > end or self.data[at : at + 4] != b"PK\x01\x02":
            _refuse(self.where, said("the archive's directory is damaged"))
        (_, _, system, _, _, flags, method, _, _, crc, packed, size, name, extra, comment, disk, _, attributes,
         start) = _ENTRY.unpack_from(self.data, at)  # fmt: skip
        after = at + _ENTRY.size + name + extra + comment
        if after > end:
            _refuse(self.where, said("the archive's directory is damaged"))
        named = self.data[at + _ENTRY.size : at + _ENTRY.size + name]
        mode = attributes >> 16 if system in _UNIX else 0
        member = _Member(named, flags, method, crc, packed, size, start, mode)
        if disk or 0xFFFFFFFF in (packed, size, start):
            self._stop(member, said("its size or place is said to be beyond 4 GB (zip64)"))
        return member, after

    # --- the headers before the files ----------------------------------------------------

    def _starts(self, members: list[_Member]) -> list[int]:
        """Where each file's data begin. The files have to lie one behind the other from the very beginning."""
        starts, at, later = {}, 0, False
        for member in sorted(members, key=lambda member: member.at):
            gap = member.at - at
            if gap < 0:
                self._stop(member, said("it overlaps with another file of the archive"), _TWO_FACED)
            if gap > (_BEHIND if later else 0):
                what = (
                    said("there are other data before it") if at else said("something stands before the archive begins")
                )
                self._stop(member, what, _TWO_FACED)
            starts[member.at] = self._local(member)
            at, later = starts[member.at] + member.packed, bool(member.flags & _LATER)
        gap = self.directory - at
        if gap < 0 or gap > (_BEHIND if later else 0):
            _refuse(self.where, said("the archive's files and its directory overlap, or do not meet"), _TWO_FACED)
        return [starts[member.at] for member in members]

    def _local(self, member: _Member) -> int:
        """Where the data begin, after the file's own header was compared with the directory."""
        at = member.at
        if at + _LOCAL.size > self.directory or self.data[at : at + 4] != b"PK\x03\x04":
            self._stop(member, said("there is no file where the directory says"), _TWO_FACED)
        _, _, _, flags, method, _, _, crc, packed, size, name, extra = _LOCAL.unpack_from(self.data, at)
        named = self.data[at + _LOCAL.size : at + _LOCAL.size + name]
        told, known = (crc, packed, size), (member.crc, member.packed, member.size)
        left_out = (0, 0, 0) if flags & _LATER else known
        if (named, flags, method) != (member.name, member.flags, member.method) or told not in (known, left_out):
            self._stop(member, said("its header and the archive's directory do not agree"), _TWO_FACED)
        if flags & (_ENCRYPTED | _MASKED):
            self._stop(member, said("it is encrypted"), said("Make the archive anew, without a password."))
        if flags & _PATCHED or method not in (_STORED, _DEFLATED):
            self._stop(member, said("it is packed in an unusual way"))
        return at + _LOCAL.size + int(name) + int(extra)

    # --- the files -----------------------------------------------------------------------

    def _unpacked(self, member: _Member, start: int, most: int) -> bytes:
        """A file's content; no more than `most` bytes are made of it, whatever its header says."""
        packed = self.data[start : start + member.packed]
        if member.method == _STORED:
            data, whole = packed[:most], True
        else:
            data, whole = self._inflated(member, packed, most)
        if len(data) == most:
            return data  # too large: whoever asked says so
        if not whole or len(data) != member.size or zlib.crc32(data) != member.crc:
            self._stop(member, said("its content is not what its header says"), said("Get the archive anew."))
        return data

    def _inflated(self, member: _Member, packed: bytes, most: int) -> tuple[bytes, bool]:
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflating.decompress(packed, most)
        except zlib.error:
            self._stop(member, said("it is damaged"), said("Get the archive anew."))
        return data, inflating.eof and not inflating.unused_data

    def _stop(self, member: _Member, why: str, cure: str = _ANEW) -> NoReturn:
        raise PackRefused(f"{self.where}: {quoted(member.path)}", why, said(cure))


def _odd(member: _Member) -> str:
    """What an entry is, when it is no ordinary file."""
    kind = stat.S_IFMT(member.mode)
    if kind in (0, stat.S_IFREG):
        return ""
    return {stat.S_IFLNK: said("a link"), stat.S_IFDIR: said("a folder with the name of a file")}.get(
        kind, said("a device or a pipe")
    )
