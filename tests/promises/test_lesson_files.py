"""Any file where a lesson should be is taken or refused, soon and with a reason, and never ends the program (G12)."""

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.lessons.check import check
from coach.lessons.library import Library, NoLesson, core
from tests.promises.home import LESSON, dice, in_lesson, make_home
from tests.terminal import coach

LIMIT = 5.0  # seconds for a file
MEMORY = 500 * 1024 * 1024
ROOT = Path(__file__).parents[2]

BOMBS = {
    "dotted": ".".join("a" * 20_000) + " = 1",
    "arrays": "a = " + "[" * 100_000,
    "closed-arrays": "a = " + "[" * 3_000 + "]" * 3_000,
    "inline": "a = " + "{b = " * 3_000 + "1" + "}" * 3_000,
    "number": "a = " + "9" * 200_000,
    "hex": "a = 0x" + "f" * 200_000,
    "float": "a = 1e" + "9" * 100_000,
    "tables": "".join(f"[a{n}.b.c.d]\n" for n in range(15_000)),
    "same": "[[a]]\n" * 40_000,
    "string": 'a = "' + "x" * 250_000,
    "quotes": "a = " + '"' * 100_000,
    "backslashes": 'a = "' + "\\" * 100_001 + '"',
    "comment": "#" + "x" * 250_000,
    "one-line": "a = 1 " * 30_000,
    "steps": 'format = 1\nid = "x"\n' + '[[steps]]\nid = "s"\nkind = "text"\n' * 6_000,
    "nothing": "",
    "nul": "\0" * 250_000,
    "emphasis": 'format = 1\nid = "emphasis"\ntitle = "' + "*a" * 40_000 + '"\n',
    "places": 'format = 1\nid = "places"\ntitle = "' + "${" * 40_000 + '"\n',
}


def bombs(folder: Path) -> None:
    """Files that are small and meant to take long, and things that are no files at all."""
    for name, text in BOMBS.items():
        (folder / f"{name}.toml").write_text(text)
    (folder / "bytes.toml").write_bytes(bytes(range(256)) * 400)
    with (folder / "huge.toml").open("wb") as huge:
        huge.truncate(8 * 1024**3)
    (folder / "folder.toml").mkdir()
    if os.name == "posix":
        os.mkfifo(folder / "pipe.toml")
        (folder / "endless.toml").symlink_to("/dev/zero")
        (folder / "nowhere.toml").symlink_to("nowhere-at-all")
        (folder / "itself.toml").symlink_to("itself.toml")
        (folder / "above").symlink_to("..")
        (folder / "private.toml").symlink_to("/etc/passwd")


def in_time(home: Path, *words: str) -> None:
    """A command looks at all of these files and ends well, soon, and in little memory."""
    took, done = seconds(home, *words)
    said = done.stderr.decode()
    assert done.returncode in (0, 1), said
    assert "Traceback" not in said
    assert "inside the program" not in said
    assert took < 2 * LIMIT, words


