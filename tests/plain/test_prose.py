"""An author's text for the ear, and where a person's own words stand in it."""

import time

import pytest

from coach.plain.prose import prose, unmarked
from coach.plan.plan import Plan
from tests.helpers import HOSTILE, course, given


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("**Checking** it *often* helps.", "Checking it often helps."),
        ("_soft_ and __strong__, ***both***", "soft and strong, both"),
        ("a name_with_lines and 2 * 3 * 4", "a name_with_lines and 2 * 3 * 4"),
        ("\\*not a mark\\*", "*not a mark*"),
        ("One\nparagraph.\n\nAnother\none.", "One paragraph.\n\nAnother one."),
        ("## What is next\nThis.", "What is next\nThis."),
        ("Take:\n- one *thing*\n- another\n  and more", "Take:\n- one thing\n- another and more"),
        ("1. first\n2. second", "1. first\n2. second"),
        ("* star\n+ plus", "- star\n- plus"),
        ("C# and 5 - 3", "C# and 5 - 3"),
    ],
)
def test_marks_are_not_heard(text: str, heard: str) -> None:
    assert prose(text, given()) == heard


@pytest.mark.parametrize("text", HOSTILE)
def test_a_persons_own_words_are_never_read_as_marks(text: str) -> None:
    plan = Plan().changed("profile", "profile", {"name": text})
    assert prose("*You* are ${plan.profile.name|somebody}.", given(plan)) == f"You are {text}."


def test_no_lesson_has_marks_left_when_it_is_heard() -> None:
    library, around = course(), given()
    for head in library.heads():
        for step in library.lesson(head.id).steps:
            text = prose(getattr(step, "text", "") or getattr(step, "answer", ""), around)
            assert "*" not in text, (head.id, step.id)
            assert "__" not in text, (head.id, step.id)


@pytest.mark.slow
def test_a_text_full_of_marks_takes_no_time() -> None:
    began = time.monotonic()
    for mark in ("*a ", "**a ", "_a ", "*a* ", "\\*", "- *", "# *a\n"):
        prose(mark * (100_000 // len(mark)), given())
    assert time.monotonic() - began < 5


def test_lines_of_a_document() -> None:
    assert unmarked("A \\[b\\] \\*c\\* d\\_e") == "A [b] *c* d_e"
