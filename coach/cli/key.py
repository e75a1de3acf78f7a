"""`coach key`: the key with which things are encrypted to somebody, and the spare one on paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..words import marked, said
from .asking import at_keyboard, is_yes
from .command import Arguments, Command, group
from .context import Context
from .stop import FINE, LOCKED, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from ..crypt.keys import Keys, Unlocked

HELP = marked("""\
Examples
  coach key new          make your key, behind a passphrase
  coach key show         your public key, to give to your coach or client
  coach key recovery     a spare key to print and put away
  coach key restore      a new passphrase, with the spare key
  coach key passphrase   a new passphrase, with the old one

coach key new|show|recovery|restore|passphrase|remember|forget

The public key lets others encrypt something that only you can open. The secret
one lies on this machine behind your passphrase. If you lose the passphrase and
have no spare key, whatever was encrypted to you stays closed: nobody can open
it. Keys are for packets (coach help packet) and for closing a plan (coach help
vault).

COACH_PASSPHRASE_COMMAND  a program that prints the passphrase, such as
                          "pass show coach"; it is run without a shell

The files are those of age: age -d -i identity.age FILE opens what was
encrypted to you, without coach.""")
NEW = marked("""\
Examples
  coach key new

coach key new

Makes your key and asks for a passphrase, twice. Then it offers a spare key: it
is the only help when the passphrase is lost. A key that is there stays.""")
SHOW = marked("""\
Examples
  coach key show

coach key show

Prints your public key. Give it to whoever is to send you something; nobody can
open anything with it. It needs no passphrase.""")
RECOVERY = marked("""\
Examples
  coach key recovery

coach key recovery

Makes a spare key and shows it once, to print or write down. It opens all that
your key opens, so put it where you would put a spare key of your home. A new
one takes the place of the one before.""")
RESTORE = marked("""\
Examples
  coach key restore

coach key restore

Brings your key back with the spare one, and asks for a new passphrase.""")
PASSPHRASE = marked("""\
Examples
  coach key passphrase

coach key passphrase

Asks for your passphrase and then for a new one, twice. What is closed stays as
it is, and opens with the new one. A copy of the file identity.age from before,
as in a backup of the disk, still opens with the old one.""")
REMEMBER = marked("""\
Examples
  coach key remember

coach key remember

Has the keyring of this system remember your passphrase, so that coach need not
ask. It needs the Python package “keyring”. Whoever uses this account while you
are logged in can then open what is closed. coach key forget takes it back.""")
FORGET = marked("""\
Examples
  coach key forget

coach key forget

