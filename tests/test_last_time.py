"""A lesson done again: what was answered last time stands beside, on the screen and line by line."""

import io
from pathlib import Path
from typing import Any

from coach.last_time import last_time
from coach.lessons.kinds import Step
from coach.lessons.library import Library
from coach.plain.walk import run
from coach.workspace import Workspace
from tests.helpers import Clock, Walker
from tests.screens.sample import Sample, library, make, press, running

AGAIN = """
format = 1
id = "again"
title = "Again"
track = "act"
module = "next"
minutes = 15
audience = ["all"]
outcomes = ["see"]

[[steps]]
id = "mood"
kind = "scale"
title = "How it is"
prompt = "How is it now?"
rows = [{ id = "learning", label = "Learning" }, { id = "pay", label = "Pay" }]
min = 1
max = 5
fills = "assessments"
instrument = "mood"

[[steps]]
id = "points"
kind = "allocate"
title = "Points"
prompt = "Share out ten points."
total = 10
items = [{ id = "craft", label = "Craft" }, { id = "people", label = "People" }]

[[steps]]
id = "way"
kind = "choice"
title = "Which way?"
prompt = "Which way?"
options = [{ id = "stay", label = "Stay" }, { id = "go", label = "Go [b]on[/]" }]

[[steps]]
id = "quiz"
kind = "choice"
title = "Which is right?"
prompt = "Which?"
options = [
  { id = "a", label = "A", right = true, feedback = "Yes." },
  { id = "b", label = "B", right = false, feedback = "No." },
]

[[steps]]
id = "look"
kind = "recap"
title = "Look"
shows = [{ plan = "assessments.mood" }]
"""
ANSWERS: list[dict[str, Any]] = [
    {"ratings": {"learning": 4, "pay": 2}}, {"points": {"craft": 7, "people": 3}}, {"chosen": ["go"]},
    {"chosen": ["a"]}, {},
]  # fmt: skip


def done_in_march(workspace: Workspace, course: Library) -> Walker:
    """The lesson done once, and begun again months later."""
    walker = Walker(workspace, "again", course)
    for answer in ANSWERS:
        walker.answer(answer)
    assert isinstance(workspace.clock, Clock)
    workspace.clock.pass_days(112)
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    return walker


def step(walker: Walker, id: str) -> Step:
    return next(one for one in walker.lesson.steps if one.id == id)


def app_again(tmp_path: Path) -> tuple[Sample, Walker]:
    app = make(tmp_path, filled=False, lesson="again", lessons={"again": AGAIN})
    return app, done_in_march(app.desk.workspace, app.desk.library)


def test_what_is_told_and_when(tmp_path: Path) -> None:
    _, walker = app_again(tmp_path)
    walk = walker.walk
    rated = {"ratings": {"learning": 5, "pay": 2}}
    assert last_time(walk, step(walker, "mood"), {}) == ""
    assert last_time(walk, step(walker, "mood"), {"ratings": {"learning": 5}}) == ""
    assert last_time(walk, step(walker, "mood"), rated) == "Last time (23 November 2026): Learning: 4; Pay: 2"
    assert last_time(walk, step(walker, "points"), {}) == "Last time (23 November 2026): Craft: 7; People: 3"
    assert last_time(walk, step(walker, "quiz"), {"chosen": ["b"]}) == ""
    walker.answer(rated)
    assert last_time(walker.walk, step(walker, "mood"), rated) == ""


async def test_on_the_screen(tmp_path: Path) -> None:
    app, _ = app_again(tmp_path)
    async with running(app, (80, 30)) as pilot:
        await press(pilot, "5")
        assert "Last time" not in app.text()
        await press(pilot, "2")
        assert "Last time (23 November 2026): Learning: 4; Pay: 2" in app.text()
        await press(pilot, "ctrl+n")
        assert "Last time (23 November 2026): Craft: 7; People: 3" in app.text()
        await press(pilot, "ctrl+n")
        assert "Last time (23 November 2026): Go [b]on[/]" in app.text()
        await press(pilot, "ctrl+n")
        assert "Last time" not in app.text()
        await press(pilot, "1", "ctrl+n", "ctrl+n")
        assert "Learning 4 → 5" in app.text()


