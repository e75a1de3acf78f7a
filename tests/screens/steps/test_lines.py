"""Lines keep their ids through everything that can be done to them."""

import pytest
from hypothesis import given as with_
from hypothesis import strategies as st

from screens.steps.lines import carry, unbulleted

OLD = [("a", "Ask"), ("b", "Build"), ("c", "Call")]


def carried(new, old=OLD, gone=None):
    return carry(old, new, {} if gone is None else gone)


def test_nothing_changed():
    assert carried(["Ask", "Build", "Call"]) == OLD


def test_a_rewritten_line_keeps_its_id():
    assert carried(["Ask", "Build!", "Call"]) == [("a", "Ask"), ("b", "Build!"), ("c", "Call")]


def test_a_new_line_has_none():
    assert carried(["Ask", "", "Build", "Call"]) == [("a", "Ask"), ("", ""), ("b", "Build"), ("c", "Call")]


def test_a_line_that_is_taken_out_takes_its_id_along():
    assert carried(["Ask", "Call"]) == [("a", "Ask"), ("c", "Call")]


def test_lines_that_change_places():
    assert carried(["Build", "Ask", "Call"]) == [("b", "Build"), ("a", "Ask"), ("c", "Call")]


def test_a_line_that_comes_back_has_its_id_again():
    gone: dict[str, str] = {}
    without = carried(["Ask", "Call"], gone=gone)
    assert gone == {"Build": "b"}
    assert carry(without, ["Ask", "Build", "Call"], gone) == OLD


def test_a_line_that_was_emptied_first_comes_back_too():
    gone: dict[str, str] = {}
    emptied = carried(["Ask", "", "Call"], gone=gone)
    assert emptied[1] == ("b", "")
    without = carry(emptied, ["Ask", "Call"], gone)
    assert carry(without, ["Ask", "Call", "Build"], gone) == [("a", "Ask"), ("c", "Call"), ("b", "Build")]


def test_a_line_that_was_emptied_and_written_anew_keeps_its_id():
    gone: dict[str, str] = {}
    emptied = carried(["Ask", "", "Call"], gone=gone)
    anew = carry(emptied, ["Ask", "Bake", "Call"], gone)
    assert anew[1] == ("b", "Bake")
    assert carry(anew, ["Ask", "Bake", "Call", "Build"], gone)[3] == ("", "Build")


def test_a_split_line_leaves_its_id_with_the_first_half():
    assert carried(["As", "k", "Build", "Call"]) == [("a", "As"), ("", "k"), ("b", "Build"), ("c", "Call")]


def test_joined_lines_keep_the_first_id():
    assert carried(["AskBuild", "Call"]) == [("a", "AskBuild"), ("c", "Call")]


def test_equal_lines_stay_two():
    old = [("a", "same"), ("b", "same")]
    assert carried(["same", "same", "same"], old) == [("a", "same"), ("b", "same"), ("", "same")]
    assert carried(["same"], old) == [("a", "same")]


TEXTS = st.lists(st.sampled_from(["", "x", "y", "z", "long one"]), max_size=6)


@with_(st.lists(TEXTS, min_size=1, max_size=6))
def test_an_id_is_never_given_twice(changes):
    kept: list[tuple[str, str]] = list(OLD)
    gone: dict[str, str] = {}
    for new in changes:
        kept = carry(kept, new, gone)
        assert [text for _, text in kept] == new
        ids = [id for id, _ in kept if id]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("pasted", "items"),
    [
        ("- a\n- b\n", "a\nb"),
        ("1. a\r\n2) b", "a\nb"),
        ("• a\n\n  * b", "a\nb"),
        ("-5 degrees\n2027", "-5 degrees\n2027"),
    ],
)
def test_unbulleted(pasted, items):
    assert unbulleted(pasted) == items
