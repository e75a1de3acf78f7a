"""Where a document goes: the file that somebody means, and writing it there without anything being lost."""

import datetime as dt
import os
import stat
from pathlib import Path

from coach.display import display_line
from coach.store.files import write_whole
from coach.words import said


class Cannot(Exception):
    """Why nothing can be written there, as a sentence for the person."""


def file_name(template: str, today: dt.date) -> str:
    """What the file of a document is called, unless somebody says otherwise."""
    return f"{template}-{today.isoformat()}.md"


def usual_file(template: str, today: dt.date) -> str:
    """Where a document goes, unless somebody says otherwise: where the person's documents are."""
    from platformdirs import user_documents_path  # only this step needs it

    folder = user_documents_path()
    return shown(Path(folder if folder.is_dir() else Path.home()) / file_name(template, today))


def shown(path: Path) -> str:
    """A path as a person reads and types it."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def file_of(text: str, name: str) -> Path:
    """The file that somebody means. A folder means a file of this name in it.

    Raises:
        Cannot: no file can be written there.
    """
    if not text:
        raise Cannot(said("Type the name of a file first."))
    try:
        path = _in_folder(Path(text).expanduser().absolute(), name, text.endswith(("/", os.sep)))
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return path
    except (OSError, ValueError, RuntimeError):
        raise Cannot(said("This cannot be the name of a file here.")) from None
    if not stat.S_ISREG(mode):
        raise Cannot(said("{file} is not an ordinary file.", file=display_line(shown(path))))
    return path


def _in_folder(path: Path, name: str, folder: bool) -> Path:
    """The same file, in a folder that is there."""
    if folder or path.is_dir():
        path /= name
    if not path.parent.is_dir():
        raise Cannot(said("There is no folder {folder}.", folder=display_line(shown(path.parent))))
    return path


def put(path: Path, text: str, replace: bool) -> bool:
    """Writes a document. False: a file stands there, and it was not said that it may be replaced.

    Raises:
        NotSaved: nothing was changed.
    """
    return write_whole(path, text.encode(), still=lambda: replace or not path.exists()) is not None
