"""Walking a lesson line by line: where we are, going back, leaving out, stopping, and what cannot be saved."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.lessons.library import Library
from coach.plain.voice import FRUITLESS
from coach.plain.walk import REFUSALS, PlainWalk, run
from coach.plan.events import with_old
from coach.store.drafts import Drafts
from coach.store.files import NotSaved
from coach.workspace import Workspace
from tests.helpers import open_workspace
from tests.plain.answerer import Answerer, walked
from tests.plain.conftest import EVERY_KIND
from tests.plain.test_voice import Endless

Say = Callable[..., str]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty plan."""
    return open_workspace(tmp_path)


@pytest.fixture
def say(workspace: Workspace, library: Library) -> Say:
    """Types lines into a lesson and gives what was said."""

    def typed(*lines: str, lesson: str = EVERY_KIND, code: int = 0) -> str:
        heard = io.StringIO()
        assert run(workspace, library, lesson, io.StringIO("".join(f"{line}\n" for line in lines)), heard) == code
        return heard.getvalue()

    return typed


def to(workspace: Workspace, library: Library, step: str) -> None:
    """Goes to a step of the lesson with every kind."""
    walk = PlainWalk(workspace, library, EVERY_KIND, Answerer())
    walk._begin()
    walk._record(walk.walk.go(next(one for one in walk.walk.path if one.id == step)))


def at(workspace: Workspace) -> str:
    """The step somebody is at."""
    return workspace.plan.progress[EVERY_KIND].step or ""


def answer(workspace: Workspace, step: str) -> Any:
    """What was answered there."""
    return workspace.plan.answers.of(EVERY_KIND)[step].value


# --- beginning ---------------------------------------------------------------------


def test_it_begins_with_what_one_needs_to_know(say: Say) -> None:
    said = say()
    assert said.startswith("Every kind of step.\nA lesson of 34 steps and about 60 minutes.\n")
    assert "Nothing here is about anybody." in said
    for words in ("a question mark (?)", "b to go back", "k to leave the step out", "s to save and stop", "\\b"):
        assert words in " ".join(said.split())
    assert "Step 1 of 34: Something to read. About 60 minutes left." in said


def test_the_end_of_the_input_saves_and_stops(say: Say) -> None:
    said = say("", "2")
    assert said.endswith("Stopped at step 2 of 34. Everything is kept. To go on:\ncoach learn every-kind --plain\n")


def test_coming_back_says_where_we_are(say: Say) -> None:
    say("", "2")
    said = say()
    assert "You are at step 2 of 34. What you answered before is kept." in said
    assert "What you had begun here is still here." in said
    assert "Enter keeps “The right one”" in said
    assert "Nothing here is about anybody." not in said, "what was heard once is not said again"


def test_a_step_that_was_only_looked_at_is_not_called_begun(say: Say, workspace: Workspace) -> None:
    say("", "")
    assert "What you had begun" not in say()


def test_what_to_type_next_names_the_person(tmp_path: Path, library: Library) -> None:
    workspace = Workspace(tmp_path / "people" / "k3", "test")
    heard = io.StringIO()
    run(workspace, library, EVERY_KIND, io.StringIO(), heard)
    assert heard.getvalue().endswith("coach learn every-kind --plain --person k3\n")


# --- other ways --------------------------------------------------------------------


def test_back_from_the_first_question_leads_to_the_step_before(say: Say, workspace: Workspace) -> None:
    said = say("", "b", "b", "")
    assert said.count("Step 1 of 34") == 3
    assert "This is the first step." in said
    assert at(workspace) == "guess-one"


def test_back_a_whole_step_from_the_middle(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "rate")
    say("3", "4", "bb")
    assert at(workspace) == "quiz"
    assert workspace.drafts.of(EVERY_KIND)["rate"]["ratings"] == {"work": 3}


def test_back_a_question_takes_the_answer_back(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "rate")
    said = say("3", "4", "b", "b", "7", "8", "9", "10", "")
    assert answer(workspace, "rate")["ratings"] == {"work": 7, "rest": 9}
    assert answer(workspace, "rate")["second"] == {"work": 8, "rest": 10}
    assert said.count("1 of 2: Work") == 2, "it is said again when the first question comes back"


