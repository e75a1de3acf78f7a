"""Prints the table "what ours takes" with today's figures: `make bench`, or `python -m tests.benchmarks [WORD ...]`.

Every row is measured against its yardstick in the same run, the two taking turns; medians, with minimum and maximum.
"""

import compileall
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coach.lessons.library import library_at
from coach.places import find_places
from coach.plan.events import Change, with_old
from coach.workspace import Workspace
from tests.helpers import Clock
from tests.terminal import Terminal

from . import homes, measure
from .measure import Ms, bare, closing, median, ours, p95
from .saving import WITHIN, save_to_view

TODAY = "Where am I now?"  # the lesson under way in every home of ours
ROUNDS = 11


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a pair of measures that take turns, and what their ratio should reach."""

    name: str
    reach: float
    yardstick: Callable[[], Ms]
    ours: Callable[[], Ms]
    rounds: int = ROUNDS
    unit: str = "ms"


def print_row(row: Row) -> bool:
    """Measures and prints a row; says whether it reaches what it should."""
    pairs = [(row.yardstick(), row.ours()) for _ in range(row.rounds)]
    base, mine = [p[0] for p in pairs], [p[1] for p in pairs]
    ratio = median(mine) / median(base)
    each = sorted(b / a for a, b in pairs)
    mark = "ok  " if ratio <= row.reach else "over"
    print(f"{mark} {row.name:<58} {ratio:5.2f} of {row.reach:<4}  [{each[0]:.2f} .. {each[-1]:.2f}]  "
          f"{median(mine):8.2f} / {median(base):8.2f} {row.unit}", flush=True)  # fmt: skip
    return ratio <= row.reach


class Bench:
    """The homes that the rows are measured in, made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.empty = self._home("empty")
        self.year = self._home("year", answers=300)
        self.hundred = self._home("hundred", answers=100)
        self.large = self._home("large", answers=10_000)
        homes.many_records(self.large, 3000)
        self.begun = self._home("begun")
        homes.nothing_yet(self.begun)
        self.few = self._home("few", answers=300, lessons=10)
        self.many = self._home("many", answers=300, lessons=10_000)
        self.ten = self._practice("ten", 10, 400)
        self.clients = self._practice("clients", 500, 20_000)

    def _home(self, name: str, answers: int = 0, lessons: int = 0) -> Path:
        home = self.folder / name
        home.mkdir(mode=0o700)
        if answers:
            homes.year_old(home, answers)
        if lessons:
            homes.packs(home, lessons)
            library_at(find_places(str(home))).heads()  # warm
        return home

    def _practice(self, name: str, clients: int, sessions: int) -> Path:
        home = self._home(name)
        homes.nothing_yet(home)
        homes.practice(home, clients, sessions)
        return home

    # --- rows ------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """The table of the speed document, in its order."""
        python = [sys.executable, "-c", "pass"]
        coach = [sys.executable, "-m", "coach", "--home", str(self.year)]
        return [
            Row("first frame of Today, 300 answers / bare", 1.20, self._bare_frame, self._frame(self.year)),
            Row("first frame, 10,000 answers / 300", 1.10, self._frame(self.year), self._frame(self.large)),
            Row("first frame, 10,000 lessons / 10", 1.10, self._frame(self.few), self._frame(self.many)),
            Row("quit after an answer / bare quit", 0.30, self._bare_quit, self._quit),
            Row("coach next / python -c pass", 6, self._run(python), self._run([*coach, "next"]), 21),
            Row("coach due --brief / python -c pass", 6, self._run(python), self._run([*coach, "due", "--brief"]), 21),
            Row("coach --version / python -c pass", 2, self._run(python), self._run([*coach[:3], "--version"]), 21),
            Row("key echo in a text step, p95 / bare TextArea", 1.25, self._area_echo, self._echo, 5),
            Row("answer to next step and fsync, p95 / bare push", 3, self._push, self._answer, 3),
            Row("moving in Learn, 10,000 lessons, p95 / bare list", 1.5, self._list_move, self._learn_move, 5),
            Row("opening Plan, 3,000 records / an empty plan", 2, self._plan(self.begun), self._plan(self.large)),
            Row("moving in Plan, 3,000 records, p95 / 60", 2,
                self._plan_move(self.year), self._plan_move(self.large), 5),
            Row("a letter in Find, 3,000 records, p95 / empty", 2, self._find(self.begun), self._find(self.large), 5),
            Row("opening Clients, 500 with 20,000 sessions / 10", 2,
                self._roster(self.ten), self._roster(self.clients)),
            Row("saving an answer, 10,000 answers / append and fsync", 1.5, self._append, self._save(self.large), 200),
            Row("saving, 10,000 answers / 100", 1.2, self._save(self.hundred), self._save(self.large), 200),
            Row("index of 10,000 lessons, warm / reading their bytes", 0.6, self._read_bytes, self._index, 7),
            Row("a save to its view in a preview / 200 ms", 1, lambda: WITHIN, partial(save_to_view, self.empty), 3),
            Row("memory on Today / bare", 1.6, self._bare_memory, self._memory, 5, "MiB"),
        ]  # fmt: skip

    def _bare_frame(self) -> Ms:
        return measure.first_frame(lambda: bare(self.empty), "bare is ready")

    def _frame(self, home: Path) -> Callable[[], Ms]:
        return lambda: measure.first_frame(lambda: ours(home), TODAY)

    def _bare_quit(self) -> Ms:
        with bare(self.empty) as terminal:
            terminal.wait("bare is ready")
            measure.settle(terminal)
            return measure.quitting(terminal, "q")

    def _quit(self) -> Ms:
        with ours(self.year, "learn", "start-here") as terminal:
            terminal.wait("step 1 of")
            terminal.send("enter")
            terminal.wait("step 2 of")
            measure.settle(terminal)
            took = measure.quitting(terminal, "ctrl+q")
        self._begin_again()
        return took

    def _begin_again(self) -> None:
        """Takes back what the last measure answered, so that the next begins at the same step."""
        workspace = Workspace(find_places(str(self.year)).person(), "bench")
        workspace.record("went", _back_to_start(workspace))
        workspace.close()

    def _run(self, command: list[str]) -> Callable[[], Ms]:
        return lambda: measure.run(command, self.year)

    def _area_echo(self) -> Ms:
        with bare(self.empty, "area") as terminal:
            terminal.wait("bare is ready")
            measure.settle(terminal)
            return _typing(terminal)

    def _echo(self) -> Ms:
        with ours(self.year, "learn", "start-here") as terminal:
            terminal.wait("step 1 of")
            terminal.send("enter")
            terminal.wait("step 2 of")
            terminal.send("ctrl+g")
            terminal.wait("Why leave it out")
            terminal.send("later")
            terminal.wait("later")
            terminal.send("enter")
            terminal.wait("step 3 of")
            measure.settle(terminal)
            took = _typing(terminal)
            terminal.send(*["backspace"] * 60, "ctrl+q")
            terminal.wait_end()
        self._begin_again()
        return took

    def _push(self) -> Ms:
        with bare(self.empty, "push") as terminal:
            terminal.wait("bare is ready")
            measure.settle(terminal)
            return p95([measure.key_to_screen(terminal, "n", _says(f"pushed {n}.")) for n in range(1, 31)])

    def _answer(self) -> Ms:
        """Rates the drift check over and over: Enter keeps it, on disk, and shows the next step; then back again."""
        times = []
        with ours(self.year, "learn", "start-here") as terminal:
            terminal.wait("step 1 of")
            for _ in range(12):
                measure.settle(terminal)
                times.append(measure.key_to_screen(terminal, "enter", _says("step 2 of")))
                terminal.send("ctrl+b")
                terminal.wait("step 1 of")
        self._begin_again()
        return p95(times)

    def _list_move(self) -> Ms:
        with bare(self.empty, "list") as terminal:
            terminal.wait("bare is ready")
            terminal.send("tab")
            measure.settle(terminal)
            return _moves(terminal)

    def _learn_move(self) -> Ms:
        with ours(self.many) as terminal:
            terminal.wait(TODAY)
            terminal.send("2")
            terminal.wait("lessons done")
            measure.settle(terminal)
            return _moves(terminal)

    def _plan(self, home: Path) -> Callable[[], Ms]:
        def opens() -> Ms:
            with ours(home) as terminal:
                terminal.wait("1 Today")
                measure.settle(terminal)
                return measure.key_to_screen(terminal, "3", _says("Where I am now"))

        return opens

    def _roster(self, home: Path) -> Callable[[], Ms]:
        def opens() -> Ms:
            with ours(home) as terminal:
                terminal.wait("1 Today")
                measure.settle(terminal)
                return measure.key_to_screen(terminal, "4", _says("Alias"))

        return opens

    def _plan_move(self, home: Path) -> Callable[[], Ms]:
        def move() -> Ms:
            with ours(home) as terminal:
                terminal.wait("1 Today")
                terminal.send("3")
                terminal.wait("Where I am now")
                measure.settle(terminal)
                terminal.send("]", "]")
                measure.settle(terminal)
                return _moves(terminal, 20)

        return move

    def _find(self, home: Path) -> Callable[[], Ms]:
        def letters() -> Ms:
            with ours(home) as terminal:
                terminal.wait("1 Today")
                terminal.send("/")
                measure.settle(terminal)
                return p95([_typed(terminal, letter) for letter in "called"])

        return letters

    def _append(self) -> Ms:
        path = self.folder / "appended"
        data = b"x" * 700 + b"\n"
        began = time.perf_counter()
        fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(fd, data)
        os.fsync(fd)
        os.close(fd)
        return (time.perf_counter() - began) * 1000

    def _save(self, home: Path) -> Callable[[], Ms]:
        workspace = Workspace(find_places(str(home)).person(), "bench", Clock())

        def save() -> Ms:
            change = homes._answer("past-1", 3)
            workspace._since_snapshot = 0  # the TOML files are written when idle, not here
            began = time.perf_counter()
            workspace.record("answered", [change], "step")
            return (time.perf_counter() - began) * 1000

        return save

    def _read_bytes(self) -> Ms:
        folder = find_places(str(self.many)).data / "packs" / "many" / "lessons"
        began = time.perf_counter()
        for path in sorted(folder.iterdir()):
            path.read_bytes()
        return (time.perf_counter() - began) * 1000

    def _index(self) -> Ms:
        gc.disable()  # as the program does until its first frame stands
        began = time.perf_counter()
        library_at(find_places(str(self.many))).heads()
        took = (time.perf_counter() - began) * 1000
        gc.enable()
        return took

    def _bare_memory(self) -> float:
        with closing(bare(self.empty)) as terminal:
            terminal.wait("bare is ready")
            measure.settle(terminal)
            return measure.memory(terminal)

    def _memory(self) -> float:
        with closing(ours(self.year)) as terminal:
            terminal.wait(TODAY)
            measure.settle(terminal)
            return measure.memory(terminal)


