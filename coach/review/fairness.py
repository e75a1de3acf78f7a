"""Choosing mentees (C17): questions about fairness, for the mentor to answer."""

from collections.abc import Iterator, Sequence

from ..plan.plan import Plan
from ..plan.records import MenteeSelection, Person
from ..words import marked, said, said_of
from .facts import Fact, Span
from .past import Past
from .wording import folded, joined, name_of, refs

SIGNALS = {
    "technical": marked("technical"), "people_skills": marked("people skills"), "enthusiasm": marked("enthusiasm"),
    "fit": marked("fit"), "self_selection": marked("what they have begun themselves"), "evidence": marked("evidence"),
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
        missing = [said(SIGNALS[signal]) for signal in used if not getattr(row, signal)]
        if missing:
            words = said(
                "Nothing stands for {name} under {signals}, as it does for others: what is known?",
                name=name_of(row.label), signals=joined(missing),
            )  # fmt: skip
            yield Fact("C17", words, refs(row))


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
        words = said(
            "The last {n} you chose ({names}) are all from {place}: who else was within sight?",
            n=AGAIN, names=names, place=place,
        )  # fmt: skip
        yield Fact("C17", words, refs(*last))
    if signals and len(signals) < len(SIGNALS):
        words = said(
            "The last {n} you chose ({names}) were all seen by {signals} alone: who would other signals show?",
            n=AGAIN, names=names, signals=joined([said(SIGNALS[signal]) for signal in signals]),
        )  # fmt: skip
        yield Fact("C17", words, refs(*last))


def _place(plan: Plan, row: MenteeSelection) -> str:
    """Where somebody works, as the map of people has it; empty when it does not say."""
    found = (p.organisation for p in plan.all(Person) if folded(p.name) == folded(row.candidate) and p.organisation)
    return name_of(next(found, ""))


def _nothing(rows: Sequence[MenteeSelection]) -> Iterator[Fact]:
    left = [row for row in rows if folded(row.decision) in NOT_CHOSEN and not row.offered_to_others]
    if left:
        names = joined([name_of(row.label) for row in left])
        words = said_of(
            len(left),
            "{names} was not chosen: what is there for them instead?",
            "{names} were not chosen: what is there for them instead?",
            names=names,
        )
        yield Fact("C17", words, refs(*left))
