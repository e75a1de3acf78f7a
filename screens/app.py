"""The app: the desk, the places, and what can be done from everywhere."""

import contextlib
import gc
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.cli.streams import tell
from coach.display import display
from coach.lessons.library import NoLesson, library_at
from coach.places import Places
from coach.plan.plan import Plan
from coach.settings import load_settings
from coach.store.device import device
from coach.store.files import NotSaved
from coach.store.seal import keyboard_taken
from coach.words import marked, said, speak
from coach.workspace import Workspace

from .base import CoachScreen, Command, Desk, GoTo, Leaving, OpenLesson, Place, UseTheme
from .doors import WithDoors
from .hardening import good_endings
from .locking import WithLock, ask_first
from .themes import DEFAULT, THEMES, known, theme_words
from .today import TodayScreen

LOOK_EVERY = 2.0  # seconds between two looks at what another window or an editor wrote


class CoachApp(WithLock, WithDoors):
    """The coach on a terminal."""

    TITLE = "coach"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False  # ours also lists what cannot be done now, and why
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (116, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high"), (36, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", marked("Everything"), priority=True, id="palette"),
        Binding("ctrl+q", "quit", marked("Leave"), show=False, priority=True, id="quit"),
    ]

    def __init__(self, desk: Desk, lesson: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.first_lesson = lesson
        self._seen: Plan | None = None
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = known(desk.settings.theme)
        if desk.settings.reduced_motion:
            self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """Today, without the second reading of all styles that a mode costs."""
        return TodayScreen(self.desk)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names that our screens use, for a theme that is not ours."""
        return dict(THEMES[DEFAULT].variables)

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are said: `ctrl+n`, `esc`, `?`."""
        short = {"escape": "esc", "question_mark": "?", "slash": "/", "pagedown": "pgdn", "pageup": "pgup"}
        return binding.key_display or short.get(binding.key, binding.key)

    def on_ready(self) -> None:
        """The first frame stands: garbage is collected again, but what is there now is here to stay and left alone."""
        self.add_mode("today", self.get_default_screen)  # to go back to
        gc.freeze()
        gc.enable()
        self._take_along()

    def on_mount(self) -> None:
        self.set_interval(LOOK_EVERY, self._look_around)
        if self.first_lesson:
            self._take_along()
            self.open_lesson(self.first_lesson)
            for words in self.desk.workspace.notices:  # they stand on Today, which is not the first thing seen here
                self.notify(display(words), severity="warning", markup=False, timeout=12)
        elif self.desk.is_new:
            from .first_run import FirstRun

            self.push_screen(FirstRun(self.desk))

    def _take_along(self) -> None:
        """Puts what was done in lessons with another id by now under that one. It needs the index, so it comes late."""
        from coach.renamed import take_along

        take_along(self.desk.workspace, self.desk.library)

    def _look_around(self) -> None:
        """Takes in what others wrote; when nothing happens, brings the files that people read up to date."""
        workspace = self.desk.workspace
        with contextlib.suppress(NotSaved, OSError):  # the journal has everything; the next look tries again
            if not workspace.refresh() and workspace.plan is self._seen and not self.desk.half_typed:
                workspace.snapshot()
        self._seen = workspace.plan

    def on_open_lesson(self, message: OpenLesson) -> None:
        self.open_lesson(message.lesson, message.back, message.step)

    def open_lesson(self, id: str, back: bool = False, step: str = "") -> None:
        """Opens a lesson on top of the place one is at; one that is open already is not opened twice.

        With `back` the lesson that is open stays below, and one comes back to it. A lesson that cannot be opened
        leaves everything as it is.
        """
        from .lesson import LessonScreen

        try:
            lesson = self.desk.library.lesson(id)
        except NoLesson as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        below = self.screen
        if isinstance(below, LessonScreen) and below.lesson.id != id and not back:
            below.leave()
        if isinstance(self.screen, LessonScreen) and self.screen.lesson.id == id:
            self.call_later(self.screen.show_step, step)
            return  # it is open, or lay below the one that was left
        come_back = below.come_back if isinstance(below, LessonScreen) and back else None
        self.push_screen(LessonScreen(self.desk, lesson, step), come_back)

    async def on_go_to(self, message: GoTo) -> None:
        while isinstance(left := self.screen, Leaving):
            left.leave()
            if self.screen is left:
                break  # it will not go now
        await self.switch_mode(message.place)
        if message.at and isinstance(place := self.screen, Place):
            place.call_after_refresh(place.show_at, message.at)

    def on_find_anything(self) -> None:
        from .find import FindScreen

        if isinstance(self.screen, CoachScreen) and not isinstance(self.screen, FindScreen):
            self.push_screen(FindScreen(self.desk))

    def on_show_help(self) -> None:
        from .help import Help

        if isinstance(screen := self.screen, CoachScreen):
            screen.ask(Help(screen.about, screen.keys_here(), *screen.more_help()))

    def on_use_theme(self, message: UseTheme) -> None:
        self.theme = known(message.theme)
        try:
            self.desk.set(theme=self.theme)
        except NotSaved as error:
            self.notify(said("The theme is not kept: {why}.", why=error.why), severity="warning", markup=False)

    def action_palette(self) -> None:
        """Lists everything that can be done."""
        from .palette import Palette, everywhere

        if isinstance(screen := self.screen, CoachScreen):
            themes = [Command(theme_words(name), partial(self.post_message, UseTheme(name))) for name in THEMES]
            leave = Command(said("Leave coach; everything is saved"), self.exit, "ctrl+q")
            self.push_screen(Palette([*screen.commands(), *everywhere(screen), *themes, self.lock_command(), leave]))


def run(places: Places, person: str = "me", lesson: str | None = None) -> int:
    """Opens somebody's plan, runs the app, and keeps what was half typed however it ends. Returns the exit code.

    Raises:
        BaseException: what ended the app, with the terminal restored and everything kept.
    """
    settings, notices = load_settings(places)
    speak(settings.language, places.cache)
    workspace = Workspace(places.person(person), device(places.state))
    desk = Desk(workspace, library_at(places), places, settings, notices)
    ask_first(places)
    app = CoachApp(desk, lesson)
    known = len(workspace.notices)
    gc.disable()  # until the first frame stands
    with keyboard_taken(), good_endings(app, desk.keep_half_typed):
        try:
            app.run()
        finally:
            why = desk.keep_half_typed()
            workspace.close()
    lost = [said("What you were writing could not be kept: {why}.", why=why)] if why else []
    tell(*workspace.notices[known:], *lost)  # under which name a damaged file was kept, say: that is known only now
    if app.fault:
        raise app.fault
    return app.return_code or 0
