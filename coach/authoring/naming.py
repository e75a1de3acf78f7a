"""What a new file is called, where it goes, and what its id and title are."""

import os
import re
from pathlib import Path

from ..lessons.checks.beside import HIGHEST, PACK
from ..lessons.checks.hints import slug
from ..places import typed_path
from ..words import said
from .filling import clean

LONGEST_TITLE = 80
LONGEST_NAME = 60
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}\.toml")
_NUMBER = re.compile(r"^\d+[-_]+")


class NotMade(Exception):
    """Nothing was written: a sentence that says why. `usage` when the command was given something it cannot take."""

    def __init__(self, sentence: str, usage: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.usage = usage


def as_id(text: str, otherwise: str) -> str:
    """A text as an id, or the other one when nothing is left of it."""
    return slug(text, _SLUG) or otherwise


def id_of(file: Path, otherwise: str) -> str:
    """The id for what is in a file: its name without a number before it."""
    return as_id(_NUMBER.sub("", file.stem) or file.stem, otherwise)


def title_of(file: Path) -> str:
    """A title from a name: `03-my-week.toml` is “My week”."""
    words = " ".join(re.split(r"[-_\s]+", _NUMBER.sub("", file.stem))).strip() or file.stem
    return words[:1].upper() + words[1:LONGEST_TITLE]


def checked_title(title: str) -> str:
    """A title as the author gave it.

    Raises:
        NotMade: it is empty or too long.
    """
    title = " ".join(clean(title).split())
    if not title:
        raise NotMade(said("a title has at least one character."), usage=True)
    if len(title) > LONGEST_TITLE:
        raise NotMade(
            said(
                "this title has {n} characters, and may have {most}.",
                n=len(title),
                most=LONGEST_TITLE,
            ),
            usage=True,
        )
    return title


def file_for(given: str, title: str, otherwise: str) -> Path:
    """The file to write: a path as it was given, a name in a folder, or a name made of the title.

    Raises:
        NotMade: no file of lessons can have that name.
    """
    own_name = f"{as_id(title, otherwise)[:LONGEST_NAME].strip('-')}.toml"
    if not given:
        return Path(own_name)
    path = typed_path(given)
    if given.endswith(("/", "\\")) or path.is_dir():
        return path / own_name
    if path.suffix.lower() != ".toml":
        return path.with_name(f"{as_id(path.name, otherwise)[:LONGEST_NAME].strip('-')}.toml")
    if not _NAME.fullmatch(path.name):
        better = as_id(path.stem, otherwise)
        raise NotMade(
            said("a file is named with letters, digits, - and _ only, such as {name}.toml.", name=better),
            usage=True,
        )
    return path


def root_of(folder: Path) -> Path:
    """The folder of the pack that a folder belongs to, or the folder itself."""
    above = [folder, *folder.absolute().parents[:HIGHEST]]
    found = next((one for one in above if (one / PACK).is_file()), folder)
    return found if folder.is_absolute() else Path(os.path.relpath(found))
