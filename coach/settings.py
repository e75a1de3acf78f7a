"""How somebody wants the program to be: `settings.toml` in the config folder, open to any editor."""

from pathlib import Path
from typing import Any

import msgspec

from .places import Places
from .store.files import NotSaved, write_whole
from .words import is_tag, marked, said, speak

FILE = "settings.toml"
_HEADER = marked(
    "How coach looks and behaves on this machine. Delete this file to begin again with what coach comes with."
)


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What can be set. `extra` keeps what this version does not know."""

    theme: str = ""  # empty: the one coach comes with
    first_run_done: bool = False
    reduced_motion: bool = False
    plain: bool = False  # lessons line by line, without the full screen
    language: str = ""  # such as "de"; empty: the system's
    lock_after: int = 10  # minutes without a key, after which a plan that is closed is locked; 0: never
    keyring: bool = False  # whether the passphrase is asked of the system's keyring first
    extra: dict[str, Any] = {}


UNUSED = marked("{file}: {why}. The usual settings are used; the file is left as it is.")
NO_TAG = marked('{file}: language has to be a tag such as "de" or "pt-BR", so the system\'s is used.')
NAMES = frozenset(Settings.__struct_fields__) - {"extra"}


def settings_file(places: Places) -> Path:
    """Where the settings are kept."""
    return places.config / FILE


def load_settings(places: Places) -> tuple[Settings, list[str]]:
    """The settings, and a sentence for each thing in the file that could not be used."""
    doc, why = _read(settings_file(places))
    notices = [said(UNUSED, file=FILE, why=why)] if why else []
    known: dict[str, Any] = {}
    for name in NAMES & doc.keys():
        wanted = type(getattr(Settings(), name))
        if name == "language" and isinstance(doc[name], str) and doc[name] and not is_tag(doc[name]):
            notices.append(said(NO_TAG, file=FILE))
        elif type(doc[name]) is wanted:
            known[name] = doc[name]
        else:
            what = _named(wanted)
            notices.append(
                said("{file}: {name} has to be {what}, so the usual one is used.", file=FILE, name=name, what=what)
            )
    extra = {name: value for name, value in doc.items() if name not in NAMES}
    return Settings(**known, extra=extra), sorted(notices)


def speak_as_set(places: Places) -> None:
    """Speaks the language that was set. A file without the word is not even parsed."""
    try:
        mentioned = b"language" in settings_file(places).read_bytes()
    except OSError:
        mentioned = False
    speak(load_settings(places)[0].language if mentioned else "", places.cache)


def save_settings(places: Places, settings: Settings) -> None:
    """Keeps the settings. A file that could not be read is set aside before it is written over.

    Raises:
        NotSaved: nothing was changed.
    """
    import tomli_w

    file = settings_file(places)
    if _read(file)[1]:
        _set_aside(file)
    fields = {name: getattr(settings, name) for name in Settings.__struct_fields__ if name in NAMES}
    write_whole(file, f"# {said(_HEADER)}\n{tomli_w.dumps({**fields, **settings.extra})}".encode())


def _set_aside(file: Path) -> None:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise NotSaved(file, error.strerror or type(error).__name__) from None
    write_whole(file.with_name("settings.unreadable.toml"), data)


def _read(file: Path) -> tuple[dict[str, Any], str]:
    """What the file says, and why it cannot be used."""
    import tomli

    try:
        text = file.read_bytes().removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n")
        return tomli.loads(text), ""
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        return {}, said("it cannot be read ({why})", why=error.strerror)
    except UnicodeDecodeError:
        return {}, said("it is not UTF-8 text")
    except tomli.TOMLDecodeError as error:
        return {}, said("line {line}, column {column}: {why}", line=error.lineno, column=error.colno, why=error.msg)
    except (RecursionError, ValueError):
        return {}, said("it is nested or numbered beyond reason")


def _named(kind: type) -> str:
    numbers = {bool: marked("true or false"), int: marked("a whole number")}
    return said(numbers.get(kind, marked("a text in quotation marks")))
