"""Times as people say them: what they mean, what is kept of them, and which comes first."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.plan.moments import read_moment

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(("said", "told", "first"), [
    ("2019", "2019", "2019-01-01"),
    ("2027-06", "June 2027", "2027-06-01"),
    ("06/2027", "June 2027", "2027-06-01"),
    ("15.6.2027", "June 2027", "2027-06-01"),
    ("2027-06-15", "June 2027", "2027-06-01"),
    ("june 2027", "June 2027", "2027-06-01"),
    ("Dec. 2027", "December 2027", "2027-12-01"),
    ("2027-Q2", "April to June 2027", "2027-04-01"),
    ("Q3 2027", "July to September 2027", "2027-07-01"),
    ("3rd quarter 2027", "July to September 2027", "2027-07-01"),
    ("H2 2027", "the second half of 2027", "2027-07-01"),
    ("late 2027", "late in 2027", "2027-09-01"),
    ("mid-2027", "the middle of 2027", "2027-05-01"),
    ("about 2027, perhaps", "2027", "2027-01-01"),
    ("2019-2021", "2019", "2019-01-01"),
    ("2019-20", "2019", "2019-01-01"),
    ("now", "now", "2026-11-22"),
    ("Next", "within a year or so", "2027-11-22"),
    ("later", "in one to five years", "2031-11-22"),
    ("in 2 years", "2028", "2028-01-01"),
    ("3 years ago", "2023", "2023-01-01"),
    ("last year", "2025", "2025-01-01"),
    ("in 6 months", "May 2027", "2027-05-01"),
    ("next month", "December 2026", "2026-12-01"),
    ("june", "June 2027", "2027-06-01"),
    ("12 dec", "December 2026", "2026-12-01"),
])  # fmt: skip
def test_what_people_say(said, told, first):
    moment = read_moment(said, TODAY)
    assert moment is not None
    assert (moment.told, moment.first.isoformat()) == (told, first)


@pytest.mark.parametrize("said", ["", "childhood", "after my studies", "99", "9999", "march madness"])
def test_what_means_no_time(said):
    assert read_moment(said, TODAY) is None


@pytest.mark.parametrize(("said", "kept"), [
    ("2019-2021", "2019-2021"), ("June  2027", "June 2027"), ("Today", "now"), ("NEXT", "next"), ("soon", "soon"),
    ("in 2 years", "2028"), ("3 years ago", "2023"), ("in 6 months", "2027-05"), ("next month", "2026-12"),
    ("next year", "2027"), ("fri", "2026-11"),
])  # fmt: skip
def test_what_is_kept_means_the_same_time_next_year(said, kept):
    moment = read_moment(said, TODAY)
    assert moment is not None and moment.kept == kept
    again = read_moment(kept, TODAY)
    assert again is not None and again.kept == kept and again.first == moment.first


def test_the_order_of_time():
    said = ["later", "2026", "next", "2029", "2019", "now", "2027-06", "2027", "2019-03", "2040"]
    moments = [moment for text in said if (moment := read_moment(text, TODAY))]
    moments.sort(key=lambda moment: moment.order(TODAY))
    assert [moment.kept for moment in moments] == [
        "2019",
        "2019-03",
        "now",
        "2026",
        "2027",
        "2027-06",
        "next",
        "2029",
        "later",
        "2040",
    ]


@given(st.text(max_size=40), st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)))
def test_no_text_is_too_odd(text, today):
    moment = read_moment(text, today)
    if moment is not None:
        assert moment.first <= moment.last
        assert moment.names and moment.kept
