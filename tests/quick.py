"""Textual as the tests run it: nothing is waited for but work, and no style sheet is parsed twice.

A Pilot waits by looking, for a fiftieth of a second at a time and several times a key, whether the process has gone to
sleep. That takes more time than the work, and on a busy machine it sees sleep where a process waits for its turn. The
event loop knows: when nothing is ready to run and no timer is about to fire, all messages have been dealt with.
"""

import asyncio
import contextlib
from time import monotonic
from typing import Any

import textual.app
import textual.screen
from textual._context import active_app
from textual.app import App, ScreenStackError
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import Screen

SOON = 0.05  # seconds: a timer that fires within them belongs to what a key brought about, a later one does not
AT_MOST = 20.0  # seconds: an app that has not come to rest by then never will, however busy the machine is


async def quiet(app: App[Any]) -> None:
    """Waits until all that was sent has been dealt with, and what it changed stands on the screen."""
    end = monotonic() + AT_MOST
    while monotonic() < end:
        await asyncio.sleep(0)
        if not _busy() and (not _drawn(app) or not (_busy() or await _timer_fired())):
            return
    raise AssertionError("the app does not come to rest")


def _busy() -> bool:
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]


async def _timer_fired() -> bool:
    """Waits for the next timer, if it is due soon."""
    loop: Any = asyncio.get_running_loop()
    due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=None)
    if due is None or due > loop.time() + SOON:
        return False
    await asyncio.sleep(max(0.0, due - loop.time()))
    return True


def _drawn(app: App[Any]) -> bool:
    """Draws what is due, without the wait for the next sixtieth of a second; not if there is no screen any more."""
    try:
        app.screen._on_timer_update()
    except ScreenStackError:
        return False
    return True


def _refresh_later(screen: Screen[Any]) -> None:
    """Leaves the painting of the screen on top to the end of the wait; the layout is done at once all the same."""
    if screen is not screen.app.screen:
        _refresh(screen)
        return
    screen._dirty_widgets.clear()
    screen.app._update_mouse_over(screen)


def paint(app: App[Any]) -> None:
    """Paints what has changed since the last time, as the terminal would get it."""
    with contextlib.suppress(ScreenStackError):
        screen = app.screen
        if screen._compositor._dirty_regions:
            screen._compositor.render_update(screen_stack=app._background_screens)


async def _pause(pilot: Pilot[Any], delay: float | None = None) -> None:
    if delay is not None:
        await asyncio.sleep(delay)
    await quiet(pilot.app)
    paint(pilot.app)


async def _wait_for_screen(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    await quiet(pilot.app)
    paint(pilot.app)
    return pilot.app._exception is None


async def _wait_for_idle(min_sleep: float = 0.0, max_sleep: float = AT_MOST) -> None:
    await quiet(active_app.get())


class Sheets:
    """The rules of every style sheet that was parsed in this process. Rules are only read, by however many apps."""

    def __init__(self) -> None:
        self.parsed: dict[tuple[Any, ...], list[RuleSet]] = {}
        self.themes: dict[frozenset[tuple[str, str]], int] = {}
        self.latest: tuple[dict[str, str], int] = ({}, -1)

    def theme(self, variables: dict[str, str]) -> int:
        """A number for the values that the variables have."""
        if variables is not self.latest[0]:
            self.latest = (variables, self.themes.setdefault(frozenset(variables.items()), len(self.themes)))
        return self.latest[1]

    def rules(self, sheet: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
        """What `Stylesheet._parse_rules` makes of a source."""
        key = (self.theme(sheet._variables), source, *more.items())
        if key not in self.parsed:
            self.parsed[key] = _parse_rules(sheet, *source, **more)
        return self.parsed[key]


_parse_rules = Stylesheet._parse_rules
_refresh = Screen._compositor_refresh


def install() -> None:
    """From now on every app of this process is quicker."""
    sheets = Sheets()
    for owner, name, quicker in (
        (Pilot, "pause", _pause),
        (Pilot, "_wait_for_screen", _wait_for_screen),
        (Screen, "_compositor_refresh", _refresh_later),
        (Stylesheet, "_parse_rules", lambda sheet, *source, **more: sheets.rules(sheet, *source, **more)),
        (textual.app, "wait_for_idle", _wait_for_idle),
        (textual.screen, "UPDATE_PERIOD", 1.0),  # `quiet` draws what is due
    ):
        assert hasattr(owner, name), f"Textual has no {name} any more"
        setattr(owner, name, quicker)
