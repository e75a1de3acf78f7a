"""The matrix: options weighed against weighted criteria, and what it would take for another one to win."""

from dataclasses import asdict, dataclass
from typing import Literal

from ...plan.events import Change
from ...words import marked, said
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
    """For each criterion the nearest weight, all others unchanged, at which another option wins; nearest first.

    A draw is no win; and a weight at which nothing that counts would be known of the winner says nothing.
    """
    now = winner(options, weights, scores)
    found = [flip for criterion in weights if (flip := _nearest_flip(criterion, now, options, weights, scores))]
    return sorted(found, key=lambda flip: abs(flip.weight - weights[flip.criterion]))


def _nearest_flip(criterion: str, now: str, options: list[str], weights: dict[str, int], scores: Scores) -> Flip | None:
    """The least change of one weight that puts another option truly ahead."""
    others = {name: weight for name, weight in weights.items() if name != criterion}
    known = [(option, _sums(scores.get(option, {}), others), scores.get(option, {}).get(criterion, 0))
             for option in options]  # fmt: skip
    most = max(MOST_WEIGHT, sum(weights.values()))
    for weight in sorted(range(most + 1), key=lambda w: abs(w - weights[criterion])):
        totals = {option: _mean(sums, weight, score) for option, sums, score in known}
        best = max(options, key=totals.__getitem__, default="")
        if totals and totals[best] > totals[now] > 0:
            return Flip(criterion, weight, best)
    return None


def _sums(row: dict[str, int], weights: dict[str, int]) -> tuple[int, int]:
    """What an option's scores come to, and the weight of those that are known."""
    known = [(weights[c], n) for c, n in row.items() if c in weights]
    return sum(weight * n for weight, n in known), sum(weight for weight, _ in known)


def _mean(sums: tuple[int, int], weight: int, score: int) -> float:
    """An option's total with one more criterion of this weight; without a score, that one does not count."""
    points, weights = sums[0] + weight * score, sums[1] + (weight if score else 0)
    return round(points / weights, 9) if weights else 0.0


class Matrix(Step):
    """Score options 1 to 5 on criteria; unknown is allowed. The gut is asked before any total is shown."""

    kind: Literal["matrix"]
    options_from: Slug  # an earlier step that names the options
    criteria_from: Slug  # an earlier `allocate` that names criteria and weights
    gut_prompt: str = marked("Before you see the total: which one do you hope for, and why?")

    usual_minutes = 6.0

    def options(self, given: Given) -> list[tuple[str, str]]:
        """What is weighed, as (id, label)."""
        return given.choices_from(self.options_from)

    def criteria(self, given: Given) -> list[tuple[str, str, int]]:
        """What it is weighed by, as (id, label, weight)."""
        points = given.values.get(self.criteria_from, {}).get("points", {})
        return [(id, label, int(points.get(id) or 0)) for id, label in given.choices_from(self.criteria_from)]

    def accept(self, raw: Value, given: Given) -> Verdict:
        options, criteria = self.options(given), self.criteria(given)
        if not options or not criteria:
            return Accepted({})  # the steps that name them were left out
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
            return Refused(said("“{option}” has no score yet. Unknown is fine, but not everywhere.", option=bare))
        if not gut:
            return Refused(said(self.gut_prompt))
        weights = {id: weight for id, _, weight in criteria}
        ids = [id for id, _ in options]
        value: Value = {"scores": scores, "weights": weights, "gut": gut, "labels": dict(options),
                        "criteria": {id: label for id, label, _ in criteria},
                        "totals": {id: round(total(id, weights, scores), 2) for id in ids},
                        "winner": winner(ids, weights, scores),
                        "flips": [asdict(flip) for flip in flips(ids, weights, scores)[:3]]}  # fmt: skip
        return Accepted(value)

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills or not value:
            return []
        table, _ = split(self.fills)
        labels, criteria = value["labels"], value["criteria"]
        scores = {labels[o]: {criteria[c]: n for c, n in row.items()} for o, row in value["scores"].items()}
        fields = {"scores": scores, "criteria": {criteria[c]: w for c, w in value["weights"].items()},
                  "options": list(labels.values()), "gut_check": value["gut"]}  # fmt: skip
        return fill_record(given, self.id, table, target(given, table, self.id), fields)

    def again(self, value: Value, given: Given) -> Value:
        return {}  # scored afresh: the hope that was said before the totals belongs to another day

    def offers(self, value: Value) -> list[tuple[str, str]]:
        totals = value.get("totals", {})
        return [(id, value["labels"][id]) for id in sorted(totals, key=lambda id: -totals[id])]

    def words(self, value: Value, given: Given) -> list[str]:
        if not value:
            return []
        lines = [f"{label}: {value['totals'][id]:.2f}" for id, label in self.offers(value)]
        return [*lines, *self.flip_words(value), said("Gut: {words}", words=value["gut"])]

    def flip_words(self, value: Value) -> list[str]:
        """What it would take for another option to win, in sentences."""
        lines = []
        for flip in value.get("flips", ()):
            name, was = value["criteria"][flip["criterion"]], value["weights"][flip["criterion"]]
            other = value["labels"][flip["winner"]]
            lines.append(
                said(
                    "If “{name}” weighed {weight} instead of {was}, “{other}” would win.",
                    name=name,
                    weight=flip["weight"],
                    was=was,
                    other=other,
                )
            )
        return lines

    def meaning(self) -> object:
        return [self.options_from, self.criteria_from]
