"""What is typed or pasted is stored exactly so, in any writing; files edited by hand are taken as they are (G9)."""

import os
import unicodedata
from pathlib import Path

import pytest
from textual import events

from coach.plan.events import with_old
from coach.plan.records import Goal, NextStep
from screens.driver import Decoder, acceptable
from tests.helpers import open_workspace
from tests.promises.home import in_lesson, make_home, opened, question, texts
from tests.terminal import Terminal, coach

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")

TYPED = [
    "Żółw, Ångström, ℵ, ß, ñandú",
    "移動　する",  # with the wide space of Japanese keyboards
    "می‌خواهم",  # with a non-joiner inside the word
    "👩🏽‍🔬 👨‍👩‍👧‍👦 🏳️‍🌈 🇵🇱",
    "prix : 5 €, 10 km",  # spaces that do not break
    "newer than this Python: \U0001fae8 \U0001f6dc \U0001fabf",
    "שלום\u200f!",  # with a mark of direction
    "e\u0301 and é",  # one letter as two characters, and as one
    "soft\u00adhyphen",
    "[b]not bold[/b] {0} %s ${plan.x} \\",
    "हिन्दी, ไทย, தமிழ், 한국어",
]
PASTED = "first line\n\n\tsecond [b]line[/]\n– 移動　する –\n" + "x" * 5000


def answer(terminal: Terminal) -> None:
    """Keeps the answer and goes on."""
    n = question(terminal)
    terminal.send("ctrl+n")
    terminal.wait(f"Question {n + 1}.")


@pytest.mark.slow
def test_typed_and_pasted(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home")
    with in_lesson(home) as terminal:
        for text in TYPED:
            terminal.send(text)
            terminal.settle(0.03)
            answer(terminal)
        for text in (PASTED, "with\x1b[2J \x00control\x9b \x07characters\x7f"):
            terminal.paste(text)
            terminal.settle(0.1)
            answer(terminal)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
    assert list(texts(home).values()) == [*TYPED, PASTED, "with[2J control characters"]


def test_no_character_is_left_out() -> None:
    """What Textual's fields would pass over comes to them as a paste; keys that do something stay keys."""
    for typed in "".join(TYPED):
        message = acceptable(events.Key(typed, typed))
        assert typed.isprintable() or (isinstance(message, events.Paste) and message.text == typed), repr(typed)
    for key, character in {
        "ctrl+q": "\x11",
        "enter": "\r",
        "tab": "\t",
        "f1": None,
        "a": "a",
        "ctrl+left": None,
    }.items():
        assert isinstance(acceptable(events.Key(key, character)), events.Key), key


def test_a_paste_is_no_keys() -> None:
    """However a paste is cut into pieces: no escape and no other command of it gets through, and none of its letters."""
    pasted = "a\x1b[2J\x11\x07\x1b]52;c;?\x07é\tb\nc\x9b\x7f"
    stream = f"x\x1b[A\x1b[200~{pasted}\x1b[201~\x11y".encode()
    expected = "x\x1b[A\x1b[200~a[2J]52;c;?é\tb\nc\x1b[201~\x11y"
    for size in range(11, len(stream) + 1):
        decoder = Decoder()
        pieces = [stream[n : n + size] for n in range(0, len(stream), size)]
        assert "".join(map(decoder.decode, pieces)) == expected, size


@pytest.mark.slow
def test_on_one_line(tmp_path: Path) -> None:
    """In a field of one line too; a pasted line break becomes a space there, and nothing else changes."""
    home = make_home(tmp_path / "home")
    text = TYPED[1] + TYPED[2] + TYPED[3]
    with coach(tmp_path, "--home", str(home)) as terminal:
        terminal.wait("1 Today")
        for paste in (False, True):
            terminal.send("a")
            terminal.settle(0.2)
            terminal.paste(f"{text}\n{text}") if paste else terminal.send(text)
            terminal.settle(0.2)
            terminal.send("ctrl+s")
            terminal.settle(0.3)
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
    assert {step.text for step in opened(home).plan.all(NextStep)} == {text, f"{text} {text}"}


@pytest.mark.slow
def test_a_plan_edited_on_windows(tmp_path: Path) -> None:
    """With a byte order mark, other line ends, and a key that this version does not know, while the app is open."""
    home = make_home(tmp_path / "home")
    with coach(tmp_path, "--home", str(home), "add", "Ask Ravi") as terminal:
        assert terminal.wait_end() == 0
    file = home / "people" / "me" / "plan.toml"
    with coach(tmp_path, "--home", str(home)) as terminal:
        terminal.wait("Ask Ravi")
        text = file.read_text(encoding="utf-8").replace("Ask Ravi", "Ask Zoë, 移動")
        text = text.replace("\n[saved]", '\n[[next_steps]]\nid = "mine"\ntext = "by hand"\nnew_key = "ü"\n\n[saved]')
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        terminal.wait("Ask Zoë, 移動")
        terminal.wait("by hand")
        terminal.send("ctrl+q")
        assert terminal.wait_end() == 0
    kept = file.read_text(encoding="utf-8")
    assert "Ask Zoë, 移動" in kept
    assert 'new_key = "ü"' in kept
    assert not list(file.parent.glob("*.damaged-*"))


def test_kept_as_it_was_typed(tmp_path: Path) -> None:
    """By the journal, by the files that people read, and by a draft."""
    texts = [*TYPED, PASTED, "a line\r\nand another\r", " \ttwo spaces  \n\n", "controls \x00\x1b[2J\x9b\x7f\u2028"]
    workspace = open_workspace(tmp_path)
    for n, text in enumerate(texts):
        answer = {"kind": "text", "value": {"text": text}, "prompt": text}
        changes = [with_old(workspace.plan, "answers", f"start-here/q{n}", answer)]
        workspace.record("answered", [*changes, with_old(workspace.plan, "goals", f"g{n}", {"name": text})], text)
        workspace.drafts.keep("start-here", f"q{n}", {"text": text})
    by_journal = open_workspace(tmp_path)
    workspace.close()
    for kept in (by_journal, open_workspace(tmp_path)):
        answers = kept.plan.answers.of("start-here")
        assert [answer.value for answer in answers.values()] == [{"text": text} for text in texts]
        assert [answer.prompt for answer in answers.values()] == [goal.name for goal in kept.plan.all(Goal)] == texts
        assert [raw["text"] for raw in kept.drafts.of("start-here").values()] == texts


def test_nothing_is_normalised() -> None:
    """The texts above would not be the same if somebody put them into a normal form."""
    assert any(unicodedata.normalize("NFC", text) != text for text in TYPED)
