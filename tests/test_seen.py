"""Who may see an answer: its owner says so, and what they said stands through everything that is done afterwards."""

from pathlib import Path

import pytest

from coach.exports.visible import visible
from coach.lessons.lesson import Lesson
from coach.plan.answers import Answer
from coach.plan.records import Reflection
from coach.plan.seen import LEVELS, stands_otherwise
from coach.plan.today import event_words
from coach.seen import answer_of, others_may_see, shown
from tests.helpers import Walker, open_workspace

LESSON = {
    "format": 1, "id": "open", "title": "Open", "track": "t", "module": "m", "minutes": 10,
    "audience": ["all"], "outcomes": ["o"],
    "steps": [
        {"id": "note", "kind": "text", "title": "Note", "optional": True},
        {"id": "said", "kind": "list", "title": "Said", "visibility": "shareable", "fills": "constraints"},
        {"id": "end", "kind": "text", "title": "End", "fills": "reflections"},
    ],
}  # fmt: skip


@pytest.fixture
def walker(tmp_path: Path) -> Walker:
    walker = Walker.__new__(Walker)
    walker.workspace = open_workspace(tmp_path)
    walker.lesson = Lesson.model_validate(LESSON)
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    walker.answer({"text": "my words"})
    walker.answer({"items": [{"id": "a", "text": "place"}]})
    return walker


def choose(walker: Walker, step: str, level: str, along: bool = False) -> None:
    walk = walker.walk
    at = next(one for one in walk.path if one.id == step)
    answer = answer_of(walk, at)
    assert answer
    chosen = next(one for one in LEVELS if one == level)
    records = stands_otherwise(walk.plan, answer, chosen) if along else []
    walker._record(shown(walk, at, chosen, records))


def kept(walker: Walker, step: str) -> Answer:
    return walker.workspace.plan.answers.of("open")[step]


def levels(walker: Walker) -> dict[str, str | None]:
    return {row.id: row.visibility for row in walker.workspace.plan.rows("constraints")}


def test_an_answer_is_shown_as_its_owner_says_and_undo_takes_it_back(walker: Walker, tmp_path: Path) -> None:
    assert "note" not in visible(walker.workspace.plan, "coach").plan.answers.of("open")
    choose(walker, "note", "coach")
    plan = walker.workspace.plan
    assert visible(plan, "coach").plan.answers.of("open")["note"].value["text"] == "my words"
    assert "note" not in visible(plan, "sponsor").plan.answers.of("open")
    assert [step.id for step, _ in others_may_see(walker.walk)] == ["note", "said"]
    assert event_words(walker.workspace.history()[-1]) == "changed who may see “Note”"
    walker.workspace.close()
    again = open_workspace(tmp_path)
    assert again.plan.answers.of("open")["note"].visibility_chosen
    again.undo()
    assert (answer := again.plan.answers.of("open")["note"]).visibility is None
    assert not answer.visibility_chosen


def test_what_was_chosen_stands_when_the_step_is_answered_or_left_out_or_done_again(walker: Walker) -> None:
    choose(walker, "said", "private")
    choose(walker, "note", "sponsor")
    walker.answer({"items": [{"id": "a", "text": "another place"}, {"id": "b", "text": "hours"}]}, step="said")
    assert kept(walker, "said").visibility == "private"
    walker.go("note")
    walker.skip("not today")
    assert kept(walker, "note").visibility == "sponsor"
    walker.answer({"text": "my words, once more"}, step="note")
    walker.to("end")
    walker.answer({"text": "it is over"})
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    walker.answer({"text": "a year later"})
    walker.answer({"items": [{"id": "c", "text": "money"}]})
    assert (kept(walker, "note").visibility, kept(walker, "said").visibility) == ("sponsor", "private")


def test_what_the_author_says_counts_as_long_as_nobody_has_chosen(walker: Walker) -> None:
    assert (kept(walker, "said").visibility, levels(walker)) == ("shareable", {"a": "shareable"})
    walker.lesson = Lesson.model_validate(
        LESSON | {"steps": [{**step, "visibility": "coach"} for step in LESSON["steps"]]}  # type: ignore[attr-defined]
    )
    walker.answer({"items": [{"id": "a", "text": "place"}]}, step="said")
    assert kept(walker, "said").visibility == "coach"


def test_a_new_record_is_seen_by_nobody_whom_the_owner_of_the_answer_has_not_chosen(walker: Walker) -> None:
    choose(walker, "said", "coach")
    walker.answer({"items": [{"id": "a", "text": "place"}, {"id": "b", "text": "hours"}]}, step="said")
    assert levels(walker) == {"a": "shareable", "b": "coach"}
    walker.answer({"text": "it is over"}, step="end")
    choose(walker, "end", "shareable")
    assert walker.workspace.plan.all(Reflection)[0].visibility is None, "what it wrote says itself who may see it"


def test_what_it_wrote_goes_along_when_that_is_wished_for_in_one_event(walker: Walker) -> None:
    choose(walker, "said", "coach", along=True)
    assert (kept(walker, "said").visibility, levels(walker)["a"]) == ("coach", "coach")
    choose(walker, "said", "sponsor", along=True)
    assert "said" in visible(walker.workspace.plan, "sponsor").plan.answers.of("open")
    walker.workspace.undo()
    walker.workspace.undo()
    assert (kept(walker, "said").visibility, levels(walker)["a"]) == ("shareable", "shareable")
