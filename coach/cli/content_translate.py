"""`coach content translate`: the file of translations beside a lesson, and how far the translations are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import shorten
from ..words import marked, said, said_of
from .command import Arguments, Command
from .content_paths import any_paths, paths_or_core
from .context import Context
from .stop import FINE, PROBLEM, USAGE, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..authoring.translate import Counts
    from ..lessons.texts import Text

WIDE = 48  # columns for the names of files
NOT_READ = marked(
    "{file}: this has faults, or nothing in it is to be translated. coach content check {file} says which."
)
LEFT = marked("{file}: it has faults and is left as it is. coach content check {file} says which.")


HELP = marked("""\
Examples
  coach content translate 03-week.toml --to de
  coach content translate my-lessons/ --to pt-BR
  coach content translate --status               how far translations are

coach content translate PATH... --to LANGUAGE | [PATH...] --status

Writes 03-week.de.po beside the lesson: fill in what stands after msgstr, by
hand or with Poedit or Weblate. Run again when the lesson has changed, it marks
what went stale (fuzzy) and loses no translation.""")


def _arguments(parser: "ArgumentParser") -> None:
    any_paths(parser)
    parser.add_argument("--to", metavar="LANGUAGE")
    parser.add_argument("--status", action="store_true", default=None)


def _translate(context: Context, given: Arguments) -> int:
    """Writes or updates the files; with --status, only says how far they are."""
    from ..words import is_tag

    paths = paths_or_core(given)
    if given.to is not None and not is_tag(given.to):
        raise Stop(said("“{tag}” is no language: write it as de, es or pt-BR.", tag=shorten(given.to, 30)), USAGE)
    if given.status:
        return _status(paths, given.to or "")
    if given.to is None:
        raise Stop(said("--to says which language: coach content translate LESSON --to de"), USAGE)
    if not given.paths:
        raise Stop(said("name the lesson to translate, or a folder of lessons."), USAGE)
    files = list(_lessons(paths))
    codes = [_update(file, given.to) for file in files]
    return max(codes)


def _lessons(paths: list[Path]) -> Iterator[Path]:
    """The files that can have translations."""
    for path in paths:
        found = sorted(path.rglob("*.toml")) if path.is_dir() else [path]
        if not found:
            raise Stop(said("there is no TOML file in {path}.", path=path))
        yield from (file for file in found if file.name != "pack.toml" or not path.is_dir())


def _update(file: Path, language: str) -> int:
    """Brings one file up to date. One with faults is left as it is."""
    from ..authoring.translate import counts, updated
    from ..lessons.checks.overlays import opened
    from ..lessons.faults import Unreadable
    from ..lessons.reading import read_file
    from ..store.files import write_whole

    source, beside = _texts(file), _beside(file, language)
    if not source:
        tell(said(NOT_READ, file=file))
        return PROBLEM
    try:
        before = read_file(beside) if beside.exists() else b""
    except Unreadable as error:
        raise Stop(f"{beside}: {error.why}.", PROBLEM) from None
    _, old = opened(before)
    if old.faults:
        tell(said(LEFT, file=beside))
        return PROBLEM
    text = updated(source, old, file.stem, language)
    if text.encode() != before:
        write_whole(beside, text.encode())
    show([str(beside)])
    tell(_words(counts(source, opened(text.encode())[1])))
    return FINE


def _texts(file: Path) -> "list[Text] | None":
    from ..lessons.checks.overlays import texts_of
    from ..lessons.faults import Unreadable
    from ..lessons.reading import read_file

    try:
        return texts_of(file.name, read_file(file))
    except Unreadable as error:
        raise Stop(f"{file}: {error.why}.", PROBLEM) from None


def _beside(file: Path, language: str) -> Path:
    return file.with_name(f"{file.stem}.{language}.po")


def _words(found: "Counts") -> str:
    """`80 texts: 72 translated, 3 stale, 5 missing.`"""
    far = {"n": found.texts, "done": found.done, "stale": found.stale, "missing": found.missing, "gone": found.gone}
    if found.gone:
        return said("{n} texts: {done} translated, {stale} stale, {missing} missing; {gone} kept of texts that are "
                    "gone.", **far)  # fmt: skip
    return said("{n} texts: {done} translated, {stale} stale, {missing} missing.", **far)


def _status(paths: list[Path], only: str) -> int:
    """A line for each file of translations."""
    from ..authoring.translate import counts
    from ..lessons.checks.overlays import opened
    from ..lessons.overlay import name_of
    from ..lessons.reading import read_file

    whole = lessons = files = 0
    for file in _lessons(paths):
        lessons += 1
        beside = sorted(file.parent.glob(f"{file.stem}.*.po"))
        for overlay in beside:
            name = name_of(overlay.name)
            if name is None or (only and name.language != only):
                continue
            _, catalogue = opened(read_file(overlay))
            source = _texts(file)
            if catalogue.faults or not source:
                told = said("faults: coach content check {file}", file=overlay)
                show([f"{overlay.name:<{WIDE}} {told}"])
                continue
            found = counts(source, catalogue)
            show([f"{overlay.name:<{WIDE}} {_words(found)}"])
            files, whole = files + 1, whole + (found.done == found.texts)
    translations = said_of(files, "{n} translation", "{n} translations")
    told = marked("{n} files to translate; {translations}, {whole} of them whole.")
    tell(said(told, n=lessons, translations=translations, whole=whole))
    return FINE


TRANSLATE = Command(_translate, HELP, _arguments)
