"""Every byte region of every file damaged or cut: a sentence, nothing written over, what is good is used (G6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.plan.events import with_old
from coach.plan.records import NextStep
from coach.store.files import write_whole
from tests.helpers import open_workspace

STEPS = 4
VERSIONS = 45  # of each file and each way of damaging it


def lived_in(tmp_path: Path) -> Path:
    """A plan with steps and answers, closed; gives its folder."""
    workspace = open_workspace(tmp_path)
    for n in range(STEPS):
        workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}", "due": "2026-12-01"}, f"step {n}")
        answer = {"kind": "text", "value": {"text": f"answer {n}"}, "prompt": "Why?"}
        workspace.record("answered", [with_old(workspace.plan, "answers", f"start-here/a{n}", answer)], f"answer {n}")
    workspace.close()
    return tmp_path / "people" / "me"


def damaged(data: bytes, how: str) -> Iterator[bytes]:
    """Versions of a file: cut, a byte flipped, a stretch of NULs, a stretch lost."""
    stride = max(1, len(data) // VERSIONS)
    for at in range(0, len(data) - 1, stride):
        yield {
            "cut": data[:at],
            "flipped": data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :],
            "nulled": data[:at] + b"\0" * min(40, len(data) - at) + data[at + 40 :],
            "lost": data[:at] + data[at + 17 :],
        }[how]


@pytest.mark.parametrize("how", ["cut", "flipped", "nulled", "lost"])
@pytest.mark.parametrize("name", ["plan.toml", "answers/start-here.toml", "journal/test-0001.jsonl"])
@pytest.mark.slow
def test_no_damage_loses_or_hides_anything(tmp_path: Path, name: str, how: str) -> None:
    folder = lived_in(tmp_path)
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    target = folder / name
    for bad in damaged(files[target], how):
        for path, data in files.items():
            write_whole(path, data)
        write_whole(target, bad)
        found = open_workspace(tmp_path)
        texts = {step.id: step.text for step in found.plan.all(NextStep)}
        answers = {step: answer.value for step, answer in found.plan.answers.of("start-here").items()}
        found.history()
        told = " ".join(found.notices)
        assert target.read_bytes() == bad, "a read never writes"
        assert told or texts != {} or bad.strip() == b"", "no damage goes unsaid"
        if name.startswith("journal"):
            assert told, bad
        assert set(texts) >= {f"s{n}" for n in range(STEPS)} or told or _reads_as_an_edit(name, how)
        assert set(answers) >= {f"a{n}" for n in range(STEPS)} or told or _reads_as_an_edit(name, how)
        found.put("added", "next_steps", "new", {"text": "after the damage"})
        found.close()
        again = open_workspace(tmp_path)
        assert "after the damage" in [step.text for step in again.plan.all(NextStep)]
        if name.startswith("journal"):
            assert target.read_bytes() == bad, "a damaged journal file is left exactly as it is"
            assert len(again.plan.all(NextStep)) == STEPS + 1
        for kept in folder.rglob("*.damaged-*"):
            kept.unlink()
        for path in (folder / "journal").iterdir():
            path.unlink()


def _reads_as_an_edit(name: str, how: str) -> bool:
    """Valid TOML with its end mark in place is what an editor would leave; undo takes it back."""
    return name.endswith(".toml") and how in ("flipped", "lost")
