"""How somebody wants the program to be: `settings.toml` in the config folder, open to any editor."""

from pathlib import Path
from typing import Any

import msgspec

from .places import Places
from .store.files import NotSaved, write_whole
from .words import is_tag, speak

FILE = "settings.toml"
_HEADER = "# How coach looks and behaves on this machine. Delete this file to begin again with what coach comes with.\n"


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What can be set. `extra` keeps what this version does not know."""

    theme: str = ""  # empty: the one coach comes with
    first_run_done: bool = False
    reduced_motion: bool = False
    plain: bool = False  # lessons line by line, without the full screen
    language: str = ""  # such as "de"; empty: the system's
    extra: dict[str, Any] = {}


NAMES = frozenset(Settings.__struct_fields__) - {"extra"}


def settings_file(places: Places) -> Path:
    """Where the settings are kept."""
    return places.config / FILE


def load_settings(places: Places) -> tuple[Settings, list[str]]:
    """The settings, and a sentence for each thing in the file that could not be used."""
    doc, why = _read(settings_file(places))
    notices = [f"{FILE}: {why}. The usual settings are used; the file is left as it is."] if why else []
    known: dict[str, Any] = {}
    for name in NAMES & doc.keys():
        wanted = type(getattr(Settings(), name))
        if name == "language" and isinstance(doc[name], str) and doc[name] and not is_tag(doc[name]):
            notices.append(f'{FILE}: language has to be a tag such as "de" or "pt-BR", so the system\'s is used.')
        elif isinstance(doc[name], wanted):
            known[name] = doc[name]
        else:
            notices.append(f"{FILE}: {name} has to be {_named(wanted)}, so the usual one is used.")
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
    write_whole(file, (_HEADER + tomli_w.dumps({**fields, **settings.extra})).encode())


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
        return {}, f"it cannot be read ({error.strerror})"
    except UnicodeDecodeError:
        return {}, "it is not UTF-8 text"
    except tomli.TOMLDecodeError as error:
        return {}, f"line {error.lineno}, column {error.colno}: {error.msg}"
    except (RecursionError, ValueError):
        return {}, "it is nested or numbered beyond reason"


def _named(kind: type) -> str:
    return "true or false" if kind is bool else "a text in quotation marks"
