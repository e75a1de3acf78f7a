"""`coach vault`: whether what is kept can be read without a passphrase, and how to close and open it."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..display import display_line
from ..words import marked, said, said_of
from .asking import agreed
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..crypt.extent import Turned
    from ..crypt.keys import Keys

HELP = marked("""\
Examples
  coach vault         what is closed, and what that covers
  coach vault close   your plan, or a client's: only your passphrase opens it
  coach vault open    back to files that any editor opens

coach vault [close|open]        whose: coach help vault close

What is closed is encrypted on the disk: plan, answers, journal, drafts and
backups of one person, under a key of its own; for a client what you keep about
them as well. Coach asks for your passphrase once when it starts, or asks the
program that COACH_PASSPHRASE_COMMAND names. New clients are closed from the
start when one is. The files are those of age, so that coach is not needed:
  age -d identity.age > id; age -d -i id people/me/vault/key.age > v
  age -d -i v people/me/plan.toml.age
To edit one in an editor, open the vault first.""")
CLOSE = marked("""\
Examples
  coach vault close
  coach vault close --client heron
  coach vault close --all

coach vault close [--client CLIENT | --all] [--yes]

Encrypts your plan, or that of a client with your notes, and everything in it
that was written before, backups too. Each file is seen to open again before the
old one goes. Stopped half-way, nothing is lost: the same command goes on.

If you lose your passphrase and the spare key, nobody can open it again.

The app locks itself after ten minutes without a key, or with ctrl+l at once.
lock_after = 30 in settings.toml makes it thirty, and 0 never.

--client CLIENT  an id or a part of the alias, as in coach clients
--all            your plan and every client
--yes            do not ask""")
OPEN = marked("""\
Examples
  coach vault open
  coach vault open --client heron

coach vault open [--client CLIENT | --all] [--yes]

Writes plan, answers, journal and drafts as files that any editor opens, and
whoever gets at this folder can read. Backups that were made while it was closed
stay closed; coach backup restore opens them, with the passphrase.

