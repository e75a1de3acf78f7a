"""A lesson line by line in another language, and in letters that are wide or run from right to left."""

import io
from pathlib import Path

from coach import words
from coach.cells import width
from coach.lessons.library import Library
from coach.plain.walk import run
from tests.helpers import Clock, open_workspace
from tests.words_in_code import everything

ANSWERS = ["", "4", "3", "x", "2", "1", "3", "4", "Ich habe gewählt.", ".", "2", "", "1", "20", "", "Ana anrufen", "",
           "fr", "Ich habe angerufen", "1", "7", "nächste Woche", "1", "", ""]  # fmt: skip
WIDE = """
format = 1
id = "wide"
title = "箱を開ける"
track = "t"
module = "m"
minutes = 5
audience = ["all"]
outcomes = ["見る"]
language = "ja"

[[steps]]
id = "way"
kind = "choice"
title = "どの道ですか"
prompt = "これまでの仕事の中で、自分で選んだものはどれですか。いつの間にかそうなったものはどれですか。"
options = [
  { id = "a", label = "自分で選んだ仕事を続けながら、少しずつ新しいことを学んでいきたいと思っています👨‍👩‍👧‍👦" },
  { id = "b", label = "أريد أن أتعلّم (قليلًا) كل أسبوع، 30 دقيقة" },
]
"""


def said(tmp_path: Path, library: Library, lesson: str, answers: list[str]) -> str:
    out = io.StringIO()
    run(open_workspace(tmp_path, Clock()), library, lesson, io.StringIO("\n".join(answers) + "\n"), out)
    return out.getvalue()


def test_the_shipped_lesson_is_walked_wholly_in_german(tmp_path: Path) -> None:
    words.speak("de")
    heard = said(tmp_path, Library(), "start-here", ANSWERS)
    assert "Das war „Mach die Kiste auf“. Alles ist gespeichert." in heard
    assert "Bitte eine ganze Zahl von 1 bis 5." in heard
    assert "Dein nächster Termin: Freitag, 27. November 2026: Ana anrufen." in heard
    english = [text for text in everything() if len(text.split()) > 2 and "{" not in text and text in heard]
    assert english == []


def test_wide_letters_fit_into_the_line(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "wide.toml").write_text(WIDE)
    heard = said(tmp_path, Library([tmp_path / "pack"]), "wide", ["1", ""])
    assert max(map(width, heard.splitlines())) <= 76
    assert "👨‍👩‍👧‍👦" in heard
    assert "2. أريد أن أتعلّم (قليلًا) كل أسبوع، 30 دقيقة" in heard  # as it was typed, after our own number
