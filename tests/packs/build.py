"""Packs, good and hostile, built by the tests themselves: a zip of which every header can lie."""

import io
import os
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

PACK = """format = 1
id = "garden"
version = "1.0"
title = "Garden thinking"
authors = ["Ann Gardener"]
license = "CC-BY-4.0"
"""
LESSON = """format = 1
id = "garden-week"
title = "A week in the garden"
track = "take-stock"
module = "where-now"
minutes = 5
audience = ["all"]
outcomes = ["look at a week"]

[[steps]]
id = "look"
kind = "text"
title = "Look"
prompt = "How was it?"
"""
GOOD = {"pack.toml": PACK, "lessons/01-week.toml": LESSON}


def plain_zip(files: Mapping[str, str | bytes], top: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip as everybody makes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(top + name, text)
    return made.getvalue()


def streamed_zip(files: Mapping[str, str | bytes]) -> bytes:
    """A zip as it is made into a pipe: sizes stand behind the files."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *where: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    made = Pipe()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def folder(place: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return place


def repository(place: Path, files: Mapping[str, str | bytes]) -> str:
    """A git repository with these files; gives its address."""
    folder(place, files)
    git(place, "init", "--quiet")
    commit(place)
    return f"file://{place}"


def commit(place: Path) -> None:
    """Everything that is there, as the newest commit."""
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message=x")


def git(place: Path, *words: str) -> None:
    """Git, as an author uses it."""
    who = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "-c",
        "protocol.file.allow=always",
        "-c",
        "init.defaultBranch=x",
    ]
    env = {"PATH": os.environ["PATH"], "HOME": str(place), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *who, *words], cwd=place, env=env, check=True, capture_output=True, timeout=30)


@dataclass(frozen=True)
class Entry:
    """A file of an archive, and the lies about it. None means the truth."""

    name: str | bytes
    data: bytes = b""
    method: int = 8
    flags: int = 0
    mode: int = 0o100644
    system: int = 3
    before: bytes = b""  # what stands before it
    size: int | None = None  # in both headers
    packed: int | None = None
    crc: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    local_method: int | None = None
    local_crc: int | None = None
    at: int | None = None  # where the directory says that it is
    hidden: bool = False  # not in the directory
    ghost: bool = False  # only in the directory
    extra: bytes = b""

    @property
    def raw_name(self) -> bytes:
        """Its name as bytes."""
        return self.name if isinstance(self.name, bytes) else self.name.encode()


def lying_zip(
    *entries: Entry, prefix: bytes = b"", suffix: bytes = b"", comment: bytes = b"", count: int | None = None,
    start: int | None = None, disk: int = 0, gap: bytes = b"",
) -> bytes:  # fmt: skip
    """A zip in which every number may be said to be another."""
    body, directory, listed = prefix, b"", 0
    for entry in entries:
        squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
        content = squeezed.compress(entry.data) + squeezed.flush() if entry.method == 8 else entry.data
        told = replace(
            entry,
            size=len(entry.data) if entry.size is None else entry.size,
            packed=len(content) if entry.packed is None else entry.packed,
            crc=zlib.crc32(entry.data) if entry.crc is None else entry.crc,
        )
        at = len(body) + len(entry.before) if entry.at is None else entry.at
        if not entry.ghost:
            body += entry.before + _local(told) + content
        if not entry.hidden:
            directory += _central(told, at)
            listed += 1
    body += gap
    listed = listed if count is None else count
    begins = len(body) if start is None else start
    end = struct.pack("<4s4H2LH", b"PK\5\6", disk, disk, listed, listed, len(directory), begins, len(comment))
    return body + directory + end + comment + suffix


def _local(entry: Entry) -> bytes:
    name = entry.raw_name if entry.local_name is None else entry.local_name
    method = entry.method if entry.local_method is None else entry.local_method
    size = entry.size if entry.local_size is None else entry.local_size
    crc = entry.crc if entry.local_crc is None else entry.local_crc
    return struct.pack("<4s5H3L2H", b"PK\3\4", 20, entry.flags, method, 0, 33, crc, entry.packed, size, len(name),
                       len(entry.extra)) + name + entry.extra  # fmt: skip


def _central(entry: Entry, at: int) -> bytes:
    made_by = entry.system << 8 | 20
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", made_by, 20, entry.flags, entry.method, 0, 33, entry.crc, entry.packed,
                       entry.size, len(entry.raw_name), 0, 0, 0, 0, entry.mode << 16, at) + entry.raw_name  # fmt: skip


ENTRIES = (Entry("pack.toml", PACK.encode()), Entry("lessons/01-week.toml", LESSON.encode()))


def with_entry(*more: Entry) -> bytes:
    """A good pack in a zip, and these files beside it."""
    return lying_zip(*ENTRIES, *more)


def with_file(name: str, data: str | bytes) -> bytes:
    """A good pack in a zip, and one more file."""
    return with_entry(Entry(name, data if isinstance(data, bytes) else data.encode()))
