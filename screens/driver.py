"""Textual's driver for a terminal, able to live with a terminal that sends anything, takes nothing, or goes away."""

import asyncio
import codecs
import io
import re
from collections.abc import Callable
from typing import IO, Any, ClassVar

from textual import events
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from .waking import Waker, wakeable

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # what nobody types on purpose; line ends and tabs stay
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
PATIENCE = 1000  # times that what came in could not be understood, before the terminal is given up


class Gone(Exception):
    """The terminal is not there any more."""


class Decoder:
    """UTF-8 in which foreign bytes are a mark and not the end of the program, and the end of the input is known.

    What is pasted loses its control characters here: with an escape in it, Textual would take the rest of a paste for
    keys, and a text from elsewhere could leave lessons out or end the program.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pasting = False
        self._held = ""  # what may be the beginning of the mark that ends a paste

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of these bytes."""
        if not data and not final:
            raise Gone  # it was said that there is something to read, and there was nothing
        rest, self._held = self._held + self._decoder.decode(data, final), ""
        done = ""
        while rest:
            part, mark, rest = rest.partition(PASTE_ENDS if self._pasting else PASTE_BEGINS)
            if self._pasting and not mark:
                part = self._hold(part)
            done += (CONTROL.sub("", part) if self._pasting else part) + mark
            self._pasting = self._pasting != bool(mark)
        return done

    def _hold(self, part: str) -> str:
        lengths = [n for n in range(1, len(PASTE_ENDS)) if part.endswith(PASTE_ENDS[:n])]
        cut = len(part) - max(lengths, default=0)
        self._held = part[cut:]
        return part[:cut]


class _Outward:
    """The way to the terminal: what it does not take is dropped, and said once, instead of ending the writing thread.

    Without that thread the program would wait for ever for its queue to get shorter.
    """

    def __init__(self, file: IO[str], lost: Callable[[], None]) -> None:
        self._file = file
        self._lost = lost
        if isinstance(file, io.TextIOWrapper):
            file.reconfigure(errors="replace")  # an escape for what the locale lacks would push the rest out of line

    def write(self, text: str) -> int:
        try:
            return self._file.write(text)
        except (OSError, ValueError):  # closed, or gone
            self._lost()
            return len(text)

    def flush(self) -> None:
        try:
            self._file.flush()
        except (OSError, ValueError):
            self._lost()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def acceptable(message: Message) -> Message:
    """What was typed, as fields take it.

    A character that Python does not count as printable (a joiner inside an emoji or a Persian word, a wide or narrow
    space, anything newer than this Python) becomes a paste of one character, because Textual's fields leave out the
    key.
    """
    if isinstance(message, events.Key) and _left_out(message.character or ""):
        return events.Paste(message.character or "")
    return message


def _left_out(typed: str) -> bool:
    return len(typed) == 1 and typed > "\x9f" and not typed.isprintable()


class GuardedDriver(LinuxDriver):
    """The driver for Linux and macOS. It tells the app, which has a `hang_up`, when the terminal is gone."""

    said: ClassVar[str] = "hang_up"

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._running = asyncio.get_running_loop()
        self._hung_up = False
        self._waker = Waker()
        self._tell: Callable[[], None] = getattr(app, self.said, app.exit)
        if hasattr(self, "_file"):
            self._file: Any = _Outward(self._file, self.lost)

    def lost(self) -> None:
        """Says, from whatever thread and once, that the terminal is gone."""
        if not self._hung_up:
            self._hung_up = True
            try:
                self._running.call_soon_threadsafe(self._tell)
            except RuntimeError:
                return  # the app has ended already

    def process_message(self, message: Message) -> None:
        """Hands on what the terminal sent."""
        super().process_message(acceptable(message))

    def run_input_thread(self) -> None:
        """Reads what the terminal sends. What cannot be understood is passed over."""
        if hasattr(linux_driver, "getincrementaldecoder"):
            linux_driver.getincrementaldecoder = lambda name: Decoder
        self._waker = Waker()  # a new one for every time that the terminal is taken: it may be given away in between
        with wakeable(self._waker):
            if not self._read_patiently():
                self.lost()

    def _read_patiently(self) -> bool:
        """Reads until the app ends; False when the terminal is gone."""
        for _ in range(PATIENCE):
            try:
                super().run_input_thread()
            except (Gone, OSError):
                return False
            except Exception:  # a sequence that Textual's reader cannot make sense of
                continue
            else:
                return True
        return False

    def disable_input(self) -> None:
        """Stops reading, without waiting for the reader to wake by itself."""
        self._waker.wake()
        super().disable_input()
