"""Reads TOML that somebody else wrote: capped before it is parsed, and with one kind of error that knows its place."""

from dataclasses import dataclass
from typing import Any

import tomli

LARGEST = 256 * 1024  # bytes in one lesson


@dataclass(frozen=True, slots=True)
class Unreadable(Exception):
    """A file that is not TOML we accept: why, and where (line and column from 1)."""

    why: str
    line: int = 1
    column: int = 1


def read_toml(data: bytes) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        Unreadable: too large, not UTF-8, or not TOML.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"the file has {len(data):,} bytes; a lesson may have {LARGEST:,}")
    try:
        return tomli.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise Unreadable(f"the file is not UTF-8 (byte {error.start})") from None
    except tomli.TOMLDecodeError as error:
        raise Unreadable(error.msg, error.lineno, error.colno) from None
    except (RecursionError, ValueError, MemoryError) as error:
        raise Unreadable(f"the file is nested or numbered beyond reason ({type(error).__name__})") from None
