"""Two windows, commands and an editor on one plan, all at once: nobody's change is lost, half a thought neither (G5)."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coach.plan.records import NextStep, Success
from coach.store.files import write_whole
from tests.promises.home import dice, drafts, in_field, in_lesson, make_home, opened, question, texts
from tests.terminal import Terminal, coach

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
ROOT = Path(__file__).parents[2]


def commands(home: Path, count: int) -> None:
    """Another terminal, in which steps are added one after the other."""
    for n in range(count):
        line = [sys.executable, "-m", "coach", "--home", str(home), "add", f"by command {n}"]
        subprocess.run(line, check=True, capture_output=True, cwd=ROOT, stdin=subprocess.DEVNULL)


def script(plan: Path, count: int) -> None:
    """Somebody's own script, which knows nothing of locks: it looks whether its line is there and tries again."""
    for n in range(count):
        for _ in range(2000):
            text = plan.read_text(encoding="utf-8")
            if f'"by script {n}"' in text:
                break
            body, mark, saved = text.rpartition("\n[saved]\n")
            block = f'\n[[successes]]\nid = "w{n}"\nwhat = "by script {n}"\n'
            write_whole(plan, (body + block + mark + saved).encode())
            threading.Event().wait(0.02)


def answers(terminal: Terminal, count: int, words: str) -> None:
    """A window in which a lesson is answered."""
    for _ in range(count):
        n = question(terminal)
        terminal.send(f"{words} {n}")
        terminal.wait(f"{words} {n}")
        terminal.send("ctrl+n")
        terminal.wait(f"Question {n + 1}.")


def all_at_once(home: Path, count: int) -> None:
    """A window with the lesson, one with the plan, commands, and a script that edits the file."""
    commands(home, 1)
    helpers = [
        threading.Thread(target=commands, args=(home, count)),
        threading.Thread(target=script, args=(home / "people" / "me" / "plan.toml", count)),
    ]
    with in_lesson(home) as writing, coach(home.parent, "--home", str(home)) as looking:
        looking.wait("1 Today")
        looking.send("3", "]", "]")  # goals and steps
        for helper in helpers:
            helper.start()
        answers(writing, count, "my answer")
        for helper in helpers:
            while helper.is_alive():
                looking.read(0.05)
                writing.read(0.01)
        looking.wait(f"Next steps  {count + 1}")
        for terminal in (writing, looking):
            terminal.send("ctrl+q")
            assert terminal.wait_end() == 0
    plan = opened(home).plan
    assert {step.text for step in plan.all(NextStep)} == {f"by command {n}" for n in range(count)}
    assert {one.what for one in plan.all(Success)} == {f"by script {n}" for n in range(count)}
    assert texts(home) == {f"q{n}": f"my answer {n}" for n in range(1, count + 1)}


@pytest.mark.slow
def test_all_at_once(tmp_path: Path) -> None:
    all_at_once(make_home(tmp_path / "home"), 2)


@pytest.mark.torture
def test_all_at_once_for_long(tmp_path: Path) -> None:
    for n in range(3):
        all_at_once(make_home(tmp_path / f"home{n}"), 30)
    print("\n3 times 30 answers, 30 commands, 30 edits by a script: 0 lost")


@pytest.mark.slow
def test_two_windows_on_one_question(tmp_path: Path) -> None:
    """Answered in one window while half a thought stands in the other: both are kept."""
    home = make_home(tmp_path / "home")
    with in_lesson(home) as one, in_lesson(home) as two:
        two.send("half a thought")
        two.wait("half a thought")
        one.send("an answer")
        one.wait("an answer")
        one.send("ctrl+n")
        one.wait("Question 2.")
        two.settle(0.1)
        two.wait(lambda text: "Question 2." in text or "Question 1." in text)
        for terminal in (one, two):
            terminal.send("ctrl+q")
            assert terminal.wait_end() == 0
    assert texts(home) == {"q1": "an answer"}
    assert drafts(home)["q1"] == "half a thought"
    with in_lesson(home) as again:
        again.wait("Question 2.")
        again.send("ctrl+b")
        again.wait("Question 1.")
        again.wait("half a thought")
        assert in_field(again) == "half a thought"


@pytest.mark.torture
def test_two_windows_pressing_at_random(tmp_path: Path, seed: int) -> None:
    """Two windows walk one lesson at once; every answer either of them gave is in the history."""
    home, chance = make_home(tmp_path / "home"), dice("two windows", seed)
    given: set[str] = set()
    left: set[str] = set()  # half thoughts
    with in_lesson(home) as one, in_lesson(home) as two:
        for n in range(60):
            terminal = chance.choice([one, two])
            terminal.settle(0.02)
            words, before = f"words {n}", question(terminal)
            terminal.send(words)
            terminal.wait(lambda text, before=before, words=words: words in text or f"Question {before}." not in text)  # type: ignore[misc]
            if words not in terminal.text:  # the other window went on meanwhile, and this one with it
                left.add(words)
                continue
            before = question(terminal)
            terminal.send("ctrl+n")
            terminal.wait(lambda text, before=before: f"Question {before}." not in text or "step 40 of" in text)  # type: ignore[misc]
            given.add(words)
            if question(terminal) >= 38:
                break
        for terminal in (one, two):
            terminal.kill()
    told = " ".join(str(change.new) for event in opened(home).history() for change in event.changes)
    kept = told + str(drafts(home))
    lost = [words for words in given | left if words not in kept]  # who is moved on before the key has a draft
    assert not lost
    print(f"\n{len(given)} answers and {len(left)} half thoughts in two windows, 0 lost; seed {seed}")
