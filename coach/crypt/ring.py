"""The system's keyring, for who wants it to remember the passphrase: the package `keyring`, if it is installed. It may
fail in as many ways as there are desktops, so whatever goes wrong only means that the passphrase is asked for."""

import importlib
from types import ModuleType

SERVICE = "coach"


def _keyring() -> ModuleType | None:
    try:
        return importlib.import_module("keyring")
    except Exception:  # it is not there, or something that it needs is not
        return None


def there() -> bool:
    """Whether the package is installed."""
    return _keyring() is not None


def recalled(public: str) -> str:
    """The passphrase of the key with this public half; empty when nothing is remembered."""
    ring = _keyring()
    try:
        found = ring.get_password(SERVICE, public) if ring else None
    except Exception:
        return ""
    return found if isinstance(found, str) else ""


def remember(public: str, passphrase: str) -> bool:
    """Has the passphrase remembered. Says whether that went well."""
    ring = _keyring()
    try:
        if ring is not None:
            ring.set_password(SERVICE, public, passphrase)
    except Exception:
        return False
    return recalled(public) == passphrase


def forget(public: str) -> bool:
    """Has it forgotten. Says whether nothing is remembered now."""
    ring = _keyring()
    try:
        if ring is not None:
            ring.delete_password(SERVICE, public)
    except Exception:
        return not recalled(public)
    return not recalled(public)
