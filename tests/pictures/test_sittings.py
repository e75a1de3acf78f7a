"""Sittings over time: which are compared, what has moved, what is within noise, the widest gaps."""

from typing import Any

import pytest

from coach.pictures.sittings import Change, Picture, instruments, number, picture
from coach.plan.plan import Plan
from coach.review.noise import Usual
from tests.pictures.person import wheel


def plan_of(*sittings: dict[str, Any]) -> Plan:
    plan = Plan()
    for n, fields in enumerate(sittings):
        plan = plan.changed("assessments", f"w{n}", fields)
    return plan


def seen(*sittings: dict[str, Any], instrument: str = "wheel") -> Picture:
    found = picture(plan_of(*sittings), instrument)
    assert found is not None
    return found


def test_first_last_and_now() -> None:
    shown = seen(wheel("2026-11-20", [7, 3]), wheel("2025-03-01", [3, 5]), wheel("2026-03-01", [4, 6]))
    learning, strengths = shown.lines
    assert learning.points == (3, 4, 7)
    assert (learning.first, learning.last, learning.now) == (3, 4, 7)
    assert (learning.since_last, learning.since_first) == (
        Change(3, Usual(1, assumed=True)),
        Change(4, Usual(1, assumed=True)),
    )
    assert strengths.since_last is not None
    assert strengths.since_last.words == "down 3"
    assert shown.moved_words() == [
        "Since 1 March 2026: Learning 4 to 7 and Use of my strengths 6 to 3.",
        "Since the first time, 1 March 2025: Learning 3 to 7 and Use of my strengths 5 to 3.",
    ]
    assert shown.noise_words() == []


def test_a_change_no_larger_than_usual_is_within_noise() -> None:
    days = ("2024-03-01", "2025-03-01", "2026-03-01", "2026-11-20")
    rated = ([6, 5, 2], [3, 5, 2], [6, 5, 2], [4, 5, 7])
    shown = seen(*(wheel(day, [*now]) for day, now in zip(days, rated, strict=True)))
    changes = [line.since_last.words for line in shown.lines if line.since_last]
    assert changes == ["down 2, within noise", "the same", "up 5"]
    assert shown.moved_words()[0] == "Since 1 March 2026: People 2 to 7; the rest is within noise."
    assert shown.noise_words() == ["Within noise: by no more than two of your sittings usually differ."]


def test_with_two_sittings_one_step_of_the_scale_is_usual() -> None:
    shown = seen(wheel("2026-03-01", [3, 5]), wheel("2026-11-20", [4, 5]))
    assert shown.moved_words() == ["Since 1 March 2026: every change is within noise."]
    assert shown.noise_words() == [
        "Within noise: by no more than one step of the scale, which is taken as usual with fewer than 4 sittings."
    ]
    assert seen(wheel("2026-03-01", [3]), wheel("2026-11-20", [3])).moved_words() == [
        "Since 1 March 2026: no number has changed."
    ]
    assert seen(wheel("2026-03-01", [3, None]), wheel("2026-11-20", [None, 3])).moved_words() == [
        "Since 1 March 2026: nothing was rated both times."
    ]


@pytest.mark.parametrize(
    ("other", "why"),
    [({"instrument_version": 2}, "version 2, 0 to 10"), ({"scale": {"min": 1, "max": 5}}, "version 1, 1 to 5")],
)
def test_only_what_asked_the_same_is_compared(other: dict[str, Any], why: str) -> None:
    shown = seen(wheel("2026-03-01", [3], **other), wheel("2026-05-01", [4]), wheel("2026-11-20", [7]))
    assert [sitting.id for sitting in shown.sittings] == ["w1", "w2"]
    assert shown.earlier_words() == f"Not compared, for it asked differently: 1 March 2026 ({why})."
    reworded: dict[str, Any] = {"scale": {"min": 0, "max": 10, "low": "nothing of it"}}
    assert len(seen(wheel("2026-03-01", [3], **reworded), wheel("2026-11-20", [7])).sittings) == 2


def test_the_two_widest_gaps() -> None:
    shown = seen(wheel("2026-11-20", [7, 5, 3, 9], [9, 6, 9, 2]))
    assert [line.label for line in shown.gaps] == ["People", "Learning"]
    assert shown.gap_words() == "Widest gaps: People (now 3, matters 9) and Learning (now 7, matters 9)."
    assert shown.lines[3].gap == -7
    assert seen(wheel("2026-11-20", [9], [2])).gap_words() == ""


def test_what_is_not_rated_every_time() -> None:
    shown = seen(wheel("2025-03-01", [3, 4]), wheel("2026-03-01", [None, 5]), wheel("2026-11-20", [4, None]))
    learning, strengths = shown.lines
    assert learning.points == (3, None, 4)
    assert learning.since_last is None
    assert learning.since_first is not None
    assert strengths.now is None
    assert strengths.gap is None


def test_numbers_that_are_none_and_days_that_are_not_known() -> None:
    sitting = {**wheel("2026-11-20", [4, 5]), "taken_on": None}
    sitting["ratings"] = {"learning": float("nan"), "strengths": 5.0}
    shown = seen(sitting)
    assert [line.id for line in shown.lines] == ["strengths"]
    assert shown.when() == "One sitting so far, a day that is not known."


def test_a_role_play_rates_nothing() -> None:
    plan = plan_of(wheel("2026-11-20", [4]), {"instrument": "role-play-x", "ratings": {"rung-1": 2}})
    assert instruments(plan) == ["wheel"]
    assert picture(Plan(), "wheel") is None


def test_the_ends_of_the_picture() -> None:
    assert seen(wheel("2026-11-20", [4])).ends == (0, 10)
    shares = wheel("2026-11-20", [14, 32], [40, 20], scale={"min": 0, "max": 100})
    assert seen(shares).ends == (0, 40)
    assert seen(wheel("2026-11-20", [4], scale=None)).ends == (0, 10)


@pytest.mark.parametrize(
    ("n", "words"), [(7.0, "7"), (6.5, "6.5"), (6.25, "6.25"), (1 / 3, "0.33"), (-0.001, "0"), (100.0, "100")]
)
def test_numbers_are_rounded_to_two_places(n: float, words: str) -> None:
    assert number(n) == words


def test_fractions_leave_nothing_over() -> None:
    shown = seen(wheel("2026-03-01", [3]), wheel("2026-11-20", [3]))
    rated = {**wheel("2026-03-01", [3]), "ratings": {"learning": 0.3}}
    again = {**wheel("2026-11-20", [3]), "ratings": {"learning": 0.1 + 0.2}}
    for one in (shown, seen(rated, again)):
        assert one.lines[0].since_last is not None
        assert one.lines[0].since_last.words == "the same"
