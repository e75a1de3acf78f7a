"""`coach sync`: one home on several machines, over a git repository of your own."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..display import display, display_line, shorten
from ..places import typed_path
from ..typed import typed
from ..words import marked, said, said_of
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..sync.conflicts import Both
    from ..sync.syncing import Synced
    from ..workspace import Workspace

HELP = marked("""\
Examples
  coach sync start git@example.org:me/plans.git   once on each machine
  coach sync                                      commit, fetch, unite, push

coach sync [--json]
coach sync start [ADDRESS]

Makes your plans a git repository and keeps several machines the same. Each
machine writes a journal of its own; a sync unites the journals, so that every
answer of every machine is in the plan. Where two have changed one thing, the
later stands, and you are told; the other is in coach log. When coach ends, what
is new is committed, under a message that says nothing. The network is used when
you say coach sync, and never else.

Whoever can read the repository can read your plans, and its history keeps what
you delete. coach vault close encrypts them first. Backups, drafts and settings
stay on each machine. A plain git pull does the right thing as well.""")
START = marked("""\
Examples
  coach sync start git@example.org:me/plans.git
  coach sync start /media/stick/plans.git
  coach sync start

coach sync start [ADDRESS]

Makes the folder of your plans a repository, if it is none, and sets the address
that it is synced with: an empty repository of yours, or the one that another
machine of yours syncs with. Nothing is sent before you say coach sync.""")
VALUES = 60  # cells of a value that both sides have changed


def _sync(context: Context, given: Arguments) -> int:
    from ..store.files import NotSaved
    from ..sync.git import GitFailed
    from ..sync.syncing import NotSetUp, sync
    from ..workspace import utc_now

    try:
        done = sync(context.places.data, lambda folder: _open(context, folder), utc_now)
    except NotSetUp:
        raise Stop(said("nothing is synced yet. To begin: {command}", command=typed("sync start ADDRESS"))) from None
    except (GitFailed, NotSaved) as error:
        raise Stop(
            said("{why} Nothing is lost; what is here is as it was, or more.", why=str(error)), PROBLEM
        ) from None
    context.keep_device()
    if given.json:
        show_json(_as_data(done))
    else:
        show(_lines(context, done))
    return FINE


def _open(context: Context, folder: str) -> "Workspace":
    """The folder of a person, or of what a coach keeps about one."""
    from ..practice.folder import PracticeFile
    from ..workspace import Workspace

    kind = PracticeFile if folder.startswith("practice/") else Workspace
    return kind(context.places.data / folder, context.device())


def _start(context: Context, given: Arguments) -> int:
    from ..store.files import NotSaved, private_folder
    from ..sync.git import GitFailed
    from ..sync.syncing import commit, set_up
    from ..workspace import utc_now

    home = context.places.data
    try:
        private_folder(home)
        set_up(home, _address(given.address))
        commit(home, utc_now())
    except (GitFailed, NotSaved) as error:
        raise Stop(str(error), PROBLEM) from None
    show([said("{home} is a git repository now.", home=display(str(home)))])
    if given.address:
        tell(
            said("What you wrote goes to {address} as it is: whoever can read that can read it. To encrypt it first: "
                 "{vault}", address=display_line(given.address), vault=typed("vault close")),
            said("To send and fetch: {command}", command=typed("sync")),
        )  # fmt: skip
    else:
        tell(said("What is new is committed whenever coach ends. To name where it is synced to: {command}",
                  command=typed("sync start ADDRESS")))  # fmt: skip
    return FINE


def _address(given: str | None) -> str:
    """An address for git; a folder on this machine is named in full, for git looks from elsewhere."""
    from ..packs.clone import is_address

    if not given or is_address(given):
        return given or ""
    return str(typed_path(given).absolute())


# --- telling -------------------------------------------------------------------------------


def _lines(context: Context, done: "Synced") -> Iterator[str]:
    if done.sent or (done.committed and not done.remote):
        yield said("What is new here was sent.") if done.sent else said("What is new here was saved.")
    else:
        yield said("Nothing was new on this machine.")
    if not done.remote:
        yield said("There is no address to sync with. To name one: {command}", command=typed("sync start ADDRESS"))
        return
    n = len(done.taken.folders)
    yield (
        said_of(n, "What came in went into {n} plan.", "What came in went into {n} plans.")
        if n
        else said("Nothing new came in.")
    )
    for folder in done.taken.closed:
        whose = _whose(context, folder)
        yield said("Closed on another machine, and now here as well: {whose}", whose=whose)
    for path in done.taken.by_hand:
        yield said("{path} had been edited there by hand; it was taken over.", path=display_line(path))
    for folder, both in done.both:
        yield from _both(context, folder, both)
    for path in done.taken.beside:
        yield said("Both sides had changed a file. Theirs lies beside yours: {path}", path=display_line(path))
    if n := len(done.taken.strange):
        yield said_of(n, "{n} file is not coach's, and stays in the repository alone.",
                      "{n} files are not coach's, and stay in the repository alone.")  # fmt: skip
    for folder in done.erased:
        id = folder.rpartition("/")[2]
        told = said("Erased on another machine, and here in the bin now: {id}. To get it back: {command}",
                    id=id, command=typed(f"client back {id}"))  # fmt: skip
        yield from [told] if folder.startswith("people/") else []


def _whose(context: Context, folder: str) -> str:
    """Whose folder it is: your own, or a client's by the name that they have here."""
    from ..practice.practice import Practice

    id = folder.rpartition("/")[2]
    if id == "me":
        return said("your plan")
    practice = Practice(context.places, context.device())
    return display_line(practice.one(id).client.alias or id) if id in practice.ids() else id


