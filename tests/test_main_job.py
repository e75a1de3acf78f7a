"""The main job in a real pseudo-terminal, by keys alone: from nothing to a plan, left in the middle and found again."""

import subprocess
import sys
from pathlib import Path

import tomli

from tests.terminal import Terminal, coach

HALF = "half a [b]thought[/b] about 移動 👩🏽‍🔬"
COMMITMENT = "Ask Devi what she tried [/] first"


def program(home: Path, *args: str) -> Terminal:
    return coach(home, "--home", str(home / "data"), *args)


def press(terminal: Terminal, *keys: str) -> None:
    """Presses keys at the pace of a person, who sees each take effect."""
    for key in keys:
        terminal.send(key)
        terminal.settle(0.04)


def leave_out(terminal: Terminal, title: str, next_title: str) -> None:
    """Leaves a step out, with a reason."""
    terminal.wait(title)
    terminal.settle(0.05)  # the dialog of the step before may still be going
    terminal.send("ctrl+g")
    terminal.wait("Why leave it out")
    terminal.send("another day")
    terminal.wait("another day")
    terminal.send("enter")
    terminal.wait(next_title)


def open_lesson(terminal: Terminal, words: str) -> None:
    """Finds a lesson in Learn and opens it."""
    press(terminal, "/", "end", *["backspace"] * 20)  # what was looked for last still stands there
    terminal.send(words)
    terminal.wait(words)
    press(terminal, "enter")
    terminal.settle()
    terminal.send("enter")


def play_to_a_good_ending(terminal: Terminal) -> None:
    terminal.wait("› Begin")
    terminal.send("enter")
    terminal.wait("I'm just guessing now")
    terminal.send("c")
    terminal.wait("› Go on")
    terminal.send("enter")
    terminal.wait(lambda text: "12:20" in text)
    terminal.send("a")
    terminal.wait("› Go on")
    terminal.send("enter")
    terminal.wait("A good ending")


def commit(terminal: Terminal) -> None:
    terminal.wait("How sure")
    terminal.settle()
    press(terminal, "shift+tab", "shift+tab", "shift+tab")
    press(terminal, "end", *["backspace"] * 60)
    terminal.send(COMMITMENT)
    terminal.wait(COMMITMENT)
    press(terminal, "tab", "tab", "end", *["backspace"] * 12)
    terminal.send("2031-05-02")
    terminal.wait("Friday 2 May 2031")
    press(terminal, "tab")
    terminal.send("she tells me two things")
    terminal.wait("she tells me two things")
    terminal.send("ctrl+n")


def test_from_nothing_to_a_plan_and_back(tmp_path: Path) -> None:
    with program(tmp_path) as terminal:  # first run
        terminal.wait("What may I call you")
        terminal.send("Ada [/x]", "enter")
        terminal.wait("2 of 3")
        terminal.send("enter")
        terminal.wait("3 of 3")
        terminal.send("enter")
        terminal.wait("Shall we begin")
        terminal.send("down", "enter")  # look around first
        terminal.wait("1 Today")
        terminal.send("2")
        terminal.wait("lessons done")
        open_lesson(terminal, "give the answer")
        terminal.wait("This lesson builds on")
        press(terminal, "esc")  # goes on without
        terminal.wait("The ladder of help")
        terminal.send("enter")
        leave_out(terminal, "Effort, struggle, emergency", "Wednesday at noon")
        play_to_a_good_ending(terminal)
        terminal.send("ctrl+n")
        leave_out(terminal, "Six moments", "step 5 of")
        for n in range(5, 10):
            leave_out(terminal, f"step {n} of", f"step {n + 1} of")
        commit(terminal)
        terminal.wait("What this lesson wrote")
        press(terminal, "esc")
        terminal.wait("lessons done")
        terminal.settle()
        open_lesson(terminal, "open the box")
        terminal.wait("The box you carry")
        terminal.send("enter")
        leave_out(terminal, "Chosen or drifted", "step 3 of")
        terminal.send(HALF)
        terminal.wait("draft kept")
        place = terminal.text.splitlines()[0]
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0

    with program(tmp_path) as terminal:  # weeks later
        terminal.wait("step 3 of")
        terminal.send("enter")
        terminal.wait("half a [b]thought[/b] about 移動")
        assert terminal.text.splitlines()[0] == place
        terminal.send("esc")
        terminal.wait("1 Today")
        terminal.send("3")
        terminal.wait("Where I am now")
        terminal.send("]")
        terminal.wait("Where I would like to be")
        terminal.send("]")
        terminal.wait("Ask Devi what she tried [/] first")
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0

    plan = tomli.loads((tmp_path / "data/people/me/plan.toml").read_text(encoding="utf-8"))
    assert plan["profile"]["name"] == "Ada [/x]"
    step = next(step for step in plan["next_steps"] if step["text"] == COMMITMENT)
    assert (str(step["due"]), step["done_looks_like"]) == ("2031-05-02", "she tells me two things")
    assert [a["note"] for a in plan["assessments"]] == ["The next one is hers"]
    exported = subprocess.run(
        [sys.executable, "-m", "coach", "--home", str(tmp_path / "data"), "export", "md", "--for", "me"],
        capture_output=True, text=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip
    assert "Ask Devi what she tried" in exported
    assert "The next one is hers" in exported
