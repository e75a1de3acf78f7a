"""A real pseudo-terminal with an emulated screen: what a person would see, and the keys they would press."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "up": "\x1b[A", "down": "\x1b[B",
    "right": "\x1b[C",
        "left": "\x1b[D", "backspace": "\x7f", "home": "\x1b[H", "end": "\x1b[F", "pagedown": "\x1b[6~",
    "f1": "\x1bOP", "f2": "\x1bOQ",
    "space": " ", **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip


class Terminal:
    """A program in a terminal of its own."""

    def __init__(
        self, command: list[str], home: Path, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None,
        in_child: Callable[[], None] = lambda: take_terminal(),
    ) -> None:  # fmt: skip
        self.columns, self.rows = size
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self._leader, follower = pty.openpty()
        self._set_size(follower)
        self.process = subprocess.Popen(
            command,
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env={**_plain_environment(home), **(env or {})},
            preexec_fn=in_child,
        )
        os.close(follower)

    def _set_size(self, fd: int) -> None:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Makes the window another size."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._set_size(self._leader)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, *keys: str) -> None:
        """Presses keys by name, or types a text that is no key's name."""
        for key in keys:
            os.write(self._leader, KEYS.get(key, key).encode())

    def paste(self, text: str) -> None:
        """Pastes a text, as a terminal does that was asked to mark what is pasted."""
        os.write(self._leader, b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def send_bytes(self, data: bytes) -> None:
        """Sends bytes that may be no text."""
        os.write(self._leader, data)

    def settings(self) -> list[object]:
        """How the terminal is set: whether it echoes, waits for whole lines, and so on."""
        return termios.tcgetattr(self._leader)

    def read(self, seconds: float) -> bool:
        """Takes in what the program has written, waiting so long for the first of it; False when there was nothing."""
        ready, _, _ = select.select([self._leader], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._leader, 65536)
        except OSError:
            return False
        self.raw += data
        self._answer(data)
        for unknown in (b"\x1b[?2026$p", b"\x1b[>4;1m", b"\x1b[<u"):  # the emulator would write these out
            data = data.replace(unknown, b"")
        self._stream.feed(data)
        return True

    def _answer(self, data: bytes) -> None:
        """Answers what a terminal is asked."""
        if b"\x1b[6n" in data:
            os.write(self._leader, b"\x1b[1;1R")

    def wait(self, seen: str | Callable[[str], bool], seconds: float = 15.0) -> str:
        """Waits until a text stands on the screen (or the screen satisfies a test); gives the screen."""
        holds = seen if callable(seen) else (lambda text: seen in text)
        end = time.monotonic() + seconds
        while not holds(self.text):
            if time.monotonic() > end:
                raise AssertionError(f"not seen within {seconds} s: {seen}\n{self.text}")
            if not self.read(0.05) and self.process.poll() is not None and not self.read(0.05):
                raise AssertionError(f"the program ended with {self.process.returncode}\n{self.text}")
        return self.text

    def settle(self, quiet: float = 0.25) -> None:
        """Waits until the program has had nothing more to say for so many seconds."""
        end = time.monotonic() + 20 + quiet
        while self.read(quiet):
            if time.monotonic() > end:
                raise AssertionError(f"never quiet for {quiet} s\n{self.text}")

    def wait_end(self, seconds: float = 15.0) -> int:
        """Waits until the program has ended; gives its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise AssertionError(f"still running after {seconds} s\n{self.text}")
            self.read(0.01)
        while self.read(0.01):
            continue
        return int(self.process.returncode)

    def kill(self, sig: int = signal.SIGKILL) -> None:
        """Sends the program a signal."""
        self.process.send_signal(sig)

    def hang_up(self) -> None:
        """Closes the window."""
        os.close(self._leader)
        self._leader = -1

    def close(self) -> None:
        """Ends the program if it still runs, and closes the window."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._leader >= 0:
            os.close(self._leader)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def take_terminal() -> None:
    """Makes the terminal the one that the process belongs to, as a window does: closing it says SIGHUP."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell in the background may have had it ignored
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _plain_environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return {**kept, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(Path(__file__).parent.parent), "TEXTUAL_ANIMATIONS": "none"}  # fmt: skip


def coach(home: Path, *args: str, size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None) -> Terminal:
    """The program itself, started in a terminal of that size."""
    return Terminal([sys.executable, "-m", "coach", *args], home, size, env)
