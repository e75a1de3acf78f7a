"""What lies on an author's bench: the file, how it stands, and a scratch plan to try it with."""

from pathlib import Path

import msgspec

from coach.authoring.preview import Shelf, Source, View
from coach.authoring.preview_plan import Scratch

from .base import Desk


class Bench(msgspec.Struct):
    """A file under preview. The desk belongs to the scratch plan, never to anybody's own."""

    desk: Desk
    shelf: Shelf
    source: Source
    view: View
    scratch: Scratch
    files: list[Path] = []  # of the folder that was named; none when it was a file
