"""The whole of a sync: what is here goes into a commit, what came is united with it, and both go out.

Broken off at any moment it has lost nothing: a commit is made only of what is on disk, what comes in only adds, and the
merge is recorded after everything of it is here.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..backups.shelf import shelf
from ..practice.erasing import BIN, into_bin
from ..words import said
from . import layout
from .conflicts import Both, both_changed
from .git import Entry, Git, GitFailed, Tree
from .union import OpenOne, Sides, Taken, folders, take_in

REMOTE, BRANCH = "origin", "main"
MESSAGE = "Save"  # says nothing of what was saved
TRIES = 5  # when another machine was quicker with its push


class Synced(NamedTuple):
    """What a sync did."""

    committed: bool  # something of this machine was not in the history yet
    sent: bool  # something went to the remote
    remote: str  # where to; empty when there is none
    taken: Taken
    both: list[tuple[str, Both]]  # with the folder of the person
    erased: list[str]  # folders that another machine has taken away; here they are in the bin now


class NotSetUp(Exception):
    """This home is not synced yet."""


def set_up(home: Path, remote: str = "") -> None:
    """Makes the home a repository, and names where it is synced to.

    Raises:
        GitFailed: git could not.
        NotSaved: a file could not be written.
    """
    git = Git(home)
    if remote.startswith("-") or "::" in remote:
        raise GitFailed(said("“{remote}” is no address that is handed to git.", remote=remote))
    if not git.there:
        git.run("init", "--quiet", "--template=", f"--initial-branch={BRANCH}")
    layout.write(home)
    if remote:
        known = git.asks("remote", "get-url", REMOTE)
        git.run("remote", *(("add", REMOTE) if known is None else ("set-url", REMOTE)), remote)
        _set_pull(git)
    _set_driver(git)


def _set_pull(git: Git) -> None:
    """Tells this clone what a plain `git pull` means: to merge, from there, under a name that says nothing."""
    wanted = {f"branch.{BRANCH}.remote": REMOTE, f"branch.{BRANCH}.merge": f"refs/heads/{BRANCH}",
              "pull.rebase": "false", "user.name": "coach", "user.email": "coach@localhost"}  # fmt: skip
    for key, value in wanted.items():
        if git.asks("config", "--local", "--get", key) is None:
            git.run("config", key, value)


def _set_driver(git: Git) -> None:
    """Tells this clone how to merge what people read when somebody runs a plain `git merge`.

    Git runs it in the home: -P, or Python would load a module from there that another machine has put in its way.
    """
    import shlex
    import sys

    command = f"{shlex.join([sys.executable, '-P', '-m', 'coach', 'merge-file'])} %O %A %B %P"
    if git.asks("config", "--get", "merge.coach.driver") != command:
        git.run("config", "merge.coach.name", "coach")
        git.run("config", "merge.coach.driver", command)


def commit(home: Path, at: dt.datetime) -> bool:
    """Puts what is on disk into a commit; says whether there was anything new.

    Raises:
        NotSetUp: the home is no repository.
        GitFailed: git could not.
    """
    git = Git(home)
    if not git.there:
        raise NotSetUp
    head = _head(git)
    tree = _tree_on_disk(git, head)
    if head is not None and git.asks("rev-parse", f"{head}^{{tree}}") == tree:
        return False
    _commit(git, tree, [head] if head else [], at)
    return True


def sync(home: Path, open_one: OpenOne, clock: Callable[[], dt.datetime]) -> Synced:
    """Commits, takes in what the remote has, and hands out what it has not.

    Raises:
        NotSetUp: the home is no repository.
        GitFailed: git could not.
        NotSaved: something could not be written.
    """
    git = Git(home)
    if git.there:
        _set_driver(git)  # as this version does it
    committed, remote = commit(home, clock()), git.asks("remote", "get-url", REMOTE) or ""
    done = Synced(committed, False, remote, Taken([], [], [], [], []), [], [])
    if not done.remote:
        return done
    for _ in range(TRIES):
        theirs = _fetched(git)
        if theirs is not None:
            done = _united(git, theirs, open_one, clock, done)
        if theirs == _head(git):
            return done
        if _pushed(git):
            return done._replace(sent=True)
    raise GitFailed(said("other machines are syncing all the time. Try again in a minute."))


# --- one round ------------------------------------------------------------------------------


def _fetched(git: Git) -> str | None:
    """The newest commit of the remote; None when there is none yet."""
    if not git.run("ls-remote", "--heads", REMOTE, BRANCH).strip():
        return None
    git.run("fetch", "--quiet", "--no-tags", REMOTE, f"+refs/heads/{BRANCH}:refs/remotes/{REMOTE}/{BRANCH}")
    return git.asks("rev-parse", "--verify", "--quiet", f"refs/remotes/{REMOTE}/{BRANCH}")


def _united(git: Git, theirs: str, open_one: OpenOne, clock: Callable[[], dt.datetime], done: Synced) -> Synced:
    """Takes in a commit of the remote, and records that this was done."""
    head = _head(git)
    if head is not None and git.asks("merge-base", "--is-ancestor", theirs, head) is not None:
        return done
    base = git.asks("merge-base", head, theirs) if head else None
    sides = Sides(git.tree(base), git.tree(head), git.tree(theirs))
    here = sorted(folders(sides.ours) & folders(sides.theirs))
    both = [(folder, one) for folder in here for one in both_changed(git, sides, folder)]
    taken = take_in(git, sides, open_one)
    erased = sides.erased_there()
    _put_away(git.home, erased, clock().astimezone().date())
    tree = _tree_on_disk(git, head)
    if git.asks("rev-parse", f"{theirs}^{{tree}}") == tree and base == head:
        git.run("update-ref", f"refs/heads/{BRANCH}", theirs, *([head] if head else []))
    else:
        _commit(git, tree, [*([head] if head else []), theirs], clock())
    return done._replace(taken=taken, both=[*done.both, *both], erased=[*done.erased, *erased])


def _put_away(home: Path, folders: list[str], today: dt.date) -> None:
    """Moves into the bin whom another machine has erased; else they would come back there with the next sync."""
    for folder in folders:
        id = folder.rpartition("/")[2]
        into_bin(home / BIN / f"{id}-{today.isoformat()}", home, [home / folder, shelf(home / folder)])


def _pushed(git: Git) -> bool:
    """Hands out what is here; not when another machine was quicker."""
    try:
        git.run("push", "--quiet", REMOTE, f"refs/heads/{BRANCH}:refs/heads/{BRANCH}")
    except GitFailed:
        if _fetched(git) in (None, _head(git)) or _is_behind(git):
            raise
        return False
    return True


def _is_behind(git: Git) -> bool:
    """Whether the remote has nothing that is not here, so that it refused for another reason."""
    return (
        git.asks("merge-base", "--is-ancestor", f"refs/remotes/{REMOTE}/{BRANCH}", f"refs/heads/{BRANCH}") is not None
    )


# --- commits ------------------------------------------------------------------------------------


def _head(git: Git) -> str | None:
    return git.asks("rev-parse", "--verify", "--quiet", f"refs/heads/{BRANCH}")


def _tree_on_disk(git: Git, head: str | None) -> str:
    """What is on disk as a tree of git's. A journal that is shorter than it was, after a broken-off checkout, is put
    back first: nothing that was saved is taken out of the history by a sync."""
    layout.write(git.home)
    for path in _shortened(git, git.tree(head)):
        git.run("checkout", "--quiet", head or "", "--", path)
    git.run("add", "--all", ".")
    return git.run("write-tree").decode().strip()


def _shortened(git: Git, tree: Tree) -> list[str]:
    """The journal files that are gone or cut, of people who are still here. Fewer bytes alone may be another seal."""
    journals = [path for path in tree if layout.kind(path) is layout.Kind.JOURNAL]
    suspects = [path for path in journals if (git.home / layout.folder_of(path)).is_dir()]
    return [path for path in suspects if _is_shorter(git, git.home / path, tree[path])]


def _is_shorter(git: Git, file: Path, entry: Entry) -> bool:
    if not file.is_file():
        return True
    return file.stat().st_size < entry.size and file.read_bytes().count(b"\n") < git.content(entry).count(b"\n")


def _commit(git: Git, tree: str, parents: list[str], at: dt.datetime) -> None:
    words = [part for parent in dict.fromkeys(parents) for part in ("-p", parent)]
    stamp = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    env = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    made = git.run("commit-tree", tree, *words, "-m", MESSAGE, env=env).decode().strip()
    git.run("update-ref", f"refs/heads/{BRANCH}", made, *parents[:1])
