"""`coach content test` and `coach content coverage`: lessons walked on every path, and the ideas that they teach."""

from pathlib import Path
from typing import TYPE_CHECKING

from .command import Arguments, Command, counted
from .content_paths import any_paths, paths_or_core
from .context import Context
from .stop import FINE, PROBLEM
from .streams import show, tell

if TYPE_CHECKING:
    from ..lessons.library import Library

TEST_HELP = """\
Examples
  coach content test my-lessons/
  coach content test my-lessons/03-week.toml
  coach content test                      the lessons that come with coach

coach content test [PATH...]

Walks every lesson on every path and then at random, plays every role-play to
each of its endings, and runs the lesson's own [[tests]]. Says what no path
reaches. Exit code 0: no fault; 1: at least one."""

COVERAGE_HELP = """\
Examples
  coach content coverage
  coach content coverage my-lessons/

coach content coverage [PATH...]

Which lesson and which of its steps teach each idea, as `covers` says.
Exit code 0: every seed idea is taught; 1: some are not."""


def _test(context: Context, given: Arguments) -> int:
    """Walks the lessons in folders (and those of single files, beside the ones that come with coach)."""
    from ..lessons.trial import try_lesson

    library, wanted = _library(paths_or_core(given))
    faults = walks = 0
    for head in library.heads():
        if wanted is None or head.id in wanted:
            trial = try_lesson(library.lesson(head.id))
            show(f"{head.id}: {fault}" for fault in trial.faults)
            options = sum(n > 0 for n in trial.options.values())
            seen = f"{len(trial.steps)} of {head.steps} steps, {options} options"
            tell(f"{head.id}: {counted(trial.walks, 'walk')}, {seen}")
            faults, walks = faults + len(trial.faults), walks + trial.walks
    show(f"not readable: {fault}" for fault in library.index.unreadable)
    tell(f"{counted(walks, 'walk')}, {counted(faults, 'fault')}.")
    return PROBLEM if faults or library.index.unreadable else FINE


def _coverage(context: Context, given: Arguments) -> int:
    """Prints, for every idea, the lesson and step that teach it."""
    from ..lessons.coverage import SEEDS, coverage

    library, _ = _library(paths_or_core(given))
    table = coverage(library.lesson(head.id) for head in library.heads())
    for idea, steps in table.items():
        show([f"{idea:<5} {', '.join(f'{one.lesson}/{one.step}' for one in steps) or '-'}"])
    taught = sum(bool(steps) for idea, steps in table.items() if idea.startswith("S"))
    tell(f"{taught} of {SEEDS} seed ideas are taught.")
    return FINE if taught == SEEDS else PROBLEM


def _library(paths: list[Path]) -> "tuple[Library, set[str] | None]":
    """The lessons to try, and the ids that are meant when only files were named."""
    from ..lessons.library import Library, core

    folders = [pack for path in paths if path.is_dir() for pack in _packs(path)]
    if folders:
        return Library(folders), None
    files = sorted({path.absolute().parent for path in paths})
    library = Library([core(), *files])
    names = {path.name for path in paths}
    return library, {head.id for head in library.heads() if library.index.files[head.id].name in names}


def _packs(folder: Path) -> list[Path]:
    """The packs in a folder: itself, or those below it that say so."""
    return sorted(file.parent for file in folder.rglob("pack.toml")) or [folder]


TEST = Command(_test, TEST_HELP, any_paths)
COVERAGE = Command(_coverage, COVERAGE_HELP, any_paths)
