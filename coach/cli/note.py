"""`coach note`: a thought, kept at once."""

from typing import TYPE_CHECKING

from ..capture import capture
from ..display import display_line, shorten
from ..words import marked, said
from .command import Arguments, Command, one_text, text
from .context import Context
from .stop import FINE
from .streams import show

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach note "Teaching the new ones is the part of the week I look forward to"

coach note TEXT

Keeps a thought in your journal, where only you see it. At your next weekly
review you say where it belongs: it may stay a thought, or become a step, a
goal or a success. coach add and coach win are as quick for a step and a win.""")


def _note(context: Context, given: Arguments) -> int:
    words = one_text(given.text, marked("what you would like to keep"))
    workspace = context.writing()
    event = capture(workspace, "thought", words)
    context.finish(workspace)
    show([said("Noted {id}: {words}", id=display_line(event.changes[0].id), words=shorten(words, 200))])
    return FINE


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("text", nargs="+", type=text, metavar="TEXT")


COMMANDS = {"note": Command(_note, HELP, _arguments, alone=False, mixed=True)}
