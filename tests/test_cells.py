"""Wide letters, joined ones and those that run the other way: measured as the screen measures them, never torn."""

import pytest
from rich.cells import cell_len

from coach.cells import clusters, cut, width, wrap
from coach.display import NARROW, shorten

TEXTS = ["plain", "家族👨‍👩‍👧‍👦と", "e\u0301te\u0301", "🇩🇪🇯🇵", "שלום", "مُحَمَّد", "👍🏽", "❤️", "한국어", "नमस्ते", "…“”–ß"]
LONG = "これは長い日本語の文章ですから、折り返しが「必要」です。👨‍👩‍👧‍👦e\u0301 and some English words"


@pytest.mark.parametrize("text", TEXTS)
def test_as_wide_as_on_the_screen(text: str) -> None:
    assert width(text) == cell_len(text)
    assert NARROW.fullmatch(text) is None or width(text) == len(text)


@pytest.mark.parametrize("room", range(1, 30))
def test_cut_and_wrapped_between_clusters(room: int) -> None:
    whole = set(clusters(LONG + "…"))
    for line in (cut(LONG, room), shorten(LONG, room), *wrap(LONG, max(room, 2))):
        assert set(clusters(line)) <= whole
        assert width(line) <= max(room, 2)
    assert "".join(wrap(LONG, max(room, 2))).replace(" ", "") == LONG.replace(" ", "")


def test_no_line_begins_with_what_ends_a_sentence() -> None:
    for room in range(8, 40):
        assert not [line for line in wrap(LONG, room)[1:] if line[0] in "、。」"]
