"""Two sittings of one instrument side by side, and their difference in words."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..plan.plan import Plan
from ..plan.records import Assessment
from ..plan.words import field_words
from .facts import Fact, Span
from .noise import ENOUGH, Usual, usual_difference
from .wording import day_words, joined, name_of, refs


@dataclass(frozen=True, slots=True)
class Delta:
    """Something that was rated both times and differs."""

    label: str
    before: float
    after: float
    usual: Usual

    @property
    def noise(self) -> bool:
        """Whether it is no larger than what two sittings usually differ by."""
        return self.usual.hides(self.after - self.before)

    @property
    def words(self) -> str:
        """`Learning 4 to 7`."""
        return f"{self.label} {self.before:g} to {self.after:g}"


def comparable(plan: Plan, instrument: str) -> list[Assessment]:
    """The sittings that may be compared with the last one: of its version and scale, oldest first, itself too."""
    sittings = plan.sittings(instrument)
    if not sittings:
        return []
    return [sitting for sitting in sittings if sitting.asks_like(sittings[-1])]


def is_new(sitting: Assessment, span: Span) -> bool:
    """Whether it came after the last review; one that was taken in that review has been looked at."""
    return span.since is None or (sitting.taken_on is not None and sitting.taken_on > span.since)


def deltas(sittings: Sequence[Assessment]) -> list[Delta]:
    """What differs between the last two of comparable sittings, the largest difference first."""
    if len(sittings) < 2:
        return []
    before, last = sittings[-2:]
    found = [
        Delta(called(last, id), before.ratings[id], after, usual_difference(sittings, id))
        for id, after in last.ratings.items()
        if id in before.ratings and before.ratings[id] != after and math.isfinite(before.ratings[id] - after)
    ]
    return sorted(found, key=lambda delta: -abs(delta.after - delta.before))


def called(sitting: Assessment, id: str) -> str:
    """What a rated thing was called that day."""
    return name_of(sitting.names.get(id) or field_words(id))


def delta_facts(check: str, title: str, sittings: Sequence[Assessment]) -> Iterator[Fact]:
    """What has moved between the last two sittings, and, told apart from it, what is within noise."""
    found = deltas(sittings)
    moved = [delta for delta in found if not delta.noise]
    before, last = sittings[-2:] if len(sittings) > 1 else (None, None)
    if before is None or last is None:
        return
    then = f"{title}, since {day_words(before.taken_on) if before.taken_on else 'last time'}"
    if moved:
        yield Fact(check, f"{then}: {joined([delta.words for delta in moved])}.", refs(before, last))
    for why in dict.fromkeys(_why_noise(delta.usual) for delta in found if delta.noise):
        same = [delta.words for delta in found if delta.noise and _why_noise(delta.usual) == why]
        yield Fact(check, f"{then}, within noise: {joined(same)} ({why}).", refs(before, last))


def _why_noise(usual: Usual) -> str:
    points = f"{usual.points:g} point{'' if usual.points == 1 else 's'}"
    if usual.assumed:
        step = "one step of the scale" if usual.points == 1 else f"one step of the scale, {points},"
        return f"with fewer than {ENOUGH} sittings, {step} is taken as the usual difference"
    return f"two sittings usually differ by {points} here"
