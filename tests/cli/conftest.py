"""A command line in this process: fast, and with everything it said in hand."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.cli import main
from coach.lessons.library import library_at
from coach.places import find_places
from tests.helpers import Clock, open_workspace


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def coach(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `coach ARGUMENTS`, without a terminal."""
    monkeypatch.setattr("os.umask", lambda mask: 0)  # the tests of modes run a process of their own

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main(list(arguments))
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture(autouse=True)
def buffered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes buffer their output, as they do for everybody: what is lost at the end only then can be lost."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)


@pytest.fixture
def place(home: Path) -> Path:
    """Where the commands keep everything."""
    return home / "coach"


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a plan in it: goals, steps, people, a review that is due, a lesson under way, answers."""
    from tests.helpers import Walker

    place = tmp_path_factory.mktemp("filled") / "coach"
    workspace = open_workspace(place, Clock())
    workspace.put("changed", "profile", "profile", {"name": "Maya"}, "Where I am now")
    workspace.put("added", "goals", "goal1", {"name": "Lead the training"}, "Lead the training")
    workspace.put(
        "added", "next_steps", "step1", {"text": "Ask Ravi", "due": "2026-11-01", "goal": "goal1"}, "Ask Ravi"
    )
    workspace.put("added", "next_steps", "step2", {"text": "Read the advert"}, "Read the advert")
    workspace.put("added", "people", "pers1", {"name": "R. K.", "note": "a note"}, "R. K.")
    workspace.put("added", "review_schedule", "look1", {"what": "My weekly ten minutes", "next_on": "2026-11-01"}, "x")
    walker = Walker(workspace, "start-here")
    walker.skip()
    workspace.close()
    library_at(find_places(str(place))).heads()  # leaves its index in the cache, as any command would
    return place


@pytest.fixture
def filled(place: Path, filled_once: Path) -> Path:
    """The same home, for one test to do with as it likes."""
    shutil.copytree(filled_once, place)
    return place
