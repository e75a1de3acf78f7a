"""Saved means synced: the file before anything is called saved, its folder when the file has a new name (G1, G2)."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import open_workspace

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at the calls of Linux")
Calls = list[tuple[str, str]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What the store asks of the system from here on: the call, and the path of the file as it was then."""
    seen: Calls = []

    def watched(name: str, kind: str) -> None:
        real: Callable[..., Any] = getattr(os, name)

        def call(what: int | Path, *rest: Any) -> Any:
            path = os.readlink(f"/proc/self/fd/{what}") if isinstance(what, int) else str(rest[0])
            seen.append((kind, path))
            return real(what, *rest)

        monkeypatch.setattr(os, name, call)

    for name, kind in {"write": "write", "fsync": "sync", "fdatasync": "sync", "replace": "replace"}.items():
        watched(name, kind)
    return seen


def new_folders(tmp_path: Path) -> Calls:
    """The names of the folders of somebody new are made durable, too."""
    return [("sync", str(folder)) for folder in (tmp_path, tmp_path / "people", tmp_path / "people" / "me")]


def test_an_event_is_synced_before_it_is_saved(tmp_path: Path, calls: Calls) -> None:
    workspace = open_workspace(tmp_path)
    folder = tmp_path / "people" / "me" / "journal"
    file = str(folder / "test-0001.jsonl")
    workspace.watch(lambda: calls.append(("told", "")))
    workspace.put("added", "next_steps", "s1", {"text": "one"})
    assert calls == [*new_folders(tmp_path), ("write", file), ("sync", file), ("sync", str(folder)), ("told", "")]
    calls.clear()
    workspace.put("added", "next_steps", "s2", {"text": "two"})
    assert calls == [("write", file), ("sync", file), ("told", "")]


def test_a_whole_file_is_synced_before_it_replaces_another(tmp_path: Path, calls: Calls) -> None:
    workspace = open_workspace(tmp_path)
    workspace.drafts.keep("start-here", "story", {"text": "half a thought"})
    folder = tmp_path / "people" / "me" / "drafts"
    assert calls[:3] == new_folders(tmp_path)
    (write, temp), *rest = calls[3:]
    assert (write, rest) == (
        "write",
        [("sync", temp), ("replace", str(folder / "start-here.json")), ("sync", str(folder))],
    )
    assert Path(temp).parent == folder, "no word of it is anywhere else, not even for a moment"
