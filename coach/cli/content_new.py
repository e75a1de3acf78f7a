"""`coach content new`: a lesson, role-play, track or pack to begin with."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line
from ..places import typed_path
from ..words import marked, said
from .command import Arguments, Command, text, unknown
from .content_paths import any_paths
from .content_words import advice
from .content_words import faults as number
from .context import Context
from .stop import FINE, PROBLEM, USAGE, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..authoring.new import Made


HELP = marked("""\
Examples
  coach content new lesson my-week
  coach content new lesson --from notes.md       one made of your notes
  coach content new scenario my-talk
  coach content new pack my-pack --title "For cooks"

coach content new lesson|scenario|track|pack [NAME] [--title TITLE]
                  [--track TRACK] [--module MODULE] [--from NOTES.md]

Writes a file that works, to change; never over one that is there. --from:
headings become steps, task lists choices, and what ends with a question mark
is asked. The schema for your editor is put beside it.""")


def _arguments(parser: "ArgumentParser") -> None:
    any_paths(parser)
    for name in ("--title", "--track", "--module"):
        parser.add_argument(name, type=text, metavar=name[2:].upper())
    parser.add_argument("--from", dest="notes", metavar="NOTES.md")


def _new(context: Context, given: Arguments) -> int:
    """Writes the files, names them on standard output, and says what to do next.

    Raises:
        Stop: nothing was written.
    """
    from ..authoring.naming import NotMade
    from ..authoring.new import NEW as KINDS
    from ..authoring.new import Wish

    what, *names = given.paths or [""]
    if what not in KINDS:
        raise unknown(what, list(KINDS), marked("thing to begin with"))
    if len(names) > 1:
        raise Stop(said("give one name, in quotation marks if it has spaces; {n} were given.", n=len(names)))
    if given.notes and what != "lesson":
        raise Stop(said("--from makes a lesson: coach content new lesson --from notes.md"))
    notes = typed_path(given.notes) if given.notes else None
    wish = Wish(names[0] if names else "", given.title or "", given.track or "", given.module or "", notes)
    try:
        made = KINDS[what](wish)
    except NotMade as error:
        raise Stop(error.sentence, USAGE if error.usage else PROBLEM) from None
    show(str(file) for file in made.files)
    return _told(made, what)


def _told(made: "Made", what: str) -> int:
    """Says what was found in the new files, and what to do next."""
    from ..lessons.check import check

    names = {str(file) for file in made.files}
    faults = [fault for fault in check([made.check]).faults if fault.path in names]
    wrong = [fault for fault in faults if fault.level == "error"]
    tell(*made.told)
    if made.schemas:
        tell(said("For editors: {files}", files=", ".join(display_line(schema) for schema in made.schemas)))
    tell(*(fault.text() for fault in wrong))
    left = advice(len(faults) - len(wrong))
    tell(said("Checked: {faults}, {advice}.", faults=number(len(wrong)), advice=left))
    first = made.files[-1] if what in ("lesson", "pack") else made.check
    tell(said("Next:"), f"  coach content check {_quoted(made.check)}")
    if what in ("lesson", "pack"):
        tell(f"  coach content preview {_quoted(first)}", f"  coach content test {_quoted(first)}")
    return PROBLEM if wrong else FINE


def _quoted(path: Path) -> str:
    return display_line(shlex.quote(str(path)))


NEW = Command(_new, HELP, _arguments)
