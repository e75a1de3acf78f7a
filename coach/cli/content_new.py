"""`coach content new`: a lesson, role-play, track or pack to begin with."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line
from .command import Arguments, text, unknown
from .stop import FINE, PROBLEM, USAGE, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..authoring.new import Made


def new_arguments(parser: "ArgumentParser") -> None:
    """What may be said of a new file."""
    for name in ("--title", "--track", "--module"):
        parser.add_argument(name, type=text, metavar=name[2:].upper())
    parser.add_argument("--from", dest="notes", metavar="NOTES.md")


def new(given: Arguments) -> int:
    """Writes the files, names them on standard output, and says what to do next.

    Raises:
        Stop: nothing was written.
    """
    from ..authoring.naming import NotMade
    from ..authoring.new import NEW, Wish

    what, *names = given.paths or [""]
    if what not in NEW:
        raise unknown(what, list(NEW), "thing to begin with")
    if len(names) > 1:
        raise Stop(f"give one name, in quotation marks if it has spaces; {len(names)} were given.")
    if given.notes and what != "lesson":
        raise Stop("--from makes a lesson: coach content new lesson --from notes.md")
    notes = Path(given.notes).expanduser() if given.notes else None
    wish = Wish(names[0] if names else "", given.title or "", given.track or "", given.module or "", notes)
    try:
        made = NEW[what](wish)
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
        tell(f"For editors: {', '.join(display_line(schema) for schema in made.schemas)}")
    tell(*(fault.text() for fault in wrong))
    tell(f"Checked: {_count(len(wrong), 'fault')}, {_count(len(faults) - len(wrong), 'piece')} of advice.")
    first = made.files[-1] if what in ("lesson", "pack") else made.check
    tell("Next:", f"  coach content check {_quoted(made.check)}")
    if what in ("lesson", "pack"):
        tell(f"  coach content preview {_quoted(first)}", f"  coach content test {_quoted(first)}")
    return PROBLEM if wrong else FINE


def _count(n: int, what: str) -> str:
    return f"{n or 'no'} {what}{'' if n == 1 else 's'}"


def _quoted(path: Path) -> str:
    return display_line(shlex.quote(str(path)))
