"""What every test gets: a home of its own, and a terminal that stands still."""

import gc
import itertools
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Textual reads this once, when it is first imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from coach import words
from tests import quick

quick.install()

# Every screen leaves cycles behind: collecting them less often saves a seventh of the time, and costs little memory.
gc.set_threshold(50_000, 20, 50)

# Each run tries other examples, so that many runs see as many as before.
settings.register_profile("coach", max_examples=50)
settings.load_profile("coach")

NUMBERS = itertools.count()

# Variables of the person who runs the tests, which would change what is shown or where it is kept.
THEIRS = (
    "COACH_DEBUG", "COACH_HOME", "COACH_PASSPHRASE_COMMAND", "COACH_PERSON", "COLORTERM", "COLUMNS", "EDITOR",
    "FORCE_COLOR", "LINES", "NO_COLOR", "TEXTUAL", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME", "VISUAL", "XDG_RUNTIME_DIR",
)  # fmt: skip


# What is left on a disk after a fault is tested here, so these tests sync; the others would only wait for it.
DURABLE = {"store", "promises", "benchmarks", "test_workspace.py"}


@pytest.fixture(autouse=True)
def nobodys_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home for the test, so that nobody's own plan, settings or cache is ever read or written."""
    if uses_disk := not {"home", "tmp_path"}.isdisjoint(request.fixturenames):
        home = request.getfixturevalue("tmp_path") / "home"
        home.mkdir()
    else:
        home = tmp_path_factory.getbasetemp() / "nobody" / str(next(NUMBERS))  # to make it would take a test's time
    for name in THEIRS:
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(home / f".{name}"))
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "C")  # in English, whatever the system speaks
    monkeypatch.setattr(words, "_now", "")
    monkeypatch.setenv("COACH_HOME", str(home / "coach"))
    if uses_disk and DURABLE.isdisjoint(request.path.parts):
        for name in ("fsync", "fdatasync"):
            monkeypatch.setattr(os, name, lambda fd: None, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of the test; empty."""
    return tmp_path / "home"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the long tests counted, and with which seed: what each printed last."""
    for report in terminalreporter.stats.get("passed", []):
        if "torture" in report.keywords and report.capstdout.strip():
            terminalreporter.write_line(report.capstdout.strip().splitlines()[-1])
