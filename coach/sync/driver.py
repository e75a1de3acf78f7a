"""What `git merge` asks about a file that people read, when somebody merges without `coach sync`.

Ours stays, for coach writes the file anew from the journal, which git has united. What a hand had changed in theirs is
kept beside it as a copy, as programs of synchronising name theirs: coach doctor --repair merges it record by record.
"""

import datetime as dt
from pathlib import Path

from ..store.files import write_whole
from ..store.snapshot import Unusable, parse_answers, parse_plan


def merge_file(theirs: Path, path: Path, at: dt.datetime) -> Path | None:
    """Keeps what a hand has changed in theirs.

    Args:
        theirs: a file with the other side's content.
        path: where the file lies in the home.
        at: the time, for the name of a copy.

    Returns:
        The copy; None when there was nothing to keep.

    Raises:
        NotSaved: it could not be kept, so that git had better stop.
    """
    data = theirs.read_bytes()
    if not _by_hand(data, path):
        return None
    stamp = at.strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.stem}.sync-conflict-{stamp}-GIT{path.suffix}")
    write_whole(copy, data)
    return copy


def _by_hand(data: bytes, path: Path) -> bool:
    if path.suffix != ".toml":
        return False
    try:
        snapshot = parse_answers(data, path.stem) if path.parent.name == "answers" else parse_plan(data)
    except Unusable:
        return True
    return snapshot.edited
