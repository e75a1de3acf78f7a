"""Choosing mentees (C17): questions about fairness, for the mentor to answer."""

from collections.abc import Iterator, Sequence

from ..plan.plan import Plan
from ..plan.records import MenteeSelection, Person
from .facts import Fact, Span
from .past import Past
from .wording import folded, joined, name_of, refs

SIGNALS = {
    "technical": "technical", "people_skills": "people skills", "enthusiasm": "enthusiasm", "fit": "fit",
    "self_selection": "what they have begun themselves", "evidence": "evidence",
}  # fmt: skip
AGAIN = 3  # times the same
CHOSEN, NOT_CHOSEN = "offer", ("next-turn", "somebody-else")


def balance(plan: Plan, past: Past, span: Span) -> list[Fact]:
    """C17: signals that are missing, the same profile again and again, and nothing for those not chosen."""
    rows = plan.all(MenteeSelection)
    chosen = [row for row in rows if folded(row.decision) == CHOSEN]
    return [*_missing(rows), *_same(plan, chosen), *_nothing(rows)]


def _missing(rows: Sequence[MenteeSelection]) -> Iterator[Fact]:
    """Signals that were written down for some and not for others."""
    used = [signal for signal in SIGNALS if any(getattr(row, signal) for row in rows)]
    for row in rows:
        missing = [SIGNALS[signal] for signal in used if not getattr(row, signal)]
        if missing:
            words = f"Nothing stands for {name_of(row.label)} under {joined(missing)}, as it does for others"
            yield Fact("C17", f"{words}: what is known?", refs(row))


def _same(plan: Plan, chosen: Sequence[MenteeSelection]) -> Iterator[Fact]:
    """The last ones chosen, when they come from the same place or were seen by the same signals alone."""
    last = chosen[-AGAIN:]
    if len(last) < AGAIN:
        return
    names = joined([name_of(row.label) for row in last])
    places = {_place(plan, row) for row in last}
    seen = {tuple(signal for signal in SIGNALS if getattr(row, signal)) for row in last}
    signals = next(iter(seen)) if len(seen) == 1 else ()
    if len(places) == 1 and (place := places.pop()):
        words = f"The last {AGAIN} you chose ({names}) are all from {place}: who else was within sight?"
        yield Fact("C17", words, refs(*last))
    if signals and len(signals) < len(SIGNALS):
        told = joined([SIGNALS[signal] for signal in signals])
        words = f"The last {AGAIN} you chose ({names}) were all seen by {told} alone: who would other signals show?"
        yield Fact("C17", words, refs(*last))


def _place(plan: Plan, row: MenteeSelection) -> str:
    """Where somebody works, as the map of people has it; empty when it does not say."""
    found = (p.organisation for p in plan.all(Person) if folded(p.name) == folded(row.candidate) and p.organisation)
    return name_of(next(found, ""))


def _nothing(rows: Sequence[MenteeSelection]) -> Iterator[Fact]:
    left = [row for row in rows if folded(row.decision) in NOT_CHOSEN and not row.offered_to_others]
    if left:
        names = joined([name_of(row.label) for row in left])
        was = "was" if len(left) == 1 else "were"
        yield Fact("C17", f"{names} {was} not chosen: what is there for them instead?", refs(*left))
