"""Line by line: what a lesson builds on, its short version in place, and the lesson that fills an empty recap."""

import io
from pathlib import Path

import pytest

from coach.lessons.library import Library
from coach.plain.walk import run
from coach.plan.records import Reflection
from coach.workspace import Workspace
from tests.helpers import open_workspace
from tests.screens.sample import library
from tests.screens.test_groundwork import BOTH, OTHER


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty plan."""
    return open_workspace(tmp_path)


@pytest.fixture
def course(tmp_path: Path) -> Library:
    """Three lessons, one of which builds on the others."""
    return library(tmp_path / "pack", other=OTHER, both=BOTH)


def said(workspace: Workspace, course: Library, lesson: str, *lines: str) -> str:
    """What is said when these lines are typed, as running text."""
    heard = io.StringIO()
    assert run(workspace, course, lesson, io.StringIO("".join(f"{line}\n" for line in lines)), heard) == 0
    return " ".join(heard.getvalue().split())


def test_enter_goes_on_and_it_is_not_asked_again(workspace: Workspace, course: Library) -> None:
    text = said(workspace, course, "second", "")
    assert "This lesson builds on “A first look”, where you have not been yet." in text
    assert "1. Its short version, here: Answer the first question only." in text
    assert "Step 1 of 2: Step or wish?" in text
    assert "builds on" not in said(workspace, course, "second")


def test_the_short_version_goes_into_the_journal(workspace: Workspace, course: Library) -> None:
    text = said(workspace, course, "second", "1", "for the hours", "and the people")
    assert "Saved in your journal." in text
    assert "Step 1 of 2: Step or wish?" in text
    [kept] = workspace.plan.all(Reflection)
    assert (kept.text, kept.prompt) == ("for the hours\nand the people", "Answer the first question only.")


def test_the_other_one_first(workspace: Workspace, course: Library) -> None:
    text = said(workspace, course, "second", "2", "", "one two three", ".", "k")
    assert "That was “A first look”." in text
    assert "Back to “Steps with dates”." in text
    assert "Step 1 of 2: Step or wish?" in text
    assert workspace.plan.progress["first"].status == "finished"


def test_stopping_in_the_other_one_stops(workspace: Workspace, course: Library) -> None:
    text = said(workspace, course, "second", "2", "", "s")
    assert text.endswith("To go on: coach learn first --plain")
    assert "second" not in workspace.plan.progress


def test_an_empty_recap_offers_what_fills_it(workspace: Workspace, course: Library) -> None:
    text = said(workspace, course, "both", "", "", "o", "", "one two three", ".", "k")
    assert "It is filled in “A first look”, in about 10 minutes; then you are back here." in text
    assert "That was “A first look”." in text
    assert text.endswith("coach learn both --plain")
    after = text.split("Back to “Both together”.")[1]
    assert "one two three" in after
    assert "It is filled in" not in after
    assert "Your journal is still empty." in said(open_workspace(workspace.files.folder / "b"), course, "both", "", "")
