"""`coach content`: what authors of lessons need."""

from pathlib import Path
from typing import TYPE_CHECKING

from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = """\
Examples
  coach content check my-lessons/             every file in a folder
  coach content check my-lessons/03-week.toml
  coach content check                         the lessons that come with coach

coach content check [PATH...]

Finds all that is wrong in lessons, role-plays, tracks.toml and pack.toml: one
line a fault, as file:line:column: CODE, and below it what would be right.
Exit code 0: no fault, perhaps some advice; 1: at least one fault."""


def _content(context: Context, given: Arguments) -> int:
    if given.action != "check":
        raise unknown(given.action, ["check"], "command “content”")
    return _check([Path(path) for path in given.paths] or [_core()])


def _check(paths: list[Path]) -> int:
    from ..lessons.check import check

    report = check(paths)
    show(report.lines())
    files = "1 file" if report.files == 1 else f"{report.files} files"
    tell(f"{files}: {_count(len(report.errors), 'fault')}, {_count(len(report.warnings), 'piece')} of advice.")
    return PROBLEM if report.errors else FINE


def _core() -> Path:
    """The folder of the lessons that come with coach."""
    from ..lessons.library import core

    folder = core()
    if not isinstance(folder, Path):
        raise Stop("the lessons of this installation are not in a folder; name the files to check.")
    return folder


def _count(n: int, what: str) -> str:
    return f"{n or 'no'} {what}{'' if n == 1 else 's'}"


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("action", metavar="check")
    parser.add_argument("paths", nargs="*", metavar="PATH")


COMMANDS = {"content": Command(_content, HELP, _arguments, alone=False)}
