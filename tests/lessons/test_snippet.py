"""The line under a fault: the mark stands under the place, however wide, long or hostile the line is."""

import pytest

from coach.lessons.faults import Fault, Spot
from coach.lessons.snippet import WIDTH, cells, snippet


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "at", "marked"),
    [
        ('id = "one"', 6, 5, 'id = "one"', 5, 5),
        ("\tid = 1", 2, 2, "    id = 1", 4, 2),
        ('x = "早い" # y', 10, 1, 'x = "早い" # y', 11, 1),
        ('x = "早い"', 6, 2, 'x = "早い"', 5, 4),
        ('x = "e\u0301"  y', 11, 1, 'x = "e\u0301"  y', 9, 1),
        ("a\x1b[2Jb", 2, 1, "a\u241b[2Jb", 1, 1),
        ("a\u202eb", 3, 1, "a‹U+202E›b", 9, 1),
        ("short", 40, 3, "short", 5, 1),
        ("", 1, 1, "", 0, 1),
    ],
)
def test_the_place_in_a_line(line: str, column: int, length: int, shown: str, at: int, marked: int) -> None:
    assert snippet(line, column, length) == (shown, at, marked)


@pytest.mark.parametrize("column", [1, 60, 5_000, 99_990])
@pytest.mark.parametrize("letter", ["x", "早"])
def test_a_long_line_is_cut_round_the_place(letter: str, column: int) -> None:
    line = letter * (column - 1) + "HERE" + letter * (100_000 - column)
    shown, at, length = snippet(line, column, 4)
    assert cells(shown) <= WIDTH
    assert length == 4
    assert cells(shown[: shown.index("HERE")]) == at
    assert shown.strip("…") in line
    assert shown.startswith("…") == (not line.startswith(shown.strip("…")))
    assert shown.endswith("…") == (not line.endswith(shown.strip("…")))


def test_a_long_place_is_cut_too() -> None:
    shown, at, length = snippet('x = "' + "y" * 5_000 + '"', 5, 5_002)
    assert (at, shown[-1], cells(shown) <= WIDTH) == (4, "…", True)
    assert at + length <= WIDTH


def test_two_places_of_one_file_stand_in_their_order() -> None:
    other = Spot("a.toml", 9, 1, 2, "id = 1", "the first")
    fault = Fault("a.toml", 12, 6, "C301", "twice", "Change it.", "error", 1, "id = 1", other)
    assert fault.text().split("\n") == [
        "a.toml:12:6: C301 twice",
        "     9 | id = 1",
        "       | -- the first",
        "    12 | id = 1",
        "       |      ^",
        "    Change it.",
    ]


def test_a_place_in_another_file_is_named() -> None:
    fault = Fault(
        "a.toml", 2, 1, "C301", "twice", "Change it.", "error", 2, "id", Spot("b.toml", 1, 1, 2, "id", "there")
    )
    assert "    b.toml:1:1:" in fault.text().split("\n")
    assert Fault("a.toml", 1, 1, "C103", "large", "Split it.").shown() == []
