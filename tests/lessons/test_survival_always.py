"""Whatever is done to a lesson, in whatever order, the words of an answer can always be read from the plan."""

import copy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.lessons.lesson import Lesson
from coach.plan.plainly import answer_lines
from coach.plan.plan import Plan
from coach.store.snapshot import answer_rows, parse_answers, render_answers
from coach.told import put_away, told
from coach.walk import Outcome, Walk
from tests.helpers import MONDAY, counting

STEPS: list[dict[str, Any]] = [
    {"id": "one", "kind": "choice", "title": "One", "many": True, "options": [
        {"id": "a", "label": "alpha-words"}, {"id": "b", "label": "beta-words"}, {"id": "c", "label": "gamma"}]},
    {"id": "two", "kind": "text", "title": "Two"},
    {"id": "three", "kind": "scale", "title": "Three", "rows": [
        {"id": "x", "label": "xeno-words"}, {"id": "y", "label": "yard-words"}]},
    {"id": "four", "kind": "form", "title": "Four", "fields": [
        {"id": "f", "label": "First"}, {"id": "g", "label": "Kind of", "type": "choice", "options": [
            {"id": "big", "label": "big-words"}, {"id": "small", "label": "small"}]}]},
    {"id": "five", "kind": "sort", "title": "Five", "cards": [{"id": "k", "label": "card-words"}], "buckets": [
        {"id": "in", "label": "in-words"}, {"id": "out", "label": "out"}]},
    {"id": "six", "kind": "list", "title": "Six", "groups": [
        {"id": "near", "label": "Near"}, {"id": "far", "label": "Far"}]},
    {"id": "seven", "kind": "rank", "title": "Seven", "items": [
        {"id": "r", "label": "rank-words"}, {"id": "s", "label": "second-words"}]},
    {"id": "last", "kind": "read", "title": "Last", "text": "Words."},
]  # fmt: skip
ANSWERS: dict[str, dict[str, Any]] = {
    "one": {"chosen": ["a", "b"]}, "two": {"text": "text-words"}, "three": {"ratings": {"x": 5, "y": 4}},
    "four": {"fields": {"f": "form-words", "g": "big"}}, "five": {"bucket_of": {"k": "in"}},
    "six": {"items": [{"text": "near-words", "group": "near"}, {"text": "far-words", "group": "far"}]},
    "seven": {"order": ["s", "r"]}, "last": {},
}  # fmt: skip
WORDS = ["alpha-words", "beta-words", "text-words", "xeno-words", "yard-words", "form-words", "big-words",
         "card-words", "in-words", "near-words", "far-words", "rank-words", "second-words"]  # fmt: skip
PARTS = ("options", "rows", "fields", "cards", "buckets", "groups", "items")
LIST = {"kind": "list"}
EDITS = ["drop-step", "drop-part", "rename-step", "rename-part", "kind", "scale", "move", "insert", "reword"]


def lesson(steps: list[dict[str, Any]]) -> Lesson:
    return Lesson.model_validate({
        "format": 1, "id": "l", "title": "L", "track": "t", "module": "m", "minutes": 5, "audience": ["all"],
        "outcomes": ["o"], "steps": steps})  # fmt: skip


def done(plan: Plan, outcome: Any) -> Plan:
    assert isinstance(outcome, Outcome), outcome
    for change in outcome.changes:
        plan = plan.changed(change.table, change.id, change.new)
    return plan


def walked() -> Plan:
    ids = counting()
    plan = Plan()
    plan = done(plan, Walk(lesson(STEPS), plan, MONDAY, ids).open())
    for step in lesson(STEPS).steps:
        plan = done(plan, Walk(lesson(STEPS), plan, MONDAY, ids).answer(step, ANSWERS[step.id]))
    return plan


DONE = walked()


def edited(steps: list[dict[str, Any]], what: str, n: int, m: int) -> None:
    """One edit of a step, as an author makes it."""
    at = n % max(1, len(steps) - 1)  # the last step stays, so that there is a lesson
    step = steps[at]
    name = next((name for name in PARTS if len(step.get(name, ())) > 1), "")
    part = step[name][m % len(step[name])] if name else None
    if what == "drop-step" and len(steps) > 1:
        del steps[at]
    elif what == "drop-part" and part and (name not in ("buckets",) or len(step[name]) > 2):
        step[name].remove(part)
    elif what == "rename-step":
        step |= {"was": [step["id"]], "id": f"s{n}-{m}-{step['id']}"[:50]}
    elif what == "rename-part" and part:
        part |= {"was": [part["id"]], "id": f"{'p_' if name == 'fields' else 'p'}{m}{part['id']}"[:50]}
    elif what == "kind" and step["kind"] != "read":
        steps[at] = {"id": step["id"], "title": step["title"], "kind": ("text", "list")[m % 2]}
    elif what == "scale" and step["kind"] == "scale":
        step["max"] = 2 + m % 8
    elif what == "move":
        steps.insert(m % len(steps), steps.pop(at))
    elif what == "insert":
        steps.insert(at, {"id": f"new-{n}-{m}-{len(steps)}", "kind": "text", "title": "New"})
    elif what == "reword":
        step["title"] = f"Words {m}"


def all_said(walk: Walk) -> str:
    lines = [line for step in walk.lesson.steps for line in told(walk, step)]
    return "\n".join([*lines, *(line for answer in put_away(walk).values() for line in answer_lines(answer))])


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8))
def test_no_edit_ever_loses_a_word(changes: list[tuple[str, int, int]]) -> None:
    steps = copy.deepcopy(STEPS)
    for what, n, m in changes:
        edited(steps, what, n, m)
    if len({step["id"] for step in steps}) < len(steps):
        return  # no lesson: the check refuses it
    edition = lesson(steps)
    walk = Walk(edition, DONE, MONDAY, counting("n"))
    said = all_said(walk)
    assert [words for words in WORDS if words not in said] == []
    assert walk.current in edition.steps
    plan = DONE
    for step in walk.path:  # somebody goes through it all, and changes nothing
        through = Walk(edition, plan, MONDAY, counting("m"))
        outcome = through.answer(step, through.raw(step))
        if isinstance(outcome, Outcome):
            plan = done(plan, outcome)
    said = all_said(Walk(edition, plan, MONDAY, counting("k")))
    assert [words for words in WORDS if words not in said] == []


def test_what_is_kept_beside_an_answer_comes_back_from_its_file(tmp_path: Path) -> None:
    data = render_answers("l", answer_rows(DONE, "l"), {}, MONDAY)
    (tmp_path / "l.toml").write_bytes(data)
    found = parse_answers((tmp_path / "l.toml").read_bytes(), "l").rows["answers"]
    assert found["l/four"]["names"] == {"f": "First", "g": "Kind of", "g/big": "big-words"}
    assert found["l/three"]["scale"] == [1, 5]
