"""`coach content schema`: what an editor has to know of a kind of file."""

from typing import TYPE_CHECKING

from ..display import display_line
from ..places import typed_path
from ..words import marked, said
from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser


HELP = marked("""\
Examples
  coach content schema --out lesson.schema.json
  coach content schema scenario --out .schema/scenario.schema.json

coach content schema [lesson|scenario|tracks|pack|routes] [--out FILE]

A JSON Schema (2020-12) of a kind of file. With it tombi, taplo and the editors
that use them complete keys, explain them and mark slips. A file names it in its
first line, by a path from where it lies: #:schema .schema/lesson.schema.json
`coach content new` does both.""")


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("paths", nargs="*", metavar="lesson|scenario|tracks|pack|routes")
    parser.add_argument("--out", metavar="FILE")


def _schema(context: Context, given: Arguments) -> int:
    """Prints a JSON Schema, or writes it into a file.

    Raises:
        Stop: there is no such kind of file, or something else stands where it would be written.
    """
    from ..authoring.naming import NotMade
    from ..authoring.schema import WHAT
    from ..authoring.schemas import save_schema, text_of

    what, *more = given.paths or ["lesson"]
    if what not in WHAT or more:
        raise unknown(more[0] if more else what, list(WHAT), marked("kind of file"))
    kind = next(one for one in WHAT if one == what)
    if not given.out:
        show(text_of(kind).splitlines())
        return FINE
    file = typed_path(given.out)
    try:
        written = save_schema(kind, file)
    except NotMade as error:
        raise Stop(error.sentence, PROBLEM) from None
    show([str(file)])
    tell(said("Written.") if written else said("It stands there already, word for word."))
    name = display_line(file.name)
    tell(said("A file names it in its first line, by a path from where it lies: #:schema {name}", name=name))
    return FINE


SCHEMA = Command(_schema, HELP, _arguments)
