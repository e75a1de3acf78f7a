"""`coach demo`: the app with a made-up person in it, in a home that is gone afterwards."""

import contextlib
import datetime as dt
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line
from ..places import typed_path
from ..words import marked, said
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import at_terminal, show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach demo                     look around; all of it is gone afterwards
  coach demo --keep ~/nadia      keep it, to try commands on it later

coach demo [--keep DIR]

Opens the app with Nadia, who is made up: a year with the coach lies behind her,
she is in the middle of a lesson, and her plan has come out of her answers. She
coaches three people: one is new, one is in the middle, with one it has ended.
Try anything; your own plan is not touched. Without a terminal, her Today is
printed.

--keep DIR   make it in a new folder and leave it there""")


def _demo(context: Context, given: Arguments) -> int:
    with _folder(given.keep) as folder:
        code = _open(folder)
    if given.keep:
        tell(said("Nadia's plan is kept: {command}", command=f"coach --home {shlex.quote(display_line(folder))}"))
    return code


def _open(home: Path) -> int:
    """Makes the person and opens the app, with a context of its own: no other home or person is meant here."""
    from ..demo import build
    from .learn import start
    from .today import today_lines

    context = Context()
    context.home, context.person = str(home), "me"
    build(context.places, context.library, dt.datetime.now(dt.UTC))
    if at_terminal():
        return start(context)
    show(today_lines(context))
    tell(said("To look around in the app, run coach demo in a terminal."))
    return FINE


@contextlib.contextmanager
def _folder(keep: str | None) -> Iterator[Path]:
    """The folder of the demo, for this user alone; gone at the end unless it is to be kept."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="coach-demo-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
        return
    path = typed_path(keep).absolute()
    if not keep.strip() or (path.exists() and not (path.is_dir() and not any(path.iterdir()))):
        why = said("--keep needs a folder that is new or empty; “{folder}” is not.", folder=display_line(keep))
        raise Stop(why, PROBLEM)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    yield path


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--keep", metavar="DIR")


COMMANDS = {"demo": Command(_demo, HELP, _arguments)}
