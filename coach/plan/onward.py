"""From what stands in a plan to a next step: what one could do about a skill, a person, an option, a goal."""

from collections.abc import Callable
from typing import Any

from ..words import said
from .plan import Plan
from .records import (
    Constraint,
    Decision,
    Goal,
    NextStep,
    Option,
    Person,
    PracticePlan,
    Record,
    Risk,
    Skill,
    Stop,
    Success,
)

HIGHEST = 5  # the level of a skill that sets the standard


def gap(skill: Skill) -> int:
    """How far a skill is below the level that is wanted."""
    if skill.level is None or skill.target_level is None:
        return 0
    return max(0, skill.target_level - skill.level)


def evidence(plan: Plan) -> dict[str, int]:
    """How many successes show each skill, by its id. A success names a skill by its id or in words."""
    skills = plan.all(Skill)
    named = {name.casefold(): skill.id for skill in skills for name in (skill.id, f"skills/{skill.id}", skill.name)}
    counts = dict.fromkeys((skill.id for skill in skills), 0)
    for success in plan.all(Success):
        id = named.get((success.skill or "").casefold())
        if id is not None:
            counts[id] += 1
    return counts


def step_towards(record: Record) -> NextStep:
    """A next step that would be of use for a record, half written: the person says the rest."""
    suggest = _SUGGESTED.get(type(record))
    return NextStep(id="", **(suggest(record) if suggest else {"why": record.label}))


def _skill(skill: Skill) -> dict[str, Any]:
    if gap(skill):
        levels = {"level": skill.level, "target": skill.target_level}
        why = said("{skill}: from {level} to {target}", skill=skill.name, **levels)
        return {"text": said("Practise {skill}", skill=skill.name), "why": why}
    return {"text": said("Use {skill}", skill=skill.name), "why": skill.name}


def _goal(goal: Goal) -> dict[str, Any]:
    return {"goal": goal.id}


def _person(person: Person) -> dict[str, Any]:
    text = said("Talk to {name}", name=person.name)
    return {"text": text, "due": person.next_contact, "why": person.can_learn or person.why}


def _option(option: Option) -> dict[str, Any]:
    why = said("a test of “{option}”", option=option.name)
    return {"text": option.test or "", "due": option.test_by, "why": why}


def _decision(decision: Decision) -> dict[str, Any]:
    return {"due": decision.decide_by, "why": decision.question}


def _constraint(limit: Constraint) -> dict[str, Any]:
    why = said("a limit to test: {limit}", limit=limit.statement)
    return {"text": limit.test_how or "", "due": limit.test_by, "why": why}


def _risk(risk: Risk) -> dict[str, Any]:
    return {"text": risk.response or risk.first_week or "", "why": risk.statement}


def _practice(practice: PracticePlan) -> dict[str, Any]:
    return {"text": practice.task or "", "why": practice.sub_skill}


def _stop(stop: Stop) -> dict[str, Any]:
    link = {"stop": stop.id} if "stop" in NextStep.__struct_fields__ else {}
    return {"why": said("on the way to “{stop}”", stop=stop.name), **link}


_SUGGESTED: dict[type[Record], Callable[[Any], dict[str, Any]]] = {
    Skill: _skill, Goal: _goal, Person: _person, Option: _option, Decision: _decision, Constraint: _constraint,
    Risk: _risk, PracticePlan: _practice, Stop: _stop,
}  # fmt: skip