Takes your passphrase out of the keyring of this system: coach asks again.""")

BEFORE = (
    marked("You are about to choose a passphrase. It opens your key, and your key opens all that is encrypted to you."),
    marked("If you lose it, nobody can open these things again, we neither: not with a new key, not from a backup."),
    marked("A spare key on paper helps; you are offered one next. A few plain words in a row are easy to keep in"
           " mind."),
)  # fmt: skip


THERE = marked("there is a key already. What was encrypted to it opens with no other, so it is left alone. To see it:"
               " coach key show")  # fmt: skip
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
        raise Stop(said(THERE), PROBLEM)
    if keys.recovery_file.exists() or any(keys.file.parent.glob("people/*/vault/key.age")):
        raise Stop(said("there was a key here, and something is closed with it. A new one would not open it. Copy"
                        " {file} back, or: coach key restore", file=keys.file), PROBLEM)  # fmt: skip
    key = make(keys)
    show([key.public])
    tell(said("This is your public key: give it to whoever is to send you something. coach key show prints it again."))
    offer_spare(keys, key)
    return FINE


def make(keys: "Keys") -> "Unlocked":
    """Makes a key, after saying what losing its passphrase means.

    Raises:
        Sealed: nobody can be asked for a passphrase, or it was typed in two ways.
    """
    from ..crypt.age import library
    from ..crypt.asking import new_passphrase

    library()  # before anybody thinks of a passphrase
    tell(*map(said, BEFORE))
    return keys.make(new_passphrase())


def offer_spare(keys: "Keys", key: "Unlocked") -> None:
    """Asks whether a spare key is wanted; where nobody can be asked, says how to get one."""
    if not at_keyboard():
        tell(said("A spare key, in case the passphrase is lost: coach key recovery"))
        return
    if is_yes(said("Would you like a spare key now, to print or write down?")):
        _show_spare(keys.spare(key))


def _show_spare(secret: str) -> None:
    tell(said("This is your spare key. It is shown once and kept nowhere here: print it, or write it down, and put it"
              " away."),
         said("Whoever has it and your files can open them. To use it: coach key restore"))  # fmt: skip
    show([secret])


def _show(keys: "Keys") -> int:
    show([keys.public])
    return FINE


def _recovery(keys: "Keys") -> int:
    earlier = keys.recovery_file.exists()
    key = keys.unlock()
    _show_spare(keys.spare(key))
    if earlier:
        tell(said("An earlier spare key no longer brings your key back; it still opens files that were encrypted to"
                  " it."))  # fmt: skip
    return FINE


def _restore(keys: "Keys") -> int:
    from ..crypt.asking import new_passphrase, typed_secret

    spare = typed_secret(said("The spare key (AGE-SECRET-KEY-...): ")).strip()
    tell(*map(said, BEFORE[:2]))
    key = keys.restore(spare, new_passphrase())
    show([key.public])
    tell(said("Your key is back, under the new passphrase. The spare key goes on working."))
    return FINE


def _passphrase(keys: "Keys") -> int:
    from ..crypt import ring
    from ..crypt.asking import by_command, new_passphrase
    from ..settings import load_settings

    if by_command():
        raise Stop(said("COACH_PASSPHRASE_COMMAND gives one passphrase, and two are needed: the old and the new."
                        " Unset it and type them."), PROBLEM)  # fmt: skip
    key = keys.unlock()
    tell(*map(said, BEFORE[:2]))
    passphrase = new_passphrase()
    keys.change(key, passphrase)
    if load_settings(keys.places)[0].keyring:
        ring.remember(key.public, passphrase)
    tell(said("From now on the new passphrase opens your key. The spare key goes on working."))
    return FINE


def _remember(keys: "Keys") -> int:
    from ..crypt import ring
    from ..crypt.asking import passphrase

    public = keys.public
    if not ring.there():
        raise Stop(said("this needs the package “keyring”, which is not installed. To install it: {command}",
                        command="python -m pip install keyring"), PROBLEM)  # fmt: skip
    given = passphrase(said("Passphrase: "))
    keys.opened(given)
    if not ring.remember(public, given):
        raise Stop(said("the keyring of this system did not take it; nothing was changed."), PROBLEM)
    _set_keyring(keys, True)
    tell(said("The keyring remembers your passphrase. Where it does not answer, coach asks as before."))
    return FINE


def _forget(keys: "Keys") -> int:
    from ..crypt import ring

    gone = ring.forget(keys.public)
    _set_keyring(keys, False)
    if not gone:
        raise Stop(
            said("coach asks again from now on, but the keyring did not give it up: see its own program."), PROBLEM
        )
    tell(said("The keyring no longer has your passphrase. Coach asks for it."))
    return FINE


def _set_keyring(keys: "Keys", wanted: bool) -> None:
    import msgspec

    from ..settings import load_settings, save_settings

    save_settings(keys.places, msgspec.structs.replace(load_settings(keys.places)[0], keyring=wanted))


COMMANDS = {
    "key": group("key", HELP, {
        "new": Command(_with_keys(_new), NEW), "show": Command(_with_keys(_show), SHOW),
        "recovery": Command(_with_keys(_recovery), RECOVERY), "restore": Command(_with_keys(_restore), RESTORE),
        "passphrase": Command(_with_keys(_passphrase), PASSPHRASE),
        "remember": Command(_with_keys(_remember), REMEMBER), "forget": Command(_with_keys(_forget), FORGET),
    }),
}  # fmt: skip
