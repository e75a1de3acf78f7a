"""What the checks of a review find in the person's own plan: which of it matters, and what it could mean."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ...plan.events import Change
from ...review.checks import checks_for, run
from ...review.facts import RHYTHMS, Rhythm, span_of
from ...review.held import review_id
from ...words import said
from ..writes import fill_field
from .base import Accepted, Given, Refused, Step, Value, Verdict, line

CheckId = Annotated[str, Field(pattern=r"^(weekly|monthly|full|C([1-9]|1[0-7]))$")]
Told = dict[str, Any]  # a fact as it is kept: its words, the check that found it, the records it rests on
MOST_FOUND = 60  # facts that are shown; nobody reads more
WORDS = ("means", "could_also_mean")


def _several(value: object) -> object:
    """`checks = "weekly"` as well as `checks = ["C3", "C4"]`."""
    return (value,) if isinstance(value, str) else value


class Facts(Step):
    """Shows what the checks find in this plan; of the facts that matter the person says what they could mean."""

    kind: Literal["facts"]
    checks: Annotated[tuple[CheckId, ...], BeforeValidator(_several), Field(min_length=1)] = ("full",)
    most: Annotated[int, Field(ge=1, le=8)] = 5  # facts that matter

    usual_minutes = 4.0

    def found(self, given: Given) -> list[Told]:
        """What the checks find today."""
        rhythm: Rhythm = next((one for one in RHYTHMS if one in (*self.checks, given.review)), "full")
        span = span_of(given.plan, given.today, rhythm, without=review_id(given.lesson, given.run))
        groups = [one for one in RHYTHMS if one in self.checks]
        ids = {*self.checks, *(check.id for rhythm in groups for check in checks_for(rhythm))}
        found = run(given.plan, given.history(), span, ids)
        return [{"check": one.check, "fact": line(one.words), "about": list(one.about)} for one in found[:MOST_FOUND]]

    def shown(self, raw: Value, given: Given) -> list[Told]:
        """The facts to mark: those found when the step was answered; for a draft of another day, those of today."""
        if "found" in raw and raw.get("on") in (None, given.today.isoformat()):
            return [_told(fact) for fact in raw["found"] if line(fact.get("fact"))][:MOST_FOUND]
        return self.found(given)

    def accept(self, raw: Value, given: Given) -> Verdict:
        found = self.shown(raw, given)
        facts = [_told(fact) | _said(fact) for fact in raw.get("facts", ()) if line(fact.get("fact"))]
        if not facts and found and not self.optional:  # where it is optional, that none matters is an answer
            return Refused(said("Mark one fact that matters, write one of your own, or skip this step."))
        if len(facts) > self.most:
            return Refused(
                said(
                    "At most {most} here, those that matter most; there are {count}.", most=self.most, count=len(facts)
                )
            )
        silent = next((fact for fact in facts if "means" not in fact), None)
        if silent:
            return Refused(said("“{fact}” What could it mean? One line is enough.", fact=silent["fact"]))
        return Accepted({"found": found, "facts": facts})

    def fill(self, value: Value, given: Given) -> list[Change]:
        return fill_field(given, self.id, self.fills, value["facts"]) if self.fills and value["facts"] else []

    def prefill(self, given: Given) -> Value:
        return {"found": self.found(given), "facts": [], "on": given.today.isoformat()}

    def again(self, value: Value, given: Given) -> Value:
        return self.prefill(given)

    def offers(self, value: Value) -> list[tuple[str, str]]:
        return [(f"fact-{n}", str(fact.get("fact"))) for n, fact in enumerate(value.get("facts", ()), 1)]

    def words(self, value: Value, given: Given) -> list[str]:
        return [_in_words(fact) for fact in value.get("facts", ())]

    def meaning(self) -> object:
        return sorted(self.checks)


def _told(fact: Told) -> Told:
    told: Told = {"fact": line(fact.get("fact"))}
    told |= {"check": fact["check"]} if fact.get("check") else {}
    return told | ({"about": list(fact["about"])} if fact.get("about") else {})


def _said(fact: Told) -> Told:
    return {name: line(fact[name]) for name in WORDS if line(fact.get(name))}


def _in_words(fact: Told) -> str:
    means = said(" It could mean: {meaning}.", meaning=fact["means"]) if fact.get("means") else ""
    also = (
        said(" It could also mean: {meaning}.", meaning=fact["could_also_mean"]) if fact.get("could_also_mean") else ""
    )
    return f"{fact.get('fact')}{means}{also}".replace("..", ".")