def test_line_by_line(tmp_path: Path) -> None:
    app, _ = app_again(tmp_path)
    course = library(tmp_path / "pack", again=AGAIN)
    heard = io.StringIO()
    assert run(app.desk.workspace, course, "again", io.StringIO("5\n2\n"), heard) == 0
    said = " ".join(heard.getvalue().split())
    before, after = said.split("Step 2 of 5")
    assert before.endswith("Last time (23 November 2026): Learning: 4; Pay: 2 Saved. ")
    assert "Share out ten points. Last time (23 November 2026): Craft: 7; People: 3" in after


# --- the lesson was edited -----------------------------------------------------------------------------------------

GO = ', { id = "go", label = "Go [b]on[/]" }'
SHARED = 'total = 10\nitems = [{ id = "craft", label = "Craft" }, { id = "people", label = "People" }]'
EDITED = AGAIN.replace(GO, "").replace('kind = "allocate"', 'kind = "text"').replace(SHARED, "")
EDITED += '\n[[steps]]\nid = "fresh"\nkind = "text"\ntitle = "Something new"\n'


def edited_since(tmp_path: Path) -> Sample:
    """The lesson done in March, and edited by its author since."""
    app = make(tmp_path, filled=False, lesson="again", lessons={"again": AGAIN})
    walker = Walker(app.desk.workspace, "again", app.desk.library)
    for answer in ANSWERS:
        walker.answer(answer)
    app.desk.library = library(tmp_path / "pack", again=EDITED)
    return app


async def test_what_no_longer_fits_is_told_on_the_screen(tmp_path: Path) -> None:
    app = edited_since(tmp_path)
    plan = app.desk.workspace.plan
    async with running(app, (80, 24)) as pilot:
        await press(pilot, "enter", "ctrl+n")
        assert "Last time: Craft: 7; People: 3. This step asks in another way now." in " ".join(app.text().split())
        await press(pilot, "ctrl+n")
        assert "Last time: Go [b]on[/]. That choice is no longer here." in app.text()
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        assert "Something new" in app.text()
        await press(pilot, "ctrl+n")
        assert "Kept, from steps that this lesson no longer has" in app.text()
        assert "Craft: 7; People: 3" in app.text()
    assert app.desk.workspace.plan is plan, "nobody had to answer anything, and nothing was written"


def test_what_no_longer_fits_is_told_line_by_line(tmp_path: Path) -> None:
    app, heard = edited_since(tmp_path), io.StringIO()
    assert run(app.desk.workspace, app.desk.library, "again", io.StringIO("1\n"), heard) == 0
    said = " ".join(heard.getvalue().split())
    assert "New in it since then: Points; Something new." in said
    assert "Which way?: was: Go [b]on[/]" in said
    assert "From steps that this lesson no longer has: Share out ten points.: Craft: 7 People: 3" in said


def test_a_list_written_anew_is_no_loss_to_what_is_chosen_from_it(tmp_path: Path) -> None:
    head, _, _ = AGAIN.partition("[[steps]]")
    steps = """
[[steps]]
id = "changes"
kind = "list"
anew = true
title = "Changes"
prompt = "What could change?"

[[steps]]
id = "three"
kind = "rank"
title = "In order"
prompt = "Put them in order."
from = "changes"
top = 2
"""
    app = make(tmp_path, filled=False, lesson="again", lessons={"again": head + steps})
    walker = Walker(app.desk.workspace, "again", app.desk.library)
    for nth, words in enumerate((("Mondays", "The boat"), ("School", "The lease"))):
        walker.answer({"items": [{"id": f"i{nth}{n}", "text": text} for n, text in enumerate(words)]})
        if not nth:
            walker.answer({"order": ["i00", "i01"]})
            walker._record(walker.walk.open())  # type: ignore[arg-type]
    assert walker.walk.standings["three"].why  # type: ignore[union-attr]
    told = last_time(walker.walk, step(walker, "three"), {})
    assert "Mondays" in told
    assert "no longer here" not in told
