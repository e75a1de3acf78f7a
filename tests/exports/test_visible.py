"""Nothing private leaves: with a mark in every text of every record, none of the wrong marks is in any export."""

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.exports import AUDIENCES, EXPORTS, export
from coach.exports.visible import ANSWERS, HELD_BACK, NEWER, NOTES, SEEN, Audience, lessons_answered, visible
from coach.plan.answers import Answer
from coach.plan.events import Change
from coach.plan.plan import Plan
from coach.plan.records import RECORDS, AgreedGoal, Agreement, Goal, IfThen, NextStep, Part, Person, Record, Visibility
from tests.helpers import MONDAY, course, open_workspace

LIBRARY = course()
LEVELS: list[Visibility | None] = [None, "private", "coach", "sponsor", "shareable"]
OTHERS: list[Audience] = ["coach", "sponsor", "shareable"]


def marked(kind: type[msgspec.Struct], mark: str, **given: Any) -> Any:
    """A record or a part of one with a mark in every text that it can hold."""
    hints = get_type_hints(kind)
    values = {name: filled(hints[name], f"{mark}{name}") for name in kind.__struct_fields__ if name not in given}
    return kind(**given, **{name: value for name, value in values.items() if value is not None})


def filled(hint: Any, mark: str) -> Any:
    """A value of that type with the mark in it, or None where no text fits."""
    if hint is str or (hint is Any):
        return mark
    if isinstance(hint, type) and issubclass(hint, Part):
        return marked(hint, mark)
    origin, arguments = typing.get_origin(hint), get_args(hint)
    if origin is list:
        inner = filled(arguments[0], mark)
        return None if inner is None else [inner]
    if origin is dict:
        inner = filled(arguments[1], mark)
        return {mark: 1 if inner is None and arguments[1] in (int, float) else inner or {mark: 1}}
    if arguments and origin is not typing.Literal:
        return next((value for one in arguments if (value := filled(one, mark)) is not None), None)
    return None


def everything(levels: dict[str, Visibility | None]) -> Plan:
    """A plan with one marked record of each type, as visible as it is told."""
    tables: dict[str, dict[str, Record]] = {}
    for table, kind in RECORDS.items():
        id = table if kind.one else f"id-{table}"
        fixed: dict[str, Any] = {"id": id, "visibility": levels.get(table), "created": None, "source": None}
        tables[table] = {id: marked(kind, f"MARK-{table}-", **fixed)}
    return Plan(tables=tables)


def texts(plan: Plan, audience: Audience) -> Iterator[str]:
    """Every export there is."""
    for exporter in EXPORTS.values():
        yield export(exporter, plan, LIBRARY, audience, MONDAY).text.replace("\\", "")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({table: st.sampled_from(LEVELS) for table in RECORDS}), st.sampled_from(OTHERS))
def test_no_mark_of_what_is_withheld(levels: dict[str, Visibility | None], audience: Audience) -> None:
    plan = everything(levels)
    for text in texts(plan, audience):
        for table, kind in RECORDS.items():
            level = levels[table] or kind.default_visibility
            assert level in SEEN[audience] or f"MARK-{table}-" not in text
        assert "MARK-people-note" not in text
        assert "held_back" not in text
        assert "MARK-agreements-extra" not in text


def test_the_marks_are_there_for_oneself() -> None:
    """Otherwise the test above would be content with an empty page."""
    for text in texts(everything({}), "me"):
        for table in RECORDS:
            assert (f"MARK-{table}-" in text) == (table != "settings")
        assert "MARK-people-note" not in text
        assert "held_back" in text


@pytest.mark.parametrize("audience", OTHERS)
def test_a_visible_record_does_not_name_a_withheld_one(audience: Audience) -> None:
    goal = Goal(id="goal1", name="SECRET", visibility="private")
    step = NextStep(id="step1", text="Ask", goal="goal1", agreed_with="pers1", visibility="shareable")
    then = IfThen(id="if1", cue="a", act="b", about="goals/goal1", visibility="shareable")
    person = Person(id="pers1", name="WHO")
    tables: dict[str, dict[str, Record]] = {
        "goals": {"goal1": goal}, "next_steps": {"step1": step}, "if_thens": {"if1": then}, "people": {"pers1": person},
    }  # fmt: skip
    copy = visible(Plan(tables=tables), audience)
    kept = copy.plan.get(NextStep, "step1")
    assert kept is not None
    assert (kept.goal, kept.agreed_with) == (None, None)
    for text in texts(Plan(tables=tables), audience):
        assert "Ask" in text
        for word in ("SECRET", "WHO", "goal1", "pers1"):
            assert word not in text


