"""`kill -9` of the program at any moment: what the screen had shown as saved or kept is on disk (G1)."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.promises.home import STEPS, dice, drafts, in_field, in_lesson, make_home, opened, question, texts
from tests.store.test_kill import survive_kills
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills and terminals of POSIX")
WORDS = ["what", "I", "told", "nobody", "今日は", "Żółw", "ok"]


class Life:
    """One life of the program, from its start to its end without warning."""

    def __init__(self, terminal: Terminal, chance: random.Random) -> None:
        self.terminal = terminal
        self.chance = chance
        self.at = question(terminal)
        self.typed = in_field(terminal)
        self.given: dict[str, str] = {}  # what the answers are that were sent off
        self.last_key = 0.0
        self.rested = False  # whether the last frame has had the time to say what became of the last key

    def type(self) -> None:
        """A few words at an uneven pace."""
        for _ in range(self.chance.randrange(1, 4)):
            word = self.chance.choice(WORDS)
            self.terminal.send(word + " ")
            self.typed = f"{self.typed} {word}".strip()
            self.terminal.read(self.chance.choice([0, 0.01, 0.05]))
        self.last_key = time.monotonic()

    def go_on(self) -> None:
        """Keeps the answer."""
        self.terminal.send("ctrl+n")
        self.given[f"q{self.at}"] = self.typed
        self.at, self.typed = self.at + 1, ""

    def live(self, seconds: float) -> None:
        """Types and answers for so long, and is killed then: while typing, while saving, or a little later."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.type()
            if self.chance.random() < 0.4 and self.at < STEPS:  # a quick machine is through with all of them
                self.go_on()
                if time.monotonic() < end:
                    self.terminal.wait(f"Question {self.at}.")
        self.terminal.read(self.chance.choice([0, 0, 0.05, 0.5]))
        self.rested = time.monotonic() - self.last_key > 0.1
        self.terminal.kill()
        self.terminal.process.wait()
        while self.terminal.read(0.02):
            continue


def look(home: Path, life: Life) -> int:
    """Compares what was to be seen with what is on disk; gives how many answers were seen as saved."""
    kept, half = texts(home), drafts(home)
    seen = question(life.terminal)
    saved = {step: text for step, text in life.given.items() if int(step[1:]) < seen}
    for step, text in saved.items():
        assert kept.get(step, "").strip() == text, f"{step}: the screen had gone on to question {seen}"
    if life.rested and "draft kept" in life.terminal.text:
        shown = in_field(life.terminal)
        assert " ".join(half.get(f"q{seen}", "").split()).startswith(shown)
    assert not opened(home).notices
    return len(saved)


def killed_while_in_use(home: Path, times: int, chance: random.Random) -> int:
    """Kills the program `times` times and looks after each; gives how many answers it had shown as saved."""
    saved = 0
    for n in range(times):
        home = home if n % 3 else make_home(home.with_name(f"home{n}"))
        with in_lesson(home) as terminal:
            terminal.wait(lambda text: "ctrl+n" in text)
            life = Life(terminal, chance)
            life.live(chance.uniform(0.1, 1.2))
            saved += look(home, life)
    return saved


@pytest.mark.slow
def test_killed_while_in_use(tmp_path: Path) -> None:
    assert killed_while_in_use(tmp_path / "home", 2, dice("kills", 1)) > 1


@pytest.mark.torture
def test_a_draft_is_on_disk_before_it_is_called_kept(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    with in_lesson(home) as terminal:
        for n in range(1, 4):
            terminal.send(f"thought {n} ")
            terminal.wait(f"thought {n}")
            terminal.settle(0.1)
            terminal.wait("draft kept")
            assert f"thought {n}" in drafts(home)["q1"]
        terminal.kill()


@pytest.mark.torture
@pytest.mark.parametrize("part", range(4))
def test_a_thousand_kills_of_the_plan(part: int, tmp_path: Path, seed: int) -> None:
    shown = survive_kills(tmp_path / "me", 250, seed + part)
    print(f"\n250 kills, {shown} saves shown, 0 lost; seed {seed + part}")


@pytest.mark.torture
def test_sixty_kills_of_the_program(tmp_path: Path, seed: int) -> None:
    saved = killed_while_in_use(tmp_path / "home", 60, dice("kills", seed))
    print(f"\n60 kills while typing and answering, {saved} answers shown as saved, 0 lost; seed {seed}")
