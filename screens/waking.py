"""Lets Textual's input thread end at once: it would sleep up to a fifth of a second before it sees the end of the app.

It sleeps in a selector that it makes for itself, so for the time of one run it is given one that can be woken.
"""

import contextlib
import os
import selectors
from collections.abc import Iterator
from typing import Any

from textual.drivers import linux_driver

AWAKE = 0.002  # seconds between two looks, once woken


class Waker:
    """Wakes a selector from another thread."""

    def __init__(self) -> None:
        self.inward, self._outward = -1, -1
        with contextlib.suppress(OSError):  # no descriptor is left: the end takes a moment longer, that is all
            self.inward, self._outward = os.pipe()
        self.woken = False

    def wake(self) -> None:
        """From now on the selector does not sleep."""
        self.woken = True
        with contextlib.suppress(OSError):
            os.write(self._outward, b".")

    def close(self) -> None:
        """Gives the pipe back."""
        for end in (self.inward, self._outward):
            with contextlib.suppress(OSError):
                os.close(end)


class _Wakeable(selectors.SelectSelector):
    """A selector that a waker keeps from sleeping, and that says nothing of the waker."""

    def __init__(self, waker: Waker) -> None:
        super().__init__()
        self._waker = waker
        self.register(waker.inward, selectors.EVENT_READ)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What can be read, but for the waker's own pipe."""
        if self._waker.woken:
            with contextlib.suppress(KeyError):
                self.unregister(self._waker.inward)
            timeout = AWAKE
        return [(key, mask) for key, mask in super().select(timeout) if key.fd != self._waker.inward]


@contextlib.contextmanager
def wakeable(waker: Waker) -> Iterator[None]:
    """For the time of one reading thread, the selectors that Textual's driver makes can be woken."""
    real: Any = getattr(linux_driver, "selectors", None)
    if real is None or waker.inward < 0:  # another version of Textual, say: it ends in its own time
        yield
        return
    linux_driver.__dict__["selectors"] = _Selectors(waker)
    try:
        yield
    finally:
        linux_driver.__dict__["selectors"] = real
        waker.close()


class _Selectors:
    """The part of the `selectors` module that the driver uses."""

    EVENT_READ = selectors.EVENT_READ

    def __init__(self, waker: Waker) -> None:
        self._waker = waker

    def SelectSelector(self) -> _Wakeable:
        """A selector that can be woken."""
        return _Wakeable(self._waker)
