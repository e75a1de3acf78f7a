"""One backup: a zip with the person's files as they were, and `backup.toml`, which says what it is and holds."""

import datetime as dt
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import tomli

from ..store.seal import KEY, VAULT
from ..store.snapshot import heading
from ..words import marked, said

Contents = dict[str, bytes]  # by path within the person's folder, with slashes

TOLD = "backup.toml"
MOST = 1024 * 1024 * 1024  # bytes in one backup; a plan of many years has a hundredth of it
_HEADER = marked("""\
# A backup of a career plan, made by coach. Unpack it anywhere: what is in it can be read as it is.
# To see what going back to it would change, and to do so: coach backup restore
""")
_CLOSED_HEADER = marked("""\
# A backup of a career plan, made by coach. What is in it is sealed, as it was on the disk: files of age, and the key of
# their vault in vault/key.age, which is sealed to the key of the person. Or, with the passphrase: coach backup restore
""")


class Unsound(Exception):
    """A backup that cannot be trusted, and why."""


class Told(msgspec.Struct, frozen=True):
    """What a backup says of itself."""

    number: int
    made: dt.datetime
    before: str  # a mark: what it was made before
    readable: str  # the name of the file that people read
    records: int
    answers: int
    lessons: int
    whole: bool  # whether everything in it could be read when it was made
    files: dict[str, str]  # the checksum of each file


def checksums(contents: Contents) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}


def pack(told: Told, contents: Contents) -> bytes:
    """The bytes of a backup."""
    import tomli_w

    header = _CLOSED_HEADER if f"{VAULT}/{KEY}" in contents else _HEADER
    doc = {"format": 1, **msgspec.to_builtins(told, builtin_types=(dt.datetime,))}
    made = told.made.astimezone()
    day = made.timetuple()[:6] if 1980 <= made.year <= 2107 else (1980, 1, 1, 0, 0, 0)  # what a zip can say
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in {TOLD: (heading(header) + tomli_w.dumps(doc)).encode(), **contents}.items():
            member = zipfile.ZipInfo(name, (day[0], day[1], day[2], day[3], day[4], day[5]))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            archive.writestr(member, data, compresslevel=1)
    return buffer.getvalue()


def unpack(path: Path) -> tuple[Told, Contents]:
    """What is in a backup, every file compared with its checksum. Nothing is ever unpacked onto the disk.

    Raises:
        Unsound: it cannot be read, or is not as it was made.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            told, contents = _read(archive)
    except OSError as error:
        raise Unsound(error.strerror or said("it cannot be read")) from None
    except Unsound:
        raise
    except Exception:  # a damaged zip makes the standard library raise nearly anything
        raise Unsound(said("it is no whole zip file")) from None
    if checksums(contents) != told.files:
        raise Unsound(said("what is in it is not what was put in"))
    return told, contents


def _read(archive: zipfile.ZipFile) -> tuple[Told, Contents]:
    if sum(member.file_size for member in archive.infolist()) > MOST:
        raise Unsound(said("it is larger than any plan"))
    contents = {member.filename: archive.read(member) for member in archive.infolist()}
    return _said(contents.pop(TOLD, b"")), contents


def _said(data: bytes) -> Told:
    try:
        doc: dict[str, Any] = tomli.loads(data.decode())
        told = msgspec.convert(doc, Told)
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError, msgspec.ValidationError):
        raise Unsound(said("it does not say what it is ({file})", file=TOLD)) from None
    if told.made.tzinfo is None or doc.get("format") != 1:
        raise Unsound(said("another version of coach made it"))
    return told
