"""`coach content preview`: a lesson file as its reader will see it, again at each save."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line
from ..places import typed_path
from ..words import marked, said
from .command import Arguments, Command
from .content_formats import print_faults
from .content_paths import any_paths
from .context import Context
from .stop import PROBLEM, Stop
from .streams import at_terminal, tell, why_no_terminal

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..authoring.preview import Source, View
    from ..authoring.preview_plan import Scratch

PLANS = ("empty", "demo")


HELP = marked("""\
Examples
  coach content preview 03-week.toml
  coach content preview 03-week.toml --step why --plan demo
  coach content preview my-pack/

coach content preview PATH [--step STEP] [--plan empty|demo] [--plain]

A lesson or role-play as its reader will see it, and again at each save, at the
step where you are; of a folder, the file saved last. Answers go into a plan
that is thrown away, with --plan demo into one like that of coach demo.
--plain: line by line, once.""")


def _arguments(parser: "ArgumentParser") -> None:
    any_paths(parser)
    parser.add_argument("--step", metavar="STEP")
    parser.add_argument("--plan", choices=PLANS)
    parser.add_argument("--plain", action="store_true", default=None)


def _preview(context: Context, given: Arguments) -> int:
    """Shows a file on the full screen, or walks it once line by line. Gives the exit code.

    Raises:
        Stop: there is nothing to show there.
    """
    from ..authoring.preview import Source
    from ..authoring.preview_plan import Scratch
    from ..settings import load_settings

    source, files = Source(_file(given)), _files(given)
    view = source.read()
    _known_step(given.step, view)
    settings, notices = load_settings(context.places)
    tell(*notices)
    with Scratch(given.plan == "demo") as scratch:
        if why := _why_plain(bool(given.plain), settings.plain):
            return _plainly(source, view, scratch, why)
        from screens.author_app import bench_for, run

        return run(bench_for(source, view, scratch, settings, files), given.step or "")


def _why_plain(asked: bool, always: bool) -> str:
    """Why a file is walked line by line and not shown on the full screen; empty when it is shown."""
    if asked:
        return said("--plain asks for it")
    if always:
        return said("your settings ask for it")
    return "" if at_terminal() else why_no_terminal()


def _file(given: Arguments) -> Path:
    """The file to show."""
    from ..authoring.preview import NothingToShow, previewed

    if len(given.paths or ()) != 1:
        raise Stop(said("name one file or folder: coach content preview my-lesson.toml"))
    try:
        return previewed(typed_path(given.paths[0]))
    except NothingToShow as error:
        raise Stop(str(error), PROBLEM) from None


def _files(given: Arguments) -> list[Path]:
    """All that can be shown, when a folder was named."""
    from ..authoring.preview import files_in

    folder = typed_path(given.paths[0])
    return files_in(folder) if folder.is_dir() else []


def _known_step(step: str | None, view: "View") -> None:
    from ..lessons.faults import did_you_mean, quoted
    from ..lessons.survival import named

    if step and view.lesson is not None and named(view.lesson.steps, step) is None:
        ids = [one.id for one in view.lesson.steps]
        meant = did_you_mean(step, ids, marked("steps"))
        raise Stop(said("there is no step {step} in this file. {advice}", step=quoted(step), advice=meant))


def _plainly(source: "Source", view: "View", scratch: "Scratch", why: str) -> int:
    from ..authoring.preview_plain import walk_once

    if sys.stdin is None or sys.stdout is None:
        raise Stop(said("a preview needs something to read from and to write to."))
    if view.lesson is None:
        print_faults(list(view.faults), "text", {})
        raise Stop(said("this file has faults, so it cannot be shown yet."), PROBLEM)
    name = display_line(source.path.name)
    once = marked("{name} is walked once, line by line, with a scratch plan that is thrown away: {why}.")
    tell(said(once, name=name, why=why),
         said("In a terminal, coach content preview shows it on the full screen, and again at each save."))  # fmt: skip
    return walk_once(view.lesson, scratch, sys.stdin, sys.stdout)


PREVIEW = Command(_preview, HELP, _arguments)
