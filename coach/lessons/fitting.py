"""What of an answer still fits its step after the lesson was edited, and what does not, in words; kind by kind."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ..plan.answers import Answer
from ..words import marked, said
from .kinds import Step, Value
from .kinds.arrange import Allocate, Checklist, Sort
from .kinds.choose import Choice, ScaleStep
from .kinds.order import Rank
from .kinds.place import CORNERS, Grid
from .kinds.revise import Revise
from .kinds.simulate import Play, ScenarioStep
from .kinds.structure import FieldSpec, Form, Table
from .kinds.weigh import Matrix
from .kinds.write import List

CHOICE, CHOICES = marked("That choice is no longer here."), marked("Those choices are no longer here.")
NOT_ASKED = marked("This is no longer asked.")
ONLY_ONE = marked("Only one can be chosen now.")
NO_SOURCE = marked("What it was chosen from is no longer here.")
STORY = marked("The story is another one now.")
OTHER_LIMITS = marked("It does not fit what is asked now.")


class Fit(NamedTuple):
    """The part of an answer that fits, the rest in words, and why it does not fit."""

    value: Value
    lost: list[str] = []
    why: str = ""


class Kept(NamedTuple):
    """An answer under look: its value with the ids of today, the names kept with it, and steps that have no answer."""

    value: Value
    names: Mapping[str, str]
    scale: list[int]
    missing: frozenset[str]  # steps whose answers are in the attic, so that nothing can be taken from them

    def called(self, id: str, *tables: str) -> str:
        """What a part is called: as the answer has it, else its id as words."""
        known = next((found[id] for name in tables if id in (found := self.value.get(name) or {})), None)
        return str(known or self.names.get(id) or id.rpartition("/")[2].replace("-", " ").replace("_", " "))

    def gone(self, ids: Iterable[str], parts: Iterable[Any], source: str | None = None, own: bool = False) -> list[str]:
        """The ids that the step no longer has.

        Where items come from elsewhere too, only what was once the author's own can be told apart, unless the place
        that the others came from is gone altogether.
        """
        now = {part.id for part in parts}
        if (source and source not in self.missing) or own:
            return [id for id in ids if id not in now and id in self.names]
        return [id for id in ids if id not in now]

    def why(self, source: str | None, otherwise: str) -> str:
        """Why items do not fit."""
        return NO_SOURCE if source in self.missing else otherwise


def fitting(step: Step, answer: Answer, value: Value, missing: frozenset[str] = frozenset()) -> Fit:
    """Looks at an answer of the step's own kind. `value` has the ids of today."""
    fit = _FITS.get(type(step))
    return fit(step, Kept(value, answer.names, answer.scale, missing)) if fit and value else Fit(value)


def _without(table: Any, gone: Iterable[str]) -> Any:
    out = set(gone)
    return {id: one for id, one in table.items() if id not in out}


def _choice(step: Choice, kept: Kept) -> Fit:
    chosen = list(kept.value.get("chosen", ()))
    gone = kept.gone(chosen, step.options, step.from_)
    lost = [kept.called(id, "labels") for id in gone]
    left = [id for id in chosen if id not in gone]
    other = str(kept.value.get("other") or "")
    value = {name: part for name, part in kept.value.items() if name != "other" or step.other}
    lost += [other] if other and not step.other else []
    if not step.many and len(left) + bool(value.get("other")) > 1:
        rest = [kept.called(id, "labels") for id in left] + ([other] if other else [])
        return Fit({**value, "chosen": [], "other": ""}, [*lost, *rest], ONLY_ONE)
    return Fit({**value, "chosen": left}, lost, kept.why(step.from_, CHOICE if len(lost) < 2 else CHOICES))


def _scale(step: ScaleStep, kept: Kept) -> Fit:
    ratings, second = kept.value.get("ratings", {}), kept.value.get("second") or {}
    rated = list(dict.fromkeys([*ratings, *second]))
    gone = kept.gone(rated, step.rows, step.from_)
    wide = {n for table in (ratings, second) for n in table.values() if n is not None}
    moved = bool(kept.scale) and kept.scale != step.limits()
    outside = [id for id in rated if any(_out(table.get(id), step.limits()) for table in (ratings, second))]
    changed = moved or any(_out(n, step.limits()) for n in wide)
    told = rated if moved or (second and not step.second) else [id for id in rated if id in gone or id in outside]
    lost = [_rated(kept, id, ratings.get(id), second.get(id)) for id in told]
    value = dict(kept.value)
    for name, table in (("ratings", ratings), ("second", second)):
        if name in value:
            value[name] = {id: n for id, n in table.items() if id not in gone and not _out(n, step.limits())}
    why = _scale_words(kept.scale, step.limits()) if changed else kept.why(step.from_, NOT_ASKED)
    return Fit(value, lost, why)


