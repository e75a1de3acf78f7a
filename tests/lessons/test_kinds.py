"""Every kind: a sample is accepted and fills the plan; what makes no sense is refused in words; nothing ever raises."""

from random import Random
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.lessons.given import Accepted, Given, Refused
from coach.lessons.kinds import KINDS, Step
from coach.lessons.kinds.revise import Action
from coach.lessons.kinds.shapes import SHAPES, shaped
from coach.lessons.samples import sample
from coach.plain.askers import ASKERS
from coach.plan.plan import Plan
from coach.plan.records import RECORDS
from screens.steps import views
from tests.helpers import HOSTILE, course
from tests.helpers import given as surroundings

LIBRARY = course()
BY_KIND: dict[str, Step] = {step.kind: step for head in LIBRARY.heads() for step in LIBRARY.lesson(head.id).steps}
KEYS = sorted({key for shape in SHAPES.values() for key in getattr(shape, "__annotations__", {"first_on": 0})})
STEPS = [
    pytest.param(head.id, step, id=f"{head.id}/{step.id}")
    for head in LIBRARY.heads()
    for step in LIBRARY.lesson(head.id).steps
]

ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 500), st.text(max_size=8), st.sampled_from(["a", "now", "x"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)


def test_every_kind_has_its_class_its_view_and_its_plain_lines() -> None:
    assert set(KINDS) == set(ASKERS) == set(views())
    assert set(KINDS) - set(SHAPES) == {"read", "recap"}, "what is not answered has no shape"
    assert {kind: get_args(cls.model_fields["kind"].annotation) for kind, cls in KINDS.items()} == {
        k: (k,) for k in KINDS
    }


@pytest.mark.parametrize(("lesson", "step"), STEPS)
def test_a_sample_of_every_step_is_accepted_and_fits_the_plan(lesson: str, step: Step) -> None:
    around = _around(lesson, step)
    verdict = step.accept(sample(step, around, Random(1)), around)
    assert isinstance(verdict, Accepted), verdict
    plan = around.plan
    for change in step.fill(verdict.value, around):
        plan = plan.changed(change.table, change.id, change.new)
        assert change.table in RECORDS
    assert not plan.unknown
    assert isinstance(step.words(verdict.value, around), list)
    again = step.accept(verdict.value, around)
    assert isinstance(again, Accepted), "a kept answer can be kept again"


def _around(lesson: str, step: Step) -> Given:
    """What is known when a step comes up and all before it were answered with samples."""
    values: dict[str, Any] = {}
    items: dict[str, Any] = {}
    around = surroundings()
    for earlier in LIBRARY.lesson(lesson).steps:
        around = Given(lesson, Plan(), around.today, around.new_id, 1, values, items)
        if earlier.id == step.id:
            break
        verdict = earlier.accept(sample(earlier, around, Random(2)), around)
        assert isinstance(verdict, Accepted), (earlier.id, verdict)
        values = {**values, earlier.id: verdict.value}
        items = {**items, earlier.id: earlier.offers(verdict.value)}
    return around


TEXT = KINDS["text"].model_validate({"id": "t", "kind": "text", "title": "T", "fills": "reflections"})
LIST = KINDS["list"].model_validate({"id": "l", "kind": "list", "title": "L", "fills": "goals", "min": 2})


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_kept_as_they_are(text: str) -> None:
    verdict = TEXT.accept({"text": text}, surroundings())
    assert isinstance(verdict, Accepted)
    assert verdict.value["text"] == text


def test_refusals_are_sentences() -> None:
    for raw in ({}, {"items": [{"text": "one"}]}, {"items": [{"text": " "}, {"text": ""}]}):
        verdict = LIST.accept(raw, surroundings())
        assert isinstance(verdict, Refused)
        assert verdict.why.endswith((".", "?"))


@pytest.mark.parametrize(("said", "fits"), [("12", True), ("²", False), ("9" * 30, False), ("", False)])
def test_a_number_is_one_that_the_plan_can_hold(said: str, fits: bool) -> None:
    assert Action(id="sure", label="Sure", asks="How sure?", field="confidence", number=True).takes(said) is fits


@given(data=st.data())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_damaged_draft_never_raises(kind: str, data: st.DataObject) -> None:
    """Drafts and answers come from files: whatever stands there, a step says yes or no."""
    step = BY_KIND.get(kind)
    if step is None:
        pytest.skip("no lesson has this kind yet")
    raw = data.draw(st.dictionaries(st.sampled_from(KEYS), ANY, max_size=4))
    assert isinstance(step.accept(shaped(kind, raw), surroundings()), Accepted | Refused)