def test_back_in_a_text_takes_the_last_line_back(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "write")
    say("one two", "thre", "b", "three", ".")
    assert answer(workspace, "write")["text"] == "one two\nthree"


def test_leaving_out_asks_why(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "write")
    said = say("half a thought", "k", "not today")
    kept = workspace.plan.answers.of(EVERY_KIND)["write"]
    assert (kept.skipped, kept.reason) == (True, "not today")
    assert "Left out. You can come back to it." in said
    assert "write" not in workspace.drafts.of(EVERY_KIND)


@pytest.mark.parametrize("told", ["b", "bb"])
def test_one_may_change_ones_mind_about_leaving_out(
    told: str, say: Say, workspace: Workspace, library: Library
) -> None:
    to(workspace, library, "write")
    say("half a thought", "k", told)
    assert at(workspace) == "write"
    assert workspace.drafts.of(EVERY_KIND)["write"]["text"] == "half a thought"


def test_leaving_out_twice_needs_no_reason(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "write")
    say("k", "k")
    assert workspace.plan.answers.of(EVERY_KIND)["write"].skipped


def test_what_is_only_read_cannot_be_left_out(say: Say, workspace: Workspace) -> None:
    assert "Why leave it out?" not in say("k")
    assert not workspace.plan.answers.of(EVERY_KIND)["read-it"].skipped


def test_a_whole_lesson_can_be_left_out(workspace: Workspace, library: Library) -> None:
    heard = io.StringIO()
    assert run(workspace, library, EVERY_KIND, Endless("k"), heard) == 0
    assert workspace.plan.progress[EVERY_KIND].status == "finished"


@pytest.mark.parametrize("lines", [("y",), ("1",), ("",), ("?",), ("b",), ("bb",), ("r", "1"), ("-",), ("x y", "3")])
def test_whoever_types_for_ever_comes_to_an_end(lines: tuple[str, ...], workspace: Workspace, library: Library) -> None:
    heard = io.StringIO()
    assert run(workspace, library, EVERY_KIND, Endless(*lines), heard) == 0
    assert "Stopped at step" in heard.getvalue()


# --- answers -----------------------------------------------------------------------


def test_a_refusal_is_said_in_words_and_the_step_is_asked_again(
    say: Say, workspace: Workspace, library: Library
) -> None:
    to(workspace, library, "write")
    said = say("two words", ".", "a", "and three more", ".")
    assert "At least 3 words." in said
    assert "So far you have written:\n  two words\n" in said
    assert answer(workspace, "write")["text"] == "two words\nand three more"


def test_advice_may_be_ignored_or_taken(say: Say, workspace: Workspace, library: Library) -> None:
    one = ("Call Ravi", "", "fri", "we spoke", "", "2", "n")
    to(workspace, library, "commit")
    said = say(*one, "c", "", "", "", "", "", "9", "n")
    assert "You are not very sure of “Call Ravi”." in " ".join(said.split())
    assert answer(workspace, "commit")["steps"][0]["confidence"] == 9
    to(workspace, library, "commit")
    say("", "", "", "", "", "2", "n", "")
    assert answer(workspace, "commit")["steps"][0]["confidence"] == 2


def test_a_quiz_says_what_fits_and_why(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "quiz")
    said = say("2", "t", "1", "")
    first, second = said.split("Saved.\n")[1:3]
    assert first.startswith("Not quite.\nNot quite: Five. One finger too many.\nThis one: Four. Count your fingers")
    assert second.startswith("That is right.\nRight: Four. Count your fingers: it holds.\nNot this one: Five.")
    assert answer(workspace, "quiz")["tries"] == 2
    assert at(workspace) == "rate"


def test_a_word_on_the_answer_can_be_heard_again(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "quiz")
    said = say("2", "?", "")
    assert said.count("Not quite: Five. One finger too many.") == 2


@pytest.mark.parametrize(("told", "step"), [("b", "quiz"), ("bb", "quiz"), ("k", "rate"), ("s", "rate")])
def test_commands_after_a_word_on_the_answer(
    told: str, step: str, say: Say, workspace: Workspace, library: Library
) -> None:
    to(workspace, library, "quiz")
    say("2", told)
    assert at(workspace) == step
    assert answer(workspace, "quiz")["chosen"] == ["five"]
    assert not workspace.drafts.of(EVERY_KIND)


