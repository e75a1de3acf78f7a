"""A home for packs, with the index of the course in its cache, and the command line of tests/cli."""

import shutil
from pathlib import Path

import pytest

from coach.lessons.library import library_at
from coach.places import find_places
from tests.cli.conftest import coach

__all__ = ["coach"]


@pytest.fixture(scope="session")
def kept_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was used before. Tests that refuse a pack share it, for it does not change."""
    home = tmp_path_factory.mktemp("kept") / "home"
    home.mkdir()
    library_at(find_places(str(home))).heads()
    return home


@pytest.fixture
def place(home: Path, kept_home: Path) -> Path:
    """Where the commands keep everything: the same home, for one test to do with as it likes."""
    shutil.copytree(kept_home, home / "coach")
    return home / "coach"
