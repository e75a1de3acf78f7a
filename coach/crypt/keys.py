"""A person's own key: made once, kept behind a passphrase, with a spare on paper.

    identity.age            the secret key, encrypted with the passphrase: a standard age file
    identity.pub            the public keys to encrypt one's own things to, for `age -R` too: this one, and the spare's
    identity.recovery.age   the secret key once more, encrypted to the spare key that was printed

The passphrase opens the key once; all else is encrypted to the public key, which takes no time and needs no passphrase.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..places import Places
from ..words import marked, said
from . import age, asking
from .age import Damaged, NoKey, NotOurs, Sealed

FORMAT = 1
LARGEST = 64 * 1024  # bytes of a file of keys
_HEAD = "# key of coach, format "
FIRST, AGAIN = marked("Passphrase: "), marked("That is not the passphrase. Once more: ")
_SPARE = "# the spare key on paper"
_PUBLIC = "# public key: "


class Unlocked(NamedTuple):
    """A key that is open. It lives in memory only."""

    secret: str
    public: str

    def __repr__(self) -> str:
        """Without the secret, wherever this may be printed."""
        return f"Unlocked({self.public})"


class Keys:
    """The key of a home."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.file = places.data / "identity.age"
        self.public_file = places.data / "identity.pub"
        self.recovery_file = places.data / "identity.recovery.age"

    @property
    def there(self) -> bool:
        """Whether there is a key."""
        return self.file.exists()

    def recipients(self) -> list[str]:
        """The public keys to encrypt one's own things to: the key's, then the spare's. Needs no passphrase.

        Raises:
            NoKey: there is no key.
            Damaged: the file with them is not as it was.
        """
        self._needed()
        try:
            lines = _read(self.public_file).decode("ascii", "replace").splitlines()
        except FileNotFoundError:
            raise Damaged(
                said("{file} is missing; coach key recovery writes it anew.", file=self.public_file)
            ) from None
        found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        if not found or not all(age.is_public(one) for one in found):
            raise Damaged(said("{file} is damaged; coach key recovery writes it anew.", file=self.public_file))
        return found

    @property
    def public(self) -> str:
        """The public key, to give to others."""
        return self.recipients()[0]

    def make(self, passphrase: str) -> Unlocked:
        """Makes the key.

        Raises:
            Sealed: there is one already.
            NotSaved: it could not be kept.
        """
        if self.there:
            raise Sealed(
                said("there is a key already. What was encrypted to it opens with no other, so it is left alone.")
            )
        secret = age.new_secret()
        key = Unlocked(secret, age.public_of(secret))
        self._keep(key, passphrase)
        self._publish(key.public)
        return key

    def unlock(self) -> Unlocked:
        """Opens the key, asking for the passphrase; a mistyped one is asked for again.

        Raises:
            Sealed: there is no key, nobody can be asked, or the passphrase is another one.
            Damaged: the key's file is damaged.
        """
        self._needed()
        key = self._remembered()
        if key is not None:
            return key
        tries = 1 if asking.by_command() else asking.TRIES
        for left in reversed(range(tries)):
            try:
                return self.opened(asking.passphrase(said(FIRST if left == tries - 1 else AGAIN)))
            except NotOurs:
                if not left:
                    raise Sealed(said("that is not the passphrase of your key; nothing was changed.")) from None
        raise AssertionError

    def _remembered(self) -> Unlocked | None:
        """The key, where the passphrase is in the system's keyring and the settings say that it may be."""
        from ..settings import load_settings

        if asking.by_command() or not load_settings(self.places)[0].keyring:
            return None
        from . import ring

        try:
            passphrase = ring.recalled(self.public)
            return self.opened(passphrase) if passphrase else None
        except Sealed:
            return None  # then it is asked for, and what is wrong is said there

    def change(self, key: Unlocked, passphrase: str) -> None:
        """Puts the key behind another passphrase. What is encrypted to it stays as it is.

        Raises:
            NotSaved: nothing was changed.
        """
        self._keep(key, passphrase)

    def opened(self, passphrase: str) -> Unlocked:
        """Opens the key with this passphrase.

        Raises:
            NotOurs: it is another one.
            Damaged: the key's file is damaged.
            Sealed: it is of a newer version.
        """
        try:
            return _parsed(age.unseal(_read(self.file), passphrase))
        except NotOurs:
            raise
        except Sealed as error:
            raise type(error)(f"{self.file}: {error.sentence}") from None

    # --- the spare key on paper ----------------------------------------------------------

    def spare(self, key: Unlocked) -> str:
        """Makes a spare key, which opens all that the key does. It is returned to be shown once, and kept nowhere.

        Raises:
            NotSaved: it was not made.
        """
        secret = age.new_secret()
        public = age.public_of(secret)
        _write(self.recovery_file, age.encrypt(_rendered(key), [public]))
        self._publish(key.public, public)
        return secret

    def restore(self, spare: str, passphrase: str) -> Unlocked:
        """Brings the key back with the spare one, under a new passphrase.

        Raises:
            Sealed: this spare key opens nothing here.
        """
        try:
            key = _parsed(age.decrypt(_read(self.recovery_file), [spare]))
        except FileNotFoundError:
            raise Sealed(said("no spare key was ever made here, so there is nothing that one could open.")) from None
        except NotOurs:
            raise NotOurs(said("that is not the spare key of this home; nothing was changed.")) from None
        except Sealed as error:
            raise type(error)(f"{self.recovery_file}: {error.sentence}") from None
        self._keep(key, passphrase)
        self._publish(key.public, age.public_of(spare))
        return key

    # --- files -----------------------------------------------------------------------------

    def _needed(self) -> None:
        if not self.there:
            raise NoKey(said("there is no key here yet. To make one: coach key new"))

    def _keep(self, key: Unlocked, passphrase: str) -> None:
        _write(self.file, age.seal(_rendered(key), passphrase))

    def _publish(self, public: str, spare: str = "") -> None:
        lines = [f"{_HEAD}{FORMAT}", public, *([_SPARE, spare] if spare else [])]
        _write(self.public_file, "".join(f"{line}\n" for line in lines).encode())


def _read(path: Path) -> bytes:
    """A small file.

    Raises:
        Damaged: it is far larger than a key is.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Damaged(said("it is far too large for a key."))
    return data


def _write(path: Path, data: bytes) -> None:
    from ..store.files import write_whole

    write_whole(path, data)


def _rendered(key: Unlocked) -> bytes:
    """The key as age-keygen writes one, so that `age -i` takes it."""
    return f"{_HEAD}{FORMAT}\n{_PUBLIC}{key.public}\n{key.secret}\n".encode()


def _parsed(data: bytes) -> Unlocked:
    """The key in a file of age-keygen's form.

    Raises:
        Sealed: a newer version wrote it.
        Damaged: there is no key in it.
    """
    lines = data.decode("ascii", "replace").splitlines()
    formats = [line.removeprefix(_HEAD) for line in lines if line.startswith(_HEAD)]
    if any(one != str(FORMAT) for one in formats):
        raise Sealed(said("a newer version of coach wrote this key, so it is not used. Update coach."))
    secret = next(_secrets(lines), "")
    return Unlocked(secret, age.public_of(secret))


def _secrets(lines: list[str]) -> Iterator[str]:
    return (line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-"))
