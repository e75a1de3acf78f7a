"""A library with one more lesson: it has a step of every kind, and most of what a kind can be told to do."""

from pathlib import Path

import pytest

from coach.lessons.library import Library, core

EVERY_KIND = "every-kind"


@pytest.fixture(scope="session")
def library() -> Library:
    """The lessons of the program, and the one with every kind of step."""
    return Library([core(), Path(__file__).parent / "pack"])
