"""Hears of saves: of anything in TOML that changes in a folder, however an editor puts it there."""

from collections.abc import AsyncIterator
from pathlib import Path

STEP, DEBOUNCE = 15, 60  # milliseconds: without a further change, and at most
TICK = 1000  # milliseconds


async def saves(folder: Path, deep: bool) -> AsyncIterator[frozenset[Path]]:
    """The files of each save; none, every second, for whoever wants to look for what the system did not tell.

    Folders are watched, since many editors put a new file in the place of the old one. Where the system tells of no
    changes at all, such as in some shared folders, it is looked at several times a second.
    """
    from watchfiles import awatch

    def meant(_: object, path: str) -> bool:
        return path.lower().endswith(".toml")

    for polling in (None, True):
        try:
            async for changes in awatch(
                folder, watch_filter=meant, step=STEP, debounce=DEBOUNCE, recursive=deep, force_polling=polling,
                poll_delay_ms=STEP * 5, rust_timeout=TICK, yield_on_timeout=True,
            ):  # fmt: skip
                yield frozenset(Path(path) for _, path in changes)
        except (OSError, RuntimeError):
            continue
        return