--client CLIENT  an id or a part of the alias, as in coach clients
--all            your plan and every client
--yes            do not ask""")

COVERED = marked("Closed with it: the plan, answers, journal, drafts, backups; of a client your own notes as well.")
NOT_COVERED = (
    marked("Not closed by it: names, sizes and times of files, which tell the lessons that were answered; settings;"
           " what you export or print; copies elsewhere, such as in other backups, in the history of git or of a sync"
           " service; and what stands in memory while coach runs."),
)  # fmt: skip
MEANS = (
    marked("Once it is closed, coach asks for your passphrase when it starts, and nothing can be read without it."),
    marked("If you lose the passphrase and have no spare key, nobody can open it again, we neither. There is no other"
           " way in: not with a new key, not from a backup."),
)  # fmt: skip
AFTER = (
    marked("The old files are deleted. Until the disk has used their place again, special programs may find them; and"
           " copies that were made elsewhere are as they were."),
)  # fmt: skip


class _Whose(NamedTuple):
    """A folder, and whose it is in words."""

    words: str
    folder: Path


def _vault(context: Context, given: Arguments) -> int:
    for whose in _everyone(context):
        show([f"{display_line(whose.words)}: {_state(whose.folder)}"])
    tell(said(COVERED), *map(said, NOT_COVERED))
    return FINE


def _state(folder: Path) -> str:
    from ..crypt.extent import readable
    from ..crypt.turning import under_way
    from ..store.seal import is_closed

    if under_way(folder):
        return said("half closed or half opened; to finish, give the command again")
    if not is_closed(folder):
        return said("open")
    loose = len(readable(folder))
    if loose:
        return said_of(loose, "closed, but {n} file in it is not; coach vault close sees to it",
                       "closed, but {n} files in it are not; coach vault close sees to them")  # fmt: skip
    return said("closed")


def _close(context: Context, given: Arguments) -> int:
    from ..crypt.extent import readable
    from ..crypt.keys import Keys
    from ..crypt.turning import close, under_way
    from ..store.seal import is_closed

    chosen = _chosen(context, given)
    keys = Keys(context.places)
    todo = [one for one in chosen if under_way(one.folder) or readable(one.folder) or not is_closed(one.folder)]
    if not todo:
        tell(said("It is closed already."))
        return FINE
    tell(*map(said, MEANS))
    agreed(said("Close {names}?", names=", ".join(one.words for one in todo)), given)
    _ready(keys)
    for one in todo:
        _told(one, close(one.folder, keys))
    tell(*map(said, AFTER), *_elsewhere(context.places.data))
    return FINE


def _elsewhere(home: Path) -> list[str]:
    """Places of this home that closing does not reach, where there are any."""
    found = []
    if (home / ".git").exists():
        found.append(said("This home has a history in git. What was in it before can be read there, and wherever it was"
                          " synced to."))  # fmt: skip
    if (home / "bin").is_dir() and any((home / "bin").iterdir()):
        found.append(said("Clients who were erased lie in the bin for some days, as they were: coach client back"))
    return found


def _ready(keys: "Keys") -> None:
    """Sees that the person can open what is about to be closed; makes a key when there is none."""
    from ..crypt.vault import keep_open, unlocked
    from .key import make, offer_spare

    if keys.there:
        unlocked(keys)
        return
    key = make(keys)
    keep_open(keys, key)
    offer_spare(keys, key)


def _told(one: _Whose, done: "Turned") -> None:
    files = said_of(done.files, "{n} file", "{n} files")
    backups = said_of(done.backups, "{n} backup", "{n} backups")
    show([said("Closed: {name}, {files}, {backups}", name=display_line(one.words), files=files, backups=backups)])
    if done.left:
        names = ", ".join(display_line(path.name) for path in done.left[:5])
        told = said_of(len(done.left), "{n} file in this folder is not coach's own, and stays readable: {names}",
                       "{n} files in this folder are not coach's own, and stay readable: {names}",
                       names=names)  # fmt: skip
        tell(told)


def _open(context: Context, given: Arguments) -> int:
    from ..crypt.turning import open_again, under_way
    from ..store.seal import is_closed

    todo = [one for one in _chosen(context, given) if is_closed(one.folder) or under_way(one.folder)]
    if not todo:
        tell(said("It is not closed."))
        return FINE
    tell(said("What is opened can be read by whoever gets at this folder. Backups stay closed."))
    agreed(said("Open {names}?", names=", ".join(one.words for one in todo)), given)
    for one in todo:
        open_again(one.folder)
        show([said("Open: {name}", name=display_line(one.words))])
    return FINE


# --- whose ------------------------------------------------------------------------------------


def _chosen(context: Context, given: Arguments) -> list[_Whose]:
    """Whose folders are meant.

    Raises:
        Stop: there is no such person, or everybody and somebody was said.
    """
    if given.all and given.client:
        raise Stop(said("either --all or --client."))
    if given.all:
        return _everyone(context)
    if given.client:
        from .clients_find import client_named, practice_of

        one = client_named(practice_of(context), given.client)
        return [_Whose(one.id, one.plan_folder)]
    return [_Whose(_words(context.name()), context.folder())]


def _words(person: str) -> str:
    return said("your plan") if person == "me" else person


def _everyone(context: Context) -> list[_Whose]:
    """The person's own folder, and those of all others here, by their ids: an alias may be closed."""
    people = context.places.data / "people"
    names = sorted(path.name for path in people.iterdir() if path.is_dir()) if people.is_dir() else []
    shown = [name for name in names if not name.startswith(".")]
    if not shown:
        raise Stop(said("there is no plan here yet."), PROBLEM)
    return [_Whose(_words(name), people / name) for name in sorted(shown, key=lambda name: (name != "me", name))]


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--client", metavar="CLIENT")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--yes", action="store_true")


COMMANDS = {
    "vault": Command(_vault, HELP, actions={
        "close": Command(_close, CLOSE, _arguments), "open": Command(_open, OPEN, _arguments),
    }),
}  # fmt: skip