def limited() -> None:
    """No more memory than promised, and then some for Python itself."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + 200 * 1024 * 1024,) * 2)


def seconds(home: Path, *words: str) -> tuple[float, "subprocess.CompletedProcess[bytes]"]:
    began = time.monotonic()
    command = [sys.executable, "-m", "coach", "--home", str(home), *words]
    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, stdin=subprocess.DEVNULL, timeout=60, preexec_fn=limited
    )
    return time.monotonic() - began, done


@pytest.mark.skipif(os.name == "nt", reason="needs pipes and links")
@pytest.mark.slow
def test_a_pack_of_bombs(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    folder = home / "packs" / "bombs"
    folder.mkdir()
    bombs(folder)
    in_time(home, "lessons")
    with in_lesson(home) as terminal:
        terminal.send("esc")
        terminal.wait("1 Today")
        terminal.send("2")
        terminal.settle(0.3)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0


@pytest.mark.torture
def test_bombs_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    bombs(tmp_path)
    bombs(tmp_path / "inner")
    in_time(tmp_path, "content", "check", str(tmp_path))
    slow = []
    for path in (path for path in sorted(tmp_path.rglob("*")) if path.name != "above"):
        began = time.monotonic()
        assert check([path]).files >= 0
        if time.monotonic() - began > LIMIT:
            slow.append(path.name)
    assert slow == []


@pytest.mark.skipif(os.name == "nt", reason="needs pipes and links")
def test_packs_that_are_no_folders(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    packs = home / "packs"
    (packs / "file").write_text("x")
    (packs / "nowhere").symlink_to("nowhere-at-all")
    (packs / "itself").symlink_to("itself")
    (packs / "closed").mkdir(mode=0)
    os.mkfifo(packs / "pipe")
    (packs / "empty").mkdir()
    _, done = seconds(home, "lessons")
    assert done.returncode == 0, done.stderr
    assert LESSON.encode() in done.stdout
    with coach(tmp_path, "--home", str(home)) as terminal:
        terminal.wait("1 Today")
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0


# --- lessons with something wrong in them ------------------------------------------------


def _lines(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    n = chance.randrange(len(lines))
    m = chance.randrange(len(lines))
    way = chance.randrange(4)
    if way == 0:
        del lines[n : n + chance.randrange(1, 4)]
    elif way == 1:
        lines.insert(n, lines[m])
    elif way == 2:
        lines[n], lines[m] = lines[m], lines[n]
    else:
        lines = lines[:n]
    return "".join(lines)


def _values(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    keyed = [n for n, line in enumerate(lines) if " = " in line]
    n = chance.choice(keyed)
    value = chance.choice(["1", "-1", "true", '""', "[]", "{}", "1e999", "nan", "1979-05-27", '["a", 1]', '"x" * 3', "{ a = { b = [] } }",
                           "[[]]", '"' + "x" * 3000 + '"', "9" * 30, "'''", '"${answer.x}"', '"../x"'])  # fmt: skip
    lines[n] = lines[n].partition(" = ")[0] + " = " + value
    return "\n".join(lines)


def _characters(text: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 6)):
        n = chance.randrange(len(text))
        new = chance.choice(
            ["", '"', "'", "[", "]", "{", "}", "=", ".", "#", "\\", "\n", "\0", "\x1b", "é", "\u202e", "[["]
        )
        text = text[:n] + new + text[n + chance.randrange(2) :]
    return text


MUTATIONS: list[Callable[[str, random.Random], str]] = [_lines, _values, _characters]


def sources() -> list[str]:
    """The lessons and role-plays that come with the program."""
    return [path.read_text(encoding="utf-8") for path in sorted(Path(str(core())).rglob("*.toml"))]


def mutated(folder: Path, times: int, seed: int) -> tuple[int, int]:
    """Changes good lessons at random and reads them in every way the program does; gives how many were taken."""
    chance, every = dice("lessons", seed), sources()
    taken = 0
    (folder / "tests").mkdir(exist_ok=True)
    file = folder / "tests" / "one.toml"
    for _ in range(times):
        text = chance.choice(every)
        for _ in range(chance.randrange(1, 3)):
            text = chance.choice(MUTATIONS)(text or "a = 1", chance)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        began = time.monotonic()
        taken += opens(folder)
        report = check([folder])
        assert all(line.strip() for line in report.lines())
        assert time.monotonic() - began < LIMIT
    return taken, times


def opens(folder: Path) -> bool:
    """Whether a lesson of this pack can be opened; anything but a clear no is a fault."""
    library = Library([folder])
    found = False
    for head in library.heads():
        try:
            found = bool(library.lesson(head.id).steps)
        except NoLesson:
            continue
    return found


@pytest.mark.slow
def test_lessons_changed_at_random(tmp_path: Path) -> None:
    taken, _ = mutated(tmp_path, 60, 1)
    assert taken < 60


@pytest.mark.torture
def test_many_lessons_changed_at_random(tmp_path: Path, seed: int) -> None:
    taken, times = mutated(tmp_path, 2200, seed)
    print(f"\n{times} changed lessons: {taken} opened, {times - taken} refused, 0 crashes; seed {seed}")
