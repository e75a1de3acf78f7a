"""A small course and a small plan that stand still, and the app over them."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual.pilot import Pilot

from coach.lessons.library import Library
from coach.places import Places
from coach.settings import Settings
from coach.workspace import Workspace
from screens.app import CoachApp
from screens.base import Desk
from tests.helpers import HOSTILE, Clock, open_workspace

SNAPSHOTS = Path(__file__).parent / "snapshots"

TRACKS = """
format = 1
[[tracks]]
id = "stock"
title = "Take stock"
promise = "You know where you stand."
[[tracks.modules]]
id = "now"
title = "Where are you now?"
[[tracks]]
id = "act"
title = "Act and review"
promise = "Intentions become dated steps."
[[tracks.modules]]
id = "next"
title = "Next steps"
[[tracks]]
id = "later"
title = "A track without lessons yet"
"""

FIRST = """
format = 1
id = "first"
title = "A first look"
track = "stock"
module = "now"
minutes = 10
audience = ["all"]
outcomes = ["say where you stand", "name one thing to change"]
light = "Answer the first question only."
privacy = "Nobody else sees this."

[[steps]]
id = "why"
kind = "read"
title = "Why look?"
text = "A plan begins where you *are*. Look first, and judge later."

[[steps]]
id = "story"
kind = "text"
title = "Your story"
prompt = "How did you come to the work you do now? Tell it in a few words."
help = "Told as a story, the hidden rules start to show."
example = "I took the job for its hours, and stayed for the people."
min_words = 3
lines = 3
fills = "reflections"

[[steps]]
id = "line"
kind = "text"
title = "One line"
prompt = "Your story began: ${answer.story|somewhere}. Where should it go next?"
lines = 2
optional = true
fills = "vision.next_statement"
"""

SECOND = """
format = 1
id = "second"
title = "Steps with dates"
track = "act"
module = "next"
minutes = 15
audience = ["all"]
outcomes = ["write a step that can be seen to be done"]
requires = ["first"]

[[steps]]
id = "quiz"
kind = "choice"
title = "Step or wish?"
prompt = "Which of these is a step?"
options = [
  { id = "step", label = "Ask Ivo on Friday", right = true, feedback = "One act, one day." },
  { id = "wish", label = "Be more confident", right = false, feedback = "On which day would it be done?" },
]

[[steps]]
id = "do"
kind = "commit"
title = "One step"
prompt = "What will you do within a week?"
fills = "next_steps"
"""


def library(folder: Path, **more: str) -> Library:
    """The small course; `more` are further lessons by file name."""
    files = {"stock/01-first.toml": FIRST, "act/02-second.toml": SECOND} | {
        f"stock/{n}.toml": t for n, t in more.items()
    }
    (folder / "stock").mkdir(parents=True, exist_ok=True)
    (folder / "act").mkdir(exist_ok=True)
    (folder / "tracks.toml").write_text(TRACKS)
    (folder / "pack.toml").write_text('format = 1\nid = "sample"\nversion = "1"\ntitle = "Sample"\n')
    for name, text in files.items():
        (folder / name).write_text(text)
    return Library([folder])


def put(workspace: Workspace, table: str, id: str, **fields: Any) -> None:
    """A record made by hand."""
    title = str(fields.get("text") or fields.get("name") or fields.get("what") or table)
    workspace.put("added", table, id, fields, title)


def fill(workspace: Workspace) -> None:
    """A plan some weeks old. The day is Monday 23 November 2026."""
    put(workspace, "profile", "profile", name="Ana", state="settled", values=["craft", "calm"],
        current_role={"title": "Developer", "organisation": "Northwind", "hours": 32})  # fmt: skip
    put(workspace, "goals", "g1", name="Teach what I know", importance=8)
    put(workspace, "next_steps", "s1", text="Ask Leyla for ten minutes", due="2026-11-20", goal="g1", why="to learn")
    put(workspace, "next_steps", "s2", text="Show the apprentice how we set up the lathe, and note down what was hard",
        due="2026-11-24", status="doing")  # fmt: skip
    put(workspace, "next_steps", "s3", text="List the questions visitors ask", due="2026-12-05", agreed_with="Jo")
    put(workspace, "next_steps", "s4", text="Hand the stock list over")
    put(workspace, "next_steps", "s5", text="Stop swapping Wednesdays", status="done", done_on="2026-11-21")
    put(workspace, "if_thens", "i1", cue="I hang up my apron", act="I ask Leyla", about="next_steps/s1")
    put(
        workspace,
        "review_schedule",
        "r1",
        what="My weekly ten minutes",
        kind="weekly",
        every="P1W",
        next_on="2026-11-21",
    )
    put(workspace, "successes", "w1", what="The report runs in four minutes", on="2026-11-13")


class Sample(CoachApp):
    """The app, with what a test wants to see of it."""

    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines())

    def spot(self, text: str) -> tuple[int, int]:
        """Where a text stands, for a click."""
        for row, line in enumerate(self.lines()):
            if text in line:
                return cell_len(line[: line.index(text)]), row
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")

    def toasts(self) -> str:
        """What was said in passing, all of it."""
        return "\n".join(note.message for note in self._notifications)


def make(
    tmp_path: Path,
    filled: bool = True,
    lesson: str | None = None,
    theme: str = "",
    lessons: dict[str, str] | None = None,
) -> Sample:
    """The app over the small course and, unless told otherwise, the small plan."""
    workspace = open_workspace(tmp_path / "home", Clock())
    if filled and not workspace.plan.tables:
        fill(workspace)
    home = tmp_path / "home"
    places = Places(home, home / "config", home / "state", home / "cache")
    settings = Settings(theme=theme, first_run_done=True)
    return Sample(Desk(workspace, library(tmp_path / "pack", **(lessons or {})), places, settings), lesson)


@asynccontextmanager
async def running(app: Sample, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
    """The app running, with its notifications on."""
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Waits until messages, and what they brought about, are dealt with."""
    for _ in range(2):
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Presses keys one after the other, each when the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Types a text."""
    await pilot.press(*("space" if c == " " else c for c in text))
    await settled(pilot)


def same_as_snapshot(app: Sample, name: str) -> None:
    """Compares the screen with the text kept under a name. UPDATE_SNAPSHOTS=1 keeps what is there now."""
    file = SNAPSHOTS / f"{name}.txt"
    text = app.text() + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{name} looks different; see tests/screens/snapshots"


HOSTILE_LINE = HOSTILE[0]