def _back_to_start(workspace: Workspace) -> list[Change]:
    answers = workspace.plan.answers.of("start-here")
    changes = [with_old(workspace.plan, "answers", f"start-here/{step}", None) for step in answers]
    return [*changes, with_old(workspace.plan, "progress", "start-here", None)]


def _typing(terminal: Terminal) -> Ms:
    """Types sixty letters, each when the last one stands on the screen."""
    times = []
    for _ in range(60):
        times.append(measure.key_to_screen(terminal, "x", _has_letters(terminal.text.count("x") + 1)))
    return p95(times)


def _says(words: str) -> Callable[[str], bool]:
    return lambda text: words in text


def _typed(terminal: Terminal, letter: str) -> Ms:
    measure.settle(terminal, 0.3)  # the plan is read in slices meanwhile
    before = terminal.text
    return measure.key_to_screen(terminal, letter, lambda text: text != before)


def _moves(terminal: Terminal, times: int = 60) -> Ms:
    """Moves down and up in turn; a move is seen when the picture of the screen's colours and marks has changed."""
    took = []
    for n in range(times):
        measure.settle(terminal, 0.03)  # what the last key changed may come in two pictures
        before = _picture(terminal)
        key = "up" if n % 3 == 2 else "down"
        took.append(measure.key_to_screen(terminal, key, partial(_differs, terminal, before)))
    return p95(took)


def _has_letters(count: int) -> Callable[[str], bool]:
    return lambda text: text.count("x") == count


def _differs(terminal: Terminal, before: list[object], text: str) -> bool:
    return _picture(terminal) != before


def _picture(terminal: Terminal) -> list[object]:
    buffer = terminal.screen.buffer
    return [(buffer[y][x].data, buffer[y][x].bg, buffer[y][x].fg) for y in range(22) for x in range(1, 30, 4)]


def main(argv: list[str]) -> int:
    """Prints the table; with words, only the rows whose names hold one of them."""
    wanted = [word for word in argv if not word.isdigit()]
    for package in ("coach", "screens", "tests/benchmarks"):
        compileall.compile_dir(package, quiet=1)  # as an installation does
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for row in Bench(Path(folder)).rows() if not wanted or any(word in row.name for word in wanted)]
        print(f"Python {sys.version.split()[0]}: ratio of medians, what it should reach, [lowest .. highest] of pairs")
        reached = [print_row(row) for row in rows]
    print(f"{sum(reached)} of {len(reached)} rows reach what they should")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
