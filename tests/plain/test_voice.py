"""Saying and hearing lines: commands, repeating, going back, and whatever stands at the other end."""

import io
import itertools
import unicodedata
from collections.abc import Iterator

import pytest

from coach.plain.talk import Talk
from coach.plain.voice import FRUITLESS, LONGEST_LINE, MOST_ANSWERS, WIDTH, Back, BackAStep, Leave, Stop, Told
from tests.helpers import HOSTILE


def talked(*lines: str) -> tuple[Talk, io.StringIO]:
    """A conversation in which these lines are typed, and what is said in it."""
    heard = io.StringIO()
    return Talk(io.StringIO("".join(f"{line}\n" for line in lines)), heard), heard


class Endless(io.StringIO):
    """Somebody who types the same for ever, as `yes` does."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self._lines: Iterator[str] = itertools.cycle(lines)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        return next(self._lines) + "\n"


# --- commands --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"), [("b", Back), (" B ", Back), ("bb", BackAStep), ("k", Leave), ("s", Stop), ("S", Stop)]
)
def test_a_command_is_no_answer(line: str, told: type[Told]) -> None:
    talk, _ = talked(line)
    with pytest.raises(told):
        talk.ask("Name:")
    assert not talk.given


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("\\b", "b"), ("\\K", "K"), ("\\s", "s"), ("\\bb", "bb"), ("\\?", "?"), ("\\-", "-"), ("\\\\b", "\\b"),
     ("\\bread", "\\bread"), ("b.", "b."), ("back", "back"), ("-5", "-5"), ("tail\\", "tail\\")],
)  # fmt: skip
def test_a_backslash_makes_a_command_an_answer(typed: str, meant: str) -> None:
    talk, _ = talked(typed)
    assert talk.ask_line("Name") == meant


def test_a_letter_alone_can_be_a_line_of_a_text() -> None:
    talk, _ = talked("Plan", "\\b", "\\.", "   two  spaces", "", "end", ".")
    kept: list[str] = []
    talk.ask_lines(kept.append)
    assert kept[-1] == "Plan\nb\n.\n   two  spaces\n\nend"


def test_the_end_of_the_input_stops() -> None:
    talk, heard = talked()
    with pytest.raises(Stop):
        talk.ask("Name:")
    assert heard.getvalue() == "Name: \n"


def test_a_last_line_without_an_end_counts() -> None:
    talk = Talk(io.StringIO("Ada"), io.StringIO())
    assert talk.ask_line("Name") == "Ada"


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x")])
def test_a_terminal_that_has_gone_away_is_an_end(error: Exception) -> None:
    class Gone(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            raise error

    with pytest.raises(Stop):
        Talk(Gone(), io.StringIO()).ask("Name:")


def test_an_enormous_line_is_cut_and_the_next_one_is_whole() -> None:
    talk, _ = talked("x" * (3 * LONGEST_LINE + 7), "next")
    assert len(talk.ask("One:")) == LONGEST_LINE
    assert talk.ask("Two:") == "next"


def test_at_a_terminal_the_enter_key_ends_the_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    heard = io.StringIO()
    Talk(Terminal("Ada\n"), heard).ask("Name:")
    assert heard.getvalue() == "Name: "


# --- hearing it again ------------------------------------------------------------


def test_a_question_mark_repeats_what_belongs_to_the_question() -> None:
    talk, heard = talked("3", "?", "x", "?", "4")
    talk.begin_step()
    talk.say("Step 1")
    talk.say("First row")
    talk.ask_number("Number", 1, 5)
    talk.say("Second row")
    heard.truncate(0)
    heard.seek(0)
    assert talk.ask_number("Number", 1, 5) == 4
    said = heard.getvalue()
    assert said.count("Second row") == 2
    assert said.count("Number (1 to 5):") == 4
    assert said.count("please") == 1, "a refusal is not part of the question"
    assert "First row" not in said


def test_two_question_marks_repeat_the_whole_step() -> None:
    talk, heard = talked("??", "3", "??", "4")
    talk.begin_step()
    talk.say("Step 1")
    talk.begin_again()
    talk.say("First row")
    talk.ask_number("Number", 1, 5)
    assert heard.getvalue().splitlines() == [
        "Step 1", "First row", "Number (1 to 5): ", "Step 1", "First row", "Number (1 to 5): "]  # fmt: skip
    talk.say("Second row")
    talk.ask_number("Number", 1, 5)
    assert heard.getvalue().splitlines()[-5:] == [
        "Number (1 to 5): ", "Step 1", "First row", "Second row", "Number (1 to 5): "]  # fmt: skip


def test_answers_given_again_are_not_heard() -> None:
    talk, heard = talked("5")
    talk.begin_again(["3", "4"])
    for row in ("One", "Two", "Three"):
        talk.say(row)
        talk.ask("Number:")
    assert heard.getvalue().splitlines() == ["Three", "Number: "]
    assert talk.given == ["3", "4", "5"]


# --- somebody who never stops ------------------------------------------------------


@pytest.mark.parametrize("line", ["x", "", "?", "999999999999999999999999", "²", "--5", "y", "[/]"])
def test_wrong_answers_without_end_come_to_an_end(line: str) -> None:
    heard = io.StringIO()
    with pytest.raises(Stop):
        Talk(Endless(line), heard).ask_number("Number", 1, 5)
    assert heard.getvalue().count("Number") <= 2 * FRUITLESS
    assert f"None of the last {FRUITLESS} lines was an answer." in heard.getvalue()


def test_going_back_without_end_comes_to_an_end() -> None:
    talk = Talk(Endless("b"), io.StringIO())
    for _ in range(FRUITLESS):
        with pytest.raises(Back):
            talk.ask("Name:")
    with pytest.raises(Stop):
        talk.ask("Name:")


def test_a_text_without_end_comes_to_an_end() -> None:
    kept: list[str] = []
    with pytest.raises(Stop):
        Talk(Endless("y"), io.StringIO()).ask_lines(kept.append)
    assert len(kept) == MOST_ANSWERS


def test_an_answer_between_wrong_ones_begins_the_count_anew() -> None:
    talk = Talk(Endless(*["x"] * (FRUITLESS - 1), "3"), io.StringIO())
    assert [talk.ask_number("Number", 1, 5) for _ in range(5)] == [3] * 5


# --- what reaches the terminal -----------------------------------------------------


def harmless(text: str) -> bool:
    """Whether no character in it can command a terminal or turn the direction of writing."""
    return not any(unicodedata.category(character) in ("Cc", "Cs") or character in "\u202e\u2066\ufeff" for character in
                   text.replace("\n", ""))  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_said_is_raw(text: str) -> None:
    talk, heard = talked("")
    talk.say(text)
    talk.number([text], [text])
    talk.spell(text)
    talk.item(1, 2, text, text)
    talk.retry(text)
    talk.ask_line(text, now=text, enter=text)
    assert harmless(heard.getvalue())
    assert "\x1b" not in heard.getvalue()


def test_lines_are_short_and_commands_are_whole() -> None:
    talk, heard = talked("x")
    talk.say("word " * 60)
    talk.number(["label " * 40], ["help " * 40])
    talk.ask("question " * 30)
    assert max(len(line) for line in heard.getvalue().splitlines()) <= WIDTH + 2
    talk.spell("coach learn a-lesson-with-a-very-long-name-that-would-not-fit --plain --home /a/very/long/path/to/it")
    assert "to/it" in heard.getvalue().splitlines()[-1]
    assert "coach learn" in heard.getvalue().splitlines()[-1]


def test_list_items_hang_under_their_own_words() -> None:
    talk, heard = talked()
    talk.say("- " + "word " * 20)
    assert heard.getvalue().splitlines()[1].startswith("  word")


def test_an_encoding_without_quotation_marks_gets_plain_ones() -> None:
    raw = io.BytesIO()
    outward = io.TextIOWrapper(raw, encoding="iso-8859-1", errors="backslashreplace")
    talk = Talk(io.StringIO(), outward)
    talk.say("“Grüße” – Ada’s…")
    talk.say("“日本”")
    assert raw.getvalue().decode("latin-1") == '"Grüße" - Ada\'s...\n"\\u65e5\\u672c"\n'


def test_it_is_told_before_it_waits() -> None:
    talk, _ = talked("a", "?", "b.")
    waited: list[int] = []
    talk.before_waiting = lambda: waited.append(len(talk.given))
    talk.ask("One:")
    talk.ask("Two:")
    assert waited == [0, 1, 1]
