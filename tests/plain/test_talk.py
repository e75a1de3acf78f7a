"""Questions of every kind: what counts as an answer, and what is said when a line is none."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from coach.plain.talk import Talk, asking, sentence, several
from tests.helpers import HOSTILE
from tests.plain.test_voice import talked

MONDAY = dt.date(2026, 11, 23)

Ask = Callable[[Talk], Any]


def line(**more: Any) -> Ask:
    return lambda talk: talk.ask_line("Name", **more)


def number(**more: Any) -> Ask:
    return lambda talk: talk.ask_number("How many", 1, 5, **more)


def amount(low: float | None = None, high: float | None = None, now: str = "", needed: bool = False) -> Ask:
    return lambda talk: talk.ask_amount("Hours", low, high, now, needed)


def numbers(count: int = 4, **more: Any) -> Ask:
    return lambda talk: talk.ask_numbers("Which", count, **more)


def yes(**more: Any) -> Ask:
    return lambda talk: talk.ask_yes("Sure?", **more)


def date(now: str | None = None, needed: bool = False) -> Ask:
    return lambda talk: talk.ask_date("When?", MONDAY, now, needed)


def choose(**more: Any) -> Ask:
    return lambda talk: talk.choose("Which?", ["red", "green"], **more)


@pytest.mark.parametrize(
    ("ask", "typed", "answer"),
    [
        (line(), "Ada", "Ada"),
        (line(), "", ""),
        (line(now="Ada"), "", "Ada"),
        (line(now="Ada"), "-", ""),
        (line(now="Ada"), "Grace", "Grace"),
        (line(needed=True), "-", "-"),
        (number(), "3", 3),
        (number(), " 5 ", 5),
        (number(), "٣", 3),  # any script's digits
        (number(now=4), "", 4),
        (number(needed=False), "", None),
        (number(now=4, needed=False), "-", None),
        (amount(), "7,5", "7,5"),
        (amount(0, 168), "57.25", "57.25"),
        (amount(now="3"), "", "3"),
        (amount(now="3"), "-", ""),
        (numbers(), "2, 4;1", [2, 4, 1]),
        (numbers(), "2 2 2", [2]),
        (numbers(), "", []),
        (numbers(now=[1, 3]), "", [1, 3]),
        (numbers(now=[1, 3]), "-", []),
        (numbers(least=1, most=1), "3", [3]),
        (yes(), "Y", True),
        (yes(), "no", False),
        (yes(), "", None),
        (yes(now=True), "", True),
        (yes(now=True), "-", None),
        (date(), "fri", "2026-11-27"),
        (date(), "2027-03-01", "2027-03-01"),
        (date(), "", None),
        (date(now="2027-03-01"), "", "2027-03-01"),
        (date(now="2027-03-01"), "-", None),
        (date(now="no date"), "", None),
        (choose(), "2", 1),
        (choose(now=0), "", 0),
        (choose(needed=False), "", None),
    ],
)
def test_what_counts_as_an_answer(ask: Ask, typed: str, answer: Any) -> None:
    talk, heard = talked(typed)
    assert ask(talk) == answer
    assert "please" not in heard.getvalue()


@pytest.mark.parametrize(
    ("ask", "typed", "why", "then", "answer"),
    [
        (line(needed=True), "", "This one is needed", "Ada", "Ada"),
        (number(), "", "A whole number from 1 to 5", "3", 3),
        (number(), "6", "A whole number from 1 to 5", "3", 3),
        (number(), "²", "A whole number from 1 to 5", "3", 3),
        (number(), "--3", "A whole number from 1 to 5", "3", 3),
        (number(), "9" * 5000, "A whole number from 1 to 5", "3", 3),
        (number(), "-", "A whole number from 1 to 5", "3", 3),
        (number(now=99), "", "A whole number from 1 to 5", "3", 3),
        (amount(0, 10), "11", "a number from 0 to 10", "3", "3"),
        (amount(low=2), "1", "at least 2", "3", "3"),
        (amount(high=2), "3", "at most 2", "1", "1"),
        (amount(needed=True), "", "This wants a number", "3", "3"),
        (amount(), "1e400", "This wants a number", "3", "3"),
        (amount(), "nan", "This wants a number", "3", "3"),
        (numbers(), "5", "Numbers from 1 to 4", "1", [1]),
        (numbers(), "one", "Numbers from 1 to 4", "1", [1]),
        (numbers(least=2), "1", "At least 2", "1 2", [1, 2]),
        (numbers(least=2), "", "At least 2", "1 2", [1, 2]),
        (numbers(least=1), "-", "Numbers from 1 to 4", "1", [1]),
        (numbers(most=1), "1 2", "At most 1", "1", [1]),
        (yes(needed=True), "", "y for yes", "n", False),
        (yes(), "perhaps", "y for yes", "n", False),
        (date(), "someday", "A date, please", "fri", "2026-11-27"),
        (date(needed=True), "", "A date, please", "fri", "2026-11-27"),
        (date(), "2026-02-30", "A date, please", "fri", "2026-11-27"),
        (choose(), "3", "A whole number from 1 to 2", "1", 0),
        (lambda talk: talk.ask_key("Enter or t", "t"), "x", "Enter or t, please", "t", "t"),
    ],
)
def test_what_is_no_answer_is_refused_in_words_and_asked_again(
    ask: Ask, typed: str, why: str, then: str, answer: Any
) -> None:
    talk, heard = talked(typed, then)
    assert ask(talk) == answer
    assert why in heard.getvalue()
    assert talk.given == [then], "going back does not lead to a line that was none"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "ask", [number(needed=False), amount(), numbers(), yes(), date(), choose(needed=False)],
    ids=["number", "amount", "numbers", "yes", "date", "choose"],
)  # fmt: skip
def test_strange_lines_are_no_answers_and_no_trouble(ask: Ask, text: str) -> None:
    talk, heard = talked(*text.splitlines(), "")
    ask(talk)
    assert "\x1b" not in heard.getvalue()


def test_a_question_says_what_it_wants() -> None:
    assert asking("By when?", "a date", "", "Enter leaves it out") == "By when? (a date, Enter leaves it out)"
    assert asking("Name") == "Name:"
    assert asking("Number", "1 to 5") == "Number (1 to 5):"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (number(now=4), "How many (1 to 5, Enter keeps 4): "),
        (line(now="Ada"), "Name (Enter keeps “Ada”): "),
        (line(now="long " * 20), "Name (Enter keeps it): "),
        (numbers(least=2, most=3), "Which (2 to 3 numbers, spaces between them): "),
        (numbers(now=[1, 2, 4]), "Which (up to 4 numbers, spaces between them, Enter keeps 1, 2 and 4, a\nhyphen"),
        (
            numbers(now=[1, 2, 4], least=1, called="all"),
            "Which (1 to 4 numbers, spaces between them, Enter keeps all): ",
        ),
        (numbers(most=1), "Which (one number, Enter means none): "),
        (yes(now=False), "Sure? (y or n, Enter means no) "),
        (date(now="2027-03-01"), "When? (a date, Enter keeps Monday 1 March 2027) "),
        (choose(now=1), "Which? (1 to 2, Enter keeps “green”) "),
        (amount(0, 168), "Hours (a number from 0 to 168, Enter leaves it out): "),
    ],
)
def test_how_questions_sound(ask: Ask, said: str) -> None:
    talk, heard = talked("1 2", "1", "y", "fri")
    ask(talk)
    assert said in heard.getvalue()


def test_a_date_is_said_back() -> None:
    talk, heard = talked("fri")
    date()(talk)
    assert "Friday 27 November 2026." in heard.getvalue()


def test_something_longer_is_heard_before_the_question() -> None:
    talk, heard = talked("")
    assert talk.ask_line("Note", now="first line\nsecond line") == "first line\nsecond line"
    assert heard.getvalue().splitlines()[:3] == ["So far:", "  first line", "  second line"]


def test_a_text_needs_a_line() -> None:
    talk, heard = talked("", "one", ".")
    kept: list[str] = []
    talk.ask_lines(kept.append)
    assert kept == ["one"]
    assert "nothing in it yet" in heard.getvalue()


def test_a_text_that_may_be_left_out() -> None:
    talk, _ = talked("")
    kept: list[str] = []
    talk.ask_lines(kept.append, needed=False)
    assert not kept


def test_a_text_can_be_gone_on_with() -> None:
    talk, heard = talked("three", ".")
    kept: list[str] = []
    talk.ask_lines(kept.append, before="one\ntwo")
    assert kept == ["one\ntwo\nthree"]
    assert "Line 3:" in heard.getvalue()


def test_small_words() -> None:
    assert several(1, "minute") == "1 minute"
    assert several(6, "minute") == "6 minutes"
    assert [sentence(text) for text in ("Yes", "Yes?", "“Yes.”", "Level (0-5)")] == [
        "Yes.", "Yes?", "“Yes.”", "Level (0-5)."]  # fmt: skip
