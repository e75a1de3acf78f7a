"""Where a document goes, line by line: the file that somebody means, and nothing that is there is lost."""

import os
import stat
from pathlib import Path

from ...display import display_line
from ...store.files import NotSaved, write_whole
from ...words import marked, said
from ..talk import Talk

ENTER = marked("a file or a folder, Enter only reads it out")


class Cannot(Exception):
    """Why nothing can be written there, as a sentence for the person."""


def written(talk: Talk, name: str, text: str) -> str:
    """Asks for a file and writes the text into it; gives its path, or nothing when none is wanted."""
    question = said("Write it to which file?")
    while typed := talk.ask_line(question, enter=said(ENTER)):
        question = said("Which file, then?")
        try:
            file = file_of(typed, name)
            if file.exists() and not talk.ask_yes(said("There is a file of that name. Write over it?"), now=False):
                continue
            write_whole(file, text.encode())
        except Cannot as error:
            talk.say(str(error))
        except NotSaved as error:
            talk.say(said("Not written: {why}.", why=error.why))
        else:
            told = marked("Written to {file}. Only you can read it; whoever you give it to can read what is in it.")
            talk.say(said(told, file=file))
            return str(file)
    return ""


def file_of(typed: str, name: str) -> Path:
    """The file that somebody means. A folder means a file of this name in it.

    Raises:
        Cannot: no file can be written there.
    """
    try:
        path = Path(typed).expanduser().absolute()
        path = path / name if path.is_dir() or typed.endswith(("/", os.sep)) else path
        if not path.parent.is_dir():
            raise Cannot(said("There is no folder {folder}.", folder=display_line(path.parent)))
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return path
    except (OSError, ValueError, RuntimeError):
        raise Cannot(said("This cannot be the name of a file here.")) from None
    if not stat.S_ISREG(mode):
        raise Cannot(said("{file} is not an ordinary file.", file=display_line(path)))
    return path