def _out(n: int | None, span: list[int]) -> bool:
    return n is not None and not span[0] <= n <= span[1]


def _rated(kept: Kept, id: str, n: int | None, second: int | None) -> str:
    beside = f", {kept.names.get('/second', 'second').lower()} {second}" if second is not None else ""
    note = (kept.value.get("notes") or {}).get(id)
    return f"{kept.called(id, 'names')}: {'–' if n is None else n}{beside}" + (f" ({note})" if note else "")


def _scale_words(was: list[int], now: list[int]) -> str:
    before = said("; it was {low} to {high}", low=was[0], high=was[1]) if len(was) == 2 and was != now else ""
    return said("The scale is {low} to {high} now{before}.", low=now[0], high=now[1], before=before)


def _sort(step: Sort, kept: Kept) -> Fit:
    placed = kept.value.get("bucket_of", {})
    gone = set(kept.gone(placed, step.cards, step.from_))
    buckets = {bucket.id: bucket.label for bucket in step.buckets}
    gone |= {id for id, bucket in placed.items() if bucket not in buckets}

    def named(bucket: str) -> str:
        return buckets.get(bucket) or kept.called(f"bucket/{bucket}")

    lost = [f"{kept.called(id, 'labels')}: {named(placed[id])}" for id in placed if id in gone]
    return Fit({**kept.value, "bucket_of": _without(placed, gone)}, lost, kept.why(step.from_, NOT_ASKED))


def _allocate(step: Allocate, kept: Kept) -> Fit:
    items = {item.get("id", ""): str(item.get("label", "")) for item in kept.value.get("items", ())}
    points, second = kept.value.get("points", {}), kept.value.get("second") or {}
    gone = kept.gone(dict.fromkeys([*items, *points]), step.items, step.from_, step.own)
    total = sum(n or 0 for n in points.values())
    moved = bool(points) and total != step.total
    told = list(items) if moved or (second and not step.second) else gone
    lost = [_shared(items.get(id) or kept.called(id), points.get(id), second.get(id), kept) for id in told]
    value = {**kept.value, "points": _without(points, gone)}
    if second:
        value["second"] = _without(second, gone)
    value["items"] = [item for item in kept.value.get("items", ()) if item.get("id") not in gone]
    there = said("There are {n} {unit} now.", n=step.total, unit=step.unit)
    return Fit(value, lost, there if moved else kept.why(step.from_, NOT_ASKED))


def _shared(label: str, n: int | None, second: int | None, kept: Kept) -> str:
    beside = f", {kept.names.get('/second', 'second').lower()} {second}" if second is not None else ""
    return f"{label}: {n or 0}{beside}"


def _checklist(step: Checklist, kept: Kept) -> Fit:
    done, added = kept.value.get("done", {}), {item.get("id") for item in kept.value.get("added", ())}
    gone = [id for id in kept.gone(done, step.items, step.from_, step.own) if id not in added]
    gone += [id for id in done if id in added and not step.own]
    lost = [kept.called(id, "labels") for id in gone]
    value = {**kept.value, "done": _without(done, gone), "labels": _without(kept.value.get("labels", {}), gone)}
    return Fit(value, lost, kept.why(step.from_, NOT_ASKED))


def _rank(step: Rank, kept: Kept) -> Fit:
    order = list(kept.value.get("order", ()))
    gone = kept.gone(order, step.items, step.from_)
    left = [id for id in order if id not in gone]
    over = left[step.top :] if step.top else []
    lost = [f"{n}. {kept.called(id, 'labels')}" for n, id in enumerate(order, 1) if id in gone or id in over]
    value = {**kept.value, "order": [id for id in left if id not in over]}
    return Fit(value, lost, kept.why(step.from_, NOT_ASKED))


def _grid(step: Grid, kept: Kept) -> Fit:
    placed, corners = kept.value.get("positions", {}), kept.value.get("corners", {})
    gone = list(placed) if step.own_corners else kept.gone(placed, step.items, step.from_)
    lost = [_placed(kept, id, placed[id]) for id in gone]
    value = {**kept.value, "positions": _without(placed, gone)} if placed else dict(kept.value)
    if corners and not step.own_corners:
        lost += [f"{said(CORNERS.get(corner, corner)).capitalize()}: {name}" for corner, name in corners.items()]
        value = {name: part for name, part in value.items() if name not in ("corners", "axes")}
    return Fit(value, lost, kept.why(step.from_, NOT_ASKED))


