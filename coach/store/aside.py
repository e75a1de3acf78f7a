"""Sets aside what could not be read, before it is written over: under a name that says so, byte for byte."""

import datetime as dt
from collections.abc import Callable

from ..words import said
from .files import write_whole
from .opening import Opened
from .seal import plain_name


def set_aside(opened: Opened, clock: Callable[[], dt.datetime]) -> None:
    """Copies each file that could not be read, and says under which name.

    Raises:
        NotSaved: one could not be copied; then it must not be written over.
    """
    for path in dict.fromkeys(opened.bad):
        if path.exists():
            stamp = clock().strftime("%Y%m%d-%H%M%S-%f")
            plain = path.with_name(plain_name(path.name))
            rest = path.name.removeprefix(plain.name)  # what was sealed stays sealed
            kept = path.with_name(f"{plain.stem}.damaged-{stamp}{plain.suffix}{rest}")
            write_whole(kept, path.read_bytes())
            opened.notices.append(
                said("{name} was kept as {kept} before it was written anew.", name=path.name, kept=kept.name)
            )
    opened.bad = []
