"""A lesson on the screen in another language, and in letters that are wide or run from right to left."""

from pathlib import Path

from rich.cells import cell_len

from coach import words
from coach.lessons.library import Library
from tests.plain.test_language import WIDE
from tests.screens.sample import make, press, running, type_in
from tests.words_in_code import everything

RATED = """
[[steps]]
id = "rate"
kind = "scale"
title = "どのくらい"
rows = [
  { id = "one", label = "毎週の仕事について、なぜそれをするのかと自分にたずねることがあります" },
  { id = "two", label = "e\u0301te\u0301 한국어" },
  { id = "three", label = "أختار عملي بنفسي" },
]
second = { label = "大切さはどのくらい" }
"""


async def test_the_shipped_lesson_is_walked_wholly_in_german(tmp_path: Path) -> None:
    words.speak("de")
    app = make(tmp_path, filled=False, lesson=None)
    app.desk.library = Library()
    app.first_lesson = "start-here"
    seen = []
    async with running(app) as pilot:
        await press(pilot, "enter")
        seen.append(app.text())
        await press(pilot, "ctrl+n", *"432134", "ctrl+n")
        seen.append(app.text())
        await type_in(pilot, "Die Abende")
        await press(pilot, "ctrl+n", "down", "enter", "enter", "1", "ctrl+n", "2", "0", "f2", "f1")
        seen.append(app.text())
        await press(pilot, "escape", "ctrl+n", "enter")
        seen.append(app.text())
        await type_in(pilot, "Ana anrufen")
        await press(pilot, "down", "down", "down")
        await type_in(pilot, "fertig")
        await press(pilot, "ctrl+n")
        seen.append(app.text())
        await press(pilot, "ctrl+n")
        seen.append(app.text())
    whole = "\n".join(seen)
    assert "✓ Geschafft" in seen[-1]
    assert "Montag, 30. November 2026: Ana anrufen" in seen[-1]
    assert "Warum diese Frage" in seen[2]
    assert [text for text in everything() if len(text.split()) > 2 and "{" not in text and text in whole] == []


async def test_columns_stand_below_one_another_in_any_letters(tmp_path: Path) -> None:
    app = make(tmp_path, lesson="wide", lessons={"wide": WIDE.replace('"t"', '"stock"') + RATED})
    async with running(app) as pilot:
        first = app.lines()
        assert any(line.strip().startswith("( ) 2  أريد أن أتعلّم") for line in first)
        await press(pilot, "enter")
        rated = [line for line in app.lines() if "1  2  3" in line]
        assert len({cell_len(line[: line.index("1  2  3")]) for line in rated}) == 1
        assert len(rated) == 3
        assert all(cell_len(line) <= 80 for line in (*first, *app.lines()))
