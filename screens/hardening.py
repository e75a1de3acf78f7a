"""Guards round Textual: a fault shows nobody's text, a closed terminal or a stop signal loses nothing.

What reaches into Textual's own names stands here and nowhere else, each piece guarded so that another version of
Textual without it still starts.
"""

import asyncio
import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from types import TracebackType

from textual.app import App, SystemCommand
from textual.screen import Screen

STOPPING = ("SIGTERM", "SIGHUP")


class Hardened(App[int]):
    """An app that ends in good order, and whose faults tell where and never what."""

    def on_mount(self) -> None:
        self.stop_on_signals()

    def stop_on_signals(self) -> None:
        """Leaves in the usual way when the machine or the terminal says stop, with the exit code that shells expect."""
        loop = asyncio.get_running_loop()
        for name in STOPPING:
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.exit, 128 + number, 128 + number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: its screenshot would put private text into the downloads."""
        return ()

    def _fatal_error(self) -> None:
        """Textual would print the values of local variables here, and with them what somebody wrote."""
        if os.environ.get("COACH_DEBUG"):
            super()._fatal_error()
            return
        _, error, trace = sys.exc_info()
        with contextlib.suppress(Exception):  # a terminal that is gone has no bell
            self.bell()
        self.fault = fault_words(error, trace)
        self._close_messages_no_wait()

    fault = ""  # what to print once the terminal is restored


def fault_words(error: BaseException | None, trace: TracebackType | None) -> str:
    """A fault for a report: its kind and where it happened. No values, no message: either may quote the person."""
    frames = traceback.extract_tb(trace)[-8:]
    where = [
        f"  {os.path.basename(os.path.dirname(f.filename))}/{os.path.basename(f.filename)}:{f.lineno} {f.name}"
        for f in frames
    ]
    return "\n".join([
        "coach has stopped because of a fault in the program. Your answers, and what you were writing, are kept.",
        f"{type(error).__name__ if error else 'Fault'} at:", *where,
        "COACH_DEBUG=1 coach shows more; what it shows may quote your own text.",
    ])  # fmt: skip
