"""A plausible answer to any step, made from a seed: what content tests and the project's tests answer with."""

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

from .given import Given
from .kinds import Step, Value
from .kinds.act import Do
from .kinds.arrange import Allocate, Checklist, Sort
from .kinds.choose import Choice, ScaleStep
from .kinds.commit import Commit, IfThenStep
from .kinds.facts import Facts
from .kinds.order import Pick, Rank
from .kinds.place import CORNERS, Grid, Timeline
from .kinds.revise import KEEP, Revise
from .kinds.simulate import Play, ScenarioStep
from .kinds.structure import FieldSpec, Form, Table
from .kinds.weigh import Matrix
from .kinds.write import List, Text

WORDS = ["the", "report", "reads", "well", "when", "two", "people", "have", "looked", "at", "it", "before", "noon"]


def sample(step: Step, given: Given, dice: Random) -> Value:
    """An answer that the step accepts, unless what it draws on is missing."""
    maker = MAKERS.get(step.kind)
    return maker(step, given, dice) if maker else step.prefill(given)


def _phrase(dice: Random, least: int = 3) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(max(least, 3)))


def _choice(step: Choice, given: Given, dice: Random) -> Value:
    ids = [id for id, _ in step.choices(given)]
    if not ids:
        return {"chosen": [], "other": _phrase(dice)}
    most = min(step.max or len(ids), len(ids)) if step.many else 1
    return {"chosen": dice.sample(ids, dice.randint(min(max(step.min, 1), most), most))}


def _scale(step: ScaleStep, given: Given, dice: Random) -> Value:
    def rated() -> dict[str, int]:
        return {id: dice.randint(step.min, step.max) for id, _ in step.items(given)}

    return {"ratings": rated(), "second": rated() if step.second else {}}


def _text(step: Text, given: Given, dice: Random) -> Value:
    return {"text": _phrase(dice, step.min_words)[: (step.max_words or 200) * 8]}


def _list(step: List, given: Given, dice: Random) -> Value:
    if step.groups:
        groups = [group.id for group in step.groups for _ in range(max(group.min, 1))]
        groups += [groups[-1]] * (step.min - len(groups))
        return {"items": [{"text": f"{_phrase(dice)} {n}", "group": group} for n, group in enumerate(groups)]}
    return {"items": [{"text": f"{_phrase(dice)} {n}"} for n in range(max(step.min, 1))]}


def _field(spec: FieldSpec, given: Given, dice: Random) -> Any:
    if spec.type in ("number", "scale"):
        low = int(spec.min if spec.min is not None else 1)
        return dice.randint(low, int(spec.max if spec.max is not None else max(low, 5)))
    special: dict[str, Callable[[], Any]] = {
        "choice": lambda: dice.choice(spec.options).id,
        "date": lambda: (given.today + dt.timedelta(days=dice.randint(1, 90))).isoformat(),
        "yesno": lambda: dice.random() < 0.5,
        "list": lambda: [_phrase(dice), _phrase(dice)],
    }
    return special[spec.type]() if spec.type in special else _phrase(dice)


def _form(step: Form, given: Given, dice: Random) -> Value:
    return {"fields": {spec.id: _field(spec, given, dice) for spec in step.fields}}


def _table(step: Table, given: Given, dice: Random) -> Value:
    rows = step.prefill(given).get("rows") or [{} for _ in range(max(step.min_rows, 1))]
    filled = [{spec.id: _field(spec, given, dice) for spec in step.columns} | row for row in rows]
    return {"rows": filled[: step.max_rows]}


def _sort(step: Sort, given: Given, dice: Random) -> Value:
    room = {bucket.id: bucket.max or 999 for bucket in step.buckets}
    placed = {}
    for id, _ in step.items(given):
        bucket = dice.choice([b for b, left in room.items() if left > 0])
        room[bucket] -= 1
        placed[id] = bucket
    return {"bucket_of": placed}


def _allocate(step: Allocate, given: Given, dice: Random) -> Value:
    own = [{"id": given.new_id(), "label": f"{_phrase(dice)} {n}"} for n in range(max(step.min, 2))] if step.own else []
    ids = [id for id, _ in step.given_items(given)] + [item["id"] for item in own]

    def shared() -> dict[str, int]:
        cuts = sorted(dice.randint(0, step.total) for _ in ids[1:])
        return {id: b - a for id, a, b in zip(ids, [0, *cuts], [*cuts, step.total], strict=True)}

    return {"items": own, "points": shared(), "second": shared() if step.second else {}}


