"""The matrix: options weighed against weighted criteria, and what it would take for another one to win."""

from dataclasses import asdict, dataclass
from typing import Literal

from ...plan.events import Change
from ..writes import fill_record, split, target
from .base import LONGEST, Accepted, Given, Refused, Slug, Step, Value, Verdict

Scores = dict[str, dict[str, int]]  # by option and criterion, 1 to 5; a criterion that is missing is not known
MOST_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one weight that makes another option win."""

    criterion: str
    weight: int
    winner: str


def total(option: str, weights: dict[str, int], scores: Scores) -> float:
    """An option's weighted mean over what is known of it, from 1 to 5; 0 when nothing is known."""
    known = {c: n for c, n in scores.get(option, {}).items() if weights.get(c)}
    weight = sum(weights[c] for c in known)
    return sum(weights[c] * n for c, n in known.items()) / weight if weight else 0.0


def winner(options: list[str], weights: dict[str, int], scores: Scores) -> str:
    """The option with the highest total; of equals, the one named first."""
    return max(
        options, key=lambda option: (round(total(option, weights, scores), 9), -options.index(option)), default=""
    )


def flips(options: list[str], weights: dict[str, int], scores: Scores) -> list[Flip]:
    """For each criterion the nearest weight, all others unchanged, at which another option wins; nearest first."""
    now = winner(options, weights, scores)
    found = []
    for criterion, weight in weights.items():
        for other in sorted(range(MOST_WEIGHT + 1), key=lambda w: abs(w - weight)):
            best = winner(options, {**weights, criterion: other}, scores)
            if best != now:
                found.append(Flip(criterion, other, best))
                break
    return sorted(found, key=lambda flip: abs(flip.weight - weights[flip.criterion]))


class Matrix(Step):
    """Score options 1 to 5 on criteria; unknown is allowed. The gut is asked before any total is shown."""

    kind: Literal["matrix"]
    options_from: Slug  # an earlier step that names the options
    criteria_from: Slug  # an earlier `allocate` that names criteria and weights
    gut_prompt: str = "Before you see the total: which one do you hope for, and why?"

    usual_minutes = 6.0

    def options(self, given: Given) -> list[tuple[str, str]]:
        """What is weighed, as (id, label)."""
        return given.choices_from(self.options_from)

    def criteria(self, given: Given) -> list[tuple[str, str, int]]:
        """What it is weighed by, as (id, label, weight)."""
        points = given.values.get(self.criteria_from, {}).get("points", {})
        return [(id, label, int(points.get(id, 0))) for id, label in given.choices_from(self.criteria_from)]

    def accept(self, raw: Value, given: Given) -> Verdict:
        options, criteria = self.options(given), self.criteria(given)
        gut = str(raw.get("gut") or "").strip()[:LONGEST]
        scores: Scores = {}
        for option, _ in options:
            given_scores = (raw.get("scores") or {}).get(option, {})
            scores[option] = {
                c: int(n)
                for c, n in given_scores.items()
                if c in {id for id, *_ in criteria} and n and 1 <= int(n) <= 5
            }
        if any(not row for row in scores.values()):
            bare = next(label for id, label in options if not scores[id])
            return Refused(f"“{bare}” has no score yet. Unknown is fine, but not everywhere.")
        if not gut:
            return Refused(self.gut_prompt)
        weights = {id: weight for id, _, weight in criteria}
        ids = [id for id, _ in options]
        value: Value = {"scores": scores, "weights": weights, "gut": gut, "labels": dict(options),
                        "criteria": {id: label for id, label, _ in criteria},
                        "totals": {id: round(total(id, weights, scores), 2) for id in ids},
                        "winner": winner(ids, weights, scores),
                        "flips": [asdict(flip) for flip in flips(ids, weights, scores)[:3]]}  # fmt: skip
        return Accepted(value)

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        table, _ = split(self.fills)
        labels, criteria = value["labels"], value["criteria"]
        scores = {labels[o]: {criteria[c]: n for c, n in row.items()} for o, row in value["scores"].items()}
        fields = {"scores": scores, "criteria": {criteria[c]: w for c, w in value["weights"].items()},
                  "options": list(labels.values()), "gut_check": value["gut"]}  # fmt: skip
        return fill_record(given, self.id, table, target(given, table, self.id), fields)

    def offers(self, value: Value) -> list[tuple[str, str]]:
        totals = value.get("totals", {})
        return [(id, value["labels"][id]) for id in sorted(totals, key=lambda id: -totals[id])]

    def words(self, value: Value, given: Given) -> list[str]:
        if not value:
            return []
        lines = [f"{label}: {value['totals'][id]:.2f}" for id, label in self.offers(value)]
        for flip in value.get("flips", ()):
            name, was = value["criteria"][flip["criterion"]], value["weights"][flip["criterion"]]
            lines.append(
                f"If “{name}” weighed {flip['weight']} instead of {was}, “{value['labels'][flip['winner']]}” would win."
            )
        return [*lines, f"Gut: {value['gut']}"]

    def meaning(self) -> object:
        return [self.options_from, self.criteria_from]
