"""Sittings of one instrument as a picture: a line for each rated thing, now against last time and the first time.

What is within noise is decided in `coach.review.noise`, which sittings compare by `Assessment.asks_like`. Nothing here
knows how it will be drawn: the screen draws lines, `coach.pictures.words` writes the table that says the same.
"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..plan.plan import Plan
from ..plan.records import Assessment
from ..plan.words import ROLE_PLAY, instrument_words
from ..review.compare import called, comparable
from ..review.noise import ENOUGH, Usual, usual_difference
from ..review.standing import GAPS
from ..review.wording import day_words, joined, name_of
from ..words import said, said_of

MOST = 1_000_000  # beyond it nobody rates anything, and a number is none
COARSE = 20  # a scale of more points than that is drawn only as far as its numbers reach


def number(n: float) -> str:
    """A number as it is shown everywhere here: `7`, `6.5`, at most two places after the point."""
    text = f"{n:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Change:
    """How far a number is from what it was at another sitting."""

    points: float
    usual: Usual

    @property
    def within_noise(self) -> bool:
        """Whether it differs, and by no more than two sittings usually differ by."""
        return self.points != 0 and self.usual.hides(self.points)

    @property
    def moved(self) -> bool:
        """Whether it differs by more than that."""
        return self.points != 0 and not self.usual.hides(self.points)

    @property
    def words(self) -> str:
        """`up 3`, `down 1, within noise`, `the same`."""
        if not self.points:
            return said("the same")
        points = number(abs(self.points))
        way = said("up {points}", points=points) if self.points > 0 else said("down {points}", points=points)
        return said("{change}, within noise", change=way) if self.within_noise else way


@dataclass(frozen=True, slots=True)
class Line:
    """One rated thing: its number at each sitting, None where it was not rated."""

    id: str
    label: str
    points: tuple[float | None, ...]
    usual: Usual  # what two sittings usually differ by
    second: float | None = None  # now: how much it matters, or what is wanted

    @property
    def now(self) -> float | None:
        """At the latest sitting."""
        return self.points[-1]

    @property
    def last(self) -> float | None:
        """At the sitting before."""
        return self.points[-2] if len(self.points) > 1 else None

    @property
    def first(self) -> float | None:
        """At the first sitting."""
        return self.points[0] if len(self.points) > 1 else None

    @property
    def since_last(self) -> Change | None:
        """Against the sitting before."""
        return self._since(self.last)

    @property
    def since_first(self) -> Change | None:
        """Against the first sitting."""
        return self._since(self.first)

    @property
    def gap(self) -> float | None:
        """How far it is below the second number; below nothing when it is above that."""
        return None if self.second is None or self.now is None else _apart(self.second, self.now)

    def _since(self, then: float | None) -> Change | None:
        return None if then is None or self.now is None else Change(_apart(self.now, then), self.usual)


def _apart(one: float, other: float) -> float:
    """Their difference, without what is left over from reckoning with fractions."""
    return round(one - other, 6)


@dataclass(frozen=True, slots=True)
class Picture:
    """All sittings of one instrument that compare with the latest one, oldest first, and what they show."""

    instrument: str
    title: str
    sittings: tuple[Assessment, ...]
    lines: tuple[Line, ...]
    earlier: tuple[Assessment, ...]  # sittings that asked something else, or on another scale

    @property
    def now(self) -> Assessment:
        """The latest sitting."""
        return self.sittings[-1]

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest number that there is room for in the picture."""
        told = [n for line in self.lines for n in (*line.points, line.second) if n is not None]
        scale = self.now.scale
        low, high = (scale.min, scale.max) if scale and max(abs(scale.min), abs(scale.max)) <= MOST else (0, 10)
        if high - low > COARSE:
            high = low + 10 * max(1, math.ceil((max(told, default=low) - low) / 10))
        return min([low, *told]), max([high, low + 1, *told])

    @property
    def gaps(self) -> list[Line]:
        """The lines that are furthest below their second number: the two widest gaps."""
        wide = [line for line in self.lines if line.gap is not None and line.gap > 0]
        return sorted(wide, key=lambda line: -(line.gap or 0))[:GAPS]

    @property
    def seconds(self) -> bool:
        """Whether there was a second number."""
        return any(line.second is not None for line in self.lines)

    @property
    def second_name(self) -> str:
        """What the second number means."""
        return name_of(self.now.second_name or said("wanted"))

    @property
    def lesson(self) -> str:
        """The lesson in which the latest sitting was taken; empty when it was made by hand."""
        lesson, slash, _ = (self.now.source or "").partition("/")
        return lesson if slash else ""

    # --- in words ----------------------------------------------------------------

    def when(self) -> str:
        """On which days the sittings were."""
        first, now = day_of(self.sittings[0]), day_of(self.now)
        if len(self.sittings) == 1:
            return said("One sitting so far, {day}.", day=now)
        n = len(self.sittings)
        if n == 2:
            return said("{n} sittings: first {first}, now {now}.", n=n, first=first, now=now)
        last = day_of(self.sittings[-2])
        return said("{n} sittings: first {first}, last time {last}, now {now}.", n=n, first=first, last=last, now=now)

    def scale(self) -> str:
        """What the ends of the scale mean."""
        scale = self.now.scale
        if scale is None:
            return ""
        low, high = (f"{n} ({name_of(words)})" if words else str(n)
                     for n, words in ((scale.min, scale.low), (scale.max, scale.high)))  # fmt: skip
        return said("On a scale from {low} to {high}.", low=low, high=high)

    def gap_words(self) -> str:
        """The widest gaps as a sentence."""
        now = name_of(self.now.first_name or said("now"))
        told = [f"{line.label} ({now} {number(line.now or 0)}, {self.second_name} {number(line.second or 0)})"
                for line in self.gaps]  # fmt: skip
        gaps = joined(told)
        return said_of(len(told), "Widest gap: {gaps}.", "Widest gaps: {gaps}.", gaps=gaps) if told else ""

    def moved_words(self) -> list[str]:
        """What has moved since last time and since the first time, a sentence each."""
        if len(self.sittings) < 2:
            return []
        since = said("Since {day}", day=day_of(self.sittings[-2]))
        last = _moved(since, ((line, line.last, line.since_last) for line in self.lines))
        if len(self.sittings) == 2:
            return last
        first = said("Since the first time, {day}", day=day_of(self.sittings[0]))
        return last + _moved(first, ((line, line.first, line.since_first) for line in self.lines))

    def noise_words(self) -> list[str]:
        """What within noise means here, where it was said."""
        changes = [change for line in self.lines for change in (line.since_last, line.since_first) if change]
        assumed = {change.usual.assumed for change in changes if change.within_noise}
        told = []
        if False in assumed:
            told.append(said("Within noise: by no more than two of your sittings usually differ."))
        if True in assumed:
            told.append(_assumed())
        return told

    def earlier_words(self) -> str:
        """The sittings that are not compared, and why."""
        told = [f"{day_of(one)} ({_asked(one)})" for one in self.earlier]
        return said("Not compared, for it asked differently: {sittings}.", sittings=joined(told)) if told else ""

    def words(self) -> list[str]:
        """What the picture shows, in sentences: the days, the gaps, what has moved."""
        told = [self.when(), self.gap_words(), *self.moved_words(), *self.noise_words(), self.earlier_words()]
        return [sentence for sentence in told if sentence]


