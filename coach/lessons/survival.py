"""What has become of an answer since its lesson was edited: kept, marked, or in the attic. The one place that decides.

Reworded: kept. A part of the step gone (an option, a row, a field, the scale): kept, and what no longer fits is told as
"was". The step gone, or of another kind now: in the attic, from where it comes back when the step does. Renamed with
`was = ["old-id"]`: kept under the new id. Nothing here changes a plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..plan.answers import Answer, Progress
from ..plan.plainly import answer_lines
from ..words import marked, said
from .fitting import fitting
from .kinds import Step, Value
from .kinds.shapes import shaped
from .renaming import renamed

ANOTHER_KIND = marked("This step asks in another way now.")
LONGEST = 160  # characters of an earlier answer in one line
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer holds as it is, with the ids of today."""

    value: Value


@dataclass(frozen=True, slots=True)
class Marked:
    """Part of the answer has no place in the step any more: what still fits, the rest in words, and why."""

    whole: Value
    value: Value
    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Attic:
    """There is no step for the answer: what it said, in words. It stays with the plan."""

    words: tuple[str, ...]
    why: str = ""


Standing = Kept | Marked | Attic


def standing(
    answer: Answer, step: Step | None, steps: Iterable[Step] = (), missing: frozenset[str] = frozenset()
) -> Standing:
    """What an answer is to a step of today.

    `steps` are all steps of the lesson, for items that one takes from another; `missing` those without an answer of
    their own kind.
    """
    if step is None or (answer.kind != step.kind and not answer.skipped):
        return Attic(tuple(answer_lines(answer)), ANOTHER_KIND if step is not None else "")
    if answer.skipped:
        return Kept(answer.value)
    whole = renamed(step, shaped(step.kind, answer.value), {one.id: one for one in steps})
    fit = fitting(step, answer, whole, missing)
    return Marked(whole, fit.value, tuple(fit.lost), fit.why) if fit.lost else Kept(whole)


def standings(steps: Sequence[Step], answers: Answers) -> dict[str, Standing]:
    """What the answers of a lesson (as `placed`) are to its steps, where a step has one that was not left out."""
    found: dict[str, Standing] = {}
    offered: dict[str, set[str]] = {}
    without = missing(steps, answers)
    for step in steps:
        answer = answers.get(step.id)
        if answer is None or answer.skipped:
            continue
        source = getattr(step, "from_", None)
        other = source in offered and offered[source].isdisjoint(_texts(answer.value))
        one = found[step.id] = standing(answer, step, steps, without | {str(source)} if other else without)
        if not isinstance(one, Attic):
            offered[step.id] = {id for id, _ in step.offers(one.whole if isinstance(one, Marked) else one.value)}
    return found


def _texts(value: Any) -> set[str]:
    """Every text in an answer, keys too: the ids in it are among them."""
    if isinstance(value, Mapping):
        return {str(key) for key in value}.union(*map(_texts, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(_texts, value))
    return {value} if isinstance(value, str) else set()


def line(found: Standing) -> str:
    """`Last time: Alone. That choice is no longer here.`; empty for what is kept as it is."""
    if isinstance(found, Kept) or not found.words:
        return ""
    words = " ".join("; ".join(found.words).split()).rstrip(".")
    words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return said("Last time: {words}. {why}", words=words, why=said(found.why)).strip()


# --- where answers are -----------------------------------------------------------------


def ids_of(step: Step, steps: Iterable[Step]) -> list[str]:
    """The id of a step and its earlier ones. An id that another step has now is nobody's earlier id."""
    taken = {one.id for one in steps}
    return [step.id, *(old for old in step.was if old not in taken)]


def aside(step: str, kind: str) -> str:
    """Where an answer of an earlier kind is put when the step is answered in its new one."""
    return f"{step}@{kind}"


def place_of(step: Step, steps: Sequence[Step], answers: Answers) -> str | None:
    """Under which id the answer to a step is kept: its own, one of its earlier ones, or aside; None if nowhere.

    An answer of the step's own kind comes before one of another kind.
    """
    ids = ids_of(step, steps)
    same = [id for id in ids if id in answers and answers[id].kind == step.kind]
    same += [key for id in ids if (key := aside(id, step.kind)) in answers]
    return next(iter([*same, *(id for id in ids if id in answers)]), None)


def placed(steps: Sequence[Step], answers: Answers) -> dict[str, Answer]:
    """The answers of a lesson under the ids that its steps have today; the rest as they were.

    Whatever is under the id of a step and is not its answer, because another one is, is shown aside.
    """
    places = {step.id: place for step in steps if (place := place_of(step, steps, answers)) is not None}
    mine = {id: answers[place] for id, place in places.items()}
    rest = {id: answer for id, answer in answers.items() if id not in places.values()}
    others = {(aside(id, answer.kind) if id in mine else id): answer for id, answer in rest.items()}
    return {**others, **mine}


def attic(steps: Sequence[Step], answers: Answers) -> dict[str, Answer]:
    """Of answers that were `placed`, those that no step of today is answered by, as far as they say anything."""
    kinds = {step.id: step.kind for step in steps}

    def asked(id: str, answer: Answer) -> bool:
        return id in kinds and (answer.skipped or answer.kind == kinds[id])

    return {id: answer for id, answer in answers.items() if not asked(id, answer) and answer_lines(answer)}


def missing(steps: Sequence[Step], answers: Answers) -> frozenset[str]:
    """The steps whose only answer is one of another kind, so that nothing can be taken from them."""
    kinds = {step.id: step.kind for step in steps}
    return frozenset(id for id in attic(steps, answers) if id in kinds)


def moved(step: Step, steps: Sequence[Step], answers: Answers) -> list[tuple[str, Answer | None]]:
    """What has to be written when a step is answered anew, so that no earlier answer is written over unseen.

    `answers` are as the plan has them: an answer under the step's id that is of another kind goes aside, and the one
    that is replaced leaves the place that it had until now.
    """
    place, holder = place_of(step, steps, answers), answers.get(step.id)
    changes: list[tuple[str, Answer | None]] = []
    if place not in (None, step.id) and (replaced := answers[str(place)]).kind == step.kind:
        changes.append((str(place), None))
        holder = holder if holder is not replaced else None
    elif place not in (None, step.id):  # under an earlier id, and of another kind
        changes += [(str(place), None), (aside(step.id, answers[str(place)].kind), answers[str(place)])]
    if holder is not None and holder.kind != step.kind and answer_lines(holder):
        changes.append((aside(step.id, holder.kind), holder))
    return changes


def draft_of(step: Step, steps: Sequence[Step], drafts: Mapping[str, Any]) -> Any:
    """What was half typed in a step, under its id or an earlier one."""
    return next((drafts[id] for id in ids_of(step, steps) if id in drafts), None)


# --- where somebody is -------------------------------------------------------------------


def resumed(steps: Sequence[Step], path: Sequence[Step], progress: Progress) -> Step | None:
    """The step somebody stopped at; if it is no more, the nearest before it that is; None if that cannot be told."""
    if not progress.step:
        return None
    here = named(steps, progress.step)
    if here is not None and here in path:
        return here
    if here is not None:
        return None  # it is there, and other answers lead past it
    before = named(steps, progress.after) if progress.after else None
    if before is not None and before in path:
        return before
    return path[min(max(0, progress.n - 2), len(path) - 1)] if path else None


def named(steps: Sequence[Step], id: str) -> Step | None:
    """The step of that id, or the one that had it before."""
    own = next((step for step in steps if step.id == id), None)
    return own or next((step for step in steps if id in step.was), None)
