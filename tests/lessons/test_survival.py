"""Answers survive every edit of their lesson: kept, marked or in the attic, as the table says."""

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.exports import EXPORTS, export
from coach.last_time import last_time
from coach.lessons.lesson import Lesson
from coach.lessons.survival import Attic, Kept, Marked
from coach.told import new_since, put_away, told
from tests.helpers import Walker, open_workspace

Data = dict[str, Any]
STEPS: list[Data] = [
    {"id": "hello", "kind": "read", "title": "Hello", "text": "Words."},
    {"id": "way", "kind": "choice", "title": "Way", "prompt": "Which way?", "options": [
        {"id": "alone", "label": "All by myself"}, {"id": "pair", "label": "In a pair"}]},
    {"id": "why", "kind": "text", "title": "Why", "prompt": "Why that one?"},
    {"id": "mood", "kind": "scale", "title": "Mood", "prompt": "How is it?", "min": 1, "max": 5, "rows": [
        {"id": "learning", "label": "Learning new things"}, {"id": "pay", "label": "Pay and time"}]},
    {"id": "end", "kind": "read", "title": "End", "text": "Words."},
]  # fmt: skip
ANSWERS: dict[str, Data] = {
    "hello": {},
    "way": {"chosen": ["alone"]},
    "why": {"text": "because nobody asked me"},
    "mood": {"ratings": {"learning": 5, "pay": 2}},
    "end": {},
}
TARGETS = ("way", "why", "mood")  # a choice, a text, a scale


def lesson(steps: list[Data], **more: Any) -> Lesson:
    """A lesson of these steps."""
    head = {"format": 1, "id": "edited", "title": "Edited", "track": "t", "module": "m", "minutes": 10,
            "audience": ["all"], "outcomes": ["o"]}  # fmt: skip
    return Lesson.model_validate({**head, **more, "steps": steps})


def walked(folder: Path, steps: list[Data], answers: dict[str, Data], until: str = "") -> Walker:
    """Somebody who has answered the steps, all of them or until one."""
    walker = Walker.__new__(Walker)
    walker.workspace = open_workspace(folder)
    walker.lesson = lesson(steps)
    walker._record(walker.walk.open())  # type: ignore[arg-type]
    while not walker.walk.finished and walker.walk.current.id != until:
        walker.answer(answers[walker.walk.current.id])
    return walker


def step_in(steps: list[Data], id: str) -> Data:
    """One of the steps."""
    return next(step for step in steps if step["id"] == id)


# --- the table: ten kinds of edit, three kinds of answer --------------------------------------------------------

Edit = Callable[[list[Data], str], None]


def reword(steps: list[Data], id: str) -> None:
    step = step_in(steps, id)
    step |= {"title": "Other words", "prompt": "Said in another way?", "help": "Why we ask."}
    for part in [*step.get("options", ()), *step.get("rows", ())]:
        part["label"] = f"{part['label']}, so to speak"


def take_part_out(steps: list[Data], id: str) -> None:
    """The option that was chosen, a row that was rated; a text has no parts, so what it may be loses its example."""
    step = step_in(steps, id)
    step["example"] = ""
    for name in ("options", "rows"):
        step.update({name: step[name][1:]} if name in step else {})


def rename_part(steps: list[Data], id: str) -> None:
    step = step_in(steps, id)
    for name in ("options", "rows"):
        if name in step:
            step[name][0] |= {"id": "renamed-part", "was": [step[name][0]["id"]]}


def add_part(steps: list[Data], id: str) -> None:
    step = step_in(steps, id)
    for name in ("options", "rows"):
        if name in step:
            step[name].append({"id": "later", "label": "Something later"})


def remove(steps: list[Data], id: str) -> None:
    steps.remove(step_in(steps, id))


def rename(steps: list[Data], id: str) -> None:
    step_in(steps, id).update({"id": "renamed", "was": [id]})


def change_kind(steps: list[Data], id: str) -> None:
    kept = {name: value for name, value in step_in(steps, id).items() if name in ("id", "title", "prompt")}
    steps[steps.index(step_in(steps, id))] = {**kept, "kind": "list"}


def change_limits(steps: list[Data], id: str) -> None:
    limits: dict[str, Data] = {"way": {"many": True, "max": 2}, "why": {"max_words": 2}, "mood": {"max": 4}}
    step_in(steps, id).update(limits[id])


def move(steps: list[Data], id: str) -> None:
    step = step_in(steps, id)
    steps.remove(step)
    steps.append(step)


def insert(steps: list[Data], id: str) -> None:
    at = steps.index(step_in(steps, id))
    steps.insert(at, {"id": "fresh", "kind": "text", "title": "Fresh", "prompt": "And this?"})


