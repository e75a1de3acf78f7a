"""`coach content check` and `coach content codes`: every fault of every file, once or at each save."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..words import marked, said, said_of
from .command import Arguments, Command
from .content_formats import FORMATS, print_faults
from .content_paths import any_paths, paths_or_core
from .content_words import advice, faults
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import flush, show, silence, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from typing import TextIO

    from ..lessons.check import Report
    from ..lessons.faults import Fault

MOST_JOBS = 4
MORE = marked("More on one of them: coach content codes C204. Those that begin with C4 are advice, the others faults.")

HELP = marked("""\
Examples
  coach content check my-lessons/               every file in a folder
  coach content check 03-week.toml --watch      again at each save
  coach content check --explain C204            what a code means
  coach content check new/ --against old/       ids that are gone in silence
  coach content check                           the lessons that come with coach

coach content check [PATH...] [--level error|warning] [--strict] [--watch]
                    [--format text|json|github] [--explain CODE]
                    [--against OLD]

A line a fault, as file:line:column: CODE, the place, and what would be right.
Codes that begin with C4 are advice, which can be left, with a reason:
  # lint: ignore C401 a poem     at the end of a line, or above it; above a
[[header]] for that table, before the first key for the whole file.
--level error leaves advice out; --strict counts advice as faults. --format
json is told in coach help json; github marks lines in a pull request.
--against finds ids of an earlier version that are gone without a `was` or
`gone`: answers are kept under them. Exit code 0: no fault; 1: at least one.""")

CODES_HELP = marked("""\
Examples
  coach content codes
  coach content codes C204 C401

coach content codes [CODE...]

What the codes of coach content check mean, with an example of each.""")


def _arguments(parser: "ArgumentParser") -> None:
    any_paths(parser)
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument("--level", choices=("error", "warning"))
    parser.add_argument("--strict", action="store_true", default=None)
    parser.add_argument("--watch", action="store_true", default=None)
    parser.add_argument("--explain", metavar="CODE")
    parser.add_argument("--against", metavar="OLD")


def _check_paths(context: Context, given: Arguments) -> int:
    """Checks files and folders, once or at each save."""
    if given.explain is not None:
        return _explain([given.explain])
    paths = paths_or_core(given)
    if given.watch:
        from ..lessons.checks.beside import packs_of

        meant = [*paths, *packs_of(paths)]  # what one file refers to may be put right in another
        return watch(lambda: _check(context, given, paths, time.strftime("%H:%M:%S  ")), _saves(meant))
    return _check(context, given, paths)


def _check(context: Context, given: Arguments, paths: list[Path], head: str = "") -> int:
    from ..lessons.check import check
    from ..lessons.checks.kept import CHECKS

    places = context.places
    cache = places.cache / CHECKS if places.data.is_dir() else None  # no home is made for a cache
    with Told(sys.stderr) as told:
        report = check(paths, jobs=_jobs(), progress=told, cache=cache)
    if given.against is not None:
        report = replace(report, faults=(*report.faults, *_lost(Path(given.against), paths)))
    errors_only = given.level == "error"
    shown = list(report.errors if errors_only else report.faults)
    counts = {"files": report.files, "errors": len(report.errors), "warnings": len(report.warnings)}
    print_faults(shown, given.format or "text", counts | {"ignored": report.ignored})
    flush()
    tell(head + _summary(report, errors_only))
    return PROBLEM if report.errors or (given.strict and shown) else FINE


def _lost(old: Path, paths: list[Path]) -> "list[Fault]":
    """Ids that an earlier version had and that are gone in silence."""
    from ..lessons.against import lost, version

    return lost(version(old), version(*paths))


def _summary(report: "Report", errors_only: bool) -> str:
    files = said_of(report.files, "{n} file", "{n} files", n=f"{report.files:,}")
    found = faults(len(report.errors))
    if errors_only:
        return f"{files}: {found}."
    left = said("; {n} ignored with a reason", n=f"{report.ignored:,}") if report.ignored else ""
    return f"{files}: {found}, {advice(len(report.warnings))}{left}."


def _jobs() -> int:
    """How many processes may work at a time."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_JOBS, free)


# --- what takes long ---------------------------------------------------------------


