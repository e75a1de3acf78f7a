"""What is new goes into a commit when coach ends, in a home that is synced. No network is used."""

import datetime as dt
import os
from pathlib import Path

from ..words import said


def at_close(home: Path, at: dt.datetime) -> str:
    """Commits what is new. Gives a sentence when that could not be done; the next time it will be.

    A home that is not synced costs one look. While a sync is running nothing is done: it commits by itself.
    """
    if not os.path.isdir(home / ".git") or os.path.exists(home / ".git" / "index.lock"):
        return ""
    from ..store.files import NotSaved
    from .git import GitFailed
    from .syncing import NotSetUp, commit

    try:
        commit(home, at)
    except NotSetUp:
        return ""
    except (GitFailed, NotSaved) as error:
        return said("Your plan is saved; only its history was not brought up to date: {why}", why=str(error))
    return ""