def _placed(kept: Kept, id: str, at: Mapping[str, Any]) -> str:
    x, y = (kept.names.get(f"/{axis}", axis).lower() for axis in "xy")
    return f"{kept.called(id, 'labels')}: {x} {at.get('x')}, {y} {at.get('y')}"


def _matrix(step: Matrix, kept: Kept) -> Fit:
    if not kept.missing & {step.options_from, step.criteria_from}:
        return Fit(kept.value)
    lost = [f"{kept.called(id, 'labels')}: {n:.2f}" for id, n in kept.value.get("totals", {}).items()]
    gut = kept.value.get("gut")
    return Fit({}, lost + ([said("Gut: {words}", words=gut)] if gut else []), NO_SOURCE)


def _form(step: Form, kept: Kept) -> Fit:
    fields, lost = _fields(step.fields, kept.value.get("fields", {}), kept)
    return Fit({**kept.value, "fields": fields}, lost, NOT_ASKED if lost else "")


def _table(step: Table, kept: Kept) -> Fit:
    rows, lost = [], []
    for row in kept.value.get("rows", ()):
        fields, odd = _fields(step.columns, {id: one for id, one in row.items() if id != "id"}, kept)
        first = fields.get(step.columns[0].id)
        lost += [f"{first}: {words}" if first else words for words in odd]
        rows.append({**({"id": row["id"]} if "id" in row else {}), **fields})
    return Fit({**kept.value, "rows": rows}, lost, NOT_ASKED if lost else "")


def _fields(specs: Iterable[FieldSpec], row: Value, kept: Kept) -> tuple[Value, list[str]]:
    """The fields that can stand as they are, and the others in words."""
    known = {spec.id: spec for spec in specs}
    fits: Value = {}
    lost = []
    for id, value in row.items():
        text = kept.names.get(f"{id}/{value}", value)  # an option as it was called
        spec = known.get(id)
        if spec is not None and spec.type in ("text", "long") and isinstance(text, str):
            fits[id] = text
        elif spec is not None and _stands(spec, value):
            fits[id] = value
        else:
            label = spec.label if spec else kept.names.get(id) or kept.called(id)
            lost.append(f"{label}: {_said(text)}")
    return fits, lost


def _stands(spec: FieldSpec, said: Any) -> bool:
    """Whether a kept value is one that the field would take, and would mean the same there."""
    types = {"yesno": bool, "list": list, "number": int | float, "scale": int | float}.get(spec.type, str)
    return isinstance(said, types) and isinstance(said, bool) == (spec.type == "yesno") and not spec.read(said)[1]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)


def _list(step: List, kept: Kept) -> Fit:
    known = {group.id for group in step.groups}
    items, lost = [], []
    for item in kept.value.get("items", ()):
        group = item.get("group")
        if known and group not in known:
            lost.append(f"{kept.called(f'group/{group}')}: {item.get('text')}" if group else str(item.get("text")))
            item = {name: one for name, one in item.items() if name != "group"}
        items.append(item)
    return Fit({**kept.value, "items": items}, lost, marked("The list has other parts now.") if lost else "")


def _revise(step: Revise, kept: Kept) -> Fit:
    known = {action.id for action in step.actions}
    decisions = kept.value.get("decisions", ())
    odd = [one for one in decisions if one.get("action") not in known]
    lost = [f"{kept.called('action/' + str(one.get('action')))}: {one.get('label', '')}" for one in odd]
    return Fit({**kept.value, "decisions": [one for one in decisions if one not in odd]}, lost, CHOICE if lost else "")


def _scenario(step: ScenarioStep, kept: Kept) -> Fit:
    """A role-play whose story no longer goes that way: the ending that was reached, and what was thought of it."""
    path = [{"node": str(move["node"]), "choice": str(move["choice"])} for move in kept.value.get("path", ())]
    play = Play.along(step, path) if step.story is not None else None
    if step.story is None or not path or (play is not None and play.over):
        return Fit(kept.value)
    ending = kept.value.get("ending")
    lost = [said("Ending: {title}", title=kept.called(f"ending/{ending}"))] if ending else []
    value = {name: part for name, part in kept.value.items() if name in ("thoughts", "notes", "replays", "record")}
    return Fit(value, [*lost, *map(str, (kept.value.get("thoughts") or {}).values())], STORY)


_FITS: dict[type[Step], Callable[[Any, Kept], Fit]] = {
    Choice: _choice, ScaleStep: _scale, Sort: _sort, Allocate: _allocate, Checklist: _checklist, Rank: _rank,
    Grid: _grid, Matrix: _matrix, Form: _form, Table: _table, List: _list, Revise: _revise, ScenarioStep: _scenario,
}  # fmt: skip
