"""`coach content schema`: what an editor has to know of a kind of file."""

from pathlib import Path

from ..display import display_line
from .command import Arguments, unknown
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell


def content_schema(given: Arguments) -> int:
    """Prints a JSON Schema, or writes it into a file.

    Raises:
        Stop: there is no such kind of file, or something else stands where it would be written.
    """
    from ..authoring.naming import NotMade
    from ..authoring.schema import WHAT
    from ..authoring.schemas import save_schema, text_of

    what, *more = given.paths or ["lesson"]
    if what not in WHAT or more:
        raise unknown(more[0] if more else what, list(WHAT), "kind of file")
    kind = next(one for one in WHAT if one == what)
    if not given.out:
        show(text_of(kind).splitlines())
        return FINE
    file = Path(given.out).expanduser()
    try:
        written = save_schema(kind, file)
    except NotMade as error:
        raise Stop(error.sentence, PROBLEM) from None
    show([str(file)])
    tell("Written." if written else "It stands there already, word for word.")
    tell(f"A file names it in its first line, by a path from where it lies: #:schema {display_line(file.name)}")
    return FINE