class Told:
    """Says how far a long check is, once it has taken a second: on a terminal in one line, else in a line a second."""

    def __init__(self, stream: "TextIO | None", clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._terminal = stream is not None and stream.isatty() and os.environ.get("TERM") not in ("", "dumb")
        self._next = clock() + 1.0
        self._open = False  # whether the line of a terminal has something in it

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            self._write("\r\x1b[K")

    def __call__(self, done: int, count: int) -> None:
        """Hears that so many files of so many are done."""
        now = self._clock()
        if now < self._next or self._stream is None:
            return
        self._next = now + (0.1 if self._terminal else 1.0)
        words = said("{n} of {of} files", n=f"{done:,}", of=f"{count:,}")
        self._write(f"\r\x1b[K{words}" if self._terminal else f"{words}\n")
        self._open = self._terminal

    def _write(self, text: str) -> None:
        """Only our own words and numbers, so they may hold what moves a terminal's cursor."""
        try:
            if self._stream is not None:
                self._stream.write(text)
                self._stream.flush()
        except OSError:
            silence(self._stream)
            self._stream = None


# --- at each save ------------------------------------------------------------------


def watch(check: Callable[[], int], saves: Iterable[object]) -> int:
    """Checks at each save until there are no more; Ctrl+C ends it as it ends every command."""
    code = FINE
    for _ in saves:
        code = check()
    return code


def _saves(paths: list[Path]) -> Iterator[object]:
    """Something once at the beginning, and then for each save of a file that is meant."""
    from watchfiles import watch as changes

    folders, files = [path for path in paths if path.is_dir()], {path.absolute() for path in paths if not path.is_dir()}
    # Editors save by putting a new file in the old one's place, so a single file is watched through its folder.
    roots = sorted({*folders, *(file.parent for file in files)})
    for root in roots:
        if not root.is_dir():
            raise Stop(said("there is no folder {folder} to watch.", folder=root))

    def meant(_: object, changed: str) -> bool:
        path = Path(changed)
        return path in files or (
            path.suffix.lower() in (".toml", ".po") and any(_below(path, folder) for folder in folders)
        )

    # The first comes when the watch has begun, so that no save is missed between a check and the next.
    begun = changes(*roots, watch_filter=meant, recursive=bool(folders), yield_on_timeout=True, rust_timeout=100)
    for n, changed in enumerate(begun):
        if changed or n == 0:
            yield changed


def _below(path: Path, folder: Path) -> bool:
    """Whether a file lies below a folder and not in a hidden one, as the check itself sees it."""
    try:
        parts = path.relative_to(folder.absolute()).parts
    except ValueError:
        return False
    return not any(part.startswith((".", "__")) for part in parts[:-1])


# --- codes ---------------------------------------------------------------------------


def _codes(context: Context, given: Arguments) -> int:
    return _explain(given.codes or [])


def _codes_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("codes", nargs="*", metavar="CODE")


def _explain(codes: list[str]) -> int:
    """Prints what codes mean; all of them in a line each when none is named."""
    from ..lessons.codes import CODES
    from ..lessons.faults import did_you_mean, quoted

    for code in codes:
        if code.upper() not in CODES:
            meant = did_you_mean(code.upper(), CODES, marked("codes"))
            raise Stop(said("there is no code {code}. {advice}", code=quoted(code), advice=meant))
    if not codes:
        show(f"{code}  {said(about.title)}" for code, about in CODES.items())
        tell(said(MORE))
    for n, code in enumerate(codes):
        show([""] * (n > 0) + explained(code.upper()))
    return FINE


def explained(code: str) -> list[str]:
    """What a code means, in lines, with an example."""
    import textwrap

    from ..lessons.codes import CODES

    about = CODES[code]
    kind = said("a fault; the file cannot be used")
    if about.level == "warning":
        kind = said("advice; the file can be used as it is")
    lines = [f"{code} {said(about.title)} ({kind})", "", *textwrap.wrap(said(about.explanation), 78)]
    for title, example in ((said("Wrong:"), about.wrong), (said("Right:"), about.right)):
        if example:
            lines += ["", title, *(f"    {line}".rstrip() for line in example.split("\n"))]
    if about.level == "warning" and code not in ("C413", "C414", "C415", "C416"):
        lines += ["", said("To leave it, say why above the place:  # lint: ignore {code} the reason", code=code)]
    return lines


CHECK = Command(_check_paths, HELP, _arguments)
CODES = Command(_codes, CODES_HELP, _codes_arguments)
