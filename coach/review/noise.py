"""When a number has moved, and when it has only wobbled.

Somebody who rates the same thing on two days seldom gives the same number twice. A change counts as within noise when
it is no larger than what two sittings usually differ by. That is measured for each rated thing by itself: it is the
median of the differences between one sitting and the next, all sittings but the last, for that is the one in question.
For this it takes four sittings, so that it never rests on a single difference. Before that one step of the scale is
taken as usual, and a fact built on it says so; less than one step is never taken, for nobody rates finer than that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..plan.records import Assessment, Scale

STEPS = 10  # a scale has at most this many steps that people tell apart; on one of 100 points a step is 10 of them
ENOUGH = 4  # sittings


@dataclass(frozen=True, slots=True)
class Usual:
    """What two sittings usually differ by, in points of the scale."""

    points: float
    assumed: bool  # one step of the scale, because there are too few sittings to measure it

    def hides(self, change: float) -> bool:
        """Whether a change of so many points, up or down, is within noise."""
        return abs(change) <= self.points


def usual_difference(sittings: Sequence[Assessment], rated: str) -> Usual:
    """What two sittings of one instrument usually differ by for one rated thing.

    `sittings` are comparable (same instrument, version and scale), oldest first; the last is the one in question.
    """
    given = [sitting.ratings[rated] for sitting in sittings if math.isfinite(sitting.ratings.get(rated, math.nan))]
    step = step_of(sittings[-1].scale if sittings else None)
    if len(given) < ENOUGH:
        return Usual(step, assumed=True)
    earlier = given[:-1]
    return Usual(max(step, _median([abs(b - a) for a, b in pairwise(earlier)])), assumed=False)


def step_of(scale: Scale | None) -> float:
    """One step of a scale, in points."""
    return max(1.0, (scale.max - scale.min) / STEPS) if scale else 1.0


def _median(numbers: Sequence[float]) -> float:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