def test_cards_that_were_sorted_are_talked_about_without_arrows(
    say: Say, workspace: Workspace, library: Library
) -> None:
    to(workspace, library, "sort")
    said = say("1", "1", "")
    assert "1 of 2 are where they belong.\nRight: Stone: Heavy. Try to lift it.\nNot quite: Feather: Heavy." in said


# --- the end -----------------------------------------------------------------------


def test_the_end_says_what_came_of_it(workspace: Workspace, library: Library) -> None:
    said = walked(workspace, EVERY_KIND, library).text.partition("That was ")[2]
    assert said.startswith("“Every kind of step”. Everything is saved.\nThis lesson wrote into your plan:\n")
    for words in ("- Goals: ", "- Next steps: ", "Your next date: ", "coach learn ", " --plain", "coach plan"):
        assert words in said


def test_a_lesson_that_is_done_is_not_begun_again_unasked(say: Say, workspace: Workspace, library: Library) -> None:
    walked(workspace, EVERY_KIND, library)
    events = len(workspace.history())
    said = say("1", "")
    assert "You have done this lesson already." in said
    assert "Which are ticked?" not in said
    assert len(workspace.history()) == events
    for words in workspace.plan.answers.of(EVERY_KIND)["write"].value["text"].split("\n"):
        assert words in said
    assert "[x]" not in said
    assert "→" not in said
    assert say() and len(workspace.history()) == events, "the end of the input begins nothing"


@pytest.mark.parametrize("told", ["b", "bb", "k", "s", ""])
def test_whoever_wants_neither_changes_nothing(told: str, say: Say, workspace: Workspace, library: Library) -> None:
    walked(workspace, EVERY_KIND, library)
    events = len(workspace.history())
    assert "Step 1 of" not in say(told)
    assert len(workspace.history()) == events


def test_a_lesson_can_be_done_again(say: Say, workspace: Workspace, library: Library) -> None:
    walked(workspace, EVERY_KIND, library)
    said = say("2")
    assert "Step 1 of" in said
    assert workspace.plan.progress[EVERY_KIND].run == 2


@pytest.mark.parametrize("told", ["b", "k", "s", ""])
def test_a_lesson_that_ends_in_a_quiz(told: str, tmp_path: Path, workspace: Workspace) -> None:
    text = (Path(__file__).parent / "pack" / "every-kind.toml").read_text()
    head, quiz = text.split("[[steps]]")[0], text.split("[[steps]]")[6]
    (tmp_path / "quiz.toml").write_text(f"{head}[[steps]]{quiz}")
    heard = io.StringIO()
    assert run(workspace, Library([tmp_path]), EVERY_KIND, io.StringIO(f"2\n{told}\n" if told else "2\n"), heard) == 0
    assert "That was “Every kind of step”. Everything is saved." in heard.getvalue()
    assert "Nothing was changed" not in heard.getvalue()


# --- what cannot be saved -------------------------------------------------------------


def full_disk(*_: object, **__: object) -> Any:
    raise NotSaved(Path("plan"), "No space left on device")


