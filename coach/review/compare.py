"""Two sittings of one instrument side by side, and their difference in words."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..plan.plan import Plan
from ..plan.records import Assessment
from ..plan.words import field_words
from ..words import said, said_of
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
        before, after = f"{self.before:g}", f"{self.after:g}"
        return said("{label} {before} to {after}", label=self.label, before=before, after=after)


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
    then = day_words(before.taken_on) if before.taken_on else said("last time")
    if moved:
        told = joined([delta.words for delta in moved])
        yield Fact(check, said("{title}, since {day}: {moved}.", title=title, day=then, moved=told), refs(before, last))
    for why in dict.fromkeys(_why_noise(delta.usual) for delta in found if delta.noise):
        same = joined([delta.words for delta in found if delta.noise and _why_noise(delta.usual) == why])
        words = said("{title}, since {day}, within noise: {same} ({why}).", title=title, day=then, same=same, why=why)
        yield Fact(check, words, refs(before, last))


def _why_noise(usual: Usual) -> str:
    one = usual.points == 1
    points = said_of(1 if one else 2, "{points} point", "{points} points", points=f"{usual.points:g}")
    if not usual.assumed:
        return said("two sittings usually differ by {points} here", points=points)
    if one:
        return said("with fewer than {n} sittings, one step of the scale is taken as the usual difference", n=ENOUGH)
    return said(
        "with fewer than {n} sittings, one step of the scale, {points}, is taken as the usual difference",
        n=ENOUGH, points=points,
    )  # fmt: skip
