"""The app, locked: nothing of the plan to be seen, nothing lost, and the passphrase leads back to the same place."""

from pathlib import Path

import pytest

from coach.crypt import turning, vault
from coach.crypt.keys import Keys
from coach.practice.practice import Practice
from coach.store.drafts import Drafts
from screens.lesson import LessonScreen
from screens.lock import LockScreen
from tests.helpers import Clock
from tests.screens.sample import make, press, running, settled, type_in

from .conftest import cheap, with_word

pytest.importorskip("pyrage")


async def test_locked_and_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch, "")
    app = make(tmp_path, lesson="first")
    places = app.desk.places
    key = Keys(places).make("sesame")
    vault.keep_open(Keys(places), key)
    app.desk.workspace.close()
    turning.close(places.person(), Keys(places))
    app.desk.workspace = type(app.desk.workspace)(places.person(), "test", app.desk.workspace.clock)
    async with running(app) as pilot:
        await press(pilot, "ctrl+n")
        await type_in(pilot, "A unicorn came to me")
        before = app.text()
        assert isinstance(app.screen, LessonScreen) and "unicorn" in before
        await press(pilot, "ctrl+l")
        assert isinstance(app.screen, LockScreen) and not vault.is_unlocked(places.data)
        app.notify("unicorn")
        await press(pilot, "ctrl+p", "4", "escape", "f1")
        shown = app.text()
        assert isinstance(app.screen, LockScreen) and "Locked" in shown and "enter open" in shown
        assert not any(word in shown for word in ("unicorn", "story", "Lathe", "Today", "first look"))
        assert "unicorn" not in app.title and not with_word(places.data)
        await type_in(pilot, "wrong")
        assert "wrong" not in app.text()
        await press(pilot, "enter")
        assert "That is not the passphrase." in app.text() and app.locked
        await type_in(pilot, "sesame")
        await press(pilot, "enter")
        app.clear_notifications()
        await settled(pilot)
        assert not app.locked and app.text() == before
        app.touched -= 9 * 60 + 50
        app.look_at_the_clock()
        assert not app.locked
        app.touched -= 20
        app.look_at_the_clock()
        await settled(pilot)
        assert app.locked
        app.desk.half_typed[("first", "line")] = {"text": "unicorn, at the end"}  # as a signal finds it
        assert app.desk.keep_half_typed() == ""
    vault.keep_open(Keys(places), key)
    kept = Drafts(places.person() / "drafts", vault.open_vault(places.person())).of("first")
    assert kept["story"]["text"].startswith("A unicorn") and kept["line"] == {"text": "unicorn, at the end"}
    assert not with_word(places.data)
    vault.forget()


async def test_what_is_open_has_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "_vaults", {})
    app = make(tmp_path)
    async with running(app) as pilot:
        app.touched = 0
        app.look_at_the_clock()
        await press(pilot, "ctrl+l")
        assert not app.locked and "Nothing here is closed" in app.toasts()


async def test_clients_who_are_closed_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cheap(monkeypatch, "")
    app = make(tmp_path)
    places = app.desk.places
    keys = Keys(places)
    practice = Practice(places, "test", Clock())
    one = practice.begin("unicorn", [], "P24M")
    one.close()
    async with running(app) as pilot:
        vault.keep_open(keys, keys.make("sesame"))
        turning.close(one.plan_folder, keys)  # in another terminal
        vault.forget()
        await press(pilot, "4")
        assert isinstance(app.screen, LockScreen)
        await type_in(pilot, "sesame")
        await press(pilot, "enter")
        assert not app.locked
        await press(pilot, "4")
        assert "unicorn" in app.text()
    vault.forget()


@pytest.mark.slow
def test_the_real_program_asks_first_locks_and_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real passphrase, at a real terminal: asked before anything is drawn, locked, opened, locked, stopped."""
    import os
    import pty
    import signal
    import subprocess
    import sys

    from coach.cli.run import run
    from tests.screens.test_app import Terminal

    home = tmp_path / "h"
    monkeypatch.setenv("COACH_PASSPHRASE_COMMAND", "echo sesame")
    assert (
        run(["--home", str(home), "add", "unicorn step"]) == run(["--home", str(home), "vault", "close", "--yes"]) == 0
    )
    vault.forget()
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text("first_run_done = true\n")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    del environment["COACH_PASSPHRASE_COMMAND"]
    command = [sys.executable, "-m", "coach", "--home", str(home), "learn", "start-here"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
                               start_new_session=True, cwd=Path(__file__).parents[2])  # fmt: skip
    os.close(theirs)
    terminal = Terminal(ours)
    try:
        terminal.read_until("Passphrase:")
        os.write(ours, b"sesame\n")
        terminal.read_until("The box you carry")
        os.write(ours, b"\x0c")
        terminal.read_until("Locked")
        assert not terminal.has("The box you carry")
        os.write(ours, b"no\r")
        terminal.read_until("That is not the passphrase.")
        os.write(ours, b"sesame\r")
        terminal.read_until("The box you carry")
        os.write(ours, b"\x0e")
        terminal.read_until("1  2  3  4  5")
        os.write(ours, b"4")
        terminal.read_until("[4]")
        os.write(ours, b"\x0c")
        terminal.read_until("Locked")
        process.send_signal(signal.SIGTERM)
        terminal.read_until(b"\x1b[?1049l")
        assert b"Traceback" not in terminal.bytes and process.wait(10) == 143
        assert (home / "people/me/drafts/start-here.json.age").exists()
        assert not [path for path in home.rglob("*") if path.is_file() and b"drift-check" in path.read_bytes()
                    and "cache" not in path.parts]  # fmt: skip
    finally:
        process.kill()
        process.wait(10)
        os.close(ours)
