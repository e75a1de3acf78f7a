"""What the person can do: skills to work on (C8), and the evidence for them (C9)."""

import datetime as dt
from collections.abc import Iterator

from ..dates import month_words
from ..plan.plan import Plan
from ..plan.records import PracticePlan, PromotionCase, Skill, Success
from ..words import said, said_of
from .age import MONTHS, before_months
from .facts import Fact, Span
from .past import Past
from .wording import joined, labels, listed, mentions, quoted, refs, same_text

HIGH = 60  # of 100: how much a skill matters


# --- C8 --------------------------------------------------------------------------


def skills(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C8: skills to be raised without a practice plan, levels that are guesses, fading skills that matter."""
    known = plan.all(Skill)
    return [*_unpractised(plan, known), *_guesses(known), *_fading(known)]


def _unpractised(plan: Plan, known: list[Skill]) -> Iterator[Fact]:
    plans = plan.all(PracticePlan)
    for skill in known:
        wanted = skill.level is not None and skill.target_level is not None and skill.target_level > skill.level
        if wanted and not any(_practises(one, skill) for one in plans):
            words = said(
                "{skill} is at {level} and to reach {target}; no practice plan names it.",
                skill=quoted(skill.label), level=skill.level, target=skill.target_level,
            )  # fmt: skip
            yield Fact("C8", words, refs(skill))


def _practises(plan: PracticePlan, skill: Skill) -> bool:
    return _is(plan.skill, skill) or any(mentions(text, skill.name) for text in (plan.sub_skill, plan.task))


def _guesses(known: list[Skill]) -> Iterator[Fact]:
    found = [skill for skill in known if skill.basis == "guess"]
    if found:
        words = said_of(
            len(found),
            "The level of {n} skill is a guess: {skills}.",
            "The level of {n} skills are a guess: {skills}.",
            skills=joined(labels(found)),
        )
        yield Fact("C8", words, refs(*found))


def _fading(known: list[Skill]) -> Iterator[Fact]:
    for skill in known:
        now, ahead = skill.importance_now, skill.importance_next
        high = [said("{n} of 100 now", n=now)] if now is not None and now >= HIGH else []
        high += [said("{n} of 100 for what comes next", n=ahead)] if ahead is not None and ahead >= HIGH else []
        if skill.trend == "fading" and high:
            name, weights = quoted(skill.label), joined(high)
            words = said("{skill} is fading, and its importance is {weights}.", skill=name, weights=weights)
            yield Fact("C8", words, refs(skill))


# --- C9 --------------------------------------------------------------------------


def evidence(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C9: successes a month, criteria of the next level without evidence, skills long without a success."""
    return [*_months(plan, span), *_criteria(plan), *_unseen(plan, past, span.today)]


def _months(plan: Plan, span: Span) -> Iterator[Fact]:
    """How many successes were noted in each month since the last review; from the first one on, and six at most."""
    dated = [(day, success) for success in plan.all(Success) if (day := success.on or success.created)]
    if not dated:
        return
    first = min(day for day, _ in dated)
    begin = max(span.since or first, first, before_months(span.today, MONTHS - 1).replace(day=1))
    counts = dict.fromkeys(_from_to(begin, span.today), 0)
    found = [(day, success) for day, success in dated if begin <= day <= span.today]
    for day, _ in found:
        counts[day.year, day.month] += 1
    told = [_in_month(n, month) for (_, month), n in counts.items()]
    if told:
        words = said("Successes noted: {counts}.", counts=listed(told))
        yield Fact("C9", words, refs(*(success for _, success in found)))


def _in_month(n: int, month: int) -> str:
    name = month_words(month)
    return said("{n} in {month}", n=n, month=name) if n else said("none in {month}", month=name)


def _from_to(begin: dt.date, today: dt.date) -> list[tuple[int, int]]:
    """The months from one day to another, as (year, month)."""
    first, last = begin.year * 12 + begin.month - 1, today.year * 12 + today.month - 1
    return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]


def _criteria(plan: Plan) -> Iterator[Fact]:
    case = plan.get(PromotionCase)
    bare = [one.criterion for one in case.criteria if not one.evidence] if case else []
    if case and bare:
        yield Fact("C9", _bare_words(bare, len(case.criteria)), refs(case))


def _bare_words(bare: list[str], total: int) -> str:
    names = joined([quoted(one) for one in bare])
    if total == 1:
        return said("1 of 1 criterion for the next level has no evidence yet: {criteria}.", criteria=names)
    return said_of(
        len(bare),
        "{n} of {total} criteria for the next level has no evidence yet: {criteria}.",
        "{n} of {total} criteria for the next level have no evidence yet: {criteria}.",
        total=total, criteria=names,
    )  # fmt: skip


def _unseen(plan: Plan, past: Past, today: dt.date) -> Iterator[Fact]:
    """Skills that no success of the last six months shows; one that is newer in the plan has had no time to."""
    limit = before_months(today)
    lately = [s for s in plan.all(Success) if (day := s.on or s.created) and day >= limit]
    found = [skill for skill in plan.all(Skill) if not any(_is(success.skill, skill) for success in lately)]
    found = [skill for skill in found if (made := past.made_on(skill)) is None or made < limit]
    if found:
        words = said_of(
            len(found),
            "No success of the last {months} months shows {n} skill: {skills}.",
            "No success of the last {months} months shows {n} skills: {skills}.",
            months=MONTHS, skills=joined(labels(found)),
        )  # fmt: skip
        yield Fact("C9", words, refs(*found))


def _is(named: str | None, skill: Skill) -> bool:
    """Whether a skill is meant, by its path, its id or its name."""
    return named in (f"{Skill.table}/{skill.id}", skill.id) or same_text(named, skill.name)
