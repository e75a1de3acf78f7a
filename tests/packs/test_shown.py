"""Whose a lesson is: shown where it is chosen, and on every step of it."""

from pathlib import Path

from coach.lessons.library import Library
from coach.places import Places
from coach.settings import Settings
from screens.base import Desk
from tests.helpers import Clock, open_workspace
from tests.packs.build import GOOD, LESSON, folder
from tests.screens.sample import FIRST, Sample, library, press, running

AUTHOR = "Ann [b]Gardener[/b] and quite a few of her friends from the allotments by the river"


async def test_a_lesson_of_a_pack_says_so(tmp_path: Path) -> None:
    library(tmp_path / "course")
    files = {
        "pack.toml": GOOD["pack.toml"].replace("Ann Gardener", AUTHOR),
        "lessons/01-first.toml": FIRST,
        "lessons/02-week.toml": LESSON.replace("take-stock", "stock").replace("where-now", "now"),
    }
    pack = folder(tmp_path / "garden@000000000000", files)
    places = Places(tmp_path, tmp_path, tmp_path, tmp_path / "cache")
    desk = Desk(
        open_workspace(tmp_path, Clock()),
        Library([tmp_path / "course"], None, [pack]),
        places,
        Settings(first_run_done=True),
    )
    app = Sample(desk)
    async with running(app, (120, 40)) as pilot:
        await press(pilot, "2")
        flat = " ".join(app.text().replace("│", " ").split())
        assert "From a pack: Garden thinking, by Ann [b]Gardener[/b]" in flat
        assert "(in place of the one in coach itself)" in flat
        await press(pilot, "down")
        assert "From a pack" in app.text()
        assert "in place of" not in app.text()
        await press(pilot, "enter")
        assert "A week in the garden · from Garden thinking, by Ann [b]Gard" in app.text()
        await press(pilot, "f1")
        assert "From a pack that was added" in app.text()
