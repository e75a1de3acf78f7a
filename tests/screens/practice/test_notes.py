"""Notes in a session, for somebody who types fast."""

from pathlib import Path

import pytest
from textual import events

from coach.practice.sessions import open_session
from coach.store.files import NotSaved
from screens.practice import session as screen
from screens.practice.note_pane import NoteLine
from tests.screens.practice.test_practice import practice
from tests.screens.sample import press, running, settled


async def test_a_note_typed_while_the_last_one_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that come in one burst stay in their order; what cannot be kept stands in the line again."""
    app, made = practice(tmp_path, "Heron")
    async with running(app, (80, 24)) as pilot:
        await press(pilot, "4", "enter", "s", "n")
        for key in "one\rtwo\rthree":
            app.post_message(events.Key("enter", "\r") if key == "\r" else events.Key(key, key))
        await settled(pilot)
        line = app.screen.query_one(NoteLine)
        session = open_session(made.one(made.ids()[0]))
        assert session is not None and session.shared == ["one", "two"] and line.value == "three"

        def full(*given: object) -> None:
            raise NotSaved(tmp_path, "No space left on device")

        monkeypatch.setattr(screen, "note_shared", full)
        await press(pilot, "enter")
        assert line.value == "three" and line.has_focus
