"""What happens when the program itself is wrong: one sentence, and a report that holds nothing anybody wrote.

A report names the program's own lines and the kind of error. It has no message of the error, no variables and no
arguments, because each of these may quote somebody's plan.
"""

import sys
import traceback
from pathlib import Path

from .. import __version__
from ..words import said
from .context import Context

KEPT = 5  # reports


def report(error: BaseException, context: Context) -> str:
    """Writes a report on an error nobody foresaw, and gives the sentence for the person."""
    wrong = said(
        "coach: something went wrong inside the program ({error}). What was saved before is safe.",
        error=type(error).__name__,
    )
    try:
        file = _keep(_text(error), context)
    except Exception:
        return f"{wrong} {said('A report could not be written.')}"
    return f"{wrong} {said('A report without any of your words: {file}', file=file)}"


def _keep(text: str, context: Context) -> Path:
    import datetime as dt

    from ..store.files import write_whole

    folder = context.places.state / "reports"
    file = folder / f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S-%f}.txt"
    write_whole(file, text.encode("utf-8", "backslashreplace"))
    for old in sorted(folder.glob("*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return file


def _text(error: BaseException) -> str:
    parts = [f"coach {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        parts.append(_one(link))
        link = link.__cause__ or link.__context__
    return "\n\nwhile handling:\n".join(parts) + "\n"


def _one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines])


def _short(filename: str) -> str:
    """A file of the program or a library without the folders it is installed in, which may name a person."""
    path = Path(filename)
    roots = sorted((root for root in sys.path if root), key=len, reverse=True)
    root = next((root for root in roots if path.is_relative_to(root)), path.parent)
    return path.relative_to(root).as_posix()