def test_what_a_newer_version_added_to_a_record_stays() -> None:
    goal = Goal(id="a", name="x", visibility="shareable", extra={"newer": "SECRET"})
    plan = Plan(tables={"goals": {"a": goal}})
    assert visible(plan, "shareable").plan.get(Goal, "a") == msgspec.structs.replace(goal, extra={})
    assert visible(plan, "me").plan.get(Goal, "a") == goal


def answered(**answers: Answer) -> Plan:
    """A plan with a private goal and some answers."""
    plan = Plan(tables={"goals": {"goal1": Goal(id="goal1", name="SECRET", visibility="private")}})
    for step, answer in answers.items():
        plan = plan.changed("answers", f"start-here/{step}", msgspec.to_builtins(answer))
    return plan.changed("progress", "start-here", {"status": "started"})


@pytest.mark.parametrize("audience", OTHERS)
def test_answers(audience: Audience) -> None:
    seen = Answer(kind="text", value={"text": "OPEN"}, visibility="shareable")
    plan = answered(
        a=seen,
        b=Answer(kind="text", value={"text": "CLOSED"}),
        c=Answer(kind="text", value={"text": "CLOSED"}, visibility="private"),
        d=Answer(kind="choice", value={"chosen": ["goal1"], "labels": {"goal1": "CLOSED"}}, visibility="shareable"),
        e=Answer(kind="list", value={"items": [{"id": "goal1", "text": "CLOSED"}]}, visibility="shareable"),
        f=Answer(kind="text", value={"text": "CLOSED"}, visibility="shareable", writes=["goals/goal1"]),
    )
    copy = visible(plan, audience)
    assert dict(copy.plan.answers.of("start-here")) == {"a": seen}
    assert copy.withheld == {"Goals": 1, ANSWERS: 5}
    for text in texts(plan, audience):
        assert "OPEN" in text
        assert "CLOSED" not in text


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize("lesson", ["start-here", "a-lesson-that-is-gone"])
def test_the_question_as_it_stood_may_quote_and_stays(audience: Audience, lesson: str) -> None:
    answer = Answer(kind="text", value={"text": "OPEN"}, visibility="shareable", prompt="You wrote QUOTED. And now?")
    plan = Plan().changed("answers", f"{lesson}/x", msgspec.to_builtins(answer)).changed("progress", lesson, {})
    for text in texts(plan, audience):
        assert "OPEN" in text
        assert "QUOTED" not in text
    for text in texts(plan, "me"):
        assert "QUOTED" in text


@pytest.mark.parametrize("audience", OTHERS)
def test_lessons_without_a_visible_answer_are_not_even_named(audience: Audience) -> None:
    plan = answered(a=Answer(kind="text", value={"text": "CLOSED"}))
    assert not visible(plan, audience).plan.progress
    for text in texts(plan, audience):
        assert "Open the box" not in text


def test_what_is_left_out_is_counted() -> None:
    goals = [AgreedGoal(what="x", held_back="a"), AgreedGoal(what="y")]
    tables: dict[str, dict[str, Record]] = {
        "people": {"a": Person(id="a", name="x", note="n", visibility="coach"), "b": Person(id="b", note="n")},
        "agreements": {"c": Agreement(id="c", goals=goals, visibility="coach")},
    }
    plan = Plan(tables=tables, unknown={"newer": {"x": {}, "y": {}}})
    assert visible(plan, "coach").withheld == {"People": 1, NOTES: 1, HELD_BACK: 1, NEWER: 2}
    assert visible(plan, "me").withheld == {NOTES: 2, NEWER: 2}
    assert visible(plan, "shareable").withheld == {"People": 2, "Mentoring agreements": 1, NEWER: 2}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_plan_itself_is_not_changed(audience: Audience) -> None:
    plan = everything({})
    before = msgspec.json.encode(plan.tables)
    visible(plan, audience)
    assert msgspec.json.encode(plan.tables) == before


def test_an_empty_plan() -> None:
    for audience in AUDIENCES:
        assert visible(Plan(), audience).withheld == {}
        for text in texts(Plan(), audience):
            assert "nothing in this copy" in text


def test_answers_that_no_progress_knows_of(tmp_path: Path) -> None:
    """Whoever hands a plan over and takes it off the machine must not lose answers because a row is missing."""
    one = open_workspace(tmp_path)
    one.record("answered", [Change("answers", "some-lesson/q", {"kind": "text", "value": {"text": "Here"}})])
    one.close()
    file = tmp_path / "people/me/answers/some-lesson.toml"
    file.with_name("some-lesson.damaged-1.toml").write_bytes(file.read_bytes())
    again = open_workspace(tmp_path)
    assert lessons_answered(again.plan) == ["some-lesson"]
