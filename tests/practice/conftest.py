"""A practice in a folder, with a clock and ids that a test can name."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.places import find_places
from coach.practice.practice import OneClient, Practice
from tests.cli.conftest import coach as coach
from tests.cli.conftest import place as place
from tests.helpers import Clock


def ids() -> Callable[[], str]:
    """Ids as random ones look, but counted."""
    numbers = itertools.count(1)
    return lambda: f"c{next(numbers):04d}"


@pytest.fixture
def clock() -> Clock:
    """A Monday."""
    return Clock()


@pytest.fixture
def practice(tmp_path: Path, clock: Clock) -> Practice:
    """A practice without clients."""
    return Practice(find_places(str(tmp_path)), "test", clock, ids())


@pytest.fixture
def anna(practice: Practice) -> Iterator[OneClient]:
    """A client."""
    one = practice.begin("Blue heron", ["evening"], "P24M")
    yield one
    one.close()