TABLE: list[tuple[Edit, str, str, str]] = [  # the edit; what becomes of a choice, of a text, of a scale
    (reword, "kept", "kept", "kept"),
    (take_part_out, "marked", "kept", "marked"),
    (rename_part, "kept", "kept", "kept"),
    (add_part, "kept", "kept", "kept"),
    (remove, "attic", "attic", "attic"),
    (rename, "kept", "kept", "kept"),
    (change_kind, "attic", "attic", "attic"),
    (change_limits, "kept", "kept", "marked"),
    (move, "kept", "kept", "kept"),
    (insert, "kept", "kept", "kept"),
]
WORDS = {Kept: "kept", Marked: "marked", Attic: "attic"}
CASES = [(edit, id, word) for edit, *words in TABLE for id, word in zip(TARGETS, words, strict=True)]
SAID = {"way": "All by myself", "why": "because nobody asked me", "mood": "Learning new things: 5"}


@pytest.mark.parametrize(("edit", "id", "expected"), CASES)
def test_what_becomes_of_an_answer(tmp_path: Path, edit: Edit, id: str, expected: str) -> None:
    walker = walked(tmp_path, STEPS, ANSWERS)
    before = walker.workspace.plan
    steps = copy.deepcopy(STEPS)
    edit(steps, id)
    walker.lesson = lesson(steps)
    walk = walker.walk
    new = next((step.id for step in walk.lesson.steps if id in (step.id, *step.was)), "")
    found = walk.standings.get(new)
    assert (WORDS[type(found)] if found else "attic") == expected
    lines = [line for step in walk.path for line in told(walk, step)]
    away = [words for answer in put_away(walk).values() for words in told_plainly(answer)]
    (home,) = [line for line in [*lines, *away] if SAID[id] in line.replace(", so to speak", "")]
    assert (home in away) == (expected == "attic")
    assert home.startswith("was: ") == (expected == "marked")
    assert walker.workspace.plan is before, "looking changes nothing"


def told_plainly(answer: Any) -> list[str]:
    from coach.plan.plainly import answer_lines

    return answer_lines(answer)


# --- how it shows, and how it goes on ---------------------------------------------------------------------------


def edited(walker: Walker, edit: Edit, id: str) -> Walker:
    """The same person, after somebody edited the lesson."""
    steps = copy.deepcopy(STEPS)
    edit(steps, id)
    walker.lesson = lesson(steps)
    return walker


def test_a_choice_that_is_gone_is_told_and_nobody_has_to_choose_again(tmp_path: Path) -> None:
    walker = edited(walked(tmp_path, STEPS, ANSWERS), take_part_out, "way")
    way = walker.lesson.steps[1]
    assert walker.walk.raw(way)["chosen"] == []
    assert last_time(walker.walk, way, {}) == "Last time: All by myself. That choice is no longer here."
    for outcome in (walker.walk.answer(way, {"chosen": []}), walker.walk.skip(way)):
        walker._record(outcome)  # type: ignore[arg-type]
        assert told(walker.walk, way) == ["was: All by myself"]
    walker.answer({"chosen": ["pair"]}, step="way")
    assert (told(walker.walk, way), last_time(walker.walk, way, {})) == (["In a pair"], "")


def test_another_range_is_told_and_the_numbers_that_fit_stand(tmp_path: Path) -> None:
    walker = edited(walked(tmp_path, STEPS, ANSWERS), change_limits, "mood")
    mood = walker.lesson.steps[3]
    assert walker.walk.raw(mood)["ratings"] == {"pay": 2}
    words = "Last time: Learning new things: 5; Pay and time: 2. The scale is 1 to 4 now; it was 1 to 5."
    assert last_time(walker.walk, mood, {}) == words


def test_another_kind_keeps_the_earlier_answer_aside_until_the_kind_comes_back(tmp_path: Path) -> None:
    walker = edited(walked(tmp_path, STEPS, ANSWERS), change_kind, "way")
    way = walker.lesson.steps[1]
    assert last_time(walker.walk, way, {}) == "Last time: All by myself. This step asks in another way now."
    assert not walker.walk.answered(way)
    assert new_since(walker.walk) == [way]
    walker.answer({"items": [{"text": "by train"}]}, step="way")
    assert told(walker.walk, way) == ["by train"]
    assert list(put_away(walker.walk)) == ["way@choice"]
    walker.lesson = lesson(STEPS)
    assert told(walker.walk, walker.lesson.steps[1]) == ["All by myself"]
    walker.answer({"chosen": ["pair"]}, step="way")
    assert set(walker.workspace.plan.answers.of("edited")) == {"way", "way@list", *ANSWERS}
    walker.workspace.undo()
    assert told(walker.walk, walker.lesson.steps[1]) == ["All by myself"]


