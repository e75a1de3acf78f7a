"""A vault: the key of one person's folder, and the seal that it makes.

The passphrase opens the person's key, that opens the key of each vault, and this one opens what is in that folder and
in no other. All of it is standard age, so that nothing here is needed to read it:

    age -d identity.age > id
    age -d -i id people/me/vault/key.age > vault
    age -d -i vault people/me/plan.toml.age
    sed -n 1p people/me/journal/FILE.jsonl | base64 -d | age -d -i vault     a line of the journal

Open keys are kept here and nowhere else, for as long as the program runs or until `forget`.
"""

from pathlib import Path

from ..places import Places, find_places
from ..store.files import Signature, signature, write_whole
from ..store.seal import CLOSING, ENDING, KEY, OPENING, PART, PUBLIC, Locked, Unopened, may_ask, vault_of
from ..typed import typed
from ..words import marked, said
from . import age
from .age import Damaged, NoKey, Sealed
from .asking import by_command
from .keys import Keys, Unlocked

_HEAD = "# key of a vault of coach, format 1"
_PUBLIC = "# public key: "
UNFINISHED = marked("“{name}” is half closed or half opened, since that was stopped. Nothing is lost; to finish: {how}")

NO_HOME_KEY = marked("what is closed opens with your key, and that is missing: {file}. Copy it back, or bring it back"
                     " with the spare key: {how}")  # fmt: skip

_homes: dict[Path, Unlocked] = {}  # open keys of people, by where their homes are
_vaults: dict[Path, "Vault"] = {}  # those in use, by their folders


class Vault:
    """The seal of a folder that is closed. Writing needs no secret, so it goes on when the vault is locked."""

    suffix = ENDING

    def __init__(self, folder: Path, public: str, secret: str, mark: Signature | None = None) -> None:
        self.folder = folder
        self.public = public
        self.mark = mark
        self.close = age.closer(public)
        self._open = age.opener(secret) if secret else None

    def open(self, data: bytes) -> bytes:
        """The bytes that were closed as these."""
        if self._open is None and not is_unlocked(_home_of(self.folder)):
            raise Locked(self.folder)
        try:
            self.unlock()
            assert self._open is not None
            return self._open(data)
        except Sealed as error:
            raise Unopened(error.sentence) from None

    def secret(self) -> str:
        """The secret key, for whoever writes the vault anew. The passphrase is asked for if it is locked.

        Raises:
            Sealed: it cannot be opened.
        """
        return _secret(vault_of(self.folder) / KEY, unlocked(Keys(places_of(self.folder))))

    def unlock(self) -> None:
        """Takes the secret again, if it was put away. The passphrase is asked for if it has to be.

        Raises:
            Sealed: it cannot be opened.
        """
        if self._open is None:
            self._open = age.opener(self.secret())

    def forget(self) -> None:
        """Puts the secret away."""
        self._open = None

    def __repr__(self) -> str:
        """Without the secret, wherever this may be printed."""
        return f"Vault({self.public})"


# --- the key of the home --------------------------------------------------------------------


def places_of(folder: Path) -> Places:
    """The home that a person's folder lies in."""
    return _places_at(_home_of(folder))


def _home_of(folder: Path) -> Path:
    return vault_of(folder).parent.parent.parent


def _places_at(data: Path) -> Places:
    usual = find_places()
    return usual if usual.data == data else find_places(str(data))


def unlocked(keys: Keys) -> Unlocked:
    """The key of a home. The passphrase is asked for once.

    Raises:
        Sealed: it cannot be opened, and why.
    """
    home = keys.file.parent
    if home not in _homes:
        if not may_ask() and not by_command():
            raise Locked(home)
        _homes[home] = keys.unlock()
    return _homes[home]


def in_use() -> bool:
    """Whether anything that is closed was opened, so that there is something to lock."""
    return bool(_vaults)


def is_unlocked(data: Path) -> bool:
    """Whether the key of a home is open."""
    return data in _homes


def keep_open(keys: Keys, key: Unlocked) -> None:
    """Keeps a key open that was opened in another way, such as by the lock screen."""
    _homes[keys.file.parent] = key


def forget() -> None:
    """Puts every secret away. What is open stays on the screen unless somebody takes it from there."""
    _homes.clear()
    for vault in _vaults.values():
        vault.forget()


# --- vaults ------------------------------------------------------------------------------------


def open_vault(folder: Path) -> Vault:
    """The seal of a folder that is closed.

    Raises:
        Sealed: it cannot be opened, and why.
    """
    place = vault_of(folder)
    if command := _unfinished(place):
        raise Sealed(said(UNFINISHED, name=place.parent.name, how=typed(command, place.parent.name)))
    if not Keys(places_of(folder)).there:
        raise NoKey(said(NO_HOME_KEY, file=Keys(places_of(folder)).file, how=typed("key restore", "me")))
    mark = signature(place / KEY)
    known = _vaults.get(place)
    if known is None or known.mark != mark:
        secret = _secret(place / KEY, unlocked(Keys(places_of(folder))))
        known = _vaults[place] = Vault(folder, age.public_of(secret), secret, mark)
    known.unlock()
    return known


def _unfinished(place: Path) -> str:
    """The command that finishes what was begun; empty when nothing was."""
    if (place / OPENING).exists():
        return "vault open"
    closing = (place / CLOSING).exists() and not (place / PART / KEY).exists()  # see `turning`
    return "vault close" if closing else ""


def vault_within(key: bytes, folder: Path) -> Vault:
    """The seal of the files in a backup, by the key of the vault that is in it.

    Raises:
        Sealed: it cannot be opened, and why.
    """
    secret = _read_secret(key, unlocked(Keys(places_of(folder))), said("the key of the vault in this backup"))
    return Vault(folder, age.public_of(secret), secret)


def _secret(file: Path, home: Unlocked) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Damaged(said("{file} cannot be read ({why}).", file=file, why=error.strerror)) from None
    return _read_secret(data, home, str(file))


def _read_secret(data: bytes, home: Unlocked, where: str) -> str:
    try:
        text = age.decrypt(data, [home.secret]).decode("ascii", "replace")
    except Sealed as error:
        raise type(error)(f"{where}: {error.sentence}") from None
    found = next((line.strip() for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-")), "")
    if not found:
        raise Damaged(said("{file}: there is no key in it.", file=where))
    age.public_of(found)
    return found


class NewVault:
    """A vault that is about to be: its key, and the two files that hold it."""

    def __init__(self, folder: Path, keys: Keys, secret: str = "") -> None:
        secret = secret or age.new_secret()
        self.public = age.public_of(secret)
        text = f"{_HEAD}\n{_PUBLIC}{self.public}\n{secret}\n"
        self.files = {PUBLIC: f"{self.public}\n".encode(), KEY: age.encrypt(text.encode(), keys.recipients())}
        self.seal = Vault(folder, self.public, secret)

    def write(self) -> None:
        """Puts the files into a folder that has nothing in it yet: from now on it is closed.

        Raises:
            NotSaved: it is not.
        """
        place = vault_of(self.seal.folder)
        for name, data in self.files.items():
            write_whole(place / name, data)
        self.seal.mark = signature(place / KEY)
        _vaults[place] = self.seal
