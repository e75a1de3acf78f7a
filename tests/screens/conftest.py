"""What every test of a screen gets: a cursor that does not blink, so that two frames of one state are equal."""

import pytest


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps text fields from redrawing themselves on a timer."""
    from textual.widgets import Input, TextArea

    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
