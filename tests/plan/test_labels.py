"""What records are called, and what stands below their names: reviews, ratings, a pinned step, what is past."""

import re
from pathlib import Path
from typing import Any

import pytest

from coach.exports.words import described, over
from coach.find.entries import record_entry
from coach.lessons.reading import read_toml
from coach.plan.cues import if_thens
from coach.plan.forms import form
from coach.plan.plan import Plan
from coach.plan.records import RECORDS, Record
from coach.plan.words import (
    EVERY,
    INSTRUMENTS,
    LABELS,
    MARKS,
    NAMED_BY_THEIR_NAME,
    READ_AS_THEY_ARE,
    SIZES,
    instrument_words,
)

CONTENT = Path(__file__).parents[2] / "content" / "core"
STORIES = sorted((CONTENT / "scenarios").glob("*.toml"))


def made(table: str, **fields: Any) -> tuple[Record, Plan]:
    """A record, and the plan it is alone in."""
    plan = Plan().changed(table, "r", fields)
    record = plan.record(table, "r")
    assert record is not None
    return record, plan


@pytest.mark.parametrize("kind", RECORDS.values(), ids=lambda kind: kind.table)
def test_what_a_form_shows_is_in_the_catalogue(kind: type[Record]) -> None:
    fields = [inner for field in form(kind) for inner in (field, *field.of)]
    assert {field.label for field in fields} <= {*LABELS.values(), *NAMED_BY_THEIR_NAME}
    marks = {words for field in fields for _, words in field.choices}
    assert marks <= {*READ_AS_THEY_ARE, *MARKS.values(), *SIZES.values(), *EVERY.values()}


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_role_play_goes_by_its_title(story: Path) -> None:
    assert instrument_words(f"role-play-{story.stem}") == f"Role-play “{read_toml(story.read_bytes())['title']}”"


def test_what_is_rated_goes_by_words() -> None:
    assert instrument_words("drift") == "Chosen or drifted?"
    assert instrument_words("of-my-own") == "Of my own"
    assert instrument_words("role-play-of-my-own") == "Role-play “Of my own”"
    played, _ = made("assessments", instrument="role-play-two-names", note="Put right")
    assert played.label == "Role-play “Two names”: Put right"
    texts = (path.read_text(encoding="utf-8") for path in CONTENT.rglob("*.toml"))
    rated = {name for text in texts for name in re.findall(r'^instrument = "(.+)"', text, re.MULTILINE)}
    assert rated
    assert rated <= set(INSTRUMENTS), "what our own lessons rate has a name that was written for people"


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"kind": "full", "on": "2026-05-31"}, "Full review, 31 May 2026"),
        ({"on": "2026-05-31"}, "Review, 31 May 2026"),
        ({"kind": "weekly"}, "Weekly review"),
        ({}, "A calm spring.\nNow I know."),
    ],
)
def test_a_review_goes_by_what_it_was_and_when_with_its_story_below(fields: dict[str, Any], label: str) -> None:
    review, plan = made("reviews", story="A calm spring.\nNow I know.", **fields)
    assert review.label == label
    told = {one.name: one.lines for one in described(review, plan)}
    assert told.get("Story", []) == ([] if label == review.id or not fields else ["A calm spring.", "Now I know."])
    assert "Kind" not in told and "Date" not in told
    if fields:
        entry = record_entry(review, plan)
        assert "A calm spring." in [piece.text for piece in entry.pieces]


def test_what_is_pinned_says_so() -> None:
    step, plan = made("next_steps", text="Ring Ada", pinned=True)
    assert {one.name: one.lines for one in described(step, plan)}["Pinned"] == ["it stands first"]


@pytest.mark.parametrize(("status", "waits"), [("waiting", True), ("done", False), ("dropped", False)])
def test_a_step_waits_only_while_it_is_open(status: str, waits: bool) -> None:
    step, plan = made("next_steps", text="Ring Ada", status=status, waiting_on="Joan", follow_up="2026-12-01")
    names = {one.name for one in described(step, plan, over(step))}
    assert ({"Waits for", "Ask again on"} <= names) == waits
    assert waits or not names & {"Waits for", "Ask again on"}


def test_an_if_then_plan_ends_with_what_it_serves() -> None:
    plan = Plan()
    for id, status in (("open", "todo"), ("done", "done"), ("gone", "dropped")):
        plan = plan.changed("next_steps", id, {"text": id, "status": status})
        plan = plan.changed("if_thens", id, {"cue": id, "act": "x", "about": f"next_steps/{id}"})
    plan = plan.changed("if_thens", "free", {"cue": "free", "act": "x"})
    live, past = if_thens(plan)
    assert [one.id for one in live] == ["open", "free"]
    assert [one.id for one in past] == ["done", "gone"]
