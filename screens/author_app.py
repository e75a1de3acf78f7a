"""The app of a preview: the coach's own, over a scratch plan, with the author screen as its only place."""

import gc
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from textual.screen import Screen

from coach.authoring.preview import Shelf, Source, View
from coach.authoring.preview_plan import Scratch
from coach.settings import Settings
from coach.words import said

from .app import CoachApp
from .author import AuthorScreen
from .author_bench import Bench
from .base import CoachScreen, Command, Desk, GoTo, OpenLesson, UseTheme
from .hardening import good_endings
from .themes import THEMES, theme_words


class PreviewApp(CoachApp):
    """A lesson file on a terminal."""

    TITLE = "coach content preview"

    def __init__(self, bench: Bench, at: str = "") -> None:
        super().__init__(bench.desk)
        self.bench = bench
        self.at = at

    def get_default_screen(self) -> Screen[None]:
        """The file."""
        return AuthorScreen(self.bench, self.at)

    async def on_go_to(self, message: GoTo) -> None:
        message.prevent_default()
        self.notify(said("This is a preview: the other places are in coach itself."), markup=False)

    def on_open_lesson(self, message: OpenLesson) -> None:
        message.back = True  # whatever a step leads to, one comes back to the file

    def action_palette(self) -> None:
        """Lists what can be done with the file."""
        from .palette import Palette

        if isinstance(screen := self.screen, CoachScreen):
            themes = [Command(theme_words(name), partial(self.post_message, UseTheme(name))) for name in THEMES]
            help = Command(said("Help for this place"), screen.action_help, "f1")
            leave = Command(said("Leave the preview; its answers are thrown away"), self.exit, "ctrl+q")
            self.push_screen(Palette([*screen.commands(), help, *themes, leave]))


def bench_for(source: Source, view: View, scratch: Scratch, settings: Settings, files: list[Path]) -> Bench:
    """A desk of its own on a scratch plan, with a file on it."""
    shelf = Shelf(None, scratch.places.cache / "lessons.cache")
    desk = Desk(scratch.fresh(), shelf, scratch.places, replace(settings, first_run_done=True))  # nobody is new here
    return Bench(desk, shelf, source, view, scratch, files)


def run(bench: Bench, at: str = "") -> int:
    """Runs the preview to its end. Returns the exit code.

    Raises:
        BaseException: what ended the app, with the terminal restored.
    """
    app = PreviewApp(bench, at)
    gc.disable()  # until the first frame stands
    with good_endings(app, bench.scratch.close):
        app.run()
    if app.fault:
        raise app.fault
    return app.return_code or 0
