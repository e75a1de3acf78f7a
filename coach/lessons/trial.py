"""Tries lessons out: every path, then seeded random walks, in the engine that people walk them with.

Paths fork where the lesson can: at options that jump or that a `when` asks about, and at what the plan may hold.
"""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ..plan.plan import Plan, build
from ..plan.records import RECORDS
from ..walk import Walk
from ..words import said
from .checks.expected import Stale, stale
from .conditions import Condition
from .given import Refused
from .kinds.choose import Choice
from .kinds.simulate import ScenarioStep
from .lesson import Lesson, LessonTest
from .samples import sample
from .stories import story_faults

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
RANDOM_WALKS = 12
MOST_PATHS = 500
FINISHED = 200  # deeds after which a walk is going round in circles


@dataclass(slots=True)
class Trial:
    """What came of trying a lesson: faults as sentences, how often each step was shown and each option chosen."""

    lesson: str
    faults: list[str] = field(default_factory=list)
    walks: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    options: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Walked:
    """One walk: the steps shown, and the plan afterwards."""

    shown: tuple[str, ...]
    plan: Plan
    fault: str = ""


def try_lesson(lesson: Lesson, seed: int = 1) -> Trial:
    """Walks a lesson on every path and then at random; runs its own tests."""
    trial = Trial(lesson.id)
    for plan, forced in itertools.islice(_forks(lesson), MOST_PATHS):
        _note(trial, walk_through(lesson, plan, forced, Random(seed)))
    for n in range(RANDOM_WALKS):
        _note(trial, walk_through(lesson, Plan(), {}, Random(f"{seed}/{n}")))
    trial.faults += [
        said("the step “{id}” is never shown", id=step.id) for step in lesson.steps if not trial.steps[step.id]
    ]
    for step in lesson.steps:
        if isinstance(step, ScenarioStep):
            trial.faults += [f"{step.id}: {fault}" for fault in story_faults(step)]
    wrong = _stale(lesson)
    for n, test in enumerate(lesson.tests):
        found = [_said(one) for one in wrong if one.path[1] == n] or _run_test(lesson, test, seed)
        trial.faults += [said("test “{name}”: {fault}", name=test.name, fault=fault) for fault in found]
    trial.faults = list(dict.fromkeys(trial.faults))
    return trial


def _note(trial: Trial, walked: Walked) -> None:
    trial.walks += 1
    trial.steps.update(walked.shown)
    if walked.fault:
        trial.faults.append(walked.fault)
    for step, answer in walked.plan.answers.of(trial.lesson).items():
        trial.options.update(f"{step}/{option}" for option in answer.value.get("chosen", ()))


def walk_through(lesson: Lesson, plan: Plan, forced: dict[str, Any], dice: Random) -> Walked:
    """Walks a lesson from its first step to its end; `forced` answers by step, plausible ones elsewhere."""
    numbers = itertools.count(1)
    shown: list[str] = []
    plan = _opened(lesson, plan)
    for _ in range(FINISHED):
        walk = Walk(lesson, plan, NOW, lambda: f"t{next(numbers)}")
        if walk.finished:
            return Walked(tuple(shown), plan)
        step = walk.current
        shown.append(step.id)
        raw = forced.get(step.id) or sample(step, walk.given, dice)
        try:
            outcome = walk.answer(step, raw)
        except (TypeError, ValueError, KeyError, AttributeError, LookupError) as error:
            return Walked(
                tuple(shown),
                plan,
                said("{step}: the engine failed ({error})", step=step.id, error=type(error).__name__),
            )
        if isinstance(outcome, Refused):
            return Walked(
                tuple(shown), plan, said("{step}: a plausible answer is refused ({why})", step=step.id, why=outcome.why)
            )
        for change in outcome.changes:
            plan = plan.changed(change.table, change.id, change.new)
    return Walked(tuple(shown), plan, said("the lesson goes round in circles"))


def _opened(lesson: Lesson, plan: Plan) -> Plan:
    opening = Walk(lesson, plan, NOW, lambda: "t0").open()
    for change in opening.changes if opening else ():
        plan = plan.changed(change.table, change.id, change.new)
    return plan


# --- where paths fork ----------------------------------------------------------------


def _forks(lesson: Lesson) -> Iterator[tuple[Plan, dict[str, Any]]]:
    """Every start plan that a condition asks about, with every option that can change the way."""
    asked = {id for step in lesson.steps for id in _answers_in(step.when)}
    forking = [
        step
        for step in lesson.steps
        if isinstance(step, Choice)
        and step.options
        and (step.id in asked or any(option.goto for option in step.options))
    ]
    ways = [[(step.id, option.id) for option in step.options] for step in forking]
    for plan in _plans(sorted({path for step in lesson.steps for path in _plans_in(step.when)})):
        for way in itertools.product(*ways):
            yield plan, {step: {"chosen": [option]} for step, option in way}


def _plans(paths: list[str]) -> Iterator[Plan]:
    yield Plan()
    if paths:
        plan = Plan()
        for path in paths:
            plan = _with_something_at(plan, path)
        yield plan


def _with_something_at(plan: Plan, path: str) -> Plan:
    table, _, name = path.partition(".")
    kind = RECORDS.get(table)
    if kind is None:
        return plan
    id = table if kind.one else "t-there"
    for value in ("something", ["something"], 1, "2026-01-01", *_literals(kind, name)):
        fields = {name or kind.label_field: value} | (plan.fields(table, id) or {})
        if build(table, id, fields) is not None:
            return plan.changed(table, id, fields)
    return plan


def _literals(kind: type[Any], name: str) -> list[Any]:
    from typing import get_args, get_type_hints

    hint = get_type_hints(kind).get(name)
    return [value for arg in get_args(hint) for value in get_args(arg)] + list(get_args(hint))


def _conditions(when: Condition | None) -> Iterator[Condition]:
    if when is not None:
        yield when
        for part in (*when.all, *when.any, *([when.not_] if when.not_ else [])):
            yield from _conditions(part)


def _answers_in(when: Condition | None) -> list[str]:
    return [part.answer for part in _conditions(when) if part.answer]


def _plans_in(when: Condition | None) -> list[str]:
    return [part.plan for part in _conditions(when) if part.plan]


# --- what the author expects ------------------------------------------------------------


def _stale(lesson: Lesson) -> list[Stale]:
    """What the tests name that is not there; a test that does is not run, since all else would follow from that."""
    if not lesson.tests:
        return []
    return list(stale(lesson.model_dump(mode="json", by_alias=True, include={"steps", "tests"})))


def _said(one: Stale) -> str:
    advice = one.advice if isinstance(one.advice, str) else one.advice()
    return f"{one.sentence}. {advice}"


def _run_test(lesson: Lesson, test: LessonTest, seed: int) -> list[str]:
    walked = walk_through(lesson, Plan(), dict(test.answers), Random(seed))
    faults = [walked.fault] if walked.fault else []
    faults += [said("“{step}” is not reached", step=step) for step in test.reaches if step not in walked.shown]
    faults += [said("“{step}” is shown", step=step) for step in test.hides if step in walked.shown]
    faults += [said("“{table}” stays empty", table=table) for table in test.fills if not walked.plan.look(table)]
    return faults