def test_what_cannot_be_saved_is_kept_and_tried_again(
    say: Say, workspace: Workspace, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    to(workspace, library, "one-of")
    record, tries = workspace.record, [0]

    def sometimes(*given: Any, **more: Any) -> Any:
        tries[0] += 1
        return full_disk() if tries[0] < 3 else record(*given, **more)

    monkeypatch.setattr(workspace, "record", sometimes)
    said = say("1", "", "")
    assert said.count("Not saved: No space left on device. What you said is still here.") == 2
    assert "Everything is kept." in said
    assert answer(workspace, "one-of")["chosen"] == ["red"]


@pytest.mark.parametrize("told", ["b", "bb", "k"])
def test_on_a_full_disk_there_is_no_way_but_to_try_again(
    told: str, say: Say, workspace: Workspace, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    to(workspace, library, "one-of")
    monkeypatch.setattr(workspace, "record", full_disk)
    assert say("1", told, told).count("Not saved") == 3


def test_giving_up_on_a_full_disk_says_what_is_lost(
    say: Say, workspace: Workspace, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    to(workspace, library, "one-of")
    monkeypatch.setattr(workspace, "record", full_disk)
    assert "Everything is kept." in say("1", "s"), "there is a draft of it"
    monkeypatch.setattr(Drafts, "keep", full_disk)
    said = say("2", "s", code=1)
    assert "The answer to this step could not be kept: No space left on device." in " ".join(said.split())


def test_a_draft_that_cannot_be_kept_is_said_once(
    say: Say, workspace: Workspace, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    to(workspace, library, "write")
    monkeypatch.setattr(Drafts, "keep", full_disk)
    said = say("one two three", "four", code=1)
    assert said.count("A draft of this answer cannot be kept at the moment") == 1
    assert "could not be kept: No space left on device." in " ".join(said.split())


def test_a_plan_that_cannot_be_changed_ends_it_at_once(
    say: Say, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(workspace), "read_only", "This plan is from a newer version.")
    assert "Not saved: This plan is from a newer version." in say("", "", code=1)


def test_breaking_it_off_keeps_what_was_said(workspace: Workspace, library: Library) -> None:
    class Broken(Answerer):
        def _type(self) -> str:
            if self.step.id == "write" and self.given:
                raise KeyboardInterrupt
            return super()._type()

    answerer = Broken()
    walk = answerer.walk = PlainWalk(workspace, library, EVERY_KIND, answerer)
    with pytest.raises(KeyboardInterrupt):
        walk.run()
    assert "Everything is kept." in answerer.text
    assert workspace.drafts.of(EVERY_KIND)["write"]["text"]
    assert workspace.files.plan_file.exists(), "it was closed"


@pytest.mark.parametrize("lines", [("k", "b"), ("", "bb")])
def test_going_to_and_fro_comes_to_an_end(
    lines: tuple[str, ...], workspace: Workspace, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.plain.voice.MOST_LINES", 200)
    heard = io.StringIO()
    assert run(workspace, library, EVERY_KIND, Endless(*lines), heard) == 0
    assert "Stopped at step" in heard.getvalue()


def test_a_step_that_is_never_answered_well_is_given_up(workspace: Workspace, library: Library) -> None:
    to(workspace, library, "share")
    heard = io.StringIO()
    lines = Endless("one", "two", "", "1", "1", "1", "1", "")
    assert run(workspace, library, EVERY_KIND, lines, heard) == 0
    assert heard.getvalue().count("still to share out") <= REFUSALS
    assert heard.getvalue().count("Share out") <= REFUSALS + FRUITLESS


# --- who may see an answer ---------------------------------------------------------


def test_v_says_who_may_see_an_answer_amid_a_step(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "rate")
    said = say("v", "3", "4", "5", "6", "", "bb", "4", "v", "2", "y", "4", "b", "5", "6", "7", "")
    kept = workspace.plan.answers.of(EVERY_KIND)["rate"]
    assert "Nothing is kept at this step yet." in said
    assert "1. Only me" in said
    assert (kept.visibility, kept.value["ratings"]) == ("coach", {"work": 4, "rest": 6}), said
    assert "Seen by you and your coach." in say("bb")


def test_v_in_a_text_is_a_line_where_a_backslash_says_so(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "write")
    say("one two", "\\v", "three", ".")
    assert answer(workspace, "write")["text"] == "one two\nv\nthree"


def test_of_a_lesson_that_is_done_it_can_be_said_as_well(say: Say, workspace: Workspace, library: Library) -> None:
    to(workspace, library, "write")
    say("one two", "three", ".")
    walk = PlainWalk(workspace, library, EVERY_KIND, Answerer()).walk
    last = walk.go(walk.path[-1])
    done = replace(last, changes=(with_old(walk.plan, "progress", EVERY_KIND, {"status": "finished"}),))
    workspace.record(done.what, done.changes)
    said = say("3", "1", "3", "n", "1", "", code=0)
    assert workspace.plan.answers.of(EVERY_KIND)["write"].visibility == "sponsor", said
    assert "Seen by you, your coach, and whoever pays for the coaching." in said