def _checklist(step: Checklist, given: Given, dice: Random) -> Value:
    ids = [id for id, _ in step.choices(given)]
    return {"done": dict.fromkeys(dice.sample(ids, dice.randint(min(step.min, len(ids)), len(ids))), "")}


def _rank(step: Rank, given: Given, dice: Random) -> Value:
    ids = [id for id, _ in step.choices(given)]
    return {"order": dice.sample(ids, len(ids))}


def _pick(step: Pick, given: Given, dice: Random) -> Value:
    ids = [id for id, _ in step.choices(given)]
    count = min(step.max or step.min or 1, max(step.min, 1), len(ids))
    added = [{"label": f"{_phrase(dice)} {n}"} for n in range(step.min - count)] if step.add else []
    return {"chosen": dice.sample(ids, count), "added": added}


def _revise(step: Revise, given: Given, dice: Random) -> Value:
    decisions = []
    for table, id, _ in step.choices(given):
        action = dice.choice(step.actions)
        one = {"table": table, "id": id, "action": action.id}
        one |= {"said": "2" if action.number else _phrase(dice)} if action.asks else {}
        one |= {"reason": _phrase(dice)} if step.reason and action != KEEP else {}
        decisions.append(one)
    return {"decisions": decisions}


def _timeline(step: Timeline, given: Given, dice: Random) -> Value:
    when = ("2019", "2023-06") if step.span == "behind" else ("now", "next", "2029")
    return {
        "stops": [{"name": _phrase(dice), "when": dice.choice(when), "lane": "role"} for _ in range(max(step.min, 1))]
    }


def _grid(step: Grid, given: Given, dice: Random) -> Value:
    if step.own_corners:
        return {"axes": {"x": _phrase(dice), "y": _phrase(dice)}, "corners": {c: _phrase(dice) for c in CORNERS}}
    return {"positions": {id: {"x": dice.randint(1, 5), "y": dice.randint(1, 5)} for id, _ in step.choices(given)}}


def _matrix(step: Matrix, given: Given, dice: Random) -> Value:
    criteria = [id for id, *_ in step.criteria(given)]
    scores = {option: {c: dice.randint(1, 5) for c in criteria} for option, _ in step.options(given)}
    return {"scores": scores, "gut": _phrase(dice)}


def _scenario(step: ScenarioStep, given: Given, dice: Random) -> Value:
    play = Play.begin(step)
    while not play.over and len(play.path) < 60:
        play = play.choose(dice.choice(play.moves).key)
    return {"path": [{"node": node, "choice": choice} for node, choice in play.path]}


def _if_then(step: IfThenStep, given: Given, dice: Random) -> Value:
    return {"pairs": [{"for": id, "cue": _phrase(dice), "act": _phrase(dice)} for id, _ in step.subjects(given)]}


def _commit(step: Commit, given: Given, dice: Random) -> Value:
    steps = step.prefill(given)["steps"]
    return {
        "steps": [{**one, "text": one.get("text") or _phrase(dice), "done_looks_like": _phrase(dice)} for one in steps]
    }


def _do(step: Do, given: Given, dice: Random) -> Value:
    return {"outcome": dice.choice(("done", "partly", "not-yet")), "note": _phrase(dice)}


def _facts(step: Facts, given: Given, dice: Random) -> Value:
    found = step.found(given)
    marked = dice.sample(found, min(len(found), dice.randint(1, step.most))) or [{"fact": _phrase(dice)}]
    meant = {"means": _phrase(dice), "could_also_mean": _phrase(dice)}
    return {"found": found, "facts": [fact | meant for fact in marked], "on": given.today.isoformat()}


MAKERS: dict[str, Callable[[Any, Given, Random], Value]] = {
    "choice": _choice, "scale": _scale, "text": _text, "list": _list, "form": _form, "table": _table, "sort": _sort,
    "allocate": _allocate, "checklist": _checklist, "rank": _rank, "pick": _pick, "revise": _revise,
    "timeline": _timeline, "grid": _grid, "matrix": _matrix, "scenario": _scenario, "if-then": _if_then,
    "commit": _commit, "do": _do, "facts": _facts,
}  # fmt: skip
