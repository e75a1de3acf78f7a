"""Sets aside what could not be read, before it is written over: under a name that says so, byte for byte."""

import datetime as dt
from collections.abc import Callable

from .files import write_whole
from .opening import Opened


def set_aside(opened: Opened, clock: Callable[[], dt.datetime]) -> None:
    """Copies each file that could not be read, and says under which name.

    Raises:
        NotSaved: one could not be copied; then it must not be written over.
    """
    for path in dict.fromkeys(opened.bad):
        if path.exists():
            stamp = clock().strftime("%Y%m%d-%H%M%S-%f")
            kept = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
            write_whole(kept, path.read_bytes())
            opened.notices.append(f"{path.name} was kept as {kept.name} before it was written anew.")
    opened.bad = []
