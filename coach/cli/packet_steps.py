"""What the packet commands have in common: keys, the file that is opened or written, and questions."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line, shorten
from ..places import typed_path
from ..words import said
from .asking import agreed, at_keyboard
from .command import Arguments
from .context import Context
from .stop import PROBLEM, Stop
from .streams import tell

if TYPE_CHECKING:
    from ..crypt.keys import Unlocked
    from ..lessons.library import Library
    from ..packets.form import Packet
    from ..plan.answers import Answer


def recipients(context: Context, given: list[str] | None) -> list[str]:
    """The public keys to encrypt to.

    Raises:
        Stop: there is none, or one of them is none.
    """
    from ..crypt.age import is_public
    from ..crypt.keys import Keys

    keys = list(dict.fromkeys(one.strip() for one in given or ()))
    if not keys:
        raise Stop(said("for whom? Give the other's public key: --to age1...  They see it with: coach key show"))
    for one in keys:
        if one.startswith("AGE-SECRET-KEY-"):
            raise Stop(said("that is a secret key, and stays with its owner. The public one begins with age1."))
        if not is_public(one):
            raise Stop(said("“{key}” is not a public key of age, or a character of it is wrong.", key=shorten(one, 80)))
    own = Keys(context.places)
    if own.there and set(keys) <= set(own.recipients()):
        raise Stop(said("that is your own key: nobody else could open it. Ask the other for theirs."))
    return keys


def own_key(context: Context) -> str:
    """One's own public key, for what comes back; made now when there is none."""
    from ..crypt.keys import Keys
    from .key import make

    keys = Keys(context.places)
    if not keys.there:
        tell(said("So that something can come back to you, you need a key of your own."))
        return make(keys).public
    return keys.public


def opened_packet(context: Context, path: Path) -> "tuple[Packet, Unlocked]":
    """A packet, opened with one's own key. It is looked at before anybody is asked for a passphrase."""
    from ..crypt.keys import Keys
    from ..packets.form import opened, read

    keys, data = Keys(context.places), read(path)
    if not keys.there:
        raise Stop(
            said("there is no key here yet, so this packet is for somebody else. To make one: coach key new"), PROBLEM
        )
    key = keys.unlock()
    return opened(data, [key.secret]), key


def person_named(context: Context, name: str) -> str:
    """A person who has a plan here, or a client, by the id or a part of the alias, whose plan may not be begun yet."""
    from .clients_find import client_named, practice_of

    people = {path.name for kept in ("people", "practice") for path in (context.places.data / kept).glob("*")}
    if name == "me" or name in people:
        return name
    practice = practice_of(context)
    if practice.ids():
        return client_named(practice, name).id
    before, context.person = context.person, name
    try:
        context.folder()
    finally:
        context.person = before
    return name


def sealed_as(out: Path | None, packet: "Packet", data: bytes) -> Path:
    """Writes a packet, whole or not at all, and never over another file. Its name tells nothing of whom it is about."""
    from ..packets.form import ENDING
    from ..store.files import write_whole

    path = typed_path(out or Path())
    if path.is_dir():
        path = path / f"{packet.kind}-{packet.id[:8]}{ENDING}"
    elif path.suffix != ENDING:
        path = path.with_name(path.name + ENDING)
    if not path.parent.is_dir():
        raise Stop(said("there is no folder {folder}.", folder=display_line(path.parent)))
    if path.exists() or path.is_symlink():
        raise Stop(said("{file} is there already, and is left as it is.", file=display_line(path)), PROBLEM)
    write_whole(path, data)
    return path


def choose(private: Mapping[str, "Answer"], library: "Library") -> list[str]:
    """Asks which private answers may go along this once; without a terminal, none."""
    from ..packets.telling import step_named

    if not at_keyboard():
        return []
    ids = list(private)
    tell(said("These answers are private and stay with you, unless you choose otherwise for this once:"))
    tell(*(f"  {n}  {step_named(id, library)}" for n, id in enumerate(ids, 1)))
    tell(said("Numbers of those that may go along, or Enter for none:"))
    typed = {int(n) for n in re.findall(r"[0-9]{1,5}", sys.stdin.readline())}
    return [id for n, id in enumerate(ids, 1) if n in typed]


def _set_apart(folder: Path, gone: Path) -> None:
    """Moves a person's folder. A vault that the coach's own notes share has to stay, or nobody could open them."""
    from ..store.seal import VAULT

    shared = (folder.parent.parent / "practice" / folder.name).is_dir() and (folder / VAULT).is_dir()
    if not shared:
        folder.rename(gone)
        return
    gone.mkdir(mode=0o700)
    for entry in list(folder.iterdir()):
        if entry.name != VAULT:
            entry.rename(gone / entry.name)


def put_away(context: Context, given: Arguments) -> None:
    """Takes a client's plan off this machine, with its backups, after asking once more."""
    import shutil

    from ..backups.shelf import shelf
    from ..store.lock import held

    name, folder = context.person, context.folder()
    backups = shelf(folder)
    told = said(
        "history, drafts and backups too. It cannot be brought back from here; the packet just written is what is left."
    )
    tell(said("Now the plan of {name} is to leave this machine, {told}", name=name, told=told))
    agreed(said("Remove it?"), given)
    gone = folder.with_name(f".{name}.removed")  # from now on it is no plan, whatever happens
    with held(folder):
        shutil.rmtree(gone, ignore_errors=True)
        _set_apart(folder, gone)
    for rest in (gone, backups):
        if rest.is_dir():
            shutil.rmtree(rest)
    tell(f"Removed: {display_line(folder)}, and {display_line(backups)}.")
    tell(said("What you keep of your own on them (coach clients) is not touched, nor are copies elsewhere."))
