"""`coach export`: a copy of the plan for the person, their coach, or others."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line
from ..places import typed_path
from ..words import marked, said
from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    import datetime as dt
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach export md --for me
  coach export md --for coach --out plan-for-ada.md
  coach export md --for shareable --out ~/Documents

coach export FORMAT --for me|coach|sponsor|shareable [--out PATH] [--replace]

FORMAT       md: Markdown, pleasant to read as it is
--for WHOM   me         everything, private things too
             coach      what your coach may see
             sponsor    what whoever pays for the coaching may see
             shareable  only what you marked as shareable
             It has to be said, so that nothing leaves by oversight. What was
             left out is counted at the end. Notes on people are never in it.
--out PATH   a file or a folder; without it, the text goes to standard output
--replace    write over a file that is there already""")


def _export(context: Context, given: Arguments) -> int:
    from ..exports import EXPORTS, export

    exporter = EXPORTS.get(given.format)
    if exporter is None:
        raise unknown(given.format, list(EXPORTS), marked("format"))
    workspace = context.reading()
    file = _file(given.out, exporter.extension, workspace.today, given.replace) if given.out else None
    document = export(exporter, workspace.plan, context.library, given.audience, workspace.clock())
    if file is None:
        show(document.text.splitlines())
    else:
        _write(file, document.text)
    if document.withheld:
        left = ", ".join(f"{n} x {said(title)}" for title, n in sorted(document.withheld.items()))
        tell(said("Not in this copy: {things}", things=left))
    return FINE


def _file(out: str, extension: str, today: "dt.date", replace: bool) -> Path:
    """The file to write.

    Raises:
        Stop: it cannot be written there, or something stands there that would be lost.
    """
    path = typed_path(out)
    if path.is_dir():
        path = path / f"career-plan-{today.isoformat()}.{extension}"
    if not path.parent.is_dir():
        raise Stop(said("there is no folder {folder}.", folder=display_line(path.parent)))
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return path
    if not stat.S_ISREG(mode):
        raise Stop(said("{file} is not an ordinary file.", file=display_line(path)))
    if not replace:
        there = said("{file} is there already. To write over it, add --replace.", file=display_line(path))
        raise Stop(there, PROBLEM)
    return path


def _write(file: Path, text: str) -> None:
    from ..store.files import write_whole

    write_whole(file, text.encode())
    words = marked("Written: {file}. Only you can read it; whoever you give it to can read what is in it.")
    tell(said(words, file=display_line(file)))


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("format", metavar="FORMAT")
    parser.add_argument("--for", dest="audience", required=True, choices=("me", "coach", "sponsor", "shareable"))
    parser.add_argument("--out", metavar="PATH")
    parser.add_argument("--replace", action="store_true")


COMMANDS = {"export": Command(_export, HELP, _arguments, alone=False)}
