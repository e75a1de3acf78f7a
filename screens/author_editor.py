"""Lends the terminal to the author's own editor, and takes it back."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from textual.app import SuspendNotSupported

from coach.authoring.preview_editor import NoEditor, editor_command, umask_for
from coach.display import shorten
from coach.plan.words import capital
from coach.words import said

from .base import CoachScreen


def open_editor(screen: CoachScreen, file: Path, line: int, column: int = 1) -> bool:
    """Opens a file at a line and waits until the editor is closed. Says why it could not; whether it could."""
    try:
        command = editor_command(os.environ, file, line, column)
    except NoEditor as error:
        screen.warn(str(error))
        return False
    why = ""
    try:
        with screen.app.suspend(), _deaf():
            why = _run(command, umask_for(file))
    except SuspendNotSupported:
        why = said("an editor cannot be opened from this terminal")
    if why:
        screen.warn(
            said("{why}. The place is {file}, line {line}.", why=capital(why), file=shorten(file, 200), line=line)
        )
    return not why


def _run(command: list[str], umask: int) -> str:
    """Runs the editor to its end; why it could not be started. Nothing may be raised while the terminal is lent."""
    try:
        subprocess.run(command, umask=umask, check=False)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return said("“{program}” could not be started: {why}", program=shorten(command[0], 60), why=reason)
    return ""


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """While an editor has the terminal, ctrl+c is its own. A program that is started begins with the usual handlers."""
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
