"""`coach content`: what authors of lessons need."""

from pathlib import Path
from typing import TYPE_CHECKING

from .command import Arguments, Command, unknown
from .content_check import arguments, check_paths, explain, only_of_check
from .content_diff import arguments as arguments_of_diff
from .content_diff import diff
from .content_new import new, new_arguments
from .content_schema import content_schema
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..lessons.library import Library

HELP = """\
Examples
  coach content new lesson my-week            a lesson that works, to change
  coach content new lesson --from notes.md    one made of your notes
  coach content check my-lessons/             every file in a folder
  coach content check 03-week.toml --watch    again at each save
  coach content check                         the lessons that come with coach
  coach content codes C204                    what a code means, with an example
  coach content test my-lessons/              walks them on every path
  coach content coverage                      which lesson teaches which idea
  coach content diff old.toml new.toml        what an edit does to answers

coach content check [PATH...] [--level error|warning] [--strict] [--watch]
                    [--format text|json|github] [--explain CODE]
                    [--against OLD]
coach content codes [CODE...] | test [PATH...] | coverage
coach content diff OLD NEW [--json]
coach content new lesson|scenario|track|pack [NAME] [--title TITLE]
                  [--track TRACK] [--module MODULE] [--from NOTES.md]
coach content schema [lesson|scenario|tracks|pack|routes] [--out FILE]

Finds all that is wrong in lessons, role-plays, tracks.toml and pack.toml: a
line a fault, as file:line:column: CODE, the place, and what would be right.
Codes that begin with C4 are advice, which can be left, with a reason:
  # lint: ignore C401 a poem     at the end of a line, or above it; above a
[[header]] for that table, before the first key for the whole file.
--level error leaves advice out; --strict counts advice as faults. json is
told in coach help json; github marks lines in a pull request.
--against OLD also finds ids that were in an earlier version and are gone
without a `was` or `gone`: answers are kept under them. `diff` tells all that
an edit does to answers: 0 if all stand, 1 if some are marked or put away.
`test` walks every lesson on every path and then at random, plays every
role-play, and runs the lesson's own [[tests]].
`new` never writes over a file. --from: headings become steps, task lists
choices, and what ends with a question mark is asked. `schema` is a JSON
Schema: with it tombi and taplo help in an editor; `new` puts it in place.
Exit code 0: no fault, perhaps some advice; 1: at least one fault."""


def _content(context: Context, given: Arguments) -> int:
    paths = [Path(path) for path in given.paths] or [_core()]
    deeds = {
        "check": lambda: check_paths(given, paths),
        "codes": lambda: explain(given.paths),
        "test": lambda: _test(paths),
        "coverage": lambda: _coverage(paths),
        "diff": lambda: diff(paths, bool(given.json)),
        "new": lambda: new(given),
        "schema": lambda: content_schema(given),
    }
    if given.action not in deeds:
        raise unknown(given.action, list(deeds), "command “content”")
    if given.action != "check" and (option := only_of_check(given)):
        raise Stop(f"{option} belongs to coach content check.")
    return deeds[given.action]()


def _test(paths: list[Path]) -> int:
    """Walks the lessons in folders (and those of single files, beside the ones that come with coach)."""
    from ..lessons.trial import try_lesson

    library, wanted = _library(paths)
    faults = walks = 0
    for head in library.heads():
        if wanted is None or head.id in wanted:
            trial = try_lesson(library.lesson(head.id))
            show(f"{head.id}: {fault}" for fault in trial.faults)
            options = sum(n > 0 for n in trial.options.values())
            seen = f"{len(trial.steps)} of {head.steps} steps, {options} options"
            tell(f"{head.id}: {_count(trial.walks, 'walk')}, {seen}")
            faults, walks = faults + len(trial.faults), walks + trial.walks
    show(f"not readable: {fault}" for fault in library.index.unreadable)
    tell(f"{_count(walks, 'walk')}, {_count(faults, 'fault')}.")
    return PROBLEM if faults or library.index.unreadable else FINE


def _coverage(paths: list[Path]) -> int:
    """Prints, for every idea, the lesson and step that teach it."""
    from ..lessons.coverage import SEEDS, coverage

    library, _ = _library(paths)
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


def _core() -> Path:
    """The folder of the lessons that come with coach."""
    from ..lessons.library import core

    folder = core()
    if not isinstance(folder, Path):
        raise Stop("the lessons of this installation are not in a folder; name the files to check.")
    return folder


def _count(n: int, what: str) -> str:
    return f"{n or 'no'} {what}{'' if n == 1 else 's'}"


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("action", metavar="check|codes|test|coverage|diff|new|schema")
    parser.add_argument("paths", nargs="*", metavar="PATH")
    arguments(parser)
    arguments_of_diff(parser)
    new_arguments(parser)
    parser.add_argument("--out", metavar="FILE")


COMMANDS = {"content": Command(_content, HELP, _arguments, alone=False)}
