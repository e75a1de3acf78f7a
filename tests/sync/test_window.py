"""A sync while a window is open: the window takes in what came, and what is done in it then goes out."""

from pathlib import Path

from coach.places import Places
from coach.plan.records import NextStep
from coach.settings import Settings
from screens.base import Desk
from tests.screens.sample import Sample, library, running, settled
from tests.sync.machines import Machine, remote


async def test_the_window_shows_what_came(tmp_path: Path) -> None:
    shared = remote(tmp_path / "remote.git")
    here, there = (Machine(tmp_path / name, name, shared) for name in ("here", "there"))
    there.open().put("added", "next_steps", "theirs", {"text": "Ring Ada"})
    there.sync()
    home = here.home
    places = Places(home, home / "config", home / "state", home / "cache")
    mine = here.open()
    mine.put("added", "next_steps", "mine", {"text": "Ask Ravi"})
    app = Sample(Desk(mine, library(tmp_path / "pack"), places, Settings(first_run_done=True)), None)
    async with running(app) as pilot:
        assert "Ring Ada" not in app.text()
        here.sync()  # `coach sync` in another terminal
        app._look_around()  # what a timer does every two seconds
        await settled(pilot)
        assert "Ring Ada" in app.text()
        mine.put("changed", "next_steps", "theirs", {"text": "Ring Ada on Friday"})
    here.sync()
    there.sync()
    assert [step.text for step in there.open().plan.all(NextStep) if step.id == "theirs"] == ["Ring Ada on Friday"]
    assert {step.id for step in there.open().plan.all(NextStep)} == {"mine", "theirs"}
