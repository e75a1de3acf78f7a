"""`coach content test` and `coach content coverage`: lessons walked on every path, and the ideas that they teach."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..words import marked, said
from .command import Arguments, Command
from .content_paths import any_paths, paths_or_core
from .content_words import faults, role_plays, walks, ways
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from ..lessons.index import Found
    from ..lessons.library import Library

TEST_HELP = marked("""\
Examples
  coach content test my-lessons/
  coach content test my-lessons/03-week.toml
  coach content test                      the lessons that come with coach

coach content test [PATH...]

Walks every lesson on every path and then at random, plays every role-play to
each of its endings, and runs the lesson's own [[tests]]. Says what no path
reaches. A file that is a role-play is played by itself. Exit code 0: no fault;
1: at least one.""")

COVERAGE_HELP = marked("""\
Examples
  coach content coverage
  coach content coverage my-lessons/

coach content coverage [PATH...]

Which lesson and which of its steps teach each idea, as `covers` says.
Exit code 0: every seed idea is taught; 1: some are not.""")


def _test(context: Context, given: Arguments) -> int:
    """Walks the lessons and plays the role-plays in folders, or those of single files."""
    library, wanted = _library(paths_or_core(given))
    index = library.index
    lessons, stories = _meant(index.files, wanted), _meant(index.scenarios, wanted)
    if wanted and not lessons and not stories and not index.unreadable:
        raise Stop(said("there is no lesson and no role-play in what was named."), PROBLEM)
    wrong = walked = 0
    for id in (head.id for head in library.heads() if head.id in lessons):
        more, found = _walked(library, id)
        walked, wrong = walked + more, wrong + found
    wrong += sum(_played(library, id) for id in stories)
    show(said("not readable: {fault}", fault=fault) for fault in index.unreadable)
    done = [walks(walked)] if lessons or not stories else []
    done += [role_plays(len(stories))] if stories else []
    tell(f"{', '.join([*done, faults(wrong)])}.")
    return PROBLEM if wrong or index.unreadable else FINE


def _meant(files: "dict[str, Found]", wanted: set[str] | None) -> list[str]:
    """The ids of those that were named, or of all."""
    return [id for id, found in files.items() if wanted is None or os.path.abspath(str(found.place)) in wanted]


def _walked(library: "Library", id: str) -> tuple[int, int]:
    """Walks one lesson: how many walks it took, and how many faults they found."""
    from ..lessons.library import NoLesson
    from ..lessons.trial import try_lesson

    try:
        lesson = library.lesson(id)
    except NoLesson as error:
        show([f"{id}: {error}"])
        return 0, 1
    trial = try_lesson(lesson)
    show(f"{id}: {fault}" for fault in trial.faults)
    options = sum(n > 0 for n in trial.options.values())
    seen = said("{n} of {of} steps", n=len(trial.steps), of=len(lesson.steps))
    tell(f"{id}: {walks(trial.walks)}, {seen}, {said('{n} options', n=options)}")
    return trial.walks, len(trial.faults)


def _played(library: "Library", id: str) -> int:
    """Plays one role-play on every way: how many faults that found."""
    from ..lessons.kinds.simulate import ScenarioStep
    from ..lessons.library import NoLesson
    from ..lessons.stories import played, story_faults

    try:
        step = library.with_story(ScenarioStep(id="play", kind="scenario", title="Play", scenario=id))
    except NoLesson as error:
        show([f"{id}: {error}"])
        return 1
    if not isinstance(step, ScenarioStep) or step.story is None:
        return 0
    found, play = story_faults(step), played(step)
    show(f"{id}: {fault}" for fault in found)
    nodes, endings = len(step.story.nodes), len(step.story.endings)
    seen = said("{n} of {nodes} nodes, {m} of {endings} endings",
                n=len(play.nodes), nodes=nodes, m=len(play.endings), endings=endings)  # fmt: skip
    tell(f"{id}: {ways(play.ways)}, {seen}")
    return len(found)


def _coverage(context: Context, given: Arguments) -> int:
    """Prints, for every idea, the lesson and step that teach it."""
    from ..lessons.coverage import SEEDS, coverage

    library, _ = _library(paths_or_core(given))
    table = coverage(library.lesson(head.id) for head in library.heads())
    for idea, steps in table.items():
        show([f"{idea:<5} {', '.join(f'{one.lesson}/{one.step}' for one in steps) or '-'}"])
    taught = sum(bool(steps) for idea, steps in table.items() if idea.startswith("S"))
    tell(said("{n} of {of} seed ideas are taught.", n=taught, of=SEEDS))
    return FINE if taught == SEEDS else PROBLEM


def _library(paths: list[Path]) -> "tuple[Library, set[str] | None]":
    """The lessons to try, and the files that are meant when only files were named."""
    from ..lessons.checks.beside import pack_above
    from ..lessons.library import Library, core

    folders = [pack for path in paths if path.is_dir() for pack in _packs(path)]
    if folders:
        return Library(folders), None
    for path in paths:
        if not path.is_file():
            raise Stop(said("there is no file {path}.", path=path), PROBLEM)
    roots = sorted({pack_above(path.parent) or path.parent for path in paths})
    return Library([core(), *map(_near, roots)]), {os.path.abspath(path) for path in paths}


def _near(folder: Path) -> Path:
    """A folder as somebody would name it from where they are, if that is shorter."""
    return min((folder, Path(os.path.relpath(folder))), key=lambda path: len(str(path)))


def _packs(folder: Path) -> list[Path]:
    """The packs in a folder: itself, or those below it that say so."""
    return sorted(file.parent for file in folder.rglob("pack.toml")) or [folder]


TEST = Command(_test, TEST_HELP, any_paths)
COVERAGE = Command(_coverage, COVERAGE_HELP, any_paths)
