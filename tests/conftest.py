"""What every test gets: a home of its own, and a terminal that stands still."""

import gc
import os
from pathlib import Path

import pytest

# Textual reads this once, when it is first imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

# Every screen leaves cycles behind: collecting them less often saves a seventh of the time, and costs little memory.
gc.set_threshold(50_000, 20, 50)

# Variables of the person who runs the tests, which would change what is shown or where it is kept.
THEIRS = (
    "COACH_DEBUG", "COACH_HOME", "COACH_PERSON", "COLORTERM", "COLUMNS", "EDITOR", "FORCE_COLOR", "LINES", "NO_COLOR",
    "TEXTUAL", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME", "VISUAL", "XDG_RUNTIME_DIR",
)  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for the test, so that nobody's own plan, settings or cache is ever read or written."""
    home = tmp_path / "home"
    home.mkdir()
    for name in THEIRS:
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(home / f".{name}"))
    monkeypatch.setenv("COACH_HOME", str(home / "coach"))
    return home