def _assumed() -> str:
    return said(
        "Within noise: by no more than one step of the scale, which is taken as usual with fewer than {n} sittings.",
        n=ENOUGH,
    )


def _moved(since: str, lines: "Iterable[tuple[Line, float | None, Change | None]]") -> list[str]:
    """One sentence on what has moved; what is within noise is said to be so."""
    both = [(line, then, change) for line, then, change in lines if change is not None]
    moved = sorted((one for one in both if one[2].moved), key=lambda one: -abs(one[2].points))
    told = [said("{label} {before} to {after}", label=line.label, before=number(then or 0), after=number(line.now or 0))
            for line, then, _ in moved]  # fmt: skip
    noise = sum(change.within_noise for *_, change in both)
    if not both:
        return [said("{since}: nothing was rated both times.", since=since)]
    if told and noise:
        return [said("{since}: {moved}; the rest is within noise.", since=since, moved=joined(told))]
    if told:
        return [f"{since}: {joined(told)}."]
    if noise:
        return [said("{since}: every change is within noise.", since=since)]
    return [said("{since}: no number has changed.", since=since)]


def _asked(sitting: Assessment) -> str:
    version, scale = sitting.instrument_version, sitting.scale
    if scale is None:
        return said("version {version}", version=version)
    return said("version {version}, {low} to {high}", version=version, low=scale.min, high=scale.max)


def on_day(sitting: Assessment) -> dt.date | None:
    """The day of a sitting."""
    return sitting.taken_on or sitting.created


def day_of(sitting: Assessment) -> str:
    """The day of a sitting in words."""
    day = on_day(sitting)
    return day_words(day) if day else said("a day that is not known")


# --- from a plan -----------------------------------------------------------------------


def instruments(plan: Plan) -> list[str]:
    """What somebody has rated, in the order in which it was first taken. A role-play is played, and rates nothing."""
    taken = dict.fromkeys(sitting.instrument for sitting in plan.all(Assessment))
    return [name for name in taken if not name.startswith(ROLE_PLAY)]


def picture(plan: Plan, instrument: str) -> Picture | None:
    """The sittings of an instrument; None when there is none."""
    sittings = comparable(plan, instrument)
    if not sittings:
        return None
    compared = {one.id for one in sittings}
    earlier = tuple(one for one in plan.sittings(instrument) if one.id not in compared)
    title = name_of(instrument_words(instrument) or said("Ratings"))
    return Picture(instrument, title, tuple(sittings), tuple(_lines(sittings)), earlier)


def pictures(plan: Plan) -> list[Picture]:
    """One for each instrument."""
    found = (picture(plan, name) for name in instruments(plan))
    return [one for one in found if one is not None]


def _lines(sittings: list[Assessment]) -> Iterator[Line]:
    """What was rated the last time in its order, then what was rated only before."""
    last = sittings[-1]
    for id in dict.fromkeys(id for sitting in reversed(sittings) for id in sitting.ratings):
        points = tuple(_given(sitting.ratings.get(id)) for sitting in sittings)
        if any(point is not None for point in points):
            named = next(one for one in reversed(sittings) if id in one.ratings)
            usual = usual_difference(sittings, id)
            yield Line(id, called(named, id), points, usual, _given(last.second.get(id)))


def _given(n: float | None) -> float | None:
    return n if n is not None and math.isfinite(n) and abs(n) <= MOST else None
