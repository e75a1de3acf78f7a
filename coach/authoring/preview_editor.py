"""The author's own editor at a line of a file, as an argument list: nothing goes through a shell."""

import os
import shlex
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from ..words import marked, said

NONE = marked("No editor is known here. Set VISUAL or EDITOR to yours, such as EDITOR=nano, and start again.")

Place = tuple[str, int, int]  # file, line, column


class NoEditor(Exception):
    """There is no editor to open: a sentence that says what to do."""


def _plus(place: Place) -> list[str]:
    return [f"+{place[1]}", place[0]]


def _colon(place: Place) -> list[str]:
    return [f"{place[0]}:{place[1]}:{place[2]}"]


def _goto(place: Place) -> list[str]:
    return ["-g", *_colon(place)]


def _line(place: Place) -> list[str]:
    return ["--line", str(place[1]), place[0]]


def _file_alone(place: Place) -> list[str]:
    return [place[0]]


_WAYS: dict[str, Callable[[Place], list[str]]] = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe",
                     "jed", "mg", "ne", "mcedit", "gedit", "xed", "pluma"), _plus),
    **dict.fromkeys(("hx", "helix", "subl", "sublime_text", "zed", "zeditor"), _colon),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"), _goto),
    **dict.fromkeys(("kate", "kwrite", "geany", "mate", "idea", "pycharm", "webstorm", "clion"), _line),
}  # fmt: skip


def editor_command(variables: Mapping[str, str], file: Path, line: int = 1, column: int = 1) -> list[str]:
    """The command that opens a file at a line, in VISUAL or else EDITOR. An editor that is not known gets the file.

    Raises:
        NoEditor: neither is set, or what is set is no command.
    """
    chosen = (variables.get("VISUAL") or "").strip() or (variables.get("EDITOR") or "").strip()
    try:
        command = shlex.split(chosen)
    except ValueError:
        raise NoEditor(said("VISUAL or EDITOR has a quotation mark that is not closed.")) from None
    if not command or not command[0]:
        raise NoEditor(said(NONE))
    name = os.path.basename(command[0]).lower().removesuffix(".exe")
    place = (str(file.absolute()), max(1, line), max(1, column))  # absolute: no name can pass for an option
    return [*command, *_WAYS.get(name, _file_alone)(place)]


def umask_for(file: Path) -> int:
    """The umask under which an editor that saves by a new file keeps who may read it. Ours is stricter."""
    try:
        return ~stat.S_IMODE(file.stat().st_mode) & 0o077
    except OSError:
        return 0o077
