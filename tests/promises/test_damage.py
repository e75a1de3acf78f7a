"""A damaged file never ends the program and is never written over: a sentence, and the plan from what is whole (G6)."""

import io
import os
import random
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from coach.cli import main
from coach.plan.records import NextStep
from tests.promises.home import LESSON, STEPS, dice, make_home, opened
from tests.promises.modes import assert_given_back
from tests.terminal import coach

ME = Path("people") / "me"
FILES = [ME / "plan.toml", ME / "answers" / f"{LESSON}.toml", ME / "drafts" / f"{LESSON}.json", ME / "journal" / "test-0001.jsonl",
         Path("config") / "settings.toml", Path("state") / "device", Path("cache") / "lessons.cache"]  # fmt: skip
LINES = [
    ["today"],
    ["next"],
    ["plan"],
    ["log"],
    ["lessons"],
    ["export", "md", "--for", "me"],
    ["add", "one more"],
    ["undo"],
]


def lived_in(folder: Path) -> Path:
    """A home with a file of every kind."""
    from coach.plan.events import with_old
    from coach.workspace import Workspace

    home = make_home(folder)
    workspace = Workspace(home / ME, "test")
    for n in range(4):
        workspace.put("added", "next_steps", f"s{n}", {"text": f"step {n}"}, f"step {n}")
        answer = {"kind": "text", "value": {"text": f"answer {n}"}, "prompt": "Why?"}
        workspace.record("answered", [with_old(workspace.plan, "answers", f"{LESSON}/q{n + 1}", answer)], f"answer {n}")
    workspace.drafts.keep(LESSON, f"q{STEPS}", {"text": "half a thought"})
    workspace.close()
    with redirect_stdout(io.StringIO()):
        main(["--home", str(home), "lessons"])
        main(["--home", str(home), "add", "step 4"])
    return home


WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": lambda data, chance: data[: chance.randrange(len(data) + 1)],
    "flipped": lambda data, chance: _changed(data, chance, lambda byte: byte ^ (1 << chance.randrange(8))),
    "any bytes": lambda data, chance: _changed(data, chance, lambda byte: chance.randrange(256), 12),
    "nulled": lambda data, chance: data[: (at := chance.randrange(len(data) + 1))] + b"\0" * 40 + data[at + 40 :],
    "doubled": lambda data, chance: data + data[chance.randrange(len(data) + 1) :],
    "empty": lambda data, chance: b"",
    "noise": lambda data, chance: chance.randbytes(400),
    "deep": lambda data, chance: b"a = " + b"[" * 5000,
    "another encoding": lambda data, chance: data.decode("utf-8", "replace").encode("utf-16"),
}


def _changed(data: bytes, chance: random.Random, change: Callable[[int], int], times: int = 1) -> bytes:
    new = bytearray(data)
    for _ in range(times if data else 0):
        at = chance.randrange(len(new))
        new[at] = change(new[at])
    return bytes(new)


def survive(home: Path, whole: dict[Path, bytes], name: Path, bad: bytes, lines: list[list[str]]) -> None:
    """Every command gets along with one damaged file, and what was in it is still somewhere afterwards."""
    for path in home.rglob("*.*"):
        if path.is_file() and path not in whole:
            path.unlink()
    for path, data in whole.items():
        path.write_bytes(data)
    (home / name).write_bytes(bad)
    for line in lines:
        assert main(["--home", str(home), *line]) in (0, 1, 3), line
    if name.parts[0] == "people" and bad != whole[home / name] and "drafts" not in name.parts:
        kept = [path.read_bytes() for path in (home / ME).rglob("*") if path.is_file()]
        edited = name.suffix == ".toml" and b"[saved]" in bad
        assert bad in kept or edited, "what was there is not kept"
    if "journal" in name.parts:
        assert (home / name).read_bytes().startswith(bad)


def damaged(home: Path, times: int, seed: int, capsys: pytest.CaptureFixture[str]) -> int:
    chance = dice("damage", seed)
    whole = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    for n in range(times):
        name, way = FILES[n % len(FILES)], chance.choice([*WAYS])
        survive(home, whole, name, WAYS[way](whole[home / name], chance), chance.sample(LINES, 3))
        said = capsys.readouterr()
        assert "Traceback" not in said.err, (name, way)
        assert "inside the program" not in said.err, (name, way, said.err)
    return times


def test_damaged_files(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.umask", lambda mask: 0)
    assert damaged(lived_in(tmp_path / "home"), 42, 1, capsys)


@pytest.mark.torture
def test_a_thousand_damaged_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("os.umask", lambda mask: 0)
    count = damaged(lived_in(tmp_path / "home"), 1000, seed, capsys)
    print(f"\n{count} damaged files, 3 commands each: 0 crashes, 0 lost; seed {seed}")


def opened_with(home: Path, name: Path, bad: bytes) -> str:
    """The app opens with a damaged file, is used, and left; gives all that was to be seen."""
    (home / name).write_bytes(bad)
    with coach(home.parent, "--home", str(home), "learn", LESSON) as terminal:
        terminal.wait("Question ")
        terminal.send("typed after the damage")
        terminal.wait("typed after the damage")
        terminal.send("ctrl+n")
        terminal.settle(0.3)
        terminal.send("esc")
        seen: str = terminal.wait("1 Today")
        terminal.send("3")
        terminal.settle(0.3)
        seen += terminal.text
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
        assert_given_back(terminal)
        assert b"Traceback" not in terminal.raw
        seen += terminal.text
    return seen


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
@pytest.mark.parametrize(
    "name", [FILES[0], *(pytest.param(f, marks=pytest.mark.torture) for f in FILES[1:])], ids=lambda file: file.name
)
def test_the_app_opens_with_a_damaged_file(name: Path, tmp_path: Path) -> None:
    home = lived_in(tmp_path / "home")
    bad = (home / name).read_bytes()[:-30] + b"\xff\0[["
    seen = opened_with(home, name, bad)
    if name.name == "plan.toml":
        assert "plan.toml" in seen, "it is said"
        assert "plan.damaged-" in seen, "and under which name it is kept"
        assert bad in [path.read_bytes() for path in (home / ME).iterdir() if path.is_file()], "it is kept"
    found = opened(home)
    assert {step.text for step in found.plan.all(NextStep)} >= {f"step {n}" for n in range(4)}
    answers = [str((answer.value or {}).get("text")) for answer in found.plan.answers.of(LESSON).values()]
    assert any("typed after the damage" in text for text in answers)
