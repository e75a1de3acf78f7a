"""The order of next steps. It is written down here and nowhere else; no score is computed and none is shown.

Pinned steps come first. Among them, and among all the others, a step comes earlier for the first of these that tells
it from another:
  1. its date has passed (the longest first), 2. its date is within a week (the nearest first), 3. it is under way,
  4. it has a later date (the nearest first), 5. it has none, 6. it waits for somebody or for another step (by the day
  to follow up, or by its date), 7. it has a day before which it cannot begin (the nearest first), 8. it is an idea;
  and among equals the one that was made first.
Of a step that waits for somebody, the day to follow up counts as its date once that day has come.

A step that waits for another open one never stands before it:
  - what is waited for takes over the urgency of what waits (unless it cannot be acted on now itself: it waits for
    somebody, or its day has not come), so it comes as early as the most urgent step behind it would;
  - if a step that waits is pinned, all that it waits for comes along to the front, before it.
Should steps wait for each other in a circle, as a file edited by hand may have it, the one that was made first waits
for nothing. Of the order only the first three are shown at first, and none of them before its day.
"""

import datetime as dt
from collections.abc import Sequence

from .records import NextStep

SOON = 7  # days
FAR = 10_000_000  # days; no date is as far away
LATE, NEAR, UNDER_WAY, LATER, UNDATED, WAITS, NOT_YET, IDEA = range(8)

Claim = tuple[bool, int, int, int]  # not pinned, group, days, place among the steps as they were made


def blockers(steps: Sequence[NextStep]) -> dict[str, str]:
    """Which of these steps waits for which other, by their ids; a circle is cut at the one that was made first."""
    place = {step.id: n for n, step in enumerate(steps)}
    waits = {s.id: s.waits_for for s in steps if s.waits_for in place and s.waits_for != s.id}
    known: set[str] = set()
    for id in list(waits):
        path: dict[str, None] = {}
        while id in waits and id not in known and id not in path:
            path[id] = None
            id = waits[id]
        if id in path:
            ids = list(path)
            del waits[min(ids[ids.index(id) :], key=lambda one: place[one])]
        known |= set(path)
    return waits


def _depths(waits: dict[str, str]) -> dict[str, int]:
    """How many steps have to be done before each one that waits."""
    depths: dict[str, int] = {}
    for id in waits:
        path = []
        while id in waits and id not in depths:
            path.append(id)
            id = waits[id]
        depth = depths.get(id, 0)
        for n, one in enumerate(reversed(path), 1):
            depths[one] = depth + n
    return depths


class Order:
    """The order of the open steps on a day, and what it follows from."""

    def __init__(self, steps: Sequence[NextStep], today: dt.date) -> None:
        self.today = today
        self.by_id = {step.id: step for step in steps}
        self.waits = blockers(steps)
        self.depth = _depths(self.waits)
        self.urged_by: dict[str, str] = {}  # whose urgency a step has taken over
        self.waiting: dict[str, list[NextStep]] = {}  # what waits directly for a step
        for id, blocker in self.waits.items():
            self.waiting.setdefault(blocker, []).append(self.by_id[id])
        self.claims = {step.id: (not step.pinned, *rank(step, today), n) for n, step in enumerate(steps)}
        self._inherit()
        self._stand_behind()

    def steps(self) -> list[NextStep]:
        """The steps, first things first."""
        ids = sorted(self.by_id, key=lambda id: (self.claims[id], self.depth.get(id, 0)))
        return [self.by_id[id] for id in ids]

    def _inherit(self) -> None:
        """From the last of each chain to its first, what is waited for takes over what is more urgent."""
        for id in sorted(self.waits, key=lambda id: -self.depth[id]):
            blocker, claim = self.waits[id], self.claims[id]
            tied = self.claims[blocker][1] in (WAITS, NOT_YET)
            if claim < self.claims[blocker] and not (tied and claim[0]):
                self.claims[blocker] = claim
                self.urged_by[blocker] = self.urged_by.get(id, id)

    def _stand_behind(self) -> None:
        """From the first of each chain to its last, what waits goes behind what it waits for."""
        for id in sorted(self.waits, key=lambda id: self.depth[id]):
            unpinned, group, days, place = self.claims[id]
            own = (unpinned, max(WAITS, group) if unpinned else group, days, place)
            self.claims[id] = max(own, self.claims[self.waits[id]])


def rank(step: NextStep, today: dt.date) -> tuple[int, int]:
    """The group of a step and its place in it, were it alone."""
    day = day_that_counts(step, today)
    if step.status == "idea":
        return IDEA, 0
    if step.not_before is not None and step.not_before > today:
        return NOT_YET, (step.not_before - today).days
    if step.status == "waiting" and day is None:
        return WAITS, (step.follow_up - today).days if step.follow_up else FAR
    if day is None:
        return (UNDER_WAY if step.status == "doing" else UNDATED), 0
    days = (day - today).days
    if days <= SOON:
        return (LATE if days < 0 else NEAR), days
    return (UNDER_WAY if step.status == "doing" else LATER), days


def day_that_counts(step: NextStep, today: dt.date) -> dt.date | None:
    """The day that counts: when it is due, or for one that waits the day to follow up, once that has come."""
    if step.status != "waiting":
        return step.due
    return step.follow_up if step.follow_up is not None and step.follow_up <= today else None
