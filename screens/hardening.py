"""Guards round Textual: a fault shows nobody's text, a closed terminal or a stop signal loses nothing, no text
commands the terminal.

What reaches into Textual's own names stands here and in `driver` and nowhere else, each piece guarded so that another
version of Textual without it still starts. `tests/promises` looks at what they do on the running program.
"""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType

from rich.cells import cell_len
from rich.console import RenderableType
from rich.segment import Segment
from textual.app import App, SystemCommand
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from coach.cli.streams import silence
from coach.display import UNSAFE

STOPPING = ("SIGINT", "SIGTERM", "SIGHUP")
GRACE = 2.0  # seconds for an ending in good order; then what was typed is kept and the program ends on the spot
HUNG_UP = 129  # the exit code of a program whose terminal was closed
_NORMAL = (  # mouse, focus, paste and keys as they were; line wrap on, alternate screen off, cursor on
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?2026l\x1b[<u"
    "\x1b[?7h\x1b[?1049l\x1b[?25h"
)


class Harmless(LineFilter):
    """The second wall behind `coach.display`: takes out of every line drawn what could command a terminal, and links.

    What Textual counts as no cell wide vanishes, the rest becomes a mark of the same width, so that nothing moves.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line without what could command a terminal; nearly every line is handed back as it is."""
        if all(text.isprintable() and not (style and style.link) for text, style, _ in segments):
            return segments
        return [_harmless(segment) for segment in segments]


def _harmless(segment: Segment) -> Segment:
    text, style, _ = segment
    unlinked = style.update_link(None) if style and style.link else style
    return Segment(UNSAFE.sub(_gap, text.replace("\t", _gap("\t")).replace("\n", _gap("\n"))), unlinked)


def _gap(unsafe: re.Match[str] | str) -> str:
    """As many marks as the terminal would have been moved on."""
    return "\ufffd" * cell_len(unsafe if isinstance(unsafe, str) else unsafe[0])


class Hardened(App[int]):
    """An app that ends in good order, whose faults are told outside it, and that sends the terminal no commands."""

    fault: BaseException | None = None  # what ended the app, if that was no wish of the person
    stopping = 0  # the exit code of an ending that the machine asked for
    leaving = False

    def on_mount(self) -> None:
        if self.stopping:
            self.exit(self.stopping, self.stopping)
        if not (self.is_headless or _debugging()):
            asyncio.get_running_loop().set_exception_handler(_unsaid)

    def stop(self, code: int) -> None:
        """Leaves in the usual way. May be called at any moment and by a signal."""
        self.stopping = self.stopping or code
        with contextlib.suppress(RuntimeError):  # not running yet, or not any more
            asyncio.get_running_loop().call_soon_threadsafe(self.exit, self.stopping, self.stopping)

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Ends the app."""
        self.leaving = True
        super().exit(result, return_code, message)

    def hang_up(self) -> None:
        """The terminal is gone."""
        _limit_time()
        self.stop(HUNG_UP)

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, guarded where that is a terminal of a POSIX system."""
        found = super().get_driver_class()
        if found.__module__ != "textual.drivers.linux_driver":
            return found
        from .driver import GuardedDriver

        return GuardedDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every line that is drawn passes the second wall."""
        return [*super().get_line_filters(), _WALL]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: its screenshot would put private text into the downloads."""
        return ()

    def copy_to_clipboard(self, text: str) -> None:
        """What somebody copies. Other programs get it without what could command them; here it stays as it was."""
        super().copy_to_clipboard(UNSAFE.sub("", text.replace("\r\n", "\n")))
        self._clipboard = text

    def _handle_exception(self, error: Exception) -> None:
        if self.leaving and not self.is_headless:
            return  # a screen that was still being put together when the end came
        self.fault = self.fault or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would draw the values of local variables here, and with them what somebody wrote."""
        if _debugging():
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Textual would print errors that draw themselves here. The fault is told when the terminal is restored."""
        if _debugging():
            super()._print_error_renderables()


_WALL = Harmless()


def _debugging() -> bool:
    return bool(os.environ.get("COACH_DEBUG"))


def _unsaid(loop: asyncio.AbstractEventLoop, about: dict[str, object]) -> None:
    """A stray error of a task is not printed: its words may quote the person."""


# --- ending ------------------------------------------------------------------------


@contextlib.contextmanager
def good_endings(app: Hardened, keep: Callable[[], object]) -> Iterator[None]:
    """While this lasts, a signal to stop ends the app in good order and within seconds, the second signal too.

    Args:
        app: the app that is to leave.
        keep: puts on disk what is only in memory; called when the app cannot leave by itself, since the terminal takes
            nothing more or a disk does not answer.
    """
    before = _terminal()

    def asked(number: int, frame: FrameType | None) -> None:
        _limit_time()
        app.stop(128 + number)

    def too_long(number: int, frame: FrameType | None) -> None:
        with contextlib.suppress(Exception):
            keep()
        _restore(before)
        os._exit(app.stopping or 1)

    numbers = [number for name in STOPPING if (number := getattr(signal, name, None)) is not None]
    handlers = [(number, asked) for number in numbers] + ([(signal.SIGALRM, too_long)] if _has_alarm() else [])
    earlier = {number: signal.signal(number, handler) for number, handler in handlers}
    try:
        yield
    finally:
        _let_go_of_lost_streams()
        if _has_alarm():
            signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in earlier.items():  # who was told to stop is about to, and need not be told again
            signal.signal(number, signal.SIG_IGN if app.stopping else handler)


def _has_alarm() -> bool:
    return hasattr(signal, "setitimer")


def _limit_time() -> None:
    """Begins to count the time for the ending, unless it is counted already."""
    if _has_alarm() and callable(signal.getsignal(signal.SIGALRM)) and not signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, GRACE)


def _let_go_of_lost_streams() -> None:
    """What the terminal did not take must not fail once more when Python ends, with an exit code of its own."""
    for stream in (sys.__stdout__, sys.__stderr__):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            silence(stream)


def _terminal() -> list[object] | None:
    """How the terminal is set now."""
    with contextlib.suppress(Exception):
        import termios

        return termios.tcgetattr(0)
    return None


def _restore(settings: list[object] | None) -> None:
    """Gives the terminal back as it was, without ever waiting for it."""
    with contextlib.suppress(Exception):
        import termios

        if settings:
            termios.tcsetattr(0, termios.TCSANOW, settings)  # type: ignore[arg-type]
        number = sys.__stderr__.fileno() if sys.__stderr__ else 2
        os.set_blocking(number, False)
        os.write(number, _NORMAL.encode())
        os.set_blocking(number, True)
