"""Whether the parts of a plan go together (C16): asked, never judged."""

from collections.abc import Iterator

from ..plan.plan import Plan
from ..plan.records import Decision, Profile, Stop, Task
from ..plan.roadmap import in_order
from .facts import Fact, Span
from .past import Past
from .wording import SAYING, joined, mentions, quoted, refs

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
    values = f"your values {joined([quoted(value) for value in profile.values])}" if profile.values else ""
    wrote = f"what you wrote, {quoted(profile.statement, SAYING)}" if profile.statement else ""
    beside = " and ".join(words for words in (values, wrote) if words)
    yield Fact("C16", f"How does the next stop, {quoted(stop.label)}, go with {beside}?", refs(stop, profile))


def _criteria(plan: Plan, profile: Profile) -> Iterator[Fact]:
    """Decisions among whose criteria none of the values stands by its name."""
    for decision in plan.all(Decision):
        weighed = list(decision.criteria)
        named = any(mentions(one, value) or mentions(value, one) for one in weighed for value in profile.values)
        if weighed and profile.values and not named:
            values = joined([quoted(value) for value in profile.values])
            words = f"{quoted(decision.label)} is weighed by {joined([quoted(one) for one in weighed])}"
            yield Fact("C16", f"{words}: where are your values {values} in that?", refs(decision, profile))


def _drains(plan: Plan, profile: Profile) -> Iterator[Fact]:
    drains = profile.energy.drains if profile.energy else []
    for task in plan.all(Task):
        found = next((one for one in drains if mentions(one, task.name) or mentions(task.name, one)), None)
        if found and task.share is not None and task.share > LARGE:
            words = f"{quoted(task.label)} takes {task.share:g} % of your week, and {quoted(found)} drains you"
            yield Fact("C16", f"{words}: what do you make of the two together?", refs(task, profile))
