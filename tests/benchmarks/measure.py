"""How one figure is taken: in a real pseudo-terminal with an emulated screen, in milliseconds or MiB."""

import contextlib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.terminal import Terminal, coach

Ms = float


def bare(home: Path, app: str = "static") -> Terminal:
    """A bare app in a terminal."""
    return Terminal([sys.executable, "-m", "tests.benchmarks.bare", app], home)


def first_frame(start: Callable[[], Terminal], seen: str) -> Ms:
    """From the start of the process to the text on the emulated screen."""
    began = time.perf_counter()
    with start() as terminal:
        _spin(terminal, seen)
        return (time.perf_counter() - began) * 1000


def quitting(terminal: Terminal, *keys: str) -> Ms:
    """From the last key to the end of the process."""
    terminal.send(*keys[:-1])
    while terminal.read(0.05):
        continue
    began = time.perf_counter()
    terminal.send(keys[-1])
    while terminal.process.poll() is None:
        terminal.read(0.001)
    return (time.perf_counter() - began) * 1000


def run(command: list[str], home: Path) -> Ms:
    """A whole run of a command."""
    began = time.perf_counter()
    subprocess.run(
        command, env={"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return (time.perf_counter() - began) * 1000


def key_to_screen(terminal: Terminal, key: str, changes: Callable[[str], bool]) -> Ms:
    """From a key to its effect on the screen."""
    began = time.perf_counter()
    terminal.send(key)
    _spin(terminal, changes)
    return (time.perf_counter() - began) * 1000


def _spin(terminal: Terminal, seen: str | Callable[[str], bool]) -> None:
    holds = seen if callable(seen) else (lambda text: seen in text)
    end = time.monotonic() + 30
    while not holds(terminal.text):
        if time.monotonic() > end:
            raise AssertionError(f"never seen: {seen}\n{terminal.text}")
        terminal.read(0.001)


def settle(terminal: Terminal, quiet: float = 0.15) -> None:
    """Waits until the program has said nothing more for so many seconds."""
    while terminal.read(quiet):
        continue


def memory(terminal: Terminal) -> float:
    """What a process holds now, in MiB."""
    for line in Path(f"/proc/{terminal.process.pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise LookupError("no VmRSS")


def ours(home: Path, *args: str) -> Terminal:
    """The program in a terminal, with this home."""
    return coach(home, "--home", str(home), *args)


def p95(values: list[Ms]) -> Ms:
    """The 95th percentile."""
    return sorted(values)[min(len(values) - 1, round(0.95 * (len(values) - 1)))]


median = statistics.median
closing = contextlib.closing
