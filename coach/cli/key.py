"""`coach key`: the key with which things are encrypted to somebody, and the spare one on paper."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from .command import Arguments, Command, group
from .context import Context
from .stop import FINE, LOCKED, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from ..crypt.keys import Keys, Unlocked

HELP = """\
Examples
  coach key new        make your key, behind a passphrase
  coach key show       your public key, to give to your coach or client
  coach key recovery   a spare key to print and put away
  coach key restore    a new passphrase, with the spare key

coach key new|show|recovery|restore

The public key lets others encrypt something that only you can open. The secret
one lies on this machine behind your passphrase. If you lose the passphrase and
have no spare key, whatever was encrypted to you stays closed: nobody can open
it. Packets (coach help packet) are what keys are for.

COACH_PASSPHRASE_COMMAND  a program that prints the passphrase, such as
                          "pass show coach"; it is run without a shell

The files are those of age: age -d -i identity.age FILE opens what was
encrypted to you, without coach."""
NEW = """\
Examples
  coach key new

coach key new

Makes your key and asks for a passphrase, twice. Then it offers a spare key: it
is the only help when the passphrase is lost. A key that is there stays."""
SHOW = """\
Examples
  coach key show

coach key show

Prints your public key. Give it to whoever is to send you something; nobody can
open anything with it. It needs no passphrase."""
RECOVERY = """\
Examples
  coach key recovery

coach key recovery

Makes a spare key and shows it once, to print or write down. It opens all that
your key opens, so put it where you would put a spare key of your home. A new
one takes the place of the one before."""
RESTORE = """\
Examples
  coach key restore

coach key restore

Brings your key back with the spare one, and asks for a new passphrase."""

BEFORE = (
    "You are about to choose a passphrase. It opens your key, and your key opens all that is encrypted to you.",
    "If you lose it, nobody can open these things again, we neither: not with a new key, not from a backup.",
    "A spare key on paper helps; you are offered one next. A few plain words in a row are easy to keep in mind.",
)


Deed = Callable[["Keys"], int]


def _with_keys(deed: Deed) -> Callable[[Context, Arguments], int]:
    """A command that works with the keys of a home, and tells in one sentence why it cannot."""

    def run(context: Context, given: Arguments) -> int:
        from ..crypt.age import NoKey, Sealed
        from ..crypt.keys import Keys

        try:
            return deed(Keys(context.places))
        except Sealed as error:
            raise Stop(error.sentence, PROBLEM if isinstance(error, NoKey) else LOCKED) from None

    return run


def _new(keys: "Keys") -> int:
    if keys.there:
        advice = "What was encrypted to it opens with no other, so it is left alone."
        raise Stop(f"there is a key already. {advice} To see it: coach key show", PROBLEM)
    key = make(keys)
    show([key.public])
    tell("This is your public key: give it to whoever is to send you something. coach key show prints it again.")
    _offer_spare(keys, key)
    return FINE


def make(keys: "Keys") -> "Unlocked":
    """Makes a key, after saying what losing its passphrase means.

    Raises:
        Sealed: nobody can be asked for a passphrase, or it was typed in two ways.
    """
    from ..crypt.age import library
    from ..crypt.asking import new_passphrase

    library()  # before anybody thinks of a passphrase
    tell(*BEFORE)
    return keys.make(new_passphrase())


def _offer_spare(keys: "Keys", key: "Unlocked") -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        tell("A spare key, in case the passphrase is lost: coach key recovery")
        return
    tell("Would you like a spare key now, to print or write down? [y/n]")
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        _show_spare(keys.spare(key))


def _show_spare(secret: str) -> None:
    tell("This is your spare key. It is shown once and kept nowhere here: print it, or write it down, and put it away.",
         "Whoever has it and your files can open them. To use it: coach key restore")  # fmt: skip
    show([secret])


def _show(keys: "Keys") -> int:
    show([keys.public])
    return FINE


def _recovery(keys: "Keys") -> int:
    earlier = keys.recovery_file.exists()
    key = keys.unlock()
    _show_spare(keys.spare(key))
    if earlier:
        tell("An earlier spare key no longer brings your key back; it still opens files that were encrypted to it.")
    return FINE


def _restore(keys: "Keys") -> int:
    from ..crypt.asking import new_passphrase, typed_secret

    spare = typed_secret("The spare key (AGE-SECRET-KEY-...): ").strip()
    tell(*BEFORE[:2])
    key = keys.restore(spare, new_passphrase())
    show([key.public])
    tell("Your key is back, under the new passphrase. The spare key goes on working.")
    return FINE


COMMANDS = {
    "key": group("key", HELP, {
        "new": Command(_with_keys(_new), NEW), "show": Command(_with_keys(_show), SHOW),
        "recovery": Command(_with_keys(_recovery), RECOVERY), "restore": Command(_with_keys(_restore), RESTORE),
    }),
}  # fmt: skip
