"""What the long tests are given: a seed, printed with every result, so that a failure can be seen again."""

import os

import pytest


@pytest.fixture
def seed() -> int:
    """The seed: `COACH_SEED=7 make torture` repeats a run exactly."""
    return int(os.environ.get("COACH_SEED", "20261123"))