def test_a_renamed_step_takes_its_answer_its_records_and_its_draft_along(tmp_path: Path) -> None:
    from coach.lessons.survival import draft_of

    steps = copy.deepcopy(STEPS)
    step_in(steps, "why").update({"kind": "list", "fills": "goals"})
    step_in(steps, "end").update({"text": "${answer.why|nothing} was said", "when": {"answer": "why"}})
    answers = {**ANSWERS, "why": {"items": [{"text": "a house"}, {"text": "a boat"}]}}
    walker = walked(tmp_path, steps, answers)
    step_in(steps, "why").update({"id": "wishes", "was": ["why"]})
    step_in(steps, "end").update({"text": "${answer.wishes|nothing} was said", "when": {"answer": "wishes"}})
    steps[3] = {"id": "order", "kind": "rank", "title": "Order", "from": "wishes"}
    walker.lesson = lesson(steps)
    walk = walker.walk
    assert walk.worded(steps[-1]["text"]) == "a house, a boat was said"
    assert "end" in [step.id for step in walk.path]
    assert [label for _, label in walk.given.choices_from("wishes")] == ["a house", "a boat"]
    assert draft_of(walk.lesson.steps[2], walk.lesson.steps, {"why": {"items": []}}) == {"items": []}
    kept = walk.raw(walk.lesson.steps[2])["items"]
    walker.answer({"items": kept[:1]}, step="wishes")
    goals = walker.workspace.plan.rows("goals")
    assert [(goal.label, goal.open) for goal in goals] == [("a house", True), ("a boat", False)]
    assert set(walker.workspace.plan.answers.of("edited")) == {"hello", "way", "wishes", "mood", "end"}


def test_a_finished_lesson_shows_what_is_new_and_asks_for_nothing(tmp_path: Path) -> None:
    walker = edited(walked(tmp_path, STEPS, ANSWERS), insert, "why")
    fresh = walker.lesson.steps[2]
    assert (walker.walk.finished, new_since(walker.walk)) == (True, [fresh])
    outcome = walker.walk.answer(fresh, {"text": ""})
    walker._record(outcome)  # type: ignore[arg-type]
    assert walker.walk.finished
    assert "fresh" not in walker.walk.answers


RESUMED: list[tuple[list[Edit], str, str]] = [  # edits of the step named, and where somebody goes on who stopped there
    ([move], "mood", "mood"),
    ([insert], "mood", "mood"),
    ([reword], "mood", "mood"),
    ([change_kind], "mood", "mood"),
    ([rename], "mood", "renamed"),
    ([remove], "mood", "why"),
    ([insert, remove], "mood", "why"),
]


@pytest.mark.parametrize(("changes", "id", "at"), RESUMED)
def test_one_goes_on_where_one_stopped(tmp_path: Path, changes: list[Edit], id: str, at: str) -> None:
    walker = walked(tmp_path, STEPS, ANSWERS, until=id)
    steps = copy.deepcopy(STEPS)
    for edit in changes:
        edit(steps, id)
    walker.lesson = lesson(steps)
    assert walker.walk.current.id == at
    assert not walker.walk.finished


def test_the_export_has_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from coach.lessons.library import Library

    walker = walked(tmp_path, STEPS, ANSWERS)
    steps = copy.deepcopy(STEPS)
    take_part_out(steps, "way")
    remove(steps, "why")
    change_kind(steps, "mood")
    monkeypatch.setattr(Library, "lesson", lambda self, id: lesson(steps))
    now = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    text = export(EXPORTS["md"], walker.workspace.plan, Library(), "me", now).text
    answers, _, away = text.partition("From steps that this lesson no longer has")
    assert "was: All by myself" in answers
    assert "because nobody asked me" in away
    assert "Learning new things: 5" in away


def test_a_renamed_lesson_takes_everything_along(tmp_path: Path) -> None:
    from types import SimpleNamespace

    from coach.renamed import as_named_now, take_along

    steps = copy.deepcopy(STEPS)
    step_in(steps, "why")["fills"] = "reflections"
    walker = walked(tmp_path, steps, ANSWERS, until="mood")
    walker.workspace.drafts.keep("edited", "mood", {"ratings": {"pay": 1}})
    head = SimpleNamespace(id="new-name", was=["edited"])
    library: Any = SimpleNamespace(index=SimpleNamespace(heads={"new-name": head}))
    seen = as_named_now(walker.workspace.plan, library)
    take_along(walker.workspace, library)
    walker.workspace.close()
    workspace = open_workspace(tmp_path)
    for plan in (seen, workspace.plan):
        assert (list(plan.progress), plan.progress["new-name"].step) == (["new-name"], "mood")
        assert plan.answers.of("new-name")["why"].value["text"] == "because nobody asked me"
        assert not plan.answers.of("edited")
        assert [row.source for row in plan.rows("reflections")] == ["new-name/why"]
    assert workspace.drafts.of("new-name") == {"mood": {"ratings": {"pay": 1}}}
    assert not workspace.drafts.of("edited")
    take_along(workspace, library)
    assert workspace.plan.progress.keys() == {"new-name"}
