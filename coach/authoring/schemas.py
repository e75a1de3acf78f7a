"""Schemas as files beside what they describe: an editor finds them there without a network.

One for each kind of file, in a hidden folder of the pack: whoever adds the pack does not need it, and it is left out.
The line that names it holds a relative path, which taplo and tombi both read from where the file lies; so the folder
can be moved, copied and kept in git as a whole.
"""

import functools
import json
import os
from pathlib import Path

from ..lessons.checks.sheet import FileKind
from ..store.files import NotSaved, write_whole
from ..words import said
from .naming import NotMade
from .schema import WHAT, id_of, schema

FOLDER = ".schema"


def schema_line(what: FileKind, root: Path, file: Path) -> str:
    """The first line of a file: where its schema lies."""
    relative = os.path.relpath(place_of(what, root), file.parent)
    return f"#:schema {Path(relative).as_posix()}"


def place_of(what: FileKind, root: Path) -> Path:
    """Where the schema of a kind of file lies, for everything below a folder."""
    return root / FOLDER / f"{what}.schema.json"


@functools.cache
def text_of(what: FileKind) -> str:
    """A schema as it is written into files. Only ASCII, as in all data for programs."""
    return json.dumps(schema(what), indent=1) + "\n"


def put_schema(what: FileKind, root: Path, told: list[str]) -> list[Path]:
    """Puts a schema into its place: nothing if it is there, anew if it is of another version of the program.

    A file that is none of our schemas stays, and `told` says so.
    """
    file = place_of(what, root)
    try:
        return [file] if save_schema(what, file) else []
    except NotMade as error:
        told.append(error.sentence)
        return []


def save_schema(what: FileKind, file: Path) -> bool:
    """Writes a schema. False when it stands there already, word for word.

    Raises:
        NotMade: something else stands there, or it cannot be written.
    """
    text = text_of(what).encode()
    there = _there(file)
    if there is not None and json_id(there) not in {id_of(one) for one in WHAT}:
        raise NotMade(said("{file} is there already and is no schema of ours; it stays as it is.", file=file))
    if there == text:
        return False
    try:
        write_whole(file, text)
    except NotSaved as error:
        raise NotMade(said("{file} cannot be written: {why}.", file=file, why=error.why)) from None
    return True


def _there(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotMade(said("{file} cannot be written: {why}.", file=file, why=error.strerror)) from None


def json_id(data: bytes) -> str:
    """The `$id` of a schema, or "" when these bytes are none."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    return str(found.get("$id", "")) if isinstance(found, dict) else ""
