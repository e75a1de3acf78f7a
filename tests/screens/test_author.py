"""The preview of a lesson file: live at each save, at the same step, and in nobody's plan."""

import asyncio
import os
import statistics
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from textual.pilot import Pilot

from coach.authoring.preview import Source, files_in
from coach.authoring.preview_plan import Scratch
from coach.settings import Settings
from screens import author_editor
from screens.author import AuthorScreen
from screens.author_app import PreviewApp, bench_for
from screens.widgets.rows import Rows
from tests.authoring.test_preview import GONE, STORY, WEEK
from tests.helpers import Clock, counting
from tests.screens.sample import Sample, press, same_as_snapshot, settled, type_in


class Preview(PreviewApp, Sample):
    """The app of a preview, with what a test wants to see of it."""

    @property
    def author(self) -> AuthorScreen:
        """The screen."""
        found = self.screen_stack[0]
        assert isinstance(found, AuthorScreen)
        return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lessons" / "03-week.toml"
    path.parent.mkdir()
    path.write_text(WEEK)
    return path


@asynccontextmanager
async def previewing(
    file: Path, size: tuple[int, int] = (80, 24), at: str = "", folder: bool = False
) -> AsyncIterator[tuple[Preview, Pilot[int]]]:
    source = Source(file)
    with Scratch(clock=Clock(), new_id=counting()) as scratch:
        files = files_in(file.parent) if folder else []
        bench = bench_for(source, source.read(), scratch, Settings(), files)
        app = Preview(bench, at)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            yield app, pilot


def save(file: Path, text: str) -> None:
    """As most editors do: a new file in the place of the old one."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text)
    os.replace(new, file)


def contains(text: str, screen: str) -> bool:
    """Whether a text stands on the screen."""
    return text in screen


async def seen(app: Preview, holds: Callable[[str], bool]) -> None:
    """Waits until something stands on the screen."""
    end = perf_counter() + 20
    while not holds(app.text()):
        assert perf_counter() < end, app.text()
        await asyncio.sleep(0.002)


async def go(app: Preview, pilot: Pilot[int], key: str, text: str) -> None:
    """Presses a key and waits for what it shows."""
    await press(pilot, key)
    await seen(app, partial(contains, text))


async def test_a_save_is_seen_where_one_is_and_a_fault_keeps_the_last_good_view(file: Path, home: Path) -> None:
    async with previewing(file, at="who") as (app, pilot):
        assert "With whom?" in app.text()  # hidden, and shown as if its condition held
        await type_in(pilot, "Jo")
        save(file, WEEK.replace("Who would it be?", "Whom do you trust?"))
        await seen(app, lambda text: "Whom do you trust?" in text)
        assert "Jo" in app.text()
        save(file, WEEK.replace('kind = "commit"', 'kind = "[b]comit[/] [@click=app.quit]x[/]"'))
        await seen(app, lambda text: "! 03-week.toml:30:8" in text)
        assert "Whom do you trust?" in app.text()
        assert "Jo" in app.text()
        same_as_snapshot(app, "author-fault-80x24")
        await go(app, pilot, "f4", "[b]comit[/] [@click=app.quit]x[/]")
        assert "C204" in app.text()
        save(file, WEEK)
        await seen(app, lambda text: "The file is fine" in text)
        await go(app, pilot, "escape", "Who would it be?")
        assert "! 03-week" not in app.text()
        save(file, WEEK.replace(GONE, ""))
        await seen(app, lambda text: "Which way?" in text)
        await press(pilot, "escape")
    assert not (home / "coach").exists()


async def test_an_author_sees_what_a_step_writes_and_turns_its_condition_round(file: Path) -> None:
    async with previewing(file, (120, 40), folder=True) as (app, pilot):
        root = app.bench.scratch.root
        await go(app, pilot, "f3", "hidden; there if “Which way?” is answered with")
        await type_in(pilot, "whom")
        await go(app, pilot, "enter", "Who would it be?")
        await type_in(pilot, "Jo, on Friday")
        await seen(app, partial(contains, "text = Jo, on Friday"))
        assert "Ask what makes this person right." in app.text()
        assert "Taken to hold" in app.text()
        same_as_snapshot(app, "author-120x40")
        await go(app, pilot, "f9", "Ask what makes this person right.")
        await go(app, pilot, "f3", "Go to a step")
        await press(pilot, "end")
        assert app.screen.query_one(Rows).key == app.screen.entries[-1].key  # type: ignore[attr-defined]
        await press(pilot, "home")
        assert app.screen.query_one(Rows).key == app.screen.entries[0].key  # type: ignore[attr-defined]
        await press(pilot, "escape")
        await go(app, pilot, "f8", "03-week.toml, hidden")
        await go(app, pilot, "f8", "As answered: it does not hold")
        await go(app, pilot, "ctrl+n", "What will you do within a week?")
        assert app.desk.workspace.plan.tables["reflections"]
        await go(app, pilot, "ctrl+r", "fresh scratch plan")
        assert not app.desk.workspace.plan.tables
        save(file.with_name("noon.toml"), STORY)
        app.bench.files = files_in(file.parent)
        await go(app, pilot, "ctrl+o", "Preview another file")
        await type_in(pilot, "noon")
        await go(app, pilot, "enter", "A kitchen.")
    assert not root.exists()


def lendable() -> AbstractContextManager[None]:
    """A terminal that can be lent."""
    return nullcontext()


async def test_the_editor_is_opened_at_the_line_and_the_file_read_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], umask: int) -> str:
        ran.append(command)
        file.write_text(WEEK.replace("One step", "One small step"))
        return ""

    file.write_text(WEEK.replace('"commit"', '"comit"'))
    monkeypatch.setattr(author_editor, "_run", run)
    async with previewing(file) as (app, pilot):
        assert "no good view" in app.text()
        await press(pilot, "f5")
        await seen(app, lambda _: "Set VISUAL or EDITOR" in app.toasts())
        monkeypatch.setenv("EDITOR", "vi")
        await go(app, pilot, "enter", "open in your editor")  # there is nothing to go on to
        await press(pilot, "enter")
        await seen(app, lambda _: "cannot be opened from this terminal" in app.toasts())
        monkeypatch.setattr(app, "suspend", lendable)
        await go(app, pilot, "f4", "open in your editor")
        await go(app, pilot, "enter", "How would you like")
        await press(pilot, "e")
        await seen(app, lambda _: len(ran) == 2)
        await go(app, pilot, "f3", "Go to a step")
        await type_in(pilot, "small")
        await go(app, pilot, "enter", "What will you do")
        await press(pilot, "f5")
        await seen(app, lambda _: len(ran) == 3)
        await settled(pilot)
    assert [command[1] for command in ran] == ["+30", "+11", "+28"]


async def test_from_a_save_to_the_new_view_is_less_than_a_fifth_of_a_second(file: Path) -> None:
    took = []
    async with previewing(file) as (app, _):
        for n in range(7):
            new = f"look at it, {n}?"
            began = perf_counter()
            save(file, WEEK.replace("look at it?", new))
            await seen(app, partial(contains, new))
            took.append(perf_counter() - began)
    assert statistics.median(took) < 0.2, took
