"""Where a passphrase comes from: a program that the person names, or the keyboard. Never the command line, never a
variable that holds it, and it stands in no message.
"""

import os
import sys

from ..words import marked, said
from .age import Sealed

COMMAND = "COACH_PASSPHRASE_COMMAND"
PATIENCE = 120  # seconds; a password manager may first ask for a password of its own
LONGEST = 1024
TRIES = 3
NOWHERE = marked(
    "a passphrase is needed and there is no terminal to ask for it, so nothing was done. {command} can name a"
    " program that prints it."
)


def passphrase(question: str) -> str:
    """The passphrase of a key that is there.

    Raises:
        Sealed: nobody can be asked, or the program that was named gives none.
    """
    return _from_command() if by_command() else _typed(question)


def new_passphrase() -> str:
    """A passphrase for a new key, typed twice.

    Raises:
        Sealed: nobody can be asked, or both differ.
    """
    if by_command():
        return _from_command()
    first = _typed(said("A new passphrase: "))
    if not first:
        raise Sealed(said("a passphrase has at least one character; nothing was made."))
    if _typed(said("The same once more: ")) != first:
        raise Sealed(said("the two are not the same; nothing was made."))
    return first


def by_command() -> bool:
    """Whether a program gives the passphrase, so that nobody is asked, and asking again is no use."""
    return bool(os.environ.get(COMMAND, "").strip())


def typed_secret(question: str) -> str:
    """A secret that is typed and not shown.

    Raises:
        Sealed: nobody can be asked.
    """
    return _typed(question)


def _typed(question: str) -> str:
    import getpass

    if sys.stdin is None or not sys.stdin.isatty():
        raise Sealed(said(NOWHERE, command=COMMAND))
    try:
        return getpass.getpass(question)
    except EOFError:
        raise Sealed(said(NOWHERE, command=COMMAND)) from None


def _from_command() -> str:
    """The first line that the program prints. No shell reads the command, and what it prints is never shown."""
    import shlex
    import subprocess

    try:
        words = shlex.split(os.environ[COMMAND])
        ran = subprocess.run(words, stdout=subprocess.PIPE, timeout=PATIENCE, check=False)
    except ValueError:
        raise Sealed(said("{command} cannot be understood: a quotation mark is missing.", command=COMMAND)) from None
    except subprocess.TimeoutExpired:
        raise Sealed(said("the program of {command} gave no answer.", command=COMMAND)) from None
    except OSError as error:
        raise Sealed(
            said("the program of {command} cannot be run ({why}).", command=COMMAND, why=error.strerror)
        ) from None
    if ran.returncode:
        raise Sealed(
            said(
                "the program of {command} ended with the code {code}, so there is no passphrase.",
                command=COMMAND,
                code=ran.returncode,
            )
        )
    return _first_line(ran.stdout)


def _first_line(printed: bytes) -> str:
    line = printed.split(b"\n", 1)[0].removesuffix(b"\r")
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = ""
    if not text or len(text) > LONGEST:
        raise Sealed(said("the program of {command} printed no passphrase in its first line.", command=COMMAND))
    return text
