"""The table that says the same as a picture, line by line."""

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.pictures.months import months
from coach.pictures.sittings import Picture, number, picture
from coach.pictures.words import cells, month_lines, picture_lines
from coach.plan.plan import Plan
from screens.pictures import _drawn
from tests.pictures.person import MATTERS, NOW, SPOKES, wheel

TODAY = dt.date(2026, 11, 23)


def seen(*sittings: dict[str, Any]) -> Picture:
    plan = Plan()
    for n, fields in enumerate(sittings):
        plan = plan.changed("assessments", f"w{n}", fields)
    found = picture(plan, "wheel")
    assert found is not None
    return found


THREE = seen(*(wheel(day, [*now]) for day, now in NOW.items()))


def test_three_sittings() -> None:
    assert (
        picture_lines(THREE)
        == """\
Wheel
On a scale from 0 (very poor) to 10 (could not be better).
3 sittings: first 22 November 2025, last time 3 May 2026, now 20 November 2026.
Widest gaps: Room for life (now 3, matters 9) and Freedom (now 5, matters 7).
Since 3 May 2026: Learning 4 to 7 and Room for life 6 to 3; the rest is within
  noise.
Since the first time, 22 November 2025: Learning 3 to 7 and Room for life 5 to
  3; the rest is within noise.
Within noise: by no more than one step of the scale, which is taken as usual
  with fewer than 4 sittings.

                     first  last  now  matters  gap
Learning                 3     4    7        8    1
Use of my strengths      5     4    5        6    1
People                   6     7    6        7    1
Pay and security         7     6    6        7    1
Freedom                  4     5    5        7    2
Purpose                  6     5    6        8    2
Health and energy        6     7    7        8    1
Room for life            5     6    3        9    6

                               since last           since first
Learning                             up 3                  up 4
Use of my strengths    up 1, within noise              the same
People               down 1, within noise              the same
Pay and security                 the same  down 1, within noise
Freedom                          the same    up 1, within noise
Purpose                up 1, within noise              the same
Health and energy                the same    up 1, within noise
Room for life                      down 3                down 2""".splitlines()
    )


def test_without_the_room_for_a_table_each_line_is_a_sentence() -> None:
    lines = picture_lines(THREE, 36)
    assert lines[-3:] == [
        "Room for life: first 5, last 6, now",
        "  3; since last down 3; since first",
        "  down 2; matters 9, gap 6.",
    ]


def test_more_sittings_than_three_are_all_told() -> None:
    days = [f"2026-{month:02}-0{month % 9 + 1}" for month in range(1, 11)]
    lines = picture_lines(seen(*(wheel(day, [n, 10 - n]) for n, day in enumerate(days))))
    start = lines.index("Every sitting")
    assert (
        lines[start + 1 :]
        == """\
                     2 Jan 26  3 Feb 26  4 Mar 26  5 Apr 26  6 May 26
Learning                    0         1         2         3         4
Use of my strengths        10         9         8         7         6
                     7 Jun 26  8 Jul 26  9 Aug 26  1 Sep 26  2 Oct 26
Learning                    5         6         7         8         9
Use of my strengths         5         4         3         2         1""".splitlines()
    )


def test_one_sitting_and_what_was_not_rated() -> None:
    assert picture_lines(seen({**wheel("2026-11-20", [7, 5]), "second": {}}))[2:] == [
        "One sitting so far, 20 November 2026.", "", "                     now", "Learning               7",
        "Use of my strengths    5",
    ]  # fmt: skip
    lines = picture_lines(seen(wheel("2025-03-01", [3, 4]), wheel("2026-11-20", [4, None])))
    assert "Use of my strengths     4    -        6    -                   -" in lines


def test_long_and_wide_names_keep_the_columns() -> None:
    names = {"learning": "日本語の答え" * 4, "strengths": "My last move was my own choice, and not what came next"}
    lines = picture_lines(seen({**wheel("2026-03-01", [3, 4]), "names": names}, {**wheel("2026-11-20", [9, 4]),
                                                                                 "names": names}))  # fmt: skip
    assert max(cells(line) for line in lines) <= 80
    (one,) = (line for line in lines if line.endswith("8    -        up 6"))
    assert cells(one) == cells(next(line for line in lines if line.endswith("6    2    the same")))


def test_twelve_months() -> None:
    plan = Plan().changed("next_steps", "s", {"text": "x", "status": "done", "done_on": "2026-03-05"})
    assert (
        month_lines(months(plan, TODAY))
        == """\
Twelve months: December 2025 to November 2026 (so far)

                 Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov all
Steps done         0   0   0   1   0   0   0   0   0   0   0   0   1
Successes noted    0   0   0   0   0   0   0   0   0   0   0   0   0
Lessons finished   0   0   0   0   0   0   0   0   0   0   0   0   0
Reviews held       0   0   0   0   0   0   0   0   0   0   0   0   0""".splitlines()
    )
    assert "Steps done: 1 (Mar 1)." in month_lines(months(plan, TODAY), 40)


def test_whatever_stands_in_the_file_it_is_drawn() -> None:
    """A plan is a file that anybody may edit: numbers of any size, days out of order, scales upside down."""
    rows: list[dict[str, Any]] = [
        {**wheel("2026-03-01", [3, 4]), "ratings": {"learning": 1.7e308, "strengths": -1.7e308}},
        {**wheel("2026-03-01", [3, 4]), "taken_on": None, "created": "2026-05-01"},
        {**wheel("2026-03-01", [3, 4]), "ratings": {"learning": -3.0, "strengths": 5e5}},
    ]
    for scale in ({"min": 10, "max": 0}, {"min": 0, "max": 10**40}, {"min": 5, "max": 5}, None):
        shown = seen(*({**row, "scale": scale} for row in rows))
        assert len(shown.sittings) == 3
        for width in (1, 9, 20, 36, 53, 72, 109):
            assert _drawn(shown, width)
            assert picture_lines(shown, max(20, width))


# --- what the picture says, the table says ---------------------------------------------

ratings = st.lists(st.none() | st.integers(0, 10) | st.sampled_from([2.5, 6.25]), min_size=8, max_size=8)


@settings(max_examples=20, deadline=None)
@given(st.lists(ratings.filter(any), min_size=1, max_size=12), st.sampled_from([40, 72, 109]), st.booleans())
def test_the_table_says_every_number_of_the_picture(given: list[list[Any]], width: int, seconds: bool) -> None:
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=40 * n) for n in range(len(given))]
    second: dict[str, Any] = {} if seconds else {"second": {}}
    shown = seen(*(wheel(str(day), now, MATTERS, **second) for day, now in zip(days, given, strict=True)))
    for table in (picture_lines(shown, 80), picture_lines(shown, 36)):
        told = _numbers("\n".join(table))
        drawn = "\n".join(line.plain for line in _drawn(shown, width))
        assert all(line.cell_length <= width for line in _drawn(shown, width))
        assert _numbers(drawn) <= told | {str(end) for end in (0, 10)}
        for line in shown.lines:
            assert {number(point) for point in line.points if point is not None} <= told
            assert line.label in " ".join(" ".join(table).split())
    assert set(SPOKES.values()) >= {line.label for line in shown.lines}


def _numbers(text: str) -> set[str]:
    """The numbers in a text."""
    return set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)", text))


@pytest.mark.parametrize(("text", "wide"), [("Pay", 3), ("日本", 4), ("e\u0301", 1), ("👩🏽‍🔬", 6)])
def test_cells(text: str, wide: int) -> None:
    assert cells(text) == wide
