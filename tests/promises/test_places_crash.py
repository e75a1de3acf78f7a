"""A report of a crash holds the program's own lines and nobody's words, whatever the error says (G15)."""

import itertools
import json
import subprocess
import sys
import types
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest
import tomli

from coach.cli.crash import report
from coach.plan.records import Goal
from tests.cli.conftest import Run, coach, filled, filled_once, place

__all__ = ["coach", "filled", "filled_once", "place"]
SECRET = "zebrafinch"  # a word that is in nothing else


class Told(Exception):
    """An error that says it in every way."""

    def __str__(self) -> str:
        return SECRET

    __repr__ = __str__


def _noted() -> Exception:
    error = ValueError(SECRET)
    error.add_note(SECRET)
    return error


def _chained() -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise RuntimeError(SECRET) from first
    except RuntimeError as error:
        return error


def _caught(deed: Callable[[], object]) -> Callable[[], Exception]:
    def made() -> Exception:
        try:
            deed()
        except Exception as error:
            return error
        raise AssertionError("this was to fail")

    return made


ERRORS: dict[str, Callable[[], BaseException]] = {
    "key": _caught(lambda: dict[str, str]()[SECRET]),
    "decode": _caught(lambda: (SECRET.encode() + b"\xff").decode()),
    "encode": _caught(lambda: f"{SECRET}\ud800".encode()),
    "number": _caught(lambda: int(SECRET)),
    "attribute": _caught(lambda: getattr(object(), SECRET)),
    "msgspec": _caught(lambda: msgspec.convert({"id": "x", "name": "y", "status": SECRET}, Goal)),
    "msgspec key": _caught(lambda: msgspec.convert({SECRET: 1}, dict[str, str])),
    "toml": _caught(lambda: tomli.loads(f'{SECRET} = "{SECRET}')),
    "json": _caught(lambda: json.loads(SECRET)),
    "process": lambda: subprocess.CalledProcessError(1, [SECRET], SECRET, SECRET),
    "import": lambda: ImportError(SECRET, name=SECRET, path=SECRET),
    "syntax": _caught(lambda: compile(f"{SECRET} {SECRET}", f"{SECRET}.py", "exec")),
    "noted": _noted,
    "chained": _chained,
    "group": lambda: ExceptionGroup(SECRET, [ValueError(SECRET), _chained()]),
    "told": Told,
}

# A command for each part that keeps somebody's words, and what of it fails.
PARTS = {
    "next": "coach.workspace.Workspace",
    "sync": "coach.sync.syncing.sync",
    "clients": "coach.practice.roster.roster",
    "clients hours": "coach.practice.hours.log",
    "session list zebrafinch": "coach.cli.session.client_named",
    "report client zebrafinch --for client": "coach.cli.report.client_named",
    "client export zebrafinch": "coach.cli.client.client_named",
    "packet open zebrafinch": "coach.packets.form.read",
    "key show": "coach.crypt.keys.Keys",
    "vault": "coach.crypt.turning.under_way",
    "find zebrafinch": "coach.find.Finder",
    "doctor": "coach.doctor.examine",
    "backup": "coach.backups.shelf.on_shelf",
    "packs add zebrafinch": "coach.packs.source.whole_source",
    "export md --for me": "coach.exports.export",
}


def fails(error: BaseException) -> Callable[..., object]:
    """A function that fails, with the word in its arguments and variables too."""

    def zebra(*given: object, **more: object) -> object:
        held = SECRET
        raise error.with_traceback(None) if held else error

    return zebra


def reports_say_nothing(pairs: Iterable[tuple[str, str]], home: Path, coach: Run) -> None:
    """A command whose part fails with an error; looks at what was printed, and at the report."""
    for line, name in pairs:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(PARTS[line], fails(ERRORS[name]()))
            ran = coach(*line.split())
        assert ran.code == 1, (line, name, ran.err)
        assert ran.err.startswith("coach: something went wrong inside the program ("), (line, name, ran.err)
        assert SECRET not in ran.out + ran.err, (line, name)
        text = max((home / "state" / "reports").iterdir()).read_text()
        assert SECRET not in text, (line, name)
        assert "coach/cli/run.py:" in text and "in zebra" in text


def test_a_report_has_nobodys_words(filled: Path, coach: Run) -> None:
    """Every part and every error, each once."""
    reports_say_nothing(zip(itertools.cycle(PARTS), ERRORS, strict=False), filled, coach)


@pytest.mark.slow
def test_every_report_has_nobodys_words(filled: Path, coach: Run) -> None:
    """Every part with every error."""
    reports_say_nothing(itertools.product(PARTS, ERRORS), filled, coach)


def test_no_folder_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where coach or a library is installed may name somebody: a home, a folder with the project's sources."""
    kept: list[str] = []

    def keep(text: str, context: object) -> Path:
        kept.append(text)
        return tmp_path

    monkeypatch.setattr("coach.cli.crash._keep", keep)
    for folder, on_path in ((f"/home/{SECRET}", True), (f"/home/{SECRET}/src", True), (f"/home/{SECRET}", False)):
        if on_path:
            monkeypatch.setattr(sys, "path", [folder, *sys.path])
        report(_raised_in(f"{folder}/coach/__main__.py"), types.SimpleNamespace())  # type: ignore[arg-type]
    assert [text.splitlines()[-1].split(":")[0].strip() for text in kept] == [
        "coach/__main__.py", "coach/__main__.py", "coach/__main__.py",
    ]  # fmt: skip
    assert SECRET not in "".join(kept)


def _raised_in(file: str) -> BaseException:
    try:
        exec(compile("raise ValueError", file, "exec"))
    except ValueError as error:
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        return error
    raise AssertionError