def _both(context: Context, folder: str, both: "Both") -> Iterator[str]:
    plan = _open(context, folder).plan
    here, there = (shorten(_value(value), VALUES) for value in (both.ours, both.theirs))
    yield said("Changed on both sides: {what}", what=display_line(both.name(plan)))
    yield said("    here: {value}", value=here) + (said(" (stands)") if both.ours_stands else "")
    yield said("    there: {value}", value=there) + ("" if both.ours_stands else said(" (stands)"))


def _value(value: object) -> str:
    return said("nothing") if value is None else value if isinstance(value, str) else str(value)


def _as_data(done: "Synced") -> dict[str, Any]:
    both = [
        {"folder": folder, "table": one.table, "id": one.id, "field": one.field or None, "here": one.ours,
         "there": one.theirs, "stands": "here" if one.ours_stands else "there"} for folder, one in done.both
    ]  # fmt: skip
    return {"committed": done.committed, "sent": done.sent, "remote": done.remote or None, "both": both,
            "came": done.taken.folders, "by_hand": done.taken.by_hand, "beside": done.taken.beside,
            "strange": done.taken.strange, "closed": done.taken.closed, "erased": done.erased}  # fmt: skip


# --- what git asks ------------------------------------------------------------------------------


def _merge_file(context: Context, given: Arguments) -> int:
    """Decides about a file that people read when somebody runs a plain `git merge`; see coach/sync/driver.py."""
    from ..store.files import NotSaved
    from ..sync.driver import merge_file
    from ..workspace import utc_now

    try:
        copy = merge_file(Path(given.theirs), Path(given.path), utc_now())
    except (NotSaved, OSError) as error:
        tell(str(error))
        return PROBLEM
    if copy is not None:
        words = marked("{path} had been edited by hand on the other side. It is kept as {copy}. To merge it: {command}")
        path, name = display_line(given.path), display_line(copy.name)
        tell(said(words, path=path, copy=name, command=typed("doctor --repair")))
    return FINE


def _one_address(parser: "ArgumentParser") -> None:
    parser.add_argument("address", nargs="?", metavar="ADDRESS")


def _json(parser: "ArgumentParser") -> None:
    parser.add_argument("--json", action="store_true")


def _of_git(parser: "ArgumentParser") -> None:
    for name in ("base", "ours", "theirs", "path"):
        parser.add_argument(name)


COMMANDS = {
    "sync": Command(_sync, HELP, _json, actions={"start": Command(_start, START, _one_address)}),
    "merge-file": Command(_merge_file, "", _of_git),
}
