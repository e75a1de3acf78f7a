"""The age format, through pyrage: what goes in, what comes out, and each way in which it can fail as one sentence.

Nothing here is of our own making, so that everything can be opened without us: `age -d -i key.txt file`.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from enum import Enum
from types import ModuleType

from ..words import said

MAGIC = b"age-encryption.org/v"
VERSION = b"1\n"
ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
INSTALL = "python -m pip install pyrage"
_PUBLIC = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_HEADER = re.compile(rb"age-encryption\.org/v1\n(?:-> [^\n]{1,1000}\n(?:[A-Za-z0-9+/]{0,64}\n)+){1,200}--- [^\n]+\n")
_LONGEST_HEADER = 64 * 1024


class Sealed(Exception):
    """Something that cannot be opened or closed with the keys there are: one sentence for the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotOurs(Sealed):
    """None of the keys fits."""


class NoKey(Sealed):
    """There is no key yet."""


class Damaged(Sealed):
    """It is no age file, or not all of one, or was changed."""


class State(Enum):
    """What a file seems to be, before any key is tried."""

    WHOLE = "whole"
    CUT = "cut"
    NEWER = "newer"
    OTHER = "other"


def library() -> ModuleType:
    """The library that does the work; it is loaded only when something is to be encrypted.

    Raises:
        Sealed: it is not installed.
    """
    try:
        import pyrage
    except ImportError:
        sentence = said(
            "encryption needs the package “pyrage”, which is not installed. To install it: {command}", command=INSTALL
        )
        raise Sealed(sentence) from None
    found: ModuleType = pyrage
    return found


def state(data: bytes) -> State:
    """What a file seems to be, from its first bytes."""
    if data.lstrip()[: len(ARMOUR)] == ARMOUR:
        data = _without_armour(data)
    if not data.startswith(MAGIC):
        return State.CUT if data and MAGIC.startswith(data[: len(MAGIC)]) else State.OTHER
    if not data.startswith(MAGIC + VERSION):
        return State.CUT if len(data) < len(MAGIC + VERSION) else State.NEWER
    return State.WHOLE if _HEADER.match(data[:_LONGEST_HEADER]) else State.CUT


def _without_armour(data: bytes) -> bytes:
    """The beginning of what armour holds; as it was where it holds nothing that can be read."""
    lines = [line.strip() for line in data[: 2 * _LONGEST_HEADER].strip().splitlines()[1:]]
    whole = b"".join(line for line in lines if not line.startswith(b"-"))
    try:
        return base64.b64decode(whole[: len(whole) // 4 * 4], validate=True)
    except (binascii.Error, ValueError):
        return MAGIC + VERSION  # it says that it is one, and is cut or damaged


def is_public(text: str) -> bool:
    """Whether a text is a public key, with its check digits."""
    if not _PUBLIC.fullmatch(text):
        return False
    pyrage = library()
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def new_secret() -> str:
    """A new secret key, as text."""
    return str(library().x25519.Identity.generate())


def public_of(secret: str) -> str:
    """The public key of a secret one.

    Raises:
        Damaged: it is none.
    """
    pyrage = library()
    try:
        return str(pyrage.x25519.Identity.from_str(secret).to_public())
    except pyrage.IdentityError:
        raise Damaged(said("that is no secret key of age, or a character of it is wrong.")) from None


def encrypt(data: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypts to public keys; any one of their owners can open it."""
    pyrage = library()
    return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))


def closer(public: str) -> Callable[[bytes], bytes]:
    """Encrypts to one key again and again."""
    pyrage = library()
    recipients = [pyrage.x25519.Recipient.from_str(public)]
    return lambda data: bytes(pyrage.encrypt(data, recipients))


def opener(secret: str) -> Callable[[bytes], bytes]:
    """Opens with one key again and again, as `decrypt` does."""
    identities = [library().x25519.Identity.from_str(secret)]
    return lambda data: _decrypted(data, identities)


def decrypt(data: bytes, secrets: Sequence[str]) -> bytes:
    """Opens what was encrypted to one of these keys.

    Raises:
        NotOurs: it was encrypted to somebody else.
        Damaged: it was changed, or its end is missing.
        Sealed: it is of a newer version of the format.
    """
    return _decrypted(data, [library().x25519.Identity.from_str(one) for one in secrets])


def _decrypted(data: bytes, identities: Sequence[object]) -> bytes:
    _check(data)
    pyrage = library()
    try:
        return bytes(pyrage.decrypt(data, identities))
    except pyrage.DecryptError as error:
        if "matching keys" in str(error):
            raise NotOurs(said("it was not encrypted to your key.")) from None
        raise Damaged(said("it was changed on the way, or its end is missing.")) from None


def _check(data: bytes) -> None:
    found = state(data)
    if found is State.NEWER:
        raise Sealed(said("it is of a newer version of the age format than this coach can read."))
    if found is State.CUT:
        raise Damaged(said("it is damaged, or only its beginning is here."))
    if found is State.OTHER:
        raise Damaged(said("it is not an age file."))


def seal(data: bytes, passphrase: str) -> bytes:
    """Encrypts with a passphrase. It takes some two seconds, so that guessing takes long, too."""
    return bytes(library().passphrase.encrypt(data, passphrase))


def unseal(data: bytes, passphrase: str) -> bytes:
    """Opens what was encrypted with a passphrase.

    Raises:
        NotOurs: the passphrase is another one.
        Damaged: it was changed, or its end is missing.
        Sealed: it is of a newer version of the format.
    """
    _check(data)
    if b"\n-> scrypt " not in data[:200]:
        raise Damaged(said("it is not protected by a passphrase, so it is not the file that coach made."))
    pyrage = library()
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        if str(error) == "Decryption failed":
            raise NotOurs(said("that is not the passphrase.")) from None
        raise Damaged(said("it was changed, or its end is missing.")) from None
