"""Whether the parts of a plan go together (C16): asked, never judged."""

from collections.abc import Iterator

from ..plan.plan import Plan
from ..plan.records import Decision, Profile, Stop, Task
from ..plan.roadmap import in_order
from ..words import said
from .facts import Fact, Span
from .past import Past
from .wording import SAYING, joined, listed, mentions, quoted, refs

LARGE = 30  # per cent of the week


def coherence(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C16: values and statement beside the next stop and the criteria of decisions, and large tasks that drain."""
    profile = plan.get(Profile)
    if profile is None:
        return []
    return [*_next_stop(plan, profile, span), *_criteria(plan, profile), *_drains(plan, profile)]


def _next_stop(plan: Plan, profile: Profile, span: Span) -> Iterator[Fact]:
    ahead = [stop for stop in plan.all(Stop) if stop.status in ("aimed", "exploring")]
    aimed = [stop for stop in ahead if stop.status == "aimed"] or ahead
    if not aimed or not (profile.values or profile.statement):
        return
    stop = in_order(aimed, span.today)[0]
    words = said("How does the next stop, {stop}, go with {own}?", stop=quoted(stop.label), own=_own(profile))
    yield Fact("C16", words, refs(stop, profile))


def _own(profile: Profile) -> str:
    """What somebody said of themselves: their values, what they wrote, or both."""
    found = []
    if profile.values:
        found.append(said("your values {values}", values=joined([quoted(value) for value in profile.values])))
    if profile.statement:
        found.append(said("what you wrote, {words}", words=quoted(profile.statement, SAYING)))
    return listed(found)


def _criteria(plan: Plan, profile: Profile) -> Iterator[Fact]:
    """Decisions among whose criteria none of the values stands by its name."""
    for decision in plan.all(Decision):
        weighed = list(decision.criteria)
        named = any(mentions(one, value) or mentions(value, one) for one in weighed for value in profile.values)
        if weighed and profile.values and not named:
            values = joined([quoted(value) for value in profile.values])
            words = said(
                "{decision} is weighed by {criteria}: where are your values {values} in that?",
                decision=quoted(decision.label), criteria=joined([quoted(one) for one in weighed]), values=values,
            )  # fmt: skip
            yield Fact("C16", words, refs(decision, profile))


def _drains(plan: Plan, profile: Profile) -> Iterator[Fact]:
    drains = profile.energy.drains if profile.energy else []
    for task in plan.all(Task):
        found = next((one for one in drains if mentions(one, task.name) or mentions(task.name, one)), None)
        if found and task.share is not None and task.share > LARGE:
            words = said(
                "{task} takes {share} % of your week, and {drain} drains you: what do you make of the two together?",
                task=quoted(task.label), share=f"{task.share:g}", drain=quoted(found),
            )  # fmt: skip
            yield Fact("C16", words, refs(task, profile))
